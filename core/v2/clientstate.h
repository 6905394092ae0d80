// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/v2/exchange.h"

namespace etcdscope::v2 {

/// What a client shares with its requests under way.
class ClientState final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientState)

public:
    ClientState(NetworkAccess &calls, NetworkAccess &polls, EndpointSet endpoints);
    ~ClientState() override;

    void setAuthorization(const QByteArray &header);

    /// Learns from how an exchange with `endpoint` ended; what to make of its error.
    void answered(const QUrl &endpoint, const Headers &headers);
    [[nodiscard]] Error failed(const QUrl &endpoint, const Headers &headers, Error error);

    /// Whether another endpoint may do better.
    [[nodiscard]] static bool isOfEndpoint(const Error &error);

    NetworkAccess &calls;
    NetworkAccess &polls;
    Route route;
    quint64 clusterId = 0;

signals:
    void endpointChanged();

private:
    bool m_wasLetIn = false; ///< with the credentials there are
};

} // namespace etcdscope::v2
