// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/gatewaychannel.h"

#include "core/net/callpolicy.h"
#include "core/rpc/credentials.h"
#include "core/rpc/failedstream.h"
#include "core/rpc/gatewayjson.h"
#include "core/rpc/gatewaystream.h"
#include "core/rpc/requests.h"
#include "core/rpc/unarycall.h"

#include <QNetworkRequest>

namespace etcdscope {

GatewayChannel::GatewayChannel(NetworkAccess &network, const QUrl &endpoint, const QByteArray &prefix,
                               QObject *parent)
    : Channel(parent)
    , m_network(network)
    , m_endpoint(endpoint)
    , m_prefix(prefix)
{
}

GatewayChannel::~GatewayChannel() = default;

void GatewayChannel::setEndpoint(const QUrl &endpoint)
{
    m_endpoint = endpoint;
}

void GatewayChannel::setCredentials(const Credentials *credentials)
{
    m_credentials = credentials;
}

std::unique_ptr<ServerStream> GatewayChannel::open(const Method &method,
                                                   const google::protobuf::Message &request,
                                                   MessageSink &sink, const CallOptions &options)
{
    if (!method.gatewayPath) {
        return std::make_unique<FailedStream>(
            Error{.kind = ErrorKind::Unsupported,
                  .detail = QStringLiteral("the JSON gateway has no %1").arg(QLatin1String(method.name))});
    }
    const std::optional<QByteArray> body = gatewayJson(request);
    if (!body)
        return std::make_unique<FailedStream>(
            Error::local(QStringLiteral("the request has no JSON form: a text in it is not UTF-8")));
    return std::make_unique<GatewayStream>(m_network, networkRequest(method, options), *body, method, sink,
                                           options.maxMessageSize);
}

int GatewayChannel::pageLimit() const
{
    return 2'000;
}

Call<QByteArray> GatewayChannel::unary(const Method &method, const google::protobuf::Message &request,
                                       const CallOptions &options)
{
    return UnaryCall::start([&](MessageSink &sink) { return open(method, request, sink, options); }, this);
}

QNetworkRequest GatewayChannel::networkRequest(const Method &method, const CallOptions &options) const
{
    QUrl url = m_endpoint;
    url.setPath(QString::fromLatin1(m_prefix) + QLatin1String(method.gatewayPath));
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    request.setRawHeader("user-agent", userAgent());
    if (options.deadline > 0)
        request.setRawHeader("grpc-timeout", grpcTimeout(options.deadline));
    if (m_credentials && !m_credentials->token().isEmpty())
        request.setRawHeader("authorization", m_credentials->token());
    for (const auto &[name, value] : options.metadata)
        request.setRawHeader("grpc-metadata-" + name, value);
    callInfo(method, options).attachTo(request);
    return request;
}

} // namespace etcdscope
