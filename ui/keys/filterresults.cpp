// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/filterresults.h"

#include "core/base/printable.h"
#include "core/models/keytreemodel.h"
#include "core/session/keyspace.h"

#include <algorithm>

namespace etcdscope {

namespace {

constexpr int keysAStep = 500;
constexpr int shortestPause = 300; // milliseconds between two searches for the same text

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
}

} // namespace

FilterResults::FilterResults(KeySpace &keys, QObject *parent)
    : QAbstractTableModel(parent)
    , m_space(keys)
{
    connect(&m_search, &Slicer::finished, this, &FilterResults::finish);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &FilterResults::start);
    connect(&keys.feed(), &LiveFeed::applied, this, &FilterResults::keysChanged);
    connect(&keys.feed(), &LiveFeed::progressed, this, &FilterResults::keysChanged);
}

void FilterResults::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    const auto bytes = fromPrintable(text);
    m_needle = bytes ? *bytes : text.toUtf8();
    m_wideNeedle = text;
    m_ascii = bytes && *bytes != text.toUtf8(); // bytes were asked for
    m_ascii = m_ascii || std::ranges::all_of(m_needle, [](char c) { return uchar(c) < 0x80; });
    std::ranges::transform(m_needle, m_needle.begin(), lower);
    m_again.stop();
    m_search.cancel();
    beginResetModel();
    m_keys.clear();
    endResetModel();
    m_matches = 0;
    m_searched = 0;
    m_fresh = true;
    if (m_needle.isEmpty())
        emit progressed();
    else
        start();
}

void FilterResults::start()
{
    m_next.clear();
    m_found.clear();
    m_counting = 0;
    m_looked = 0;
    m_stale = false;
    m_took.start();
    m_search.start([this] { return step(); });
}

bool FilterResults::step()
{
    int left = keysAStep;
    bool atEnd = true;
    m_space.index().visit(m_next, [&](QByteArrayView key, const KeyIndex::Row &) {
        if (left-- == 0) {
            m_next = key.toByteArray();
            atEnd = false;
            return false;
        }
        ++m_looked;
        if (matchesKey(key) && ++m_counting <= mostRows)
            m_found.push_back(key.toByteArray());
        return true;
    });
    if (m_fresh)
        append();
    return !atEnd;
}

bool FilterResults::matchesKey(QByteArrayView key)
{
    if (!m_ascii)
        return QString::fromUtf8(key).contains(m_wideNeedle, Qt::CaseInsensitive);
    m_folded.resize(key.size());
    std::ranges::transform(key, m_folded.begin(), lower);
    return m_folded.contains(m_needle);
}

/// Shows what has been found since the last step.
void FilterResults::append()
{
    m_matches = m_counting;
    m_searched = m_looked;
    if (m_found.size() > m_keys.size()) {
        beginInsertRows({}, int(m_keys.size()), int(m_found.size()) - 1);
        m_keys.insert(m_keys.end(), m_found.begin() + qsizetype(m_keys.size()), m_found.end());
        endInsertRows();
    }
    emit progressed();
}

void FilterResults::finish()
{
    if (!m_fresh)
        replaceChanged();
    m_fresh = false;
    m_matches = m_counting;
    m_searched = m_looked;
    m_found.clear();
    m_cost = m_took.elapsed();
    emit progressed();
    if (m_stale)
        keysChanged();
}

/// Both lists are in byte order: one pass finds what went and what came.
void FilterResults::replaceChanged()
{
    size_t at = 0;
    for (size_t i = 0; i < m_found.size() || at < m_keys.size();) {
        if (i < m_found.size() && at < m_keys.size() && m_keys[at] == m_found[i]) {
            ++at;
            ++i;
            continue;
        }
        if (i == m_found.size() || (at < m_keys.size() && m_keys[at] < m_found[i])) {
            size_t end = at;
            while (end < m_keys.size() && (i == m_found.size() || m_keys[end] < m_found[i]))
                ++end;
            beginRemoveRows({}, int(at), int(end) - 1);
            m_keys.erase(m_keys.begin() + qsizetype(at), m_keys.begin() + qsizetype(end));
            endRemoveRows();
        } else {
            size_t end = i;
            while (end < m_found.size() && (at == m_keys.size() || m_found[end] < m_keys[at]))
                ++end;
            beginInsertRows({}, int(at), int(at + end - i) - 1);
            m_keys.insert(m_keys.begin() + qsizetype(at), m_found.begin() + qsizetype(i),
                          m_found.begin() + qsizetype(end));
            endInsertRows();
            at += end - i;
            i = end;
        }
    }
}

void FilterResults::keysChanged()
{
    if (m_needle.isEmpty())
        return;
    m_stale = true;
    if (m_search.isActive() || m_again.isActive())
        return;
    // A search over many keys must not eat the time of everything else.
    const qint64 pause = std::max<qint64>(shortestPause, 10 * m_cost);
    m_again.start(int(std::min<qint64>(pause, 10'000)));
}

int FilterResults::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_keys.size());
}

int FilterResults::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : KeyTreeModel::ColumnCount;
}

QVariant FilterResults::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const QByteArray &key = m_keys[size_t(index.row())];
    const bool isName = index.column() == KeyTreeModel::NameColumn;
    if (role == KeyTreeModel::KeyBytesRole)
        return key;
    if (role == Qt::TextAlignmentRole)
        return int((isName ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == KeyTreeModel::DraftRole)
        return m_space.drafts().contains(key);
    if (role == KeyTreeModel::IsDirectoryRole)
        return false;
    const bool isText = role == Qt::DisplayRole || role == Qt::AccessibleTextRole;
    if (isText && isName)
        return printable(key);
    const auto place = m_space.index().find(key);
    if (!place)
        return role == KeyTreeModel::GoingRole ? QVariant(true) : QVariant();
    const KeyIndex::Row row = m_space.index().row(*place);
    if (role == KeyTreeModel::GoingRole)
        return row.isGoing;
    if (role == KeyTreeModel::RecentRole)
        return m_space.feed().recentSince().isValid() && row.modRevision > m_space.feed().recentSince().value;
    if (role == KeyTreeModel::LeaseRole || (isText && index.column() == KeyTreeModel::LeaseColumn))
        return row.lease != 0 ? QVariant(qlonglong(row.lease)) : QVariant();
    if (isText)
        return qlonglong(index.column() == KeyTreeModel::VersionColumn ? row.version : row.modRevision);
    return {};
}

QVariant FilterResults::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= KeyTreeModel::ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return m_headers[size_t(section)];
    if (role == Qt::TextAlignmentRole)
        return int((section == KeyTreeModel::NameColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    return {};
}

bool FilterResults::setHeaderData(int section, Qt::Orientation orientation, const QVariant &value, int role)
{
    if (orientation != Qt::Horizontal || section < 0 || section >= KeyTreeModel::ColumnCount ||
        (role != Qt::DisplayRole && role != Qt::EditRole))
        return false;
    m_headers[size_t(section)] = value;
    emit headerDataChanged(orientation, section, section);
    return true;
}

} // namespace etcdscope
