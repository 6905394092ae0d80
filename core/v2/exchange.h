// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/v2/client.h"

#include <QPointer>

class QNetworkReply;

namespace etcdscope::v2 {

/// How a client's requests go out, as it was when one left.
struct Route
{
    EndpointSet endpoints = {};
    QByteArray basePath = {};
    QByteArray versionPrefix = QByteArrayLiteral("/v2");
    QByteArray authorization = {}; ///< the header's contents; empty = none
    Client::Redirects redirects = Client::Redirects::SameEndpoints;
};

/// One request to one endpoint, with the redirects that its answers ask for. Destruction aborts it.
class Exchange final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Exchange)

public:
    /// What an answer may hold.
    static constexpr qint64 MaxBody = 512 * 1024 * 1024;

    /// `deadline` in milliseconds, 0 = none. `connectTime`: what may pass until the request is on its way, 0
    /// = any time; only for reads, since the end of it says nothing of the fate.
    Exchange(NetworkAccess &network, const Route &route, const QUrl &endpoint, const Request &request,
             int deadline, int connectTime = 0);
    ~Exchange() override;

    /// Of the last answer, be it an error.
    [[nodiscard]] const Headers &headers() const { return m_headers; }
    [[nodiscard]] bool hasBody() const { return !m_body.isEmpty(); }

signals:
    /// The head of a success.
    void opened(const etcdscope::v2::Headers &headers);
    /// Once, from the event loop. `wasCut`: it ended with an error in the middle of the body of a success.
    void finished(const etcdscope::Result<etcdscope::v2::Response> &response, bool wasCut);

private:
    void send(const QUrl &url, bool isTrusted);
    void headCame();
    void read();
    void replyFinished();
    [[nodiscard]] std::optional<Error> transportOutcome() const;
    [[nodiscard]] bool isCut() const;
    /// Nothing when the request is under way again; else why it is not.
    [[nodiscard]] std::optional<Error> follow(int status, const QByteArray &location);
    void end(const Result<Response> &result, bool wasCut = false);
    void dropReply();

    NetworkAccess &m_network;
    Route m_route;
    Request m_request;
    int m_connectTime;
    qint64 m_deadline; ///< of the steady clock, milliseconds; 0 = none
    QPointer<QNetworkReply> m_reply;
    QByteArray m_body;
    Headers m_headers;
    QUrl m_url;
    int m_redirects = 0;
    bool m_isOnItsWay = false;
};

} // namespace etcdscope::v2
