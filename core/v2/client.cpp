// SPDX-License-Identifier: Apache-2.0
#include "core/v2/client.h"

#include "core/net/networkaccess.h"
#include "core/v2/delivery.h"
#include "core/v2/longpoll.h"

namespace etcdscope::v2 {

Client::Client(NetworkAccess &network, NetworkAccess &pollNetwork, EndpointSet endpoints, QObject *parent)
    : QObject(parent)
    , m_state(std::make_unique<ClientState>(network, pollNetwork, std::move(endpoints)))
{
    connect(m_state.get(), &ClientState::endpointChanged, this, &Client::endpointChanged);
}

Client::~Client() = default;

void Client::setBasePath(const QByteArray &path)
{
    m_state->route.basePath = path;
}

void Client::setVersionPrefix(const QByteArray &prefix)
{
    m_state->route.versionPrefix = prefix;
}

void Client::setCredentials(const QString &user, const QString &password)
{
    QByteArray header;
    if (!user.isEmpty()) {
        QByteArray plain = user.toUtf8() + ':' + password.toUtf8();
        header = "Basic " + plain.toBase64();
        plain.fill('\0');
    }
    m_state->setAuthorization(header);
}

void Client::setRedirects(Redirects redirects)
{
    m_state->route.redirects = redirects;
}

QUrl Client::endpoint() const
{
    return m_state->route.endpoints.current();
}

const EndpointSet &Client::endpoints() const
{
    return m_state->route.endpoints;
}

bool Client::addEndpoint(const QUrl &url)
{
    return m_state->route.endpoints.add(url);
}

quint64 Client::clusterId() const
{
    return m_state->clusterId;
}

std::shared_ptr<CallPermit> Client::permit() const
{
    return m_state->calls.permit();
}

Call<Response> Client::send(const Request &request)
{
    return Delivery::start(*m_state, request);
}

std::unique_ptr<Poll> Client::poll(const Request &request)
{
    return std::make_unique<LongPoll>(*m_state, request);
}

} // namespace etcdscope::v2
