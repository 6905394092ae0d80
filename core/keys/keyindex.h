// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/entry.h"

#include <QByteArray>
#include <QByteArrayView>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace etcdscope {

/// Names one directory of a KeyIndex as long as it exists; ids of removed directories are used again.
using DirectoryId = quint32;

/// The directory that holds everything.
inline constexpr DirectoryId rootDirectory = 0;
inline constexpr DirectoryId noDirectory = 0xffffffff;

/// A row of a directory. Rows are in byte order of their labels; a key and a directory are never one row.
struct RowRef
{
    DirectoryId directory = noDirectory;
    int row = -1;

    friend bool operator==(const RowRef &, const RowRef &) = default;
};

/// Told of every change of rows, in the manner of QAbstractItemModel: before and after, in ranges.
/// While a callback runs the index may be read but not changed; counts of keys are settled, and told as
/// changes of the directory rows, before the call that made the changes returns.
class KeyIndexObserver
{
public:
    virtual ~KeyIndexObserver() = default;

    /// False lets the index change the rows of this directory without telling (nobody has asked for them).
    [[nodiscard]] virtual bool observes(DirectoryId directory) const = 0;

    virtual void rowsAboutToBeInserted(DirectoryId directory, int first, int last) = 0;
    virtual void rowsInserted(DirectoryId directory, int first, int last) = 0;
    virtual void rowsAboutToBeRemoved(DirectoryId directory, int first, int last) = 0;
    virtual void rowsRemoved(DirectoryId directory, int first, int last) = 0;
    /// Revision, version, lease, mark or, for a directory row, its count changed.
    virtual void rowsChanged(DirectoryId directory, int first, int last) = 0;

    /// Asked before the row of a deleted key goes: true keeps it, marked as going, until purge().
    [[nodiscard]] virtual bool keepsDeleted(RowRef row) const = 0;

    /// A directory is no more; its id will be used again. Comes after the removal of its row.
    virtual void directoryRemoved(DirectoryId directory) = 0;

    virtual void aboutToBeReset() = 0;
    virtual void reset() = 0;
};

/// The longest name of a directory, in bytes from the start of the key: a key of separators alone would be a
/// million directories. An explicit directory (v2) with a longer name is not kept as one.
inline constexpr qsizetype longestPrefix = 2'048;

/// The size of the name of the innermost directory that `key` lies in, or is; 0 = the root.
[[nodiscard]] qsizetype directorySize(QByteArrayView key, char separator);

/// How far a batch of changes has been applied.
struct ChangesPlace
{
    qsizetype next = 0;     ///< the first that is not applied, or not wholly
    QByteArray within = {}; ///< which deletes a directory: what lies before this is gone
};

/// All keys of one key space as a tree of directories, in sequential memory: per key its label, modification
/// revision, version and lease; no values.
///
/// A key is split after each separator: `a/b/c` is the row `c` in `b/` in `a/`. A separator at the very start
/// belongs to the first label (`/app/x` is `x` in `/app/`), so absolute keys need no row of their own for the
/// root, and `app/` and `/app/` stay apart. Empty segments are rows with the label `/`. The concatenation of
/// the labels from the root to a row is the key: nothing is normalised. What follows longestPrefix bytes is
/// not split any further.
///
/// Complexity: counts O(1); row to data O(log n), O(1) for neighbours of the last row asked; key to row
/// O(depth * log n); insertion and removal never move more than one block of some hundred rows.
class KeyIndex final
{
    Q_DISABLE_COPY_MOVE(KeyIndex)

public:
    struct Row
    {
        QByteArrayView label; ///< with its separator when a directory; valid until the next change
        DirectoryId directory = noDirectory; ///< of a directory row; noDirectory for a key
        qint64 modRevision = 0;              ///< of a key
        qint64 version = 0;
        qint64 lease = 0;
        qint64 expires = 0;      ///< as EntryBatch::Item::expires
        bool isExplicit = false; ///< a directory that exists by itself (v2)
        bool isGoing = false;    ///< deleted, still shown until purge()

        [[nodiscard]] bool isDirectory() const { return directory != noDirectory; }
    };

    explicit KeyIndex(char separator = '/');
    ~KeyIndex();

    [[nodiscard]] char separator() const;

    /// Borrowed; null for none.
    void setObserver(KeyIndexObserver *observer);

    // --- reading ---
    [[nodiscard]] qint64 keyCount() const; ///< of all keys, unlisted too; rows that are going do not count
    [[nodiscard]] qint64 keyCount(DirectoryId directory) const; ///< at any depth below, O(1)
    [[nodiscard]] int rowCount(DirectoryId directory) const;
    [[nodiscard]] Row row(DirectoryId directory, int row) const;
    [[nodiscard]] Row row(RowRef ref) const { return row(ref.directory, ref.row); }
    /// The row that stands for `directory` in its parent; {noDirectory, -1} for the root.
    [[nodiscard]] RowRef rowOf(DirectoryId directory) const;
    /// Full bytes: of the key, or of the prefix ending in the separator for a directory row.
    [[nodiscard]] QByteArray key(RowRef ref) const;
    [[nodiscard]] QByteArray prefix(DirectoryId directory) const;
    /// The row of exactly this key; rows that are going are found too (check isGoing).
    [[nodiscard]] std::optional<RowRef> find(QByteArrayView key) const;
    /// The directory whose prefix is exactly this (empty = root).
    [[nodiscard]] std::optional<DirectoryId> findDirectory(QByteArrayView prefix) const;
    /// The first row in `directory` whose label is not less than this.
    [[nodiscard]] int lowerBound(DirectoryId directory, QByteArrayView label) const;
    /// Keys in byte order starting at the first not less than `from`, until `visit` returns false. For
    /// comparing, exporting, searching. Rows that are going are passed over.
    void visit(QByteArrayView from,
               const std::function<bool(QByteArrayView key, const Row &row)> &visit) const;
    /// Grows whenever keys come or go: while it stays the same visit() meets the same keys.
    [[nodiscard]] quint64 keySet() const;
    [[nodiscard]] qsizetype memoryUsage() const; ///< bytes held, for benchmarks

    /// Keys below `directory` itself that are known to exist but are not here; see setUnlisted().
    [[nodiscard]] qint64 unlistedCount(DirectoryId directory) const;
    [[nodiscard]] qint64 unlistedCount() const; ///< of all directories
    /// Whether keys are missing here: unlisted ones, or nobody knows how many; see setUnread().
    [[nodiscard]] bool isPartial(DirectoryId directory) const;
    /// How many directories are unread: while there are any, the counts of those above are least values.
    [[nodiscard]] qint64 unreadCount() const;

    /// When the next time to live runs out; nullopt when none does.
    [[nodiscard]] std::optional<qint64> nextExpiry() const;
    /// Keys, and explicit directories (with the separator), whose time to live had run out at `now` and that
    /// are still here; the earliest first, up to `limit`.
    [[nodiscard]] std::vector<QByteArray> overdue(qint64 now, size_t limit) const;

    // --- changing ---
    /// Inserts or updates the entries [first, last) of a listing, which are in ascending byte order. An entry
    /// older than what is here (by modRevision) changes nothing. Neighbours are announced as one range.
    void insertListing(const EntryBatch &batch, qsizetype first, qsizetype last);
    /// Applies changes [first, last) of a watch in their order. The last one to each key decides; what is
    /// older than the index has (by modRevision) is passed over. Neighbours are announced as ranges; a
    /// directory that goes with all it holds is announced as one row. The delete of a directory takes
    /// everything below it that is not newer. A key that is gone leaves no trace: list first, then apply what
    /// came after.
    void applyChanges(const EntryBatch &batch, qsizetype first, qsizetype last);
    /// The same in slices, for when nothing may take long: goes on from `place`, and moves it on, by up to
    /// `limit` changes, and then up to as many rows of a directory that is deleted. Changes to other keys may
    /// come between two slices.
    void applySome(const EntryBatch &batch, ChangesPlace &place, qsizetype limit);
    /// At `revision` there were `count` keys below the directory beside those that are here (zero: it has
    /// been read whole). They count as keys; listings and changes take from them what they bring or delete,
    /// so that counts stay exact. An empty directory goes when nothing of it is unlisted.
    void setUnlisted(DirectoryId directory, qint64 count, qint64 revision);
    /// The same with zero for every directory directly in `parent`: it is going to be read anew.
    void forgetUnlistedIn(DirectoryId parent);
    /// What the directory holds was not read, and is not counted. Ends with setUnlisted(), or the directory.
    void setUnread(DirectoryId directory);
    /// At which position the key went because its time to live ran out, if that is known and it is one of the
    /// last 1,000 that did; else 0.
    [[nodiscard]] qint64 expiredAt(const QByteArray &key) const;
    /// Removes rows that are going. Returns how many.
    int purge();
    [[nodiscard]] int goingCount() const;
    void clear();

    /// Listing again to compare: from beginComparison() on, listed and changed keys are marked as seen;
    /// sweepUnseen() then removes up to `limit` keys that were not seen and have a modRevision not above
    /// `revision`, and returns false once there are none left. Call it in slices. It goes through the whole
    /// index, so all of it must have been listed.
    void beginComparison();
    [[nodiscard]] bool sweepUnseen(qint64 revision, int limit);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace etcdscope
