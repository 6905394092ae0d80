// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/secretkeeper.h"
#include "ui/connections/formgroup.h"
#include "ui/connections/secretsheet.h"

namespace etcdscope {

/// Finds all secrets that a connection needs: those typed, those kept, and the rest by asking over a window.
/// A passphrase that does not open the key is not known. Keeps nothing itself. Deletes itself when it has
/// ended.
class SecretInquiry final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretInquiry)

public:
    /// `keeper` is borrowed and outlives it; `window` is the parent.
    SecretInquiry(SecretKeeper &keeper, const Profile &profile, const ProfileSecrets &typed,
                  SecretSheet::Purpose purpose, QWidget *window);

    void start();

signals:
    /// Either of these, once.
    void found(const etcdscope::ProfileSecrets &secrets);
    void cancelled();
    /// Before found(), when a person was asked: what was typed, and where it shall be kept from now on.
    void entered(const etcdscope::ProfileSecrets &secrets, etcdscope::Profile::SecretKeeping keeping);

private:
    void findNext();
    [[nodiscard]] bool fits(SecretKind kind, const QString &secret) const;
    void ask();

    SecretKeeper &m_keeper;
    const SecretSheet::Purpose m_purpose;
    Profile m_profile;
    ProfileSecrets m_secrets;
    QWidget *m_window;
    QList<SecretKind> m_open;    // still to be looked for
    QList<SecretKind> m_unknown; // to be asked for
    QString m_keychainProblem;
    QString m_remark;
    Call<SecretKeeper::Found> m_call;
};

} // namespace etcdscope
