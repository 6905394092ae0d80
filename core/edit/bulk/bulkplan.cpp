// SPDX-License-Identifier: Apache-2.0
#include "core/edit/bulk/bulkplan.h"

#include <algorithm>
#include <cstring>

namespace etcdscope {

namespace {
constexpr qsizetype blockSize = 1024 * 1024;
} // namespace

const char *BulkPlan::Arena::copy(QByteArrayView bytes)
{
    if (m_left < bytes.size()) {
        m_left = std::max(blockSize, bytes.size());
        m_next = m_blocks.emplace_back(new char[size_t(m_left)]).get();
    }
    if (!bytes.isEmpty())
        std::memcpy(m_next, bytes.data(), size_t(bytes.size()));
    const char *const place = m_next;
    m_next += bytes.size();
    m_left -= bytes.size();
    return place;
}

void BulkPlan::Arena::clear()
{
    m_blocks.clear();
    m_next = nullptr;
    m_left = 0;
}

BulkPlan::BulkPlan(BulkScope scope)
    : m_scope(std::move(scope))
{
}

void BulkPlan::append(QByteArrayView key, QByteArrayView value, const EntryBatch::Item &item, quint32 part,
                      bool keepValue)
{
    if (m_size % pieceSize == 0)
        m_pieces.push_back(std::make_unique<Piece>());
    (*m_pieces.back())[m_size % pieceSize] = {.bytes = m_keys.copy(key),
                                              .valueBytes = keepValue ? m_values.copy(value) : nullptr,
                                              .size = quint32(key.size()),
                                              .valueSize = quint32(value.size()),
                                              .part = part,
                                              .kind = item.kind,
                                              .createRevision = item.createRevision,
                                              .modRevision = item.modRevision,
                                              .version = item.version,
                                              .lease = item.lease};
    ++m_size;
    m_directories += item.kind == Entry::Kind::Directory ? 1 : 0;
    m_hasValues = m_hasValues && keepValue;
    m_valueBytes += value.size();
    if (item.lease != 0) {
        ++m_leasedKeys;
        m_leases.insert(item.lease);
    }
}

void BulkPlan::dropValues()
{
    m_hasValues = false; // value() is not asked any more; the pointers stay behind
    m_values.clear();
}

Entry BulkPlan::entry(quint32 i) const
{
    const Key &known = at(i);
    return {.key = key(i).toByteArray(),
            .value = m_hasValues ? value(i).toByteArray() : QByteArray(),
            .kind = known.kind,
            .createRevision = known.createRevision,
            .modRevision = known.modRevision,
            .version = known.version,
            .lease = known.lease,
            .timeToLive = std::nullopt};
}

quint32 BulkPlan::lowerBound(QByteArrayView wanted, quint32 from) const
{
    quint32 low = from;
    quint32 high = m_size;
    while (low < high) {
        const quint32 middle = low + (high - low) / 2;
        if (key(middle) < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

} // namespace etcdscope
