// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keycellaccessible.h"

#include "core/models/keytreemodel.h"
#include "ui/keys/keyselection.h"
#include "ui/keys/keytreedelegate.h"

#include <QCoreApplication>

namespace etcdscope {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(KeyTreeAccessible)
};

} // namespace

KeyCellAccessible::KeyCellAccessible(KeyTreeView &view, const QModelIndex &index)
    : m_view(&view)
    , m_index(index)
{
}

void *KeyCellAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableCellInterface)
        return static_cast<QAccessibleTableCellInterface *>(this);
    if (type == QAccessible::ActionInterface)
        return static_cast<QAccessibleActionInterface *>(this);
    return nullptr;
}

QWindow *KeyCellAccessible::window() const
{
    const QAccessibleInterface *above = parent();
    return above ? above->window() : nullptr;
}

QAccessibleInterface *KeyCellAccessible::parent() const
{
    return QAccessible::queryAccessibleInterface(m_view.data());
}

QString KeyCellAccessible::text(QAccessible::Text kind) const
{
    if (!isValid())
        return {};
    if (kind == QAccessible::Name)
        return KeyTreeDelegate::cellText(m_index);
    if (kind != QAccessible::Description || !isName())
        return {};
    const QString level = Words::tr("level %1").arg(m_view->levelOf(m_index) + 1);
    const QString state = KeyTreeDelegate::stateText(m_index);
    return state.isEmpty() ? level : Words::tr("%1, %2").arg(state, level);
}

QRect KeyCellAccessible::rect() const
{
    const QRect area = isValid() ? m_view->visualRect(m_index) : QRect();
    return area.isValid() ? area.translated(m_view->viewport()->mapToGlobal(QPoint())) : QRect();
}

QAccessible::State KeyCellAccessible::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    const bool isOnScreen = m_view->viewport()->rect().intersects(m_view->visualRect(m_index));
    state.invisible = !isOnScreen || !m_view->isVisible();
    state.offscreen = !isOnScreen;
    state.selectable = true;
    state.multiSelectable = true;
    state.selected = isSelected();
    state.focusable = true;
    state.active = m_view->currentIndex() == m_index;
    state.focused = state.active && m_view->hasFocus();
    state.readOnly = true;
    if (isName() && m_view->keys().hasChildren(m_index)) {
        state.expandable = true;
        state.expanded = m_view->isExpanded(m_index);
        state.collapsed = !state.expanded;
    }
    return state;
}

bool KeyCellAccessible::isSelected() const
{
    return isValid() && m_view->selectedKeys().holds(m_view->keys().rowAt(m_index));
}

QStringList KeyCellAccessible::actionNames() const
{
    QStringList names;
    if (state().expandable)
        names += toggleAction();
    return names += setFocusAction();
}

void KeyCellAccessible::doAction(const QString &name)
{
    if (!isValid())
        return;
    if (name == toggleAction() && state().expandable)
        m_view->setExpanded(m_index, !m_view->isExpanded(m_index));
    else if (name == setFocusAction())
        m_view->setCurrentIndex(m_index.sibling(m_index.row(), KeyTreeModel::NameColumn));
}

bool KeyCellAccessible::isName() const
{
    return m_index.column() == KeyTreeModel::NameColumn;
}

} // namespace etcdscope
