// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rpc/channel.h"

#include "rpc.pb.h"

namespace etcdscope::v3 {

/// etcd's Maintenance service. Borrows the channel. `deadline` is in milliseconds, 0 = none.
class Maintenance final
{
public:
    explicit Maintenance(Channel &channel)
        : m_channel(channel)
    {
    }

    /// Of the member that is asked; answered also without a quorum.
    [[nodiscard]] Call<etcdserverpb::StatusResponse> status(int deadline = 5'000);

private:
    Channel &m_channel;
};

} // namespace etcdscope::v3
