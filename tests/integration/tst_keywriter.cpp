// SPDX-License-Identifier: Apache-2.0
#include "core/edit/journal.h"
#include "core/edit/keywriter.h"
#include "tests/integration/storefixture.h"
#include "tests/support/tcprelay.h"

#include <QCoreApplication>

using namespace etcdscope;
using Kind = WriteOutcome::Kind;

class TestKeyWriter : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void saveComparesAndKeepsTheBeforeImage();
    void saveOverNewerRevisionIsAConflict();
    void createNeverOverwrites();
    void removeComparesTheRevisionSeen();
    void droppedCallStillWrites();
    void lostAnswerIsSettledByReading();
    void lostRequestIsReportedUnknownOrDone();

private:
    Entry read(const QByteArray &key)
    {
        const auto answer = m_fixture.wait(m_fixture.store().get(key));
        return answer && answer->ok() && answer->value().entry ? *answer->value().entry : Entry{.key = key};
    }

    EtcdServer m_server;
    StoreFixture m_fixture;
    Journal m_journal;
    std::unique_ptr<KeyWriter> m_writer;
};

void TestKeyWriter::initTestCase()
{
    QVERIFY(m_server.start());
    QVERIFY(m_fixture.open(m_server.url()));
    m_writer = std::make_unique<KeyWriter>(m_fixture.store(), m_journal);
}

void TestKeyWriter::init()
{
    m_server.etcdctl({"del", "", "--prefix"});
}

void TestKeyWriter::saveComparesAndKeepsTheBeforeImage()
{
    m_server.etcdctl({"put", "k", "before"});
    const Entry base = read("k");
    const size_t entries = m_journal.entries().size();
    const auto outcome = m_fixture.wait(m_writer->save(base, "after"));
    QVERIFY(outcome && outcome->ok());
    QCOMPARE(outcome->value().kind, Kind::Done);
    QVERIFY(!outcome->value().settledByReading);
    QCOMPARE(read("k").value, "after");
    QCOMPARE(read("k").modRevision, outcome->value().position.value);
    QCOMPARE(m_journal.entries().size(), entries + 1);
    QCOMPARE(m_journal.entries().back().before->value, "before");
    QCOMPARE(*m_journal.entries().back().after, "after");
}

void TestKeyWriter::saveOverNewerRevisionIsAConflict()
{
    m_server.etcdctl({"put", "k", "base"});
    const Entry base = read("k");
    m_server.etcdctl({"put", "k", "theirs"});
    auto outcome = m_fixture.wait(m_writer->save(base, "mine"));
    QCOMPARE(outcome->value().kind, Kind::Conflict);
    QCOMPARE(outcome->value().theirs->value, "theirs");
    QCOMPARE(read("k").value, "theirs");
    // Overwriting is saving against what is there now.
    outcome = m_fixture.wait(m_writer->save(*outcome->value().theirs, "mine"));
    QCOMPARE(outcome->value().kind, Kind::Done);
    QCOMPARE(read("k").value, "mine");

    m_server.etcdctl({"del", "k"});
    outcome = m_fixture.wait(m_writer->save(base, "mine"));
    QCOMPARE(outcome->value().kind, Kind::Conflict);
    QVERIFY(!outcome->value().theirs);
}

void TestKeyWriter::createNeverOverwrites()
{
    auto outcome = m_fixture.wait(m_writer->create("n", "first"));
    QCOMPARE(outcome->value().kind, Kind::Done);
    outcome = m_fixture.wait(m_writer->create("n", "second"));
    QCOMPARE(outcome->value().kind, Kind::Conflict);
    QCOMPARE(outcome->value().theirs->value, "first");
    QCOMPARE(read("n").value, "first");
}

void TestKeyWriter::removeComparesTheRevisionSeen()
{
    m_server.etcdctl({"put", "r", "1"});
    const Entry base = read("r");
    m_server.etcdctl({"put", "r", "2"});
    auto outcome = m_fixture.wait(m_writer->remove(base));
    QCOMPARE(outcome->value().kind, Kind::Conflict);
    QCOMPARE(read("r").value, "2");
    outcome = m_fixture.wait(m_writer->remove(read("r")));
    QCOMPARE(outcome->value().kind, Kind::Done);
    QCOMPARE(read("r").modRevision, 0);
    QCOMPARE(m_journal.entries().back().before->value, "2");
    QVERIFY(!m_journal.entries().back().after);
}

void TestKeyWriter::droppedCallStillWrites()
{
    QSignalSpy finished(m_writer.get(), &KeyWriter::finished);
    {
        const auto call = m_writer->create("dropped", "v"); // forgotten at once, as by a closed panel
    }
    QVERIFY(m_writer->isWriting("dropped"));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 10'000);
    QCOMPARE(read("dropped").value, "v");
}

void TestKeyWriter::lostAnswerIsSettledByReading()
{
    TcpRelay relay(m_server.port());
    StoreFixture fixture;
    QVERIFY(fixture.open(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(relay.port()))));
    Journal journal;
    KeyWriter writer(fixture.store(), journal);
    // The request passes; its answer ends the connection instead of arriving. (The first byte towards us on
    // the connection that the probe left open is that answer.)
    relay.dropAfterBytesToClient(1);
    auto call = writer.create("lost", "v");
    QTRY_COMPARE_WITH_TIMEOUT(read("lost").value, "v", 10'000);
    relay.dropAfterBytesToClient(-1);
    const auto outcome = fixture.wait(std::move(call), 20'000);
    QVERIFY(outcome && outcome->ok());
    QCOMPARE(outcome->value().kind, Kind::Done);
    QVERIFY(outcome->value().settledByReading);
    QCOMPARE(read("lost").version, 1); // written once
}

void TestKeyWriter::lostRequestIsReportedUnknownOrDone()
{
    m_server.etcdctl({"put", "stuck", "old"});
    const Entry base = read("stuck");
    TcpRelay relay(m_server.port());
    StoreFixture fixture;
    QVERIFY(fixture.open(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(relay.port()))));
    Journal journal;
    KeyWriter writer(fixture.store(), journal);
    relay.setPaused(true); // neither request nor answer passes
    auto call = writer.save(base, "new");
    QTRY_VERIFY(relay.openConnections() > 0);
    QCoreApplication::processEvents(QEventLoop::AllEvents, 200); // lets the request reach the socket
    relay.dropConnections();
    relay.setPaused(false);
    const auto outcome = fixture.wait(std::move(call), 20'000);
    QVERIFY(outcome && outcome->ok());
    QCOMPARE(outcome->value().kind, Kind::Unknown);
    QVERIFY(outcome->value().theirs);
    QCOMPARE(outcome->value().theirs->value, "old");
    QCOMPARE(journal.entries().back().outcome, JournalEntry::Outcome::Unknown);
}

ETCDSCOPE_ETCD_TEST_MAIN(TestKeyWriter, QCoreApplication)
#include "tst_keywriter.moc"
