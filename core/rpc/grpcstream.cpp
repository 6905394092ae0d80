// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/grpcstream.h"

#include "core/net/networkaccess.h"
#include "core/net/outgoingstream.h"
#include "core/net/transporterror.h"
#include "core/rpc/status.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace etcdscope {

namespace {

constexpr qsizetype pieceSize = 64 * 1024;
constexpr qint64 longestTurn = 3'000'000; // ns

/// How the stream below ended, when that was not the server's END_STREAM.
std::optional<Error> streamFailure(const QNetworkReply &reply)
{
    if (reply.error() == QNetworkReply::NoError)
        return std::nullopt;
    Error error = transportError(reply);
    // Headers came, but not what the call ended with.
    if (error.fate == RequestFate::Answered)
        error.fate = RequestFate::MaybeSent;
    return error;
}

/// An answer of something that is not a gRPC server.
std::optional<Error> foreignAnswer(const QNetworkReply &reply)
{
    if (reply.hasRawHeader("grpc-status"))
        return std::nullopt;
    const int httpStatus = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray contentType = reply.rawHeader("content-type");
    const bool isGrpc = contentType.isEmpty() || contentType.startsWith("application/grpc");
    if ((httpStatus == 0 || httpStatus == 200) && isGrpc)
        return std::nullopt;
    return errorFromHttpStatus(httpStatus, QStringLiteral("an answer without gRPC status, content type %1")
                                               .arg(QString::fromLatin1(contentType)));
}

/// What the server's own end of the stream says.
std::optional<Error> grpcOutcome(const QNetworkReply &reply)
{
    if (auto error = foreignAnswer(reply))
        return error;
    if (!reply.hasRawHeader("grpc-status")) {
        // Seen when a server stops: it ends its streams without saying how.
        return Error{.kind = ErrorKind::Unavailable,
                     .fate = RequestFate::MaybeSent,
                     .detail = QStringLiteral("the stream ended without grpc-status")};
    }
    bool isNumber = false;
    const int code = reply.rawHeader("grpc-status").trimmed().toInt(&isNumber);
    if (isNumber && code == 0)
        return std::nullopt;
    if (!isNumber) {
        return Error{.kind = ErrorKind::Protocol,
                     .fate = RequestFate::MaybeSent,
                     .detail = QStringLiteral("the grpc-status of the answer is no number: %1")
                                   .arg(QString::fromLatin1(reply.rawHeader("grpc-status").left(40)))};
    }
    const QString message = decodedGrpcMessage(reply.rawHeader("grpc-message"));
    Error error = errorFromStatus(code, message);
    error.httpStatus = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return error;
}

} // namespace

GrpcStream::GrpcStream(NetworkAccess &network, const QNetworkRequest &request, const QByteArray &frame,
                       const Method &method, MessageSink &sink, qint64 maxMessageSize)
    : m_sink(sink)
    , m_frames(maxMessageSize)
{
    if (method.kind == Method::Kind::BidiStream) {
        auto *requests = new OutgoingStream;
        requests->append(frame);
        m_reply = network.post(request, requests);
        requests->setParent(m_reply);
        m_requests = requests;
    } else {
        m_reply = network.post(request, frame);
    }
    m_continue.setSingleShot(true);
    connect(&m_continue, &QTimer::timeout, this, &GrpcStream::takeTurn);
    connect(m_reply, &QNetworkReply::readyRead, this, &GrpcStream::takeTurn);
    connect(m_reply, &QNetworkReply::finished, this, &GrpcStream::replyFinished);
}

GrpcStream::~GrpcStream()
{
    cancel();
}

void GrpcStream::send(const google::protobuf::Message &message)
{
    if (canSend())
        m_requests->append(grpcFrame(message));
}

bool GrpcStream::canSend() const
{
    return m_reply && m_requests && !m_replyFinished;
}

void GrpcStream::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    // Not read from here: the caller may be in the middle of something.
    if (paused)
        m_continue.stop();
    else if (m_reply)
        m_continue.start(0);
}

void GrpcStream::cancel()
{
    if (!m_reply)
        return;
    if (!m_replyFinished)
        NetworkAccess::annotate(m_reply, m_revision, std::nullopt);
    dropReply();
}

void GrpcStream::setRevision(qint64 revision)
{
    m_revision = revision;
}

void GrpcStream::replyFinished()
{
    m_replyFinished = true;
    const QPointer<GrpcStream> self(this);
    read();
    if (!self || !m_reply)
        return;
    // The log closes the operation after this slot, even if bytes still wait to be decoded.
    NetworkAccess::annotate(m_reply, m_revision, outcome());
    endIfDrained();
}

void GrpcStream::takeTurn()
{
    const QPointer<GrpcStream> self(this);
    read();
    if (self)
        endIfDrained();
}

void GrpcStream::endIfDrained()
{
    if (m_reply && m_replyFinished && m_reply->bytesAvailable() == 0)
        end(outcome());
}

void GrpcStream::read()
{
    QElapsedTimer turn;
    turn.start();
    bool handed = false;
    if (const auto error =
            m_reply && m_reply->bytesAvailable() > 0 ? foreignAnswer(*m_reply) : std::nullopt) {
        end(error);
        return;
    }
    while (m_reply && !m_paused && m_reply->bytesAvailable() > 0) {
        if (turn.nsecsElapsed() > longestTurn) {
            m_continue.start(0);
            break;
        }
        m_buffer.resize(pieceSize);
        const qint64 size = m_reply->read(m_buffer.data(), pieceSize);
        if (size <= 0)
            break;
        handed = true;
        const auto fault = m_frames.feed(QByteArrayView(m_buffer.constData(), qsizetype(size)), m_sink);
        if (fault) {
            end(Error{.kind = fault->kind, .fate = RequestFate::MaybeSent, .detail = fault->text});
            return;
        }
    }
    if (handed)
        emit received();
}

void GrpcStream::end(const std::optional<Error> &error)
{
    if (m_reply && !m_replyFinished)
        NetworkAccess::annotate(m_reply, m_revision, error);
    dropReply();
    emit finished(error);
}

void GrpcStream::dropReply()
{
    m_continue.stop();
    QNetworkReply *reply = m_reply;
    m_reply = nullptr;
    if (!reply)
        return;
    reply->disconnect(this);
    if (!m_replyFinished)
        reply->abort();
    reply->deleteLater();
}

std::optional<Error> GrpcStream::outcome() const
{
    // A status that came counts even when the stream was torn down behind it.
    if (!m_reply->hasRawHeader("grpc-status")) {
        if (auto error = streamFailure(*m_reply))
            return error;
    }
    if (auto error = grpcOutcome(*m_reply))
        return error;
    // Only meaningful once all was read; the log is content with what is known before.
    if (m_reply->bytesAvailable() > 0)
        return std::nullopt;
    if (const auto fault = m_frames.finish())
        return Error{.kind = fault->kind, .fate = RequestFate::MaybeSent, .detail = fault->text};
    return std::nullopt;
}

} // namespace etcdscope
