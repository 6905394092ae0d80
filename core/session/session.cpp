// SPDX-License-Identifier: Apache-2.0
#include "core/session/session.h"

#include "core/rpc/clusterchannel.h"
#include "core/session/sessionnetwork.h"
#include "core/store/locks.h"
#include "core/v3/cluster.h"

#include <QNetworkReply>
#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

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
    m_polls.setCallPolicy(&m_policy);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &Session::connectNow);
    m_renewal.setSingleShot(true);
    connect(&m_renewal, &QTimer::timeout, this, &Session::renewConnections);
    connect(&m_wakeWatch, &WakeWatch::woke, this, [this] {
        if (m_state != State::Closed && !m_renewal.isActive())
            m_renewal.start(int(QRandomGenerator::global()->bounded(longestRenewalWait)));
    });
}

/// Slots of the feeds may destroy this.
template<class F> void Session::forEachFeed(F f)
{
    const QPointer<Session> alive(this);
    for (KeySpace *space : keySpaces()) {
        if (alive)
            f(space->feed());
    }
}

Session::~Session()
{
    close();
    wipe(m_settings.login.password);
    wipe(m_settings.keyPassphrase);
    wipe(m_settings.proxyPassword);
    for (Part &part : m_parts) { // before the network they use
        part.rights.reset();
        part.space.reset();
    }
    m_channel.reset();
    m_v2Access.reset();
}

void Session::open()
{
    if (m_state != State::Closed)
        return;
    m_attempts = 0;
    if (!keySpace()) {
        connectNow();
        return;
    }
    // The state first: it is what a slot of the feed's signals would look at, and undo.
    m_state = State::Open;
    for (KeySpace *space : keySpaces())
        space->pulse().start();
    const QPointer<Session> alive(this);
    startFeeds();
    if (alive)
        emit stateChanged();
}

void Session::setLoadMode(LiveFeed::LoadMode mode)
{
    if (m_settings.loadMode == mode)
        return;
    m_settings.loadMode = mode;
    if (m_state == State::Open)
        startFeeds();
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
        // A certificate or password may have been mended meanwhile, an API enabled.
        (void)prepareNetwork();
        if (m_channel)
            m_channel->authenticator().retry();
        m_v2Misses = 0;
        m_loginRefused = false;
        if (wants(Profile::Api::V2))
            v2().look();
        for (Part &part : m_parts) {
            if (part.space) {
                part.space->pulse().beat();
                part.rights->askAnew();
            }
        }
        forEachFeed([](LiveFeed &feed) { feed.refresh(); });
        break;
    }
}

void Session::setLogin(const Login &login)
{
    m_settings.login = login;
    m_loginRefused = false;
    if (m_channel)
        m_channel->authenticator().setLogin(login);
    if (m_v2Access)
        m_v2Access->setLogin(login);
    if (m_state != State::Open)
        return;
    for (Part &part : m_parts) {
        if (part.rights)
            part.rights->askAnew(); // they may be another user's
    }
    forEachFeed([](LiveFeed &feed) { feed.refresh(); });
}

void Session::setKeyPassphrase(const QString &passphrase)
{
    wipe(m_settings.keyPassphrase);
    m_settings.keyPassphrase = passphrase;
    if (m_state == State::Retrying)
        refresh();
}

void Session::setProxyPassword(const QString &password)
{
    wipe(m_settings.proxyPassword);
    m_settings.proxyPassword = password;
    if (m_state == State::Retrying)
        refresh();
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
        for (KeySpace *space : keySpaces())
            space->pulse().forget();
        m_network.dropConnections();
        m_polls.dropConnections();
        const QPointer<Session> alive(this);
        for (KeySpace *space : keySpaces()) {
            if (alive)
                space->reconnect();
        }
        if (!alive || m_state != State::Open)
            return;
        for (KeySpace *space : keySpaces())
            space->pulse().beat();
    }
}

Call<QList<QUrl>> Session::learnEndpoints()
{
    if (!m_channel && m_state == State::Open)
        return m_v2Access->learnEndpoints();
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
    m_probe.cancel();
    if (m_v2Access)
        m_v2Access->stop();
    for (Part &part : m_parts) {
        if (part.space) {
            part.space->pulse().stop();
            part.rights->stop();
        }
    }
    const QPointer<Session> alive(this);
    forEachFeed([](LiveFeed &feed) { feed.stop(); });
    if (alive && m_state != State::Closed)
        setState(State::Closed);
}

QString Session::name() const
{
    return m_settings.name.isEmpty() ? QString::fromUtf8(EndpointSet::hostAndPort(endpoint()))
                                     : m_settings.name;
}

QUrl Session::endpoint() const
{
    if (m_channel)
        return m_channel->endpoint();
    // Before it opens too, where no v3 endpoint is tried.
    return m_v2Access && (keySpace() || m_settings.api == Profile::Api::V2) ? m_v2Access->endpoint()
                                                                            : m_settings.endpoints.current();
}

QByteArray Session::user() const
{
    return m_settings.login.user.isEmpty() ? m_certificateName : m_settings.login.user.toUtf8();
}

const Session::Part *Session::first() const
{
    const auto found = std::ranges::find_if(m_parts, [](const Part &part) { return part.space != nullptr; });
    return found == m_parts.end() ? nullptr : &*found;
}

KeySpace *Session::keySpace() const
{
    const Part *part = first();
    return part ? part->space.get() : nullptr;
}

std::vector<KeySpace *> Session::keySpaces() const
{
    std::vector<KeySpace *> spaces;
    for (const Part &part : m_parts) {
        if (part.space)
            spaces.push_back(part.space.get());
    }
    return spaces;
}

bool Session::isLookingForMore() const
{
    return m_state == State::Open && m_v2Access && !m_parts[1].space &&
           (m_v2Access->isLooking() || (m_v2Misses > 0 && m_v2Misses < mostV2Misses));
}

const std::optional<Error> &Session::lastError() const
{
    KeySpace *space = keySpace();
    return space ? space->pulse().error() : m_lastError;
}

void Session::setState(State state)
{
    m_state = state;
    emit stateChanged();
}

void Session::startFeeds()
{
    const QPointer<Session> alive(this);
    for (size_t i = 0; i < m_parts.size(); ++i) {
        if (alive && m_state == State::Open && m_parts[i].rights)
            m_parts[i].rights->startFeed(m_settings.loadMode);
    }
}

/// gRPC's transport notices a silent peer itself. HTTP/1.1 does not: a watch there is in doubt too.
void Session::followEndpoint()
{
    const QPointer<Session> alive(this);
    if (m_state == State::Open && m_isGateway)
        m_parts[0].space->feed().reconnect();
    if (alive)
        emit endpointChanged();
}

void Session::followV2Endpoint()
{
    const QPointer<Session> alive(this);
    if (m_state == State::Open && m_parts[1].space) {
        KeySpace &space = *m_parts[1].space;
        if (space.feed().state() == LiveFeed::State::Live)
            space.reconnect();
        else if (Locks *const locks =
                     space.store().locks()) // the feed's own attempts lead there, in their time
            locks->reconnect();
    }
    if (alive && !m_channel)
        emit endpointChanged();
}

void Session::takePulse(KeySpace &space)
{
    const StorePulse &pulse = space.pulse();
    const bool isV3 = space.store().api() == Api::V3;
    if (isV3 && pulse.status())
        m_channel->authenticator().noteCluster(pulse.status()->clusterId);
    if (pulse.error() &&
        pulse.error()->kind == ErrorKind::Tls) // a certificate may have been replaced meanwhile
        (void)prepareNetwork();
    const QPointer<Session> alive(this);
    if (pulse.error() && pulse.error()->kind == ErrorKind::Timeout && (!isV3 || m_isGateway))
        space.reconnect();
    if (!alive)
        return;
    if (isV3 && wants(Profile::Api::V2) && m_v2Misses > 0 && m_v2Misses < mostV2Misses)
        v2().look();
    emit statusChanged();
}

namespace {

template<class T> const std::optional<T> &nothing()
{
    static const std::optional<T> none;
    return none;
}

} // namespace

std::optional<qint64> Session::roundTrip() const
{
    return first() ? first()->space->pulse().roundTrip() : std::nullopt;
}

const std::optional<StoreStatus> &Session::status() const
{
    return first() ? first()->space->pulse().status() : nothing<StoreStatus>();
}

const std::optional<Error> &Session::statusRefusal() const
{
    return first() ? first()->space->pulse().refusal() : nothing<Error>();
}

const std::optional<AccessRights> &Session::rights() const
{
    return first() ? first()->rights->rights() : nothing<AccessRights>();
}

const std::optional<Error> &Session::rightsError() const
{
    return first() ? first()->rights->error() : nothing<Error>();
}

std::vector<KeyRange> Session::unreadable() const
{
    return first() ? first()->rights->unreadable() : std::vector<KeyRange>();
}

} // namespace etcdscope
