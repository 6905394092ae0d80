// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QTcpServer>

namespace etcdscope {

/// A small proxy on loopback: HTTP with CONNECT and with whole addresses in the request line, or SOCKS5; with
/// user and password when they are given. Whatever host it is asked for, it leads to this computer. Lives on
/// the thread of the test.
class TestProxy final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TestProxy)

public:
    enum class Kind { Http, Socks5 };

    explicit TestProxy(Kind kind, const QByteArray &user = {}, const QByteArray &password = {});

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    /// "host:port" of every connection that was let through.
    [[nodiscard]] const QByteArrayList &targets() const { return m_targets; }
    /// Connections that gave no or other credentials.
    [[nodiscard]] int refused() const { return m_refused; }

private:
    struct Client;

    void accept();
    void read(Client &client);
    [[nodiscard]] bool readHttp(Client &client);
    [[nodiscard]] bool readSocks(Client &client);
    void connectTo(Client &client, const QByteArray &host, quint16 port, const QByteArray &toClient);

    const Kind m_kind;
    const QByteArray m_user;
    const QByteArray m_password;
    QTcpServer m_server;
    QByteArrayList m_targets;
    int m_refused = 0;
};

} // namespace etcdscope
