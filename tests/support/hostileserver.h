// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace etcdscope {

/// A server on a loopback port that does what no server should, byte for byte, and for ever if told so. Never
/// keeps more than some hundred KiB of what it sends. Lives on the thread of the test.
class HostileServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HostileServer)

public:
    enum class End {
        Open,   ///< falls silent
        Close,  ///< closes in order
        Reset,  ///< sends RST
        Repeat, ///< sends `endless` again and again
    };

    /// What happens on each connection.
    struct Script
    {
        bool speaksFirst = false; ///< all of it as soon as somebody connects
        bool isHttp2 = false;     ///< says SETTINGS first, and the rest when a request has come
        QByteArray bytes = {};    ///< in frames on stream 1 where HTTP/2
        End end = End::Open;
        QByteArray endless = {};
    };

    explicit HostileServer(const Script &script, QObject *parent = nullptr);

    [[nodiscard]] QUrl url() const;
    [[nodiscard]] int connectionCount() const { return m_connections; }
    [[nodiscard]] qint64 bytesSent() const { return m_sent; }

    /// An HTTP/2 frame (RFC 9113, 4.1). `length` says another size than the payload has.
    [[nodiscard]] static QByteArray frame(int type, int flags, quint32 stream, const QByteArray &payload,
                                          int length = -1);
    /// A header field as HPACK literal without indexing (RFC 7541, 6.2.2).
    [[nodiscard]] static QByteArray field(const QByteArray &name, const QByteArray &value);

private:
    void accept(QTcpSocket *socket);
    void read(QTcpSocket *socket);
    void perform(QTcpSocket *socket);
    void pour(QTcpSocket *socket);

    Script m_script;
    QHash<QTcpSocket *, QByteArray> m_input; ///< of connections on which nothing was performed yet
    int m_connections = 0;
    qint64 m_sent = 0;
    QTcpServer m_server; ///< last: its sockets still say that they go
};

} // namespace etcdscope
