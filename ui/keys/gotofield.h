// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLineEdit>

class QAction;

namespace etcdscope {

/// Takes an exact key in its printable form (core/base/printable.h) and says below the text what is wrong
/// with one that cannot be read. Enter goes there, Escape leaves.
class GoToField final : public QLineEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GoToField)

public:
    explicit GoToField(QWidget *parent = nullptr);

signals:
    void keyChosen(const QByteArray &key);
    /// Escape: the keyboard goes back to where work is.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void choose();
    void check();

    QAction *m_problem;
};

} // namespace etcdscope
