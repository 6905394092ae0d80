// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/bulkfixture.h"

#include <QCoreApplication>
#include <QElapsedTimer>

using namespace etcdscope;
using Outcome = BulkRun::Outcome;
using State = BulkRun::State;

class TestBulkDelete : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void previewIsExactAndOfOneRevision();
    void aQuietDirectoryGoesInOneTransaction();
    void whatWasChangedOrCreatedSinceSurvives();
    void whoeverWritesMeanwhileKeepsHisKeys();
    void manyKeysAndDirectoriesTogether();
    void cancelStopsWithinASecondAndResumeGoesOn();
    void aKilledServerLosesNothing();
    void whatDoesNotFitTheJournalIsSaidBefore();

private:
    EtcdServer m_server;
    BulkFixture f;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<BulkRunner> m_runner;
};

void TestBulkDelete::initTestCase()
{
    QVERIFY(m_server.start());
    QVERIFY(f.open(m_server.url()));
}

void TestBulkDelete::init()
{
    m_server.etcdctl({"del", "", "--prefix"});
    m_journal = std::make_unique<Journal>();
    m_runner = std::make_unique<BulkRunner>(f.store(), *m_journal);
}

void TestBulkDelete::previewIsExactAndOfOneRevision()
{
    QVERIFY(f.fill("/app/", 3'000));
    QVERIFY(f.put({{"/apple", "1"}, {"/app", "2"}, {"/app/\xff", "binary"}}));
    auto preview = m_runner->preview(BulkScope({BulkPart::directory("/app/", '/')}), BulkKind::Delete);
    // Somebody writes as soon as the first page is there: what is read later is of the same revision.
    bool wrote = false;
    Call<TransactionResult> writing;
    connect(preview.get(), &BulkPreview::progressed, this, [&] {
        if (std::exchange(wrote, true))
            return;
        Transaction transaction;
        transaction.success.push_back(PutStep{.key = "/app/002999x", .value = "new", .isNew = true});
        transaction.success.push_back(RemoveStep{.range = KeyRange::single("/app/002998")});
        writing = f.store().commit(transaction);
    });
    QSignalSpy finished(preview.get(), &BulkPreview::finished);
    preview->start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
    QVERIFY(preview->state() == BulkPreview::State::Ready);
    const auto plan = preview->plan();
    QCOMPARE(plan->size(), quint32(3'001));
    QCOMPARE(plan->key(2'998), "/app/002998");
    QCOMPARE(plan->key(3'000), "/app/\xff");
    QCOMPARE(plan->valueBytes(), 3'000 * 12 + 6);
    QVERIFY(wrote);
}

void TestBulkDelete::aQuietDirectoryGoesInOneTransaction()
{
    constexpr int keys = 20'000;
    QVERIFY(f.fill("/app/", keys));
    QVERIFY(f.put({{"/apple", "1"}, {"/app", "2"}}));
    const auto preview = f.preview(*m_runner, {BulkPart::directory("/app/", '/')}, BulkKind::Delete);
    QVERIFY(preview);
    const Position before = f.now();
    BulkRun *run = m_runner->remove(preview->plan());
    QVERIFY(f.rests(*run));
    QCOMPARE(run->state(), State::Finished);
    QCOMPARE(run->count(Outcome::Done), keys);
    QCOMPARE(f.now().value, before.value + 1);
    QCOMPARE(run->position().value, before.value + 1);
    QCOMPARE(f.read(KeyRange::all()).size(), size_t(2)); // /apple and /app
    QCOMPARE(m_journal->entries().size(), size_t(keys));
    const JournalEntry &last = m_journal->entries().back();
    QCOMPARE(last.group, run->journalGroup());
    QVERIFY(m_journal->isWhole(run->journalGroup()));
    QCOMPARE(last.before->value, "value 019999");
    QVERIFY(!last.after);
}

void TestBulkDelete::whatWasChangedOrCreatedSinceSurvives()
{
    QVERIFY(f.fill("/app/", 1'000));
    const auto preview = f.preview(*m_runner, {BulkPart::directory("/app/", '/')}, BulkKind::Delete);
    QVERIFY(preview);
    m_server.etcdctl({"put", "/app/000010", "changed"});
    m_server.etcdctl({"del", "/app/000020"});
    m_server.etcdctl({"put", "/app/000020", "created again"});
    m_server.etcdctl({"put", "/app/0000105", "new"});
    m_server.etcdctl({"del", "/app/000030", "/app/000033"});
    BulkRun *run = m_runner->remove(preview->plan());
    QVERIFY(f.rests(*run));
    QCOMPARE(run->state(), State::Finished);
    QCOMPARE(run->count(Outcome::Changed), 2);
    QCOMPARE(run->count(Outcome::Gone), 3);
    QCOMPARE(run->count(Outcome::Done), 995);
    QCOMPARE(run->createdMeanwhile(), 1);
    QCOMPARE(run->createdNames(), std::vector<QByteArray>{"/app/0000105"});
    const auto left = f.read(KeyRange::prefix("/app/"));
    QCOMPARE(left.size(), size_t(3));
    QCOMPARE(left.at("/app/000010").value, "changed");
    QCOMPARE(left.at("/app/000020").value, "created again");
    // What others deleted is not ours to take back.
    QCOMPARE(m_journal->entries().size(), size_t(995));
    for (const JournalEntry &entry : m_journal->entries())
        QVERIFY(entry.key != "/app/000031");
}

void TestBulkDelete::whoeverWritesMeanwhileKeepsHisKeys()
{
    constexpr int keys = 30'000;
    QVERIFY(f.fill("/app/", keys));
    const auto preview = f.preview(*m_runner, {BulkPart::directory("/app/", '/')}, BulkKind::Delete);
    QVERIFY(preview);
    // A writer on a connection of its own changes and creates keys all the while.
    StoreFixture other;
    QVERIFY(other.open(m_server.url()));
    std::function<void()> writeOn;
    Call<TransactionResult> writing;
    int writes = 0;
    bool stop = false;
    writeOn = [&] {
        if (stop)
            return;
        const int number = (writes * 7'919) % keys;
        Transaction transaction;
        transaction.success.push_back(PutStep{.key = "/app/" +
                                                     QByteArray::number(number).rightJustified(6, '0') +
                                                     (writes % 2 == 0 ? "" : "new"),
                                              .value = "theirs",
                                              .lease = LeaseChoice::detach()});
        ++writes;
        writing = other.store().commit(transaction);
        writing.then(this, [&](const Result<TransactionResult> &) { writeOn(); });
    };
    writeOn();
    QTRY_VERIFY(writes > 2);
    BulkRun *run = m_runner->remove(preview->plan());
    QVERIFY(f.rests(*run));
    stop = true;
    QCOMPARE(run->state(), State::Finished);
    QTRY_VERIFY(!writing.isActive());
    const auto left = f.read(KeyRange::prefix("/app/"));
    for (const auto &[key, entry] : left) {
        QVERIFY2(entry.modRevision > preview->plan()->position().value, key.constData());
        QCOMPARE(entry.value, "theirs");
    }
    QVERIFY(run->count(Outcome::Changed) > 0);
    QCOMPARE(run->count(Outcome::Done) + run->count(Outcome::Changed) + run->count(Outcome::Gone), keys);
    QVERIFY(run->createdMeanwhile() > 0);
    QCOMPARE(qint64(m_journal->entries().size()), run->count(Outcome::Done));
}

void TestBulkDelete::manyKeysAndDirectoriesTogether()
{
    QVERIFY(f.fill("/a/", 400));
    QVERIFY(f.fill("/b/x/", 50));
    std::vector<BulkPart> parts{BulkPart::directory("/b/", '/')};
    for (int i = 0; i < 400; i += 2)
        parts.push_back(BulkPart::key("/a/" + QByteArray::number(i).rightJustified(6, '0'), '/'));
    const auto preview = f.preview(*m_runner, parts, BulkKind::Delete);
    QVERIFY(preview);
    QCOMPARE(preview->plan()->size(), quint32(250));
    m_server.etcdctl({"put", "/a/000100", "changed"});
    m_server.etcdctl({"del", "/a/000102"});
    BulkRun *run = m_runner->remove(preview->plan());
    QVERIFY(f.rests(*run));
    QCOMPARE(run->count(Outcome::Done), 248);
    QCOMPARE(run->count(Outcome::Changed), 1);
    QCOMPARE(run->count(Outcome::Gone), 1);
    QCOMPARE(run->createdMeanwhile(), 0);
    QCOMPARE(f.read(KeyRange::all()).size(), size_t(201));
}

void TestBulkDelete::cancelStopsWithinASecondAndResumeGoesOn()
{
    constexpr int keys = 20'000;
    QVERIFY(f.fill("/app/", keys));
    const auto preview = f.preview(*m_runner, {BulkPart::directory("/app/", '/')}, BulkKind::Delete);
    QVERIFY(preview);
    m_server.etcdctl({"put", "/app/000777", "changed"}); // so that it goes key by key
    BulkRun *run = m_runner->remove(preview->plan());
    QTRY_VERIFY_WITH_TIMEOUT(run->count(Outcome::Done) > 500, 10'000);
    QElapsedTimer clock;
    clock.start();
    run->cancel();
    QCOMPARE(run->state(), State::Stopping);
    QVERIFY(f.rests(*run, 2'000));
    QVERIFY(clock.elapsed() < 1'000);
    QCOMPARE(run->state(), State::Stopped);
    const qint64 done = run->count(Outcome::Done);
    QVERIFY(done < keys - 1);
    QCOMPARE(run->count(Outcome::Unknown), 0);
    QCOMPARE(qint64(f.read(KeyRange::prefix("/app/")).size()), keys - done);
    run->resume();
    QVERIFY(f.rests(*run));
    QCOMPARE(run->state(), State::Finished);
    QCOMPARE(run->count(Outcome::Done), keys - 1);
    QCOMPARE(f.read(KeyRange::prefix("/app/")).size(), size_t(1));
}

void TestBulkDelete::aKilledServerLosesNothing()
{
    constexpr int keys = 20'000;
    QVERIFY(f.fill("/app/", keys));
    const auto preview = f.preview(*m_runner, {BulkPart::directory("/app/", '/')}, BulkKind::Delete);
    QVERIFY(preview);
    m_server.etcdctl({"put", "/app/000777", "changed"});
    m_server.etcdctl({"put", "/app/zzz", "new"});
    BulkRun *run = m_runner->remove(preview->plan());
    QTRY_VERIFY_WITH_TIMEOUT(run->count(Outcome::Done) > 500, 10'000);
    m_server.kill();
    QTRY_COMPARE_WITH_TIMEOUT(run->state(), State::Waiting, 5'000);
    QVERIFY(run->error());
    QVERIFY(run->settled() < keys);
    QVERIFY(m_server.restart());
    if (!f.rests(*run) || run->state() == State::Failed)
        run->resume(); // a slow start
    QVERIFY(f.rests(*run));
    QCOMPARE(run->state(), State::Finished);
    QCOMPARE(run->count(Outcome::Changed), 1);
    QCOMPARE(run->count(Outcome::Done), keys - 1);
    QCOMPARE(run->createdMeanwhile(), 1);
    QCOMPARE(f.read(KeyRange::prefix("/app/")).size(), size_t(2));
    QCOMPARE(m_journal->entries().size(), size_t(keys - 1));
}

void TestBulkDelete::whatDoesNotFitTheJournalIsSaidBefore()
{
    QVERIFY(f.fill("/app/", 500));
    Journal small(50'000);
    BulkRunner runner(f.store(), small);
    const auto preview = f.preview(runner, {BulkPart::directory("/app/", '/')}, BulkKind::Delete);
    QVERIFY(preview);
    QVERIFY(!preview->fitsJournal());
    QCOMPARE(preview->plan()->size(), quint32(500));
    BulkRun *run = runner.remove(preview->plan());
    QVERIFY(f.rests(*run));
    QCOMPARE(run->count(Outcome::Done), 500);
    QCOMPARE(run->journalGroup(), quint64(0));
    QVERIFY(small.entries().empty());
    QCOMPARE(small.dropped(), 0); // nothing older had to make room
}

ETCDSCOPE_ETCD_TEST_MAIN(TestBulkDelete, QCoreApplication)
#include "tst_bulkdelete.moc"
