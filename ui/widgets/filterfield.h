// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLineEdit>

namespace etcdscope {

/// A line to narrow a list with: a cross to clear it, Escape clears and, when it is empty, leaves; Down goes
/// to the list.
class FilterField final : public QLineEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterField)

public:
    explicit FilterField(QWidget *parent = nullptr);

signals:
    /// Down or Page Down: the list shall take the focus at its top.
    void listRequested();
    /// Escape while empty: what was worked with before shall take the focus.
    void left();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace etcdscope
