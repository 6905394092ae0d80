// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keyrange.h"

#include <vector>

namespace etcdscope {

/// Keys that were chosen together: a key, a directory, or neighbouring rows of one.
struct BulkPart
{
    KeyRange range;
    QByteArray parent; ///< what all of its keys begin with, and what stays behind when they are put elsewhere

    [[nodiscard]] static BulkPart key(const QByteArray &key, char separator);
    /// `prefix` ends in the separator: `/app/` has nothing to do with `/apple`, nor with the key `/app`.
    [[nodiscard]] static BulkPart directory(const QByteArray &prefix, char separator);
    /// The rows of the directory `parent` from `first` to `last` (full keys; of directories, prefixes). As
    /// rows are in the order of the keys, all keys between belong to rows between.
    [[nodiscard]] static BulkPart rows(const QByteArray &parent, const QByteArray &first,
                                       const QByteArray &last, bool lastIsDirectory);

    friend bool operator==(const BulkPart &, const BulkPart &) = default;
};

/// What a bulk operation is about: parts in ascending order that have no key in common.
class BulkScope final
{
public:
    BulkScope() = default;
    /// Sorts; what several parts have in common stays with the one that begins first, or else is larger.
    explicit BulkScope(std::vector<BulkPart> parts);

    [[nodiscard]] const std::vector<BulkPart> &parts() const { return m_parts; }
    [[nodiscard]] bool isEmpty() const { return m_parts.empty(); }
    [[nodiscard]] bool contains(QByteArrayView key) const;

private:
    std::vector<BulkPart> m_parts;
};

/// The directory a key, or the prefix of a directory, lies in: up to and with the last separator before its
/// name. No bytes when there is none.
[[nodiscard]] QByteArray parentOf(const QByteArray &keyOrPrefix, char separator);

/// The least byte string behind a range; empty when the range has no end.
[[nodiscard]] QByteArray endOf(const KeyRange &range);

} // namespace etcdscope
