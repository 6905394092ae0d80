// SPDX-License-Identifier: Apache-2.0
//
// How a session finds out which APIs there are, and comes to its key spaces.
#include "core/net/tlsidentity.h"
#include "core/rpc/clusterchannel.h"
#include "core/rpc/gatewaychannel.h"
#include "core/rpc/grpcchannel.h"
#include "core/session/session.h"
#include "core/session/sessionnetwork.h"
#include "core/store/v3keystore.h"
#include "core/store/v3rights.h"

#include <QPointer>
#include <QRandomGenerator>
#include <QSslCertificate>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

constexpr int firstRetry = 200;
constexpr int longestRetry = 5'000;
// Attempts at a v3 API that is not certainly absent, before a v2 API that is there opens alone.
constexpr int mostDoubts = 3;

} // namespace

bool Session::wants(Profile::Api api) const
{
    return m_settings.api == Profile::Api::Auto || m_settings.api == api;
}

V2Access &Session::v2()
{
    if (!m_v2Access) {
        m_v2Access = std::make_unique<V2Access>(m_network, m_polls, m_settings);
        connect(m_v2Access.get(), &V2Access::found, this, &Session::v2Found);
        connect(m_v2Access.get(), &V2Access::missed, this, &Session::v2Missed);
        connect(m_v2Access.get(), &V2Access::endpointChanged, this, &Session::followV2Endpoint);
    }
    return *m_v2Access;
}

void Session::connectNow()
{
    m_retry.stop();
    m_v3Error.reset();
    m_v2Misses = 0;
    if (std::exchange(m_endpointFailed, false))
        (void)m_settings.endpoints.next();
    if (const std::optional<Error> error = prepareNetwork()) {
        failed(*error);
        return;
    }
    if (wants(Profile::Api::V3)) {
        m_probe = openChannel(m_network, m_settings.endpoints.current(), m_settings.transport, nullptr,
                              m_settings.callTimeout, m_settings.basePath.toUtf8());
        m_probe.then(this,
                     [this](Result<std::shared_ptr<Channel>> channel) { connected(std::move(channel)); });
    }
    if (wants(Profile::Api::V2))
        v2().look();
    setState(State::Connecting);
}

void Session::connected(Result<std::shared_ptr<Channel>> channel)
{
    if (!channel) {
        connectFailed(channel.error());
        return;
    }
    m_settings.endpoints.markWorking(m_settings.endpoints.current());
    m_channel = clusterChannel(**channel);
    makeV3();
    if (m_v2Access && m_v2Access->isFound())
        makeV2();
    enterOpen();
}

void Session::connectFailed(const Error &error)
{
    m_settings.endpoints.markFailed(m_settings.endpoints.current());
    m_endpointFailed = true;
    m_v3Error = error;
    // Something answered that does not speak v3; what cannot be reached may well do so.
    const bool isAbsent =
        error.kind == ErrorKind::Protocol || error.kind == ErrorKind::Unsupported || error.httpStatus == 404;
    const bool isThere = m_v2Access && m_v2Access->isFound();
    if (isThere && (isAbsent || m_attempts + 1 >= mostDoubts)) {
        makeV2();
        enterOpen();
    } else if (!isAbsent || !m_v2Access || !m_v2Access->isLooking()) {
        failed(error);
    } // else v2 decides
}

void Session::v2Found()
{
    if (m_state == State::Open) {
        makeV2();
        follow(m_parts[1]);
        const QPointer<Session> alive(this);
        emit keySpaceAdded(m_parts[1].space.get());
        if (alive)
            emit statusChanged();
    } else if (m_settings.api == Profile::Api::V2 || (m_state == State::Connecting && m_v3Error)) {
        makeV2();
        enterOpen();
    } // else v3 decides
}

void Session::v2Missed(const Error &error)
{
    m_v2Misses += error.kind == ErrorKind::Unsupported ? mostV2Misses : 1;
    if (m_state == State::Open)
        emit statusChanged();
    else if (m_settings.api == Profile::Api::V2)
        failed(error);
    else if (m_state == State::Connecting && m_v3Error)
        failed(*m_v3Error);
}

void Session::makeV3()
{
    addPart(m_parts[0], std::make_unique<V3KeyStore>(m_channel), m_settings.prefixes,
            [this] { return user().isEmpty() ? Call<AccessRights>() : askV3Rights(m_channel, user()); });
    connect(&m_parts[0].space->feed(), &LiveFeed::stateChanged, this, [this] { followLogin(m_parts[0]); });
}

void Session::makeV2()
{
    addPart(m_parts[1], m_v2Access->makeStore(), V2Access::rooted(m_settings.prefixes),
            [] { return Call<AccessRights>(); });
    connect(&m_parts[1].space->feed(), &LiveFeed::stateChanged, this, [this] { followLogin(m_parts[1]); });
}

/// Without a user nobody logs in, and with v2 nobody ever does: then the first call shows what is wanted, or
/// what a password is worth. Where v3 is there, it is its login that asks for another.
void Session::followLogin(const Part &part)
{
    const LiveFeed &feed = part.space->feed();
    const bool isAskedElsewhere = m_channel && !m_settings.login.user.isEmpty();
    if (isAskedElsewhere || m_state != State::Open || feed.state() != LiveFeed::State::Failed ||
        feed.lastError()->kind != ErrorKind::Unauthenticated || std::exchange(m_loginRefused, true))
        return;
    emit loginRefused(Error(*feed.lastError()));
}

void Session::addPart(Part &part, std::unique_ptr<KeyStore> store, const QByteArrayList &prefixes,
                      SessionRights::Ask ask)
{
    const char separator = store->api() == Api::V2 ? '/' : m_settings.separator;
    part.space = std::make_unique<KeySpace>(std::move(store), separator);
    part.rights = std::make_unique<SessionRights>(part.space->feed(), prefixes, std::move(ask));
    connect(part.rights.get(), &SessionRights::changed, this, &Session::rightsChanged);
    connect(&part.space->pulse(), &StorePulse::changed, this,
            [this, space = part.space.get()] { takePulse(*space); });
}

void Session::follow(Part &part)
{
    part.rights->ask();
    part.rights->startFeed(m_settings.loadMode);
    part.space->pulse().start();
}

void Session::enterOpen()
{
    m_lastError.reset();
    m_attempts = 0;
    m_state = State::Open;
    if (!m_channel)
        m_transportName = QStringLiteral("HTTP");
    for (Part &part : m_parts) {
        if (part.space)
            follow(part);
    }
    const QPointer<Session> alive(this);
    emit opened();
    if (alive)
        emit stateChanged();
}

void Session::failed(const Error &error)
{
    m_lastError = error;
    const int ceiling = std::min(longestRetry, firstRetry << std::min(m_attempts, 10));
    ++m_attempts;
    m_retry.start(ceiling / 2 + int(QRandomGenerator::global()->bounded(ceiling / 2 + 1)));
    setState(State::Retrying);
}

std::optional<Error> Session::prepareNetwork()
{
    const std::array networks{&m_network, &m_polls};
    for (NetworkAccess *network : networks) {
        network->setProxy(networkProxy(m_settings.proxy, m_settings.proxyPassword));
        network->setConnectionTiming({.connect = m_settings.connectTimeout});
    }
    if (m_settings.endpoints.current().scheme() != QLatin1String("https"))
        return std::nullopt;
    const Result<TlsIdentity> identity = loadTlsIdentity(m_settings.tls, m_settings.keyPassphrase);
    if (!identity)
        return identity.error();
    for (NetworkAccess *network : networks)
        network->setTlsIdentity(*identity);
    const QStringList names =
        identity->configuration.localCertificate().subjectInfo(QSslCertificate::CommonName);
    m_certificateName = names.value(0).toUtf8();
    return std::nullopt;
}

std::shared_ptr<ClusterChannel> Session::clusterChannel(const Channel &found)
{
    ClusterChannel::Connect connectTo;
    const auto *gateway = qobject_cast<const GatewayChannel *>(&found);
    if (gateway) {
        connectTo = [this, prefix = gateway->prefix()](const QUrl &url, const Credentials *credentials) {
            auto channel = std::make_shared<GatewayChannel>(m_network, url, prefix);
            channel->setCredentials(credentials);
            return channel;
        };
    } else {
        connectTo = [this](const QUrl &url, const Credentials *credentials) {
            auto channel = std::make_shared<GrpcChannel>(m_network, url);
            channel->setCredentials(credentials);
            return channel;
        };
    }
    m_isGateway = gateway != nullptr;
    m_transportName = gateway ? QStringLiteral("JSON gateway") : QStringLiteral("gRPC");
    auto channel = std::make_shared<ClusterChannel>(m_settings.endpoints, std::move(connectTo));
    channel->setCallTimeout(m_settings.callTimeout);
    channel->authenticator().setLogin(m_settings.login);
    connect(&channel->authenticator(), &Authenticator::refused, this, &Session::loginRefused);
    connect(channel.get(), &ClusterChannel::endpointChanged, this, &Session::followEndpoint,
            Qt::QueuedConnection);
    return channel;
}

} // namespace etcdscope
