// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QTcpServer>
#include <QUrl>

#include <utility>

class QTcpSocket;

namespace etcdscope {

/// A reverse proxy as stands before many an old etcd: it speaks HTTP/1.1 alone, passes on the paths it knows,
/// under other names where it is told so, and answers everything else itself. Each request has a connection
/// of its own behind it. Works in the thread of the test.
class HttpFront final : public QTcpServer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpFront)

public:
    struct Request
    {
        QByteArray verb;
        QByteArray target; ///< path and query, as asked for
        bool hasCredentials = false;
    };

    /// Pairs of a path here and the path there that it stands for, with all below them.
    using Paths = QList<std::pair<QByteArray, QByteArray>>;

    HttpFront(quint16 port, Paths paths);

    [[nodiscard]] QUrl url() const;
    [[nodiscard]] const QList<Request> &requests() const { return m_requests; }

private:
    void accept(QTcpSocket *client);
    void read(QTcpSocket *client);
    void pass(QTcpSocket *client, const QByteArray &bytes);

    const quint16 m_port;
    const Paths m_paths;
    QList<Request> m_requests;
};

} // namespace etcdscope
