// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keytreeview.h"

#include "core/models/keytreemodel.h"
#include "ui/keys/keyselection.h"
#include "ui/keys/keytreeaccessible.h"
#include "ui/keys/keytreedelegate.h"
#include "ui/widgets/palette.h"

#include <QApplication>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <deque>

namespace etcdscope {

namespace {
constexpr int mostRowsExpanded = 5'000;
} // namespace

KeyTreeView::KeyTreeView(KeyTreeModel &model, QWidget *parent)
    : QAbstractItemView(parent)
    , m_model(model)
    , m_header(new QHeaderView(Qt::Horizontal, this))
    , m_selection(new KeySelection(model, this))
{
    installKeyTreeAccessibility();
    setObjectName(QStringLiteral("keyTree"));
    setAccessibleName(tr("Keys"));
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    viewport()->setAttribute(Qt::WA_Hover);
    setFont(monospaceFont());
    setItemDelegate(new KeyTreeDelegate(this));
    setModel(&model);
    const QItemSelectionModel *const stock = selectionModel();
    setSelectionModel(m_selection);
    delete stock;
    connectHeader();
    m_settle.setSingleShot(true);
    connect(&m_settle, &QTimer::timeout, this, &KeyTreeView::settle);
    m_tick.setInterval(1'000);
    connect(&m_tick, &QTimer::timeout, this, &KeyTreeView::tick);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &KeyTreeView::rowsRemoved);
}

KeyTreeView::~KeyTreeView()
{
    // A view that is a window is closed by ~QWidget, and its header tells of that when this is a view no
    // more.
    m_header->disconnect(this);
}

// --- what is open ---

bool KeyTreeView::isExpanded(const QModelIndex &index) const
{
    const DirectoryId directory = index.isValid() ? m_model.directoryAt(index) : noDirectory;
    return directory != noDirectory && m_rows.isOpen(directory);
}

/// Lets m_rows know of a directory and of what it is in. False for a key.
bool KeyTreeView::makeKnown(const QModelIndex &directory)
{
    if (m_model.directoryAt(directory) == noDirectory)
        return false;
    std::vector<QModelIndex> unknown;
    for (QModelIndex index = directory; index.isValid() && !m_rows.isKnown(m_model.directoryAt(index));
         index = index.parent())
        unknown.push_back(index);
    for (auto one = unknown.crbegin(); one != unknown.crend(); ++one)
        m_rows.add(m_model.directoryAt(*one), m_model.rowAt(*one), m_model.rowCount(*one));
    return true;
}

void KeyTreeView::setExpanded(const QModelIndex &index, bool expanded)
{
    if (!index.isValid() || expanded == isExpanded(index))
        return;
    const QModelIndex row = index.siblingAtColumn(0);
    if (expanded && m_model.canFetchMore(row))
        m_model.fetchMore(row);
    if (!makeKnown(row))
        return;
    m_rows.setOpen(m_model.directoryAt(row), expanded);
    scheduleDelayedItemsLayout();
    if (expanded)
        emit this->expanded(row);
    else
        emit collapsed(row);
    tellAccessibility(row, false);
}

bool KeyTreeView::expandAllBelow()
{
    const QModelIndex top = currentIndex().siblingAtColumn(0);
    std::deque<QModelIndex> waiting{top};
    int rows = 0;
    while (!waiting.empty() && rows < mostRowsExpanded) {
        const QModelIndex index = waiting.front();
        waiting.pop_front();
        setExpanded(index, true);
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
    const std::vector<DirectoryId> open = m_rows.openBelow(m_model.directoryAt(currentIndex()));
    for (auto directory = open.crbegin(); directory != open.crend(); ++directory) {
        if (*directory != rootDirectory)
            setExpanded(m_model.indexOfRow(m_rows.placeOf(*directory)), false);
    }
}

// --- rows and keys ---

QByteArrayList KeyTreeView::openDirectories(qsizetype most) const
{
    QByteArrayList prefixes;
    for (const DirectoryId directory : m_rows.openBelow(rootDirectory)) {
        if (prefixes.size() == most)
            break;
        if (directory != rootDirectory)
            prefixes +=
                m_model.indexOfRow(m_rows.placeOf(directory)).data(KeyTreeModel::KeyBytesRole).toByteArray();
    }
    return prefixes;
}

int KeyTreeView::lineOf(const QModelIndex &index) const
{
    return index.isValid() ? m_rows.lineOf(m_model.rowAt(index)) : -1;
}

/// The line of a row or, when it is in a collapsed directory, of what is shown of that.
int KeyTreeView::nearestLine(QModelIndex index) const
{
    int line = -1;
    for (; index.isValid() && line < 0; index = index.parent())
        line = lineOf(index);
    return line;
}

QModelIndex KeyTreeView::indexOnLine(int line, int column) const
{
    const RowRef row = m_rows.rowAt(line);
    return row.directory != noDirectory ? m_model.indexOfRow(row, column) : QModelIndex();
}

QModelIndex KeyTreeView::indexAbove(const QModelIndex &index) const
{
    const int line = lineOf(index);
    return line > 0 ? indexOnLine(line - 1) : QModelIndex();
}

QModelIndex KeyTreeView::indexBelow(const QModelIndex &index) const
{
    const int line = lineOf(index);
    return line >= 0 ? indexOnLine(line + 1) : QModelIndex();
}

int KeyTreeView::levelOf(const QModelIndex &index) const
{
    int level = 0;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        ++level;
    return level;
}

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
    target.isExplicit = index.data(KeyTreeModel::IsExplicitRole).toBool();
    return target;
}

KeyTarget KeyTreeView::currentTarget() const
{
    return targetAt(m_selection->hasSelection() && !m_leftBehind ? currentIndex() : QModelIndex());
}

bool KeyTreeView::reveal(const QByteArray &key)
{
    QModelIndex index = m_model.indexOf(key);
    if (!index.isValid())
        index = m_model.indexOfDirectory(key);
    const bool isNameOnly = index.isValid() && index.data(KeyTreeModel::IsDirectoryRole).toBool() &&
                            !index.data(KeyTreeModel::IsExplicitRole).toBool();
    if (!index.isValid() || isNameOnly)
        return false;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        setExpanded(above, true);
    const bool onScreen = viewport()->rect().contains(visualRect(index));
    goTo(index, Reach::Only);
    scrollTo(index, onScreen ? EnsureVisible : PositionAtCenter);
    return true;
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
        goTo(found, Reach::Only);
}

// --- the model changes ---

void KeyTreeView::reset()
{
    m_rows.reset(m_model.rowCount());
    m_anchor = QPersistentModelIndex();
    m_offset = 0;
    m_leftBehind = false;
    QAbstractItemView::reset();
    scheduleDelayedItemsLayout();
}

void KeyTreeView::rowsInserted(const QModelIndex &parent, int first, int last)
{
    const DirectoryId directory = m_model.directoryAt(parent);
    m_selection->rowsInserted(parent, first, last);
    m_rows.insertRows(directory, first, last);
    // At the very top new rows are welcome to push the others down.
    const int line = m_rows.lineOf({directory, first});
    if (line >= 0 && m_offset > 0 && line <= m_offset / m_rowHeight)
        setOffset(m_offset + (last - first + 1) * m_rowHeight);
    if (maySettle())
        scheduleDelayedItemsLayout();
}

void KeyTreeView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    const QScopedValueRollback guard(m_removing, true);
    if (m_selection->rowsAboutToBeRemoved(parent, first, last))
        m_leftBehind = true;
    QAbstractItemView::rowsAboutToBeRemoved(parent, first, last);
}

void KeyTreeView::rowsRemoved(const QModelIndex &parent, int first, int last)
{
    const DirectoryId directory = m_model.directoryAt(parent);
    const int before = m_rows.lineCount();
    const int line = m_rows.lineOf({directory, first});
    m_selection->rowsRemoved(parent, first, last);
    m_rows.removeRows(directory, first, last);
    const int gone = before - m_rows.lineCount();
    if (m_offset > 0 && gone > 0 && line <= m_offset / m_rowHeight) {
        // The first row on screen that is left keeps its place; when none is, what came next is shown.
        const int below = (line + gone) * m_rowHeight - m_offset;
        setOffset(below < viewport()->height() ? m_offset - gone * m_rowHeight : line * m_rowHeight);
    }
    if (maySettle())
        scheduleDelayedItemsLayout();
}

void KeyTreeView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &)
{
    // Other rows than these may be between the two lines; painting them does no harm.
    const int first = lineOf(topLeft);
    const int last = lineOf(bottomRight);
    if (first >= 0 && first <= lastLineOnScreen() && last >= lineAt(0) && maySettle())
        viewport()->update(0, std::max(topOfLine(first), 0), viewport()->width(),
                           std::min(topOfLine(last + 1), viewport()->height()) -
                               std::max(topOfLine(first), 0));
}

/// Whether a change of the model may be shown at once. When many come it is shown a little later with all
/// others: painting costs many times what the changes do.
bool KeyTreeView::maySettle()
{
    if (m_settle.isActive())
        return false;
    if (!m_sinceSettled.isValid() || m_sinceSettled.elapsed() >= settleInterval) {
        m_sinceSettled.start();
        return true;
    }
    m_settle.start(int(settleInterval - m_sinceSettled.elapsed()));
    return false;
}

void KeyTreeView::settle()
{
    m_settle.stop();
    m_sinceSettled.start();
    scheduleDelayedItemsLayout();
}

void KeyTreeView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    viewport()->update();
    if (m_removing)
        return; // nobody went there
    m_leftBehind = false;
    if (!m_extending)
        m_anchor = current;
    QAbstractItemView::currentChanged(current, previous);
    tellAccessibility(current, true);
    emit targetChanged(targetAt(current));
}

void KeyTreeView::selectionChanged(const QItemSelection &, const QItemSelection &)
{
    viewport()->update();
}

} // namespace etcdscope
