// SPDX-License-Identifier: Apache-2.0
#include "core/session/session.h"

#include "core/rpc/grpcchannel.h"
#include "core/store/v3keystore.h"
#include "core/store/v3rights.h"

#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

constexpr int firstRetry = 200;
constexpr int longestRetry = 5'000;
constexpr int heartbeatInterval = 5'000;

} // namespace

Session::Session(SessionSettings settings, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
{
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
        m_refused = {};
        m_rightsAreNew = false;
        askRights();
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
    if (m_settings.user.isEmpty() || m_inquiry.isActive())
        return;
    m_inquiry = askV3Rights(m_channel, m_settings.user);
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
        } else if (status.error().kind == ErrorKind::PermissionDenied) {
            m_roundTrip = clock.nsecsElapsed() / 1000; // it is there
            m_status.reset();
            m_statusRefusal = status.error();
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
