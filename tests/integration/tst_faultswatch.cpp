// SPDX-License-Identifier: Apache-2.0
//
// What breaks while a feed is live, with others writing all the time: whatever it is, the changes that come
// are those that happened, each once and in order, the tree ends as the server has it, and the feed calls
// itself live only when it is.
#include "tests/integration/faultfixture.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <algorithm>

using namespace etcdscope;
using State = LiveFeed::State;

class TestFaultsWatch : public QObject
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
    void severalRangesOverFaults();

private:
    void waitForWrites(size_t count);
    void verifyHistory();

    EtcdServer m_server;
    StoreFixture m_direct;
    std::unique_ptr<TcpRelay> m_relay;
    std::unique_ptr<RecordedFeed> m_recorded;
    std::unique_ptr<FaultWriter> m_writer;
};

void TestFaultsWatch::initTestCase()
{
    QVERIFY(m_server.start());
    QVERIFY(m_direct.open(m_server.url()));
    QVERIFY(m_direct.put({{"/w/1", "1"}, {"/stays", "2"}}));
}

void TestFaultsWatch::init()
{
    m_relay = std::make_unique<TcpRelay>(m_server.port());
    m_recorded = std::make_unique<RecordedFeed>();
    QVERIFY(m_recorded->open(urlOf(*m_relay)));
    m_writer = std::make_unique<FaultWriter>(m_server.url(), "/w/");
    m_writer->start();
    QVERIFY(m_recorded->startAndWait());
}

void TestFaultsWatch::cleanup()
{
    m_server.thaw();
    m_recorded.reset();
    m_writer.reset();
    m_relay.reset();
}

void TestFaultsWatch::waitForWrites(size_t count)
{
    const size_t before = m_writer->promised().size();
    QTRY_VERIFY_WITH_TIMEOUT(m_writer->promised().size() >= before + count, 30'000);
}

/// No more and no less than what happened since the load.
void TestFaultsWatch::verifyHistory()
{
    const Position until = m_recorded->feed().position();
    const auto history = historyOf(m_direct, m_recorded->loaded(), until);
    QVERIFY(!history.empty());
    QVERIFY(isKept(*m_writer, history, m_recorded->loaded()));
    QCOMPARE(brokenPromise(m_recorded->record(), history, m_recorded->loaded().value, until.value),
             QString());
    QCOMPARE(m_recorded->feed().changesSeen(), qint64(history.size()));
    QVERIFY(!m_recorded->feed().lastGap().first.isValid());
}

void TestFaultsWatch::killedServer()
{
    for (int i = 0; i < 3; ++i) {
        waitForWrites(100);
        m_server.kill();
        QTRY_COMPARE_WITH_TIMEOUT(m_recorded->feed().state(), State::Reconnecting, 5'000);
        QVERIFY(m_recorded->feed().lastError());
        QVERIFY(m_server.restart());
        QVERIFY(m_recorded->waitUntilLive());
    }
    waitForWrites(50);
    VERIFY_NOTHING_LOST(*m_recorded, *m_writer, m_server);
    verifyHistory();
    QVERIFY(m_writer->failures() > 0);
}

void TestFaultsWatch::stoppedServer()
{
    waitForWrites(100);
    QElapsedTimer stopped;
    m_server.freeze();
    stopped.start();
    QTRY_VERIFY_WITH_TIMEOUT(m_recorded->feed().state() != State::Live, 12'000);
    // 10 s of silence are the rule; what a loaded machine adds to it is not the feed's.
    QVERIFY2(stopped.elapsed() < 11'000, qPrintable(QString::number(stopped.elapsed())));
    QVERIFY(m_recorded->feed().staleFor() > stopped.elapsed() - 1'500);
    QTRY_VERIFY_WITH_TIMEOUT(stopped.elapsed() >= 15'000, 16'000);
    QVERIFY(m_recorded->feed().state() != State::Live);
    QVERIFY(m_recorded->feed().staleFor() > 13'000);
    m_server.thaw();
    QVERIFY(m_recorded->waitUntilLive(20'000));
    waitForWrites(50);
    VERIFY_NOTHING_LOST(*m_recorded, *m_writer, m_server);
    verifyHistory();
}

void TestFaultsWatch::lossyLink()
{
    for (int i = 0; i < 8; ++i) { // each wait before a reconnect is longer
        const int before = m_relay->acceptedConnections();
        m_relay->dropAfterBytesToClient(QRandomGenerator::global()->bounded(1, 20'000));
        QTRY_VERIFY_WITH_TIMEOUT(m_relay->acceptedConnections() > before, 20'000);
    }
    m_relay->dropAfterBytesToClient(-1);
    VERIFY_NOTHING_LOST(*m_recorded, *m_writer, m_server);
    verifyHistory();
}

void TestFaultsWatch::slowLink()
{
    m_relay->setBytesPerSecond(20'000);
    waitForWrites(300);
    m_relay->dropConnections();
    waitForWrites(200);
    m_relay->setBytesPerSecond(200'000);
    VERIFY_NOTHING_LOST(*m_recorded, *m_writer, m_server);
    verifyHistory();
}

void TestFaultsWatch::compactionWhileDisconnected()
{
    QSignalSpy bridged(&m_recorded->feed(), &LiveFeed::gapBridged);
    waitForWrites(100);
    m_relay->setListening(false);
    m_relay->dropConnections();
    QTRY_COMPARE_WITH_TIMEOUT(m_recorded->feed().state(), State::Reconnecting, 5'000);
    waitForWrites(100);
    const auto now = m_direct.wait(m_direct.store().get("x"));
    QVERIFY2(now && now->ok(), failureOf(now).constData());
    const auto compacted = m_direct.wait(m_direct.store().compact((*now)->position, false));
    QVERIFY2(compacted && compacted->ok(), failureOf(compacted).constData());
    m_relay->setListening(true);
    QTRY_COMPARE_WITH_TIMEOUT(bridged.size(), 1, 20'000);
    waitForWrites(100);
    VERIFY_NOTHING_LOST(*m_recorded, *m_writer, m_server);
    QCOMPARE(brokenOrder(m_recorded->record()), QString());
    // The gap is told as what it is: from the last change seen to a listing after the compaction.
    const auto [from, to] = m_recorded->feed().lastGap();
    QVERIFY(from.isValid() && from < to && to >= (*now)->position);
    for (const RecordedPart &part : m_recorded->record().parts) {
        for (const RecordedChange &change : part.changes)
            QVERIFY(change.modRevision <= from.value || change.modRevision > to.value);
    }
}

/// Two ranges with a watch each, written to together and alone, beside keys that belong to neither; and one
/// in which nothing happens, which only notes of progress bring on.
void TestFaultsWatch::severalRangesOverFaults()
{
    const KeyRanges ranges = KeyRanges::prefixes({"/quiet/", "/w/1", "/w/3"});
    RecordedFeed several;
    QVERIFY(several.open(urlOf(*m_relay)));
    QVERIFY(several.startAndWait(ranges));
    waitForWrites(100);
    m_server.kill();
    QTRY_COMPARE_WITH_TIMEOUT(several.feed().state(), State::Reconnecting, 5'000);
    QVERIFY(m_server.restart());
    QVERIFY(several.waitUntilLive());
    waitForWrites(100);
    const int before = m_relay->acceptedConnections();
    m_relay->dropAfterBytesToClient(10'000);
    QTRY_VERIFY_WITH_TIMEOUT(m_relay->acceptedConnections() > before, 20'000);
    m_relay->dropAfterBytesToClient(-1);
    QVERIFY(several.waitUntilLive());
    waitForWrites(100);
    m_writer->stop();
    QTRY_VERIFY_WITH_TIMEOUT(m_writer->isIdle(), 20'000);
    QVERIFY(m_direct.put({{"/w/1/last", "1"}})); // of what happens elsewhere no range hears

    const auto status = m_direct.wait(m_direct.store().status());
    QVERIFY2(status && status->ok(), failureOf(status).constData());
    const Position until = (*status)->position;
    QTRY_VERIFY_WITH_TIMEOUT(several.feed().state() == State::Live && several.feed().position() >= until,
                             20'000);
    QCOMPARE(textOf(several.index()), textOf(m_server, "/w/1") + textOf(m_server, "/w/3"));
    QCOMPARE(several.lie(), QString());
    const auto history = historyOf(m_direct, several.loaded(), until);
    QVERIFY(std::ranges::any_of(history, [&](const auto &change) { return !ranges.contains(change.key); }));
    const ProgressNotes notes = progressNotesOf((*status)->version);
    QCOMPARE(several.records().size(), size_t(3));
    qint64 changes = 0;
    for (const auto &record : several.records()) {
        QCOMPARE(brokenPromise(*record, history, several.loaded().value, until.value, notes), QString());
        QVERIFY(record->watches >= 3);
        for (const RecordedPart &part : record->parts)
            changes += qint64(part.changes.size());
    }
    QCOMPARE(several.feed().changesSeen(), changes);
    const std::vector<RecordedPart> &quiet = several.records().front()->parts;
    QVERIFY(!quiet.empty() && quiet.back().progress >= until.value);
}

ETCDSCOPE_ETCD_TEST_MAIN(TestFaultsWatch, QCoreApplication)
#include "tst_faultswatch.moc"
