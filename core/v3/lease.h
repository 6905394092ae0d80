// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rpc/channel.h"

#include "rpc.pb.h"

namespace etcdscope::v3 {

/// etcd's Lease service. Borrows the channel. `deadline` is in milliseconds, 0 = none.
class Lease final
{
public:
    explicit Lease(Channel &channel)
        : m_channel(channel)
    {
    }

    /// A new lease under a random id of our own, so that a grant whose answer was lost can be told from one
    /// that never arrived. etcd raises a `seconds` below its minimum; the answer has what was granted.
    [[nodiscard]] Call<etcdserverpb::LeaseGrantResponse> grant(qint64 seconds, int deadline = 10'000);

    /// Ends a lease; its keys are deleted in one revision. NotFound when there is no such lease.
    [[nodiscard]] Call<etcdserverpb::LeaseRevokeResponse> revoke(qint64 id, int deadline = 10'000);

    /// What is left of a lease. A lease that is gone answers with TTL -1, not with an error.
    [[nodiscard]] Call<etcdserverpb::LeaseTimeToLiveResponse> timeToLive(qint64 id, bool keys,
                                                                         int deadline = 10'000);

private:
    Channel &m_channel;
};

} // namespace etcdscope::v3
