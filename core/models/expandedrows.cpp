// SPDX-License-Identifier: Apache-2.0
#include "core/models/expandedrows.h"

#include <algorithm>

namespace etcdscope {

struct ExpandedRows::Node
{
    DirectoryId directory = rootDirectory;
    Node *parent = nullptr;
    size_t place = 0; // in the parent's arrays
    bool isOpen = false;
    int rows = 0;
    int lines = 0; // below its own one when it is open: its rows and the lines of what is open in it

    // The known directories in it, by row. Two arrays, so that rows are renumbered in sequence.
    std::vector<int> childRows;
    std::vector<Node *> children;
    // above[i]: lines below the rows of the children before i; valid up to and including cleanUntil. Brought
    // up to date when somebody asks, once for many changes.
    mutable std::vector<int> above{0};
    mutable size_t cleanUntil = 0;

    [[nodiscard]] int shown() const { return isOpen ? lines : 0; }
    void changed(size_t child) { cleanUntil = std::min(cleanUntil, child); }
    void clean() const
    {
        above.resize(children.size() + 1);
        for (; cleanUntil < children.size(); ++cleanUntil)
            above[cleanUntil + 1] = above[cleanUntil] + children[cleanUntil]->shown();
    }
    /// Lines between the first one in this directory and the one of child `i`.
    [[nodiscard]] int lineOfChild(size_t i) const { return childRows[i] + above[i]; }
    [[nodiscard]] int lineOfRow(int row) const
    {
        clean();
        const auto before = std::lower_bound(childRows.begin(), childRows.end(), row) - childRows.begin();
        return row + above[size_t(before)];
    }
    /// How many children have their line at or before this one.
    [[nodiscard]] size_t childrenUntil(int line) const
    {
        clean();
        size_t from = 0;
        size_t to = children.size();
        while (from < to) {
            const size_t middle = (from + to) / 2;
            if (lineOfChild(middle) <= line)
                from = middle + 1;
            else
                to = middle;
        }
        return from;
    }
    void renumber(size_t from)
    {
        for (size_t i = from; i < children.size(); ++i)
            children[i]->place = i;
        changed(from);
    }
};

ExpandedRows::ExpandedRows()
{
    reset(0);
}

ExpandedRows::~ExpandedRows() = default;

void ExpandedRows::reset(int rootRows)
{
    m_nodes.clear();
    auto root = std::make_unique<Node>();
    root->isOpen = true;
    root->rows = root->lines = rootRows;
    m_root = root.get();
    m_nodes.emplace(rootDirectory, std::move(root));
}

ExpandedRows::Node *ExpandedRows::find(DirectoryId directory) const
{
    const auto found = m_nodes.find(directory);
    return found != m_nodes.end() ? found->second.get() : nullptr;
}

/// Lines came or went directly below the one of `node`.
void ExpandedRows::grow(Node *node, int lines)
{
    for (;; node = node->parent) {
        node->lines += lines;
        if (!node->isOpen || !node->parent)
            return;
        node->parent->changed(node->place);
    }
}

// --- changing ---

void ExpandedRows::add(DirectoryId directory, RowRef place, int rows)
{
    Node *parent = find(place.directory);
    Q_ASSERT(parent && !isKnown(directory) && place.row < parent->rows);
    auto node = std::make_unique<Node>();
    node->directory = directory;
    node->parent = parent;
    node->rows = node->lines = rows;
    const auto at = std::lower_bound(parent->childRows.begin(), parent->childRows.end(), place.row) -
                    parent->childRows.begin();
    parent->childRows.insert(parent->childRows.begin() + at, place.row);
    parent->children.insert(parent->children.begin() + at, node.get());
    parent->renumber(size_t(at));
    m_nodes.emplace(directory, std::move(node));
}

void ExpandedRows::setOpen(DirectoryId directory, bool open)
{
    Node *node = find(directory);
    if (!node || !node->parent)
        return;
    Node *parent = node->parent;
    if (node->isOpen != open) {
        const int before = node->shown();
        node->isOpen = open;
        parent->changed(node->place);
        grow(parent, node->shown() - before);
    }
    if (open || !node->children.empty())
        return;
    const size_t place = node->place;
    parent->childRows.erase(parent->childRows.begin() + qsizetype(place));
    parent->children.erase(parent->children.begin() + qsizetype(place));
    parent->renumber(place);
    m_nodes.erase(directory);
}

void ExpandedRows::insertRows(DirectoryId directory, int first, int last)
{
    Node *node = find(directory);
    if (!node)
        return;
    const int count = last - first + 1;
    std::vector<int> &rows = node->childRows;
    for (auto row = std::lower_bound(rows.begin(), rows.end(), first); row != rows.end(); ++row)
        *row += count;
    node->rows += count;
    grow(node, count);
}

void ExpandedRows::removeRows(DirectoryId directory, int first, int last)
{
    Node *node = find(directory);
    if (!node)
        return;
    const int count = last - first + 1;
    std::vector<int> &rows = node->childRows;
    const auto from = std::lower_bound(rows.begin(), rows.end(), first);
    const auto to = std::upper_bound(from, rows.end(), last);
    const auto begin = from - rows.begin();
    const auto end = to - rows.begin();
    std::for_each(to, rows.end(), [count](int &row) { row -= count; });
    int lines = count;
    for (auto i = begin; i < end; ++i) {
        Node *gone = node->children[size_t(i)];
        lines += gone->shown();
        forget(gone);
    }
    if (begin < end) {
        rows.erase(from, to);
        node->children.erase(node->children.begin() + begin, node->children.begin() + end);
        node->renumber(size_t(begin));
    }
    node->rows -= count;
    grow(node, -lines);
}

void ExpandedRows::forget(Node *top)
{
    std::vector<Node *> waiting{top};
    while (!waiting.empty()) {
        const Node *node = waiting.back();
        waiting.pop_back();
        waiting.insert(waiting.end(), node->children.begin(), node->children.end());
        m_nodes.erase(node->directory);
    }
}

// --- reading ---

bool ExpandedRows::isOpen(DirectoryId directory) const
{
    const Node *node = find(directory);
    return node && node->isOpen;
}

RowRef ExpandedRows::placeOf(DirectoryId directory) const
{
    const Node *node = find(directory);
    return node && node->parent ? RowRef{node->parent->directory, node->parent->childRows[node->place]}
                                : RowRef();
}

std::vector<DirectoryId> ExpandedRows::openBelow(DirectoryId directory) const
{
    std::vector<DirectoryId> open;
    std::vector<const Node *> nodes;
    if (const Node *top = find(directory))
        nodes.push_back(top);
    for (size_t i = 0; i < nodes.size(); ++i) {
        const Node *node = nodes[i];
        if (node->isOpen)
            open.push_back(node->directory);
        nodes.insert(nodes.end(), node->children.begin(), node->children.end());
    }
    return open;
}

int ExpandedRows::lineCount() const
{
    return m_root->lines;
}

RowRef ExpandedRows::rowAt(int line) const
{
    if (line < 0 || line >= lineCount())
        return {};
    const Node *node = m_root;
    while (true) {
        const size_t until = node->childrenUntil(line);
        if (until == 0)
            return {node->directory, line};
        const Node *child = node->children[until - 1];
        const int below = line - node->lineOfChild(until - 1);
        if (below == 0)
            return {node->directory, node->childRows[until - 1]};
        if (below > child->shown())
            return {node->directory, line - node->above[until]};
        node = child;
        line = below - 1;
    }
}

int ExpandedRows::lineOf(RowRef row) const
{
    const Node *node = find(row.directory);
    if (!node || row.row < 0 || row.row >= node->rows)
        return -1;
    int line = node->lineOfRow(row.row);
    for (; node->parent; node = node->parent) {
        if (!node->isOpen)
            return -1;
        line += node->parent->lineOfRow(node->parent->childRows[node->place]) + 1;
    }
    return line;
}

std::vector<ExpandedRows::Span> ExpandedRows::spans(int first, int last) const
{
    struct Part
    {
        const Node *node;
        int first; // lines, counted in the node
        int last;
    };
    std::vector<Span> found;
    std::vector<Part> waiting;
    first = std::max(first, 0);
    last = std::min(last, lineCount() - 1);
    if (first <= last)
        waiting.push_back({m_root, first, last});
    while (!waiting.empty()) {
        const auto [node, from, to] = waiting.back();
        waiting.pop_back();
        // The row on a line or, for a line in a child, the row of that child.
        const auto rowOn = [node = node](int line, size_t until) {
            if (until == 0)
                return line;
            const bool inChild = line - node->lineOfChild(until - 1) <= node->children[until - 1]->shown();
            return inChild ? node->childRows[until - 1] : line - node->above[until];
        };
        const size_t untilFirst = node->childrenUntil(from);
        const size_t untilLast = node->childrenUntil(to);
        int firstRow = rowOn(from, untilFirst);
        if (untilFirst > 0 && firstRow == node->childRows[untilFirst - 1] &&
            node->lineOfChild(untilFirst - 1) < from)
            ++firstRow; // its own line is above
        const int lastRow = rowOn(to, untilLast);
        if (firstRow <= lastRow)
            found.push_back({node->directory, firstRow, lastRow});
        for (size_t i = untilLast; i-- > (untilFirst > 0 ? untilFirst - 1 : 0);) {
            const int line = node->lineOfChild(i) + 1;
            const int begin = std::max(from - line, 0);
            const int end = std::min(to - line, node->children[i]->shown() - 1);
            if (begin <= end)
                waiting.push_back({node->children[i], begin, end});
        }
    }
    return found;
}

} // namespace etcdscope
