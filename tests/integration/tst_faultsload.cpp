// SPDX-License-Identifier: Apache-2.0
//
// What breaks while a feed loads, with others writing all the time: the load goes on or begins again, says
// meanwhile that it is not there, and ends with what the server has.
#include "tests/integration/faultfixture.h"

#include <QCoreApplication>
#include <QRandomGenerator>

using namespace etcdscope;
using State = LiveFeed::State;

class TestFaultsLoad : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void killedServer();
    void stoppedServer();
    void lossyLink();
    void slowLink();
    void compactionWhileDisconnected();
    void cancelIsQuick_data();
    void cancelIsQuick();

private:
    void startUntilFirstRows();

    static constexpr int keys = 60'000;
    EtcdServer m_server;
    StoreFixture m_direct;
    std::unique_ptr<TcpRelay> m_relay;
    std::unique_ptr<RecordedFeed> m_recorded;
    std::unique_ptr<FaultWriter> m_writer;
};

void TestFaultsLoad::initTestCase()
{
    QVERIFY(m_server.start());
    QVERIFY(m_direct.open(m_server.url()));
    std::vector<std::pair<QByteArray, QByteArray>> entries;
    for (int i = 0; i < keys; ++i)
        entries.emplace_back("/load/" + QByteArray::number(i / 100) + "/" + QByteArray::number(i), "v");
    QVERIFY(m_direct.put(entries));
}

void TestFaultsLoad::init()
{
    if (!m_server.isRunning())
        QVERIFY(m_server.restart());
    m_relay = std::make_unique<TcpRelay>(m_server.port());
    m_recorded = std::make_unique<RecordedFeed>();
    QVERIFY(m_recorded->open(urlOf(*m_relay)));
    // Spread over what is being loaded.
    m_writer = std::make_unique<FaultWriter>(m_server.url(), "/load/3");
    m_writer->start();
}

void TestFaultsLoad::cleanup()
{
    m_server.thaw();
    m_recorded.reset();
    m_writer.reset();
    m_relay.reset();
}

/// So slowly that there is time to break something.
void TestFaultsLoad::startUntilFirstRows()
{
    m_relay->setBytesPerSecond(1'500'000);
    QSignalSpy first(&m_recorded->feed(), &LiveFeed::firstRows);
    m_recorded->start();
    QTRY_COMPARE_WITH_TIMEOUT(first.size(), 1, 20'000);
    QCOMPARE(m_recorded->feed().state(), State::Loading);
    QVERIFY(!m_recorded->feed().isComplete());
}

void TestFaultsLoad::killedServer()
{
    startUntilFirstRows();
    m_server.kill();
    QTRY_VERIFY_WITH_TIMEOUT(m_recorded->feed().lastError().has_value(), 5'000);
    QCOMPARE(m_recorded->feed().state(), State::Loading);
    QVERIFY(m_server.restart());
    m_relay->setBytesPerSecond(0);
    VERIFY_NOTHING_LOST(*m_recorded, *m_writer, m_server);
    QVERIFY(m_writer->failures() > 0);
}

void TestFaultsLoad::stoppedServer()
{
    startUntilFirstRows();
    m_server.freeze();
    QTRY_VERIFY_WITH_TIMEOUT(m_recorded->feed().lastError().has_value(), 12'000);
    QCOMPARE(m_recorded->feed().state(), State::Loading);
    m_server.thaw();
    m_relay->setBytesPerSecond(0);
    VERIFY_NOTHING_LOST(*m_recorded, *m_writer, m_server);
}

void TestFaultsLoad::lossyLink()
{
    startUntilFirstRows();
    m_relay->setBytesPerSecond(0);
    for (int i = 0; i < 12 && m_recorded->feed().state() == State::Loading; ++i) {
        const int before = m_relay->acceptedConnections();
        m_relay->dropAfterBytesToClient(QRandomGenerator::global()->bounded(1'000, 300'000));
        QTRY_VERIFY_WITH_TIMEOUT(
            m_relay->acceptedConnections() > before || m_recorded->feed().state() == State::Live, 20'000);
    }
    m_relay->dropAfterBytesToClient(-1);
    VERIFY_NOTHING_LOST(*m_recorded, *m_writer, m_server);
}

void TestFaultsLoad::slowLink()
{
    m_relay->setBytesPerSecond(1'000'000);
    m_recorded->start();
    QVERIFY(m_recorded->waitUntilLive(60'000));
    VERIFY_NOTHING_LOST(*m_recorded, *m_writer, m_server);
}

void TestFaultsLoad::compactionWhileDisconnected()
{
    startUntilFirstRows();
    m_relay->setListening(false);
    m_relay->dropConnections();
    QTRY_VERIFY_WITH_TIMEOUT(m_recorded->feed().lastError().has_value(), 5'000);
    const size_t before = m_writer->promised().size();
    QTRY_VERIFY(m_writer->promised().size() > before + 20);
    const auto now = m_direct.wait(m_direct.store().get("x"));
    QVERIFY2(now && now->ok(), failureOf(now).constData());
    const auto compacted = m_direct.wait(m_direct.store().compact((*now)->position, false));
    QVERIFY2(compacted && compacted->ok(), failureOf(compacted).constData());
    m_relay->setBytesPerSecond(0);
    m_relay->setListening(true);
    VERIFY_NOTHING_LOST(*m_recorded, *m_writer, m_server);
}

void TestFaultsLoad::cancelIsQuick_data()
{
    QTest::addColumn<QString>("stage");
    for (const char *stage : {"connecting", "loading", "stopped server", "live", "reconnecting", "comparing"})
        QTest::newRow(stage) << QString::fromLatin1(stage);
}

void TestFaultsLoad::cancelIsQuick()
{
    QFETCH(QString, stage);
    LiveFeed &feed = m_recorded->feed();
    if (stage == QLatin1String("connecting")) {
        m_relay->setPaused(true);
        m_relay->dropConnections();
        m_recorded->start();
        QTRY_VERIFY(m_relay->openConnections() > 0);
    } else if (stage == QLatin1String("loading")) {
        startUntilFirstRows();
    } else if (stage == QLatin1String("stopped server")) {
        startUntilFirstRows();
        m_server.freeze();
    } else {
        m_recorded->start();
        QVERIFY(m_recorded->waitUntilLive());
        if (stage == QLatin1String("reconnecting")) {
            m_relay->setListening(false);
            m_relay->dropConnections();
            QTRY_COMPARE(feed.state(), State::Reconnecting);
        } else if (stage == QLatin1String("comparing")) {
            m_relay->setBytesPerSecond(300'000);
            feed.refresh();
            QCOMPARE(feed.state(), State::Comparing);
            const qint64 seen = m_relay->bytesToClient();
            QTRY_VERIFY(m_relay->bytesToClient() > seen + 100'000);
            QCOMPARE(feed.state(), State::Comparing);
        }
    }
    QElapsedTimer clock;
    clock.start();
    feed.stop();
    QCOMPARE(feed.state(), State::Idle);
    const QByteArray kept = textOf(m_recorded->index());
    QVERIFY2(clock.elapsed() < 1'000, qPrintable(QString::number(clock.elapsed())));
    m_server.thaw();
    m_relay->setPaused(false);
    const size_t before = m_writer->promised().size();
    QTRY_VERIFY_WITH_TIMEOUT(m_writer->promised().size() > before + 20, 20'000);
    QCOMPARE(feed.state(), State::Idle);
    QVERIFY(feed.staleFor() > 0);
    QCOMPARE(textOf(m_recorded->index()), kept); // nothing comes behind it
    m_relay->setBytesPerSecond(0);
    m_relay->setListening(true);
    feed.refresh();
    VERIFY_NOTHING_LOST(*m_recorded, *m_writer, m_server);
}

ETCDSCOPE_ETCD_TEST_MAIN(TestFaultsLoad, QCoreApplication)
#include "tst_faultsload.moc"
