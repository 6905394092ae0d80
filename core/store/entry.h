// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QMetaType>

#include <optional>
#include <vector>

namespace etcdscope {

/// A point in a store's history from which a watch can go on, and at which a read can be pinned. Opaque above
/// the store: v3 keeps its revision in it, v2 its index. Positions of one store compare by age.
struct Position
{
    qint64 value = 0; ///< shown to people as "revision"; arithmetic on it is the store's alone

    [[nodiscard]] bool isValid() const { return value > 0; }
    friend auto operator<=>(const Position &, const Position &) = default;
};

/// One key as the store has it. Keys and values are bytes.
struct Entry
{
    enum class Kind {
        Value,
        Directory, ///< explicit directory (v2 only): has no value
    };

    QByteArray key = {};
    QByteArray value = {};
    Kind kind = Kind::Value;
    qint64 createRevision = 0;
    qint64 modRevision = 0;
    qint64 version = 0; ///< changes since creation, 1 = just created; 0 when the store has none
    qint64 lease = 0;   ///< 0 = none
    std::optional<qint64> timeToLive = {}; ///< seconds left when it was read, where the store says so (v2)

    friend bool operator==(const Entry &, const Entry &) = default;
};

/// Many entries in two blocks of memory: what listings and watches deliver. Cleared and filled again without
/// giving memory back.
class EntryBatch final
{
public:
    struct Item
    {
        quint32 keyOffset = 0;
        quint32 keySize = 0;
        quint32 valueSize = 0;           ///< the value follows the key
        bool isDelete = false;           ///< in batches of changes: the key is gone, only modRevision counts
        bool isExpired = false;          ///< with isDelete: its time to live had run out (v2)
        bool impliesDirectories = false; ///< what was put made the directories above it, where they were not
        Entry::Kind kind = Entry::Kind::Value;
        qint64 createRevision = 0;
        qint64 modRevision = 0;
        qint64 version = 0;
        qint64 lease = 0;
        qint64 expires = 0; ///< milliseconds since 1970 by this computer's clock; 0 = never, or by its lease
    };

    /// Appends; key and value are copied. `item`'s offsets and sizes are filled in here. A batch holds less
    /// than 4 GiB of bytes; its filler hands it over long before.
    void append(QByteArrayView key, QByteArrayView value, Item item)
    {
        item.keyOffset = quint32(m_bytes.size());
        item.keySize = quint32(key.size());
        item.valueSize = quint32(value.size());
        m_bytes.insert(m_bytes.end(), key.begin(), key.end());
        m_bytes.insert(m_bytes.end(), value.begin(), value.end());
        m_items.push_back(item);
    }

    [[nodiscard]] qsizetype size() const { return qsizetype(m_items.size()); }
    [[nodiscard]] bool isEmpty() const { return m_items.empty(); }
    [[nodiscard]] qsizetype byteSize() const { return qsizetype(m_bytes.size()); } ///< of keys and values
    /// Bytes of memory in use, for bounds.
    [[nodiscard]] qsizetype memorySize() const { return byteSize() + size() * qsizetype(sizeof(Item)); }
    [[nodiscard]] const Item &at(qsizetype i) const { return m_items[size_t(i)]; }
    [[nodiscard]] QByteArrayView key(qsizetype i) const
    {
        return {m_bytes.data() + at(i).keyOffset, qsizetype(at(i).keySize)};
    }
    [[nodiscard]] QByteArrayView value(qsizetype i) const
    {
        return {m_bytes.data() + at(i).keyOffset + at(i).keySize, qsizetype(at(i).valueSize)};
    }
    [[nodiscard]] Entry entry(qsizetype i) const
    {
        const Item &item = at(i);
        return {.key = key(i).toByteArray(),
                .value = value(i).toByteArray(),
                .kind = item.kind,
                .createRevision = item.createRevision,
                .modRevision = item.modRevision,
                .version = item.version,
                .lease = item.lease,
                .timeToLive = std::nullopt};
    }

    void clear()
    {
        m_items.clear();
        m_bytes.clear();
    }
    void swap(EntryBatch &other) noexcept
    {
        m_items.swap(other.m_items);
        m_bytes.swap(other.m_bytes);
    }

private:
    std::vector<Item> m_items;
    std::vector<char> m_bytes;
};

} // namespace etcdscope

Q_DECLARE_METATYPE(etcdscope::Entry)
Q_DECLARE_METATYPE(etcdscope::Position)
