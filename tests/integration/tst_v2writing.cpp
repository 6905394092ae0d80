// SPDX-License-Identifier: Apache-2.0
//
// What a person writes to the v2 API of a real server: times to live, directories, keys in order, many at
// once.
#include "core/edit/bulk/bulkrunner.h"
#include "core/edit/journal.h"
#include "core/edit/keywriter.h"
#include "core/edit/renewal.h"
#include "core/net/networkaccess.h"
#include "core/store/v2keystore.h"
#include "tests/support/etcdserver.h"

#include <QCoreApplication>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace etcdscope;
using Kind = WriteOutcome::Kind;

namespace {
constexpr int patience = 30'000;
} // namespace

class TestV2Writing : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void aSaveKeepsTheTimeToLive();
    void aQuietRenewalIsNoConflict();
    void aTimeToLiveChangesWithoutTheValue();
    void aRefreshIsToldToNobody();
    void aRenewedKeyLivesOn();
    void aRenewalOutlivesARestartOfTheServer();
    void directoriesComeAndLive();
    void keysInOrderAscend();
    void aDirectoryIsDeletedKeyByKey();

private:
    template<class T> [[nodiscard]] std::optional<T> wait(Call<T> call)
    {
        std::optional<Result<T>> answer;
        QObject context;
        call.then(&context, [&](Result<T> result) { answer = std::move(result); });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, patience) || !*answer)
            return std::nullopt;
        return std::move(*answer).value();
    }
    [[nodiscard]] std::optional<Entry> read(const QByteArray &key)
    {
        const auto result = wait(m_store->get(key, {}));
        return result ? result->entry : std::nullopt;
    }
    [[nodiscard]] Entry make(const QByteArray &key, const QByteArray &value,
                             TimeToLive timeToLive = TimeToLive::none())
    {
        const auto outcome = wait(m_writer->create(key, value, LeaseChoice::detach(), timeToLive));
        return outcome && outcome->kind == Kind::Done ? read(key).value_or(Entry()) : Entry();
    }

    EtcdServer m_server{v2Options()};
    std::unique_ptr<NetworkAccess> m_network;
    std::unique_ptr<NetworkAccess> m_polls;
    std::unique_ptr<V2KeyStore> m_store;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<KeyWriter> m_writer;
};

void TestV2Writing::initTestCase()
{
    if (!EtcdServer::hasV2())
        QSKIP("no etcd with --enable-v2 on PATH");
    QVERIFY(m_server.start());
    m_network = std::make_unique<NetworkAccess>();
    m_polls = std::make_unique<NetworkAccess>();
    auto client = std::make_shared<v2::Client>(
        *m_network, *m_polls, *EndpointSet::parse({QString::fromLatin1(m_server.endpoint())}));
    m_store = std::make_unique<V2KeyStore>(std::move(client));
    m_journal = std::make_unique<Journal>();
    m_writer = std::make_unique<KeyWriter>(*m_store, *m_journal);
}

void TestV2Writing::cleanupTestCase()
{
    m_writer.reset();
    m_store.reset();
}

/// As a service does that renews its key every few seconds.
void TestV2Writing::aQuietRenewalIsNoConflict()
{
    const auto renewedBehind = [this](const char *key) {
        const Entry base = make(key, "old", TimeToLive::of(600));
        const auto renewed = wait(m_writer->setTimeToLive(base, TimeToLive::of(500), true));
        return renewed && renewed->kind == Kind::Done && read(key)->modRevision > base.modRevision ? base
                                                                                                   : Entry();
    };
    const Entry saved = renewedBehind("/renewed/save");
    QVERIFY(!saved.key.isEmpty());
    QCOMPARE(wait(m_writer->save(saved, "new"))->kind, Kind::Done);
    QCOMPARE(read("/renewed/save")->value, QByteArray("new"));
    const Entry removed = renewedBehind("/renewed/remove");
    QCOMPARE(wait(m_writer->remove(removed))->kind, Kind::Done);
    QVERIFY(!read("/renewed/remove"));
    // Deleted and made again with the same value: that is another key.
    const Entry former = renewedBehind("/renewed/again");
    QCOMPARE(wait(m_writer->remove(former))->kind, Kind::Done);
    (void)make("/renewed/again", "old", TimeToLive::of(600));
    QCOMPARE(wait(m_writer->save(former, "new"))->kind, Kind::Conflict);
    QCOMPARE(read("/renewed/again")->value, QByteArray("old"));
}

void TestV2Writing::aSaveKeepsTheTimeToLive()
{
    const Entry base = make("/save/key", "old", TimeToLive::of(600));
    QVERIFY(base.timeToLive);
    const auto outcome = wait(m_writer->save(base, "new"));
    QVERIFY(outcome);
    QCOMPARE(outcome->kind, Kind::Done);
    const auto now = read("/save/key");
    QCOMPARE(now->value, QByteArray("new"));
    QVERIFY(now->timeToLive && *now->timeToLive > 300);
    QCOMPARE(now->createRevision, base.createRevision);
    const auto again = wait(m_writer->save(base, "older"));
    QVERIFY(again);
    QCOMPARE(again->kind, Kind::Conflict);
    QCOMPARE(again->theirs->value, QByteArray("new"));
}

void TestV2Writing::aTimeToLiveChangesWithoutTheValue()
{
    Entry base = make("/ttl/key", "value");
    QVERIFY(!base.timeToLive);
    QCOMPARE(wait(m_writer->setTimeToLive(base, TimeToLive::of(600)))->kind, Kind::Done);
    const auto set = read("/ttl/key");
    QCOMPARE(set->value, QByteArray("value"));
    QVERIFY(set->timeToLive);
    // What was seen is not what is there any more.
    QCOMPARE(wait(m_writer->setTimeToLive(base, TimeToLive::of(5)))->kind, Kind::Conflict);
    QCOMPARE(wait(m_writer->setTimeToLive(*set, TimeToLive::none()))->kind, Kind::Done);
    const auto removed = read("/ttl/key");
    QCOMPARE(removed->value, QByteArray("value"));
    QVERIFY(!removed->timeToLive);
}

void TestV2Writing::aRefreshIsToldToNobody()
{
    const Entry base = make("/quiet/key", "value", TimeToLive::of(600));
    WatchQuery query;
    query.range = KeyRange::prefix("/quiet/");
    query.since = {base.modRevision};
    const auto stream = m_store->watch(query);
    QSignalSpy opened(stream.get(), &ChangeStream::opened);
    QTRY_VERIFY_WITH_TIMEOUT(!opened.isEmpty(), patience);
    const auto outcome = wait(m_writer->setTimeToLive(base, TimeToLive::of(6'000), true));
    QVERIFY(outcome);
    QCOMPARE(outcome->kind, Kind::Done);
    const auto now = read("/quiet/key");
    QCOMPARE(now->value, QByteArray("value"));
    QVERIFY(*now->timeToLive > 600);
    // The change after it is the first that is told.
    QCOMPARE(wait(m_writer->save(*now, "next"))->kind, Kind::Done);
    QTRY_VERIFY_WITH_TIMEOUT(!stream->pending().isEmpty(), patience);
    QCOMPARE(stream->pending().size(), 1);
    QCOMPARE(stream->pending().value(0).toByteArray(), QByteArray("next"));
}

void TestV2Writing::aRenewedKeyLivesOn()
{
    const Entry base = make("/renewed/key", "value", TimeToLive::of(6));
    Renewal renewal(*m_store, *m_writer);
    QSignalSpy renewed(&renewal, &Renewal::renewed);
    QSignalSpy ended(&renewal, &Renewal::ended);
    renewal.start(base, 6);
    QTRY_VERIFY_WITH_TIMEOUT(renewed.size() >= 5 || !ended.isEmpty(), patience); // beyond six seconds
    QVERIFY(ended.isEmpty());
    QCOMPARE(read("/renewed/key")->value, QByteArray("value"));
    // Others may change the value, but when they take the key over, its life is theirs.
    QCOMPARE(wait(m_writer->save(*read("/renewed/key"), "theirs"))->kind, Kind::Done);
    const qsizetype before = renewed.size();
    QTRY_VERIFY_WITH_TIMEOUT(renewed.size() > before, patience);
    QCOMPARE(wait(m_writer->remove(*read("/renewed/key")))->kind, Kind::Done);
    QTRY_VERIFY_WITH_TIMEOUT(!ended.isEmpty(), patience);
    QCOMPARE(ended.first().first().value<Renewal::End>(), Renewal::End::Gone);
}

void TestV2Writing::aRenewalOutlivesARestartOfTheServer()
{
    const Entry base = make("/renewed/long", "value", TimeToLive::of(12));
    Renewal renewal(*m_store, *m_writer);
    QSignalSpy renewed(&renewal, &Renewal::renewed);
    QSignalSpy ended(&renewal, &Renewal::ended);
    renewal.start(base, 12);
    QTRY_VERIFY_WITH_TIMEOUT(!renewed.isEmpty(), patience);
    m_server.kill();
    QVERIFY(!m_server.isRunning());
    // Its turn comes while nobody answers: there is nothing to be written, and it goes on.
    QSignalSpy writes(m_writer.get(), &KeyWriter::started);
    const qsizetype before = renewed.size();
    QVERIFY(!QTest::qWaitFor([&] { return !writes.isEmpty() || !ended.isEmpty(); }, 5'000));
    QVERIFY(m_server.restart());
    QTRY_VERIFY_WITH_TIMEOUT(renewed.size() > before || !ended.isEmpty(), patience);
    QVERIFY(ended.isEmpty());
    QVERIFY(read("/renewed/long"));
}

void TestV2Writing::directoriesComeAndLive()
{
    QCOMPARE(wait(m_writer->makeDirectory("/dir/", TimeToLive::of(600)))->kind, Kind::Done);
    const auto made = read("/dir/");
    QVERIFY(made);
    QCOMPARE(made->kind, Entry::Kind::Directory);
    QVERIFY(made->timeToLive);
    QCOMPARE(wait(m_writer->makeDirectory("/dir/"))->kind, Kind::Conflict);
    QCOMPARE(wait(m_writer->setTimeToLive(*made, TimeToLive::none()))->kind, Kind::Done);
    QVERIFY(!read("/dir/")->timeToLive);
    QVERIFY(!make("/dir/key", "value").key.isEmpty());
    QVERIFY(read("/dir/key"));
}

void TestV2Writing::keysInOrderAscend()
{
    QByteArray last;
    for (int i = 0; i < 3; ++i) {
        const auto outcome = wait(m_writer->createInOrder("/queue/", "job", TimeToLive::of(600)));
        QVERIFY(outcome);
        QCOMPARE(outcome->kind, Kind::Done);
        QVERIFY(outcome->key.startsWith("/queue/"));
        QVERIFY(outcome->key > last);
        last = outcome->key;
    }
    QVERIFY(read(last)->timeToLive);
    QCOMPARE(m_journal->entries().back().key, last);
}

void TestV2Writing::aDirectoryIsDeletedKeyByKey()
{
    for (const char *key : {"/bulk/a", "/bulk/b", "/bulk/in/c", "/bulk/kept/_hidden"})
        QVERIFY(!make(key, "value").key.isEmpty());
    BulkRunner runner(*m_store, *m_journal);
    const auto preview = runner.preview(BulkScope({BulkPart::directory("/bulk/", '/')}), BulkKind::Delete);
    QSignalSpy finished(preview.get(), &BulkPreview::finished);
    preview->start();
    QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty(), patience);
    QCOMPARE(preview->state(), BulkPreview::State::Ready);
    QCOMPARE(preview->plan()->size() - preview->plan()->directories(), quint32(3));
    QCOMPARE(wait(m_writer->save(*read("/bulk/b"), "newer"))->kind, Kind::Done);
    const BulkRun *run = runner.remove(preview->plan());
    QTRY_VERIFY_WITH_TIMEOUT(run->isResting(), patience);
    QCOMPARE(run->state(), BulkRun::State::Finished);
    QVERIFY(!read("/bulk/a"));
    QVERIFY(!read("/bulk/in/"));
    QCOMPARE(read("/bulk/b")->value, QByteArray("newer"));
    QVERIFY(read("/bulk/kept/_hidden"));
    QVERIFY(read("/bulk/"));
    QCOMPARE(run->count(BulkRun::Outcome::Changed), 1);
}

QTEST_GUILESS_MAIN(TestV2Writing)
#include "tst_v2writing.moc"
