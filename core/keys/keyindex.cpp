// SPDX-License-Identifier: Apache-2.0
#include "core/keys/keyindex.h"

#include "core/keys/keychanges.h"
#include "core/keys/keycursor.h"
#include "core/keys/keypass.h"

#include <algorithm>
#include <limits>

namespace etcdscope {

namespace {

KeyIndex::Row rowOfRecord(const KeyRecord &record, QByteArrayView label)
{
    KeyIndex::Row row;
    row.label = label;
    row.modRevision = record.isDirectory && !record.isExplicit ? 0 : record.modRevision;
    row.isExplicit = record.isExplicit;
    row.isGoing = record.isGoing;
    row.expires = record.expires();
    if (record.isDirectory) {
        row.directory = record.directory();
    } else {
        row.version = record.version;
        row.lease = record.isTimed ? 0 : record.lease;
    }
    return row;
}

} // namespace

class KeyIndex::Private final : public KeyIndexParts
{
public:
    void apply(const EntryBatch &batch, qsizetype first, qsizetype last);
    void applySome(const EntryBatch &batch, ChangesPlace &place, qsizetype last, qsizetype limit);
    [[nodiscard]] bool removeSomeIn(QByteArrayView directory, qint64 revision, QByteArray &from,
                                    qsizetype limit);

    QByteArray sweptTo;

    // A view asks for row after row, and for the parent of each.
    mutable struct
    {
        quint64 structure = 0;
        DirectoryId directory = noDirectory;
        int first = 0;
        int last = -1;
        const KeyBlock *block = nullptr;
    } lastBlock;
    mutable struct
    {
        quint64 structure = 0;
        DirectoryId directory = noDirectory;
        RowRef row;
    } lastHome;
};

qsizetype directorySize(QByteArrayView key, char separator)
{
    const qsizetype size = key.first(std::min(key.size(), longestPrefix)).lastIndexOf(separator) + 1;
    return size > 1 ? size : 0;
}

KeyIndex::KeyIndex(char separator)
    : d(std::make_unique<Private>())
{
    d->separator = separator;
}

KeyIndex::~KeyIndex() = default;

char KeyIndex::separator() const
{
    return d->separator;
}

void KeyIndex::setObserver(KeyIndexObserver *observer)
{
    d->observer = observer;
}

// --- reading ---

qint64 KeyIndex::keyCount() const
{
    return keyCount(rootDirectory);
}

qint64 KeyIndex::keyCount(DirectoryId directory) const
{
    return d->tree.directory(directory).keyCount;
}

int KeyIndex::rowCount(DirectoryId directory) const
{
    return d->tree.directory(directory).rowCount;
}

KeyIndex::Row KeyIndex::row(DirectoryId directory, int row) const
{
    auto &known = d->lastBlock;
    if (known.structure != d->tree.structure() || known.directory != directory || row < known.first ||
        row > known.last) {
        Q_ASSERT(row >= 0 && row < rowCount(directory));
        const RowPlace place = d->tree.place(directory, row);
        known.structure = d->tree.structure();
        known.directory = directory;
        known.block = &d->tree.block(directory, place.block);
        known.first = row - place.row;
        known.last = known.first + known.block->size() - 1;
    }
    return rowOfRecord(known.block->at(row - known.first), known.block->label(row - known.first));
}

RowRef KeyIndex::rowOf(DirectoryId directory) const
{
    if (directory == rootDirectory)
        return {};
    auto &known = d->lastHome;
    if (known.structure != d->tree.structure() || known.directory != directory) {
        const DirectoryId parent = d->tree.directory(directory).parent;
        known.structure = d->tree.structure();
        known.directory = directory;
        known.row = {parent, d->tree.rowNumber(parent, d->tree.home(directory))};
    }
    return known.row;
}

QByteArray KeyIndex::key(RowRef ref) const
{
    return prefix(ref.directory).append(row(ref).label);
}

QByteArray KeyIndex::prefix(DirectoryId directory) const
{
    return d->tree.prefix(directory);
}

std::optional<RowRef> KeyIndex::find(QByteArrayView key) const
{
    DirectoryId directory = rootDirectory;
    for (KeyPiece piece = keyPiece(key, 0, d->separator);; piece = keyPiece(key, piece.end, d->separator)) {
        const RowPlace place = d->tree.find(directory, piece.label);
        if (place == d->tree.endOf(directory))
            return std::nullopt;
        if (!piece.isDirectory)
            return RowRef{directory, d->tree.rowNumber(directory, place)};
        directory = d->tree.record(directory, place).directory();
    }
}

std::optional<DirectoryId> KeyIndex::findDirectory(QByteArrayView prefix) const
{
    DirectoryId directory = rootDirectory;
    for (qsizetype from = 0; from < prefix.size();) {
        const KeyPiece piece = keyPiece(prefix, from, d->separator);
        const RowPlace place = d->tree.find(directory, piece.label);
        if (!piece.isDirectory || place == d->tree.endOf(directory))
            return std::nullopt;
        directory = d->tree.record(directory, place).directory();
        from = piece.end;
    }
    return directory;
}

int KeyIndex::lowerBound(DirectoryId directory, QByteArrayView label) const
{
    return d->tree.rowNumber(directory, d->tree.lowerBound(directory, label));
}

void KeyIndex::visit(QByteArrayView from,
                     const std::function<bool(QByteArrayView key, const Row &row)> &visit) const
{
    KeyCursor cursor(d->tree, d->separator);
    for (cursor.seek(from); !cursor.isAtEnd(); cursor.advance()) {
        const KeyRecord &record = cursor.record();
        if (record.isDirectory || record.isGoing)
            continue;
        if (!visit(cursor.key(), rowOfRecord(record, cursor.label())))
            return;
    }
}

quint64 KeyIndex::keySet() const
{
    return d->tree.structure() + d->goingChanges;
}

qsizetype KeyIndex::memoryUsage() const
{
    qsizetype bytes = qsizetype(sizeof(Private)) + d->tree.memoryUsage();
    for (const QByteArray &key : d->goingKeys)
        bytes += key.capacity() + qsizetype(sizeof(key));
    constexpr qsizetype node = 4 * qsizetype(sizeof(void *)); // of a std::set
    for (const auto &[expires, key] : d->expiries)
        bytes += key.capacity() + qsizetype(sizeof(expires) + sizeof(key)) + node;
    return bytes;
}

qint64 KeyIndex::unlistedCount(DirectoryId directory) const
{
    const auto keys = d->unlisted.find(directory);
    return keys == d->unlisted.end() ? 0 : keys->second.count;
}

qint64 KeyIndex::unlistedCount() const
{
    return d->unlistedCount;
}

bool KeyIndex::isPartial(DirectoryId directory) const
{
    return d->unread.contains(directory) || unlistedCount(directory) > 0;
}

qint64 KeyIndex::unreadCount() const
{
    return qint64(d->unread.size());
}

std::optional<qint64> KeyIndex::nextExpiry() const
{
    return d->expiries.empty() ? std::nullopt : std::optional(d->expiries.begin()->first);
}

std::vector<QByteArray> KeyIndex::overdue(qint64 now, size_t limit) const
{
    std::vector<QByteArray> keys;
    for (const auto &[expires, key] : d->expiries) {
        if (expires > now || keys.size() == limit)
            break;
        keys.push_back(key);
    }
    return keys;
}

// --- changing ---

void KeyIndex::setUnread(DirectoryId directory)
{
    d->unread.insert(directory);
}

void KeyIndex::setUnlisted(DirectoryId directory, qint64 count, qint64 revision)
{
    const qint64 change = count - unlistedCount(directory);
    d->dropUnlisted(directory);
    if (count > 0) {
        d->unlisted[directory] = {count, revision};
        d->unlistedCount += count;
    }
    for (DirectoryId above = directory; change != 0; above = d->tree.directory(above).parent) {
        KeyTree::Directory &one = d->tree.directory(above);
        one.keyCount = quint32(one.keyCount + change);
        if (above == rootDirectory)
            break;
        if (d->observer && d->observer->observes(one.parent)) {
            const RowRef row = rowOf(above);
            d->observer->rowsChanged(row.directory, row.row, row.row);
        }
    }
    if (count > 0 || directory == rootDirectory || rowCount(directory) > 0)
        return;
    EntryBatch gone;
    gone.append(prefix(directory), {}, {.isDelete = true, .kind = Entry::Kind::Directory});
    const KeyChanges changes(gone, 0, gone.size(), d->separator);
    KeyRemovePass(*d, KeyRemovePass::Kind::Deleted).run(changes.all());
}

void KeyIndex::forgetUnlistedIn(DirectoryId parent)
{
    std::vector<DirectoryId> children;
    for (const auto &[directory, keys] : d->unlisted) {
        if (directory != rootDirectory && d->tree.directory(directory).parent == parent)
            children.push_back(directory);
    }
    for (const DirectoryId child : children)
        setUnlisted(child, 0, 0);
}

void KeyIndex::insertListing(const EntryBatch &batch, qsizetype first, qsizetype last)
{
    const KeyChanges changes(batch, first, last, d->separator);
    KeyPutPass(*d, KeyPutPass::Kind::Listed).run(changes.all());
}

void KeyIndex::applyChanges(const EntryBatch &batch, qsizetype first, qsizetype last)
{
    for (ChangesPlace place{.next = first}; place.next < last;)
        d->applySome(batch, place, last, std::numeric_limits<qsizetype>::max());
}

void KeyIndex::applySome(const EntryBatch &batch, ChangesPlace &place, qsizetype limit)
{
    d->applySome(batch, place, batch.size(), limit);
}

void KeyIndex::Private::applySome(const EntryBatch &batch, ChangesPlace &place, qsizetype last,
                                  qsizetype limit)
{
    // What was deleted with its directory may come again behind it, so such a change is applied by itself.
    const auto isDirectoryGone = [&batch](qsizetype i) {
        return batch.at(i).isDelete && batch.at(i).kind == Entry::Kind::Directory;
    };
    const qsizetype first = place.next;
    const qsizetype end = first + std::min(limit, last - first);
    while (place.next < end && !isDirectoryGone(place.next))
        ++place.next;
    apply(batch, first, place.next);
    if (place.next < end &&
        removeSomeIn(batch.key(place.next), batch.at(place.next).modRevision, place.within, limit))
        place = {.next = place.next + 1};
}

void KeyIndex::Private::apply(const EntryBatch &batch, qsizetype first, qsizetype last)
{
    const KeyChanges changes(batch, first, last, separator);
    std::vector<KeyChanges::Change> puts;
    std::vector<KeyChanges::Change> deletes;
    changes.separate(&puts, &deletes);
    // First what comes: a directory that loses its last key and gets another stays the same directory.
    KeyPutPass(*this, KeyPutPass::Kind::Changed).run(puts);
    KeyRemovePass(*this, KeyRemovePass::Kind::Deleted).run(deletes);
}

/// Goes on behind `from`, empty for all of the directory, and moves it on. True when nothing is left.
bool KeyIndex::Private::removeSomeIn(QByteArrayView directory, qint64 revision, QByteArray &from,
                                     qsizetype limit)
{
    QByteArray prefix = directory.toByteArray();
    if (!prefix.endsWith(separator))
        prefix.append(separator);
    EntryBatch gone;
    if (from.isEmpty()) {
        gone.append(prefix, {}, {.kind = Entry::Kind::Directory, .modRevision = revision});
        from = prefix;
    }
    KeyCursor cursor(tree, separator);
    for (cursor.seek(from); !cursor.isAtEnd() && cursor.key().startsWith(prefix); cursor.advance()) {
        const bool isDirectory = cursor.record().isDirectory;
        if (gone.size() >= limit)
            break;
        gone.append(
            cursor.key(), {},
            {.kind = isDirectory ? Entry::Kind::Directory : Entry::Kind::Value, .modRevision = revision});
        from = cursor.key();
        if (!isDirectory)
            from.append('\0');
    }
    const bool isDone = cursor.isAtEnd() || !cursor.key().startsWith(prefix);
    const KeyChanges changes(gone, 0, gone.size(), separator);
    KeyRemovePass(*this, KeyRemovePass::Kind::Deleted).run(changes.all());
    return isDone;
}

qint64 KeyIndex::expiredAt(const QByteArray &key) const
{
    return d->expired.at(key);
}

int KeyIndex::purge()
{
    EntryBatch gone;
    for (const QByteArray &key : std::exchange(d->goingKeys, {}))
        gone.append(key, {}, {});
    const KeyChanges changes(gone, 0, gone.size(), d->separator);
    KeyRemovePass pass(*d, KeyRemovePass::Kind::Purged);
    pass.run(changes.all());
    return pass.removedKeys();
}

int KeyIndex::goingCount() const
{
    return d->goingCount;
}

void KeyIndex::clear()
{
    if (d->observer)
        d->observer->aboutToBeReset();
    d->tree.clear();
    d->goingKeys.clear();
    d->goingCount = 0;
    d->unlisted.clear();
    d->unlistedCount = 0;
    d->unread.clear();
    d->expiries.clear();
    d->expired.clear();
    d->isComparing = false;
    if (d->observer)
        d->observer->reset();
}

void KeyIndex::beginComparison()
{
    d->tree.beginComparison();
    d->isComparing = true;
    d->sweptTo.clear();
}

bool KeyIndex::sweepUnseen(qint64 revision, int limit)
{
    if (!d->isComparing)
        return false;
    // Rows that were seen cost time too: a slice ends after so many of them.
    constexpr int mostRows = 20000;
    EntryBatch gone;
    KeyCursor cursor(d->tree, d->separator);
    cursor.seek(d->sweptTo);
    for (int rows = 0; !cursor.isAtEnd(); ++rows) {
        const KeyRecord &record = cursor.record();
        const bool isEntry = !record.isGoing && (!record.isDirectory || record.isExplicit);
        if (isEntry && record.modRevision <= revision &&
            !d->tree.isSeen(cursor.directory(), cursor.place())) {
            gone.append(cursor.key(), {},
                        {.kind = record.isDirectory ? Entry::Kind::Directory : Entry::Kind::Value,
                         .modRevision = revision});
        }
        if (gone.size() >= limit || rows >= mostRows) {
            d->sweptTo = cursor.key();
            if (!record.isDirectory)
                d->sweptTo.append('\0');
            break;
        }
        cursor.advance();
    }
    const bool isDone = cursor.isAtEnd();
    const KeyChanges changes(gone, 0, gone.size(), d->separator);
    KeyRemovePass(*d, KeyRemovePass::Kind::Deleted).run(changes.all());
    if (isDone)
        d->isComparing = false;
    return !isDone;
}

} // namespace etcdscope
