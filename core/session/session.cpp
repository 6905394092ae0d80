// SPDX-License-Identifier: Apache-2.0
#include "core/session/session.h"

#include "core/net/tlsidentity.h"
#include "core/rpc/clusterchannel.h"
#include "core/rpc/gatewaychannel.h"
#include "core/rpc/grpcchannel.h"
#include "core/session/sessionnetwork.h"
#include "core/store/v3keystore.h"
#include "core/store/v3rights.h"
#include "core/v3/cluster.h"

#include <QNetworkReply>
#include <QPointer>
#include <QRandomGenerator>
#include <QSslCertificate>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

constexpr int firstRetry = 200;
constexpr int longestRetry = 5'000;
// With the 5 s that a status may take: over the gateway a peer that falls silent is noticed within 10 s.
constexpr int heartbeatInterval = 4'000;
constexpr int longestRenewalWait = 500; // so that many sessions do not come back at once

/// As if the policy had refused them. Slots may destroy the network.
void endWritingStreams(const NetworkAccess &network)
{
    QList<QPointer<QNetworkReply>> writing;
    const auto replies = network.findChildren<QNetworkReply *>(QString(), Qt::FindDirectChildrenOnly);
    for (QNetworkReply *reply : replies) {
        if (!reply->isFinished() && SessionPolicy::isWritingStream(CallInfo::of(reply->request())))
            writing.append(reply);
    }
    for (const QPointer<QNetworkReply> &reply : writing) {
        if (!reply)
            continue;
        reply->setProperty(NetworkAccess::RefusedProperty, true);
        reply->abort();
    }
}

} // namespace

Session::Session(SessionSettings settings, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
{
    m_policy.setReadOnly(m_settings.readOnly);
    m_network.setCallPolicy(&m_policy);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &Session::connectNow);
    m_heartbeatTimer.setInterval(heartbeatInterval);
    connect(&m_heartbeatTimer, &QTimer::timeout, this, &Session::heartbeat);
    m_renewal.setSingleShot(true);
    connect(&m_renewal, &QTimer::timeout, this, &Session::renewConnections);
    connect(&m_wakeWatch, &WakeWatch::woke, this, [this] {
        if (m_state != State::Closed && !m_renewal.isActive())
            m_renewal.start(int(QRandomGenerator::global()->bounded(longestRenewalWait)));
    });
}

Session::~Session()
{
    close();
    wipe(m_settings.login.password);
    wipe(m_settings.keyPassphrase);
    wipe(m_settings.proxyPassword);
    m_keySpace.reset(); // before the network it uses
    m_channel.reset();
}

void Session::open()
{
    if (m_state != State::Closed)
        return;
    m_attempts = 0;
    if (!m_keySpace) {
        connectNow();
        return;
    }
    // The state first: it is what a slot of the feed's signals would look at, and undo.
    m_state = State::Open;
    m_heartbeatTimer.start();
    heartbeat();
    const QPointer<Session> alive(this);
    startFeed();
    if (alive)
        emit stateChanged();
}

void Session::setLoadMode(LiveFeed::LoadMode mode)
{
    if (m_settings.loadMode == mode)
        return;
    m_settings.loadMode = mode;
    if (m_state == State::Open)
        startFeed();
}

void Session::setReadOnly(bool readOnly)
{
    if (readOnly == isReadOnly())
        return;
    m_policy.setReadOnly(readOnly);
    const QPointer<Session> alive(this);
    if (readOnly)
        endWritingStreams(m_network);
    if (alive)
        emit readOnlyChanged();
}

void Session::refresh()
{
    switch (m_state) {
    case State::Closed:
        open();
        break;
    case State::Connecting:
        break;
    case State::Retrying:
        m_attempts = 0;
        connectNow();
        break;
    case State::Open:
        // A certificate or password may have been mended meanwhile.
        (void)prepareNetwork();
        m_channel->authenticator().retry();
        heartbeat();
        m_refused = {};
        m_rightsAreNew = false;
        askRights();
        m_keySpace->feed().refresh();
        break;
    }
}

void Session::setLogin(const Login &login)
{
    m_settings.login = login;
    if (!m_channel)
        return;
    m_channel->authenticator().setLogin(login);
    if (m_state == State::Open)
        m_keySpace->feed().refresh();
}

void Session::renewConnections()
{
    m_renewal.stop();
    if (m_state == State::Retrying) {
        m_attempts = 0;
        connectNow();
    } else if (m_state == State::Open) {
        // Files may have been replaced; where they cannot be read those in use stay.
        (void)prepareNetwork();
        m_network.dropConnections();
        m_heartbeat.cancel();
        const QPointer<Session> alive(this);
        m_keySpace->feed().reconnect();
        if (alive && m_state == State::Open)
            heartbeat();
    }
}

Call<QList<QUrl>> Session::learnEndpoints()
{
    if (!m_channel)
        return answered<QList<QUrl>>(Error::local(QStringLiteral("the session is not open")));
    return v3::Cluster(*m_channel)
        .members()
        .transform([channel = std::weak_ptr(m_channel)](
                       Result<std::vector<v3::Member>> members) -> Result<QList<QUrl>> {
            if (!members)
                return members.error();
            QList<QUrl> added;
            if (const auto cluster = channel.lock()) {
                for (const QUrl &url : clientEndpoints(*members, cluster->endpoints())) {
                    if (cluster->addEndpoint(url))
                        added.append(url);
                }
            }
            return added;
        });
}

void Session::close()
{
    m_retry.stop();
    m_renewal.stop();
    m_heartbeatTimer.stop();
    m_probe.cancel();
    m_heartbeat.cancel();
    m_inquiry.cancel();
    if (m_keySpace)
        m_keySpace->feed().stop();
    if (m_state != State::Closed)
        setState(State::Closed);
}

QString Session::name() const
{
    return m_settings.name.isEmpty() ? QString::fromUtf8(EndpointSet::hostAndPort(endpoint()))
                                     : m_settings.name;
}

QUrl Session::endpoint() const
{
    return m_channel ? m_channel->endpoint() : m_settings.endpoints.current();
}

QByteArray Session::user() const
{
    return m_settings.login.user.isEmpty() ? m_certificateName : m_settings.login.user.toUtf8();
}

void Session::setState(State state)
{
    m_state = state;
    emit stateChanged();
}

void Session::connectNow()
{
    m_retry.stop();
    if (std::exchange(m_endpointFailed, false))
        (void)m_settings.endpoints.next();
    if (const std::optional<Error> error = prepareNetwork()) {
        failed(*error);
        return;
    }
    m_probe = openChannel(m_network, endpoint(), m_settings.transport, nullptr, m_settings.callTimeout);
    m_probe.then(this, [this](Result<std::shared_ptr<Channel>> channel) { connected(std::move(channel)); });
    setState(State::Connecting);
}

void Session::connected(Result<std::shared_ptr<Channel>> channel)
{
    if (!channel) {
        m_settings.endpoints.markFailed(endpoint());
        m_endpointFailed = true;
        failed(channel.error());
        return;
    }
    m_lastError.reset();
    m_attempts = 0;
    m_settings.endpoints.markWorking(endpoint());
    m_channel = clusterChannel(**channel);
    m_keySpace = std::make_unique<KeySpace>(std::make_unique<V3KeyStore>(m_channel), m_settings.separator);
    m_state = State::Open;
    for (const QByteArray &prefix : std::as_const(m_settings.prefixes))
        m_expected.push_back(KeyRange::prefix(prefix));
    connect(&m_keySpace->feed(), &LiveFeed::stateChanged, this, &Session::feedChanged);
    askRights();
    startFeed();
    m_heartbeatTimer.start();
    heartbeat();
    const QPointer<Session> alive(this);
    emit opened();
    if (alive)
        emit stateChanged();
}

/// What was asked for; once the server has refused some of it, what the user may read of that.
void Session::startFeed()
{
    m_shown = KeyRanges::prefixes(m_settings.prefixes);
    if (m_wasRefused && m_rights && !m_rights->everything) {
        const KeyRanges allowed = m_shown.within(m_rights->readable);
        if (!allowed.isEmpty()) // else the server says no, in its own words
            m_shown = allowed;
    }
    m_refused = {};
    m_keySpace->feed().start(m_shown, m_settings.loadMode);
}

void Session::feedChanged()
{
    const LiveFeed &feed = m_keySpace->feed();
    KeyRanges refused = feed.refused();
    if (feed.state() == LiveFeed::State::Failed && feed.lastError()->kind == ErrorKind::PermissionDenied)
        refused = m_shown;
    if (m_state != State::Open || refused.isEmpty() || refused == m_refused)
        return;
    m_refused = refused;
    m_wasRefused = true;
    // The feed is in the middle of telling it, and may be started anew only afterwards.
    if (std::exchange(m_rightsAreNew, false))
        QMetaObject::invokeMethod(this, &Session::useRights, Qt::QueuedConnection);
    else
        askRights();
    emit rightsChanged();
}

void Session::askRights()
{
    if (user().isEmpty() || m_inquiry.isActive())
        return;
    m_inquiry = askV3Rights(m_channel, user());
    m_inquiry.then(this, [this](Result<AccessRights> rights) {
        if (rights) {
            m_rights = std::move(*rights);
            m_rightsError.reset();
            m_rightsAreNew = true;
            useRights();
        } else {
            m_rightsError = rights.error();
            emit rightsChanged();
        }
    });
}

/// Shows what may be read, where that is not what was asked for.
void Session::useRights()
{
    const QPointer<Session> alive(this);
    if (m_state == State::Open && m_wasRefused) {
        m_rightsAreNew = false;
        const KeyRanges before = m_shown;
        const KeyRanges allowed = m_rights->everything
                                      ? KeyRanges::prefixes(m_settings.prefixes)
                                      : KeyRanges::prefixes(m_settings.prefixes).within(m_rights->readable);
        if (allowed != before && !allowed.isEmpty())
            startFeed();
        if (alive && m_settings.prefixes.isEmpty())
            expect(m_shown);
    }
    if (alive)
        emit rightsChanged();
}

/// What was seen once, and is not any more, is missed.
void Session::expect(const KeyRanges &ranges)
{
    for (const KeyRange &range : ranges) {
        if (range != KeyRange::all() && std::ranges::find(m_expected, range) == m_expected.end())
            m_expected.push_back(range);
    }
}

std::vector<KeySpace *> Session::keySpaces()
{
    return m_keySpace ? std::vector<KeySpace *>{m_keySpace.get()} : std::vector<KeySpace *>();
}

std::vector<KeyRange> Session::unreadable() const
{
    std::vector<KeyRange> missing;
    if (m_wasRefused && m_keySpace) {
        const KeyRanges &ranges = m_keySpace->feed().ranges();
        std::ranges::copy_if(m_expected, std::back_inserter(missing),
                             [&ranges](const KeyRange &range) { return !ranges.covers(range); });
    }
    return missing;
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
    m_network.setProxy(networkProxy(m_settings.proxy, m_settings.proxyPassword));
    m_network.setConnectionTiming({.connect = m_settings.connectTimeout});
    if (m_settings.endpoints.current().scheme() != QLatin1String("https"))
        return std::nullopt;
    const Result<TlsIdentity> identity = loadTlsIdentity(m_settings.tls, m_settings.keyPassphrase);
    if (!identity)
        return identity.error();
    m_network.setTlsIdentity(*identity);
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
    m_transportName = gateway ? QStringLiteral("JSON gateway") : QStringLiteral("gRPC");
    auto channel = std::make_shared<ClusterChannel>(m_settings.endpoints, std::move(connectTo));
    channel->setCallTimeout(m_settings.callTimeout);
    channel->authenticator().setLogin(m_settings.login);
    connect(&channel->authenticator(), &Authenticator::refused, this, &Session::loginRefused);
    connect(channel.get(), &ClusterChannel::endpointChanged, this, &Session::followEndpoint,
            Qt::QueuedConnection);
    return channel;
}

/// gRPC's transport notices a silent peer itself. HTTP/1.1 does not: a watch there is in doubt too.
void Session::followEndpoint()
{
    const QPointer<Session> alive(this);
    if (m_state == State::Open && m_transportName != QLatin1String("gRPC"))
        m_keySpace->feed().reconnect();
    if (alive)
        emit endpointChanged();
}

void Session::heartbeat()
{
    if (m_heartbeat.isActive())
        return; // the last one still waits for its deadline
    QElapsedTimer clock;
    clock.start();
    m_heartbeat = m_keySpace->store().status();
    m_heartbeat.then(this, [this, clock](Result<StoreStatus> status) {
        if (status) {
            m_roundTrip = clock.nsecsElapsed() / 1000;
            m_status = std::move(*status);
            m_statusRefusal.reset();
            m_lastError.reset();
            m_channel->authenticator().noteCluster(m_status->clusterId);
        } else if (status.error().kind == ErrorKind::PermissionDenied) {
            m_roundTrip = clock.nsecsElapsed() / 1000; // it is there
            m_status.reset();
            m_statusRefusal = status.error();
            m_lastError.reset();
        } else {
            m_roundTrip.reset();
            m_lastError = status.error();
            if (status.error().kind == ErrorKind::Tls) // a certificate may have been replaced meanwhile
                (void)prepareNetwork();
            const QPointer<Session> alive(this);
            if (status.error().kind == ErrorKind::Timeout && m_transportName != QLatin1String("gRPC"))
                m_keySpace->feed().reconnect();
            if (!alive)
                return;
        }
        emit statusChanged();
    });
}

} // namespace etcdscope
