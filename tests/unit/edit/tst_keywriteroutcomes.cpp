// SPDX-License-Identifier: Apache-2.0
#include "core/edit/draft.h"
#include "core/edit/journal.h"
#include "core/edit/keywriter.h"
#include "tests/support/scriptedkeystore.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace etcdscope;
using Kind = WriteOutcome::Kind;

namespace {

const Entry base{.key = "k", .value = "old", .createRevision = 3, .modRevision = 5, .version = 2};

TransactionResult answer(bool succeeded, qint64 revision, std::vector<Entry> theirs = {})
{
    return {.succeeded = succeeded, .position = {revision}, .steps = {{.entries = std::move(theirs)}}};
}

Error lost()
{
    return {.kind = ErrorKind::Network, .fate = RequestFate::MaybeSent};
}

Entry entry(const QByteArray &value, qint64 create, qint64 mod, qint64 version)
{
    return {.key = "k", .value = value, .createRevision = create, .modRevision = mod, .version = version};
}

} // namespace

class TestKeyWriterOutcomes : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void savesByCompareAndSwap();
    void conflictShowsTheirs();
    void refusalIsFailedAndNotJournaled();
    void lostAnswerIsSettledByReading_data();
    void lostAnswerIsSettledByReading();
    void readingIsTriedAgain();
    void droppedCallKeepsTheWrite();
    void ownerMayGoInAnySlot();
    void ownerMayGoWhileWriting();
    void journalKeepsItsBound();
    void draftMayBeNamedByItself();

private:
    std::unique_ptr<ScriptedKeyStore> m_store;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<KeyWriter> m_writer;
    std::vector<WriteOutcome> m_outcomes;
};

void TestKeyWriterOutcomes::init()
{
    m_outcomes.clear();
    m_store = std::make_unique<ScriptedKeyStore>();
    m_journal = std::make_unique<Journal>();
    m_writer = std::make_unique<KeyWriter>(*m_store, *m_journal);
    connect(m_writer.get(), &KeyWriter::finished, this,
            [this](const WriteOutcome &outcome) { m_outcomes.push_back(outcome); });
}

void TestKeyWriterOutcomes::cleanup()
{
    m_writer.reset();
    m_journal.reset();
    m_store.reset();
}

void TestKeyWriterOutcomes::savesByCompareAndSwap()
{
    std::optional<Result<WriteOutcome>> got;
    auto call = m_writer->save(base, "new");
    call.then(this, [&](Result<WriteOutcome> result) { got = std::move(result); });
    QVERIFY(m_writer->isWriting("k"));
    const Transaction &sent = m_store->transactions.back();
    QCOMPARE(sent.conditions.size(), size_t(1));
    QCOMPARE(sent.conditions[0].number, 5);
    QVERIFY(std::get<PutStep>(sent.success[0]).lease.kind == LeaseChoice::Kind::Keep);
    m_store->commits.back().finish(answer(true, 9));
    QVERIFY(got && got->ok());
    QVERIFY((*got)->kind == Kind::Done);
    QCOMPARE((*got)->position, Position{9});
    QVERIFY(!m_writer->isWriting("k"));
    QCOMPARE(m_journal->entries().size(), size_t(1));
    QCOMPARE(m_journal->entries()[0].before, std::optional(base));
}

void TestKeyWriterOutcomes::conflictShowsTheirs()
{
    const auto call = m_writer->save(base, "new");
    m_store->commits.back().finish(answer(false, 9, {entry("theirs", 3, 8, 3)}));
    QCOMPARE(m_outcomes.size(), size_t(1));
    QVERIFY(m_outcomes[0].kind == Kind::Conflict);
    QCOMPARE(m_outcomes[0].theirs->value, "theirs");
    QVERIFY(m_journal->entries().empty());
}

void TestKeyWriterOutcomes::refusalIsFailedAndNotJournaled()
{
    const auto call = m_writer->create("k", "v");
    m_store->commits.back().finish(Error{.kind = ErrorKind::NoSpace, .fate = RequestFate::Answered});
    QVERIFY(m_outcomes.at(0).kind == Kind::Failed);
    QVERIFY(m_journal->entries().empty());
    QVERIFY(m_store->reads.empty());
}

void TestKeyWriterOutcomes::lostAnswerIsSettledByReading_data()
{
    QTest::addColumn<int>("write"); // 0 save, 1 create, 2 remove
    QTest::addColumn<std::optional<Entry>>("found");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, int write, const std::optional<Entry> &found, Kind kind) {
        QTest::newRow(name) << write << found << int(kind);
    };
    row("save: ours", 0, entry("new", 3, 8, 3), Kind::Done);
    row("save: nothing yet", 0, base, Kind::Unknown);
    row("save: another came first", 0, entry("theirs", 3, 8, 3), Kind::Conflict);
    row("save: several came", 0, entry("theirs", 3, 9, 4), Kind::Unknown);
    row("save: our value, but not our write", 0, entry("new", 3, 9, 5), Kind::Unknown);
    row("save: deleted and created again", 0, entry("new", 9, 9, 1), Kind::Unknown);
    row("save: gone", 0, std::nullopt, Kind::Unknown);
    row("create: ours", 1, entry("new", 8, 8, 1), Kind::Done);
    row("create: nothing yet", 1, std::nullopt, Kind::Unknown);
    row("create: theirs", 1, entry("theirs", 8, 8, 1), Kind::Unknown);
    row("remove: gone", 2, std::nullopt, Kind::Done);
    row("remove: nothing yet", 2, base, Kind::Unknown);
    row("remove: written by another", 2, entry("theirs", 3, 9, 7), Kind::Conflict);
    row("remove: created again", 2, entry("theirs", 9, 9, 1), Kind::Unknown);
}

void TestKeyWriterOutcomes::lostAnswerIsSettledByReading()
{
    QFETCH(int, write);
    QFETCH(std::optional<Entry>, found);
    QFETCH(int, kind);
    const auto call = write == 0   ? m_writer->save(base, "new")
                      : write == 1 ? m_writer->create("k", "new")
                                   : m_writer->remove(base);
    m_store->commits.back().finish(lost());
    QCOMPARE(m_store->reads.size(), size_t(1));
    m_store->reads.back().finish(ReadResult{.entry = found, .position = {20}});
    QCOMPARE(m_outcomes.size(), size_t(1));
    QCOMPARE(int(m_outcomes[0].kind), kind);
    QCOMPARE(m_store->commits.size(), size_t(1)); // a write is never sent twice
    QCOMPARE(m_journal->entries().size(), size_t(Kind(kind) == Kind::Conflict ? 0 : 1));
    if (Kind(kind) == Kind::Done) {
        QVERIFY(m_outcomes[0].settledByReading);
        QCOMPARE(m_journal->entries()[0].position, write == 2 ? Position() : Position{8});
    }
}

void TestKeyWriterOutcomes::readingIsTriedAgain()
{
    const auto call = m_writer->save(base, "new");
    m_store->commits.back().finish(lost());
    m_store->reads.back().finish(lost());
    QVERIFY(m_writer->isWriting("k"));
    QTRY_COMPARE(m_store->reads.size(), size_t(2));
    m_store->reads.back().finish(ReadResult{.entry = entry("new", 3, 8, 3), .position = {20}});
    QVERIFY(m_outcomes.at(0).kind == Kind::Done);
}

void TestKeyWriterOutcomes::droppedCallKeepsTheWrite()
{
    m_writer->create("k", "v").cancel();
    QVERIFY(!m_store->commits.back().ended());
    m_store->commits.back().finish(answer(true, 4));
    QVERIFY(m_outcomes.at(0).kind == Kind::Done);
}

void TestKeyWriterOutcomes::ownerMayGoInAnySlot()
{
    connect(m_writer.get(), &KeyWriter::finished, this, [this] { m_writer.reset(); });
    bool told = false;
    auto call = m_writer->save(base, "new");
    call.then(this, [&](const Result<WriteOutcome> &) { told = true; });
    m_store->commits.back().finish(answer(true, 9));
    QVERIFY(!m_writer);
    QVERIFY(told);
}

void TestKeyWriterOutcomes::ownerMayGoWhileWriting()
{
    const auto call = m_writer->save(base, "new");
    m_writer.reset();
    m_store->commits.back().finish(answer(true, 9));
    QVERIFY(m_outcomes.empty());
}

void TestKeyWriterOutcomes::journalKeepsItsBound()
{
    Journal journal(10'000);
    JournalEntry entry;
    entry.after = QByteArray(20'000, 'x');
    QVERIFY(!journal.add(entry));
    QCOMPARE(journal.dropped(), 1);
    entry.after = QByteArray(1'000, 'x');
    for (int i = 0; i < 30; ++i) {
        entry.key = QByteArray::number(i);
        QVERIFY(journal.add(entry));
    }
    QVERIFY(journal.byteSize() <= 10'000);
    QVERIFY(journal.entries().size() >= 5);
    QCOMPARE(journal.entries().back().key, "29");
    QCOMPARE(journal.dropped() + qint64(journal.entries().size()), 31);
}

void TestKeyWriterOutcomes::draftMayBeNamedByItself()
{
    DraftStore drafts;
    QList<QByteArray> changed;
    connect(&drafts, &DraftStore::changed, this, [&](const QByteArray &key) { changed.append(key); });
    drafts.put({.key = "a", .base = {}, .value = "1"});
    drafts.put(*drafts.find("a"));
    QCOMPARE(drafts.find("a")->value, "1");
    drafts.remove(drafts.find("a")->key);
    drafts.remove("a"); // not there: says nothing
    QCOMPARE(changed, (QList<QByteArray>{"a", "a", "a"}));
    QCOMPARE(drafts.size(), 0);
}

QTEST_GUILESS_MAIN(TestKeyWriterOutcomes)
#include "tst_keywriteroutcomes.moc"
