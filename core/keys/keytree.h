// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/keys/keyblock.h"
#include "core/keys/keyindex.h"
#include "core/keys/slab.h"

#include <QVarLengthArray>

#include <vector>

namespace etcdscope {

/// The part of a key that is one row: its end, and whether a separator closes it.
struct KeyPiece
{
    QByteArrayView label;
    qsizetype end = 0; ///< in the key
    bool isDirectory = false;
};

/// The piece of `key` that starts at `from`. A separator at the very start does not close the first piece, nor
/// does one behind longestPrefix.
[[nodiscard]] KeyPiece keyPiece(QByteArrayView key, qsizetype from, char separator);

/// Where a row is: the number of its block in its directory, and of the row in the block. {block count, 0} is
/// the end. Good until the rows of the directory change.
struct RowPlace
{
    int block = 0;
    int row = 0;

    friend auto operator<=>(const RowPlace &, const RowPlace &) = default;
};

/// Directories and their rows as KeyIndex keeps them. Knows order, places and parents; tells nobody, and
/// leaves the counts of keys to its user.
class KeyTree final
{
    Q_DISABLE_COPY_MOVE(KeyTree)

public:
    struct Directory
    {
        struct ListedBlock
        {
            quint32 block = 0;
            int firstRow = 0; ///< right in the first `numbered` blocks
        };

        DirectoryId parent = noDirectory;
        quint32 homeBlock = 0; ///< the block of the parent that has the row of this directory
        quint32 keyCount = 0;
        int rowCount = 0;
        mutable int numbered = 0;
        mutable QVarLengthArray<ListedBlock, 1> blocks;
    };

    KeyTree();

    [[nodiscard]] Directory &directory(DirectoryId id) { return m_directories[id]; }
    [[nodiscard]] const Directory &directory(DirectoryId id) const { return m_directories[id]; }

    [[nodiscard]] RowPlace endOf(DirectoryId id) const { return {int(directory(id).blocks.size()), 0}; }
    [[nodiscard]] RowPlace place(DirectoryId id, int row) const;
    [[nodiscard]] RowPlace next(DirectoryId id, RowPlace place) const;
    [[nodiscard]] int rowNumber(DirectoryId id, RowPlace place) const;
    [[nodiscard]] const KeyBlock &block(DirectoryId id, int block) const
    {
        return m_blocks[directory(id).blocks[block].block];
    }
    [[nodiscard]] KeyBlock &block(DirectoryId id, int block)
    {
        return m_blocks[directory(id).blocks[block].block];
    }
    [[nodiscard]] const KeyRecord &record(DirectoryId id, RowPlace at) const
    {
        return block(id, at.block).at(at.row);
    }
    [[nodiscard]] KeyRecord &record(DirectoryId id, RowPlace at) { return block(id, at.block).at(at.row); }
    [[nodiscard]] QByteArrayView label(DirectoryId id, RowPlace at) const
    {
        return block(id, at.block).label(at.row);
    }
    /// The first row from `from` on whose label is not less.
    [[nodiscard]] RowPlace lowerBound(DirectoryId id, QByteArrayView label, RowPlace from = {}) const;
    /// The row with this label, or the end.
    [[nodiscard]] RowPlace find(DirectoryId id, QByteArrayView label) const;
    /// The row of a directory in its parent. Not for the root.
    [[nodiscard]] RowPlace home(DirectoryId id) const;
    [[nodiscard]] KeyRecord &homeRecord(DirectoryId id) { return record(directory(id).parent, home(id)); }
    [[nodiscard]] QByteArray prefix(DirectoryId id) const;

    /// An empty directory whose row is still to be inserted.
    [[nodiscard]] DirectoryId createDirectory(DirectoryId parent);
    /// Inserts neighbours before `at`. Returns the place of the first.
    RowPlace insertRows(DirectoryId id, RowPlace at, std::span<const NewKeyRow> rows);
    /// Removes rows [first, last]. What directories among them hold stays: see below().
    void removeRows(DirectoryId id, int first, int last);
    /// The directories with rows in [first, last] and all below them, each before what it holds.
    [[nodiscard]] std::vector<DirectoryId> below(DirectoryId id, int first, int last) const;
    /// Gives back the memory of a directory whose row is gone.
    void release(DirectoryId id);
    void clear();

    /// Grows with every insertion and removal of rows: what was worked out before may be wrong.
    [[nodiscard]] quint64 structure() const { return m_structure; }

    /// Rows seen in the comparison that runs; a new one starts with none.
    void beginComparison() { ++m_comparison; }
    void markSeen(DirectoryId id, RowPlace at);
    [[nodiscard]] bool isSeen(DirectoryId id, RowPlace at) const
    {
        return block(id, at.block).isSeen(at.row, m_comparison);
    }

    [[nodiscard]] qsizetype memoryUsage() const;

private:
    void numberBlocks(const Directory &directory, int last) const;
    void insertBlock(Directory &directory, int at);
    void split(Directory &directory, int block, int row);
    void dropBlock(Directory &directory, int block);
    void mergeAround(Directory &directory, int block);
    void setHome(quint32 block, int first);

    Slab<Directory> m_directories;
    Slab<KeyBlock> m_blocks;
    quint64 m_structure = 0;
    quint32 m_comparison = 0;
};

} // namespace etcdscope
