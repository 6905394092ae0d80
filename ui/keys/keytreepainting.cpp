// SPDX-License-Identifier: Apache-2.0
// What a KeyTreeView looks like: everything is left to the style and the delegate, which are told what
// QTreeView tells them.
#include "core/models/keytreemodel.h"
#include "ui/keys/keyselection.h"
#include "ui/keys/keytreeview.h"

#include <QHeaderView>
#include <QPaintEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionFocusRect>

namespace etcdscope {

struct KeyTreeView::Row
{
    QModelIndex index;
    int level;
    QRect area; // as wide as the viewport
    bool isSelected;
    bool isHovered;
    bool isCurrent;
};

void KeyTreeView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const int last = std::min(lineAt(event->rect().bottom()), lineCount() - 1);
    const int hovered = m_hover ? lineAt(m_hover->y()) : -1;
    const int current = hasFocus() ? lineOf(currentIndex()) : -1;
    for (int line = lineAt(event->rect().top()); line <= last; ++line) {
        const QModelIndex index = indexOnLine(line);
        if (!m_tick.isActive() && index.data(KeyTreeModel::ExpiresRole).toLongLong() != 0)
            m_tick.start();
        paintRow(painter, {.index = index,
                           .level = levelOf(index),
                           .area = QRect(0, topOfLine(line), viewport()->width(), m_rowHeight),
                           .isSelected = m_selection->holds(m_model.rowAt(index)),
                           .isHovered = line == hovered,
                           .isCurrent = line == current});
    }
}

/// Has the cells painted that run down, and nothing else; rests while none is on screen.
void KeyTreeView::tick()
{
    bool any = false;
    for (int line = lineAt(0); isVisible() && line <= lastLineOnScreen(); ++line) {
        const QModelIndex cell = indexOnLine(line, KeyTreeModel::LeaseColumn);
        if (cell.data(KeyTreeModel::ExpiresRole).toLongLong() == 0)
            continue;
        any = true;
        viewport()->update(visualRect(cell));
    }
    if (!any)
        m_tick.stop();
}

void KeyTreeView::paintRow(QPainter &painter, const Row &row) const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const bool showsWholeRow = option.showDecorationSelected;
    option.showDecorationSelected = true;
    option.state.setFlag(QStyle::State_MouseOver, row.isHovered);
    option.state.setFlag(QStyle::State_HasFocus, false);
    option.palette.setCurrentColorGroup(!isEnabled()                          ? QPalette::Disabled
                                        : option.state & QStyle::State_Active ? QPalette::Active
                                                                              : QPalette::Inactive);
    const QStyle::State plain = option.state;

    int shownSections = 0;
    for (int column = 0; column < m_header->count(); ++column)
        shownSections += !m_header->isSectionHidden(column);
    for (int place = 0, painted = 0; place < m_header->count(); ++place) {
        const int column = m_header->logicalIndex(place);
        if (m_header->isSectionHidden(column))
            continue;
        ++painted;
        option.viewItemPosition = shownSections == 1         ? QStyleOptionViewItem::OnlyOne
                                  : painted == 1             ? QStyleOptionViewItem::Beginning
                                  : painted == shownSections ? QStyleOptionViewItem::End
                                                             : QStyleOptionViewItem::Middle;
        const QModelIndex cell = row.index.siblingAtColumn(column);
        const QRect whole(m_header->sectionViewportPosition(column), row.area.top(),
                          m_header->sectionSize(column), row.area.height());
        const QRect area = visualRect(cell);
        if (column == KeyTreeModel::NameColumn) {
            const QRect branches = isRightToLeft() ? whole.adjusted(area.right() + 1 - whole.left(), 0, 0, 0)
                                                   : whole.adjusted(0, 0, area.left() - whole.right() - 1, 0);
            painter.save();
            painter.setClipRect(whole, Qt::IntersectClip);
            option.rect = branches;
            option.showDecorationSelected = showsWholeRow;
            option.state = plain;
            option.state.setFlag(QStyle::State_Selected, row.isSelected);
            style()->drawPrimitive(QStyle::PE_PanelItemViewRow, &option, &painter, this);
            option.showDecorationSelected = true;
            paintBranches(painter, row, branches);
            painter.restore();
        }
        option.state = plain;
        option.rect = area;
        style()->drawPrimitive(QStyle::PE_PanelItemViewRow, &option, &painter, this);
        option.state.setFlag(QStyle::State_Selected, row.isSelected);
        if (area.width() > 0)
            itemDelegate()->paint(&painter, option, cell);
    }

    if (!row.isCurrent)
        return;
    QStyleOptionFocusRect focus;
    focus.QStyleOption::operator=(option);
    focus.state = plain | QStyle::State_KeyboardFocusChange;
    focus.backgroundColor = option.palette.color(row.isSelected ? QPalette::Highlight : QPalette::Window);
    const int left = showsWholeRow ? 0 : (row.level + 1) * indentation;
    focus.rect = style()->visualRect(
        layoutDirection(), viewport()->rect(),
        QRect(left - m_header->offset(), row.area.top(), m_header->length() - left, row.area.height()));
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
}

/// From the row's own sign outwards, as far as there is room.
void KeyTreeView::paintBranches(QPainter &painter, const Row &row, const QRect &area) const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    QStyle::State state = isEnabled() ? QStyle::State_Enabled : QStyle::State_None;
    state.setFlag(QStyle::State_Active, hasFocus());
    state.setFlag(QStyle::State_Selected, row.isSelected);
    const bool hoversSign = m_hover && branchRect(row.index).contains(*m_hover);
    state.setFlag(QStyle::State_MouseOver, hoversSign || (row.isHovered && option.showDecorationSelected));

    int x = isRightToLeft() ? area.left() : area.right() + 1 - indentation;
    QModelIndex index = row.index;
    for (int level = row.level; level >= 0; --level) {
        option.rect = QRect(x, area.top(), indentation, area.height());
        option.state = state;
        option.state.setFlag(QStyle::State_Sibling, index.row() + 1 < m_model.rowCount(index.parent()));
        if (level == row.level) {
            option.state |= QStyle::State_Item;
            option.state.setFlag(QStyle::State_Children, m_model.hasChildren(index));
            option.state.setFlag(QStyle::State_Open, isExpanded(index));
        }
        style()->drawPrimitive(QStyle::PE_IndicatorBranch, &option, &painter, this);
        x += isRightToLeft() ? indentation : -indentation;
        index = index.parent();
    }
}

} // namespace etcdscope
