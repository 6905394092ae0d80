// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/gatewaystream.h"

#include "core/net/networkaccess.h"
#include "core/net/transporterror.h"
#include "core/rpc/gatewayjson.h"
#include "core/rpc/status.h"

#include <google/protobuf/message.h>

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPromise>
#include <QThreadPool>

#include <utility>

namespace etcdscope {

namespace {

constexpr qint64 longestTurn = 3'000'000; // ns
/// JSON up to this size is turned at once: about a millisecond.
constexpr qsizetype convertedAtOnce = 64 * 1024;
/// Counted without what Qt needs for each chunk, which is fifty times as much where chunks are of one byte.
constexpr qint64 readBuffer = 256 * 1024;
/// JSON is up to five times as long as the message (numbers in quotes, names, base64).
constexpr qint64 jsonFactor = 5;
/// Other than over gRPC a message is here as a whole, and once more as JSON.
constexpr qint64 largestInput = 256 * 1024 * 1024;
/// As much of an answer that is none is read, for its words.
constexpr qsizetype foreignInput = 64 * 1024;

int httpStatus(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

bool startsLikeJson(QByteArrayView text)
{
    return text.first(qMin(text.size(), qsizetype(16))).trimmed().startsWith('{');
}

} // namespace

GatewayStream::GatewayStream(NetworkAccess &network, const QNetworkRequest &request, const QByteArray &body,
                             const Method &method, MessageSink &sink, qint64 maxMessageSize)
    : m_method(method)
    , m_sink(sink)
    , m_maxMessageSize(maxMessageSize)
    , m_maxInput(qMin(maxMessageSize * jsonFactor + 4 * readBuffer, largestInput))
    , m_reply(network.post(request, body))
{
    // Without a bound Qt would read all that comes while the consumer is paused; and while a server is fast
    // enough to be always one piece ahead, Qt gathers without ever telling us. A bound that is set before
    // Qt's thread has taken up the request never gets there (seen with 6.4).
    connect(m_reply, &QNetworkReply::requestSent, m_reply,
            [reply = m_reply.data()] { reply->setReadBufferSize(readBuffer); });
    m_continue.setSingleShot(true);
    connect(&m_continue, &QTimer::timeout, this, &GatewayStream::takeTurn);
    connect(&m_conversion, &QFutureWatcherBase::finished, this, &GatewayStream::conversionFinished);
    connect(m_reply, &QNetworkReply::readyRead, this, &GatewayStream::takeTurn);
    connect(m_reply, &QNetworkReply::finished, this, &GatewayStream::replyFinished);
}

GatewayStream::~GatewayStream()
{
    cancel();
}

void GatewayStream::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    if (paused)
        m_continue.stop();
    else if (m_reply)
        m_continue.start(0);
}

void GatewayStream::cancel()
{
    if (!m_reply)
        return;
    if (!m_replyFinished)
        NetworkAccess::annotate(m_reply, m_revision, std::nullopt);
    dropReply();
}

void GatewayStream::setRevision(qint64 revision)
{
    m_revision = revision;
}

bool GatewayStream::isLineByLine() const
{
    return m_method.kind != Method::Kind::Unary;
}

void GatewayStream::replyFinished()
{
    m_replyFinished = true;
    const QPointer<GatewayStream> self(this);
    takeTurn();
    // The log closes the operation after this slot, even if something is still on the worker.
    if (self && m_reply)
        NetworkAccess::annotate(m_reply, m_revision, transportOutcome());
}

void GatewayStream::takeTurn()
{
    if (!m_reply || m_converting || !readInput())
        return;
    if (isLineByLine() && httpStatus(*m_reply) == 200 && !takeLines())
        return;
    if (!m_replyFinished || m_converting || m_continue.isActive())
        return;
    const bool somethingWaits = m_input.size() > m_lineStart || m_reply->bytesAvailable() > 0;
    if (!m_paused || !somethingWaits)
        takeRest();
}

bool GatewayStream::readInput()
{
    if (m_paused)
        return true;
    if (m_lineStart > 0) {
        m_input.remove(0, m_lineStart);
        m_searched -= m_lineStart;
        m_lineStart = 0;
    }
    // A reply that was aborted is closed.
    if (m_reply->isReadable())
        m_input.append(m_reply->readAll());
    if (isForeign()) {
        end(httpOutcome());
        return false;
    }
    if (m_input.size() <= m_maxInput)
        return true;
    return end(Error{
        .kind = ErrorKind::TooLarge,
        .fate = RequestFate::MaybeSent,
        .detail = QStringLiteral("the server sent more than %1 bytes of JSON for a message of at most %2")
                      .arg(m_maxInput)
                      .arg(m_maxMessageSize)});
}

bool GatewayStream::isForeign() const
{
    // Bytes before m_lineStart are gone when this is asked.
    return m_input.size() > foreignInput && (httpStatus(*m_reply) != 200 || !startsLikeJson(m_input));
}

bool GatewayStream::takeLines()
{
    QElapsedTimer turn;
    turn.start();
    while (!m_paused && !m_converting) {
        if (turn.nsecsElapsed() > longestTurn) {
            m_continue.start(0);
            break;
        }
        const auto line = nextLine();
        if (!line)
            break;
        if (!takeLine(*line))
            return false;
    }
    return announce();
}

bool GatewayStream::announce()
{
    if (!std::exchange(m_handed, false))
        return true;
    const QPointer<GatewayStream> self(this);
    emit received();
    return self && m_reply;
}

std::optional<QByteArray> GatewayStream::nextLine()
{
    const qsizetype end = m_input.indexOf('\n', m_searched);
    if (end < 0) {
        m_searched = m_input.size();
        return std::nullopt;
    }
    const QByteArray line = m_input.mid(m_lineStart, end - m_lineStart);
    m_lineStart = end + 1;
    m_searched = m_lineStart;
    return line;
}

bool GatewayStream::takeLine(const QByteArray &line)
{
    const GatewayLine parsed = parseGatewayLine(line);
    if (parsed.kind == GatewayLine::Kind::Result)
        return convert(parsed.payload.toByteArray());
    auto error =
        parsed.kind == GatewayLine::Kind::Error ? errorFromGatewayJson(parsed.payload) : std::nullopt;
    if (!error) {
        error = errorFromHttpStatus(httpStatus(*m_reply),
                                    QStringLiteral("a line of the stream is neither a result nor an error"));
    }
    return end(error);
}

void GatewayStream::takeRest()
{
    if (auto error = transportOutcome()) {
        end(error);
        return;
    }
    if (httpStatus(*m_reply) != 200) {
        end(httpOutcome());
        return;
    }
    if (!std::exchange(m_restTaken, true)) {
        const QByteArray rest = m_input.mid(m_lineStart);
        m_input.clear();
        m_lineStart = 0;
        m_searched = 0;
        if (!isLineByLine()) {
            if (!convert(rest))
                return;
        } else if (!rest.trimmed().isEmpty()) {
            if (!hasKnownEnd() && endsInsideJson(rest)) {
                end(cutOff());
                return;
            }
            if (!takeLine(rest))
                return;
        }
        if (m_converting || !announce())
            return;
    }
    end(std::nullopt);
}

bool GatewayStream::convert(const QByteArray &json)
{
    if (json.size() <= convertedAtOnce)
        return handOver(converted(m_method, json));
    m_converting = true;
    const auto promise = std::make_shared<QPromise<Converted>>();
    promise->start();
    m_conversion.setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, json, &method = m_method] {
        promise->addResult(converted(method, json));
        promise->finish();
    });
    return true;
}

GatewayStream::Converted GatewayStream::converted(const Method &method, const QByteArray &json)
{
    Converted result{.message = wireFromGatewayJson(method, json)};
    result.endsInside = !result.message && endsInsideJson(json);
    return result;
}

bool GatewayStream::hasKnownEnd() const
{
    return m_reply->hasRawHeader("Content-Length");
}

/// Qt does not tell the end of a connection from that of the last chunk.
Error GatewayStream::cutOff()
{
    return {.kind = ErrorKind::Network,
            .fate = RequestFate::MaybeSent,
            .detail = QStringLiteral("the connection was closed in the middle of the answer")};
}

bool GatewayStream::handOver(const Converted &converted)
{
    const std::optional<QByteArray> &message = converted.message;
    if (!message && converted.endsInside && !isLineByLine() && !hasKnownEnd())
        return end(cutOff());
    if (!message) {
        return end(
            errorFromHttpStatus(httpStatus(*m_reply),
                                QStringLiteral("the answer is not the JSON of a %1")
                                    .arg(QString::fromStdString(m_method.reply().GetDescriptor()->name()))));
    }
    if (message->size() > m_maxMessageSize) {
        return end(Error{.kind = ErrorKind::TooLarge,
                         .fate = RequestFate::MaybeSent,
                         .detail = QStringLiteral("the server sent a message of %1 bytes, the limit is %2")
                                       .arg(message->size())
                                       .arg(m_maxMessageSize)});
    }
    m_handed = true;
    auto problem = m_sink.messageStarted(message->size());
    if (!problem && !message->isEmpty())
        problem = m_sink.messageData(*message);
    if (!problem)
        problem = m_sink.messageEnded();
    if (problem)
        return end(Error{.kind = ErrorKind::Protocol, .fate = RequestFate::MaybeSent, .detail = *problem});
    return true;
}

void GatewayStream::conversionFinished()
{
    m_converting = false;
    if (m_reply && handOver(m_conversion.result()) && announce())
        takeTurn();
}

bool GatewayStream::end(const std::optional<Error> &error)
{
    NetworkAccess::annotate(m_reply, m_revision, error);
    dropReply();
    emit finished(error);
    return false;
}

void GatewayStream::dropReply()
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

std::optional<Error> GatewayStream::transportOutcome() const
{
    const QNetworkReply::NetworkError code = m_reply->error();
    const int status = httpStatus(*m_reply);
    // From 200 on Qt reports what the server said, which stands in the body.
    const bool cutOff = code != QNetworkReply::NoError && code < 200;
    if (code == QNetworkReply::NoError || (status != 0 && !cutOff))
        return std::nullopt;
    Error error = transportError(*m_reply);
    if (status != 0) {
        error.fate = RequestFate::MaybeSent;
        if (error.kind == ErrorKind::Protocol)
            error.kind = ErrorKind::Network;
    }
    return error;
}

Error GatewayStream::httpOutcome() const
{
    const int status = httpStatus(*m_reply);
    auto error = errorFromGatewayJson(m_input);
    if (!error) {
        error =
            errorFromHttpStatus(status, QString::fromUtf8(m_input.left(200))
                                            .simplified()
                                            .prepend(QStringLiteral("not an answer of etcd's gateway: ")));
    }
    error->httpStatus = status;
    // Gateways before 3.6 answer a path they do not have in plain text, later ones in words of their own.
    const QByteArray text = m_input.trimmed();
    const bool noRoute = text == "Not Found" || text == "404 page not found" ||
                         error->serverMessage == QLatin1String("Not Found");
    if (status == 404 && noRoute) {
        error->kind = ErrorKind::Unsupported;
        error->fate = RequestFate::Answered;
    }
    // A client certificate with a common name: its user can come over gRPC alone.
    if (status == 400 && text.startsWith("CommonName of client")) {
        error->kind = ErrorKind::Unauthenticated;
        error->fate = RequestFate::Answered;
        error->serverMessage = QString::fromUtf8(text.left(200));
        error->detail = QStringLiteral("users by certificate work over gRPC alone, not through the gateway");
    }
    return *error;
}

} // namespace etcdscope
