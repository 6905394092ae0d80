// SPDX-License-Identifier: Apache-2.0
#include "core/store/keyranges.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace etcdscope {

namespace {

/// The least key behind a range; nothing when it has no end.
using Bound = std::optional<QByteArray>;

Bound boundOf(const KeyRange &range)
{
    switch (range.extent) {
    case KeyRange::Extent::Single:
        return range.begin + '\0';
    case KeyRange::Extent::Span:
        return range.end;
    case KeyRange::Extent::OpenEnd:
        break;
    }
    return std::nullopt;
}

/// Bytes are compared unsigned, as etcd does.
bool isLess(const QByteArray &left, const QByteArray &right)
{
    return QByteArrayView(left) < QByteArrayView(right);
}

bool endsBefore(const Bound &left, const Bound &right)
{
    return left && (!right || isLess(*left, *right));
}

KeyRange between(const QByteArray &begin, const Bound &bound)
{
    if (!bound)
        return KeyRange::from(begin);
    const bool isOne = !begin.isEmpty() && bound->size() == begin.size() + 1 && bound->endsWith('\0') &&
                       bound->startsWith(begin);
    return isOne ? KeyRange::single(begin) : KeyRange::span(begin, *bound);
}

KeyRange intersection(const KeyRange &left, const KeyRange &right)
{
    const QByteArray &begin = isLess(left.begin, right.begin) ? right.begin : left.begin;
    const Bound one = boundOf(left);
    const Bound other = boundOf(right);
    const Bound &bound = endsBefore(other, one) ? other : one;
    return bound && isLess(*bound, begin) ? KeyRange::span(begin, begin) : between(begin, bound);
}

} // namespace

KeyRanges::KeyRanges(const KeyRange &range)
{
    if (!range.isEmpty())
        m_ranges.push_back(range);
}

KeyRanges::KeyRanges(std::vector<KeyRange> ranges)
{
    std::erase_if(ranges, [](const KeyRange &range) { return range.isEmpty(); });
    std::ranges::sort(ranges, isLess, &KeyRange::begin);
    for (const KeyRange &range : ranges) {
        const Bound last = m_ranges.empty() ? Bound(QByteArray()) : boundOf(m_ranges.back());
        if (m_ranges.empty() || (last && isLess(*last, range.begin)))
            m_ranges.push_back(between(range.begin, boundOf(range)));
        else if (endsBefore(last, boundOf(range)))
            m_ranges.back() = between(m_ranges.back().begin, boundOf(range));
    }
}

KeyRanges KeyRanges::prefixes(const QByteArrayList &prefixes)
{
    if (prefixes.isEmpty())
        return KeyRange::all();
    std::vector<KeyRange> ranges;
    for (const QByteArray &prefix : prefixes)
        ranges.push_back(KeyRange::prefix(prefix));
    return KeyRanges(std::move(ranges));
}

const KeyRange *KeyRanges::find(QByteArrayView key) const
{
    const auto behind = std::ranges::upper_bound(
        m_ranges, key, std::less<>(), [](const KeyRange &range) { return QByteArrayView(range.begin); });
    if (behind == m_ranges.begin() || !std::prev(behind)->contains(key))
        return nullptr;
    return &*std::prev(behind);
}

bool KeyRanges::contains(QByteArrayView key) const
{
    return find(key);
}

bool KeyRanges::covers(const KeyRange &range) const
{
    if (range.isEmpty())
        return true;
    const KeyRange *around = find(range.begin);
    return around && !endsBefore(boundOf(*around), boundOf(range));
}

KeyRanges KeyRanges::within(const KeyRange &bounds) const
{
    KeyRanges both;
    for (const KeyRange &range : m_ranges) {
        const KeyRange shared = intersection(range, bounds);
        if (!shared.isEmpty())
            both.m_ranges.push_back(shared);
    }
    return both;
}

KeyRanges KeyRanges::within(const KeyRanges &others) const
{
    KeyRanges both;
    for (const KeyRange &bounds : others) {
        const KeyRanges part = within(bounds);
        both.m_ranges.insert(both.m_ranges.end(), part.begin(), part.end());
    }
    return both;
}

KeyRanges KeyRanges::without(const KeyRange &range) const
{
    KeyRanges rest = *this;
    std::erase(rest.m_ranges, range);
    return rest;
}

KeyRange KeyRanges::hull() const
{
    if (m_ranges.empty())
        return KeyRange::span({}, {});
    return m_ranges.size() == 1 ? front() : between(front().begin, boundOf(m_ranges.back()));
}

} // namespace etcdscope
