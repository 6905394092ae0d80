// SPDX-License-Identifier: Apache-2.0
#include "core/net/http2session.h"

#include "core/net/http2stream.h"
#include "core/net/requestheaders.h"
#include "core/net/resetwatch.h"
#include "core/net/tlscause.h"

#include <QSslCertificate>
#include <QSslSocket>

namespace etcdscope {

namespace {

using Failure = Http2Reply::Failure;

// Read and fed to the protocol in one turn of the event loop: what the consumers do with it must stay below
// 4 ms, and 256 KiB are about 0.3 ms of HTTP/2 and copying.
constexpr qint64 Portion = 256 * 1024;

// Handed to the socket at a time. A request of usual size is one write; a large one follows the peer's
// window.
constexpr qsizetype WriteLimit = 256 * 1024;

bool isTlsError(QAbstractSocket::SocketError error)
{
    return error == QAbstractSocket::SslHandshakeFailedError || error == QAbstractSocket::SslInternalError ||
           error == QAbstractSocket::SslInvalidUserDataError;
}

QNetworkReply::NetworkError connectError(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return QNetworkReply::ConnectionRefusedError;
    case QAbstractSocket::HostNotFoundError:
        return QNetworkReply::HostNotFoundError;
    case QAbstractSocket::SocketTimeoutError:
        return QNetworkReply::TimeoutError;
    case QAbstractSocket::ProxyConnectionRefusedError:
        return QNetworkReply::ProxyConnectionRefusedError;
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return QNetworkReply::ProxyAuthenticationRequiredError;
    default:
        return QNetworkReply::UnknownNetworkError;
    }
}

QString otherCertificateText(const QSslCertificate &certificate)
{
    return QStringLiteral("the server shows another certificate than the one that is accepted, SHA-256 %1")
        .arg(QString::fromLatin1(fingerprintOf(certificate).toHex(':')));
}

} // namespace

Http2Session::Http2Session(const QUrl &origin, const TlsIdentity &tls, const ConnectionTiming &timing,
                           const QNetworkProxy &proxy, QObject *parent)
    : QObject(parent)
    , m_origin(origin)
    , m_tls(tls)
    , m_timing(timing)
    , m_silence(timing.silence, timing.pingAnswer)
{
    m_input.resize(Portion);
    m_connectTimer.setSingleShot(true);
    connect(&m_silence, &SilenceWatch::pingDue, this, &Http2Session::ping);
    connect(&m_silence, &SilenceWatch::silent, this, &Http2Session::giveUpSilentPeer);
    connect(&m_connectTimer, &QTimer::timeout, this, [this] {
        end(m_tcpIsUp ? Failure::TlsFailed : Failure::ConnectFailed,
            m_tcpIsUp ? QStringLiteral("the TLS handshake was not finished within %1 s")
                            .arg(m_timing.connect / 1000.0)
                      : QStringLiteral("no connection within %1 s").arg(m_timing.connect / 1000.0),
            QNetworkReply::TimeoutError);
    });
    connectSocket(proxy);
}

Http2Session::~Http2Session()
{
    // ~QAbstractSocket emits disconnected() into an owner that is half gone.
    m_socket->disconnect(this);
    m_socket->disconnect(&m_connectTimer);
    for (Http2Stream *stream : takeRequests())
        stream->detach();
    while (Http2Stream *stream = m_framing.takeTouched())
        QMetaObject::invokeMethod(stream, &Http2Stream::deliver, Qt::QueuedConnection);
}

void Http2Session::connectSocket(const QNetworkProxy &proxy)
{
    const bool tls = m_origin.scheme() == QLatin1String("https");
    QSslSocket *secure = nullptr;
    if (tls)
        m_socket.reset(secure = new QSslSocket(this));
    else
        m_socket = std::make_unique<QTcpSocket>(this);

    if (proxy.type() != QNetworkProxy::DefaultProxy)
        m_socket->setProxy(proxy);
    m_socket->setReadBufferSize(Portion);
    connect(m_socket.get(), &QAbstractSocket::connected, this, [this] {
        m_tcpIsUp = true;
        // Set any earlier it is silently lost.
        m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    });
    connect(m_socket.get(), &QAbstractSocket::errorOccurred, this, &Http2Session::socketFailed);
    connect(m_socket.get(), &QAbstractSocket::readyRead, this, &Http2Session::wake);
    connect(m_socket.get(), &QAbstractSocket::bytesWritten, this, [this] {
        if (m_framing.wantsWrite())
            wake();
    });
    connect(m_socket.get(), &QAbstractSocket::disconnected, this, [this] {
        m_peerClosed = true;
        wake();
    });

    auto *const resets = new ResetWatch(*m_socket, m_socket.get());
    connect(resets, &ResetWatch::reset, this, [this] {
        end(Failure::ConnectFailed, QStringLiteral("the server closed every connection at once"),
            QNetworkReply::RemoteHostClosedError);
    });
    m_connectTimer.start(m_timing.connect);
    const auto port = quint16(m_origin.port(tls ? 443 : 80));
    if (!secure) {
        connect(m_socket.get(), &QAbstractSocket::connected, this, &Http2Session::becomeReady);
        m_socket->connectToHost(m_origin.host(), port);
        return;
    }
    connectSecurely(secure, port);
}

void Http2Session::connectSecurely(QSslSocket *socket, quint16 port)
{
    QSslConfiguration configuration = m_tls.configuration;
    configuration.setAllowedNextProtocols({QByteArrayLiteral("h2")});
    socket->setSslConfiguration(configuration);
    connect(socket, &QSslSocket::sslErrors, this, [this, socket](const QList<QSslError> &errors) {
        if (m_tls.accepts(socket->peerCertificate(), false)) {
            socket->ignoreSslErrors();
            return;
        }
        m_certificateProblems = textOf(errors);
        m_tlsCause = m_tls.acceptedFingerprint.isEmpty() ? causeOf(errors) : TlsCause::NotAccepted;
    });
    connect(socket, &QSslSocket::encrypted, this, [this, socket] {
        if (!m_tls.accepts(socket->peerCertificate(), true)) {
            m_tlsCause = TlsCause::NotAccepted;
            end(Failure::TlsFailed, otherCertificateText(socket->peerCertificate()));
        } else if (socket->sslConfiguration().nextNegotiatedProtocol() == "h2") {
            becomeReady();
        } else {
            end(Failure::NoHttp2, QStringLiteral("the server does not offer HTTP/2 (ALPN chose no h2)"));
        }
    });
    const QString name = m_tls.serverName.isEmpty() ? m_origin.host() : m_tls.serverName;
    socket->connectToHostEncrypted(m_origin.host(), port, name);
}

void Http2Session::becomeReady()
{
    m_connectTimer.stop();
    m_ready = true;
    wake();
}

Http2Reply *Http2Session::open(const QNetworkRequest &request, QIODevice *outgoing, QObject *parent)
{
    auto *stream = new Http2Stream(*this, request, outgoing, parent);
    m_held.push_back(stream);
    wake();
    return stream;
}

void Http2Session::submitHeld()
{
    if (!m_framing.settingsCame())
        return;
    const std::vector<Http2Stream *> held = std::exchange(m_held, {});
    for (Http2Stream *stream : held) {
        const int id = m_framing.submit(stream, requestHeaders(stream->request()));
        if (id > 0)
            stream->setStreamId(id);
        else
            stream->noteFailed(Failure::GoAway, QStringLiteral("the connection takes no more requests"));
    }
}

std::vector<Http2Stream *> Http2Session::takeRequests()
{
    std::vector<Http2Stream *> streams = m_framing.takeStreams();
    streams.insert(streams.end(), m_held.begin(), m_held.end());
    m_held.clear();
    return streams;
}

void Http2Session::close()
{
    end(Failure::ConnectionClosed, QStringLiteral("the connection was closed by this program"));
}

void Http2Session::cancel(Http2Stream *stream, int streamId)
{
    if (streamId > 0)
        m_framing.cancel(streamId);
    else
        std::erase(m_held, stream);
    wake();
}

void Http2Session::resume(int streamId)
{
    if (streamId > 0)
        m_framing.resume(streamId);
    wake();
}

void Http2Session::consume(int streamId, qint64 size)
{
    m_framing.consume(streamId, size);
    if (m_framing.wantsWrite())
        wake();
}

void Http2Session::touch(Http2Stream *stream)
{
    m_framing.touch(stream);
    wake();
}

// All work is done in turns of its own, posted once however much there is to do: never inside a signal of the
// socket, so that a slot may delete us, and several requests made together leave in one write.
void Http2Session::wake()
{
    if (std::exchange(m_turnPosted, true))
        return;
    QMetaObject::invokeMethod(this, &Http2Session::turn, Qt::QueuedConnection);
}

void Http2Session::turn()
{
    m_turnPosted = false;
    const QPointer<Http2Session> self(this);
    if (!m_ended)
        receive();
    dispatch();
    if (!self)
        return;
    if (m_ended) {
        if (!std::exchange(m_endTold, true))
            emit ended();
        return;
    }
    submitHeld();
    send();
    m_silence.setActive(!m_ended && m_ready && hasRequests());
}

void Http2Session::dispatch()
{
    const QPointer<Http2Session> self(this);
    while (Http2Stream *stream = m_framing.takeTouched()) {
        stream->deliver();
        if (!self)
            return;
    }
}

void Http2Session::receive()
{
    if (m_socket->bytesAvailable() > 0 && (m_peerKnown || peerSpeaksHttp2())) {
        const qint64 size = m_socket->read(m_input.data(), Portion);
        m_silence.heard();
        if (size > 0 && !m_framing.receive(QByteArrayView(m_input.constData(), size))) {
            end(Failure::ProtocolError, m_framing.errorText());
            return;
        }
        if (m_socket->bytesAvailable() > 0) {
            wake();
            return;
        }
    }
    if (!m_peerClosed || m_ended)
        return;
    if (!m_ready)
        end(Failure::ConnectFailed, m_closeText, connectError(m_closeError));
    else if (m_framing.goingAway())
        end(m_framing.peerWantsHttp1() ? Failure::NoHttp2 : Failure::ConnectionClosed, m_framing.errorText());
    else if (!m_peerKnown)
        end(Failure::ConnectionClosed,
            QStringLiteral("the server closed the connection without a word; perhaps it expects TLS here"));
    else
        end(Failure::ConnectionClosed,
            m_closeText.isEmpty() ? QStringLiteral("the server closed the connection") : m_closeText);
}

bool Http2Session::peerSpeaksHttp2()
{
    const QByteArray head = m_socket->peek(120);
    const QByteArrayView http1 = "HTTP/";
    if (head.startsWith(http1)) {
        const QByteArray line = head.left(head.indexOf('\r')).left(80);
        end(Failure::NoHttp2,
            QStringLiteral("the peer answers with HTTP/1: %1").arg(QString::fromLatin1(line)));
        return false;
    }
    if (head.size() < http1.size() && http1.startsWith(head) && !m_peerClosed)
        return false;
    // A TLS record: alert or handshake, version 3.x.
    if (head.size() > 1 && (head[0] == 0x15 || head[0] == 0x16) && head[1] == 3) {
        end(Failure::NoHttp2, QStringLiteral("the peer speaks TLS here: an https endpoint"));
        return false;
    }
    m_peerKnown = true;
    return true;
}

void Http2Session::send()
{
    if (!m_ready || m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    if (m_socket->bytesToWrite() < WriteLimit && m_framing.wantsWrite()) {
        m_output.resize(0); // keeps its memory
        const bool ok = m_framing.collect(m_output, WriteLimit);
        if (!m_output.isEmpty()) {
            m_socket->write(m_output);
            m_socket->flush();
        }
        if (!ok) {
            end(Failure::ProtocolError, m_framing.errorText());
            return;
        }
    }
    if (m_framing.over()) {
        end(m_framing.peerBrokeProtocol() ? Failure::ProtocolError
            : m_framing.peerWantsHttp1()  ? Failure::NoHttp2
                                          : Failure::ConnectionClosed,
            m_framing.errorText());
    }
}

void Http2Session::ping()
{
    // An earlier PING may be unanswered although data came since; a second one could break etcd's rule.
    if (m_framing.pingOutstanding())
        return;
    m_framing.ping();
    wake();
}

void Http2Session::giveUpSilentPeer(qint64 milliseconds)
{
    if (m_socket->bytesAvailable() > 0)
        m_silence.heard();
    else
        end(Failure::PeerSilent,
            QStringLiteral("the server was silent for %1 s and did not answer a PING")
                .arg(double(milliseconds) / 1000.0, 0, 'f', 1),
            QNetworkReply::NoError, int(milliseconds));
}

void Http2Session::socketFailed(QAbstractSocket::SocketError error)
{
    m_closeError = error;
    m_closeText = m_socket->errorString();
    const bool tlsFailed = isTlsError(error) && !m_peerKnown;
    if (m_ready && !tlsFailed) {
        if (m_socket->state() == QAbstractSocket::UnconnectedState) {
            m_peerClosed = true;
            wake();
        }
        return; // bytes that came before are still to be read; disconnected() follows
    }
    if (!tlsFailed && m_tcpIsUp) {
        m_tlsCause = TlsCause::Other;
        end(Failure::TlsFailed, QStringLiteral("the TLS handshake was broken off: %1").arg(m_closeText));
    } else if (!tlsFailed) {
        end(Failure::ConnectFailed, m_closeText, connectError(error));
    } else if (m_closeText.contains(QLatin1String("no application protocol"))) {
        end(Failure::NoHttp2, QStringLiteral("the server does not offer HTTP/2: %1").arg(m_closeText));
    } else {
        if (m_certificateProblems.isEmpty())
            m_tlsCause = causeOfHandshake(m_closeText, !m_tls.configuration.localCertificate().isNull());
        end(Failure::TlsFailed, m_certificateProblems.isEmpty() ? m_closeText : m_certificateProblems);
    }
}

void Http2Session::end(Failure failure, const QString &text, QNetworkReply::NetworkError error, int silence)
{
    if (std::exchange(m_ended, true))
        return;
    m_connectTimer.stop();
    m_silence.setActive(false);
    m_socket->disconnect(this);
    m_socket->abort();
    const std::vector<Http2Stream *> streams = takeRequests();
    // TLS 1.3 sends requests before the server has looked at our certificate: refused, it reads none of them.
    const std::optional<RequestFate> fate =
        failure == Failure::TlsFailed ? std::optional(RequestFate::NotSent) : std::nullopt;
    for (Http2Stream *stream : streams)
        stream->noteFailed(failure, text, fate, error, silence, m_tlsCause);
    wake();
}

} // namespace etcdscope
