// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/secretkeeper.h"
#include "ui/connections/formgroup.h"

#include <QPointer>

namespace etcdscope {

/// Finds all secrets that a connection needs: those typed, those kept, and the rest by asking over a window.
/// Keeps nothing itself. Deletes itself when it has ended.
class SecretInquiry final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretInquiry)

public:
    /// `keeper` is borrowed and outlives it; `window` is the parent.
    SecretInquiry(SecretKeeper &keeper, const Profile &profile, const ProfileSecrets &typed, QWidget *window);

    void start();

signals:
    /// Either of these, once.
    void found(const etcdscope::ProfileSecrets &secrets);
    void cancelled();
    /// Before found(), when a person was asked: what was typed, and where it shall be kept from now on.
    void entered(const etcdscope::ProfileSecrets &secrets, etcdscope::Profile::SecretKeeping keeping);

private:
    void findNext();
    void ask();

    SecretKeeper &m_keeper;
    Profile m_profile;
    ProfileSecrets m_secrets;
    QWidget *m_window;
    QList<SecretKind> m_open;    // still to be looked for
    QList<SecretKind> m_unknown; // to be asked for
    QString m_keychainProblem;
    Call<SecretKeeper::Found> m_call;
};

} // namespace etcdscope
