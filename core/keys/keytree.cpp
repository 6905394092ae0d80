// SPDX-License-Identifier: Apache-2.0
#include "core/keys/keytree.h"

#include <algorithm>
#include <cstring>

namespace etcdscope {

KeyPiece keyPiece(QByteArrayView key, qsizetype from, char separator)
{
    const qsizetype searchFrom = from == 0 ? 1 : from;
    const qsizetype searchTo = std::min(key.size(), longestPrefix);
    if (searchFrom < searchTo) {
        const void *found = std::memchr(key.data() + searchFrom, separator, size_t(searchTo - searchFrom));
        if (found) {
            const qsizetype end = static_cast<const char *>(found) - key.data() + 1;
            return {key.sliced(from, end - from), end, true};
        }
    }
    return {key.sliced(from), key.size(), false};
}

KeyTree::KeyTree()
{
    clear();
}

void KeyTree::clear()
{
    ++m_structure;
    m_directories.clear();
    m_blocks.clear();
    const DirectoryId root = m_directories.take();
    Q_ASSERT(root == rootDirectory);
}

void KeyTree::numberBlocks(const Directory &directory, int last) const
{
    int next = 0;
    if (directory.numbered > 0) {
        const auto &known = directory.blocks[directory.numbered - 1];
        next = known.firstRow + m_blocks[known.block].size();
    }
    for (int i = directory.numbered; i <= last; ++i) {
        auto &listed = directory.blocks[i];
        listed.firstRow = next;
        next += m_blocks[listed.block].size();
    }
    directory.numbered = std::max(directory.numbered, last + 1);
}

RowPlace KeyTree::place(DirectoryId id, int row) const
{
    const Directory &in = directory(id);
    const int count = int(in.blocks.size());
    if (row >= in.rowCount)
        return {count, 0};
    numberBlocks(in, count - 1);
    const auto after =
        std::upper_bound(in.blocks.cbegin(), in.blocks.cend(), row,
                         [](int wanted, const auto &listed) { return wanted < listed.firstRow; });
    const int block = int(after - in.blocks.cbegin()) - 1;
    return {block, row - in.blocks[block].firstRow};
}

RowPlace KeyTree::next(DirectoryId id, RowPlace place) const
{
    if (place.row + 1 < block(id, place.block).size())
        return {place.block, place.row + 1};
    return {place.block + 1, 0};
}

int KeyTree::rowNumber(DirectoryId id, RowPlace place) const
{
    const Directory &in = directory(id);
    if (place.block == int(in.blocks.size()))
        return in.rowCount;
    if (place.block >= in.numbered)
        numberBlocks(in, place.block);
    return in.blocks[place.block].firstRow + place.row;
}

RowPlace KeyTree::lowerBound(DirectoryId id, QByteArrayView wanted, RowPlace from) const
{
    const Directory &in = directory(id);
    const int count = int(in.blocks.size());
    if (from.block >= count)
        return {count, 0};

    const KeyBlock &first = block(id, from.block);
    if (first.lastLabel().compare(wanted) >= 0) {
        // Batches ask for neighbours in order, so the answer is often this row or the next.
        for (int row = from.row; row < std::min(from.row + 2, first.size()); ++row) {
            if (first.label(row).compare(wanted) >= 0)
                return {from.block, row};
        }
        return {from.block, first.lowerBound(wanted, from.row)};
    }
    const auto found =
        std::partition_point(in.blocks.cbegin() + from.block + 1, in.blocks.cend(), [&](const auto &listed) {
            return m_blocks[listed.block].lastLabel().compare(wanted) < 0;
        });
    if (found == in.blocks.cend())
        return {count, 0};
    return {int(found - in.blocks.cbegin()), m_blocks[found->block].lowerBound(wanted)};
}

RowPlace KeyTree::find(DirectoryId id, QByteArrayView wanted) const
{
    const RowPlace at = lowerBound(id, wanted);
    return at != endOf(id) && label(id, at) == wanted ? at : endOf(id);
}

RowPlace KeyTree::home(DirectoryId id) const
{
    const Directory &child = directory(id);
    const Directory &in = directory(child.parent);
    const auto listed = std::find_if(in.blocks.cbegin(), in.blocks.cend(),
                                     [&](const auto &one) { return one.block == child.homeBlock; });
    Q_ASSERT(listed != in.blocks.cend());
    const KeyBlock &rows = m_blocks[child.homeBlock];
    int row = 0;
    while (!rows.at(row).isDirectory || rows.at(row).directory() != id)
        ++row;
    return {int(listed - in.blocks.cbegin()), row};
}

QByteArray KeyTree::prefix(DirectoryId id) const
{
    std::vector<QByteArrayView> labels;
    qsizetype size = 0;
    for (; id != rootDirectory; id = directory(id).parent) {
        labels.push_back(label(directory(id).parent, home(id)));
        size += labels.back().size();
    }
    QByteArray bytes;
    bytes.reserve(size);
    for (auto one = labels.crbegin(); one != labels.crend(); ++one)
        bytes.append(*one);
    return bytes;
}

DirectoryId KeyTree::createDirectory(DirectoryId parent)
{
    const DirectoryId id = m_directories.take();
    m_directories[id].parent = parent;
    return id;
}

void KeyTree::setHome(quint32 number, int first)
{
    const KeyBlock &rows = m_blocks[number];
    for (int row = first; row < rows.size(); ++row) {
        if (rows.at(row).isDirectory)
            m_directories[rows.at(row).directory()].homeBlock = number;
    }
}

void KeyTree::insertBlock(Directory &in, int at)
{
    const quint32 number = m_blocks.take();
    m_blocks[number].setComparison(m_comparison);
    in.blocks.insert(at, Directory::ListedBlock{number, 0});
}

void KeyTree::split(Directory &in, int block, int row)
{
    insertBlock(in, block + 1);
    const quint32 tail = in.blocks[block + 1].block;
    m_blocks[tail] = m_blocks[in.blocks[block].block].splitAt(row);
    setHome(tail, 0);
}

RowPlace KeyTree::insertRows(DirectoryId id, RowPlace at, std::span<const NewKeyRow> rows)
{
    Q_ASSERT(!rows.empty());
    ++m_structure;
    Directory &in = directory(id);
    if (in.blocks.isEmpty()) {
        insertBlock(in, 0);
        at = {0, 0};
    } else if (at.row == 0 && at.block > 0) {
        at = {at.block - 1, block(id, at.block - 1).size()};
    }
    in.numbered = std::min(in.numbered, at.block + 1);
    in.rowCount += int(rows.size());

    const bool few = rows.size() <= KeyBlock::mostRows / 4;
    std::optional<RowPlace> first;
    while (!rows.empty()) {
        KeyBlock &to = block(id, at.block);
        const int room = to.room(rows);
        const bool hasTail = at.row < to.size();
        if (hasTail && room < int(rows.size())) {
            // A few rows come into a full block: halves have room for them and more. Many come as a block of
            // their own, and what follows them too, since the next batch of a listing goes in between.
            const int cut = few && to.size() > 1 ? to.size() / 2 : at.row;
            split(in, at.block, cut);
            if (at.row > cut)
                at = {at.block + 1, at.row - cut};
            continue;
        }
        if (room == 0) {
            at = {at.block + 1, 0};
            const bool nextTakesAll =
                at.block < int(in.blocks.size()) && block(id, at.block).room(rows) == int(rows.size());
            if (!few || !nextTakesAll)
                insertBlock(in, at.block);
            continue;
        }
        to.setComparison(m_comparison);
        to.insert(at.row, rows.first(size_t(room)));
        for (const NewKeyRow &row : rows.first(size_t(room))) {
            if (row.record.isDirectory)
                directory(row.record.directory()).homeBlock = in.blocks[at.block].block;
        }
        if (!first)
            first = at;
        at.row += room;
        rows = rows.subspan(size_t(room));
    }
    return *first;
}

void KeyTree::dropBlock(Directory &in, int block)
{
    m_blocks.release(in.blocks[block].block);
    in.blocks.remove(block);
}

void KeyTree::mergeAround(Directory &in, int block)
{
    for (const int left : {block, block - 1}) {
        if (left < 0 || left + 1 >= int(in.blocks.size()))
            continue;
        KeyBlock &to = m_blocks[in.blocks[left].block];
        KeyBlock &from = m_blocks[in.blocks[left + 1].block];
        if (!to.hasRoomForAll(from))
            continue;
        const int oldSize = to.size();
        to.setComparison(m_comparison);
        from.setComparison(m_comparison);
        to.append(from);
        setHome(in.blocks[left].block, oldSize);
        dropBlock(in, left + 1);
    }
}

void KeyTree::removeRows(DirectoryId id, int first, int last)
{
    ++m_structure;
    Directory &in = directory(id);
    RowPlace at = place(id, first);
    in.numbered = std::min(in.numbered, at.block);
    int rest = last - first + 1;
    in.rowCount -= rest;

    const int touched = at.block;
    int emptied = 0;
    if (at.row > 0) {
        KeyBlock &rows = block(id, at.block);
        const int here = std::min(rest, rows.size() - at.row);
        rows.erase(at.row, here);
        rest -= here;
        ++at.block;
    }
    while (rest > 0 && block(id, at.block + emptied).size() <= rest) {
        const quint32 number = in.blocks[at.block + emptied].block;
        rest -= m_blocks[number].size();
        m_blocks.release(number);
        ++emptied;
    }
    in.blocks.remove(at.block, emptied);
    if (rest > 0)
        block(id, at.block).erase(0, rest);
    mergeAround(in, std::min(touched, int(in.blocks.size()) - 1));
}

std::vector<DirectoryId> KeyTree::below(DirectoryId id, int first, int last) const
{
    std::vector<DirectoryId> found;
    const auto collect = [&](DirectoryId in, RowPlace at, int count) {
        for (; count > 0; --count, at = next(in, at)) {
            const KeyRecord &one = record(in, at);
            if (one.isDirectory)
                found.push_back(one.directory());
        }
    };
    collect(id, place(id, first), last - first + 1);
    for (size_t i = 0; i < found.size(); ++i)
        collect(found[i], {}, directory(found[i]).rowCount);
    return found;
}

void KeyTree::release(DirectoryId id)
{
    for (const auto &listed : std::as_const(directory(id).blocks))
        m_blocks.release(listed.block);
    m_directories.release(id);
}

void KeyTree::markSeen(DirectoryId id, RowPlace at)
{
    KeyBlock &rows = block(id, at.block);
    rows.setComparison(m_comparison);
    rows.at(at.row).isSeen = 1;
}

qsizetype KeyTree::memoryUsage() const
{
    qsizetype bytes = m_directories.memoryUsage() + m_blocks.memoryUsage();
    for (quint32 number = 0; number < m_blocks.bound(); ++number)
        bytes += m_blocks[number].memoryUsage();
    for (DirectoryId id = 0; id < m_directories.bound(); ++id) {
        const auto &blocks = m_directories[id].blocks;
        if (blocks.capacity() > 1)
            bytes += blocks.capacity() * qsizetype(sizeof(Directory::ListedBlock));
    }
    return bytes;
}

} // namespace etcdscope
