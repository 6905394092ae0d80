// SPDX-License-Identifier: Apache-2.0
#include "core/v3/auth.h"

#include "core/rpc/methods.h"

namespace etcdscope::v3 {

Call<etcdserverpb::AuthUserGetResponse> Auth::userGet(const QByteArray &name, int deadline)
{
    etcdserverpb::AuthUserGetRequest request;
    request.set_name(name.toStdString());
    CallOptions options;
    options.deadline = deadline;
    return m_channel.call<etcdserverpb::AuthUserGetResponse>(methods::userGet, request, options);
}

Call<etcdserverpb::AuthRoleGetResponse> Auth::roleGet(const QByteArray &name, int deadline)
{
    etcdserverpb::AuthRoleGetRequest request;
    request.set_role(name.toStdString());
    CallOptions options;
    options.deadline = deadline;
    return m_channel.call<etcdserverpb::AuthRoleGetResponse>(methods::roleGet, request, options);
}

} // namespace etcdscope::v3
