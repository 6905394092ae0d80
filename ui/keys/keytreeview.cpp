// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keytreeview.h"

#include "core/models/keytreemodel.h"
#include "ui/keys/keytreedelegate.h"
#include "ui/widgets/palette.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <deque>

namespace etcdscope {

namespace {
constexpr int mostRowsExpanded = 5'000;
constexpr int mostRowsLookedAt = 100'000;
} // namespace

KeyTreeView::KeyTreeView(KeyTreeModel &model, QWidget *parent)
    : QTreeView(parent)
    , m_model(model)
{
    setObjectName(QStringLiteral("keyTree"));
    setAccessibleName(tr("Keys"));
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setExpandsOnDoubleClick(true);
    setIndentation(16);
    setFont(monospaceFont());
    setItemDelegate(new KeyTreeDelegate(this));
    setModel(&model);

    m_note.setSingleShot(true);
    m_note.setInterval(0);
    connect(&m_note, &QTimer::timeout, this, &KeyTreeView::noteVisible);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        if (!m_layingOut)
            noteVisible();
    });
    connect(this, &QTreeView::expanded, this, [this] { m_note.start(); });
    connect(this, &QTreeView::collapsed, this, [this] { m_note.start(); });
    connect(this, &QTreeView::doubleClicked, this, [this](const QModelIndex &index) {
        if (!m_model.data(index, KeyTreeModel::IsDirectoryRole).toBool())
            activate(index);
    });
}

KeyTreeView::~KeyTreeView() = default;

KeyTarget KeyTreeView::targetAt(const QModelIndex &index) const
{
    KeyTarget target;
    if (!index.isValid())
        return target;
    target.kind = index.data(KeyTreeModel::IsDirectoryRole).toBool() ? KeyTarget::Kind::Directory
                                                                     : KeyTarget::Kind::Key;
    target.bytes = index.data(KeyTreeModel::KeyBytesRole).toByteArray();
    target.count = index.data(KeyTreeModel::CountRole).toLongLong();
    target.isGoing = index.data(KeyTreeModel::GoingRole).toBool();
    return target;
}

KeyTarget KeyTreeView::currentTarget() const
{
    return targetAt(selectionModel()->hasSelection() ? currentIndex() : QModelIndex());
}

bool KeyTreeView::reveal(const QByteArray &key)
{
    const QModelIndex index = m_model.indexOf(key);
    if (!index.isValid())
        return false;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        setExpanded(above, true);
    const bool onScreen = viewport()->rect().contains(visualRect(index));
    goTo(index);
    scrollTo(index, onScreen ? EnsureVisible : PositionAtCenter);
    return true;
}

// --- what is on screen ---

void KeyTreeView::noteVisible()
{
    executeDelayedItemsLayout(); // looks at m_visible
    m_visible.clear();
    std::vector<KeyTreeModel::VisibleRange> ranges;
    const int bottom = viewport()->height();
    for (QModelIndex index = indexAt(QPoint(0, 0)); index.isValid(); index = indexBelow(index)) {
        const QRect place = visualRect(index);
        if (place.top() >= bottom)
            break;
        const RowRef row = m_model.rowAt(index);
        m_visible.push_back({index, place.top()});
        if (!ranges.empty() && ranges.back().directory == row.directory && ranges.back().last == row.row - 1)
            ranges.back().last = row.row;
        else
            ranges.push_back({row.directory, row.row, row.row});
    }
    m_model.setVisibleRows(std::move(ranges));
}

void KeyTreeView::holdInPlace()
{
    // At the very top new rows are welcome to push the others down.
    if (verticalScrollBar()->value() == 0)
        return;
    const auto kept = std::ranges::find_if(m_visible, [](const Visible &row) { return row.index.isValid(); });
    if (kept == m_visible.end())
        return;
    const QRect place = visualRect(kept->index);
    if (place.isValid() && place.top() != kept->top)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + place.top() - kept->top);
}

void KeyTreeView::doItemsLayout()
{
    {
        const QScopedValueRollback guard(m_layingOut, true);
        QTreeView::doItemsLayout();
        holdInPlace();
    }
    m_note.start();
}

void KeyTreeView::reset()
{
    m_visible.clear();
    QTreeView::reset();
    m_note.start();
}

void KeyTreeView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    m_note.start();
}

// --- the current row ---

void KeyTreeView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    setAccessibleDescription(
        current.isValid() ? KeyTreeDelegate::stateText(current.siblingAtColumn(KeyTreeModel::NameColumn))
                          : QString());
    if (!m_removing)
        emit targetChanged(targetAt(current));
}

void KeyTreeView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    QModelIndex going = currentIndex();
    while (going.isValid() && going.parent() != parent)
        going = going.parent();
    const QScopedValueRollback guard(m_removing, true);
    QTreeView::rowsAboutToBeRemoved(parent, first, last);
    if (!going.isValid() || going.row() < first || going.row() > last)
        return;
    // Before the selection model moves on by itself, which would look like a person's choice.
    QModelIndex next = m_model.index(last + 1, 0, parent);
    if (!next.isValid() && first > 0)
        next = m_model.index(first - 1, 0, parent);
    selectionModel()->clearSelection();
    selectionModel()->setCurrentIndex(next.isValid() ? next : parent, QItemSelectionModel::NoUpdate);
}

void KeyTreeView::goTo(const QModelIndex &index)
{
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void KeyTreeView::activate(const QModelIndex &index)
{
    const KeyTarget target = targetAt(index);
    if (target.isDirectory())
        setExpanded(index.siblingAtColumn(0), !isExpanded(index.siblingAtColumn(0)));
    else if (target.isKey())
        emit keyActivated(target.bytes);
}

void KeyTreeView::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier && currentIndex().isValid()) {
        if (!selectionModel()->hasSelection()) {
            goTo(currentIndex());
            emit targetChanged(targetAt(currentIndex()));
        }
        activate(currentIndex());
        return;
    }
    QTreeView::keyPressEvent(event);
}

void KeyTreeView::mousePressEvent(QMouseEvent *event)
{
    const bool hadSelection = selectionModel()->hasSelection();
    const QModelIndex before = currentIndex();
    QTreeView::mousePressEvent(event);
    // After a removal the current row is not what is shown; a click on it changes nothing that would tell.
    if (!hadSelection && currentIndex().isValid() && currentIndex() == before)
        emit targetChanged(targetAt(currentIndex()));
}

void KeyTreeView::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint place = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const QModelIndex current = currentIndex();
        if (current.isValid())
            scrollTo(current);
        place = viewport()->mapToGlobal(visualRect(current).isValid() ? visualRect(current).bottomLeft()
                                                                      : QPoint(8, 8));
    } else if (const QModelIndex under = indexAt(event->pos()); under.isValid()) {
        if (!selectionModel()->isRowSelected(under.row(), under.parent()))
            goTo(under);
        else
            selectionModel()->setCurrentIndex(under, QItemSelectionModel::NoUpdate);
    }
    emit menuRequested(place);
}

void KeyTreeView::keyboardSearch(const QString &text)
{
    if (text.isEmpty())
        return;
    if (!m_sinceTyped.isValid() || m_sinceTyped.elapsed() > QApplication::keyboardInputInterval())
        m_typed.clear();
    m_sinceTyped.start();
    m_typed += text;
    const bool repeated = m_typed == QString(m_typed.size(), m_typed.front());
    QModelIndex start = currentIndex().siblingAtColumn(KeyTreeModel::NameColumn);
    if (const QModelIndex next = start.siblingAtRow(start.row() + 1); repeated && next.isValid())
        start = next; // the same letter again goes on to the next row with it
    const QModelIndex found =
        m_model.findByLabelPrefix(start, (repeated ? m_typed.first(1) : m_typed).toUtf8());
    if (found.isValid())
        goTo(found);
}

// --- all below ---

bool KeyTreeView::expandAllBelow()
{
    const QModelIndex top = currentIndex().siblingAtColumn(0);
    std::deque<QModelIndex> waiting{top};
    int rows = 0;
    scheduleDelayedItemsLayout(); // one layout at the end instead of one for each directory
    while (!waiting.empty() && rows < mostRowsExpanded) {
        const QModelIndex index = waiting.front();
        waiting.pop_front();
        if (index.isValid()) {
            if (m_model.canFetchMore(index))
                m_model.fetchMore(index);
            setExpanded(index, true);
        }
        const int count = m_model.rowCount(index);
        rows += count;
        for (int row = 0; row < std::min(count, mostRowsExpanded); ++row) {
            const QModelIndex child = m_model.index(row, 0, index);
            if (m_model.hasChildren(child))
                waiting.push_back(child);
        }
    }
    return waiting.empty();
}

void KeyTreeView::collapseAllBelow()
{
    const QModelIndex top = currentIndex().siblingAtColumn(0);
    std::deque<QModelIndex> waiting{top};
    scheduleDelayedItemsLayout();
    while (!waiting.empty()) {
        const QModelIndex index = waiting.front();
        waiting.pop_front();
        const int count = std::min(m_model.rowCount(index), mostRowsLookedAt);
        for (int row = 0; row < count; ++row) {
            const QModelIndex child = m_model.index(row, 0, index);
            if (isExpanded(child))
                waiting.push_back(child);
        }
        if (index.isValid())
            setExpanded(index, false);
    }
}

} // namespace etcdscope
