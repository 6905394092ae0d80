// SPDX-License-Identifier: Apache-2.0
#include "core/v3/maintenance.h"

#include "core/rpc/methods.h"

namespace etcdscope::v3 {

Call<etcdserverpb::StatusResponse> Maintenance::status(int deadline)
{
    CallOptions options;
    options.deadline = deadline;
    return m_channel.call<etcdserverpb::StatusResponse>(methods::status, etcdserverpb::StatusRequest(),
                                                        options);
}

} // namespace etcdscope::v3
