// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/connections/formgroup.h"

class QComboBox;
class QLineEdit;

namespace etcdscope {

/// Who one is to the cluster, and where the password is kept. The same place keeps the passphrase of the key
/// and the password of the proxy.
class AuthenticationGroup final : public FormGroup
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AuthenticationGroup)

public:
    explicit AuthenticationGroup(bool isNew, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    void present(const Profile &profile) override;
    void apply(Profile &profile) const override;
    void applySecrets(ProfileSecrets &secrets) const override;
    void takeSecrets(const ProfileSecrets &secrets) override;
    void focusFirst() override;

    /// Why nothing can be kept in a keychain here; empty when it can. Until then it is unknown.
    void setKeychainProblem(const QString &problem);

private:
    void check();
    void edited();
    [[nodiscard]] Profile::SecretKeeping keeping() const;

    const bool m_isNew;
    QLineEdit *m_user;
    FieldNote *m_userNote;
    QLineEdit *m_password;
    FieldNote *m_passwordNote;
    QComboBox *m_keeping;
    FieldNote *m_keepingNote;
    QString m_keychainProblem;
    bool m_keepingChosen = false; // by the person
};

} // namespace etcdscope
