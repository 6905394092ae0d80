// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/grpcchannel.h"

#include "core/net/callpolicy.h"
#include "core/rpc/credentials.h"
#include "core/rpc/grpcframes.h"
#include "core/rpc/grpcstream.h"
#include "core/rpc/requests.h"
#include "core/rpc/unarycall.h"

#include <QNetworkRequest>

namespace etcdscope {

GrpcChannel::GrpcChannel(NetworkAccess &network, const QUrl &endpoint, QObject *parent)
    : Channel(parent)
    , m_network(network)
    , m_endpoint(endpoint)
{
}

GrpcChannel::~GrpcChannel() = default;

void GrpcChannel::setEndpoint(const QUrl &endpoint)
{
    m_endpoint = endpoint;
}

void GrpcChannel::setCredentials(const Credentials *credentials)
{
    m_credentials = credentials;
}

std::unique_ptr<ServerStream> GrpcChannel::open(const Method &method,
                                                const google::protobuf::Message &request, MessageSink &sink,
                                                const CallOptions &options)
{
    return std::make_unique<GrpcStream>(m_network, networkRequest(method, options), grpcFrame(request),
                                        method, sink, options.maxMessageSize);
}

int GrpcChannel::pageLimit() const
{
    return 100'000;
}

Call<QByteArray> GrpcChannel::unary(const Method &method, const google::protobuf::Message &request,
                                    const CallOptions &options)
{
    return UnaryCall::start([&](MessageSink &sink) { return open(method, request, sink, options); }, this);
}

QNetworkRequest GrpcChannel::networkRequest(const Method &method, const CallOptions &options) const
{
    QUrl url = m_endpoint;
    url.setPath(QLatin1Char('/') + QLatin1String(method.name));
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/grpc"));
    request.setRawHeader("te", "trailers");
    request.setRawHeader("user-agent", userAgent());
    if (options.deadline > 0)
        request.setRawHeader("grpc-timeout", grpcTimeout(options.deadline));
    if (m_credentials && !m_credentials->token().isEmpty())
        request.setRawHeader("token", m_credentials->token());
    for (const auto &[name, value] : options.metadata)
        request.setRawHeader(name, value);
    callInfo(method, options).attachTo(request);
    return request;
}

} // namespace etcdscope
