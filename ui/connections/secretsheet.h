// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/secretstore.h"
#include "ui/connections/formgroup.h"

#include <QDialog>
#include <QList>

#include <utility>

class QComboBox;
class QLineEdit;

namespace etcdscope {

/// Asks for the secrets of a connection that nobody knows, and where they shall be kept.
class SecretSheet final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretSheet)

public:
    /// `keychainProblem` says why there is no keychain, if that is known.
    SecretSheet(const Profile &profile, const QList<SecretKind> &kinds, const QString &keychainProblem,
                QWidget *parent = nullptr);

    [[nodiscard]] Profile::SecretKeeping keeping() const;
    [[nodiscard]] QString secret(SecretKind kind) const;

private:
    void explain(const QString &keychainProblem);

    QList<std::pair<SecretKind, QLineEdit *>> m_fields;
    QComboBox *m_keeping;
    FieldNote *m_note;
};

} // namespace etcdscope
