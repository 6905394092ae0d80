// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/edit/bulk/bulkscope.h"
#include "core/store/entry.h"

#include <QSet>

#include <array>
#include <memory>
#include <vector>

namespace etcdscope {

/// The keys a bulk operation is about, as they were at one position: in ascending order, with their facts,
/// and with their values as long as those fit. Plain memory in pieces, so that a million keys neither cost a
/// million allocations nor ever move. Filled by BulkPreview, then shared and not changed.
class BulkPlan final
{
    Q_DISABLE_COPY_MOVE(BulkPlan)

public:
    /// One key; the bytes are the plan's.
    struct Key
    {
        const char *bytes = nullptr;
        const char *valueBytes = nullptr;
        quint32 size = 0;
        quint32 valueSize = 0; ///< 0 too when the value was not read
        quint32 part = 0;      ///< of the scope
        Entry::Kind kind = Entry::Kind::Value;
        qint64 createRevision = 0;
        qint64 modRevision = 0;
        qint64 version = 0;
        qint64 lease = 0;
    };

    explicit BulkPlan(BulkScope scope);

    /// `key` is greater than all before it. Without `keepValue` the value is left out.
    void append(QByteArrayView key, QByteArrayView value, const EntryBatch::Item &item, quint32 part,
                bool keepValue);
    /// Gives back the memory of all values.
    void dropValues();
    void setPosition(Position position) { m_position = position; }

    [[nodiscard]] const BulkScope &scope() const { return m_scope; }
    [[nodiscard]] Position position() const { return m_position; }
    [[nodiscard]] quint32 size() const { return m_size; }
    [[nodiscard]] const Key &at(quint32 i) const { return (*m_pieces[i / pieceSize])[i % pieceSize]; }
    [[nodiscard]] QByteArrayView key(quint32 i) const { return {at(i).bytes, qsizetype(at(i).size)}; }
    /// Nothing when hasValues() is false.
    [[nodiscard]] QByteArrayView value(quint32 i) const
    {
        return {at(i).valueBytes, at(i).valueBytes ? qsizetype(at(i).valueSize) : 0};
    }
    [[nodiscard]] Entry entry(quint32 i) const;
    /// The first key that is not less.
    [[nodiscard]] quint32 lowerBound(QByteArrayView key, quint32 from = 0) const;

    [[nodiscard]] bool hasValues() const { return m_hasValues; }
    [[nodiscard]] qint64 valueBytes() const { return m_valueBytes; } ///< of the values that were read
    [[nodiscard]] qint64 leasedKeys() const { return m_leasedKeys; }
    [[nodiscard]] bool isDirectory(quint32 i) const { return at(i).kind == Entry::Kind::Directory; }
    [[nodiscard]] quint32 directories() const { return m_directories; } ///< of size()
    [[nodiscard]] qint64 leases() const { return m_leases.size(); }     ///< different ones

private:
    static constexpr quint32 pieceSize = 8'192;
    using Piece = std::array<Key, pieceSize>;

    /// Memory that is only added to.
    class Arena
    {
    public:
        const char *copy(QByteArrayView bytes);
        void clear();

    private:
        std::vector<std::unique_ptr<char[]>> m_blocks;
        char *m_next = nullptr;
        qsizetype m_left = 0;
    };

    const BulkScope m_scope;
    Position m_position;
    std::vector<std::unique_ptr<Piece>> m_pieces;
    quint32 m_size = 0;
    Arena m_keys;
    Arena m_values;
    bool m_hasValues = true;
    qint64 m_valueBytes = 0;
    qint64 m_leasedKeys = 0;
    quint32 m_directories = 0;
    QSet<qint64> m_leases;
};

} // namespace etcdscope
