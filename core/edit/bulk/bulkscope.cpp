// SPDX-License-Identifier: Apache-2.0
#include "core/edit/bulk/bulkscope.h"

#include <algorithm>

namespace etcdscope {

namespace {

/// Ends compare as byte strings, but no bytes mean "no end".
bool endsBefore(const QByteArray &one, const QByteArray &other)
{
    return !one.isEmpty() && (other.isEmpty() || one < other);
}

KeyRange between(const QByteArray &begin, const QByteArray &end)
{
    if (end.isEmpty())
        return KeyRange::from(begin);
    if (end.size() == begin.size() + 1 && end.endsWith('\0') && end.startsWith(begin))
        return KeyRange::single(begin);
    return KeyRange::span(begin, end);
}

} // namespace

QByteArray parentOf(const QByteArray &keyOrPrefix, char separator)
{
    QByteArrayView name(keyOrPrefix);
    if (name.endsWith(separator))
        name.chop(1);
    return keyOrPrefix.first(name.lastIndexOf(separator) + 1);
}

QByteArray endOf(const KeyRange &range)
{
    switch (range.extent) {
    case KeyRange::Extent::Single:
        return range.begin + '\0';
    case KeyRange::Extent::Span:
        return range.end;
    case KeyRange::Extent::OpenEnd:
        break;
    }
    return {};
}

BulkPart BulkPart::key(const QByteArray &key, char separator)
{
    return {KeyRange::single(key), key.first(key.lastIndexOf(separator) + 1)};
}

BulkPart BulkPart::directory(const QByteArray &prefix, char separator)
{
    return {KeyRange::prefix(prefix), parentOf(prefix, separator)};
}

BulkPart BulkPart::rows(const QByteArray &parent, const QByteArray &first, const QByteArray &last,
                        bool lastIsDirectory)
{
    return {between(first, lastIsDirectory ? prefixSuccessor(last) : last + '\0'), parent};
}

BulkScope::BulkScope(std::vector<BulkPart> parts)
{
    std::erase_if(parts, [](const BulkPart &part) { return part.range.isEmpty(); });
    std::ranges::sort(parts, [](const BulkPart &one, const BulkPart &other) {
        if (one.range.begin != other.range.begin)
            return one.range.begin < other.range.begin;
        return endsBefore(endOf(other.range), endOf(one.range));
    });
    for (BulkPart &part : parts) {
        if (m_parts.empty()) {
            m_parts.push_back(std::move(part));
            continue;
        }
        BulkPart &before = m_parts.back();
        const QByteArray beforeEnd = endOf(before.range);
        const QByteArray end = endOf(part.range);
        if (beforeEnd.isEmpty() || (!end.isEmpty() && end <= beforeEnd))
            continue; // all of it is in there
        const bool touches = part.range.begin <= beforeEnd;
        if (touches && part.parent == before.parent)
            before.range = between(before.range.begin, end);
        else if (touches)
            m_parts.push_back({between(beforeEnd, end), part.parent});
        else
            m_parts.push_back(std::move(part));
    }
}

bool BulkScope::contains(QByteArrayView key) const
{
    const auto after = std::ranges::upper_bound(
        m_parts, key, [](QByteArrayView one, QByteArrayView other) { return one < other; },
        [](const BulkPart &part) { return QByteArrayView(part.range.begin); });
    return after != m_parts.begin() && std::prev(after)->range.contains(key);
}

} // namespace etcdscope
