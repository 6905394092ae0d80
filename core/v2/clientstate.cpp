// SPDX-License-Identifier: Apache-2.0
#include "core/v2/clientstate.h"

namespace etcdscope::v2 {

ClientState::ClientState(NetworkAccess &calls, NetworkAccess &polls, EndpointSet endpoints)
    : calls(calls)
    , polls(polls)
{
    route.endpoints = std::move(endpoints);
}

ClientState::~ClientState()
{
    route.authorization.fill('\0');
}

void ClientState::setAuthorization(const QByteArray &header)
{
    route.authorization.fill('\0');
    route.authorization = header;
    m_wasLetIn = false;
}

void ClientState::answered(const QUrl &endpoint, const Headers &headers)
{
    route.endpoints.markWorking(endpoint);
    if (headers.clusterId != 0)
        clusterId = headers.clusterId;
    // Only an answer about keys has an index; everything else is given to anybody.
    m_wasLetIn = m_wasLetIn || (headers.etcdIndex > 0 && !route.authorization.isEmpty());
}

Error ClientState::failed(const QUrl &endpoint, const Headers &headers, Error error)
{
    if (headers.clusterId != 0)
        clusterId = headers.clusterId;
    if (error.kind == ErrorKind::Unauthenticated && !route.authorization.isEmpty()) {
        // etcd has one answer to a wrong password and to a missing right.
        if (m_wasLetIn)
            error.kind = ErrorKind::PermissionDenied;
        error.detail = QStringLiteral("a wrong name or password, or no right to this: etcd's v2 API does "
                                      "not say which");
    }
    if (!isOfEndpoint(error))
        return error;
    route.endpoints.markFailed(endpoint);
    if (endpoint == route.endpoints.current() && route.endpoints.size() > 1) {
        (void)route.endpoints.next();
        emit endpointChanged();
    }
    return error;
}

bool ClientState::isOfEndpoint(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Network:
    case ErrorKind::Tls:
    case ErrorKind::Timeout:
    case ErrorKind::Unavailable:
        return true;
    case ErrorKind::Protocol:
        return error.v2Code == 0;
    default:
        return false;
    }
}

} // namespace etcdscope::v2
