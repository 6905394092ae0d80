// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace etcdscope::v3 {

/// The end of the range of all keys that begin with `prefix`: its last byte below 0xff counted up, what
/// follows dropped. Without such a byte (also for the empty prefix) the range has no end, which etcd spells
/// as one zero byte.
[[nodiscard]] QByteArray prefixEnd(QByteArrayView prefix);

/// Which keys a call is about: one key, or all from `key` up to and without `end`, in byte order.
struct Range
{
    QByteArray key;
    QByteArray end; ///< empty = the one key; one zero byte = no end

    [[nodiscard]] static Range single(QByteArray key) { return {std::move(key), {}}; }
    /// An empty prefix means everything.
    [[nodiscard]] static Range prefix(const QByteArray &prefix);
    [[nodiscard]] static Range everything() { return prefix({}); }
    /// All keys from `key` on.
    [[nodiscard]] static Range from(QByteArray key);

    [[nodiscard]] bool contains(QByteArrayView candidate) const;

    friend bool operator==(const Range &, const Range &) = default;
};

} // namespace etcdscope::v3
