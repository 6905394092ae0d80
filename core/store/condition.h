// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/entry.h"

#include <QByteArray>

namespace etcdscope {

/// One comparison that must hold for a write to happen. Atomic with the write, on every store.
struct Condition
{
    enum class Target { ModRevision, CreateRevision, Version, Value, Existence, Lease };
    enum class Relation { Equal, NotEqual, Less, Greater };

    QByteArray key;
    Target target = Target::ModRevision;
    Relation relation = Relation::Equal;
    qint64 number = 0;        ///< for Existence: 1 = exists, 0 = does not
    QByteArray value = {};    ///< for Target::Value
    QByteArray rangeEnd = {}; ///< not empty: must hold for every key in [key, rangeEnd)

    [[nodiscard]] static Condition exists(const QByteArray &key)
    {
        return {.key = key, .target = Target::Existence, .number = 1};
    }
    [[nodiscard]] static Condition absent(const QByteArray &key)
    {
        return {.key = key, .target = Target::Existence, .number = 0};
    }
    /// The key is as it was when it had this modification revision; 0 = it did not exist.
    [[nodiscard]] static Condition unchangedSince(const QByteArray &key, qint64 modRevision)
    {
        return {.key = key, .target = Target::ModRevision, .number = modRevision};
    }
};

} // namespace etcdscope
