// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace etcdscope {

/// A range of keys in byte order.
struct KeyRange
{
    enum class Extent {
        Single,  ///< exactly `begin`
        Span,    ///< begin <= key < end
        OpenEnd, ///< begin <= key
    };

    QByteArray begin;
    QByteArray end;
    Extent extent = Extent::Single;

    [[nodiscard]] static KeyRange single(const QByteArray &key) { return {key, {}, Extent::Single}; }
    [[nodiscard]] static KeyRange span(const QByteArray &begin, const QByteArray &end)
    {
        return {begin, end, Extent::Span};
    }
    [[nodiscard]] static KeyRange from(const QByteArray &begin) { return {begin, {}, Extent::OpenEnd}; }
    /// Every key that starts with these bytes; all keys when there are none.
    [[nodiscard]] static KeyRange prefix(const QByteArray &prefix);
    [[nodiscard]] static KeyRange all() { return {{}, {}, Extent::OpenEnd}; }

    [[nodiscard]] bool contains(QByteArrayView key) const;
    /// True when no key can be in it.
    [[nodiscard]] bool isEmpty() const;
    /// The part of this range at and after `key`.
    [[nodiscard]] KeyRange startingAt(const QByteArray &key) const;

    friend bool operator==(const KeyRange &, const KeyRange &) = default;
};

/// The least byte string above everything that starts with `prefix`; empty when there is none (no bytes, or
/// only 0xff).
[[nodiscard]] QByteArray prefixSuccessor(QByteArrayView prefix);

} // namespace etcdscope
