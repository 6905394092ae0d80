// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/connections/formgroup.h"

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace etcdscope {

/// Transport, proxy and how long is waited.
class NetworkGroup final : public FormGroup
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NetworkGroup)

public:
    explicit NetworkGroup(QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    void present(const Profile &profile) override;
    void apply(Profile &profile) const override;
    void applySecrets(ProfileSecrets &secrets) const override;
    void takeSecrets(const ProfileSecrets &secrets) override;
    [[nodiscard]] QString problem() const override;
    void focusFirst() override;

private:
    [[nodiscard]] bool hasOwnProxy() const;
    void check();
    void edited();

    QComboBox *m_transport;
    QComboBox *m_proxy;
    QLineEdit *m_host;
    QSpinBox *m_port;
    QLineEdit *m_user;
    QLineEdit *m_password;
    FieldNote *m_proxyNote;
    QSpinBox *m_connectTimeout;
    QSpinBox *m_callTimeout;
};

} // namespace etcdscope
