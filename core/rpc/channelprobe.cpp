// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/channelprobe.h"

#include "core/net/networkaccess.h"
#include "core/net/transporterror.h"
#include "core/rpc/gatewaychannel.h"
#include "core/rpc/grpcchannel.h"
#include "core/rpc/methods.h"

#include <QCoreApplication>
#include <QPointer>

#include <array>

namespace etcdscope {

namespace {

/// By server: 3.4 and later, 3.3 (and as a rewrite up to 3.6), up to 3.2.
constexpr std::array prefixes = {"/v3", "/v3beta", "/v3alpha"};

/// Lives until it has answered or the Call was cancelled.
class ChannelProbe final : public QObject
{
public:
    ChannelProbe(NetworkAccess &network, const QUrl &endpoint, Transport transport,
                 const Credentials *credentials, int deadline, const QByteArray &basePath)
        : QObject(&network)
        , m_network(network)
        , m_endpoint(endpoint)
        , m_transport(transport)
        , m_credentials(credentials)
        , m_basePath(basePath)
    {
        m_options.deadline = deadline;
    }

    ~ChannelProbe() override
    {
        if (m_promise.ended() || !QCoreApplication::instance())
            return;
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [promise = m_promise] { promise.finish(Error::local(QStringLiteral("the network was closed"))); },
            Qt::QueuedConnection);
    }

    Call<std::shared_ptr<Channel>> start()
    {
        m_promise.onCancel([pointer = QPointer<ChannelProbe>(this)] {
            if (!pointer)
                return;
            pointer->m_status.cancel();
            pointer->deleteLater();
        });
        if (m_transport == Transport::Gateway)
            tryGateway();
        else
            tryGrpc();
        return m_promise.call();
    }

private:
    void tryGrpc()
    {
        auto channel = std::make_shared<GrpcChannel>(m_network, m_endpoint);
        channel->setCredentials(m_credentials);
        ask(channel, [this, channel](const std::optional<Error> &error) {
            if (!error || error->grpcCode >= 0)
                return end(std::shared_ptr<Channel>(channel));
            const bool otherPeer =
                !isOfProxyLogin(*error) && (error->kind == ErrorKind::Protocol || error->httpStatus >= 400);
            if (m_transport == Transport::Auto && otherPeer)
                return tryGateway();
            end(*error);
        });
    }

    void tryGateway()
    {
        auto channel =
            std::make_shared<GatewayChannel>(m_network, m_endpoint, m_basePath + prefixes[m_prefix]);
        channel->setCredentials(m_credentials);
        ask(channel, [this, channel](const std::optional<Error> &error) {
            if (!error || (error->grpcCode >= 0 && error->kind != ErrorKind::Unsupported))
                return end(std::shared_ptr<Channel>(channel));
            if (m_prefix == 0)
                m_firstGatewayError = *error;
            const bool noSuchPath = error->kind == ErrorKind::Unsupported || error->httpStatus == 404;
            if (noSuchPath && ++m_prefix < prefixes.size())
                return tryGateway();
            end(noSuchPath ? m_firstGatewayError : *error);
        });
    }

    template<class F> void ask(const std::shared_ptr<Channel> &channel, F next)
    {
        m_status = channel->call<etcdserverpb::StatusResponse>(methods::status, etcdserverpb::StatusRequest(),
                                                               m_options);
        m_status.then(this, [next = std::move(next)](const Result<etcdserverpb::StatusResponse> &status) {
            next(status ? std::nullopt : std::optional(status.error()));
        });
    }

    void end(Result<std::shared_ptr<Channel>> result)
    {
        deleteLater();
        m_promise.finish(std::move(result));
    }

    NetworkAccess &m_network;
    QUrl m_endpoint;
    Transport m_transport;
    const Credentials *m_credentials;
    QByteArray m_basePath;
    CallOptions m_options;
    size_t m_prefix = 0;
    Error m_firstGatewayError;
    Call<etcdserverpb::StatusResponse> m_status;
    Promise<std::shared_ptr<Channel>> m_promise;
};

} // namespace

Call<std::shared_ptr<Channel>> openChannel(NetworkAccess &network, const QUrl &endpoint, Transport transport,
                                           const Credentials *credentials, int deadline,
                                           const QByteArray &basePath)
{
    return (new ChannelProbe(network, endpoint, transport, credentials, deadline, basePath))->start();
}

} // namespace etcdscope
