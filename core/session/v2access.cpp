// SPDX-License-Identifier: Apache-2.0
#include "core/session/v2access.h"

#include "core/net/transporterror.h"
#include "core/session/sessionnetwork.h"
#include "core/store/v2keystore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace etcdscope {

namespace {

// Open to everybody, also while authentication is on; not there before 2.0.
constexpr auto membersPath = "/members";
// Whatever the answer of a v2 API is, it is one. A hidden key that is not there costs nothing.
constexpr auto keysPath = "/keys/_etcdscope";

v2::Request get(const QByteArray &path, int deadline)
{
    v2::Request request;
    request.path = path;
    request.deadline = deadline;
    return request;
}

/// Errors that only a v2 API makes; 401 without a word is what a proxy may say too.
bool isOfV2(const Error &error)
{
    return error.v2Code != 0;
}

} // namespace

V2Access::V2Access(NetworkAccess &network, NetworkAccess &polls, const SessionSettings &settings,
                   QObject *parent)
    : QObject(parent)
    , m_network(network)
    , m_polls(polls)
    , m_settings(settings)
{
    QList<QUrl> urls{settings.endpoints.current()};
    urls += settings.endpoints.urls();
    m_client = clientOf(urls + settings.olderEndpoints);
}

std::shared_ptr<v2::Client> V2Access::clientOf(const QList<QUrl> &urls)
{
    EndpointSet endpoints;
    for (const QUrl &url : urls)
        endpoints.add(url);
    auto client = std::make_shared<v2::Client>(m_network, m_polls, endpoints);
    client->setBasePath(m_settings.basePath.toUtf8());
    if (!m_settings.versionPrefix.isEmpty())
        client->setVersionPrefix(m_settings.versionPrefix.toUtf8());
    client->setRedirects(m_settings.redirects);
    connect(client.get(), &v2::Client::endpointChanged, this, &V2Access::endpointChanged,
            Qt::QueuedConnection);
    return client;
}

/// Where nobody said that there is an etcd no password goes, unless the cluster answered from there.
void V2Access::settle()
{
    m_found = true;
    if (!m_settings.olderEndpoints.isEmpty()) {
        const QUrl answered = m_client->endpoint();
        const bool isOlder = m_settings.olderEndpoints.contains(answered);
        m_client = clientOf(QList<QUrl>{answered} +
                            (isOlder ? m_settings.olderEndpoints : m_settings.endpoints.urls()));
    }
    setLogin(m_settings.login);
}

V2Access::~V2Access()
{
    wipe(m_settings.login.password);
    wipe(m_settings.keyPassphrase);
    wipe(m_settings.proxyPassword);
}

void V2Access::look()
{
    if (!isLooking() && !m_found)
        ask(membersPath, false);
}

void V2Access::stop()
{
    m_probe.cancel();
}

void V2Access::ask(const QByteArray &path, bool isLast)
{
    v2::Request request = get(path, m_settings.callTimeout);
    request.alsoAnswer = 404; // that there is no v2 API is no failure
    m_probe = m_client->send(request);
    m_probe.then(this, [this, isLast](const Result<v2::Response> &answer) { take(answer, isLast); });
}

void V2Access::take(const Result<v2::Response> &answer, bool isLast)
{
    // Behind a proxy the one may be closed and the other open.
    const bool isMembers =
        answer && QJsonDocument::fromJson(answer->body).object().contains(QLatin1String("members"));
    if (isMembers || (answer && answer->headers.etcdIndex > 0) || (!answer && isOfV2(answer.error()))) {
        settle();
        emit found();
        return;
    }
    const bool hasAnswered = answer || (answer.error().httpStatus > 0 && !isOfProxyLogin(answer.error()));
    if (hasAnswered && !isLast) {
        ask(keysPath, true);
        return;
    }
    Error error = answer ? Error{.fate = RequestFate::Answered} : answer.error();
    if (hasAnswered && error.httpStatus < 500) {
        error.kind = ErrorKind::Unsupported;
        error.detail = QStringLiteral("the server does not offer the v2 API (etcd 2.0 to 3.5, from 3.4 with "
                                      "--enable-v2)");
    }
    emit missed(error);
}

std::unique_ptr<KeyStore> V2Access::makeStore() const
{
    Q_ASSERT(m_found);
    return std::make_unique<V2KeyStore>(m_client);
}

void V2Access::setLogin(const Login &login)
{
    m_settings.login = login;
    if (m_found)
        m_client->setCredentials(login.user, login.password);
}

Call<QList<QUrl>> V2Access::learnEndpoints()
{
    return m_client->send(get(membersPath, m_settings.callTimeout))
        .transform([client =
                        std::weak_ptr(m_client)](const Result<v2::Response> &answer) -> Result<QList<QUrl>> {
            if (!answer)
                return answer.error();
            QList<QUrl> added;
            const auto alive = client.lock();
            if (!alive)
                return added;
            const QJsonArray members =
                QJsonDocument::fromJson(answer->body).object().value(QLatin1String("members")).toArray();
            QStringList addresses;
            for (const QJsonValue &member : members)
                addresses += member.toObject().value(QLatin1String("clientURLs")).toVariant().toStringList();
            for (const QUrl &url : usableEndpoints(addresses, alive->endpoints())) {
                if (alive->addEndpoint(url))
                    added.append(url);
            }
            return added;
        });
}

QByteArrayList V2Access::rooted(const QByteArrayList &prefixes)
{
    QByteArrayList result;
    for (const QByteArray &prefix : prefixes)
        result += prefix.startsWith('/') ? prefix : '/' + prefix;
    return result;
}

} // namespace etcdscope
