// SPDX-License-Identifier: Apache-2.0
#include "core/edit/bulk/bulkcopy.h"
#include "core/edit/bulk/bulkdelete.h"
#include "tests/support/scriptedkeystore.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace etcdscope;
using Outcome = BulkRun::Outcome;
using State = BulkRun::State;

namespace {

constexpr qint64 revision = 50;

Error lost()
{
    return {.kind = ErrorKind::Network, .fate = RequestFate::MaybeSent};
}

Error refusal(ErrorKind kind)
{
    return {.kind = kind, .fate = RequestFate::Answered};
}

Entry entry(const QByteArray &key, qint64 mod, const QByteArray &value = "v", qint64 version = 1)
{
    return {.key = key, .value = value, .createRevision = mod, .modRevision = mod, .version = version};
}

StepResult removed(qint64 keys)
{
    StepResult result;
    result.removed = keys;
    return result;
}

/// `keys` keys /d/000 on; key i has the modification revision i + 1.
std::shared_ptr<BulkPlan> planOf(int keys)
{
    auto plan = std::make_shared<BulkPlan>(BulkScope({BulkPart::directory("/d/", '/')}));
    for (int i = 0; i < keys; ++i)
        plan->append("/d/" + QByteArray::number(i).rightJustified(3, '0'), "v",
                     {.createRevision = i + 1, .modRevision = i + 1, .version = 1}, 0, true);
    plan->setPosition({revision});
    return plan;
}

} // namespace

/// What a run does with answers that no healthy cluster gives on demand.
class TestBulkRun : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void theRangeIsGuardedByTheRevisionOfThePreview();
    void aLostRangeIsLookedAtBeforeAnythingIsSent();
    void whatOthersDeletedIsNotOurs();
    void whatIsNotLookedIntoIsNotCalledUntouched();
    void aServerThatComparesNoRangesIsAskedByKey();
    void batchesStayWithinTheLimit();
    void aConflictLeavesOutWhatChanged();
    void oneRefusedKeyIsNamedAndTheRestGoesOn();
    void refusalsThatConcernAllStopIt();
    void aRenameComparesBothNamesAndKeepsLeases();
    void aLostRenameIsRecognisedByWhatItWrote();
    void aRenameThatArrivesLateIsNotDoneTwice();
    void cancelDoesNotWaitForever();
    void journalTellsWhenAGroupIsNotWhole();

private:
    BulkRun &begin(std::unique_ptr<BulkRun> run)
    {
        m_run = std::move(run);
        m_run->start();
        return *m_run;
    }
    /// Waits for transaction number `count` and returns it.
    const Transaction *sent(size_t count)
    {
        return QTest::qWaitFor([&] { return m_store->transactions.size() >= count; }, 5'000)
                   ? &m_store->transactions[count - 1]
                   : nullptr;
    }
    void answer(size_t number, bool succeeded, std::vector<StepResult> steps = {})
    {
        m_store->commits[number - 1].finish(
            TransactionResult{.succeeded = succeeded, .position = {60}, .steps = std::move(steps)});
    }

    std::unique_ptr<ScriptedKeyStore> m_store;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<BulkRun> m_run;
};

void TestBulkRun::init()
{
    m_store = std::make_unique<ScriptedKeyStore>();
    m_journal = std::make_unique<Journal>();
}

void TestBulkRun::cleanup()
{
    m_run.reset();
    m_journal.reset();
    m_store.reset();
}

void TestBulkRun::theRangeIsGuardedByTheRevisionOfThePreview()
{
    auto &run = begin(std::make_unique<BulkDelete>(*m_store, *m_journal, planOf(3)));
    const Transaction *range = sent(1);
    QVERIFY(range);
    QCOMPARE(range->conditions.size(), size_t(1));
    QCOMPARE(range->conditions[0].key, "/d/");
    QCOMPARE(range->conditions[0].rangeEnd, "/d0");
    QVERIFY(range->conditions[0].relation == Condition::Relation::Less);
    QCOMPARE(range->conditions[0].number, revision + 1);
    QCOMPARE(std::get<RemoveStep>(range->success[0]).range, KeyRange::prefix("/d/"));
    answer(1, true, {removed(3)});
    QTRY_COMPARE(run.state(), State::Finished);
    QCOMPARE(run.count(Outcome::Done), 3);
    QCOMPARE(m_journal->entries().size(), size_t(3));
    QCOMPARE(m_store->transactions.size(), size_t(1));
}

void TestBulkRun::aLostRangeIsLookedAtBeforeAnythingIsSent()
{
    auto &run = begin(std::make_unique<BulkDelete>(*m_store, *m_journal, planOf(4)));
    QVERIFY(sent(1));
    m_store->commits[0].finish(lost());
    QTRY_COMPARE(run.count(Outcome::Unknown), 4);
    QCOMPARE(run.state(), State::Waiting);
    QTRY_VERIFY(m_store->listing());
    QVERIFY(!m_store->listing()->query.at.isValid());
    // 1 is as it was, so the transaction has not happened; 3 was changed, the others went.
    m_store->listing()->give({{"/d/001", 2}, {"/d/003", 70}});
    m_store->listing()->end(2);
    const Transaction *batch = sent(2);
    QVERIFY(batch);
    QCOMPARE(batch->conditions.size(), size_t(1));
    QCOMPARE(batch->conditions[0].key, "/d/001");
    QCOMPARE(batch->conditions[0].number, 2);
    answer(2, true, {removed(1)});
    QTRY_VERIFY(m_store->openListings() == 1); // what is left at the end?
    m_store->listing()->give({{"/d/003", 70}, {"/d/004", 71}});
    m_store->listing()->end(2);
    QTRY_COMPARE(run.state(), State::Finished);
    QCOMPARE(run.count(Outcome::Done), 3);
    QCOMPARE(run.count(Outcome::Changed), 1);
    QCOMPARE(run.settledByReading(), 2);
    QCOMPARE(run.createdMeanwhile(), 1);
}

void TestBulkRun::whatOthersDeletedIsNotOurs()
{
    auto &run = begin(std::make_unique<BulkDelete>(*m_store, *m_journal, planOf(3)));
    QVERIFY(sent(1));
    answer(1, true, {removed(2)});
    QTRY_VERIFY(m_store->listing());
    QCOMPARE(m_store->listing()->query.at.value, 59); // right before it
    m_store->listing()->give({{"/d/000", 1}, {"/d/002", 3}});
    m_store->listing()->end(2);
    QTRY_COMPARE(run.state(), State::Finished);
    QCOMPARE(run.count(Outcome::Done), 2);
    QCOMPARE(run.count(Outcome::Gone), 1);
    QCOMPARE(m_journal->entries().size(), size_t(2));
}

void TestBulkRun::whatIsNotLookedIntoIsNotCalledUntouched()
{
    auto &run = begin(std::make_unique<BulkDelete>(*m_store, *m_journal, planOf(3)));
    QVERIFY(sent(1));
    run.cancel();
    answer(1, true, {removed(2)});
    QTRY_COMPARE(run.state(), State::Stopped);
    QCOMPARE(run.count(Outcome::Pending), 0);
    QCOMPARE(run.count(Outcome::Unknown), 3);
    run.resume();
    QTRY_VERIFY(m_store->listing());
    m_store->listing()->give({{"/d/000", 1}, {"/d/002", 3}});
    m_store->listing()->end(2);
    QTRY_COMPARE(run.state(), State::Finished);
    QCOMPARE(run.count(Outcome::Done), 2);
    QCOMPARE(m_journal->entries().size(), size_t(2));
}

void TestBulkRun::aServerThatComparesNoRangesIsAskedByKey()
{
    m_store->can.rangeConditions = false;
    auto &run = begin(std::make_unique<BulkDelete>(*m_store, *m_journal, planOf(3)));
    const Transaction *batch = sent(1);
    QVERIFY(batch);
    QCOMPARE(batch->conditions.size(), size_t(3));
    for (const Condition &condition : batch->conditions)
        QVERIFY(condition.rangeEnd.isEmpty());
    for (const Step &step : batch->success)
        QVERIFY(std::get<RemoveStep>(step).range.extent == KeyRange::Extent::Single);
    answer(1, true, {removed(1), removed(1), removed(1)});
    QTRY_COMPARE(run.state(), State::Finished);
    QCOMPARE(run.count(Outcome::Done), 3);
}

void TestBulkRun::batchesStayWithinTheLimit()
{
    begin(std::make_unique<BulkCopy>(*m_store, *m_journal, planOf(150), BulkMapping::renamed("/d/", "/n/"),
                                     true, std::vector<quint32>{0, 1}, false));
    QVERIFY(sent(3));
    size_t keys = 0;
    for (const Transaction &batch : m_store->transactions) {
        QVERIFY(batch.conditions.size() <= 128);
        QVERIFY(batch.success.size() <= 128);
        QVERIFY(batch.failure.size() <= 128);
        keys += batch.success.size() / 2;
    }
    QCOMPARE(keys, size_t(148));
}

void TestBulkRun::aConflictLeavesOutWhatChanged()
{
    auto &run = begin(std::make_unique<BulkDelete>(*m_store, *m_journal, planOf(3)));
    QVERIFY(sent(1));
    m_store->commits[0].finish(refusal(ErrorKind::PermissionDenied)); // no right to the whole range
    QVERIFY(sent(2));
    answer(2, false,
           {{.entries = {entry("/d/000", 1)}}, {.entries = {entry("/d/001", 70)}}, {.entries = {}}});
    const Transaction *again = sent(3);
    QVERIFY(again);
    QCOMPARE(again->conditions.size(), size_t(1));
    QCOMPARE(again->conditions[0].key, "/d/000");
    answer(3, true, {removed(1)});
    QTRY_COMPARE(run.state(), State::Finished);
    QCOMPARE(run.count(Outcome::Done), 1);
    QCOMPARE(run.count(Outcome::Changed), 1);
    QCOMPARE(run.count(Outcome::Gone), 1);
}

void TestBulkRun::oneRefusedKeyIsNamedAndTheRestGoesOn()
{
    auto &run =
        begin(std::make_unique<BulkCopy>(*m_store, *m_journal, planOf(3), BulkMapping::renamed("/d/", "/n/"),
                                         false, std::vector<quint32>(), false));
    size_t looked = 0;
    while (QTest::qWaitFor([&] { return m_store->transactions.size() > looked || run.isResting(); }, 5'000) &&
           !run.isResting()) {
        const Transaction &batch = m_store->transactions[looked++];
        const bool hasIt = std::ranges::any_of(
            batch.conditions, [](const Condition &condition) { return condition.key == "/d/001"; });
        if (hasIt)
            m_store->commits[looked - 1].finish(refusal(ErrorKind::TooLarge));
        else
            answer(looked, true);
    }
    QCOMPARE(run.state(), State::Finished);
    QCOMPARE(run.count(Outcome::Done), 2);
    QCOMPARE(run.exceptions().size(), size_t(1));
    QCOMPARE(run.exceptions()[0].key, "/d/001");
    QVERIFY(run.exceptions()[0].error->kind == ErrorKind::TooLarge);
}

void TestBulkRun::refusalsThatConcernAllStopIt()
{
    auto &run = begin(std::make_unique<BulkDelete>(*m_store, *m_journal, planOf(3)));
    QVERIFY(sent(1));
    m_store->commits[0].finish(refusal(ErrorKind::ReadOnly));
    QTRY_COMPARE(run.state(), State::Failed);
    QCOMPARE(run.count(Outcome::Pending), 3);
    run.resume();
    QVERIFY(sent(2)); // the range again
    answer(2, true, {removed(3)});
    QTRY_COMPARE(run.state(), State::Finished);
}

void TestBulkRun::aRenameComparesBothNamesAndKeepsLeases()
{
    auto plan = planOf(1);
    plan->append("/d/leased", "w", {.createRevision = 9, .modRevision = 9, .version = 1, .lease = 77}, 0,
                 true);
    begin(std::make_unique<BulkCopy>(*m_store, *m_journal, plan, BulkMapping::renamed("/d/", "/n/"), true,
                                     std::vector<quint32>(), true));
    const Transaction *batch = sent(1);
    QVERIFY(batch);
    QCOMPARE(batch->conditions.size(), size_t(4));
    QCOMPARE(batch->conditions[2].key, "/d/leased");
    QCOMPARE(batch->conditions[2].number, 9);
    QCOMPARE(batch->conditions[3].key, "/n/leased");
    QVERIFY(batch->conditions[3].target == Condition::Target::Existence);
    QCOMPARE(batch->conditions[3].number, 0);
    QCOMPARE(std::get<PutStep>(batch->success[0]).lease.id, 0);
    QCOMPARE(std::get<PutStep>(batch->success[2]).lease.id, 77);
    QCOMPARE(std::get<RemoveStep>(batch->success[3]).range, KeyRange::single("/d/leased"));
}

void TestBulkRun::aLostRenameIsRecognisedByWhatItWrote()
{
    auto &run =
        begin(std::make_unique<BulkCopy>(*m_store, *m_journal, planOf(2), BulkMapping::renamed("/d/", "/n/"),
                                         true, std::vector<quint32>(), false));
    QVERIFY(sent(1));
    m_store->commits[0].finish(lost());
    const Transaction *reading = sent(2);
    QVERIFY(reading && !reading->mutates());
    answer(2, true, {{}, {.entries = {entry("/n/000", 55)}}, {}, {.entries = {entry("/n/001", 55)}}});
    QTRY_COMPARE(run.state(), State::Finished);
    QCOMPARE(run.count(Outcome::Done), 2);
    QCOMPARE(run.settledByReading(), 2);
    QCOMPARE(m_store->transactions.size(), size_t(2)); // never sent again
}

void TestBulkRun::aRenameThatArrivesLateIsNotDoneTwice()
{
    auto &run =
        begin(std::make_unique<BulkCopy>(*m_store, *m_journal, planOf(1), BulkMapping::renamed("/d/", "/n/"),
                                         true, std::vector<quint32>(), false));
    QVERIFY(sent(1));
    m_store->commits[0].finish(lost());
    QVERIFY(sent(2));
    answer(2, true, {{.entries = {entry("/d/000", 1)}}, {}}); // not yet
    const Transaction *again = sent(3);
    QVERIFY(again && again->mutates());
    answer(3, false, {{}, {.entries = {entry("/n/000", 58)}}}); // the first one came in between
    QVERIFY(sent(4));                                           // looks with values
    answer(4, true, {{}, {.entries = {entry("/n/000", 58)}}});
    QTRY_COMPARE(run.state(), State::Finished);
    QCOMPARE(run.count(Outcome::Done), 1);
    QCOMPARE(run.count(Outcome::Gone), 0);
}

void TestBulkRun::cancelDoesNotWaitForever()
{
    auto &run =
        begin(std::make_unique<BulkCopy>(*m_store, *m_journal, planOf(2), BulkMapping::renamed("/d/", "/n/"),
                                         true, std::vector<quint32>(), false));
    QVERIFY(sent(1)); // never answered
    QElapsedTimer clock;
    clock.start();
    run.cancel();
    QTRY_COMPARE(run.state(), State::Stopped);
    QVERIFY(clock.elapsed() < 1'000);
    QCOMPARE(run.count(Outcome::Unknown), 2);
    run.resume();
    const Transaction *reading = sent(2);
    QVERIFY(reading && !reading->mutates()); // first of all: did it happen?
}

void TestBulkRun::journalTellsWhenAGroupIsNotWhole()
{
    Journal journal(2'000);
    const quint64 group = journal.newGroup();
    QVERIFY(journal.isWhole(group));
    JournalEntry entry;
    entry.group = group;
    for (int i = 0; i < 50; ++i)
        QVERIFY(journal.add(entry));
    QVERIFY(!journal.isWhole(group));
    QVERIFY(journal.isWhole(journal.newGroup()));
}

QTEST_GUILESS_MAIN(TestBulkRun)
#include "tst_bulkrun.moc"
