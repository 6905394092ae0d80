// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tcprelay.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <list>

namespace etcdscope {

namespace {

constexpr qint64 bufferSize = 256 * 1024;
constexpr int tick = 5; // milliseconds between portions of a slowed wire

} // namespace

/// Lives on the relay's thread, with everything it owns.
class TcpRelayWorker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TcpRelayWorker)

public:
    explicit TcpRelayWorker(quint16 targetPort)
        : targetPort(targetPort)
    {
    }

    void begin()
    {
        server = std::make_unique<QTcpServer>();
        connect(server.get(), &QTcpServer::newConnection, this, &TcpRelayWorker::accept);
        server->listen(QHostAddress::LocalHost, port);
        port = server->serverPort();
        timer = std::make_unique<QTimer>();
        timer->setInterval(tick);
        connect(timer.get(), &QTimer::timeout, this, &TcpRelayWorker::pumpAll);
    }

    void end()
    {
        dropAll();
        timer.reset();
        server.reset();
    }

    void accept()
    {
        while (QTcpSocket *client = server->nextPendingConnection()) {
            ++accepted;
            auto &pair = pairs.emplace_back();
            pair.client.reset(client);
            pair.server = std::make_unique<QTcpSocket>();
            for (QTcpSocket *socket : {pair.client.get(), pair.server.get()}) {
                socket->setReadBufferSize(bufferSize);
                connect(socket, &QTcpSocket::connected, this, &TcpRelayWorker::pumpAll);
                connect(socket, &QTcpSocket::readyRead, this, &TcpRelayWorker::pumpAll);
                connect(socket, &QTcpSocket::bytesWritten, this, &TcpRelayWorker::pumpAll);
                connect(socket, &QTcpSocket::disconnected, this, &TcpRelayWorker::pumpAll);
                connect(socket, &QTcpSocket::errorOccurred, this, &TcpRelayWorker::pumpAll);
            }
            pair.client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            connect(pair.server.get(), &QTcpSocket::connected, pair.server.get(),
                    [socket = pair.server.get()] {
                        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
                    });
            pair.server->connectToHost(QHostAddress::LocalHost, targetPort);
        }
    }

    void pumpAll()
    {
        // Sockets report from inside read() and write() too.
        if (std::exchange(pumping, true)) {
            again = true;
            return;
        }
        bool portion = bytesPerSecond == 0 || sender() == timer.get();
        do {
            again = false;
            for (auto &pair : pairs) {
                if (paused || pair.frozen || !portion)
                    continue;
                pass(*pair.client, *pair.server, toServer, nullptr);
                pass(*pair.server, *pair.client, toClient, clientAllowance >= 0 ? &clientAllowance : nullptr);
            }
            if (clientAllowance == 0) {
                clientAllowance = -1;
                for (auto &pair : pairs)
                    pair.client->flush();
                dropAll();
            }
            removeEnded();
            portion = bytesPerSecond == 0;
        } while (again);
        pumping = false;
    }

    void pass(QTcpSocket &from, QTcpSocket &to, qint64 &count, qint64 *allowance) const
    {
        if (to.state() != QAbstractSocket::ConnectedState)
            return;
        qint64 room = bufferSize - to.bytesToWrite();
        if (bytesPerSecond > 0)
            room = std::min(room, std::max<qint64>(1, bytesPerSecond * tick / 1000));
        if (allowance)
            room = std::min(room, *allowance);
        if (room <= 0)
            return;
        const QByteArray bytes = from.read(room);
        to.write(bytes);
        count += bytes.size();
        if (allowance)
            *allowance -= bytes.size();
    }

    /// A side that is gone takes the other with it, once what it had said is passed on.
    void removeEnded()
    {
        for (auto pair = pairs.begin(); pair != pairs.end();) {
            const auto gone = [](const QTcpSocket &socket) {
                return socket.state() == QAbstractSocket::UnconnectedState && socket.bytesAvailable() == 0;
            };
            const bool ended = pair->frozen ? pair->client->state() == QAbstractSocket::UnconnectedState
                                            : !paused && (gone(*pair->client) || gone(*pair->server));
            pair = ended ? discard(pair) : std::next(pair);
        }
    }

    void dropAll()
    {
        for (auto pair = pairs.begin(); pair != pairs.end();)
            pair = discard(pair);
    }

    struct Pair
    {
        std::unique_ptr<QTcpSocket> client;
        std::unique_ptr<QTcpSocket> server;
        bool frozen = false;
    };

    std::list<Pair>::iterator discard(std::list<Pair>::iterator pair)
    {
        for (auto *socket : {&pair->client, &pair->server}) {
            (*socket)->disconnect(this);
            if ((*socket)->bytesToWrite() > 0)
                (*socket)->flush();
            (*socket)->abort();
            socket->release()->deleteLater(); // may be the sender
        }
        return pairs.erase(pair);
    }

    void setListening(bool listening)
    {
        if (!listening)
            server->close();
        else if (!server->isListening())
            server->listen(QHostAddress::LocalHost, port);
    }

    void setBytesPerSecond(qint64 bytes)
    {
        bytesPerSecond = bytes;
        if (bytes > 0)
            timer->start();
        else
            timer->stop();
        pumpAll();
    }

    const quint16 targetPort;
    quint16 port = 0;
    std::unique_ptr<QTcpServer> server;
    std::unique_ptr<QTimer> timer;
    std::list<Pair> pairs;
    bool paused = false;
    bool pumping = false;
    bool again = false;
    qint64 bytesPerSecond = 0;
    qint64 clientAllowance = -1;
    int accepted = 0;
    qint64 toServer = 0;
    qint64 toClient = 0;
};

template<class F> auto TcpRelay::inThread(F f) const
{
    if constexpr (std::is_void_v<decltype(f())>) {
        QMetaObject::invokeMethod(m_worker.get(), f, Qt::BlockingQueuedConnection);
    } else {
        decltype(f()) result{};
        QMetaObject::invokeMethod(m_worker.get(), f, Qt::BlockingQueuedConnection, &result);
        return result;
    }
}

TcpRelay::TcpRelay(quint16 targetPort)
    : m_worker(std::make_unique<TcpRelayWorker>(targetPort))
{
    m_worker->moveToThread(&m_thread);
    m_thread.start();
    inThread([this] { m_worker->begin(); });
    m_port = m_worker->port;
}

TcpRelay::~TcpRelay()
{
    inThread([this] { m_worker->end(); });
    m_thread.quit();
    m_thread.wait();
}

void TcpRelay::setPaused(bool paused)
{
    inThread([this, paused] {
        m_worker->paused = paused;
        m_worker->pumpAll();
    });
}

void TcpRelay::freezeConnections()
{
    inThread([this] {
        for (auto &pair : m_worker->pairs)
            pair.frozen = true;
    });
}

void TcpRelay::dropConnections()
{
    inThread([this] { m_worker->dropAll(); });
}

void TcpRelay::setListening(bool listening)
{
    inThread([this, listening] { m_worker->setListening(listening); });
}

void TcpRelay::setBytesPerSecond(qint64 bytes)
{
    inThread([this, bytes] { m_worker->setBytesPerSecond(bytes); });
}

void TcpRelay::dropAfterBytesToClient(qint64 bytes)
{
    inThread([this, bytes] {
        m_worker->clientAllowance = bytes;
        m_worker->pumpAll();
    });
}

int TcpRelay::openConnections() const
{
    return inThread([this] { return int(m_worker->pairs.size()); });
}

int TcpRelay::acceptedConnections() const
{
    return inThread([this] { return m_worker->accepted; });
}

qint64 TcpRelay::bytesToServer() const
{
    return inThread([this] { return m_worker->toServer; });
}

qint64 TcpRelay::bytesToClient() const
{
    return inThread([this] { return m_worker->toClient; });
}

} // namespace etcdscope

#include "tcprelay.moc"
