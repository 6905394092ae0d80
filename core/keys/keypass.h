// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/keys/expiredkeys.h"
#include "core/keys/keychanges.h"
#include "core/keys/keytree.h"

#include <set>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace etcdscope {

/// Keys of a directory that are known to exist but are not in the index.
struct UnlistedKeys
{
    qint64 count = 0;
    qint64 revision = 0; ///< at which they were counted
};

/// What a KeyIndex is made of, as its passes share it.
struct KeyIndexParts
{
    /// Forgets what is unlisted of a directory that is no more, or has been read.
    void dropUnlisted(DirectoryId id);
    /// The lease or time to live of `record`, which is that of `key`, is what `item` says.
    void setTerm(KeyRecord &record, QByteArrayView key, const EntryBatch::Item &item);
    void dropTerm(KeyRecord &record, QByteArrayView key);

    KeyTree tree;
    char separator = '/';
    KeyIndexObserver *observer = nullptr;
    bool isComparing = false;
    int goingCount = 0;
    quint64 goingChanges = 0;                               ///< keys that began to go, or came back
    std::vector<QByteArray> goingKeys;                      ///< all that are going, and some that came back
    std::unordered_map<DirectoryId, UnlistedKeys> unlisted; ///< part of the counts of their directories
    qint64 unlistedCount = 0;                               ///< of all of them
    std::unordered_set<DirectoryId> unread;                 ///< see KeyIndex::setUnread()
    std::set<std::pair<qint64, QByteArray>> expiries;       ///< of all rows with a time to live
    ExpiredKeys expired;
};

/// One way through the tree along sorted changes. The directories from the root to the place of the last
/// change are open; when one is left its count is settled and what changed in its rows is announced. Keys can
/// have as many levels as bytes, so nothing here recurses.
class KeyPass
{
    Q_DISABLE_COPY_MOVE(KeyPass)

protected:
    using Change = KeyChanges::Change;

    struct OpenDirectory
    {
        DirectoryId id = rootDirectory;
        qsizetype prefixSize = 0;
        RowPlace at; ///< the last row found: what comes is not before it
        qint64 countChange = 0;
        bool rowChanged = false; ///< what the parent shows of it, beside the count
        int unlistedIn = -1;     ///< number of the nearest open directory with unlisted keys; -1: none
        size_t firstChanged = 0;
        size_t firstDoomed = 0;
    };

    explicit KeyPass(KeyIndexParts &parts);
    virtual ~KeyPass() = default;

    [[nodiscard]] OpenDirectory &top() { return m_open.back(); }
    [[nodiscard]] OpenDirectory &parentOfTop() { return m_open[m_open.size() - 2]; }
    [[nodiscard]] bool observes(DirectoryId id) const
    {
        return m_parts.observer && m_parts.observer->observes(id);
    }
    void enter(DirectoryId id, qsizetype prefixSize);
    /// Leaves the directories whose prefix is longer than what the next key has in common with the last.
    void leaveTo(qsizetype common);
    void leaveAll();
    virtual void leave() = 0;
    /// Adds the count of the topmost directory up, marks its row as changed and announces its own changed
    /// rows.
    void settle();
    /// The unlisted keys that those of the topmost directory count among; null when there are none.
    [[nodiscard]] UnlistedKeys *unlisted();
    void addUnlisted(qint64 change);
    /// A directory of which nothing is unlisted any more is like every other.
    void endUnlisted();
    /// The row last found in `open` changed.
    void noteChanged(OpenDirectory &open);

    KeyIndexParts &m_parts;
    KeyTree &m_tree;
    std::vector<OpenDirectory> m_open;
    std::vector<int> m_changed; ///< row numbers, those of the innermost open directory last
    std::vector<int> m_doomed;
};

/// Inserts and updates.
class KeyPutPass final : public KeyPass
{
public:
    enum class Kind {
        Listed,  ///< what there is
        Changed, ///< what became of it
    };

    KeyPutPass(KeyIndexParts &parts, Kind kind)
        : KeyPass(parts)
        , m_kind(kind)
    {
    }
    void run(std::span<const Change> changes);

private:
    [[nodiscard]] size_t put(std::span<const Change> changes, size_t i);
    /// Inserts the row of changes[i] before `place`, and with it those that follow and belong there too.
    /// Returns the first change that is not done with.
    size_t insertNeighbours(std::span<const Change> changes, size_t i, RowPlace place);
    void update(const Change &change);
    void makeExplicit(const Change &change);
    /// The directory open at `level` exists since this change at the latest: changes come by name, not by
    /// age.
    void implyDirectory(const Change &change, size_t level);
    void implyDirectories(const Change &change);
    void takeFromUnlisted(const EntryBatch::Item &item);
    void leave() override;

    Kind m_kind;
    std::vector<NewKeyRow> m_rows;
};

/// Removes keys, explicit directories, and directories that become empty by it.
class KeyRemovePass final : public KeyPass
{
public:
    enum class Kind {
        Deleted, ///< was deleted in the store; may stay as going
        Purged,  ///< was kept as going
    };

    KeyRemovePass(KeyIndexParts &parts, Kind kind)
        : KeyPass(parts)
        , m_kind(kind)
    {
    }
    void run(std::span<const Change> changes);
    [[nodiscard]] int removedKeys() const { return m_removedKeys; }

private:
    void remove(const Change &change);
    void removeKey(const Change &change);
    void removeUnlisted(const Change &change);
    void leave() override;
    void removeRows(DirectoryId id, int first, int last);

    Kind m_kind;
    int m_removedKeys = 0;
};

} // namespace etcdscope
