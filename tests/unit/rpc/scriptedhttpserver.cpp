// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/rpc/scriptedhttpserver.h"

namespace etcdscope {

ScriptedHttpServer::ScriptedHttpServer(QObject *parent)
    : QObject(parent)
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                m_input.remove(socket);
                socket->deleteLater();
            });
        }
    });
}

QUrl ScriptedHttpServer::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()));
}

void ScriptedHttpServer::read(QTcpSocket *socket)
{
    QByteArray &input = m_input[socket];
    input += socket->readAll();
    const qsizetype headEnd = input.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return;
    const QByteArray head = input.first(headEnd);
    const QByteArray lower = head.toLower();
    const qsizetype at = lower.indexOf("content-length:");
    const qsizetype length =
        at < 0 ? 0 : lower.mid(at + 15, lower.indexOf('\r', at) - at - 15).trimmed().toInt();
    if (input.size() < headEnd + 4 + length)
        return;
    m_requests.append({.socket = socket,
                       .path = head.split(' ').value(1),
                       .head = lower,
                       .body = input.mid(headEnd + 4, length)});
    input.clear();
    if (onRequest)
        onRequest(requestCount() - 1);
}

void ScriptedHttpServer::answer(int request, int status, const QByteArray &contentType,
                                const QByteArray &body)
{
    write(request, "HTTP/1.1 " + QByteArray::number(status) + " Whatever\r\nContent-Type: " + contentType +
                       "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

void ScriptedHttpServer::startStream(int request)
{
    write(request, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
}

void ScriptedHttpServer::sendChunk(int request, const QByteArray &bytes)
{
    write(request, QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
}

void ScriptedHttpServer::endStream(int request)
{
    write(request, "0\r\n\r\n");
}

void ScriptedHttpServer::write(int request, const QByteArray &bytes)
{
    if (QTcpSocket *socket = m_requests.at(request).socket) {
        socket->write(bytes);
        socket->flush();
    }
}

void ScriptedHttpServer::close(int request)
{
    if (QTcpSocket *socket = m_requests.at(request).socket)
        socket->disconnectFromHost();
}

bool ScriptedHttpServer::isClosed(int request) const
{
    const QTcpSocket *socket = m_requests.at(request).socket;
    return !socket || socket->state() == QAbstractSocket::UnconnectedState;
}

} // namespace etcdscope
