// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QLineEdit;

namespace etcdscope {

class WriteTarget;

/// What has to be typed before many keys, or any on production, are deleted or moved: the name of the
/// cluster on production; elsewhere the number of keys, the name of the directory or of the cluster.
class ConfirmationField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConfirmationField)

public:
    /// The parts are called `name` + "Ask" and `name` + "Typed". The target is borrowed.
    ConfirmationField(const WriteTarget &target, const QString &name, QWidget *parent = nullptr);

    /// `directory` in printable form, empty when it is none. Shown only if something has to be typed; what
    /// was typed stays.
    void ask(qint64 keys, const QString &directory);
    /// Empties and hides it.
    void clear();
    /// Also when nothing has to be typed.
    [[nodiscard]] bool isSatisfied() const;
    [[nodiscard]] QString question() const;
    [[nodiscard]] bool hasKeyboard() const;

signals:
    void changed();

private:
    const WriteTarget &m_target;
    QLabel *m_ask;
    QLineEdit *m_typed;
    QStringList m_accepted; // empty: nothing has to be typed
};

} // namespace etcdscope
