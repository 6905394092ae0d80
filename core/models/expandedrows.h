// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/keys/keyindex.h"

#include <memory>
#include <unordered_map>
#include <vector>

namespace etcdscope {

/// Where the rows of a tree are when only those of open directories are shown, one below the other: the lines
/// of a view. Plain data that costs nothing for a row, only for a directory that was opened.
///
/// Lines are numbered from 0. A directory in a closed one keeps whether it is open. What it does not know is
/// closed. Complexity, with c known directories in the one concerned: line to row and row to line
/// O(depth * log c), every change O(c) on sequential integers.
class ExpandedRows final
{
    Q_DISABLE_COPY_MOVE(ExpandedRows)

public:
    /// Neighbouring rows of one directory.
    struct Span
    {
        DirectoryId directory = noDirectory;
        int first = 0;
        int last = -1;

        friend bool operator==(const Span &, const Span &) = default;
    };

    ExpandedRows();
    ~ExpandedRows();

    /// Forgets everything; the root has this many rows.
    void reset(int rootRows);
    /// Makes a directory known, closed. The one that holds its row must be known, itself not.
    void add(DirectoryId directory, RowRef place, int rows);
    /// Opens or closes a known directory. One that is closed and holds nothing known is forgotten.
    void setOpen(DirectoryId directory, bool open);
    /// Rows came: `first` to `last` are their numbers now. Nothing happens for unknown directories.
    void insertRows(DirectoryId directory, int first, int last);
    /// Rows went, and all that was known below them.
    void removeRows(DirectoryId directory, int first, int last);

    [[nodiscard]] bool isKnown(DirectoryId directory) const { return find(directory) != nullptr; }
    [[nodiscard]] bool isOpen(DirectoryId directory) const;
    /// The row that stands for a known directory; {noDirectory, -1} for the root.
    [[nodiscard]] RowRef placeOf(DirectoryId directory) const;
    /// The open ones in and including this one, those further down last.
    [[nodiscard]] std::vector<DirectoryId> openBelow(DirectoryId directory) const;

    [[nodiscard]] int lineCount() const;
    /// {noDirectory, -1} when there is no such line.
    [[nodiscard]] RowRef rowAt(int line) const;
    /// -1 when something above it is closed.
    [[nodiscard]] int lineOf(RowRef row) const;
    /// The rows on lines `first` to `last`, outer directories before those they hold: one span for each
    /// directory, since its rows have no others of its own between them.
    [[nodiscard]] std::vector<Span> spans(int first, int last) const;

private:
    struct Node;

    [[nodiscard]] Node *find(DirectoryId directory) const;
    void forget(Node *top);
    static void grow(Node *node, int lines);

    std::unordered_map<DirectoryId, std::unique_ptr<Node>> m_nodes;
    Node *m_root = nullptr;
};

} // namespace etcdscope
