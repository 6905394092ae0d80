// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"

#include <QByteArray>
#include <QtGlobal>

#include <vector>

namespace etcdscope {

struct LeaseState
{
    qint64 id = 0;
    qint64 granted = 0; ///< seconds it was granted for
    qint64 left = 0;    ///< whole seconds, rounded down; negative: there is no such lease
    std::vector<QByteArray> keys = {};
};

/// Leases of a store that has them: keys attached to one are deleted when it ends.
class Leases
{
public:
    virtual ~Leases() = default;

    /// A new lease; the server may raise a number of seconds that is too small for it.
    [[nodiscard]] virtual Call<LeaseState> grant(qint64 seconds) = 0;
    /// Ends it and deletes its keys, all at one position.
    [[nodiscard]] virtual Call<qint64> revoke(qint64 id) = 0;
    [[nodiscard]] virtual Call<LeaseState> state(qint64 id, bool withKeys) = 0;
};

} // namespace etcdscope
