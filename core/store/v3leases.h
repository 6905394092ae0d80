// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/leases.h"

#include <memory>

namespace etcdscope {

class Channel;

/// Leases of etcd's v3 API.
class V3Leases final : public Leases
{
public:
    explicit V3Leases(std::shared_ptr<Channel> channel)
        : m_channel(std::move(channel))
    {
    }

    [[nodiscard]] Call<LeaseState> grant(qint64 seconds) override;
    [[nodiscard]] Call<qint64> revoke(qint64 id) override;
    [[nodiscard]] Call<LeaseState> state(qint64 id, bool withKeys) override;

private:
    std::shared_ptr<Channel> m_channel;
};

} // namespace etcdscope
