// SPDX-License-Identifier: Apache-2.0
#include "core/session/session.h"

#include "core/rpc/grpcchannel.h"
#include "core/store/v3keystore.h"

#include <QNetworkReply>
#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

constexpr int firstRetry = 200;
constexpr int longestRetry = 5'000;
constexpr int heartbeatInterval = 5'000;

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
}

Session::~Session()
{
    close();
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
    m_keySpace->feed().start(KeyRange::prefix(m_settings.prefix), m_settings.loadMode);
    if (alive)
        emit stateChanged();
}

void Session::setLoadMode(LiveFeed::LoadMode mode)
{
    if (m_settings.loadMode == mode)
        return;
    m_settings.loadMode = mode;
    if (m_state == State::Open)
        m_keySpace->feed().start(KeyRange::prefix(m_settings.prefix), mode);
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
        heartbeat();
        m_keySpace->feed().refresh();
        break;
    }
}

void Session::close()
{
    m_retry.stop();
    m_heartbeatTimer.stop();
    m_probe.cancel();
    m_heartbeat.cancel();
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

QString Session::transportName() const
{
    if (!m_channel)
        return {};
    return qobject_cast<GrpcChannel *>(m_channel.get()) ? QStringLiteral("gRPC")
                                                        : QStringLiteral("JSON gateway");
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
    m_probe = openChannel(m_network, endpoint(), m_settings.transport);
    m_probe.then(this, [this](Result<std::shared_ptr<Channel>> channel) { connected(std::move(channel)); });
    setState(State::Connecting);
}

void Session::connected(Result<std::shared_ptr<Channel>> channel)
{
    if (!channel) {
        m_lastError = channel.error();
        m_settings.endpoints.markFailed(endpoint());
        m_endpointFailed = true;
        const int ceiling = std::min(longestRetry, firstRetry << std::min(m_attempts, 10));
        ++m_attempts;
        m_retry.start(ceiling / 2 + int(QRandomGenerator::global()->bounded(ceiling / 2 + 1)));
        setState(State::Retrying);
        return;
    }
    m_lastError.reset();
    m_attempts = 0;
    m_settings.endpoints.markWorking(endpoint());
    m_channel = std::move(*channel);
    m_keySpace = std::make_unique<KeySpace>(std::make_unique<V3KeyStore>(m_channel), m_settings.separator);
    m_state = State::Open;
    m_keySpace->feed().start(KeyRange::prefix(m_settings.prefix), m_settings.loadMode);
    m_heartbeatTimer.start();
    heartbeat();
    const QPointer<Session> alive(this);
    emit opened();
    if (alive)
        emit stateChanged();
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
            m_lastError.reset();
        } else {
            m_roundTrip.reset();
            m_lastError = status.error();
            // gRPC's transport notices a silent peer itself. HTTP/1.1 does not: the watch is in doubt too.
            const QPointer<Session> alive(this);
            if (status.error().kind == ErrorKind::Timeout && !qobject_cast<GrpcChannel *>(m_channel.get()))
                m_keySpace->feed().reconnect();
            if (!alive)
                return;
        }
        emit statusChanged();
    });
}

} // namespace etcdscope
