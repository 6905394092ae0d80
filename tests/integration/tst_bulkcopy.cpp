// SPDX-License-Identifier: Apache-2.0
#include "core/store/leases.h"
#include "tests/integration/bulkfixture.h"

#include <QCoreApplication>

using namespace etcdscope;
using Outcome = BulkRun::Outcome;
using State = BulkRun::State;

/// Renaming and duplicating keys and whole directories.
class TestBulkCopy : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aSmallDirectoryIsRenamedAtOnceWithItsLeases();
    void duplicatesLeaveTheOldOnes();
    void existingNamesAreFoundAndLeftAlone();
    void namesThatMeetAreFound();
    void allOrNothingStopsAtAChange();
    void batchesNeverWriteOverWhatIsNew();
    void valuesThatAreNotKeptAreReadAgain();
    void aKilledServerLosesAndDoublesNothing();

private:
    [[nodiscard]] std::unique_ptr<BulkTargets> check(std::shared_ptr<const BulkPlan> plan,
                                                     const BulkMapping &mapping)
    {
        auto targets = std::make_unique<BulkTargets>(f.store(), std::move(plan), mapping);
        QSignalSpy finished(targets.get(), &BulkTargets::finished);
        targets->start();
        return QTest::qWaitFor([&] { return !finished.isEmpty(); }, 20'000) ? std::move(targets) : nullptr;
    }

    EtcdServer m_server;
    BulkFixture f;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<BulkRunner> m_runner;
};

void TestBulkCopy::initTestCase()
{
    QVERIFY(m_server.start());
    QVERIFY(f.open(m_server.url()));
}

void TestBulkCopy::init()
{
    m_server.etcdctl({"del", "", "--prefix"});
    m_journal = std::make_unique<Journal>();
    m_runner = std::make_unique<BulkRunner>(f.store(), *m_journal);
}

void TestBulkCopy::aSmallDirectoryIsRenamedAtOnceWithItsLeases()
{
    QVERIFY(f.fill("/old/", 60));
    const auto lease = f.wait(f.store().leases()->grant(600));
    QVERIFY(lease && lease->ok());
    Transaction transaction;
    transaction.success.push_back(PutStep{
        .key = "/old/leased", .value = "v", .lease = LeaseChoice::attach(lease->value().id), .isNew = true});
    QVERIFY(f.wait(f.store().commit(transaction)));
    m_server.etcdctl({"put", "/older", "another"});

    const auto preview = f.preview(*m_runner, {BulkPart::directory("/old/", '/')}, BulkKind::Rename);
    QVERIFY(preview);
    QCOMPARE(preview->plan()->leasedKeys(), 1);
    const auto mapping = BulkMapping::renamed("/old/", "/new/");
    const auto targets = check(preview->plan(), mapping);
    QVERIFY(targets && !targets->error());
    QVERIFY(targets->occupied().empty());
    QCOMPARE(targets->steps(), 1);
    const Position before = f.now();
    BulkRun *run = m_runner->copy(preview->plan(), mapping, BulkKind::Rename, {}, true);
    QVERIFY(f.rests(*run));
    QCOMPARE(run->state(), State::Finished);
    QCOMPARE(f.now().value, before.value + 1); // all at once
    QVERIFY(f.read(KeyRange::prefix("/old/")).empty());
    const auto renamed = f.read(KeyRange::prefix("/new/"));
    QCOMPARE(renamed.size(), size_t(61));
    QCOMPARE(renamed.at("/new/leased").lease, lease->value().id);
    QCOMPARE(renamed.at("/new/000007").lease, 0);
    QCOMPARE(renamed.at("/new/000007").value, "value 000007");
    QCOMPARE(f.read(KeyRange::single("/older")).size(), size_t(1));
    QCOMPARE(m_journal->entries().size(), size_t(122));
    for (const JournalEntry &entry : m_journal->entries())
        QCOMPARE(entry.group, run->journalGroup());
}

void TestBulkCopy::duplicatesLeaveTheOldOnes()
{
    QVERIFY(f.fill("/old/", 300));
    const auto preview = f.preview(*m_runner, {BulkPart::directory("/old/", '/')}, BulkKind::Duplicate);
    QVERIFY(preview);
    const auto mapping = BulkMapping::into(preview->plan()->scope(), "/copies/");
    const auto targets = check(preview->plan(), mapping);
    QCOMPARE(targets->steps(), 5); // 64 keys each
    BulkRun *run = m_runner->copy(preview->plan(), mapping, BulkKind::Duplicate, {}, false);
    QVERIFY(f.rests(*run));
    QCOMPARE(run->count(Outcome::Done), 300);
    QCOMPARE(f.read(KeyRange::prefix("/old/")).size(), size_t(300));
    const auto copies = f.read(KeyRange::prefix("/copies/old/"));
    QCOMPARE(copies.size(), size_t(300));
    QCOMPARE(copies.at("/copies/old/000299").value, "value 000299");
}

void TestBulkCopy::existingNamesAreFoundAndLeftAlone()
{
    QVERIFY(f.fill("/old/", 200));
    QVERIFY(f.put({{"/new/000005", "theirs"}, {"/new/000150", "theirs"}}));
    const auto preview = f.preview(*m_runner, {BulkPart::directory("/old/", '/')}, BulkKind::Rename);
    const auto mapping = BulkMapping::renamed("/old/", "/new/");
    const auto targets = check(preview->plan(), mapping);
    QVERIFY(targets);
    QCOMPARE(targets->occupied(), (std::vector<quint32>{5, 150}));
    BulkRun *run = m_runner->copy(preview->plan(), mapping, BulkKind::Rename, targets->occupied(), false);
    QVERIFY(f.rests(*run));
    QCOMPARE(run->count(Outcome::Done), 198);
    QCOMPARE(run->count(Outcome::Occupied), 2);
    QCOMPARE(f.read(KeyRange::prefix("/old/")).size(), size_t(2));
    QCOMPARE(f.read(KeyRange::single("/new/000005")).at("/new/000005").value, "theirs");
}

void TestBulkCopy::namesThatMeetAreFound()
{
    QVERIFY(f.put({{"/a/k", "1"}, {"/b/k", "2"}, {"/b/l", "3"}}));
    const auto preview = f.preview(
        *m_runner, {BulkPart::key("/a/k", '/'), BulkPart::key("/b/k", '/'), BulkPart::key("/b/l", '/')},
        BulkKind::Rename);
    const auto targets = check(preview->plan(), BulkMapping::into(preview->plan()->scope(), "/t/"));
    QCOMPARE(targets->occupied(), std::vector<quint32>{1});
}

void TestBulkCopy::allOrNothingStopsAtAChange()
{
    QVERIFY(f.fill("/old/", 50));
    const auto preview = f.preview(*m_runner, {BulkPart::directory("/old/", '/')}, BulkKind::Rename);
    m_server.etcdctl({"put", "/old/000003", "changed"});
    BulkRun *run =
        m_runner->copy(preview->plan(), BulkMapping::renamed("/old/", "/new/"), BulkKind::Rename, {}, true);
    QVERIFY(f.rests(*run));
    QCOMPARE(run->state(), State::Stopped);
    QCOMPARE(run->count(Outcome::Changed), 1);
    QCOMPARE(run->count(Outcome::Done), 0);
    QCOMPARE(f.read(KeyRange::prefix("/old/")).size(), size_t(50)); // as one had asked: nothing
    run->resume();                                                  // the person goes on with the rest
    QVERIFY(f.rests(*run));
    QCOMPARE(run->state(), State::Finished);
    QCOMPARE(run->count(Outcome::Done), 49);
    QCOMPARE(f.read(KeyRange::prefix("/old/")).at("/old/000003").value, "changed");
}

void TestBulkCopy::batchesNeverWriteOverWhatIsNew()
{
    QVERIFY(f.fill("/old/", 3'000));
    const auto preview = f.preview(*m_runner, {BulkPart::directory("/old/", '/')}, BulkKind::Rename);
    m_server.etcdctl({"put", "/new/002000", "theirs"}); // after the preview
    m_server.etcdctl({"put", "/old/001000", "changed"});
    m_server.etcdctl({"del", "/old/001001"});
    BulkRun *run =
        m_runner->copy(preview->plan(), BulkMapping::renamed("/old/", "/new/"), BulkKind::Rename, {}, false);
    QVERIFY(f.rests(*run));
    QCOMPARE(run->state(), State::Finished);
    QCOMPARE(run->count(Outcome::Done), 2'997);
    QCOMPARE(run->count(Outcome::Occupied), 1);
    QCOMPARE(run->count(Outcome::Changed), 1);
    QCOMPARE(run->count(Outcome::Gone), 1);
    QCOMPARE(run->exceptions().size(), size_t(3));
    const auto left = f.read(KeyRange::prefix("/old/"));
    QCOMPARE(left.size(), size_t(2));
    QCOMPARE(left.at("/old/001000").value, "changed");
    QCOMPARE(f.read(KeyRange::single("/new/002000")).at("/new/002000").value, "theirs");
}

void TestBulkCopy::valuesThatAreNotKeptAreReadAgain()
{
    QVERIFY(f.fill("/old/", 500));
    Journal small(50'000);
    BulkRunner runner(f.store(), small);
    const auto preview = f.preview(runner, {BulkPart::directory("/old/", '/')}, BulkKind::Rename);
    QVERIFY(!preview->fitsJournal());
    m_server.etcdctl({"put", "/old/000100", "changed"});
    BulkRun *run =
        runner.copy(preview->plan(), BulkMapping::renamed("/old/", "/new/"), BulkKind::Rename, {}, false);
    QVERIFY(f.rests(*run));
    QCOMPARE(run->state(), State::Finished);
    QCOMPARE(run->count(Outcome::Done), 499);
    QCOMPARE(run->count(Outcome::Changed), 1);
    const auto renamed = f.read(KeyRange::prefix("/new/"));
    QCOMPARE(renamed.size(), size_t(499));
    QCOMPARE(renamed.at("/new/000499").value, "value 000499");
    QVERIFY(small.entries().empty());
}

void TestBulkCopy::aKilledServerLosesAndDoublesNothing()
{
    constexpr int keys = 20'000;
    QVERIFY(f.fill("/old/", keys));
    const auto preview = f.preview(*m_runner, {BulkPart::directory("/old/", '/')}, BulkKind::Rename);
    QVERIFY(preview);
    BulkRun *run =
        m_runner->copy(preview->plan(), BulkMapping::renamed("/old/", "/new/"), BulkKind::Rename, {}, false);
    QTRY_VERIFY_WITH_TIMEOUT(run->count(Outcome::Done) > 500, 10'000);
    m_server.kill();
    QVERIFY(f.rests(*run));
    QCOMPARE(run->state(), State::Failed); // it has tried for a while
    QVERIFY(run->error());
    const qint64 done = run->count(Outcome::Done);
    QVERIFY(done < keys);
    QVERIFY(m_server.restart());
    // What it said was done was done.
    QVERIFY(qint64(f.read(KeyRange::prefix("/new/")).size()) >= done);
    run->resume();
    QVERIFY(f.rests(*run));
    QCOMPARE(run->state(), State::Finished);
    QCOMPARE(run->count(Outcome::Done), keys);
    QVERIFY(f.read(KeyRange::prefix("/old/")).empty());
    const auto renamed = f.read(KeyRange::prefix("/new/"));
    QCOMPARE(renamed.size(), size_t(keys));
    for (const auto &[key, entry] : renamed) {
        QCOMPARE(entry.version, 1);
        QCOMPARE(entry.value, "value " + key.last(6));
    }
    QCOMPARE(m_journal->entries().size(), size_t(2 * keys));
}

ETCDSCOPE_ETCD_TEST_MAIN(TestBulkCopy, QCoreApplication)
#include "tst_bulkcopy.moc"
