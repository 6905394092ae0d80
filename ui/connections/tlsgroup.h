// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/connections/formgroup.h"

#include <QTimer>

class QLineEdit;
class QPushButton;

namespace etcdscope {

class FileField;

/// Certificates, and what is accepted of the server's.
class TlsGroup final : public FormGroup
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TlsGroup)

public:
    explicit TlsGroup(QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    void present(const Profile &profile) override;
    void apply(Profile &profile) const override;
    void applySecrets(ProfileSecrets &secrets) const override;
    void takeSecrets(const ProfileSecrets &secrets) override;
    void focusFirst() override;

private:
    void showPin();
    void edited();
    /// Reads the files, which are small, and says what they are.
    void showFacts();

    FileField *m_authority;
    FieldNote *m_authorityNote;
    FileField *m_certificate;
    FieldNote *m_certificateNote;
    FileField *m_key;
    FieldNote *m_keyNote;
    QLineEdit *m_passphrase;
    QLineEdit *m_serverName;
    FieldNote *m_serverNameNote;
    QLineEdit *m_pin;
    QPushButton *m_unpin;
    FieldNote *m_pinNote;
    QByteArray m_fingerprint;
    QTimer m_rest; // files are read when typing rests
};

} // namespace etcdscope
