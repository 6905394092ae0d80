// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/httpfront.h"

#include <QTcpSocket>

namespace etcdscope {

HttpFront::HttpFront(quint16 port, Paths paths)
    : m_port(port)
    , m_paths(std::move(paths))
{
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *client = nextPendingConnection())
            accept(client);
    });
    listen(QHostAddress::LocalHost);
}

QUrl HttpFront::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort()));
}

void HttpFront::accept(QTcpSocket *client)
{
    connect(client, &QTcpSocket::readyRead, this, [this, client] { read(client); });
    connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
}

void HttpFront::read(QTcpSocket *client)
{
    const QByteArray head = client->peek(64 * 1024);
    const qsizetype end = head.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    client->disconnect(this);
    const QByteArray line = head.left(head.indexOf("\r\n"));
    const QList<QByteArray> words = line.split(' ');
    const QByteArray target = words.value(1);
    m_requests.append({words.value(0), target, head.left(end).toLower().contains("\r\nauthorization:")});
    for (const auto &[here, there] : m_paths) {
        if (!target.startsWith(here) || words.value(2) != "HTTP/1.1")
            continue;
        QByteArray bytes = client->readAll();
        bytes.replace(0, line.size(),
                      words.value(0) + ' ' + there + target.mid(here.size()) +
                          " HTTP/1.1\r\nX-Forwarded: 1\r\nConnection: close");
        pass(client, bytes.replace("\r\nConnection: Keep-Alive", ""));
        return;
    }
    client->write("HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n"
                  "Connection: close\r\n\r\nnot here\n");
    client->disconnectFromHost();
}

void HttpFront::pass(QTcpSocket *client, const QByteArray &bytes)
{
    auto *server = new QTcpSocket(client);
    connect(client, &QTcpSocket::readyRead, server, [client, server] { server->write(client->readAll()); });
    connect(server, &QTcpSocket::readyRead, client, [client, server] { client->write(server->readAll()); });
    connect(server, &QTcpSocket::disconnected, client, [client, server] {
        client->write(server->readAll());
        client->disconnectFromHost();
    });
    connect(server, &QTcpSocket::errorOccurred, client, [client] { client->disconnectFromHost(); });
    server->connectToHost(QHostAddress::LocalHost, m_port);
    server->write(bytes);
}

} // namespace etcdscope
