// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/endpointset.h"
#include "core/rpc/authenticator.h"
#include "core/rpc/channel.h"

#include <QHash>

#include <functional>
#include <memory>

namespace etcdscope {

/// A channel to a cluster instead of to one server: calls go to the endpoint in use, authenticated where
/// there is a login, and what is above need not know which endpoint or token that was.
///
/// An endpoint that cannot be reached, is silent or has no leader loses its place to the next. A call that
/// was certainly not sent is sent to another endpoint as long as there is one it has not tried; a read whose
/// fate is not certain once; a write never: its caller settles it. All within the deadline of the call. A
/// stream is begun again only while nothing of it was handed to its sink; afterwards it ends, and its owner
/// resumes it. A call that was refused for its token is sent again with another one, twice at most.
class ClusterChannel final : public Channel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClusterChannel)

public:
    /// A channel to one endpoint, which carries `credentials`; they outlive it.
    using Connect =
        std::function<std::shared_ptr<Channel>(const QUrl &endpoint, const Credentials *credentials)>;

    /// Precondition: `endpoints` is not empty.
    ClusterChannel(EndpointSet endpoints, Connect connect, QObject *parent = nullptr);
    ~ClusterChannel() override;

    [[nodiscard]] Authenticator &authenticator() { return m_authenticator; }
    [[nodiscard]] QUrl endpoint() const { return m_endpoints.current(); }
    [[nodiscard]] const EndpointSet &endpoints() const { return m_endpoints; }
    /// One more to fall back on. False when it is known already.
    bool addEndpoint(const QUrl &endpoint) { return m_endpoints.add(endpoint); }
    /// What a small call may take, in milliseconds, where its caller does not say.
    void setCallTimeout(int milliseconds) { m_callTimeout = milliseconds; }

    /// The endpoint did not serve; the next one is in use from now on, if this one was.
    void fail(const QUrl &endpoint);

    [[nodiscard]] std::unique_ptr<ServerStream> open(const Method &method,
                                                     const google::protobuf::Message &request,
                                                     MessageSink &sink, const CallOptions &options) override;
    [[nodiscard]] int pageLimit() const override;
    [[nodiscard]] bool isIncremental() const override;

signals:
    void endpointChanged();

protected:
    [[nodiscard]] Call<QByteArray> unary(const Method &method, const google::protobuf::Message &request,
                                         const CallOptions &options) override;

private:
    friend class ClusterStream;

    [[nodiscard]] Call<Authenticator::Token> authenticate(const Login &login);
    [[nodiscard]] Channel &channelTo(const QUrl &endpoint) const;
    void succeeded(const QUrl &endpoint) { m_endpoints.markWorking(endpoint); }

    EndpointSet m_endpoints;
    Connect m_connect;
    Authenticator m_authenticator;
    mutable QHash<QUrl, std::shared_ptr<Channel>> m_channels;
    int m_callTimeout = 10'000;
};

} // namespace etcdscope
