// SPDX-License-Identifier: Apache-2.0
#include "core/keys/keyblock.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace etcdscope {

int KeyBlock::lowerBound(QByteArrayView wanted, int from) const
{
    int count = m_size - from;
    while (count > 0) {
        const int half = count / 2;
        if (label(from + half).compare(wanted) < 0) {
            from += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return from;
}

int KeyBlock::room(std::span<const NewKeyRow> rows) const
{
    const int most = std::min(mostRows - m_size, int(rows.size()));
    qsizetype bytes = qsizetype(m_byteSize) - m_garbage;
    int count = 0;
    for (; count < most; ++count) {
        bytes += rows[size_t(count)].label.size();
        if (bytes > mostBytes && m_size + count > 0)
            break;
    }
    return count;
}

bool KeyBlock::hasRoomForAll(const KeyBlock &other) const
{
    const qsizetype bytes = qsizetype(m_byteSize) - m_garbage + other.m_byteSize - other.m_garbage;
    return m_size + other.m_size <= mostRows * 3 / 4 && bytes <= mostBytes * 3 / 4;
}

void KeyBlock::insert(int row, std::span<const NewKeyRow> rows)
{
    const int count = int(rows.size());
    qsizetype added = 0;
    for (const NewKeyRow &one : rows)
        added += one.label.size();
    reserve(m_size + count, added);

    KeyRecord *to = records() + row;
    std::memmove(to + count, to, size_t(m_size - row) * sizeof(KeyRecord));
    for (const NewKeyRow &one : rows) {
        *to = one.record;
        to->labelOffset = m_byteSize;
        to->labelSize = quint32(one.label.size());
        std::copy(one.label.begin(), one.label.end(), bytes() + m_byteSize);
        m_byteSize += to->labelSize;
        ++to;
    }
    m_size = quint16(m_size + count);
}

void KeyBlock::erase(int row, int count)
{
    Q_ASSERT(row >= 0 && count >= 0 && row + count <= m_size);
    KeyRecord *first = records() + row;
    for (int i = 0; i < count; ++i)
        m_garbage += first[i].labelSize;
    std::memmove(first, first + count, size_t(m_size - row - count) * sizeof(KeyRecord));
    m_size = quint16(m_size - count);
    if (m_garbage > m_byteSize / 2 || m_size < m_rowCapacity / 2)
        compact();
}

KeyBlock KeyBlock::splitAt(int row)
{
    KeyBlock tail;
    tail.m_comparison = m_comparison;
    tail.copyRows(*this, row, m_size);
    erase(row, m_size - row);
    return tail;
}

void KeyBlock::append(const KeyBlock &other)
{
    reserve(m_size + other.m_size, qsizetype(other.m_byteSize) - other.m_garbage);
    copyRows(other, 0, other.m_size);
}

void KeyBlock::setComparison(quint32 comparison)
{
    if (m_comparison == comparison)
        return;
    m_comparison = comparison;
    for (int row = 0; row < m_size; ++row)
        records()[row].isSeen = 0;
}

qsizetype KeyBlock::memoryUsage() const
{
    return qsizetype(m_rowCapacity * sizeof(KeyRecord) + m_byteCapacity);
}

void KeyBlock::reserve(int rows, qsizetype added)
{
    if (rows <= m_rowCapacity && m_byteSize + added <= qsizetype(m_byteCapacity))
        return;
    // What erased labels hold is used first: keys that come and go shall cost no memory.
    const qsizetype bytes = qsizetype(m_byteSize) - m_garbage + added;
    // Exactly what is asked for the first time, since a loaded directory mostly comes whole.
    const auto grown = [](qsizetype wanted, qsizetype capacity) {
        return wanted <= capacity ? capacity : std::max(wanted, capacity + capacity / 4);
    };
    setCapacity(int(std::min(grown(rows, m_rowCapacity), qsizetype(std::max(rows, mostRows)))),
                grown(bytes, m_byteCapacity));
}

void KeyBlock::setCapacity(int rows, qsizetype byteCount)
{
    KeyBlock larger;
    const size_t wanted = size_t(rows) * sizeof(KeyRecord) + size_t(byteCount);
    larger.m_memory.reset(static_cast<char *>(std::malloc(std::max<size_t>(wanted, 1))));
    if (!larger.m_memory)
        throw std::bad_alloc();
    larger.m_rowCapacity = quint16(rows);
    larger.m_byteCapacity = quint32(byteCount);
    larger.m_comparison = m_comparison;
    larger.copyRows(*this, 0, m_size);
    *this = std::move(larger);
}

void KeyBlock::copyRows(const KeyBlock &other, int first, int last)
{
    if (first == last)
        return;
    if (!m_memory) {
        qsizetype wanted = 0;
        for (int row = first; row < last; ++row)
            wanted += other.at(row).labelSize;
        setCapacity(last - first, wanted);
    }
    KeyRecord *to = records() + m_size;
    std::memcpy(to, other.records() + first, size_t(last - first) * sizeof(KeyRecord));
    for (int row = first; row < last; ++row, ++to) {
        const QByteArrayView from = other.label(row);
        std::copy(from.begin(), from.end(), bytes() + m_byteSize);
        to->labelOffset = m_byteSize;
        m_byteSize += to->labelSize;
    }
    m_size = quint16(m_size + last - first);
}

void KeyBlock::compact()
{
    if (m_size == 0) {
        m_memory.reset();
        m_rowCapacity = 0;
        m_byteCapacity = m_byteSize = m_garbage = 0;
        return;
    }
    setCapacity(m_size, qsizetype(m_byteSize) - m_garbage);
}

} // namespace etcdscope
