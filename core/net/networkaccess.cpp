// SPDX-License-Identifier: Apache-2.0
#include "core/net/networkaccess.h"

#include "core/net/endpointset.h"
#include "core/net/http2session.h"
#include "core/net/onceonlybody.h"
#include "core/net/operationtap.h"
#include "core/net/refusedreply.h"
#include "core/net/tlscause.h"

#include <QSslError>
#include <QTimer>

#include <algorithm>

namespace etcdscope {

namespace {

QByteArray originOf(const QUrl &url)
{
    return url.scheme().toLatin1() + "://" + EndpointSet::hostAndPort(url);
}

bool isGrpc(QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
{
    return operation == QNetworkAccessManager::PostOperation &&
           request.header(QNetworkRequest::ContentTypeHeader).toByteArray().startsWith("application/grpc");
}

// Qt's own deadline (transferTimeout) is one of idleness, and of its own replies only.
void endAfter(QNetworkReply *reply, int milliseconds)
{
    auto *timer = new QTimer(reply);
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, reply, [reply] {
        if (reply->isFinished())
            return;
        reply->setProperty(NetworkAccess::DeadlineProperty, true);
        reply->abort();
    });
    QObject::connect(reply, &QNetworkReply::finished, timer, &QTimer::stop);
    timer->start(milliseconds);
}

// A reset that comes before Qt 6.4 has looked whether it is connected makes it connect again, without end.
void endAfterLostConnections(QNetworkReply *reply)
{
    constexpr int most = 6;
    QObject::connect(reply, &QNetworkReply::socketStartedConnecting, reply, [reply, count = 0]() mutable {
        if (++count <= most || reply->isFinished())
            return;
        reply->setProperty(NetworkAccess::ConnectionsLostProperty, true);
        reply->abort();
    });
}

} // namespace

NetworkAccess::NetworkAccess(QObject *parent)
    : QNetworkAccessManager(parent)
    , m_tap(std::make_unique<OperationTap>())
{
    connect(m_tap.get(), &OperationTap::started, this, &NetworkAccess::operationStarted);
    connect(m_tap.get(), &OperationTap::finished, this, &NetworkAccess::operationFinished);
}

NetworkAccess::~NetworkAccess()
{
    const auto sessions = findChildren<Http2Session *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(sessions);
}

void NetworkAccess::setCallPolicy(const CallPolicy *policy)
{
    m_policy = policy;
    for (const auto &lane : m_lanes)
        lane->setCallPolicy(policy);
}

std::shared_ptr<CallPermit> NetworkAccess::permit() const
{
    return m_policy ? m_policy->permit() : nullptr;
}

void NetworkAccess::setTlsConfiguration(const QSslConfiguration &configuration)
{
    setTlsIdentity(
        {.configuration = configuration, .serverName = {}, .acceptedFingerprint = {}, .warnings = {}});
}

void NetworkAccess::setTlsIdentity(const TlsIdentity &identity)
{
    m_tls = identity;
    for (const auto &lane : m_lanes)
        lane->setTlsIdentity(identity);
}

void NetworkAccess::setConnectionTiming(const ConnectionTiming &timing)
{
    m_timing = timing;
    for (const auto &lane : m_lanes)
        lane->setConnectionTiming(timing);
}

void NetworkAccess::dropConnection(const QUrl &url)
{
    if (Http2Session *session = m_sessions.take(originOf(url)))
        session->close();
}

void NetworkAccess::dropConnections()
{
    const QHash<QByteArray, Http2Session *> sessions = std::exchange(m_sessions, {});
    for (Http2Session *session : sessions)
        session->close();
    clearConnectionCache();
    for (const auto &lane : m_lanes)
        lane->dropConnections();
}

NetworkAccess &NetworkAccess::lane()
{
    if (hasRoom())
        return *this;
    const auto free = std::ranges::find_if(m_lanes, [](const auto &lane) { return lane->hasRoom(); });
    NetworkAccess *lane = free == m_lanes.end() ? nullptr : free->get();
    if (!lane) {
        lane = m_lanes.emplace_back(std::make_unique<NetworkAccess>()).get();
        lane->setCallPolicy(m_policy);
        lane->setTlsIdentity(m_tls);
        lane->setConnectionTiming(m_timing);
        connect(lane, &NetworkAccess::operationStarted, this, &NetworkAccess::operationStarted);
        connect(lane, &NetworkAccess::operationFinished, this, &NetworkAccess::operationFinished);
    }
    lane->setProxy(proxy()); // nobody says when that changes
    return *lane;
}

/// Two of the six are left for what takes the place of another before that has gone.
bool NetworkAccess::hasRoom() const
{
    constexpr int most = 4;
    const auto replies = findChildren<QNetworkReply *>(QString(), Qt::FindDirectChildrenOnly);
    return std::ranges::count_if(replies, [](const auto *reply) { return !reply->isFinished(); }) < most;
}

void NetworkAccess::annotate(QNetworkReply *reply, qint64 revision, const std::optional<Error> &error)
{
    if (const auto *access = qobject_cast<NetworkAccess *>(reply->manager()))
        access->m_tap->annotate(reply, revision, error);
}

QNetworkReply *NetworkAccess::createRequest(Operation operation, const QNetworkRequest &request,
                                            QIODevice *outgoingData)
{
    const CallInfo call = CallInfo::of(request);
    if (m_policy) {
        if (const std::optional<QString> refusal = m_policy->refusal(call))
            return new RefusedReply(operation, request, *refusal, this);
    }
    QNetworkReply *reply = isGrpc(operation, request) ? openStream(request, outgoingData)
                                                      : viaQt(operation, request, outgoingData, call);
    m_tap->follow(reply, call);
    return reply;
}

QNetworkReply *NetworkAccess::openStream(const QNetworkRequest &request, QIODevice *outgoingData)
{
    return sessionFor(request.url())->open(request, outgoingData, this);
}

Http2Session *NetworkAccess::sessionFor(const QUrl &url)
{
    const QByteArray origin = originOf(url);
    Http2Session *session = m_sessions.value(origin);
    if (session && session->acceptsRequests())
        return session;

    // One that takes no more lives on until its last stream has ended.
    session = new Http2Session(url, m_tls, m_timing, proxy(), this);
    m_sessions.insert(origin, session);
    connect(session, &Http2Session::ended, this, [this, session, origin] {
        if (m_sessions.value(origin) == session)
            m_sessions.remove(origin);
        session->deleteLater();
    });
    return session;
}

/// Both signals come before a byte of the request is sent on the connection.
void NetworkAccess::verifyPeer(QNetworkReply *reply) const
{
    connect(reply, &QNetworkReply::sslErrors, reply,
            [reply, identity = m_tls](const QList<QSslError> &errors) {
                if (identity.accepts(reply->sslConfiguration().peerCertificate(), false)) {
                    reply->ignoreSslErrors();
                    return;
                }
                const TlsCause cause =
                    identity.acceptedFingerprint.isEmpty() ? causeOf(errors) : TlsCause::NotAccepted;
                reply->setProperty(TlsCauseProperty, int(cause));
            });
    if (m_tls.acceptedFingerprint.isEmpty())
        return;
    connect(reply, &QNetworkReply::encrypted, reply, [reply, identity = m_tls] {
        if (identity.accepts(reply->sslConfiguration().peerCertificate(), true))
            return;
        reply->setProperty(TlsCauseProperty, int(TlsCause::NotAccepted));
        reply->abort();
    });
}

QNetworkReply *NetworkAccess::viaQt(Operation operation, QNetworkRequest request, QIODevice *outgoingData,
                                    const CallInfo &call)
{
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    // Qt 6.4 writes an HTTP/2 request in three segments without TCP_NODELAY: 44 ms a call.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setSslConfiguration(m_tls.configuration);
    if (!m_tls.serverName.isEmpty())
        request.setPeerVerifyName(m_tls.serverName);

    // Not only when the proxy asks for it: then Qt would have to send the body a second time.
    if (const QNetworkProxy by = proxy(); request.url().scheme() == QLatin1String("http") &&
                                          by.type() == QNetworkProxy::HttpProxy && !by.user().isEmpty())
        request.setRawHeader("Proxy-Authorization",
                             "Basic " +
                                 QString(by.user() + QLatin1Char(':') + by.password()).toUtf8().toBase64());

    OnceOnlyBody *body = nullptr;
    if (operation == PostOperation || operation == PutOperation || operation == DeleteOperation ||
        operation == CustomOperation) {
        if (operation == DeleteOperation) {
            // Qt gives no body to its own DELETE, and sends it again like any other request without one.
            operation = CustomOperation;
            request.setAttribute(QNetworkRequest::CustomVerbAttribute, QByteArrayLiteral("DELETE"));
        }
        body = new OnceOnlyBody(outgoingData ? outgoingData->readAll() : QByteArray());
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        request.setHeader(QNetworkRequest::ContentLengthHeader, body->bytesAvailable());
        outgoingData = body;
    }
    QNetworkReply *reply = QNetworkAccessManager::createRequest(operation, request, outgoingData);
    if (body)
        body->setParent(reply);
    if (request.url().scheme() == QLatin1String("https"))
        verifyPeer(reply);
    if (call.deadline > 0)
        endAfter(reply, call.deadline);
    endAfterLostConnections(reply);
    return reply;
}

} // namespace etcdscope
