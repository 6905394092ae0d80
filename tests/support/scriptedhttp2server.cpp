// SPDX-License-Identifier: Apache-2.0
#include "tests/support/scriptedhttp2server.h"

#include <QSslSocket>
#include <QTcpSocket>
#include <QTimer>

#include <nghttp2/nghttp2.h>

#ifdef Q_OS_LINUX
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#endif

#include <algorithm>
#include <cstring>

namespace etcdscope {

class ScriptedHttp2Server::Listener final : public QTcpServer
{
public:
    explicit Listener(ScriptedHttp2Server *owner)
        : m_owner(owner)
    {
    }

protected:
    void incomingConnection(qintptr descriptor) override { m_owner->accept(descriptor); }

private:
    ScriptedHttp2Server *m_owner;
};

/// One accepted connection with an nghttp2 server session on it.
class ScriptedHttp2Connection final : public QObject
{
public:
    struct Stream
    {
        int request = 0;
        QByteArray out;
        bool end = false;
        bool dataSubmitted = false;
        std::optional<ScriptedHttp2Server::Headers> trailers;
    };

    ScriptedHttp2Connection(ScriptedHttp2Server &server, qintptr descriptor)
        : m_server(server)
    {
        if (server.m_tls) {
            auto *secure = new QSslSocket(this);
            m_socket = secure;
            secure->setSocketDescriptor(descriptor);
            secure->setSslConfiguration(*server.m_tls);
            secure->startServerEncryption();
        } else {
            m_socket = new QTcpSocket(this);
            m_socket->setSocketDescriptor(descriptor);
        }
        m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(m_socket, &QIODevice::readyRead, this, &ScriptedHttp2Connection::receive);
        connect(m_socket, &QAbstractSocket::disconnected, this, [this] {
            std::erase(m_server.m_connections, this);
            deleteLater();
        });
        if (!server.m_rawAnswer)
            startSession();
    }

    ~ScriptedHttp2Connection() override
    {
        m_socket->disconnect(this);
        nghttp2_session_del(m_session);
    }

    [[nodiscard]] QTcpSocket *socket() const { return m_socket; }
    [[nodiscard]] nghttp2_session *session() const { return m_session; }
    Stream &stream(int id) { return m_streams[id]; }

    void startData(int id)
    {
        Stream &stream = m_streams[id];
        if (stream.dataSubmitted) {
            nghttp2_session_resume_data(m_session, id);
            return;
        }
        stream.dataSubmitted = true;
        nghttp2_data_provider provider{};
        provider.read_callback = readData;
        nghttp2_submit_data(m_session, NGHTTP2_FLAG_END_STREAM, id, &provider);
    }

    void write()
    {
        if (!m_session || m_server.m_frozen)
            return;
        const uint8_t *data = nullptr;
        for (;;) {
            const ssize_t size = nghttp2_session_mem_send(m_session, &data);
            if (size <= 0)
                break;
            m_out.append(reinterpret_cast<const char *>(data), size);
        }
        flush();
    }

    void writeRaw(const QByteArray &bytes)
    {
        m_out.append(bytes);
        flush();
    }

    void receive()
    {
        if (m_server.m_frozen)
            return;
        const QByteArray bytes = m_socket->readAll();
        m_server.m_bytesReceived += bytes.size();
        if (!m_session) {
            if (!std::exchange(m_rawAnswered, true)) {
                m_socket->write(*m_server.m_rawAnswer);
                if (m_server.m_closesAfterRaw)
                    m_socket->disconnectFromHost();
            }
            return;
        }
        nghttp2_session_mem_recv(m_session, reinterpret_cast<const uint8_t *>(bytes.constData()),
                                 size_t(bytes.size()));
        const QPointer<ScriptedHttp2Connection> self(this);
        const auto events = std::exchange(m_events, {});
        for (const auto &event : events) {
            event();
            if (!self)
                return;
        }
        if (m_server.m_saysSettings)
            write();
    }

private:
    static ScriptedHttp2Connection &self(void *user) { return *static_cast<ScriptedHttp2Connection *>(user); }

    ScriptedHttp2Server::Request &requestOf(int id)
    {
        return m_server.m_requests[size_t(m_streams[id].request)];
    }

    void startSession()
    {
        nghttp2_session_callbacks *callbacks = nullptr;
        nghttp2_session_callbacks_new(&callbacks);
        nghttp2_session_callbacks_set_on_begin_headers_callback(
            callbacks, [](nghttp2_session *, const nghttp2_frame *frame, void *user) {
                auto &connection = self(user);
                auto &requests = connection.m_server.m_requests;
                connection.m_streams[frame->hd.stream_id].request = int(requests.size());
                ScriptedHttp2Server::Request request;
                request.connection = &connection;
                request.streamId = frame->hd.stream_id;
                requests.push_back(std::move(request));
                return 0;
            });
        nghttp2_session_callbacks_set_on_header_callback(
            callbacks, [](nghttp2_session *, const nghttp2_frame *frame, const uint8_t *name, size_t nameSize,
                          const uint8_t *value, size_t valueSize, uint8_t, void *user) {
                self(user)
                    .requestOf(frame->hd.stream_id)
                    .headers.emplace_back(
                        QByteArray(reinterpret_cast<const char *>(name), qsizetype(nameSize)),
                        QByteArray(reinterpret_cast<const char *>(value), qsizetype(valueSize)));
                return 0;
            });
        nghttp2_session_callbacks_set_on_data_chunk_recv_callback(
            callbacks,
            [](nghttp2_session *, uint8_t, int32_t id, const uint8_t *data, size_t size, void *user) {
                self(user).requestOf(id).body.append(reinterpret_cast<const char *>(data), qsizetype(size));
                return 0;
            });
        nghttp2_session_callbacks_set_on_frame_recv_callback(
            callbacks, [](nghttp2_session *, const nghttp2_frame *frame, void *user) {
                self(user).frameCame(*frame);
                return 0;
            });
        nghttp2_option *option = nullptr;
        nghttp2_option_new(&option);
        nghttp2_option_set_max_send_header_block_length(option, 16 * 1024 * 1024);
        nghttp2_option_set_no_auto_ping_ack(option, m_server.m_answersPings ? 0 : 1);
        nghttp2_session_server_new2(&m_session, callbacks, this, option);
        nghttp2_option_del(option);
        nghttp2_session_callbacks_del(callbacks);

        const nghttp2_settings_entry settings[] = {
            {NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, m_server.m_maxConcurrentStreams},
            {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, m_server.m_initialWindow},
        };
        nghttp2_submit_settings(m_session, NGHTTP2_FLAG_NONE, settings, std::size(settings));
    }

    void frameCame(const nghttp2_frame &frame)
    {
        const int id = frame.hd.stream_id;
        if (frame.hd.type == NGHTTP2_PING && !(frame.hd.flags & NGHTTP2_FLAG_ACK))
            ++m_server.m_pings;
        if (frame.hd.type == NGHTTP2_RST_STREAM && m_streams.contains(id))
            requestOf(id).reset = frame.rst_stream.error_code;
        if (frame.hd.type != NGHTTP2_HEADERS && frame.hd.type != NGHTTP2_DATA)
            return;
        const int number = m_streams[id].request;
        if (frame.hd.type == NGHTTP2_HEADERS) {
            m_events.emplace_back([this, number] {
                if (m_server.onRequest)
                    m_server.onRequest(number);
            });
        }
        if (frame.hd.flags & NGHTTP2_FLAG_END_STREAM) {
            requestOf(id).ended = true;
            m_events.emplace_back([this, number] {
                if (m_server.onRequestEnded)
                    m_server.onRequestEnded(number);
            });
        }
    }

    static ssize_t readData(nghttp2_session *session, int32_t id, uint8_t *buffer, size_t size,
                            uint32_t *flags, nghttp2_data_source *, void *user)
    {
        Stream &stream = self(user).m_streams[id];
        const qsizetype taken = qMin(qsizetype(size), stream.out.size());
        std::memcpy(buffer, stream.out.constData(), size_t(taken));
        stream.out.remove(0, taken);
        if (stream.out.isEmpty() && (stream.end || stream.trailers)) {
            *flags |= NGHTTP2_DATA_FLAG_EOF;
            if (stream.trailers) {
                *flags |= NGHTTP2_DATA_FLAG_NO_END_STREAM;
                const auto fields = toFields(*stream.trailers);
                nghttp2_submit_trailer(session, id, fields.data(), fields.size());
            }
        } else if (taken == 0) {
            return NGHTTP2_ERR_DEFERRED;
        }
        return ssize_t(taken);
    }

public:
    static std::vector<nghttp2_nv> toFields(const ScriptedHttp2Server::Headers &headers)
    {
        std::vector<nghttp2_nv> fields;
        const auto bytes = [](const QByteArray &text) {
            return reinterpret_cast<uint8_t *>(const_cast<char *>(text.constData()));
        };
        for (const auto &[name, value] : headers) {
            fields.push_back(
                {bytes(name), bytes(value), size_t(name.size()), size_t(value.size()), NGHTTP2_NV_FLAG_NONE});
        }
        return fields;
    }

private:
    void flush()
    {
        if (!m_server.m_dribbles) {
            m_socket->write(std::exchange(m_out, {}));
            m_socket->flush();
            return;
        }
        if (m_out.isEmpty() || std::exchange(m_dribbling, true))
            return;
        QTimer::singleShot(0, this, [this] {
            m_dribbling = false;
            m_socket->write(m_out.left(1));
            m_socket->flush();
            m_out.remove(0, 1);
            flush();
        });
    }

    ScriptedHttp2Server &m_server;
    QTcpSocket *m_socket = nullptr;
    nghttp2_session *m_session = nullptr;
    std::map<int, Stream> m_streams;
    std::vector<std::function<void()>> m_events;
    QByteArray m_out;
    bool m_dribbling = false;
    bool m_rawAnswered = false;
};

QByteArray ScriptedHttp2Server::Request::header(const QByteArray &name) const
{
    const auto found =
        std::find_if(headers.begin(), headers.end(), [&](const auto &field) { return field.first == name; });
    return found == headers.end() ? QByteArray() : found->second;
}

ScriptedHttp2Server::ScriptedHttp2Server(QObject *parent)
    : QObject(parent)
    , m_server(std::make_unique<Listener>(this))
{
    m_server->listen(QHostAddress::LocalHost);
}

ScriptedHttp2Server::~ScriptedHttp2Server()
{
    qDeleteAll(std::exchange(m_connections, {}));
}

QUrl ScriptedHttp2Server::url() const
{
    QUrl url;
    url.setScheme(m_tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(port());
    return url;
}

void ScriptedHttp2Server::useTls(const QSslConfiguration &configuration)
{
    m_tls = configuration;
}

void ScriptedHttp2Server::setRawAnswer(const QByteArray &bytes, bool close)
{
    m_rawAnswer = bytes;
    m_closesAfterRaw = close;
}

void ScriptedHttp2Server::setFrozen(bool frozen)
{
    m_frozen = frozen;
    if (frozen)
        return;
    const auto connections = m_connections;
    for (ScriptedHttp2Connection *connection : connections) {
        connection->receive();
        connection->write();
    }
}

int ScriptedHttp2Server::dataSegmentsReceived() const
{
#ifdef Q_OS_LINUX
    tcp_info info{};
    socklen_t size = sizeof info;
    if (newest() &&
        getsockopt(int(newest()->socket()->socketDescriptor()), IPPROTO_TCP, TCP_INFO, &info, &size) == 0)
        return int(info.tcpi_data_segs_in);
#endif
    return -1;
}

void ScriptedHttp2Server::respond(int request, const Headers &headers, bool end)
{
    const auto fields = ScriptedHttp2Connection::toFields(headers);
    ScriptedHttp2Connection *connection = connectionOf(request);
    if (!connection)
        return;
    nghttp2_submit_headers(connection->session(), uint8_t(end ? NGHTTP2_FLAG_END_STREAM : NGHTTP2_FLAG_NONE),
                           m_requests[size_t(request)].streamId, nullptr, fields.data(), fields.size(),
                           nullptr);
    connection->write();
}

void ScriptedHttp2Server::send(int request, const QByteArray &data, bool end)
{
    ScriptedHttp2Connection *connection = connectionOf(request);
    if (!connection)
        return;
    const int id = m_requests[size_t(request)].streamId;
    connection->stream(id).out.append(data);
    connection->stream(id).end = end;
    connection->startData(id);
    connection->write();
}

void ScriptedHttp2Server::sendTrailers(int request, const Headers &headers)
{
    ScriptedHttp2Connection *connection = connectionOf(request);
    if (!connection)
        return;
    const int id = m_requests[size_t(request)].streamId;
    connection->stream(id).trailers = headers;
    connection->startData(id);
    connection->write();
}

void ScriptedHttp2Server::answer(int request, const QByteArray &message)
{
    respondOk(request);
    send(request, framed(message));
    sendTrailers(request, {{"grpc-status", "0"}});
}

void ScriptedHttp2Server::reset(int request, quint32 code)
{
    ScriptedHttp2Connection *connection = connectionOf(request);
    if (!connection)
        return;
    nghttp2_submit_rst_stream(connection->session(), NGHTTP2_FLAG_NONE, m_requests[size_t(request)].streamId,
                              code);
    connection->write();
}

void ScriptedHttp2Server::goAway(int lastStreamId, quint32 code, const QByteArray &text)
{
    if (!newest())
        return;
    nghttp2_submit_goaway(newest()->session(), NGHTTP2_FLAG_NONE, lastStreamId, code,
                          reinterpret_cast<const uint8_t *>(text.constData()), size_t(text.size()));
    newest()->write();
}

void ScriptedHttp2Server::writeRaw(const QByteArray &bytes)
{
    if (newest())
        newest()->writeRaw(bytes);
}

void ScriptedHttp2Server::closeConnections()
{
    const auto connections = m_connections;
    for (ScriptedHttp2Connection *connection : connections)
        connection->socket()->disconnectFromHost();
}

QByteArray ScriptedHttp2Server::framed(const QByteArray &message)
{
    QByteArray frame(5, '\0');
    for (int byte = 0; byte < 4; ++byte)
        frame[1 + byte] = char(message.size() >> (24 - 8 * byte));
    return frame + message;
}

void ScriptedHttp2Server::accept(qintptr descriptor)
{
    ++m_accepted;
    auto *connection = new ScriptedHttp2Connection(*this, descriptor);
    m_connections.push_back(connection);
    if (m_saysSettings)
        connection->write();
}

ScriptedHttp2Connection *ScriptedHttp2Server::newest() const
{
    return m_connections.empty() ? nullptr : m_connections.back();
}

ScriptedHttp2Connection *ScriptedHttp2Server::connectionOf(int request) const
{
    return m_requests[size_t(request)].connection;
}

} // namespace etcdscope
