// SPDX-License-Identifier: Apache-2.0
#include "core/keys/keypass.h"

#include <algorithm>
#include <cstdlib>

namespace etcdscope {

void KeyIndexParts::dropUnlisted(DirectoryId id)
{
    unread.erase(id);
    const auto keys = unlisted.find(id);
    if (keys == unlisted.end())
        return;
    unlistedCount -= keys->second.count;
    unlisted.erase(keys);
}

void KeyIndexParts::setTerm(KeyRecord &record, QByteArrayView key, const EntryBatch::Item &item)
{
    dropTerm(record, key);
    record.isTimed = item.expires != 0;
    record.lease = item.expires != 0 ? item.expires : item.lease;
    if (record.isTimed)
        expiries.emplace(item.expires, key.toByteArray());
}

void KeyIndexParts::dropTerm(KeyRecord &record, QByteArrayView key)
{
    if (record.isTimed)
        expiries.erase({record.lease, key.toByteArray()});
    record.isTimed = 0;
    record.lease = 0;
}

KeyPass::KeyPass(KeyIndexParts &parts)
    : m_parts(parts)
    , m_tree(parts.tree)
{
    OpenDirectory root;
    if (parts.unlisted.contains(rootDirectory))
        root.unlistedIn = 0;
    m_open.push_back(root);
}

void KeyPass::enter(DirectoryId id, qsizetype prefixSize)
{
    const bool isUnlisted = !m_parts.unlisted.empty() && m_parts.unlisted.contains(id);
    m_open.push_back({.id = id,
                      .prefixSize = prefixSize,
                      .at = {},
                      .countChange = 0,
                      .rowChanged = false,
                      .unlistedIn = isUnlisted ? int(m_open.size()) : top().unlistedIn,
                      .firstChanged = m_changed.size(),
                      .firstDoomed = m_doomed.size()});
}

void KeyPass::leaveTo(qsizetype common)
{
    while (top().prefixSize > common) {
        leave();
        m_open.pop_back();
    }
}

void KeyPass::leaveAll()
{
    while (!m_open.empty()) {
        leave();
        m_open.pop_back();
    }
}

void KeyPass::noteChanged(OpenDirectory &open)
{
    if (observes(open.id))
        m_changed.push_back(m_tree.rowNumber(open.id, open.at));
}

UnlistedKeys *KeyPass::unlisted()
{
    return top().unlistedIn < 0 ? nullptr : &m_parts.unlisted.at(m_open[size_t(top().unlistedIn)].id);
}

void KeyPass::addUnlisted(qint64 change)
{
    unlisted()->count += change;
    m_parts.unlistedCount += change;
    m_open[size_t(top().unlistedIn)].countChange += change;
}

void KeyPass::endUnlisted()
{
    if (top().unlistedIn != int(m_open.size()) - 1 || unlisted()->count > 0)
        return;
    m_parts.dropUnlisted(top().id);
    top().unlistedIn = -1;
}

void KeyPass::settle()
{
    endUnlisted();
    const OpenDirectory open = top();
    const auto first = m_changed.begin() + qptrdiff(open.firstChanged);
    if (first != m_changed.end() && observes(open.id)) {
        for (auto row = first; row != m_changed.end();) {
            auto after = row + 1;
            while (after != m_changed.end() && *after == *(after - 1) + 1)
                ++after;
            m_parts.observer->rowsChanged(open.id, *row, *(after - 1));
            row = after;
        }
    }
    m_changed.erase(first, m_changed.end());

    KeyTree::Directory &directory = m_tree.directory(open.id);
    directory.keyCount = quint32(directory.keyCount + open.countChange);
    if (m_open.size() > 1 && (open.countChange != 0 || open.rowChanged)) {
        parentOfTop().countChange += open.countChange;
        noteChanged(parentOfTop());
    }
}

// --- putting ---

void KeyPutPass::run(std::span<const Change> changes)
{
    for (size_t i = 0; i < changes.size();) {
        leaveTo(changes[i].common);
        i = put(changes, i);
    }
    leaveAll();
}

namespace {

/// Times to live are whole seconds, read at different moments.
bool isSameTerm(const KeyRecord &record, const EntryBatch::Item &item)
{
    constexpr qint64 rounding = 1'500;
    if (item.expires != 0)
        return record.isTimed && std::abs(record.expires() - item.expires) < rounding;
    return !record.isTimed && record.lease == item.lease;
}

} // namespace

size_t KeyPutPass::put(std::span<const Change> changes, size_t i)
{
    const Change &change = changes[i];
    implyDirectories(change);
    for (;;) {
        const DirectoryId id = top().id;
        if (change.isDirectory() && top().prefixSize == change.key.size()) {
            makeExplicit(change);
            return i + 1;
        }
        const KeyPiece piece = keyPiece(change.key, top().prefixSize, m_parts.separator);
        const RowPlace place = m_tree.lowerBound(id, piece.label, top().at);
        const bool isNew = place == m_tree.endOf(id) || m_tree.label(id, place) != piece.label;
        size_t next = i + 1;
        if (isNew)
            next = insertNeighbours(changes, i, place);
        else
            top().at = place;

        if (piece.isDirectory) {
            enter(m_tree.record(id, top().at).directory(), piece.end);
            if (change.item->impliesDirectories)
                implyDirectory(change, m_open.size() - 1);
        } else {
            if (!isNew)
                update(change);
            return next;
        }
    }
}

size_t KeyPutPass::insertNeighbours(std::span<const Change> changes, size_t i, RowPlace place)
{
    OpenDirectory &open = top();
    std::optional<QByteArrayView> before;
    if (place != m_tree.endOf(open.id))
        before = m_tree.label(open.id, place);

    m_rows.clear();
    int keys = 0;
    size_t keysEnd = i;
    size_t next = i;
    while (next < changes.size() && (next == i || changes[next].common >= open.prefixSize)) {
        const Change &change = changes[next];
        if (change.isDirectory() && change.key.size() == open.prefixSize)
            break;
        const KeyPiece piece = keyPiece(change.key, open.prefixSize, m_parts.separator);
        if (before && piece.label.compare(*before) >= 0)
            break;
        KeyRecord record;
        if (piece.isDirectory) {
            record.isDirectory = 1;
            record.version = m_tree.createDirectory(open.id);
        } else {
            record.modRevision = change.item->modRevision;
            record.version = change.item->version;
            m_parts.setTerm(record, change.key, *change.item);
            record.isSeen = m_parts.isComparing;
            if (next != i)
                implyDirectories(change);
            ++keys;
            takeFromUnlisted(*change.item);
        }
        m_rows.push_back({piece.label, record});
        ++next;
        if (piece.isDirectory) {
            while (next < changes.size() && changes[next].common >= piece.end)
                ++next;
        } else if (keysEnd + 1 == next) {
            keysEnd = next;
        }
    }

    const int first = m_tree.rowNumber(open.id, place);
    const int last = first + int(m_rows.size()) - 1;
    const bool observed = observes(open.id);
    if (observed)
        m_parts.observer->rowsAboutToBeInserted(open.id, first, last);
    open.at = m_tree.insertRows(open.id, place, m_rows);
    open.countChange += keys;
    if (observed)
        m_parts.observer->rowsInserted(open.id, first, last);
    // Keys up to the first directory are done with. Those behind it are found again, unchanged.
    return std::max(keysEnd, i + 1);
}

void KeyPutPass::update(const Change &change)
{
    OpenDirectory &open = top();
    const EntryBatch::Item &item = *change.item;
    if (m_parts.isComparing)
        m_tree.markSeen(open.id, open.at);
    KeyRecord &record = m_tree.record(open.id, open.at);
    if (record.isGoing) {
        if (item.modRevision <= record.modRevision)
            return;
        record.isGoing = 0;
        --m_parts.goingCount;
        ++m_parts.goingChanges;
        ++open.countChange;
    } else if (item.modRevision < record.modRevision ||
               (item.modRevision == record.modRevision && item.version == record.version &&
                isSameTerm(record, item))) {
        return;
    }
    record.modRevision = item.modRevision;
    record.version = item.version;
    m_parts.setTerm(record, change.key, item);
    noteChanged(open);
}

void KeyPutPass::makeExplicit(const Change &change)
{
    OpenDirectory &parent = parentOfTop();
    if (m_parts.isComparing)
        m_tree.markSeen(parent.id, parent.at);
    KeyRecord &record = m_tree.record(parent.id, parent.at);
    // A new time to live does not move the revision of a directory, though the change has one.
    const EntryBatch::Item &item = *change.item;
    const qint64 revision = item.createRevision != 0 ? item.createRevision : item.modRevision;
    if (revision < record.modRevision ||
        (record.isExplicit && revision == record.modRevision && isSameTerm(record, item)))
        return;
    record.isExplicit = 1;
    record.modRevision = revision;
    m_parts.setTerm(record, change.key, item);
    top().rowChanged = true;
}

void KeyPutPass::implyDirectories(const Change &change)
{
    for (size_t level = 1; change.item->impliesDirectories && level < m_open.size(); ++level)
        implyDirectory(change, level);
}

void KeyPutPass::implyDirectory(const Change &change, size_t level)
{
    OpenDirectory &open = m_open[level];
    OpenDirectory &parent = m_open[level - 1];
    if (open.prefixSize == change.key.size())
        return; // it is the directory that was put
    if (m_parts.isComparing)
        m_tree.markSeen(parent.id, parent.at);
    KeyRecord &record = m_tree.record(parent.id, parent.at);
    const qint64 revision = change.item->modRevision;
    if (record.isExplicit ? revision >= record.modRevision : revision < record.modRevision)
        return;
    record.isExplicit = 1;
    record.modRevision = revision;
    open.rowChanged = true;
}

/// A key that is new here was among the unlisted ones, unless it has been created since they were counted.
void KeyPutPass::takeFromUnlisted(const EntryBatch::Item &item)
{
    const UnlistedKeys *const keys = unlisted();
    if (!keys || keys->count == 0)
        return;
    if (m_kind == Kind::Listed || item.version > 1 || item.modRevision <= keys->revision)
        addUnlisted(-1);
}

void KeyPutPass::leave()
{
    settle();
}

// --- removing ---

void KeyRemovePass::run(std::span<const Change> changes)
{
    for (const Change &change : changes) {
        leaveTo(change.common);
        remove(change);
    }
    leaveAll();
}

void KeyRemovePass::remove(const Change &change)
{
    for (;;) {
        const DirectoryId id = top().id;
        if (change.isDirectory() && top().prefixSize == change.key.size()) {
            KeyRecord &record = m_tree.record(parentOfTop().id, parentOfTop().at);
            if (record.isExplicit && record.modRevision <= change.item->modRevision) {
                m_parts.dropTerm(record, change.key);
                record.isExplicit = 0;
                record.modRevision = change.item->modRevision;
                top().rowChanged = true;
            }
            return;
        }
        const KeyPiece piece = keyPiece(change.key, top().prefixSize, m_parts.separator);
        const RowPlace place = m_tree.lowerBound(id, piece.label, top().at);
        if (place == m_tree.endOf(id) || m_tree.label(id, place) != piece.label) {
            removeUnlisted(change);
            return;
        }
        top().at = place;
        if (!piece.isDirectory) {
            removeKey(change);
            return;
        }
        enter(m_tree.record(id, place).directory(), piece.end);
    }
}

void KeyRemovePass::removeKey(const Change &change)
{
    OpenDirectory &open = top();
    KeyRecord &record = m_tree.record(open.id, open.at);
    if (m_kind == Kind::Purged) {
        if (!record.isGoing)
            return;
        --m_parts.goingCount;
        ++m_removedKeys;
        m_doomed.push_back(m_tree.rowNumber(open.id, open.at));
        return;
    }

    if (change.item->modRevision < record.modRevision)
        return;
    if (change.item->isExpired)
        m_parts.expired.note(change.key.toByteArray(), change.item->modRevision);
    if (record.isGoing) {
        record.modRevision = change.item->modRevision;
        noteChanged(open);
        return;
    }
    if (record.isTimed)
        m_parts.dropTerm(record, change.key);
    --open.countChange;
    if (const UnlistedKeys *const keys = unlisted(); keys && change.item->modRevision <= keys->revision)
        addUnlisted(
            1); // it was taken from them when it came, but did not exist any more when they were counted
    const int row = m_tree.rowNumber(open.id, open.at);
    if (observes(open.id) && m_parts.observer->keepsDeleted({open.id, row})) {
        record.isGoing = 1;
        record.modRevision = change.item->modRevision;
        ++m_parts.goingCount;
        ++m_parts.goingChanges;
        m_parts.goingKeys.push_back(change.key.toByteArray());
        noteChanged(open);
        return;
    }
    ++m_removedKeys;
    m_doomed.push_back(row);
}

/// A key that is not here is gone: one of the unlisted, if it was there when they were counted.
void KeyRemovePass::removeUnlisted(const Change &change)
{
    const UnlistedKeys *const keys = unlisted();
    if (m_kind == Kind::Deleted && keys && keys->count > 0 && !change.isDirectory() &&
        change.item->modRevision > keys->revision)
        addUnlisted(-1);
}

void KeyRemovePass::leave()
{
    endUnlisted();
    const OpenDirectory open = top();
    const size_t doomed = m_doomed.size() - open.firstDoomed;
    const bool isRoot = m_open.size() == 1;
    if (!isRoot && int(doomed) == m_tree.directory(open.id).rowCount && !m_parts.unlisted.contains(open.id) &&
        !m_tree.record(parentOfTop().id, parentOfTop().at).isExplicit) {
        // Goes whole, with its row in the parent: nobody needs to hear of its own rows.
        Q_ASSERT(m_changed.size() == open.firstChanged);
        m_doomed.resize(open.firstDoomed);
        parentOfTop().countChange += open.countChange;
        m_doomed.push_back(m_tree.rowNumber(parentOfTop().id, parentOfTop().at));
        return;
    }

    settle();
    // From the end, so that the numbers before stay right.
    while (m_doomed.size() > open.firstDoomed) {
        const int last = m_doomed.back();
        int first = last;
        m_doomed.pop_back();
        while (m_doomed.size() > open.firstDoomed && m_doomed.back() == first - 1) {
            --first;
            m_doomed.pop_back();
        }
        removeRows(open.id, first, last);
    }
}

void KeyRemovePass::removeRows(DirectoryId id, int first, int last)
{
    const bool observed = observes(id);
    if (observed)
        m_parts.observer->rowsAboutToBeRemoved(id, first, last);
    const std::vector<DirectoryId> gone = m_tree.below(id, first, last);
    m_tree.removeRows(id, first, last);
    if (observed)
        m_parts.observer->rowsRemoved(id, first, last);
    for (const DirectoryId one : gone) {
        if (m_parts.observer)
            m_parts.observer->directoryRemoved(one);
        m_parts.dropUnlisted(one);
        m_tree.release(one);
    }
}

} // namespace etcdscope
