// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/clusterchannel.h"

#include "core/rpc/clusterstream.h"
#include "core/rpc/methods.h"
#include "core/rpc/unarycall.h"

#include <algorithm>

namespace etcdscope {

ClusterChannel::ClusterChannel(EndpointSet endpoints, Connect connect, QObject *parent)
    : Channel(parent)
    , m_endpoints(std::move(endpoints))
    , m_connect(std::move(connect))
    , m_authenticator([this](const Login &login) { return authenticate(login); })
{
}

ClusterChannel::~ClusterChannel() = default;

Call<Authenticator::Token> ClusterChannel::authenticate(const Login &login)
{
    etcdserverpb::AuthenticateRequest request;
    request.set_name(login.user.toStdString());
    request.set_password(login.password.toStdString());
    auto answer = call<etcdserverpb::AuthenticateResponse>(methods::authenticate, request);
    std::fill(request.mutable_password()->begin(), request.mutable_password()->end(), '\0');
    return std::move(answer).transform(
        [](Result<etcdserverpb::AuthenticateResponse> response) -> Result<Authenticator::Token> {
            if (!response)
                return response.error();
            return Authenticator::Token{QByteArray::fromStdString(response->token()),
                                        response->header().cluster_id()};
        });
}

void ClusterChannel::fail(const QUrl &endpoint)
{
    m_endpoints.markFailed(endpoint);
    if (endpoint != m_endpoints.current() || m_endpoints.size() < 2)
        return;
    (void)m_endpoints.next();
    emit endpointChanged();
}

std::unique_ptr<ServerStream> ClusterChannel::open(const Method &method,
                                                   const google::protobuf::Message &request,
                                                   MessageSink &sink, const CallOptions &options)
{
    CallOptions own = options;
    if (own.deadline == CallOptions().deadline)
        own.deadline = m_callTimeout;
    return std::make_unique<ClusterStream>(*this, method, request, sink, own);
}

int ClusterChannel::pageLimit() const
{
    return channelTo(endpoint()).pageLimit();
}

bool ClusterChannel::isIncremental() const
{
    return channelTo(endpoint()).isIncremental();
}

Call<QByteArray> ClusterChannel::unary(const Method &method, const google::protobuf::Message &request,
                                       const CallOptions &options)
{
    return UnaryCall::start([&](MessageSink &sink) { return open(method, request, sink, options); }, this);
}

Channel &ClusterChannel::channelTo(const QUrl &endpoint) const
{
    std::shared_ptr<Channel> &channel = m_channels[endpoint];
    if (!channel)
        channel = m_connect(endpoint, &m_authenticator.credentials());
    return *channel;
}

} // namespace etcdscope
