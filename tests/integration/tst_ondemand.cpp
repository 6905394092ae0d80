// SPDX-License-Identifier: Apache-2.0
// Directories read when they are opened, on a real etcd: what is shown is true, and so are the counts.
#include "core/keys/livefeed.h"
#include "tests/integration/storefixture.h"
#include "tests/support/tcprelay.h"

using namespace etcdscope;
using State = LiveFeed::State;
using Mode = LiveFeed::LoadMode;

class TestOnDemand : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void readsTheTopAndCountsTheRest();
    void opensDirectoriesOneLevelAtATime();
    void smallClusterIsReadWhole();
    void flatFolderIsReadWhole();
    void prefixIsTheTop();
    void countsFollowChangesNobodyHasSeen();
    void whatIsDeletedWhileItIsReadStaysAway();
    void comparesWhatWasOpenedAfterAGap();
    void stopKeepsWhatWasRead();
    void whatIsOpenedWhileComparingIsReadAfterwards();

private:
    void start(KeyStore &store, const KeyRange &range = KeyRange::all());
    [[nodiscard]] DirectoryId directory(const QByteArray &prefix) const
    {
        return m_index->findDirectory(prefix).value_or(noDirectory);
    }
    /// Of the server, by its own count.
    [[nodiscard]] qint64 countOnServer(const QByteArray &prefix);
    [[nodiscard]] bool countsAreExact();
    void fill();

    EtcdServer m_server;
    StoreFixture m_writer;
    std::unique_ptr<KeyIndex> m_index;
    std::unique_ptr<LiveFeed> m_feed;
};

void TestOnDemand::initTestCase()
{
    QVERIFY(m_server.start());
    QVERIFY(m_writer.open(m_server.url()));
}

void TestOnDemand::cleanup()
{
    m_feed.reset();
    m_index.reset();
    m_server.etcdctl({"del", "", "--prefix"});
}

void TestOnDemand::start(KeyStore &store, const KeyRange &range)
{
    m_index = std::make_unique<KeyIndex>();
    m_feed = std::make_unique<LiveFeed>(store, *m_index);
    m_feed->start(range, Mode::OnDemand);
}

qint64 TestOnDemand::countOnServer(const QByteArray &prefix)
{
    ListQuery query;
    query.range = KeyRange::prefix(prefix);
    query.countOnly = true;
    const auto listing = m_writer.store().list(query);
    QSignalSpy finished(listing.get(), &Listing::finished);
    return finished.wait(10'000) ? listing->total() : -1;
}

/// Of every directory whose parent has been read.
bool TestOnDemand::countsAreExact()
{
    std::vector<DirectoryId> waiting{rootDirectory};
    while (!waiting.empty()) {
        const DirectoryId one = waiting.back();
        waiting.pop_back();
        if (m_index->keyCount(one) != countOnServer(m_index->prefix(one))) {
            qWarning("%s: %lld keys, the server has %lld", m_index->prefix(one).constData(),
                     m_index->keyCount(one), countOnServer(m_index->prefix(one)));
            return false;
        }
        for (int row = 0; m_index->unlistedCount(one) == 0 && row < m_index->rowCount(one); ++row) {
            if (const KeyIndex::Row there = m_index->row(one, row); there.isDirectory())
                waiting.push_back(there.directory);
        }
    }
    return true;
}

/// Three services with three instances of 1,500 keys, and some keys beside.
void TestOnDemand::fill()
{
    std::vector<std::pair<QByteArray, QByteArray>> entries{{"/app/one", "1"}, {"/zoo", "2"}};
    for (int service = 0; service < 3; ++service) {
        for (int i = 0; i < 4'500; ++i)
            entries.emplace_back("/app/s" + QByteArray::number(service) + "/i" +
                                     QByteArray::number(i / 1'500) + "/k" + QByteArray::number(i),
                                 "v");
    }
    QVERIFY(m_writer.put(entries));
}

void TestOnDemand::readsTheTopAndCountsTheRest()
{
    fill();
    start(m_writer.store());
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    QCOMPARE(m_index->keyCount(), 13'502);
    QCOMPARE(m_index->rowCount(rootDirectory), 2);
    QVERIFY(m_index->find("/zoo"));
    QCOMPARE(m_index->keyCount(directory("/app/")), 13'501);
    QVERIFY(m_index->unlistedCount() > 13'000);
    QVERIFY(!m_feed->isComplete());
    QVERIFY(countsAreExact());
}

void TestOnDemand::opensDirectoriesOneLevelAtATime()
{
    fill();
    start(m_writer.store());
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    m_feed->openDirectory("/app/");
    QTRY_VERIFY_WITH_TIMEOUT(!m_feed->isReading(), 15'000);
    QCOMPARE(m_index->unlistedCount(directory("/app/")), 0);
    QCOMPARE(m_index->rowCount(directory("/app/")), 4);
    QCOMPARE(m_index->keyCount(directory("/app/s1/")), 4'500);
    QVERIFY(m_index->unlistedCount(directory("/app/s1/")) > 4'000);
    m_feed->openDirectory("/app/s1/");
    m_feed->openDirectory("/app/s2/"); // waits for the first
    QTRY_VERIFY_WITH_TIMEOUT(!m_feed->isReading(), 15'000);
    QCOMPARE(m_index->rowCount(directory("/app/s1/")), 3);
    m_feed->openDirectory("/app/s1/i2/");
    QTRY_VERIFY_WITH_TIMEOUT(!m_feed->isReading(), 15'000);
    QCOMPARE(m_index->rowCount(directory("/app/s1/i2/")), 1'500);
    QVERIFY(countsAreExact());
    QCOMPARE(m_feed->state(), State::Live);
}

void TestOnDemand::smallClusterIsReadWhole()
{
    QVERIFY(m_writer.put({{"/a/b/1", ""}, {"/a/b/2", ""}, {"c", ""}}));
    start(m_writer.store());
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    QVERIFY(m_feed->isComplete());
    QCOMPARE(textOf(*m_index), textOf(m_server));
}

void TestOnDemand::flatFolderIsReadWhole()
{
    std::vector<std::pair<QByteArray, QByteArray>> entries;
    for (int i = 0; i < 9'000; ++i)
        entries.emplace_back("/flat/" + QByteArray::number(i), "");
    QVERIFY(m_writer.put(entries));
    start(m_writer.store(), KeyRange::prefix("/flat/"));
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    QVERIFY(m_feed->isComplete());
    QCOMPARE(textOf(*m_index), textOf(m_server));
}

void TestOnDemand::prefixIsTheTop()
{
    fill();
    start(m_writer.store(), KeyRange::prefix("/app/s1/"));
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    QCOMPARE(m_index->rowCount(directory("/app/s1/")), 3);
    QCOMPARE(m_index->keyCount(), 4'500);
    m_server.etcdctl({"put", "/app/s0/outside", "x"});
    m_server.etcdctl({"put", "/app/s1/inside", "x"});
    QTRY_COMPARE_WITH_TIMEOUT(m_index->keyCount(), 4'501, 5'000);
}

void TestOnDemand::countsFollowChangesNobodyHasSeen()
{
    fill();
    start(m_writer.store());
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    m_feed->openDirectory("/app/");
    QTRY_VERIFY_WITH_TIMEOUT(!m_feed->isReading(), 15'000);
    m_server.etcdctl({"put", "/app/s1/i2/k3000", "changed"}); // not listed
    m_server.etcdctl({"put", "/app/s1/i2/new", "new"});
    m_server.etcdctl({"del", "/app/s1/i2/k3001"});      // not listed
    m_server.etcdctl({"del", "/app/s2/i", "--prefix"}); // all of a directory
    m_server.etcdctl({"put", "mark", ""});
    QTRY_VERIFY_WITH_TIMEOUT(m_index->find("mark"), 10'000);
    QVERIFY(m_index->find("/app/s1/i2/new"));
    QCOMPARE(m_index->keyCount(directory("/app/s1/")), 4'500);
    QCOMPARE(directory("/app/s2/"), noDirectory);
    QVERIFY(countsAreExact());
}

void TestOnDemand::whatIsDeletedWhileItIsReadStaysAway()
{
    fill();
    start(m_writer.store());
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    m_feed->openDirectory("/app/");
    QTRY_VERIFY_WITH_TIMEOUT(!m_feed->isReading(), 15'000);
    // Keys go and come while their directories are being read, again and again.
    for (int round = 0; round < 6; ++round) {
        const QByteArray service = "/app/s" + QByteArray::number(round % 3) + '/';
        const QByteArray inner = service + 'i' + QByteArray::number(round % 2) + '/';
        Transaction transaction;
        transaction.success.push_back(RemoveStep{.range = KeyRange::prefix(inner + "k1")});
        transaction.success.push_back(PutStep{.key = inner + "fresh" + QByteArray::number(round),
                                              .value = "v",
                                              .lease = LeaseChoice::detach()});
        m_feed->openDirectory(service);
        auto writing = m_writer.store().commit(transaction);
        m_feed->openDirectory(inner);
        QVERIFY2(m_writer.wait(std::move(writing)), "no answer");
    }
    m_server.etcdctl({"put", "mark", ""});
    QTRY_VERIFY_WITH_TIMEOUT(m_index->find("mark") && !m_feed->isReading(), 15'000);
    QVERIFY(countsAreExact());
    for (const QByteArray &prefix : {QByteArray("/app/s0/i0/"), QByteArray("/app/s1/i1/")}) {
        m_feed->openDirectory(prefix);
        QTRY_VERIFY_WITH_TIMEOUT(!m_feed->isReading(), 15'000);
        QByteArray there;
        m_index->visit(prefix, [&](QByteArrayView key, const KeyIndex::Row &row) {
            if (!key.startsWith(prefix))
                return false;
            there +=
                key.toByteArray().toPercentEncoding("/") + ' ' + QByteArray::number(row.modRevision) + '\n';
            return true;
        });
        QCOMPARE(there, textOf(m_server, prefix));
    }
}

void TestOnDemand::comparesWhatWasOpenedAfterAGap()
{
    fill();
    TcpRelay relay(quint16(m_server.url().port()));
    StoreFixture fixture;
    QVERIFY(fixture.open(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(relay.port()))));
    start(fixture.store());
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    for (const char *prefix : {"/app/", "/app/s1/", "/app/s1/i0/"}) {
        m_feed->openDirectory(prefix);
        QTRY_VERIFY_WITH_TIMEOUT(!m_feed->isReading(), 15'000);
    }
    relay.setListening(false);
    relay.dropConnections();
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Reconnecting, 15'000);
    m_server.etcdctl({"del", "/app/s1/i0/k1", "--prefix"});
    m_server.etcdctl({"put", "/app/s1/i0/k5", "changed"});
    m_server.etcdctl({"put", "/app/s2/added", "new"});
    m_server.etcdctl({"del", "/app/s0/", "--prefix"});
    // The member answers with its revision of now.
    const auto status = m_writer.wait(m_writer.store().status());
    QVERIFY2(status && status->ok(), failureOf(status).constData());
    QVERIFY(m_writer.wait(m_writer.store().compact((*status)->position, true)));
    QSignalSpy bridged(m_feed.get(), &LiveFeed::gapBridged);
    QSignalSpy replaced(m_feed.get(), &LiveFeed::historyReplaced);
    relay.setListening(true);
    QTRY_COMPARE_WITH_TIMEOUT(bridged.size(), 1, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 20'000);
    QCOMPARE(replaced.size(), 0);
    QVERIFY(!m_index->find("/app/s1/i0/k1"));
    QCOMPARE(directory("/app/s0/"), noDirectory);
    QCOMPARE(m_index->unlistedCount(directory("/app/s1/i0/")), 0);
    QVERIFY(countsAreExact());
}

void TestOnDemand::stopKeepsWhatWasRead()
{
    fill();
    start(m_writer.store());
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    m_feed->openDirectory("/app/");
    m_feed->stop();
    QVERIFY(!m_feed->isReading());
    QCOMPARE(m_index->keyCount(), 13'502);
    m_feed->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    QVERIFY(countsAreExact());
}

void TestOnDemand::whatIsOpenedWhileComparingIsReadAfterwards()
{
    fill();
    start(m_writer.store());
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    m_feed->openDirectory("/app/");
    QTRY_VERIFY_WITH_TIMEOUT(!m_feed->isReading(), 15'000);
    bool opened = false;
    connect(&m_feed->demandLoader(), &DemandLoader::progressed, m_feed.get(), [&] {
        const DemandLoader &loader = m_feed->demandLoader();
        if (opened || !loader.isActive() || loader.isReading() || loader.reader().prefix() != "/app/")
            return;
        opened = true; // when all is listed, before what is gone is swept out
        QMetaObject::invokeMethod(
            m_feed.get(), [&] { m_feed->openDirectory("/app/s2/"); }, Qt::QueuedConnection);
    });
    m_feed->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    QVERIFY(opened);
    QTRY_COMPARE_WITH_TIMEOUT(m_index->unlistedCount(directory("/app/s2/")), 0, 5'000);
    QVERIFY(countsAreExact());
}

QTEST_GUILESS_MAIN(TestOnDemand)
#include "tst_ondemand.moc"
