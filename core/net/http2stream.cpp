// SPDX-License-Identifier: Apache-2.0
#include "core/net/http2stream.h"

#include "core/net/callpolicy.h"
#include "core/net/http2session.h"
#include "core/net/outgoingstream.h"

#include <QBuffer>
#include <QTimerEvent>

#include <cstring>

namespace etcdscope {

namespace {

// DATA frames of a watch are small; gathering them keeps the list short.
constexpr qsizetype SmallChunk = 16 * 1024;

QNetworkReply::NetworkError networkErrorOf(Http2Reply::Failure failure)
{
    using Failure = Http2Reply::Failure;
    switch (failure) {
    case Failure::None:
        return QNetworkReply::NoError;
    case Failure::ConnectFailed:
        return QNetworkReply::UnknownNetworkError;
    case Failure::TlsFailed:
        return QNetworkReply::SslHandshakeFailedError;
    case Failure::NoHttp2:
    case Failure::ProtocolError:
        return QNetworkReply::ProtocolFailure;
    case Failure::ConnectionClosed:
        return QNetworkReply::RemoteHostClosedError;
    case Failure::PeerSilent:
    case Failure::GoAway:
        return QNetworkReply::TemporaryNetworkFailureError;
    case Failure::StreamReset:
        return QNetworkReply::UnknownServerError;
    case Failure::DeadlineExceeded:
        return QNetworkReply::TimeoutError;
    case Failure::Cancelled:
        return QNetworkReply::OperationCanceledError;
    }
    return QNetworkReply::UnknownNetworkError;
}

} // namespace

Http2Stream::Http2Stream(Http2Session &session, const QNetworkRequest &request, QIODevice *outgoing,
                         QObject *parent)
    : Http2Reply(parent)
    , m_session(&session)
{
    setOperation(QNetworkAccessManager::PostOperation);
    setRequest(request);
    setUrl(request.url());
    setAttribute(QNetworkRequest::Http2WasUsedAttribute, true);
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    takeOutgoing(outgoing);
    if (const int deadline = CallInfo::of(request).deadline; deadline > 0)
        m_deadline.start(deadline, deadline < 2000 ? Qt::PreciseTimer : Qt::CoarseTimer, this);
}

Http2Stream::~Http2Stream()
{
    if (m_session)
        m_session->cancel(this, m_id);
}

void Http2Stream::takeOutgoing(QIODevice *outgoing)
{
    if (!outgoing)
        return;
    if (const auto *stream = qobject_cast<OutgoingStream *>(outgoing)) {
        m_outgoing = outgoing;
        m_bodyStays = true;
        const auto more = [this] {
            if (m_session)
                m_session->resume(m_id);
        };
        connect(stream, &QIODevice::readyRead, this, more);
        connect(stream, &QIODevice::readChannelFinished, this, more);
    } else if (auto *buffer = qobject_cast<QBuffer *>(outgoing); buffer && buffer->pos() == 0) {
        m_body = buffer->data();
    } else {
        m_body = outgoing->readAll();
    }
}

qint64 Http2Stream::readOutgoing(char *data, qint64 maxSize, bool *atEnd)
{
    if (m_bodyStays) {
        if (!m_outgoing)
            return 0;
        const qint64 read = qMax<qint64>(0, m_outgoing->read(data, maxSize));
        *atEnd = m_outgoing->atEnd();
        return read;
    }
    const qint64 size = qMin<qint64>(maxSize, m_body.size() - m_bodyRead);
    std::memcpy(data, m_body.constData() + m_bodyRead, size_t(size));
    m_bodyRead += size;
    *atEnd = m_bodyRead == m_body.size();
    return size;
}

void Http2Stream::touch()
{
    if (!m_touched && m_session) {
        m_touched = true;
        m_session->touch(this);
    }
}

void Http2Stream::noteSent()
{
    if (m_fate == RequestFate::NotSent)
        m_fate = RequestFate::MaybeSent;
}

void Http2Stream::noteHeaderBlockBegins()
{
    m_block.clear();
}

void Http2Stream::noteHeader(QByteArray name, QByteArray value)
{
    m_block.emplace_back(std::move(name), std::move(value));
}

void Http2Stream::noteHeaderBlockEnds()
{
    for (const auto &[name, value] : m_block) {
        if (name == ":status") {
            const int status = value.toInt();
            if (status < 200)
                return; // an interim answer (RFC 9113, 8.1): the real one follows
            setAttribute(QNetworkRequest::HttpStatusCodeAttribute, status);
        } else if (hasRawHeader(name)) {
            setRawHeader(name, rawHeader(name) + ", " + value); // RFC 9110, 5.3
        } else {
            setRawHeader(name, value);
        }
    }
    m_block.clear();
    m_fate = RequestFate::Answered;
    if (!m_headersCame) {
        m_headersCame = true;
        m_tellHeaders = true;
        touch();
    }
}

void Http2Stream::noteBody(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    if (!m_chunks.empty() && m_chunks.back().size() + bytes.size() <= SmallChunk)
        m_chunks.back().append(bytes.data(), bytes.size());
    else
        m_chunks.emplace_back(bytes.data(), bytes.size());
    m_available += bytes.size();
    m_tellBody = true;
    touch();
}

void Http2Stream::noteEnded()
{
    m_ended = true;
    touch();
    m_session = nullptr;
}

void Http2Stream::noteFailed(Failure failure, const QString &text, std::optional<RequestFate> fate,
                             NetworkError error, int silence, TlsCause tlsCause)
{
    m_failure = failure;
    m_silence = silence;
    m_tlsCause = tlsCause;
    m_endError = error == NoError ? networkErrorOf(failure) : error;
    m_endText = text;
    if (fate)
        m_fate = *fate;
    noteEnded();
}

void Http2Stream::deliver()
{
    m_touched = false;
    if (m_delivering) {
        // A slot of ours runs an event loop of its own: the outer delivery goes on when it returns.
        return;
    }
    m_delivering = true;
    const QPointer<Http2Stream> self(this);
    while (!isFinished() && (m_tellHeaders || m_tellBody || m_ended)) {
        if (std::exchange(m_tellHeaders, false))
            emit metaDataChanged();
        else if (std::exchange(m_tellBody, false))
            emit readyRead();
        else
            emitEnd();
        if (!self)
            return;
    }
    m_delivering = false;
}

void Http2Stream::emitEnd()
{
    m_deadline.stop();
    if (m_endError != NoError)
        setError(m_endError, m_endText);
    setFinished(true);
    const QPointer<Http2Stream> self(this);
    if (m_endError != NoError)
        emit errorOccurred(m_endError);
    if (self)
        emit finished();
}

void Http2Stream::endHere(Failure failure, NetworkError error, const QString &text)
{
    if (isFinished())
        return;
    if (m_session)
        std::exchange(m_session, nullptr)->cancel(this, m_id);
    m_failure = failure;
    m_endError = error;
    m_endText = text;
    m_ended = true;
    m_tellHeaders = false;
    m_tellBody = false;
    emitEnd();
}

void Http2Stream::abort()
{
    m_chunks.clear();
    m_available = 0;
    endHere(Failure::Cancelled, OperationCanceledError, QStringLiteral("cancelled"));
}

void Http2Stream::close()
{
    const QPointer<Http2Stream> self(this);
    abort();
    if (self)
        QNetworkReply::close();
}

void Http2Stream::detach()
{
    m_session = nullptr;
    if (m_ended)
        return;
    noteFailed(Failure::ConnectionClosed, QStringLiteral("the connection was closed by this program"));
    QMetaObject::invokeMethod(this, &Http2Stream::deliver, Qt::QueuedConnection);
}

void Http2Stream::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_deadline.timerId()) {
        Http2Reply::timerEvent(event);
        return;
    }
    m_deadline.stop();
    endHere(Failure::DeadlineExceeded, TimeoutError, QStringLiteral("no answer within the time given"));
}

qint64 Http2Stream::bytesAvailable() const
{
    return m_available + Http2Reply::bytesAvailable();
}

qint64 Http2Stream::readData(char *data, qint64 maxSize)
{
    qint64 read = 0;
    while (read < maxSize && !m_chunks.empty()) {
        const QByteArray &chunk = m_chunks.front();
        const qint64 size = qMin<qint64>(maxSize - read, chunk.size() - m_chunkRead);
        std::memcpy(data + read, chunk.constData() + m_chunkRead, size_t(size));
        read += size;
        m_chunkRead += size;
        if (m_chunkRead == chunk.size()) {
            m_chunks.pop_front();
            m_chunkRead = 0;
        }
    }
    m_available -= read;
    if (read > 0 && m_session)
        m_session->consume(m_id, read);
    if (read == 0 && m_ended)
        return -1;
    return read;
}

} // namespace etcdscope
