// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/net/endpointset.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QUrl>

#include <memory>

namespace etcdscope {

class CallPermit;
class NetworkAccess;

namespace v2 {

class ClientState;

/// What every answer of the v2 API says about the store beside its body; 0 = the header was not there.
struct Headers
{
    quint64 clusterId = 0; ///< X-Etcd-Cluster-Id
    qint64 etcdIndex = 0;  ///< X-Etcd-Index; on a long poll the index at its start
    qint64 raftIndex = 0;  ///< X-Raft-Index
    qint64 raftTerm = 0;   ///< X-Raft-Term
    QByteArray date = {};  ///< Date, as it stands there (RFC 9110, 5.6.7); on a long poll that of its start
};

struct Request
{
    enum class Verb { Get, Put, Post, Delete };
    enum class Body {
        None,
        Form, ///< application/x-www-form-urlencoded
        Json, ///< application/json
    };

    Verb verb = Verb::Get;
    QByteArray path; ///< percent-encoded, behind the version prefix: "/keys/a%20b", "/members"
    bool isBelowVersion =
        true; ///< false for /version, /health and the like, which no version prefix stands before
    QByteArray query = {}; ///< percent-encoded, without '?'
    QByteArray body = {};
    Body bodyKind = Body::None;
    QByteArray key = {};   ///< raw, for the log
    int deadline = 10'000; ///< milliseconds, all endpoints together; 0 = none. Of a poll see Client::poll()
    bool wantAbsence = false; ///< that there is no such key is an answer, with its status 404, and no error
    QUrl endpoint = {};       ///< only this one is asked, whichever is in use; empty: as the client sees fit
    int alsoAnswer = 0;       ///< an HTTP status that is no error here
    bool isAutomatic = false; ///< as CallInfo::isAutomatic
    std::shared_ptr<const CallPermit> permit = {}; ///< as CallInfo::permit
};

struct Response
{
    int status = 0; ///< HTTP; 2xx, Request::alsoAnswer, or 404 with Request::wantAbsence
    Headers headers;
    QByteArray body;
    QUrl endpoint; ///< who answered
};

/// A request whose answer may be long in coming. Owned by whoever asked; destruction cancels.
class Poll : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Poll)

public:
    explicit Poll(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    /// Something of the answer's body has come, be it that the rest of it never did.
    [[nodiscard]] virtual bool hasBody() const { return false; }

signals:
    /// The server has taken it; once, before finished().
    void opened(const etcdscope::v2::Headers &headers);
    /// Once. A poll that ended without an event, by the server, on the way or by its own time-out, has an
    /// empty body.
    void finished(const etcdscope::Result<etcdscope::v2::Response> &response);
};

/// Speaks HTTP to the members of one cluster, one at a time, and keeps to the one that answers. What only
/// reads is tried at the next endpoint when one fails; what changes something is sent once, and again
/// elsewhere only when it certainly was not sent (RequestFate::NotSent). Errors of etcd, whatever their HTTP
/// status, come as Error with kind, serverMessage (etcd's message and cause) and v2Code.
class Client final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Client)

public:
    /// A redirect to another place than the endpoints known.
    enum class Redirects {
        Refuse,
        SameEndpoints, ///< only to an endpoint of the set
        Follow,        ///< to any host, without the credentials unless it is of the set
    };

    /// `network` carries calls, `pollNetwork` long polls, which would use up the connections of the first.
    /// Both must outlive this object.
    Client(NetworkAccess &network, NetworkAccess &pollNetwork, EndpointSet endpoints,
           QObject *parent = nullptr);
    ~Client() override;

    /// Put before every path of HTTP, also of /version and /health: "/etcd"; empty for none.
    void setBasePath(const QByteArray &path);
    /// Stands in place of "/v2" (as in python-etcd).
    void setVersionPrefix(const QByteArray &prefix);
    /// HTTP basic authentication, sent with every request; no user: none. Kept in memory only.
    void setCredentials(const QString &user, const QString &password);
    void setRedirects(Redirects redirects);

    [[nodiscard]] QUrl endpoint() const;
    [[nodiscard]] const EndpointSet &endpoints() const;
    /// False when it is known already.
    bool addEndpoint(const QUrl &url);
    /// The cluster that answered last; 0 = not known.
    [[nodiscard]] quint64 clusterId() const;

    /// As CallPolicy::permit(), of what calls go through.
    [[nodiscard]] std::shared_ptr<CallPermit> permit() const;

    [[nodiscard]] Call<Response> send(const Request &request);
    /// A GET that may take as long as its deadline. When that is over a poll that was opened ends without an
    /// event, any other with Timeout. No failover: it ends with an error, and the next one goes to another
    /// endpoint.
    [[nodiscard]] std::unique_ptr<Poll> poll(const Request &request);

signals:
    /// Calls go to another endpoint from now on.
    void endpointChanged();

private:
    std::unique_ptr<ClientState> m_state;
};

} // namespace v2
} // namespace etcdscope
