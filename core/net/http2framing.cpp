// SPDX-License-Identifier: Apache-2.0
#include "core/net/http2framing.h"

#include "core/net/http2stream.h"

#include <nghttp2/nghttp2.h>

#include <limits>

namespace etcdscope {

namespace {

QString codeName(uint32_t code)
{
    return QLatin1String(nghttp2_http2_strerror(code));
}

QString printableText(const uint8_t *data, size_t size)
{
    constexpr size_t Longest = 200;
    QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(qMin(size, Longest)));
    for (QChar &c : text) {
        if (!c.isPrint())
            c = u'.';
    }
    return text;
}

} // namespace

// Called by nghttp2 from inside receive() and collect(). They note what happened and call nothing that sends,
// receives or deletes.
struct Http2Framing::Callbacks
{
    static Http2Framing &framing(void *user) { return *static_cast<Http2Framing *>(user); }

    static int beforeFrameSend(nghttp2_session *, const nghttp2_frame *frame, void *user)
    {
        Http2Framing &self = framing(user);
        if (frame->hd.type == NGHTTP2_HEADERS) {
            if (Http2Stream *stream = self.find(frame->hd.stream_id))
                stream->noteSent();
        } else if (frame->hd.type == NGHTTP2_GOAWAY && frame->goaway.error_code != NGHTTP2_NO_ERROR) {
            self.m_peerBrokeProtocol = true;
            const QString reason = printableText(frame->goaway.opaque_data, frame->goaway.opaque_data_len);
            self.m_errorText =
                QStringLiteral("the peer broke HTTP/2 (%1): %2")
                    .arg(codeName(frame->goaway.error_code), reason.isEmpty() ? self.m_libraryText : reason);
        }
        return 0;
    }

    static int frameNotSent(nghttp2_session *, const nghttp2_frame *frame, int error, void *user)
    {
        Http2Framing &self = framing(user);
        if (frame->hd.type != NGHTTP2_HEADERS)
            return 0;
        if (Http2Stream *stream = self.find(frame->hd.stream_id)) {
            self.forget(frame->hd.stream_id);
            stream->noteFailed(Http2Reply::Failure::GoAway,
                               self.m_errorText.isEmpty() ? QLatin1String(nghttp2_strerror(error))
                                                          : self.m_errorText,
                               RequestFate::NotSent);
        }
        return 0;
    }

    static int beginHeaders(nghttp2_session *, const nghttp2_frame *frame, void *user)
    {
        Http2Framing &self = framing(user);
        self.m_headerListSize = 0;
        if (Http2Stream *stream = self.find(frame->hd.stream_id))
            stream->noteHeaderBlockBegins();
        return 0;
    }

    static int header(nghttp2_session *, const nghttp2_frame *frame, const uint8_t *name, size_t nameSize,
                      const uint8_t *value, size_t valueSize, uint8_t, void *user)
    {
        Http2Framing &self = framing(user);
        Http2Stream *stream = self.find(frame->hd.stream_id);
        if (!stream)
            return 0;
        self.m_headerListSize += int(nameSize + valueSize + 32);
        if (self.m_headerListSize > HeaderListSize) {
            self.forget(frame->hd.stream_id);
            stream->noteFailed(
                Http2Reply::Failure::ProtocolError,
                QStringLiteral("the headers of the answer are larger than %1 bytes").arg(HeaderListSize));
            return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
        }
        stream->noteHeader(QByteArray(reinterpret_cast<const char *>(name), qsizetype(nameSize)),
                           QByteArray(reinterpret_cast<const char *>(value), qsizetype(valueSize)));
        return 0;
    }

    static int data(nghttp2_session *session, uint8_t, int32_t streamId, const uint8_t *bytes, size_t size,
                    void *user)
    {
        if (nghttp2_session_consume_connection(session, size) != 0)
            return NGHTTP2_ERR_CALLBACK_FAILURE;
        if (Http2Stream *stream = framing(user).find(streamId))
            stream->noteBody(QByteArrayView(bytes, qsizetype(size)));
        return 0;
    }

    static int frameReceived(nghttp2_session *session, const nghttp2_frame *frame, void *user)
    {
        Http2Framing &self = framing(user);
        const int32_t streamId = frame->hd.stream_id;
        switch (frame->hd.type) {
        case NGHTTP2_HEADERS:
        case NGHTTP2_DATA:
            if (Http2Stream *stream = self.find(streamId)) {
                if (frame->hd.type == NGHTTP2_HEADERS)
                    stream->noteHeaderBlockEnds();
                if (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) {
                    self.forget(streamId);
                    stream->noteEnded();
                    // The answer is whole; a request side that is still open has no reader any more.
                    if (!nghttp2_session_get_stream_local_close(session, streamId))
                        nghttp2_submit_rst_stream(session, NGHTTP2_FLAG_NONE, streamId, NGHTTP2_NO_ERROR);
                }
            }
            break;
        case NGHTTP2_RST_STREAM:
            if (Http2Stream *stream = self.find(streamId)) {
                self.forget(streamId);
                const uint32_t code = frame->rst_stream.error_code;
                // RFC 9113, 8.7: REFUSED_STREAM promises that nothing was processed.
                const auto fate =
                    code == NGHTTP2_REFUSED_STREAM ? std::optional(RequestFate::NotSent) : std::nullopt;
                stream->noteFailed(code == NGHTTP2_HTTP_1_1_REQUIRED ? Http2Reply::Failure::NoHttp2
                                                                     : Http2Reply::Failure::StreamReset,
                                   QStringLiteral("the server reset the stream: %1").arg(codeName(code)),
                                   fate);
            }
            break;
        case NGHTTP2_GOAWAY:
            self.m_lastStreamId = frame->goaway.last_stream_id;
            self.m_peerWantsHttp1 = frame->goaway.error_code == NGHTTP2_HTTP_1_1_REQUIRED;
            self.m_errorText =
                QStringLiteral("the server is closing the connection (%1) %2")
                    .arg(codeName(frame->goaway.error_code),
                         printableText(frame->goaway.opaque_data, frame->goaway.opaque_data_len))
                    .trimmed();
            break;
        case NGHTTP2_SETTINGS:
            self.m_settingsCame = true;
            break;
        case NGHTTP2_PING:
            if (frame->hd.flags & NGHTTP2_FLAG_ACK)
                self.m_pingOutstanding = false;
            break;
        default:
            break;
        }
        return 0;
    }

    static int streamClosed(nghttp2_session *, int32_t streamId, uint32_t code, void *user)
    {
        Http2Framing &self = framing(user);
        Http2Stream *stream = self.find(streamId);
        if (!stream)
            return 0;
        self.forget(streamId);
        if (self.goingAway() && streamId > self.m_lastStreamId) {
            stream->noteFailed(self.m_peerWantsHttp1 ? Http2Reply::Failure::NoHttp2
                                                     : Http2Reply::Failure::GoAway,
                               self.m_errorText, RequestFate::NotSent);
        } else {
            stream->noteFailed(
                Http2Reply::Failure::ProtocolError,
                QStringLiteral("the answer broke HTTP/2 (%1): %2").arg(codeName(code), self.m_libraryText));
        }
        return 0;
    }

    static int libraryError(nghttp2_session *, int, const char *text, size_t size, void *user)
    {
        framing(user).m_libraryText = printableText(reinterpret_cast<const uint8_t *>(text), size);
        return 0;
    }

    static ssize_t readOutgoing(nghttp2_session *, int32_t streamId, uint8_t *buffer, size_t size,
                                uint32_t *flags, nghttp2_data_source *, void *user)
    {
        Http2Stream *stream = framing(user).find(streamId);
        if (!stream)
            return NGHTTP2_ERR_DEFERRED;
        bool atEnd = false;
        const qint64 read = stream->readOutgoing(reinterpret_cast<char *>(buffer), qint64(size), &atEnd);
        if (atEnd)
            *flags |= NGHTTP2_DATA_FLAG_EOF;
        else if (read == 0)
            return NGHTTP2_ERR_DEFERRED;
        return ssize_t(read);
    }
};

Http2Framing::Http2Framing()
{
    nghttp2_session_callbacks *callbacks = nullptr;
    nghttp2_session_callbacks_new(&callbacks);
    nghttp2_session_callbacks_set_before_frame_send_callback(callbacks, Callbacks::beforeFrameSend);
    nghttp2_session_callbacks_set_on_frame_not_send_callback(callbacks, Callbacks::frameNotSent);
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, Callbacks::beginHeaders);
    nghttp2_session_callbacks_set_on_header_callback(callbacks, Callbacks::header);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, Callbacks::data);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, Callbacks::frameReceived);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, Callbacks::streamClosed);
    nghttp2_session_callbacks_set_error_callback2(callbacks, Callbacks::libraryError);

    nghttp2_option *option = nullptr;
    nghttp2_option_new(&option);
    nghttp2_option_set_no_auto_window_update(option, 1);

    nghttp2_session_client_new2(&m_session, callbacks, this, option);
    nghttp2_option_del(option);
    nghttp2_session_callbacks_del(callbacks);

    const nghttp2_settings_entry settings[] = {
        {NGHTTP2_SETTINGS_ENABLE_PUSH, 0},
        {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, StreamWindow},
        {NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, HeaderListSize},
    };
    nghttp2_submit_settings(m_session, NGHTTP2_FLAG_NONE, settings, std::size(settings));
    nghttp2_session_set_local_window_size(m_session, NGHTTP2_FLAG_NONE, 0, ConnectionWindow);
}

Http2Framing::~Http2Framing()
{
    nghttp2_session_del(m_session);
}

int Http2Framing::submit(Http2Stream *stream, const HeaderFields &fields)
{
    std::vector<nghttp2_nv> headers;
    headers.reserve(fields.size());
    const auto bytes = [](const QByteArray &text) {
        return reinterpret_cast<uint8_t *>(const_cast<char *>(text.constData()));
    };
    for (const auto &[name, value] : fields) {
        headers.push_back(
            {bytes(name), bytes(value), size_t(name.size()), size_t(value.size()), NGHTTP2_NV_FLAG_NONE});
    }
    nghttp2_data_provider provider{};
    provider.read_callback = Callbacks::readOutgoing;
    const int id =
        nghttp2_submit_request(m_session, nullptr, headers.data(), headers.size(), &provider, nullptr);
    if (id > 0) {
        m_streams.insert(id, stream);
        m_newestStreamId = id;
    }
    return id;
}

void Http2Framing::resume(int streamId)
{
    nghttp2_session_resume_data(m_session, streamId);
}

void Http2Framing::consume(int streamId, qint64 size)
{
    nghttp2_session_consume_stream(m_session, streamId, size_t(size));
}

void Http2Framing::cancel(int streamId)
{
    if (m_streams.remove(streamId) > 0)
        nghttp2_submit_rst_stream(m_session, NGHTTP2_FLAG_NONE, streamId, NGHTTP2_CANCEL);
}

void Http2Framing::ping()
{
    if (nghttp2_submit_ping(m_session, NGHTTP2_FLAG_NONE, nullptr) == 0)
        m_pingOutstanding = true;
}

bool Http2Framing::receive(QByteArrayView bytes)
{
    const ssize_t taken = nghttp2_session_mem_recv(m_session, reinterpret_cast<const uint8_t *>(bytes.data()),
                                                   size_t(bytes.size()));
    if (taken >= 0)
        return true;
    m_peerBrokeProtocol = true;
    m_errorText =
        QStringLiteral("the peer broke HTTP/2: %1").arg(QLatin1String(nghttp2_strerror(int(taken))));
    return false;
}

bool Http2Framing::collect(QByteArray &out, qsizetype limit)
{
    while (out.size() < limit) {
        const uint8_t *data = nullptr;
        const ssize_t size = nghttp2_session_mem_send(m_session, &data);
        if (size < 0) {
            m_errorText = QLatin1String(nghttp2_strerror(int(size)));
            return false;
        }
        if (size == 0)
            break;
        out.append(reinterpret_cast<const char *>(data), size);
    }
    return true;
}

bool Http2Framing::wantsWrite() const
{
    return nghttp2_session_want_write(m_session) != 0;
}

bool Http2Framing::over() const
{
    return !nghttp2_session_want_read(m_session) && !nghttp2_session_want_write(m_session);
}

bool Http2Framing::acceptsRequests() const
{
    // Client stream ids end at 2^31 - 1 (RFC 9113, 5.1.1).
    return !goingAway() && !m_peerBrokeProtocol && m_newestStreamId < std::numeric_limits<int>::max() - 2;
}

std::vector<Http2Stream *> Http2Framing::takeStreams()
{
    const std::vector<Http2Stream *> streams(m_streams.cbegin(), m_streams.cend());
    m_streams.clear();
    return streams;
}

Http2Stream *Http2Framing::takeTouched()
{
    while (!m_touched.empty()) {
        const QPointer<Http2Stream> stream = m_touched.front();
        m_touched.pop_front();
        if (stream)
            return stream;
    }
    return nullptr;
}

void Http2Framing::touch(Http2Stream *stream)
{
    m_touched.emplace_back(stream);
}

} // namespace etcdscope
