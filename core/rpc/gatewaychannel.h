// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rpc/channel.h"

#include <QUrl>

class QNetworkRequest;

namespace etcdscope {

class Credentials;
class NetworkAccess;

/// etcd's API through its JSON gateway over HTTP/1.1: the same messages, turned to JSON and back, for
/// networks that pass nothing else. Slower, without RangeStream and without further requests on a stream.
/// Borrows the network, which must outlive it; its unanswered calls end with an error when it goes.
class GatewayChannel final : public Channel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayChannel)

public:
    /// `prefix` is the one the server serves, such as "/v3" (see openChannel()).
    GatewayChannel(NetworkAccess &network, const QUrl &endpoint, const QByteArray &prefix,
                   QObject *parent = nullptr);
    ~GatewayChannel() override;

    /// Where the calls made from now on go: scheme, host and port.
    void setEndpoint(const QUrl &endpoint);
    [[nodiscard]] QUrl endpoint() const { return m_endpoint; }
    [[nodiscard]] QByteArray prefix() const { return m_prefix; }

    /// Borrowed; null = none. Read anew for every call.
    void setCredentials(const Credentials *credentials);

    [[nodiscard]] std::unique_ptr<ServerStream> open(const Method &method,
                                                     const google::protobuf::Message &request,
                                                     MessageSink &sink, const CallOptions &options) override;
    [[nodiscard]] int pageLimit() const override;
    [[nodiscard]] bool isIncremental() const override { return false; }

protected:
    [[nodiscard]] Call<QByteArray> unary(const Method &method, const google::protobuf::Message &request,
                                         const CallOptions &options) override;

private:
    [[nodiscard]] QNetworkRequest networkRequest(const Method &method, const CallOptions &options) const;

    NetworkAccess &m_network;
    QUrl m_endpoint;
    QByteArray m_prefix;
    const Credentials *m_credentials = nullptr;
};

} // namespace etcdscope
