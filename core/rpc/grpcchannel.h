// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rpc/channel.h"

#include <QUrl>

class QNetworkRequest;

namespace etcdscope {

class Credentials;
class NetworkAccess;

/// gRPC over HTTP/2. Borrows the network, which must outlive it; its streams may outlive the channel, its
/// unanswered calls end with an error when it goes.
class GrpcChannel final : public Channel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GrpcChannel)

public:
    GrpcChannel(NetworkAccess &network, const QUrl &endpoint, QObject *parent = nullptr);
    ~GrpcChannel() override;

    /// Where the calls made from now on go: scheme, host and port.
    void setEndpoint(const QUrl &endpoint);
    [[nodiscard]] QUrl endpoint() const { return m_endpoint; }

    /// Borrowed; null = none. Read anew for every call.
    void setCredentials(const Credentials *credentials);

    [[nodiscard]] std::unique_ptr<ServerStream> open(const Method &method,
                                                     const google::protobuf::Message &request,
                                                     MessageSink &sink, const CallOptions &options) override;
    [[nodiscard]] int pageLimit() const override;
    [[nodiscard]] bool isIncremental() const override { return true; }

protected:
    [[nodiscard]] Call<QByteArray> unary(const Method &method, const google::protobuf::Message &request,
                                         const CallOptions &options) override;

private:
    [[nodiscard]] QNetworkRequest networkRequest(const Method &method, const CallOptions &options) const;

    NetworkAccess &m_network;
    QUrl m_endpoint;
    const Credentials *m_credentials = nullptr;
};

} // namespace etcdscope
