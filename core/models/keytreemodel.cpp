// SPDX-License-Identifier: Apache-2.0
#include "core/models/keytreemodel.h"

#include "core/base/printable.h"

#include <algorithm>

namespace etcdscope {

namespace {

bool isEmptyName(const KeyIndex::Row &row)
{
    // The label of a directory with an empty name is its separator alone.
    return row.label.size() == (row.isDirectory() ? 1 : 0);
}

QString name(const KeyIndex::Row &row)
{
    const QString text = printable(row.label);
    return isEmptyName(row) ? QStringLiteral("\"\"") + text : text;
}

QVariant unlessZero(qint64 number)
{
    return number != 0 ? QVariant(qlonglong(number)) : QVariant();
}

} // namespace

KeyTreeModel::KeyTreeModel(KeyIndex &index, QObject *parent)
    : QAbstractItemModel(parent)
    , m_index(index)
    , m_exposed(1, true)
{
    m_index.setObserver(this);
}

KeyTreeModel::~KeyTreeModel()
{
    m_index.setObserver(nullptr);
}

// --- places ---

RowRef KeyTreeModel::rowAt(const QModelIndex &index) const
{
    Q_ASSERT(!index.isValid() || index.model() == this);
    return index.isValid() ? RowRef{DirectoryId(index.internalId()), index.row()} : RowRef{rootDirectory, -1};
}

DirectoryId KeyTreeModel::directoryAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return rootDirectory;
    const RowRef row = rowAt(index);
    if (row != m_lastParent) {
        m_lastDirectory = m_index.row(row).directory;
        m_lastParent = row;
    }
    return m_lastDirectory;
}

QModelIndex KeyTreeModel::indexOfRow(RowRef row, int column) const
{
    return createIndex(row.row, column, quintptr(row.directory));
}

QModelIndex KeyTreeModel::indexOfDirectory(DirectoryId directory) const
{
    return directory == rootDirectory ? QModelIndex() : indexOfRow(m_index.rowOf(directory));
}

QModelIndex KeyTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || parent.column() > 0)
        return {};
    const DirectoryId directory = directoryAt(parent);
    if (directory == noDirectory || !isExposed(directory) || row >= m_index.rowCount(directory))
        return {};
    return indexOfRow({directory, row}, column);
}

QModelIndex KeyTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOfDirectory(rowAt(child).directory) : QModelIndex();
}

QModelIndex KeyTreeModel::sibling(int row, int column, const QModelIndex &index) const
{
    if (!index.isValid() || row < 0 || column < 0 || column >= ColumnCount)
        return {};
    const DirectoryId directory = rowAt(index).directory;
    return row < m_index.rowCount(directory) ? indexOfRow({directory, row}, column) : QModelIndex();
}

int KeyTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    const DirectoryId directory = directoryAt(parent);
    return directory != noDirectory && isExposed(directory) ? m_index.rowCount(directory) : 0;
}

int KeyTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool KeyTreeModel::hasChildren(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_index.rowCount(rootDirectory) > 0;
    return parent.column() == NameColumn && m_index.row(rowAt(parent)).isDirectory();
}

Qt::ItemFlags KeyTreeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    flags.setFlag(Qt::ItemNeverHasChildren, !m_index.row(rowAt(index)).isDirectory());
    return flags;
}

// --- exposing ---

bool KeyTreeModel::isExposed(DirectoryId directory) const
{
    return directory < m_exposed.size() && m_exposed[directory];
}

bool KeyTreeModel::canFetchMore(const QModelIndex &parent) const
{
    const DirectoryId directory = directoryAt(parent);
    return parent.column() <= 0 && directory != noDirectory && !isExposed(directory);
}

void KeyTreeModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        expose(directoryAt(parent));
}

void KeyTreeModel::expose(DirectoryId directory)
{
    if (isExposed(directory))
        return;
    const int rows = m_index.rowCount(directory);
    if (rows > 0)
        beginInsertRows(indexOfDirectory(directory), 0, rows - 1);
    m_exposed.resize(std::max(m_exposed.size(), size_t(directory) + 1));
    m_exposed[directory] = true;
    if (rows > 0)
        endInsertRows();
}

void KeyTreeModel::exposeUpTo(DirectoryId directory)
{
    std::vector<DirectoryId> above;
    for (; !isExposed(directory); directory = m_index.rowOf(directory).directory)
        above.push_back(directory);
    std::for_each(above.crbegin(), above.crend(), [this](DirectoryId one) { expose(one); });
}

QModelIndex KeyTreeModel::indexOf(QByteArrayView key)
{
    const std::optional<RowRef> row = m_index.find(key);
    if (!row)
        return {};
    exposeUpTo(row->directory);
    return indexOfRow(*row);
}

QModelIndex KeyTreeModel::indexOfDirectory(QByteArrayView prefix)
{
    const std::optional<DirectoryId> directory = m_index.findDirectory(prefix);
    if (!directory || *directory == rootDirectory)
        return {};
    exposeUpTo(m_index.rowOf(*directory).directory);
    return indexOfDirectory(*directory);
}

QModelIndex KeyTreeModel::findByLabelPrefix(const QModelIndex &start, QByteArrayView labelPrefix) const
{
    const RowRef from = rowAt(start);
    const auto search = [&](QByteArrayView prefix) -> QModelIndex {
        const auto matches = [&](int row) {
            return row >= 0 && row < m_index.rowCount(from.directory) &&
                   m_index.row(from.directory, row).label.startsWith(prefix);
        };
        if (matches(from.row))
            return indexOfRow(from);
        const int first = m_index.lowerBound(from.directory, prefix);
        return matches(first) ? indexOfRow({from.directory, first}) : QModelIndex();
    };
    QModelIndex found = search(labelPrefix);
    if (!found.isValid() && from.directory == rootDirectory)
        found = search(QByteArray(1, m_index.separator()).append(labelPrefix));
    return found;
}

// --- data ---

/// None while directories are unread, of which nobody has said how much they hold.
QVariant KeyTreeModel::count(DirectoryId directory) const
{
    return m_index.unreadCount() > 0 ? QVariant() : QVariant(qlonglong(m_index.keyCount(directory)));
}

QVariant KeyTreeModel::cell(const KeyIndex::Row &row, int column) const
{
    switch (column) {
    case NameColumn:
        return name(row);
    case VersionColumn:
        return row.isDirectory() ? count(row.directory) : unlessZero(row.version);
    case RevisionColumn:
        return unlessZero(row.modRevision);
    case LeaseColumn:
        return unlessZero(row.expires != 0 ? row.expires : row.lease);
    default:
        return {};
    }
}

QVariant KeyTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const RowRef at = rowAt(index);
    const KeyIndex::Row row = m_index.row(at);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return cell(row, index.column());
    case Qt::TextAlignmentRole:
        return int(index.column() == NameColumn ? Qt::AlignLeft | Qt::AlignVCenter
                                                : Qt::AlignRight | Qt::AlignVCenter);
    case KeyBytesRole:
        return m_index.key(at);
    case IsDirectoryRole:
        return row.isDirectory();
    case IsExplicitRole:
        return row.isExplicit;
    case IsEmptyNameRole:
        return isEmptyName(row);
    case CountRole:
        return row.isDirectory() ? count(row.directory) : QVariant();
    case ModRevisionRole:
        return qlonglong(row.modRevision);
    case VersionRole:
        return qlonglong(row.version);
    case LeaseRole:
        return qlonglong(row.lease);
    case ExpiresRole:
        return qlonglong(row.expires);
    case RecentRole:
        return row.modRevision > m_recentSince;
    case GoingRole:
        return row.isGoing;
    case DraftRole:
        return m_hasDraft && !row.isDirectory() && m_hasDraft(m_index.key(at));
    default:
        return {};
    }
}

QVariant KeyTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return m_headers[size_t(section)];
    if (role == Qt::TextAlignmentRole)
        return int(section == NameColumn ? Qt::AlignLeft | Qt::AlignVCenter
                                         : Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

bool KeyTreeModel::setHeaderData(int section, Qt::Orientation orientation, const QVariant &value, int role)
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount ||
        (role != Qt::DisplayRole && role != Qt::EditRole))
        return false;
    m_headers[size_t(section)] = value;
    emit headerDataChanged(orientation, section, section);
    return true;
}

// --- what is on screen ---

void KeyTreeModel::setVisibleRows(std::optional<std::vector<VisibleRange>> ranges)
{
    m_visible = std::move(ranges);
}

std::span<KeyTreeModel::VisibleRange> KeyTreeModel::visibleRanges()
{
    return m_visible ? std::span(*m_visible) : std::span<VisibleRange>();
}

void KeyTreeModel::tellChanged(DirectoryId directory, int first, int last, const QList<int> &roles)
{
    const auto tell = [&](int from, int to) {
        if (from <= to)
            emit dataChanged(indexOfRow({directory, from}), indexOfRow({directory, to}, ColumnCount - 1),
                             roles);
    };
    if (!m_visible) {
        tell(first, last);
        return;
    }
    // By number: a slot may set other ranges.
    for (size_t i = 0; m_visible && i < m_visible->size(); ++i) {
        const VisibleRange range = (*m_visible)[i];
        if (range.directory == directory)
            tell(std::max(first, range.first), std::min(last, range.last));
    }
}

void KeyTreeModel::setRecentSince(qint64 revision)
{
    const qint64 before = std::exchange(m_recentSince, revision);
    const auto [low, high] = std::minmax(before, revision);
    const auto tellCrossed = [&, low = low, high = high](DirectoryId directory, int first, int last) {
        for (int row = first; row <= std::min(last, m_index.rowCount(directory) - 1); ++row) {
            const qint64 changed = m_index.row(directory, row).modRevision;
            if (changed > low && changed <= high)
                tellChanged(directory, row, row, {RecentRole});
        }
    };
    if (m_visible) {
        for (const VisibleRange &range : std::vector(*m_visible))
            tellCrossed(range.directory, range.first, range.last);
        return;
    }
    for (DirectoryId directory = 0; directory < m_exposed.size(); ++directory) {
        if (m_exposed[directory])
            tellCrossed(directory, 0, m_index.rowCount(directory) - 1);
    }
}

void KeyTreeModel::setDraftTest(std::function<bool(const QByteArray &)> hasDraft)
{
    m_hasDraft = std::move(hasDraft);
}

void KeyTreeModel::noteDraft(QByteArrayView key)
{
    const std::optional<RowRef> row = m_index.find(key);
    if (row && isExposed(row->directory))
        tellChanged(row->directory, row->row, row->row, {DraftRole});
}

// --- the index changes ---

void KeyTreeModel::rowsAboutToBeInserted(DirectoryId directory, int first, int last)
{
    beginInsertRows(indexOfDirectory(directory), first, last);
}

void KeyTreeModel::rowsInserted(DirectoryId directory, int first, int last)
{
    m_lastParent = {};
    const int count = last - first + 1;
    for (VisibleRange &range : visibleRanges()) {
        if (range.directory != directory || first > range.last)
            continue;
        if (first <= range.first)
            range.first += count;
        range.last += count;
    }
    endInsertRows();
}

void KeyTreeModel::rowsAboutToBeRemoved(DirectoryId directory, int first, int last)
{
    beginRemoveRows(indexOfDirectory(directory), first, last);
}

void KeyTreeModel::rowsRemoved(DirectoryId directory, int first, int last)
{
    m_lastParent = {};
    const auto moved = [&](int row) { return row > last ? row - (last - first + 1) : std::min(row, first); };
    for (VisibleRange &range : visibleRanges()) {
        if (range.directory != directory)
            continue;
        const int end = moved(range.last + 1);
        range.first = moved(range.first);
        range.last = end - 1;
    }
    endRemoveRows();
}

void KeyTreeModel::rowsChanged(DirectoryId directory, int first, int last)
{
    tellChanged(directory, first, last);
}

bool KeyTreeModel::keepsDeleted(RowRef row) const
{
    return m_visible && std::any_of(m_visible->begin(), m_visible->end(), [row](const VisibleRange &range) {
               return range.directory == row.directory && row.row >= range.first && row.row <= range.last;
           });
}

void KeyTreeModel::directoryRemoved(DirectoryId directory)
{
    m_lastParent = {};
    if (directory < m_exposed.size())
        m_exposed[directory] = false;
    if (m_visible)
        std::erase_if(*m_visible,
                      [directory](const VisibleRange &range) { return range.directory == directory; });
}

void KeyTreeModel::aboutToBeReset()
{
    beginResetModel();
}

void KeyTreeModel::reset()
{
    m_lastParent = {};
    m_exposed.assign(1, true);
    if (m_visible)
        m_visible->clear();
    endResetModel();
}

} // namespace etcdscope
