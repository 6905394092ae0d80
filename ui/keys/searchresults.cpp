// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/searchresults.h"

#include "core/base/printable.h"
#include "core/models/keytreemodel.h"
#include "core/session/keyspace.h"

#include <algorithm>

namespace etcdscope {

namespace {

/// Each range of rows that comes or goes costs a view some microseconds, and moves what is behind it.
constexpr int mostRanges = 100;

/// Walks along two lists of the same order and tells the ranges that only one of them has: `gone(first,
/// last)` of the old one and `come(first, last)` of the new one, `last` behind the range.
template<class Gone, class Come>
void compare(const std::vector<KeyHit> &before, const std::vector<KeyHit> &after, Gone gone, Come come)
{
    size_t i = 0;
    size_t k = 0;
    while (i < before.size() || k < after.size()) {
        const size_t goneFrom = i;
        while (i < before.size() && (k == after.size() || before[i].isBefore(after[k])))
            ++i;
        if (i > goneFrom)
            gone(goneFrom, i);
        const size_t comeFrom = k;
        while (k < after.size() && (i == before.size() || after[k].isBefore(before[i])))
            ++k;
        if (k > comeFrom)
            come(comeFrom, k);
        while (i < before.size() && k < after.size() && before[i].key == after[k].key) {
            ++i;
            ++k;
        }
    }
}

} // namespace

struct SearchResults::Facts
{
    qint64 modRevision = 0;
    qint64 version = 0;
    qint64 lease = 0;
    bool isLoaded = false;
    bool isGoing = false;
};

SearchResults::SearchResults(KeySpace &keys, QObject *parent)
    : QAbstractTableModel(parent)
    , m_space(keys)
    , m_search(keys.index(), this)
    , m_server(keys.store(), this)
{
    connect(&m_search, &KeySearch::progressed, this, &SearchResults::takeHits);
    connect(&m_server, &PrefixSearch::progressed, this, &SearchResults::takeEntries);
    connect(&m_server, &PrefixSearch::finished, this, &SearchResults::takeEntries);
    connect(&keys.feed(), &LiveFeed::applied, &m_search, &KeySearch::keysChanged);
    connect(&keys.feed(), &LiveFeed::progressed, &m_search, &KeySearch::keysChanged);
    connect(&keys.feed(), &LiveFeed::stateChanged, &m_search, &KeySearch::keysChanged);
}

std::optional<KeyMatcher::Fault> SearchResults::setPattern(const KeyPattern &pattern)
{
    KeyMatcher matcher(pattern);
    if (matcher.fault())
        return matcher.fault();
    leaveServer();
    m_fresh = true;
    const bool isEmpty = matcher.isEmpty();
    m_search.start(std::move(matcher));
    if (isEmpty)
        takeHits();
    return std::nullopt;
}

void SearchResults::searchServer(const QByteArray &prefix)
{
    beginResetModel();
    m_source = Source::Server;
    m_serverRows = 0;
    m_server.start(prefix);
    endResetModel();
    emit progressed();
}

void SearchResults::showLoaded()
{
    if (m_source == Source::Loaded)
        return;
    leaveServer();
    emit progressed();
}

void SearchResults::leaveServer()
{
    m_server.cancel();
    if (m_source == Source::Loaded)
        return;
    beginResetModel();
    m_source = Source::Loaded;
    m_hits = m_search.hits();
    endResetModel();
}

void SearchResults::cancelServer()
{
    m_server.cancel();
    emit progressed();
}

bool SearchResults::isSearching() const
{
    return m_source == Source::Server ? m_server.isActive() : m_search.isFirstPass();
}

QByteArray SearchResults::keyAt(int row) const
{
    return m_source == Source::Server ? m_server.entries().key(row).toByteArray() : m_hits[size_t(row)].key;
}

void SearchResults::takeHits()
{
    if (m_source == Source::Loaded) {
        if (std::exchange(m_fresh, false)) {
            beginResetModel();
            m_hits = m_search.hits();
            endResetModel();
        } else {
            replaceChanged(m_search.hits());
        }
    }
    emit progressed();
}

void SearchResults::replaceChanged(const std::vector<KeyHit> &hits)
{
    int ranges = 0;
    const auto count = [&ranges](size_t, size_t) { ++ranges; };
    compare(m_hits, hits, count, count);
    if (ranges > mostRanges) {
        beginResetModel();
        m_hits = hits;
        endResetModel();
        return;
    }
    const std::vector<KeyHit> before = m_hits;
    qsizetype moved = 0; // rows that came before this place, less those that went
    const auto gone = [&](size_t first, size_t last) {
        const qsizetype at = qsizetype(first) + moved;
        const qsizetype size = qsizetype(last - first);
        beginRemoveRows({}, int(at), int(at + size) - 1);
        m_hits.erase(m_hits.begin() + at, m_hits.begin() + at + size);
        endRemoveRows();
        moved -= size;
    };
    const auto come = [&](size_t first, size_t last) {
        beginInsertRows({}, int(first), int(last) - 1);
        m_hits.insert(m_hits.begin() + qsizetype(first), hits.begin() + qsizetype(first),
                      hits.begin() + qsizetype(last));
        endInsertRows();
        moved += qsizetype(last - first);
    };
    compare(before, hits, gone, come);
}

void SearchResults::takeEntries()
{
    if (m_source != Source::Server)
        return;
    const int count = int(m_server.entries().size());
    if (count > m_serverRows) {
        beginInsertRows({}, m_serverRows, count - 1);
        m_serverRows = count;
        endInsertRows();
    }
    emit progressed();
}

int SearchResults::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return m_source == Source::Server ? m_serverRows : int(m_hits.size());
}

int SearchResults::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : KeyTreeModel::ColumnCount;
}

SearchResults::Facts SearchResults::factsOf(int row) const
{
    Facts facts;
    if (const auto place = m_space.index().find(keyAt(row))) {
        const KeyIndex::Row loaded = m_space.index().row(*place);
        facts = {loaded.modRevision, loaded.version, loaded.lease, true, loaded.isGoing};
    } else {
        facts.isGoing = m_source == Source::Loaded;
    }
    if (m_source == Source::Server) {
        const EntryBatch::Item &item = m_server.entries().at(row);
        facts.modRevision = item.modRevision;
        facts.version = item.version;
        facts.lease = item.lease;
    }
    return facts;
}

QList<TextRange> SearchResults::marksOf(int row) const
{
    const QByteArray key = keyAt(row);
    const std::vector<ByteRange> ranges = m_source == Source::Server
                                              ? std::vector<ByteRange>{{0, m_server.prefix().size()}}
                                              : m_search.matcher().marks(key);
    QList<TextRange> marks;
    if (ranges.empty())
        return marks;
    std::vector<qsizetype> places;
    (void)printable(key, &places);
    for (const ByteRange &range : ranges) {
        size_t end = size_t(range.end);
        while (end + 1 < places.size() && places[end] == places[end - 1])
            ++end; // half a character is shown as the whole one
        marks.append({places[size_t(range.begin)], places[end]});
    }
    return marks;
}

QVariant SearchResults::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const int row = index.row();
    const bool isName = index.column() == KeyTreeModel::NameColumn;
    const bool isText = role == Qt::DisplayRole || role == Qt::AccessibleTextRole;
    if (isText && isName)
        return printable(keyAt(row));
    switch (role) {
    case KeyTreeModel::KeyBytesRole:
        return keyAt(row);
    case Qt::TextAlignmentRole:
        return int((isName ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case KeyTreeModel::DraftRole:
        return m_space.drafts().contains(keyAt(row));
    case KeyTreeModel::IsDirectoryRole:
        return false;
    case MarksRole:
        return isName ? QVariant::fromValue(marksOf(row)) : QVariant();
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
    case NotLoadedRole:
    case KeyTreeModel::GoingRole:
    case KeyTreeModel::RecentRole:
    case KeyTreeModel::LeaseRole:
        break;
    default:
        return {};
    }
    const Facts facts = factsOf(row);
    if (role == NotLoadedRole)
        return m_source == Source::Server && !facts.isLoaded;
    if (role == KeyTreeModel::GoingRole)
        return facts.isGoing;
    if (role == KeyTreeModel::RecentRole)
        return m_source == Source::Loaded && m_space.feed().recentSince().isValid() &&
               facts.modRevision > m_space.feed().recentSince().value;
    if (m_source == Source::Loaded && !facts.isLoaded)
        return {};
    if (role == KeyTreeModel::LeaseRole || index.column() == KeyTreeModel::LeaseColumn)
        return facts.lease != 0 ? QVariant(qlonglong(facts.lease)) : QVariant();
    return qlonglong(index.column() == KeyTreeModel::VersionColumn ? facts.version : facts.modRevision);
}

QVariant SearchResults::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= KeyTreeModel::ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return m_headers[size_t(section)];
    if (role == Qt::TextAlignmentRole)
        return int((section == KeyTreeModel::NameColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    return {};
}

bool SearchResults::setHeaderData(int section, Qt::Orientation orientation, const QVariant &value, int role)
{
    if (orientation != Qt::Horizontal || section < 0 || section >= KeyTreeModel::ColumnCount ||
        (role != Qt::DisplayRole && role != Qt::EditRole))
        return false;
    m_headers[size_t(section)] = value;
    emit headerDataChanged(orientation, section, section);
    return true;
}

} // namespace etcdscope
