// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/secretstore.h"
#include "ui/connections/formgroup.h"

#include <QDialog>
#include <QList>

#include <utility>

class QComboBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace etcdscope {

/// Asks for the secrets of a connection that nobody knows, and where they shall be kept. A passphrase that
/// does not open the key is not taken.
class SecretSheet final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretSheet)

public:
    enum class Purpose {
        Open,
        Test,
        TestOfForm, ///< of a connection as it is being edited, where what is typed goes
        SignIn,     ///< to a session that is there
    };

    struct Question
    {
        Purpose purpose = Purpose::Open;
        QList<SecretKind> kinds;
        bool asksUser = false;        ///< also who it is whose password that is
        bool isKept = true;           ///< the connection is, and so can its secrets be
        QString keychainProblem = {}; ///< why there is no keychain, if that is known
        QString remark = {};          ///< what else must be said of it
    };

    SecretSheet(const Profile &profile, const Question &question, QWidget *parent = nullptr);

    [[nodiscard]] Profile::SecretKeeping keeping() const;
    [[nodiscard]] QString user() const; ///< that of the profile where it is not asked for
    [[nodiscard]] QString secret(SecretKind kind) const;

    void setUser(const QString &user);
    void setSecret(SecretKind kind, const QString &secret);

public slots:
    void accept() override;

private:
    void addHead(const Profile &profile);
    void addFields(const Profile &profile);
    void addKeeping(const Profile &profile);
    void addButtons();
    void explain();
    [[nodiscard]] QLineEdit *field(SecretKind kind) const;

    const Question m_question;
    const QString m_keyFile;
    const QString m_knownUser;
    QVBoxLayout *m_layout;
    QLineEdit *m_user = nullptr;
    QList<std::pair<SecretKind, QLineEdit *>> m_fields;
    FieldNote *m_keyNote = nullptr;
    QComboBox *m_keeping;
    FieldNote *m_note;
    QPushButton *m_proceed = nullptr;
};

} // namespace etcdscope
