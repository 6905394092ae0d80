// SPDX-License-Identifier: Apache-2.0
#include "tests/support/testproxy.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QUrl>

#include <utility>

namespace etcdscope {

/// Goes with its socket.
struct TestProxy::Client : QObject
{
    enum class Step { Greeting, Password, Request, Relay };

    explicit Client(QTcpSocket *socket)
        : QObject(socket)
        , socket(socket)
    {
    }

    QTcpSocket *socket;
    QTcpSocket *target = nullptr;
    QByteArray input;
    Step step = Step::Greeting;
};

TestProxy::TestProxy(Kind kind, const QByteArray &user, const QByteArray &password)
    : m_kind(kind)
    , m_user(user)
    , m_password(password)
{
    connect(&m_server, &QTcpServer::newConnection, this, &TestProxy::accept);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no port for a proxy");
}

void TestProxy::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        auto *client = new Client(socket);
        connect(socket, &QIODevice::readyRead, client, [this, client] { read(*client); });
        connect(socket, &QAbstractSocket::disconnected, socket, &QObject::deleteLater);
    }
}

void TestProxy::read(Client &client)
{
    client.input += client.socket->readAll();
    while (client.step != Client::Step::Relay) {
        if (!(m_kind == Kind::Http ? readHttp(client) : readSocks(client)))
            return;
    }
    if (client.target && client.target->state() == QAbstractSocket::ConnectedState)
        client.target->write(std::exchange(client.input, {}));
}

/// False until more has come.
bool TestProxy::readHttp(Client &client)
{
    const qsizetype end = client.input.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    const QByteArray head = client.input.left(end);
    const QByteArray credentials = "Basic " + (m_user + ':' + m_password).toBase64();
    if (!m_user.isEmpty() && !head.contains(credentials)) {
        ++m_refused;
        client.input.remove(0, end + 4);
        client.socket->write("HTTP/1.1 407 Proxy Authentication Required\r\n"
                             "Proxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n");
        return true;
    }
    const QByteArrayList words = head.left(head.indexOf('\r')).split(' ');
    const bool tunnel = words.value(0) == "CONNECT";
    const QUrl url = QUrl::fromEncoded(tunnel ? "http://" + words.value(1) : words.value(1));
    if (tunnel)
        client.input.remove(0, end + 4);
    // A server takes a whole address in a request too, so that the rest of the connection can pass as it is.
    connectTo(client, url.host().toLatin1(), quint16(url.port(80)),
              tunnel ? "HTTP/1.1 200 Connection established\r\n\r\n" : QByteArray());
    return true;
}

bool TestProxy::readSocks(Client &client)
{
    const QByteArray &in = client.input;
    const auto number = [&in](qsizetype at) -> qsizetype {
        return at < in.size() ? qsizetype(static_cast<unsigned char>(in[at])) : 0;
    };
    switch (client.step) {
    case Client::Step::Greeting: {
        const qsizetype size = 2 + number(1);
        if (in.size() < 2 || in.size() < size)
            return false;
        const char method = m_user.isEmpty() ? '\0' : '\2';
        const bool offered = in.mid(2, number(1)).contains(method);
        client.input.remove(0, size);
        m_refused += offered ? 0 : 1;
        client.socket->write(QByteArray("\5", 1) + (offered ? method : '\xff'));
        client.step = m_user.isEmpty() ? Client::Step::Request : Client::Step::Password;
        return true;
    }
    case Client::Step::Password: {
        const qsizetype userSize = number(1);
        const qsizetype size = 3 + userSize + number(2 + userSize);
        if (in.size() < 3 + userSize || in.size() < size)
            return false;
        const bool right =
            in.mid(2, userSize) == m_user && in.mid(3 + userSize, number(2 + userSize)) == m_password;
        client.input.remove(0, size);
        m_refused += right ? 0 : 1;
        client.socket->write(QByteArray("\1", 1) + (right ? '\0' : '\1'));
        client.step = Client::Step::Request;
        return true;
    }
    case Client::Step::Request: {
        const bool named = number(3) == 3;
        const qsizetype hostSize = named ? 1 + number(4) : number(3) == 4 ? 16 : 4;
        const qsizetype size = 4 + hostSize + 2;
        if (in.size() < 5 || in.size() < size)
            return false;
        const QByteArray host = named ? in.mid(5, hostSize - 1) : QByteArray("address");
        const auto port = quint16(number(size - 2) << 8 | number(size - 1));
        client.input.remove(0, size);
        connectTo(client, host, port, QByteArray("\5\0\0\1\177\0\0\1\0\0", 10));
        return true;
    }
    case Client::Step::Relay:
        break;
    }
    return false;
}

void TestProxy::connectTo(Client &client, const QByteArray &host, quint16 port, const QByteArray &toClient)
{
    m_targets += host + ':' + QByteArray::number(port);
    client.step = Client::Step::Relay;
    auto *const target = client.target = new QTcpSocket(client.socket);
    QTcpSocket *const socket = client.socket;
    connect(target, &QAbstractSocket::connected, &client, [this, &client, toClient] {
        client.socket->write(toClient);
        read(client);
    });
    connect(target, &QIODevice::readyRead, socket, [target, socket] { socket->write(target->readAll()); });
    connect(target, &QAbstractSocket::disconnected, socket, &QAbstractSocket::disconnectFromHost);
    connect(target, &QAbstractSocket::errorOccurred, socket, &QAbstractSocket::disconnectFromHost);
    target->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
}

} // namespace etcdscope
