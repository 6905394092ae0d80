// SPDX-License-Identifier: Apache-2.0
#include "core/edit/journal.h"
#include "core/edit/keywriter.h"
#include "tests/support/scriptedkeystore.h"

#include <QTest>

using namespace etcdscope;
using Kind = WriteOutcome::Kind;

namespace {

/// As a store without a count of writes has it.
Entry key(const QByteArray &value, qint64 create, qint64 mod, std::optional<qint64> seconds = {})
{
    return {
        .key = "/q/k", .value = value, .createRevision = create, .modRevision = mod, .timeToLive = seconds};
}

Entry directory(qint64 create, std::optional<qint64> seconds = {})
{
    return {.key = "/q/",
            .kind = Entry::Kind::Directory,
            .createRevision = create,
            .modRevision = create,
            .timeToLive = seconds};
}

Error lost()
{
    return {.kind = ErrorKind::Network, .fate = RequestFate::MaybeSent};
}

Error refused()
{
    return {.kind = ErrorKind::Local, .fate = RequestFate::NotSent};
}

TransactionResult answer(bool succeeded, qint64 revision)
{
    return {.succeeded = succeeded, .position = {revision}, .steps = {StepResult()}};
}

} // namespace

/// Times to live, directories and keys in order, written to a store that has those.
class TestDirectoryWrites : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aTimeToLiveIsWrittenWithoutTheValue();
    void aQuietRenewalIsNotJournaled();
    void aDirectoryIsNotCompared();
    void directoriesAreMade();
    void aLostAnswerIsSettledByReading_data();
    void aLostAnswerIsSettledByReading();
    void keysInOrderAreNamedByTheServer();
    void aRefusedKeyInOrderIsFailed();
    void aLostKeyInOrderIsUnknownAndSentOnce_data();
    void aLostKeyInOrderIsUnknownAndSentOnce();
    void aKeyInOrderIsSentWhenItsDirectoryMayNotBeRead();

private:
    [[nodiscard]] const PutStep &put() const
    {
        return std::get<PutStep>(m_store->transactions.back().success.at(0));
    }

    std::unique_ptr<ScriptedKeyStore> m_store;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<KeyWriter> m_writer;
    std::vector<WriteOutcome> m_outcomes;
};

void TestDirectoryWrites::init()
{
    m_outcomes.clear();
    m_writer.reset();
    m_store = std::make_unique<ScriptedKeyStore>();
    m_journal = std::make_unique<Journal>();
    m_writer = std::make_unique<KeyWriter>(*m_store, *m_journal);
    connect(m_writer.get(), &KeyWriter::finished, this,
            [this](const WriteOutcome &outcome) { m_outcomes.push_back(outcome); });
}

void TestDirectoryWrites::aTimeToLiveIsWrittenWithoutTheValue()
{
    const Entry base = key("v", 3, 5, 40);
    m_writer->setTimeToLive(base, TimeToLive::of(60)).cancel();
    const Condition &condition = m_store->transactions.back().conditions.at(0);
    QCOMPARE(condition.target, Condition::Target::ModRevision);
    QCOMPARE(condition.number, 5);
    QVERIFY(put().keepValue);
    QVERIFY(!put().isDirectory);
    QVERIFY(!put().quiet);
    QCOMPARE(put().timeToLive.kind, TimeToLive::Kind::Seconds);
    QCOMPARE(put().timeToLive.seconds, 60);
    m_store->commits.back().finish(answer(true, 9));
    QCOMPARE(m_outcomes.at(0).kind, Kind::Done);
    QCOMPARE(m_journal->entries().size(), size_t(1));
    QCOMPARE(m_journal->entries()[0].before, std::optional(base));
}

void TestDirectoryWrites::aQuietRenewalIsNotJournaled()
{
    m_writer->setTimeToLive(key("v", 3, 5, 40), TimeToLive::of(60), true).cancel();
    QVERIFY(put().quiet);
    m_store->commits.back().finish(answer(true, 9));
    QCOMPARE(m_outcomes.at(0).kind, Kind::Done);
    QVERIFY(m_journal->entries().empty());
}

void TestDirectoryWrites::aDirectoryIsNotCompared()
{
    m_writer->setTimeToLive(directory(3), TimeToLive::of(60)).cancel();
    QCOMPARE(m_store->transactions.back().conditions.at(0).target, Condition::Target::Existence);
    QVERIFY(put().isDirectory);
    m_store->commits.back().finish(answer(false, 9));
    QCOMPARE(m_outcomes.at(0).kind, Kind::Conflict);
    QVERIFY(!m_outcomes.at(0).theirs);
}

void TestDirectoryWrites::directoriesAreMade()
{
    m_writer->makeDirectory("/q/", TimeToLive::of(3'600)).cancel();
    QVERIFY(put().isNew);
    QVERIFY(put().isDirectory);
    QCOMPARE(put().timeToLive.seconds, 3'600);
    m_store->commits.back().finish(answer(true, 9));
    QVERIFY(!m_journal->entries().at(0).before);
}

void TestDirectoryWrites::aLostAnswerIsSettledByReading_data()
{
    QTest::addColumn<int>("write"); // 0 save, 1 time to live, 2 none of it, 3 make, 4 of a directory
    QTest::addColumn<std::optional<Entry>>("found");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, int write, const std::optional<Entry> &found, Kind kind) {
        QTest::newRow(name) << write << found << int(kind);
    };
    row("save: as meant", 0, key("new", 3, 8), Kind::Done);
    row("save: nothing yet", 0, key("old", 3, 5), Kind::Unknown);
    row("save: theirs, but ours may have come first", 0, key("theirs", 3, 8), Kind::Unknown);
    row("save: replaced", 0, key("new", 8, 8), Kind::Unknown);
    row("ttl: as meant", 1, key("old", 3, 8, 60), Kind::Done);
    row("ttl: nothing yet", 1, key("old", 3, 5, 20), Kind::Unknown);
    row("ttl: another one", 1, key("old", 3, 8, 600), Kind::Unknown);
    row("ttl: gone", 1, std::nullopt, Kind::Unknown);
    row("no ttl: as meant", 2, key("old", 3, 8), Kind::Done);
    row("no ttl: still there", 2, key("old", 3, 8, 20), Kind::Unknown);
    row("make: is there", 3, directory(8), Kind::Done);
    row("make: nothing yet", 3, std::nullopt, Kind::Unknown);
    row("directory ttl: as meant", 4, directory(3, 60), Kind::Done);
    row("directory ttl: nothing yet", 4, directory(3), Kind::Unknown);
}

void TestDirectoryWrites::aLostAnswerIsSettledByReading()
{
    QFETCH(int, write);
    QFETCH(std::optional<Entry>, found);
    QFETCH(int, kind);
    const Entry base = key("old", 3, 5, 20);
    const auto call = write == 0   ? m_writer->save(base, "new")
                      : write == 1 ? m_writer->setTimeToLive(base, TimeToLive::of(60))
                      : write == 2 ? m_writer->setTimeToLive(base, TimeToLive::none())
                      : write == 3 ? m_writer->makeDirectory("/q/")
                                   : m_writer->setTimeToLive(directory(3), TimeToLive::of(60));
    m_store->commits.back().finish(lost());
    QCOMPARE(m_store->reads.size(), size_t(1));
    m_store->reads.back().finish(ReadResult{.entry = found, .position = {20}});
    QCOMPARE(m_outcomes.size(), size_t(1));
    QCOMPARE(int(m_outcomes[0].kind), kind);
    QCOMPARE(m_outcomes[0].settledByReading, Kind(kind) == Kind::Done);
    QCOMPARE(m_store->commits.size(), size_t(1)); // sent once
    QCOMPARE(m_journal->entries().size(), size_t(1));
}

void TestDirectoryWrites::keysInOrderAreNamedByTheServer()
{
    m_writer->createInOrder("/q/", "job").cancel();
    QVERIFY(m_writer->isWriting("/q/"));
    QVERIFY(m_store->creations.empty()); // first where the store stands
    m_store->reads.back().finish(ReadResult{.entry = directory(3), .position = {20}});
    QCOMPARE(m_store->creations.size(), size_t(1));
    const Entry made{
        .key = "/q/00000000000000000021", .value = "job", .createRevision = 21, .modRevision = 21};
    m_store->creations.back().finish(made);
    QCOMPARE(m_outcomes.at(0).kind, Kind::Done);
    QCOMPARE(m_outcomes.at(0).key, made.key);
    QCOMPARE(m_outcomes.at(0).position, Position{21});
    QCOMPARE(m_journal->entries().at(0).key, made.key);
    QCOMPARE(m_writer->writesUnderWay(), 0);
}

void TestDirectoryWrites::aRefusedKeyInOrderIsFailed()
{
    m_writer->createInOrder("/q/", "job").cancel();
    m_store->reads.back().finish(ReadResult{.entry = {}, .position = {20}});
    m_store->creations.back().finish(refused());
    QCOMPARE(m_outcomes.at(0).kind, Kind::Failed);
    QVERIFY(m_journal->entries().empty());
}

void TestDirectoryWrites::aLostKeyInOrderIsUnknownAndSentOnce_data()
{
    QTest::addColumn<Entry>("found");
    QTest::addColumn<bool>("isNamed");
    const QByteArray name = "/q/00000000000000000021";
    const auto entry = [&](const QByteArray &value, qint64 revision) {
        return Entry{.key = name, .value = value, .createRevision = revision, .modRevision = revision};
    };
    QTest::newRow("made since, same value") << entry("job", 21) << true;
    QTest::newRow("made before") << entry("job", 19) << false;
    QTest::newRow("another value") << entry("other", 21) << false;
}

void TestDirectoryWrites::aLostKeyInOrderIsUnknownAndSentOnce()
{
    QFETCH(Entry, found);
    QFETCH(bool, isNamed);
    m_writer->createInOrder("/q/", "job").cancel();
    m_store->reads.back().finish(ReadResult{.entry = directory(3), .position = {20}});
    m_store->creations.back().finish(lost());
    QVERIFY(m_store->listing());
    QCOMPARE(m_store->listing()->query.range, KeyRange::prefix("/q/"));
    m_store->listing()->giveEntry(found);
    m_store->listing()->end(1);
    QCOMPARE(m_outcomes.size(), size_t(1));
    QCOMPARE(m_outcomes[0].kind, Kind::Unknown);
    QCOMPARE(m_outcomes[0].theirs.has_value(), isNamed);
    QCOMPARE(m_store->creations.size(), size_t(1));
    QCOMPARE(m_journal->entries().at(0).outcome, JournalEntry::Outcome::Unknown);
}

void TestDirectoryWrites::aKeyInOrderIsSentWhenItsDirectoryMayNotBeRead()
{
    m_writer->createInOrder("/q/", "job").cancel();
    m_store->reads.back().finish(Error{.kind = ErrorKind::PermissionDenied, .fate = RequestFate::Answered});
    QCOMPARE(m_store->creations.size(), size_t(1));
    m_store->creations.back().finish(lost());
    m_store->listing()->giveEntry(key("job", 21, 21));
    m_store->listing()->end(1);
    QCOMPARE(m_outcomes.at(0).kind, Kind::Unknown);
    QVERIFY(!m_outcomes.at(0).theirs); // since when is not known
}

QTEST_GUILESS_MAIN(TestDirectoryWrites)
#include "tst_directorywrites.moc"
