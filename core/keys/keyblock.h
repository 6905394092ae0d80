// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>

#include <cstdlib>
#include <memory>
#include <span>

namespace etcdscope {

/// What a row holds beside its label.
struct KeyRecord
{
    qint64 modRevision = 0;
    qint64 version = 0; ///< of a directory row: its id
    qint64 lease = 0;   ///< with isTimed: when it expires, see EntryBatch::Item::expires
    quint32 labelOffset = 0;
    quint32 labelSize : 27 = 0;
    quint32 isDirectory : 1 = 0;
    quint32 isExplicit : 1 = 0;
    quint32 isGoing : 1 = 0;
    quint32 isSeen : 1 = 0; ///< in the comparison its block was last marked in
    quint32 isTimed : 1 = 0;

    [[nodiscard]] quint32 directory() const { return quint32(version); }
    [[nodiscard]] qint64 expires() const { return isTimed ? lease : 0; }
};
static_assert(sizeof(KeyRecord) == 32);

/// The longest label a KeyRecord can tell of. No server takes keys nearly as long.
inline constexpr qsizetype longestLabel = (qsizetype(1) << 27) - 1;

/// A row to be inserted; the label is borrowed.
struct NewKeyRow
{
    QByteArrayView label;
    KeyRecord record;
};

/// Up to some hundred neighbouring rows of a directory, ordered by label: their records and the bytes of
/// their labels in one piece of memory. Bytes of erased labels stay until they are the greater part.
class KeyBlock final
{
public:
    static constexpr int mostRows = 512;
    static constexpr qsizetype mostBytes = 64 * 1024;

    [[nodiscard]] int size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] const KeyRecord &at(int row) const
    {
        Q_ASSERT(row >= 0 && row < m_size);
        return records()[row];
    }
    [[nodiscard]] KeyRecord &at(int row)
    {
        Q_ASSERT(row >= 0 && row < m_size);
        return records()[row];
    }
    [[nodiscard]] QByteArrayView label(int row) const
    {
        const KeyRecord &record = at(row);
        return {bytes() + record.labelOffset, qsizetype(record.labelSize)};
    }
    [[nodiscard]] QByteArrayView lastLabel() const { return label(m_size - 1); }
    /// The first row from `from` on whose label is not less.
    [[nodiscard]] int lowerBound(QByteArrayView label, int from = 0) const;

    /// How many of `rows`, from the first on, can be taken in. An empty block takes at least one.
    [[nodiscard]] int room(std::span<const NewKeyRow> rows) const;
    /// True if all rows of `other` can be taken in with some room left.
    [[nodiscard]] bool hasRoomForAll(const KeyBlock &other) const;
    /// Labels may not lie in this block.
    void insert(int row, std::span<const NewKeyRow> rows);
    void erase(int row, int count);
    /// Cuts off the rows from `row` on.
    [[nodiscard]] KeyBlock splitAt(int row);
    void append(const KeyBlock &other);

    /// Forgets the marks of earlier comparisons: in one that has not touched this block nothing is seen.
    void setComparison(quint32 comparison);
    [[nodiscard]] bool isSeen(int row, quint32 comparison) const
    {
        return m_comparison == comparison && at(row).isSeen;
    }

    [[nodiscard]] qsizetype memoryUsage() const; ///< on the heap

private:
    struct Free
    {
        void operator()(char *memory) const { std::free(memory); }
    };

    [[nodiscard]] const KeyRecord *records() const
    {
        return reinterpret_cast<const KeyRecord *>(m_memory.get());
    }
    [[nodiscard]] KeyRecord *records() { return reinterpret_cast<KeyRecord *>(m_memory.get()); }
    [[nodiscard]] const char *bytes() const
    {
        return m_memory.get() + size_t(m_rowCapacity) * sizeof(KeyRecord);
    }
    [[nodiscard]] char *bytes() { return m_memory.get() + size_t(m_rowCapacity) * sizeof(KeyRecord); }
    /// Room for `rows` in all, and for the bytes of labels to be `added`.
    void reserve(int rows, qsizetype added);
    void setCapacity(int rows, qsizetype bytes);
    /// Copies rows of `other` to the end; there is room.
    void copyRows(const KeyBlock &other, int first, int last);
    void compact();

    std::unique_ptr<char, Free> m_memory;
    quint32 m_byteCapacity = 0;
    quint32 m_byteSize = 0;
    quint32 m_garbage = 0; ///< bytes of erased labels
    quint32 m_comparison = 0;
    quint16 m_rowCapacity = 0;
    quint16 m_size = 0;
};

} // namespace etcdscope
