// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keyrange.h"

#include <QByteArrayList>

#include <vector>

namespace etcdscope {

/// A set of keys: ranges in byte order that neither overlap nor touch, so that equal sets are equal values.
class KeyRanges final
{
public:
    KeyRanges() = default; ///< no key at all
    /// The usual case is one range: it may stand for the set.
    KeyRanges(const KeyRange &range);
    explicit KeyRanges(std::vector<KeyRange> ranges);
    /// The keys that start with one of these; all keys when there are none.
    [[nodiscard]] static KeyRanges prefixes(const QByteArrayList &prefixes);

    [[nodiscard]] bool isEmpty() const { return m_ranges.empty(); }
    [[nodiscard]] size_t size() const { return m_ranges.size(); }
    [[nodiscard]] const KeyRange &operator[](size_t i) const { return m_ranges[i]; }
    [[nodiscard]] const KeyRange &front() const { return m_ranges.front(); }
    [[nodiscard]] auto begin() const { return m_ranges.begin(); }
    [[nodiscard]] auto end() const { return m_ranges.end(); }

    [[nodiscard]] bool contains(QByteArrayView key) const;
    /// Whether all of `range` is in the set.
    [[nodiscard]] bool covers(const KeyRange &range) const;
    [[nodiscard]] KeyRanges within(const KeyRange &bounds) const;
    [[nodiscard]] KeyRanges within(const KeyRanges &others) const;
    /// The set without one of its ranges.
    [[nodiscard]] KeyRanges without(const KeyRange &range) const;
    /// The range of the set in which the key lies; null when there is none. Valid as long as the set.
    [[nodiscard]] const KeyRange *find(QByteArrayView key) const;
    /// From the first key of the set to its last. Of none an empty one.
    [[nodiscard]] KeyRange hull() const;

    friend bool operator==(const KeyRanges &, const KeyRanges &) = default;

private:
    std::vector<KeyRange> m_ranges;
};

} // namespace etcdscope
