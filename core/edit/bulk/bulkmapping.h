// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/edit/bulk/bulkplan.h"

#include <QByteArray>

#include <vector>

namespace etcdscope {

/// The new names of the keys of a scope: for each of its parts, bytes at the beginning that are replaced.
class BulkMapping final
{
public:
    BulkMapping() = default;
    /// One key, or one directory, under a new name: all keys begin with `from`.
    [[nodiscard]] static BulkMapping renamed(const QByteArray &from, const QByteArray &to);
    /// Everything into the directory `target`: what lies above each part stays behind.
    [[nodiscard]] static BulkMapping into(const BulkScope &scope, const QByteArray &target);

    [[nodiscard]] bool isEmpty() const { return m_cuts.empty(); }
    [[nodiscard]] QByteArray nameFor(QByteArrayView key, quint32 part) const;
    [[nodiscard]] QByteArray nameFor(const BulkPlan &plan, quint32 key) const
    {
        return nameFor(plan.key(key), plan.at(key).part);
    }
    /// Different keys can get the same new name.
    [[nodiscard]] bool canMeet() const { return m_canMeet; }
    [[nodiscard]] qsizetype longestGrowth() const; ///< bytes a key can become longer by

private:
    std::vector<qsizetype> m_cuts; ///< bytes left out, by part; the last goes for all others
    QByteArray m_to;
    bool m_canMeet = false;
};

} // namespace etcdscope
