// SPDX-License-Identifier: Apache-2.0
// Where the rows of a KeyTreeView are.
#include "core/models/keytreemodel.h"
#include "ui/keys/keytreeview.h"

#include <QHeaderView>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStyle>
#include <QStyleOptionViewItem>

#include <algorithm>
#include <limits>

namespace etcdscope {

void KeyTreeView::connectHeader()
{
    m_header->setModel(&m_model);
    m_header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const auto layOut = [this] {
        updateGeometries();
        viewport()->update();
    };
    connect(m_header, &QHeaderView::sectionResized, this, layOut);
    connect(m_header, &QHeaderView::geometriesChanged, this, layOut);
    connect(m_header, &QHeaderView::sectionHandleDoubleClicked, this, &KeyTreeView::fitColumn);
}

/// As wide as what is on screen needs.
void KeyTreeView::fitColumn(int section)
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    int width = std::max(m_header->sectionSizeHint(section), m_header->minimumSectionSize());
    for (int line = lineAt(0); line <= lastLineOnScreen(); ++line) {
        const QModelIndex index = indexOnLine(line, section);
        width = std::max(width, itemDelegate()->sizeHint(option, index).width() + indentationOf(index));
    }
    m_header->resizeSection(section, width);
}

// --- lines and pixels ---

int KeyTreeView::lineAt(int y) const
{
    return (y + m_offset) / m_rowHeight;
}

int KeyTreeView::lastLineOnScreen() const
{
    return std::min(lineAt(viewport()->height() - 1), lineCount() - 1);
}

int KeyTreeView::greatestOffset() const
{
    const qint64 height = qint64(lineCount()) * m_rowHeight - viewport()->height();
    return int(std::clamp<qint64>(height, 0, std::numeric_limits<int>::max()));
}

int KeyTreeView::horizontalOffset() const
{
    return m_header->offset();
}

/// What lies between the edge of the column and what the delegate paints.
int KeyTreeView::indentationOf(const QModelIndex &index) const
{
    return index.column() == KeyTreeModel::NameColumn ? (levelOf(index) + 1) * indentation : 0;
}

QRect KeyTreeView::visualRect(const QModelIndex &index) const
{
    const int line = lineOf(index);
    if (line < 0)
        return {};
    const int indent = indentationOf(index);
    const QRect cell(m_header->sectionViewportPosition(index.column()), topOfLine(line),
                     m_header->sectionSize(index.column()), m_rowHeight);
    return isRightToLeft() ? cell.adjusted(0, 0, -indent, 0) : cell.adjusted(indent, 0, 0, 0);
}

QRect KeyTreeView::branchRect(const QModelIndex &index) const
{
    if (!m_model.hasChildren(index.siblingAtColumn(KeyTreeModel::NameColumn)))
        return {};
    const QRect name = visualRect(index.siblingAtColumn(KeyTreeModel::NameColumn));
    return isRightToLeft() ? QRect(name.right() + 1, name.top(), indentation, name.height())
                           : QRect(name.left() - indentation, name.top(), indentation, name.height());
}

QModelIndex KeyTreeView::indexAt(const QPoint &place) const
{
    const int column = m_header->logicalIndexAt(place.x());
    return place.y() >= -m_offset && column >= 0 ? indexOnLine(lineAt(place.y()), column) : QModelIndex();
}

QRegion KeyTreeView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (int line = lineAt(0); line <= lastLineOnScreen(); ++line) {
        if (selection.contains(indexOnLine(line)))
            region += QRect(0, topOfLine(line), viewport()->width(), m_rowHeight);
    }
    return region;
}

// --- scrolling ---

void KeyTreeView::setOffset(int offset)
{
    // Bounded by the layout that comes: of many changes each is told by itself.
    m_offset = std::max(offset, 0);
}

void KeyTreeView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        setExpanded(above, true);
    if (m_settle.isActive())
        settle();
    executeDelayedItemsLayout();
    const int top = lineOf(index) * m_rowHeight;
    const int spare = viewport()->height() - m_rowHeight;
    int offset = m_offset;
    switch (hint) {
    case EnsureVisible:
        offset = std::max(std::min(offset, top), std::min(top - spare, top));
        break;
    case PositionAtTop:
        offset = top;
        break;
    case PositionAtBottom:
        offset = top - spare;
        break;
    case PositionAtCenter:
        offset = top - spare / 2;
        break;
    }
    verticalScrollBar()->setValue(offset);
}

void KeyTreeView::scrollContentsBy(int dx, int dy)
{
    if (m_settingBars)
        return;
    if (dx != 0)
        m_header->setOffset(horizontalScrollBar()->value());
    // By difference: changes that wait for their layout have moved the rows on already.
    m_offset = std::clamp(m_offset - dy, 0, greatestOffset());
    if (dy != 0 && m_offset != verticalScrollBar()->value())
        scheduleDelayedItemsLayout();
    viewport()->update();
    noteVisible();
}

void KeyTreeView::doItemsLayout()
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const int height = std::max(itemDelegate()->sizeHint(option, indexOnLine(0)).height(), 1);
    m_offset = m_offset / m_rowHeight * height + m_offset % m_rowHeight;
    m_rowHeight = height;
    QAbstractItemView::doItemsLayout(); // calls updateGeometries() and has everything painted
    noteVisible();
}

void KeyTreeView::updateGeometries()
{
    if (m_settingBars)
        return;
    const QScopedValueRollback guard(m_settingBars, true);
    const int height = m_header->isHidden() ? 0 : m_header->sizeHint().height();
    setViewportMargins(0, height, 0, 0);
    const QRect area = viewport()->geometry();
    m_header->setGeometry(area.left(), area.top() - height, area.width(), height);

    QScrollBar *const vertical = verticalScrollBar();
    m_offset = std::min(m_offset, greatestOffset());
    vertical->setSingleStep(m_rowHeight);
    vertical->setPageStep(viewport()->height());
    vertical->setRange(0, greatestOffset());
    vertical->setValue(m_offset);
    QScrollBar *const horizontal = horizontalScrollBar();
    horizontal->setSingleStep(indentation);
    horizontal->setPageStep(viewport()->width());
    horizontal->setRange(0, std::max(m_header->length() - viewport()->width(), 0));
    m_header->setOffset(horizontal->value());
    QAbstractItemView::updateGeometries();
}

void KeyTreeView::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    noteVisible();
}

void KeyTreeView::noteVisible()
{
    std::vector<KeyTreeModel::VisibleRange> ranges;
    for (const auto &[directory, first, last] : m_rows.spans(lineAt(0), lastLineOnScreen()))
        ranges.push_back({directory, first, last});
    m_model.setVisibleRows(std::move(ranges));
}

} // namespace etcdscope
