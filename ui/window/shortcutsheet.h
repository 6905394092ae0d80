// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

class QAction;

namespace etcdscope {

/// The list of all shortcuts, under the headings of their actions. Made anew each time; deletes itself.
class ShortcutSheet final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShortcutSheet)

public:
    ShortcutSheet(const QList<QAction *> &actions, QWidget *parent);
};

} // namespace etcdscope
