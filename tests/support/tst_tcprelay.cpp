// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tcprelay.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace etcdscope;

/// An echo behind the relay, and a client in front of it.
class TestTcpRelay : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void passesBytesBothWays();
    void pausedPassesNothing();
    void frozenConnectionsAreDeafAndStay();
    void droppedConnectionsEndOnBothSides();
    void serverEndReachesTheClientAfterItsBytes();
    void refusesWhileNotListening();
    void slowsDown();
    void breaksOffInsideAnAnswer();

private:
    std::unique_ptr<QTcpSocket> connected();

    std::unique_ptr<QTcpServer> m_server;
    QList<QTcpSocket *> m_accepted;
    std::unique_ptr<TcpRelay> m_relay;
};

void TestTcpRelay::init()
{
    m_accepted.clear();
    m_server = std::make_unique<QTcpServer>();
    connect(m_server.get(), &QTcpServer::newConnection, this, [this] {
        QTcpSocket *socket = m_server->nextPendingConnection();
        m_accepted << socket;
        connect(socket, &QTcpSocket::readyRead, socket, [socket] { socket->write(socket->readAll()); });
    });
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
    m_relay = std::make_unique<TcpRelay>(m_server->serverPort());
    QVERIFY(m_relay->port());
}

void TestTcpRelay::cleanup()
{
    m_relay.reset();
    m_server.reset();
}

std::unique_ptr<QTcpSocket> TestTcpRelay::connected()
{
    auto socket = std::make_unique<QTcpSocket>();
    const auto accepted = m_accepted.size();
    socket->connectToHost(QHostAddress::LocalHost, m_relay->port());
    [&] {
        QTRY_COMPARE(socket->state(), QAbstractSocket::ConnectedState);
        QTRY_COMPARE(m_accepted.size(), accepted + 1);
    }();
    return socket;
}

void TestTcpRelay::passesBytesBothWays()
{
    const auto client = connected();
    const QByteArray bytes(1'000'000, 'x');
    client->write(bytes);
    QTRY_COMPARE(client->bytesAvailable(), bytes.size());
    QVERIFY(client->readAll() == bytes);
    QCOMPARE(m_relay->bytesToServer(), bytes.size());
    QCOMPARE(m_relay->bytesToClient(), bytes.size());
    QCOMPARE(m_relay->openConnections(), 1);
    client->close();
    QTRY_COMPARE(m_relay->openConnections(), 0);
    QCOMPARE(m_relay->acceptedConnections(), 1);
}

void TestTcpRelay::pausedPassesNothing()
{
    const auto client = connected();
    m_relay->setPaused(true);
    client->write("hello");
    QTRY_COMPARE(client->bytesToWrite(), 0);
    QSignalSpy readyRead(client.get(), &QTcpSocket::readyRead);
    QVERIFY(!readyRead.wait(50));
    QCOMPARE(m_relay->bytesToServer(), 0);
    QCOMPARE(client->state(), QAbstractSocket::ConnectedState);
    m_relay->setPaused(false);
    QTRY_COMPARE(client->bytesAvailable(), 5);
}

void TestTcpRelay::frozenConnectionsAreDeafAndStay()
{
    const auto before = connected();
    m_relay->freezeConnections();
    before->write("lost");
    m_accepted[0]->write("lost too");
    const auto after = connected();
    after->write("heard");
    QTRY_COMPARE(after->bytesAvailable(), 5);
    QCOMPARE(after->readAll(), QByteArray("heard"));
    QCOMPARE(before->bytesAvailable(), 0);
    m_accepted[0]->disconnectFromHost();
    after->write("more");
    QTRY_COMPARE(after->bytesAvailable(), 4);
    QCOMPARE(before->state(), QAbstractSocket::ConnectedState);
    before->abort();
    QTRY_COMPARE(m_relay->openConnections(), 1);
}

void TestTcpRelay::droppedConnectionsEndOnBothSides()
{
    const auto client = connected();
    m_relay->dropConnections();
    QTRY_COMPARE(client->state(), QAbstractSocket::UnconnectedState);
    QTRY_COMPARE(m_accepted.first()->state(), QAbstractSocket::UnconnectedState);
    const auto next = connected();
    QCOMPARE(m_relay->acceptedConnections(), 2);
}

void TestTcpRelay::serverEndReachesTheClientAfterItsBytes()
{
    const auto client = connected();
    m_accepted.first()->write(QByteArray(500'000, 'y'));
    m_accepted.first()->disconnectFromHost();
    QTRY_COMPARE(client->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(client->bytesAvailable(), 500'000);
}

void TestTcpRelay::refusesWhileNotListening()
{
    m_relay->setListening(false);
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, m_relay->port());
    QTRY_COMPARE(client.error(), QAbstractSocket::ConnectionRefusedError);
    m_relay->setListening(true);
    QVERIFY(connected());
}

void TestTcpRelay::slowsDown()
{
    const auto client = connected();
    m_relay->setBytesPerSecond(100'000);
    QElapsedTimer clock;
    clock.start();
    client->write(QByteArray(20'000, 'x'));
    QTRY_COMPARE(client->bytesAvailable(), 20'000);
    QVERIFY2(clock.elapsed() >= 180, qPrintable(QString::number(clock.elapsed())));
}

void TestTcpRelay::breaksOffInsideAnAnswer()
{
    const auto client = connected();
    m_relay->dropAfterBytesToClient(10);
    client->write(QByteArray(1000, 'x'));
    QTRY_COMPARE(client->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(client->bytesAvailable(), 10);
    const auto next = connected();
    next->write(QByteArray(1000, 'x'));
    QTRY_COMPARE(next->bytesAvailable(), 1000);
}

QTEST_GUILESS_MAIN(TestTcpRelay)
#include "tst_tcprelay.moc"
