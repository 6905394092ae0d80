// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rpc/channel.h"

#include "rpc.pb.h"

namespace etcdscope::v3 {

/// Of etcd's Auth service what a user may ask about himself. Borrows the channel. `deadline` is in
/// milliseconds, 0 = none.
class Auth final
{
public:
    explicit Auth(Channel &channel)
        : m_channel(channel)
    {
    }

    /// The roles of a user. Allowed to root, and to the user that asks for himself.
    [[nodiscard]] Call<etcdserverpb::AuthUserGetResponse> userGet(const QByteArray &name,
                                                                  int deadline = 10'000);

    /// The permissions of a role; of `root`, which allows everything, none. Allowed to root, and to users who
    /// have the role.
    [[nodiscard]] Call<etcdserverpb::AuthRoleGetResponse> roleGet(const QByteArray &name,
                                                                  int deadline = 10'000);

private:
    Channel &m_channel;
};

} // namespace etcdscope::v3
