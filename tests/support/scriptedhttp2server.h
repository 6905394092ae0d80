// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QUrl>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

class QTcpSocket;

namespace etcdscope {

class ScriptedHttp2Connection;

/// An HTTP/2 server on a loopback port that does what a test says and nothing else: answers piece by piece,
/// resets, says GOAWAY, falls silent, closes, or is no HTTP/2 server at all. Lives on the thread of the test.
/// Requests are named by their order of arrival, 0 being the first, over all connections.
class ScriptedHttp2Server final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptedHttp2Server)

public:
    using Headers = std::vector<std::pair<QByteArray, QByteArray>>;

    struct Request
    {
        QPointer<ScriptedHttp2Connection> connection;
        int streamId = 0;
        Headers headers;
        QByteArray body;
        bool ended = false;           ///< END_STREAM came
        std::optional<quint32> reset; ///< code of an RST_STREAM that came

        [[nodiscard]] QByteArray header(const QByteArray &name) const;
    };

    explicit ScriptedHttp2Server(QObject *parent = nullptr);
    ~ScriptedHttp2Server() override;

    [[nodiscard]] QUrl url() const; ///< http or https, 127.0.0.1, port
    [[nodiscard]] quint16 port() const { return m_server->serverPort(); }

    // How connections made from now on behave.
    void useTls(const QSslConfiguration &configuration); ///< certificate, key and protocols for ALPN
    void setMaxConcurrentStreams(quint32 count) { m_maxConcurrentStreams = count; }
    void setSaysSettings(bool says) { m_saysSettings = says; } ///< false: accepts and keeps silent
    void setAnswersPings(bool answers) { m_answersPings = answers; }
    void setInitialWindow(quint32 bytes) { m_initialWindow = bytes; }
    /// Instead of HTTP/2: `bytes` when the first bytes came, and then the end when `close`.
    void setRawAnswer(const QByteArray &bytes, bool close);
    void stopListening() { m_server->close(); }

    // How all connections behave.
    void setDribbles(bool dribbles) { m_dribbles = dribbles; } ///< one byte a turn of the event loop
    void setFrozen(bool frozen);                               ///< reads and writes nothing

    /// Called when the headers of a request came, and when its END_STREAM came, from the event loop.
    std::function<void(int request)> onRequest;
    std::function<void(int request)> onRequestEnded;

    [[nodiscard]] int requestCount() const { return int(m_requests.size()); }
    [[nodiscard]] const Request &request(int number) const { return m_requests[size_t(number)]; }
    [[nodiscard]] int connectionCount() const { return m_accepted; }
    [[nodiscard]] int openConnections() const { return int(m_connections.size()); }
    [[nodiscard]] int pingCount() const { return m_pings; }
    [[nodiscard]] qint64 bytesReceived() const { return m_bytesReceived; }
    /// TCP segments with data that came on the newest connection; -1 where the system does not tell.
    [[nodiscard]] int dataSegmentsReceived() const;

    // Answers. On a connection that is gone they do nothing.
    void respond(int request, const Headers &headers, bool end = false);
    void respondOk(int request)
    {
        respond(request, {{":status", "200"}, {"content-type", "application/grpc"}});
    }
    void send(int request, const QByteArray &data, bool end = false);
    void sendTrailers(int request, const Headers &headers);
    /// Headers, `message` in a gRPC frame, and grpc-status 0.
    void answer(int request, const QByteArray &message);
    void reset(int request, quint32 code);

    void goAway(int lastStreamId, quint32 code, const QByteArray &text = {});
    void writeRaw(const QByteArray &bytes);
    void closeConnections();

    [[nodiscard]] static QByteArray framed(const QByteArray &message);

private:
    friend class ScriptedHttp2Connection;

    void accept(qintptr descriptor);
    [[nodiscard]] ScriptedHttp2Connection *newest() const;
    [[nodiscard]] ScriptedHttp2Connection *connectionOf(int request) const;

    class Listener;
    std::unique_ptr<QTcpServer> m_server;
    std::vector<ScriptedHttp2Connection *> m_connections;
    std::vector<Request> m_requests;
    std::optional<QSslConfiguration> m_tls;
    std::optional<QByteArray> m_rawAnswer;
    bool m_closesAfterRaw = false;
    bool m_saysSettings = true;
    bool m_answersPings = true;
    bool m_dribbles = false;
    bool m_frozen = false;
    quint32 m_maxConcurrentStreams = 100;
    quint32 m_initialWindow = 65'535;
    int m_accepted = 0;
    int m_pings = 0;
    qint64 m_bytesReceived = 0;
};

} // namespace etcdscope
