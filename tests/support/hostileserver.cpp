// SPDX-License-Identifier: Apache-2.0
#include "tests/support/hostileserver.h"

#include <sys/socket.h>

namespace etcdscope {

namespace {

constexpr qint64 pourBound = 256 * 1024;
constexpr qsizetype prefaceSize = 24;
constexpr int headersFrame = 1;

/// True once the client's bytes hold a whole HEADERS frame.
bool hasRequest(const QByteArray &input)
{
    for (qsizetype at = prefaceSize; at + 9 <= input.size();) {
        const auto byte = [&](qsizetype i) { return qsizetype(quint8(input[at + i])); };
        const qsizetype size = byte(0) << 16 | byte(1) << 8 | byte(2);
        if (byte(3) == headersFrame && at + 9 + size <= input.size())
            return true;
        at += 9 + size;
    }
    return false;
}

} // namespace

HostileServer::HostileServer(const Script &script, QObject *parent)
    : QObject(parent)
    , m_script(script)
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection())
            accept(socket);
    });
    m_server.listen(QHostAddress::LocalHost);
}

QUrl HostileServer::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()));
}

QByteArray HostileServer::frame(int type, int flags, quint32 stream, const QByteArray &payload, int length)
{
    const int size = length < 0 ? int(payload.size()) : length;
    QByteArray bytes;
    for (const int shift : {16, 8, 0})
        bytes.append(char(size >> shift));
    bytes.append(char(type)).append(char(flags));
    for (const int shift : {24, 16, 8, 0})
        bytes.append(char(stream >> shift));
    return bytes + payload;
}

QByteArray HostileServer::field(const QByteArray &name, const QByteArray &value)
{
    const auto text = [](const QByteArray &bytes) {
        QByteArray size;
        if (bytes.size() < 127) {
            size.append(char(bytes.size()));
        } else {
            size.append(char(127));
            qsizetype rest = bytes.size() - 127;
            for (; rest >= 128; rest >>= 7)
                size.append(char(rest | 128));
            size.append(char(rest));
        }
        return size + bytes;
    };
    return QByteArray(1, '\0') + text(name) + text(value);
}

void HostileServer::accept(QTcpSocket *socket)
{
    ++m_connections;
    m_input.insert(socket, {});
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
        m_input.remove(socket);
        socket->deleteLater();
    });
    if (m_script.speaksFirst) {
        m_input.remove(socket);
        perform(socket);
    }
}

void HostileServer::read(QTcpSocket *socket)
{
    const QByteArray bytes = socket->readAll();
    const auto input = m_input.find(socket);
    if (input == m_input.end())
        return;
    const bool isFirst = input->isEmpty();
    input->append(bytes);
    if (m_script.isHttp2) {
        if (isFirst)
            socket->write(frame(4, 0, 0, {}));
        if (!hasRequest(*input))
            return;
    }
    m_input.erase(input);
    perform(socket);
}

void HostileServer::perform(QTcpSocket *socket)
{
    socket->write(m_script.bytes);
    m_sent += m_script.bytes.size();
    switch (m_script.end) {
    case End::Open:
        break;
    case End::Close:
        socket->disconnectFromHost();
        break;
    case End::Reset: {
        socket->flush();
        const linger atOnce{1, 0};
        setsockopt(int(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
        socket->abort();
        break;
    }
    case End::Repeat:
        connect(socket, &QTcpSocket::bytesWritten, this, [this, socket] { pour(socket); });
        pour(socket);
        break;
    }
}

void HostileServer::pour(QTcpSocket *socket)
{
    if (socket->bytesToWrite() > pourBound / 4)
        return;
    QByteArray much;
    while (much.size() < pourBound)
        much += m_script.endless;
    m_sent += much.size();
    socket->write(much);
}

} // namespace etcdscope
