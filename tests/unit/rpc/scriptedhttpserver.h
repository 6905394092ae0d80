// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace etcdscope {

/// An HTTP/1.1 server on a loopback port that keeps what it is asked and answers what the test says, byte for
/// byte. Requests are named by their order of arrival.
class ScriptedHttpServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptedHttpServer)

public:
    struct Request
    {
        QPointer<QTcpSocket> socket;
        QByteArray path;
        QByteArray head; ///< request line and headers, in lower case
        QByteArray body;
    };

    explicit ScriptedHttpServer(QObject *parent = nullptr);

    [[nodiscard]] QUrl url() const;

    /// Called with the number of each request once its body is there.
    std::function<void(int request)> onRequest;

    [[nodiscard]] int requestCount() const { return int(m_requests.size()); }
    [[nodiscard]] const Request &request(int number) const { return m_requests.at(number); }

    /// A whole answer with Content-Length.
    void answer(int request, int status, const QByteArray &contentType, const QByteArray &body);
    void answerJson(int request, const QByteArray &body, int status = 200)
    {
        answer(request, status, "application/json", body);
    }

    /// The head of a chunked answer, its chunks, its end.
    void startStream(int request);
    void sendChunk(int request, const QByteArray &bytes);
    void endStream(int request);

    void write(int request, const QByteArray &bytes);
    void close(int request);
    [[nodiscard]] bool isClosed(int request) const;

private:
    void read(QTcpSocket *socket);

    QHash<QTcpSocket *, QByteArray> m_input;
    QList<Request> m_requests;
    QTcpServer m_server; // last: its sockets still say that they go
};

} // namespace etcdscope
