// SPDX-License-Identifier: Apache-2.0
#include "core/store/v3leases.h"

#include "core/v3/lease.h"

namespace etcdscope {

Call<LeaseState> V3Leases::grant(qint64 seconds)
{
    return v3::Lease(*m_channel)
        .grant(seconds)
        .transform([](Result<etcdserverpb::LeaseGrantResponse> response) -> Result<LeaseState> {
            if (!response)
                return response.error();
            return LeaseState{.id = response->id(), .granted = response->ttl(), .left = response->ttl()};
        });
}

Call<qint64> V3Leases::revoke(qint64 id)
{
    return v3::Lease(*m_channel)
        .revoke(id)
        .transform([](Result<etcdserverpb::LeaseRevokeResponse> response) -> Result<qint64> {
            if (!response)
                return response.error();
            return qint64(response->header().revision());
        });
}

Call<LeaseState> V3Leases::state(qint64 id, bool withKeys)
{
    return v3::Lease(*m_channel)
        .timeToLive(id, withKeys)
        .transform([](Result<etcdserverpb::LeaseTimeToLiveResponse> response) -> Result<LeaseState> {
            if (!response)
                return response.error();
            LeaseState state{
                .id = response->id(), .granted = response->grantedttl(), .left = response->ttl()};
            for (const std::string &key : response->keys())
                state.keys.push_back(QByteArray::fromStdString(key));
            return state;
        });
}

} // namespace etcdscope
