// SPDX-License-Identifier: Apache-2.0
#include "core/v3/lease.h"

#include "core/rpc/methods.h"

#include <QRandomGenerator>

#include <limits>

namespace etcdscope::v3 {

Call<etcdserverpb::LeaseGrantResponse> Lease::grant(qint64 seconds, int deadline)
{
    etcdserverpb::LeaseGrantRequest request;
    request.set_ttl(seconds);
    const quint64 random = QRandomGenerator::system()->generate64();
    request.set_id(qint64(random % quint64(std::numeric_limits<qint64>::max() - 1)) + 1);
    CallOptions options;
    options.deadline = deadline;
    return m_channel.call<etcdserverpb::LeaseGrantResponse>(methods::leaseGrant, request, options);
}

Call<etcdserverpb::LeaseRevokeResponse> Lease::revoke(qint64 id, int deadline)
{
    etcdserverpb::LeaseRevokeRequest request;
    request.set_id(id);
    CallOptions options;
    options.deadline = deadline;
    return m_channel.call<etcdserverpb::LeaseRevokeResponse>(methods::leaseRevoke, request, options);
}

Call<etcdserverpb::LeaseTimeToLiveResponse> Lease::timeToLive(qint64 id, bool keys, int deadline)
{
    etcdserverpb::LeaseTimeToLiveRequest request;
    request.set_id(id);
    request.set_keys(keys);
    CallOptions options;
    options.deadline = deadline;
    return m_channel.call<etcdserverpb::LeaseTimeToLiveResponse>(methods::leaseTimeToLive, request, options);
}

} // namespace etcdscope::v3
