// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keyselection.h"

#include <algorithm>

namespace etcdscope {

namespace {
constexpr int manyRanges = 64;
constexpr int fewRows = 8;
} // namespace

KeySelection::KeySelection(KeyTreeModel &model, QObject *parent)
    : QItemSelectionModel(&model, parent)
    , m_model(model)
{
    disconnect(&model, &QAbstractItemModel::rowsAboutToBeInserted, this, nullptr);
    disconnect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this, nullptr);
    connect(this, &QItemSelectionModel::selectionChanged, this, [this] { m_stale = true; });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] { m_stale = true; });
}

void KeySelection::select(const QItemSelection &selection, SelectionFlags command)
{
    // Two long selections are compared range by range with each other; with nothing between them they are
    // not.
    if ((command & Clear) && selection.size() > manyRanges && ranges().size() > manyRanges)
        QItemSelectionModel::select(QItemSelection(), Clear);
    QItemSelectionModel::select(selection, command);
    // What was taken off is kept as a second list until the next call, and the ranges whole: they would lose
    // their ends with the rows that go, and take in rows that come.
    if (command & (Deselect | Toggle) && !(command & Current))
        QItemSelectionModel::select(QItemSelection(), Select);
}

void KeySelection::select(const std::vector<ExpandedRows::Span> &spans, SelectionFlags command)
{
    select(selectionOf(spans), command);
}

QItemSelection KeySelection::selectionOf(const std::vector<ExpandedRows::Span> &spans) const
{
    QItemSelection selection;
    for (const auto &[directory, first, last] : spans)
        selection.append({m_model.indexOfRow({directory, first}),
                          m_model.indexOfRow({directory, last}, KeyTreeModel::ColumnCount - 1)});
    return selection;
}

const KeySelection::Ranges &KeySelection::ranges() const
{
    if (!std::exchange(m_stale, false))
        return m_ranges;
    m_ranges.clear();
    const QItemSelection all = selection();
    for (const QItemSelectionRange &range : all)
        m_ranges[m_model.rowAt(range.topLeft()).directory].push_back({range.top(), range.bottom()});
    for (std::vector<Range> &inOne : m_ranges)
        std::sort(inOne.begin(), inOne.end(), [](Range one, Range other) { return one.first < other.first; });
    return m_ranges;
}

bool KeySelection::holds(RowRef row) const
{
    const auto found = ranges().constFind(row.directory);
    if (found == m_ranges.constEnd())
        return false;
    const auto range = std::lower_bound(found->begin(), found->end(), row.row,
                                        [](Range one, int number) { return one.last < number; });
    return range != found->end() && range->first <= row.row;
}

qint64 KeySelection::rowCount() const
{
    qint64 count = 0;
    for (const std::vector<Range> &inOne : ranges()) {
        for (const Range range : inOne)
            count += range.last - range.first + 1;
    }
    return count;
}

std::vector<RowRef> KeySelection::rows(int most) const
{
    std::vector<RowRef> rows;
    const Ranges &all = ranges();
    for (auto inOne = all.cbegin(); inOne != all.cend(); ++inOne) {
        for (const Range range : *inOne) {
            for (int row = range.first; row <= range.last && int(rows.size()) < most; ++row)
                rows.push_back({inOne.key(), row});
        }
    }
    return rows;
}

// --- rows come and go ---

void KeySelection::rowsInserted(const QModelIndex &parent, int first, int last)
{
    (void)ranges();
    const DirectoryId directory = m_model.directoryAt(parent);
    const auto found = m_ranges.find(directory);
    if (found == m_ranges.end())
        return;
    bool comesApart = false;
    const int count = last - first + 1;
    for (Range &range : *found) {
        if (range.first >= first) {
            range.first += count;
            range.last += count;
        } else if (range.last >= first) {
            comesApart = range.last - range.first < mostExact;
            range.last += count;
        }
    }
    if (comesApart)
        select(std::vector<ExpandedRows::Span>{{directory, first, last}}, Deselect);
}

bool KeySelection::holdDirectories(const QModelIndex &parent, int first, int last) const
{
    if (last - first >= fewRows)
        return true; // most likely, and not worth looking
    for (int row = first; row <= last; ++row) {
        if (m_model.hasChildren(m_model.index(row, 0, parent)))
            return true;
    }
    return false;
}

bool KeySelection::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    const DirectoryId directory = m_model.directoryAt(parent);
    // The row of `parent` in which this index is.
    const auto rowIn = [&parent](QModelIndex index) {
        while (index.isValid() && index.parent() != parent)
            index = index.parent();
        return index.isValid() ? index.row() : -1;
    };
    const auto goes = [first, last](int row) { return row >= first && row <= last; };

    std::vector<ExpandedRows::Span> lost;
    const auto takeOff = [&lost](DirectoryId from, const Range &range) {
        lost.push_back({from, range.first, range.last});
    };
    for (const Range range : ranges().value(directory)) {
        // What goes from the middle needs nothing: the ends of the range know their places.
        if (goes(range.first) || goes(range.last))
            takeOff(directory, {std::max(range.first, first), std::min(range.last, last)});
    }
    if (holdDirectories(parent, first, last)) {
        for (auto other = m_ranges.cbegin(); other != m_ranges.cend(); ++other) {
            if (other.key() == directory || other->empty() ||
                !goes(rowIn(m_model.indexOfRow({other.key(), other->front().first}))))
                continue;
            for (const Range range : *other)
                takeOff(other.key(), range);
        }
    }

    const bool losesCurrent = goes(rowIn(currentIndex()));
    if (losesCurrent) {
        QModelIndex next = parent;
        if (first > 0)
            next = m_model.index(first - 1, 0, parent);
        else if (last + 1 < m_model.rowCount(parent))
            next = m_model.index(last + 1, 0, parent);
        setCurrentIndex(next, NoUpdate);
    }
    if (!lost.empty())
        select(lost, Deselect);
    return losesCurrent;
}

void KeySelection::rowsRemoved(const QModelIndex &parent, int first, int last)
{
    if (m_stale)
        return; // the indexes have followed by themselves
    const auto found = m_ranges.find(m_model.directoryAt(parent));
    if (found == m_ranges.end())
        return;
    const int count = last - first + 1;
    for (Range &range : *found) {
        if (range.first > last)
            range.first -= count;
        if (range.last > last)
            range.last -= count;
    }
}

} // namespace etcdscope
