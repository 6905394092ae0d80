// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/connectiontiming.h"
#include "core/net/http2framing.h"
#include "core/net/http2reply.h"
#include "core/net/silencewatch.h"
#include "core/net/tlsidentity.h"

#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <memory>

class QSslSocket;

namespace etcdscope {

/// One connection to one server: TCP or TLS, and HTTP/2 with prior knowledge or by ALPN. Connects by itself
/// when made, stays open without streams, and does not reconnect: after ended() it is of no use. Owned by
/// NetworkAccess. May be destroyed at any time, also in a slot of one of its replies.
class Http2Session final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Http2Session)

public:
    Http2Session(const QUrl &origin, const TlsIdentity &tls, const ConnectionTiming &timing,
                 const QNetworkProxy &proxy, QObject *parent);
    ~Http2Session() override;

    /// False after a GOAWAY and after the end.
    [[nodiscard]] bool acceptsRequests() const { return !m_ended && m_framing.acceptsRequests(); }

    /// A new stream. The request leaves from the event loop, in one write with what else is due.
    /// Precondition: acceptsRequests().
    [[nodiscard]] Http2Reply *open(const QNetworkRequest &request, QIODevice *outgoing, QObject *parent);

    /// Closes the connection; its replies end from the event loop with ConnectionClosed.
    void close();

    // For Http2Stream.
    void cancel(Http2Stream *stream, int streamId);
    void resume(int streamId);
    void consume(int streamId, qint64 size);
    void touch(Http2Stream *stream);

signals:
    /// Once. All replies have ended.
    void ended();

private:
    [[nodiscard]] bool hasRequests() const { return m_framing.openStreams() > 0 || !m_held.empty(); }
    [[nodiscard]] std::vector<Http2Stream *> takeRequests();
    void connectSocket(const QNetworkProxy &proxy);
    void connectSecurely(QSslSocket *socket, quint16 port);
    void becomeReady();
    void wake();
    void turn();
    void receive();
    bool peerSpeaksHttp2();
    void send();
    void submitHeld();
    void dispatch();
    void ping();
    void giveUpSilentPeer(qint64 milliseconds);
    void socketFailed(QAbstractSocket::SocketError error);
    void end(Http2Reply::Failure failure, const QString &text,
             QNetworkReply::NetworkError error = QNetworkReply::NoError, int silence = 0);

    QUrl m_origin;
    TlsIdentity m_tls;
    ConnectionTiming m_timing;
    Http2Framing m_framing;
    std::vector<Http2Stream *> m_held; // until the SETTINGS of the peer came
    std::unique_ptr<QTcpSocket> m_socket;
    QTimer m_connectTimer;
    SilenceWatch m_silence;
    QByteArray m_input;
    QByteArray m_output;
    QString m_certificateProblems;
    TlsCause m_tlsCause = TlsCause::None;
    bool m_tcpIsUp = false;
    bool m_ready = false;
    bool m_peerKnown = false;
    bool m_peerClosed = false;
    bool m_turnPosted = false;
    bool m_ended = false;
    bool m_endTold = false;
    QString m_closeText;
    QAbstractSocket::SocketError m_closeError = QAbstractSocket::RemoteHostClosedError;
};

} // namespace etcdscope
