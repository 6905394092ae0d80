// SPDX-License-Identifier: Apache-2.0
#include "ui/window/shortcutsheet.h"

#include "ui/workspace/actionregistry.h"

#include <QAction>
#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QHash>
#include <QHeaderView>
#include <QPushButton>
#include <QScreen>
#include <QTreeWidget>

#include <algorithm>

namespace etcdscope {

ShortcutSheet::ShortcutSheet(const QList<QAction *> &actions, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("shortcuts"));
    setWindowTitle(tr("Shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);

    auto *tree = new QTreeWidget(this);
    tree->setObjectName(QStringLiteral("shortcuts.list"));
    tree->setAccessibleName(tr("Shortcuts"));
    tree->setHeaderLabels({tr("Action"), tr("Shortcut")});
    tree->header()->setStretchLastSection(false);
    tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    tree->setSelectionMode(QAbstractItemView::SingleSelection);

    QHash<QString, QTreeWidgetItem *> groups;
    for (const QAction *action : actions) {
        if (action->shortcuts().isEmpty())
            continue;
        QTreeWidgetItem *&group = groups[ActionRegistry::groupOf(action)];
        if (!group) {
            group = new QTreeWidgetItem(tree, {ActionRegistry::groupOf(action)});
            group->setFirstColumnSpanned(true);
            QFont heading = tree->font();
            heading.setBold(true);
            group->setFont(0, heading);
        }
        new QTreeWidgetItem(group,
                            {ActionRegistry::plainTextOf(action),
                             QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText)});
    }
    tree->expandAll();

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->setObjectName(QStringLiteral("shortcuts.buttons"));
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("shortcuts.close"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(tree, 1);
    layout->addWidget(buttons);
    const QSize screen = parent->screen()->availableSize();
    resize(std::min(520, screen.width() - 32), std::min(640, screen.height() - 64));
}

} // namespace etcdscope
