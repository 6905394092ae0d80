// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/callpolicy.h"
#include "core/net/connectiontiming.h"
#include "core/net/operation.h"
#include "core/net/tlsidentity.h"

#include <QHash>
#include <QNetworkAccessManager>

#include <memory>
#include <vector>

namespace etcdscope {

class Http2Session;
class OperationTap;

/// The one way out of the program. A request whose Content-Type is `application/grpc` is answered by an
/// Http2Reply over our own HTTP/2 (nghttp2); every other one goes to Qt's HTTP. Redirects are never followed.
/// Each session owns one.
class NetworkAccess final : public QNetworkAccessManager
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NetworkAccess)

public:
    /// Dynamic property, true on a reply that the CallPolicy refused: tells it from a 403 of a server.
    static constexpr const char *RefusedProperty = "etcdscope.refused";

    /// Dynamic property, true on a reply of Qt's HTTP that was ended because CallInfo::deadline passed:
    /// error() is OperationCanceledError then. An Http2Reply says TimeoutError and Failure::DeadlineExceeded
    /// instead.
    static constexpr const char *DeadlineProperty = "etcdscope.deadlineExceeded";

    /// Dynamic property, true on a reply of Qt's HTTP that was ended because one connection after the other
    /// was lost before anything came.
    static constexpr const char *ConnectionsLostProperty = "etcdscope.connectionsLost";

    explicit NetworkAccess(QObject *parent = nullptr);
    ~NetworkAccess() override;

    /// Borrowed; must outlive this object or be reset to null. A refused request ends with
    /// QNetworkReply::ContentAccessDenied, RefusedProperty and the refusal as errorString(); nothing is sent.
    void setCallPolicy(const CallPolicy *policy);
    /// As CallPolicy::permit(); null without a policy.
    [[nodiscard]] std::shared_ptr<CallPermit> permit() const;

    /// Dynamic property, a TlsCause as int on a reply of Qt's HTTP for which a server's certificate was not
    /// accepted.
    static constexpr const char *TlsCauseProperty = "etcdscope.tlsCause";

    /// Used for connections made from now on, by HTTP/2 and by Qt's HTTP. ALPN is added here.
    void setTlsIdentity(const TlsIdentity &identity);
    /// The same with nothing but a configuration.
    void setTlsConfiguration(const QSslConfiguration &configuration);

    /// For connections made from now on.
    void setConnectionTiming(const ConnectionTiming &timing);

    /// Closes the HTTP/2 connection for the origin of `url` (scheme, host, port); its replies end with
    /// Network.
    void dropConnection(const QUrl &url);

    /// The same for all origins, and for those connections of Qt's HTTP that nobody is using; of lanes too.
    void dropConnections();

    /// For requests of Qt's HTTP that last: Qt makes six connections to a host, and what is beyond them waits
    /// unsent. This object while it has room for one more, else another that it owns, to be asked for before
    /// each such request. Policy, identity, proxy and timing are those of this object, which also tells of
    /// the operations.
    [[nodiscard]] NetworkAccess &lane();

    /// Tells the log what the answer to `reply` was, for what only its reader knows: the revision, an error
    /// in the body. To be called at the latest in the slot on QNetworkReply::finished.
    static void annotate(QNetworkReply *reply, qint64 revision, const std::optional<Error> &error);

signals:
    /// Once when a request leaves, and once more, with the same id, when it has ended.
    void operationStarted(const etcdscope::Operation &operation);
    void operationFinished(const etcdscope::Operation &operation);

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request,
                                 QIODevice *outgoingData) override;

private:
    QNetworkReply *openStream(const QNetworkRequest &request, QIODevice *outgoingData);
    QNetworkReply *viaQt(Operation operation, QNetworkRequest request, QIODevice *outgoingData,
                         const CallInfo &call);
    void verifyPeer(QNetworkReply *reply) const;
    Http2Session *sessionFor(const QUrl &url);
    [[nodiscard]] bool hasRoom() const;

    const CallPolicy *m_policy = nullptr;
    TlsIdentity m_tls;
    ConnectionTiming m_timing;
    std::unique_ptr<OperationTap> m_tap;
    QHash<QByteArray, Http2Session *> m_sessions; // by origin; those that still take requests
    std::vector<std::unique_ptr<NetworkAccess>> m_lanes;
};

} // namespace etcdscope
