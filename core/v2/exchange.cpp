// SPDX-License-Identifier: Apache-2.0
#include "core/v2/exchange.h"

#include "core/net/callpolicy.h"
#include "core/net/networkaccess.h"
#include "core/net/transporterror.h"
#include "core/v2/errors.h"

#include <QDeadlineTimer>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>

namespace etcdscope::v2 {

namespace {

constexpr int mostRedirects = 10;
/// As much of an answer that is no success is read, for its words.
constexpr qint64 errorBody = 64 * 1024;

const char *nameOf(Request::Verb verb)
{
    switch (verb) {
    case Request::Verb::Get:
        return "GET";
    case Request::Verb::Put:
        return "PUT";
    case Request::Verb::Post:
        return "POST";
    case Request::Verb::Delete:
        return "DELETE";
    }
    return "";
}

/// What policy and log know a request by, whatever prefix the server has.
QByteArray methodOf(const Request &request)
{
    QByteArray path = request.path;
    if (path.startsWith("/keys/"))
        path = "/keys";
    return QByteArrayLiteral("v2 ") + nameOf(request.verb) + ' ' + (request.isBelowVersion ? "/v2" : "") +
           path;
}

QUrl urlOf(const Route &route, const QUrl &endpoint, const Request &request)
{
    QByteArray text = endpoint.scheme().toLatin1() + "://" + EndpointSet::hostAndPort(endpoint) +
                      route.basePath + (request.isBelowVersion ? route.versionPrefix : QByteArray()) +
                      request.path;
    if (!request.query.isEmpty())
        text += '?' + request.query;
    return QUrl::fromEncoded(text, QUrl::StrictMode);
}

qint64 now()
{
    return QDeadlineTimer::current(Qt::PreciseTimer).deadline();
}

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

bool isSuccess(int status)
{
    return status >= 200 && status < 300;
}

bool isRedirect(int status)
{
    return status >= 300 && status < 400 && status != 304;
}

Headers headersOf(const QNetworkReply &reply)
{
    return {.clusterId = reply.rawHeader("X-Etcd-Cluster-Id").toULongLong(nullptr, 16),
            .etcdIndex = reply.rawHeader("X-Etcd-Index").toLongLong(),
            .raftIndex = reply.rawHeader("X-Raft-Index").toLongLong(),
            .raftTerm = reply.rawHeader("X-Raft-Term").toLongLong(),
            .date = reply.rawHeader("Date")};
}

/// The member of `endpoints` that `url` leads to; an empty url when there is none.
QUrl endpointOf(const EndpointSet &endpoints, const QUrl &url)
{
    const QList<QUrl> urls = endpoints.urls();
    for (const QUrl &endpoint : urls) {
        if (endpoint.scheme() == url.scheme() &&
            EndpointSet::hostAndPort(endpoint) == EndpointSet::hostAndPort(url))
            return endpoint;
    }
    return {};
}

} // namespace

Exchange::Exchange(NetworkAccess &network, const Route &route, const QUrl &endpoint, const Request &request,
                   int deadline, int connectTime)
    : m_network(network)
    , m_route(route)
    , m_request(request)
    , m_connectTime(connectTime)
    , m_deadline(deadline > 0 ? now() + deadline : 0)
{
    send(urlOf(route, endpoint, request), !endpointOf(route.endpoints, endpoint).isEmpty());
}

Exchange::~Exchange()
{
    m_route.authorization.fill('\0');
    dropReply();
}

void Exchange::send(const QUrl &url, bool isTrusted)
{
    m_url = url;
    QNetworkRequest request(url);
    // What is counted against Content-Length must be what was sent.
    request.setRawHeader("Accept-Encoding", "identity");
    // Qt is neither to remember nor to ask for credentials of its own.
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    if (isTrusted && !m_route.authorization.isEmpty())
        request.setRawHeader("Authorization", m_route.authorization);
    if (m_request.verb == Request::Verb::Put || m_request.verb == Request::Verb::Post) {
        request.setHeader(QNetworkRequest::ContentTypeHeader,
                          m_request.bodyKind == Request::Body::Json
                              ? QStringLiteral("application/json")
                              : QStringLiteral("application/x-www-form-urlencoded"));
    }
    const int left = m_deadline > 0 ? int(qMax(qint64(1), m_deadline - now())) : 0;
    CallInfo{.method = methodOf(m_request),
             .mutates = m_request.verb != Request::Verb::Get,
             .key = m_request.key,
             .deadline = left,
             .isAutomatic = m_request.isAutomatic,
             .permit = m_request.permit}
        .attachTo(request);

    switch (m_request.verb) {
    case Request::Verb::Get:
        m_reply = m_network.get(request);
        break;
    case Request::Verb::Put:
        m_reply = m_network.put(request, m_request.body);
        break;
    case Request::Verb::Post:
        m_reply = m_network.post(request, m_request.body);
        break;
    case Request::Verb::Delete:
        m_reply = m_network.deleteResource(request);
        break;
    }
    connect(m_reply, &QNetworkReply::requestSent, this, [this] { m_isOnItsWay = true; });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &Exchange::headCame);
    connect(m_reply, &QNetworkReply::readyRead, this, &Exchange::read);
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::replyFinished);
    if (m_connectTime > 0) {
        m_isOnItsWay = false;
        QTimer::singleShot(m_connectTime, this, [this, reply = m_reply.data()] {
            if (reply != m_reply || m_isOnItsWay || reply->isFinished())
                return;
            reply->setProperty(NetworkAccess::DeadlineProperty, true);
            reply->abort();
        });
    }
}

void Exchange::headCame()
{
    const int status = statusOf(*m_reply);
    m_headers = headersOf(*m_reply);
    m_isOnItsWay = true;
    if (isSuccess(status))
        emit opened(m_headers);
}

void Exchange::read()
{
    if (!m_reply || !m_reply->isReadable()) // one that was aborted is closed
        return;
    m_body += m_reply->readAll();
    const int status = statusOf(*m_reply);
    if (!isSuccess(status) && m_body.size() > errorBody) {
        end(errorOfAnswer(status, m_body));
    } else if (m_body.size() > MaxBody) {
        end(Error{.kind = ErrorKind::TooLarge,
                  .fate = RequestFate::MaybeSent,
                  .detail = QStringLiteral("the server sent more than %1 bytes").arg(MaxBody)});
    }
}

void Exchange::replyFinished()
{
    const QPointer<Exchange> self(this);
    read();
    if (!self || !m_reply)
        return;
    const int status = statusOf(*m_reply);
    m_headers = headersOf(*m_reply);
    if (const auto error = transportOutcome()) {
        end(*error, isSuccess(status));
        return;
    }
    if (isSuccess(status) && isCut()) {
        end(Error{.kind = ErrorKind::Network,
                  .fate = RequestFate::MaybeSent,
                  .httpStatus = status,
                  .detail = QStringLiteral("the connection was closed in the middle of the answer")},
            true);
        return;
    }
    if (isRedirect(status)) {
        if (const auto error = follow(status, m_reply->rawHeader("Location")))
            end(*error);
        return;
    }
    const bool isAbsence = status == 404 && m_request.wantAbsence;
    if (!isSuccess(status) && status != m_request.alsoAnswer) {
        const Error error = errorOfAnswer(status, m_body);
        if (!isAbsence || error.v2Code == 0) {
            end(error);
            return;
        }
    }
    end(Response{.status = status,
                 .headers = m_headers,
                 .body = m_body,
                 .endpoint = endpointOf(m_route.endpoints, m_url)});
}

std::optional<Error> Exchange::transportOutcome() const
{
    const QNetworkReply::NetworkError code = m_reply->error();
    const int status = statusOf(*m_reply);
    // From 200 on Qt reports what the server said, which stands in the body.
    if (code == QNetworkReply::NoError || (status != 0 && code >= 200))
        return std::nullopt;
    Error error = transportError(*m_reply);
    if (status != 0) {
        error.fate = RequestFate::MaybeSent;
        if (error.kind == ErrorKind::Protocol)
            error.kind = ErrorKind::Network;
    }
    return error;
}

/// Qt does not tell the end of a connection from that of the last chunk, and may take a reset for either.
/// etcd ends the answers of its keys with a line feed; JSON has none inside.
bool Exchange::isCut() const
{
    if (m_reply->hasRawHeader("Content-Length"))
        return m_body.size() < m_reply->rawHeader("Content-Length").toLongLong();
    return m_request.path.startsWith("/keys") && !m_body.endsWith('\n');
}

std::optional<Error> Exchange::follow(int status, const QByteArray &location)
{
    const QUrl target = m_url.resolved(QUrl::fromEncoded(location));
    const QString place = QString::fromLatin1(EndpointSet::hostAndPort(target));
    const auto refused = [&](const QString &why) {
        return Error{.kind = ErrorKind::Protocol,
                     .fate = RequestFate::Answered,
                     .httpStatus = status,
                     .detail = QStringLiteral("redirected to %1, %2").arg(place, why)};
    };
    if (status != 307 && status != 308) // others turn a PUT into a GET, or clean a path
        return refused(QStringLiteral("with HTTP %1, which is not followed").arg(status));
    const bool isWeb = target.scheme() == QLatin1String("http") || target.scheme() == QLatin1String("https");
    if (location.isEmpty() || !target.isValid() || !isWeb)
        return refused(QStringLiteral("which is no address"));
    const bool isKnown = !endpointOf(m_route.endpoints, target).isEmpty();
    if (m_route.redirects == Client::Redirects::Refuse)
        return refused(QStringLiteral("and redirects are not followed"));
    if (m_route.redirects == Client::Redirects::SameEndpoints && !isKnown)
        return refused(QStringLiteral("which is not one of the endpoints"));
    if (m_url.scheme() == QLatin1String("https") && target.scheme() != m_url.scheme())
        return refused(QStringLiteral("from https to http"));
    if (++m_redirects > mostRedirects)
        return refused(QStringLiteral("after %1 redirects").arg(mostRedirects));
    NetworkAccess::annotate(m_reply, 0, std::nullopt);
    dropReply();
    m_body.clear();
    send(target, isKnown);
    return std::nullopt;
}

void Exchange::end(const Result<Response> &result, bool wasCut)
{
    if (result) {
        NetworkAccess::annotate(m_reply, m_headers.etcdIndex, std::nullopt);
        dropReply();
        emit finished(result, wasCut);
        return;
    }
    Error error = result.error();
    if (error.detail.isEmpty())
        error.detail =
            QString::fromLatin1(methodOf(m_request).mid(3) + " at " + EndpointSet::hostAndPort(m_url));
    NetworkAccess::annotate(m_reply, m_headers.etcdIndex, withoutValues(error));
    dropReply();
    emit finished(error, wasCut);
}

void Exchange::dropReply()
{
    QNetworkReply *reply = m_reply;
    m_reply = nullptr;
    if (!reply)
        return;
    reply->disconnect(this);
    if (!reply->isFinished()) {
        NetworkAccess::annotate(reply, m_headers.etcdIndex, std::nullopt);
        reply->abort();
    }
    reply->deleteLater();
}

} // namespace etcdscope::v2
