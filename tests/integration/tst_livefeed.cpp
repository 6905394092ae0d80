// SPDX-License-Identifier: Apache-2.0
#include "core/base/heartbeat.h"
#include "core/keys/livefeed.h"
#include "tests/integration/storefixture.h"
#include "tests/support/etcdcluster.h"
#include "tests/support/tcprelay.h"
#include "tests/support/tlscertificates.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QSslConfiguration>

using namespace etcdscope;
using State = LiveFeed::State;

class TestLiveFeed : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void loadsAndStaysLive_data();
    void loadsAndStaysLive();
    void loadsOddKeys();
    void splitsLargeRangesExactly_data();
    void splitsLargeRangesExactly();
    void resumesAfterKill();
    void resumesWithoutRepetitionAfterDrop();
    void comparesAfterCompactionWhileDisconnected();
    void loadGoesOnAfterTheLineBroke();
    void silentServerIsNoticed();
    void deletesOfOneRevisionAreApplied();
    void stopKeepsWhatIsLoaded();
    void overTls();
    void survivesTheLossOfOneMember();

private:
    void startFeed(StoreFixture &fixture, const KeyRange &range = KeyRange::all());

    EtcdServer m_server;
    StoreFixture m_writer;
    std::unique_ptr<KeyIndex> m_index;
    std::unique_ptr<LiveFeed> m_feed;
};

void TestLiveFeed::initTestCase()
{
    QVERIFY(m_server.start());
    QVERIFY(m_writer.open(m_server.url()));
}

void TestLiveFeed::cleanup()
{
    m_feed.reset();
    m_index.reset();
    if (!m_server.isRunning())
        QVERIFY(m_server.restart());
    m_server.etcdctl({"del", "", "--prefix"});
}

void TestLiveFeed::startFeed(StoreFixture &fixture, const KeyRange &range)
{
    m_index = std::make_unique<KeyIndex>();
    m_feed = std::make_unique<LiveFeed>(fixture.store(), *m_index);
    m_feed->start(range);
}

void TestLiveFeed::loadsAndStaysLive_data()
{
    QTest::addColumn<int>("transport");
    QTest::newRow("grpc") << int(Transport::Grpc);
    QTest::newRow("gateway") << int(Transport::Gateway);
}

void TestLiveFeed::loadsAndStaysLive()
{
    QFETCH(int, transport);
    StoreFixture fixture;
    QVERIFY(fixture.open(m_server.url(), Transport(transport)));
    QVERIFY(m_writer.put({{"/app/a", "1"}, {"/app/b", "2"}, {"/other", "3"}}));
    startFeed(fixture, KeyRange::prefix("/app/"));
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    QCOMPARE(m_index->keyCount(), 2);
    QCOMPARE(m_feed->staleFor(), 0);

    m_server.etcdctl({"put", "/app/c", "new"});
    m_server.etcdctl({"put", "/app/a", "changed"});
    m_server.etcdctl({"del", "/app/b"});
    m_server.etcdctl({"put", "/apple", "outside"});
    QTRY_COMPARE_WITH_TIMEOUT(textOf(*m_index), textOf(m_server, "/app/"), 10'000);
    QCOMPARE(m_index->keyCount(), 2);
    const auto row = m_index->find("/app/a");
    QVERIFY(row);
    QCOMPARE(m_index->row(*row).version, 2);
    QVERIFY(m_feed->recentSince() < Position{m_index->row(*row).modRevision});
}

void TestLiveFeed::loadsOddKeys()
{
    std::vector<std::pair<QByteArray, QByteArray>> entries{{"noslash", ""},
                                                           {"a", ""},
                                                           {"a/", ""},
                                                           {"a/b", ""},
                                                           {"a-b", ""},
                                                           {"/a//b", ""},
                                                           {"//", ""},
                                                           {"/", ""},
                                                           {"\xff\xfe", ""},
                                                           {"\xff", ""},
                                                           {"x\ny\r\t", ""},
                                                           {QByteArray(4096, 'k'), ""},
                                                           {QByteArray("n\0l", 3), ""},
                                                           {QByteArray(1, '\0'), ""},
                                                           {"/a//", ""},
                                                           {"\xf0\x9f\x90\x99/leg", ""}};
    QVERIFY(m_writer.put(entries));
    startFeed(m_writer);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    QCOMPARE(m_index->keyCount(), qint64(entries.size()));
    QCOMPARE(textOf(*m_index), textOf(m_server));
    for (const auto &entry : entries) {
        const auto row = m_index->find(entry.first);
        QVERIFY2(row, entry.first.toPercentEncoding().constData());
        QCOMPARE(m_index->key(*row), entry.first);
    }
}

void TestLiveFeed::splitsLargeRangesExactly_data()
{
    QTest::addColumn<int>("shape");
    QTest::addColumn<int>("transport");
    QTest::newRow("tree") << 0 << int(Transport::Grpc);
    QTest::newRow("flat") << 1 << int(Transport::Grpc);
    QTest::newRow("random bytes") << 2 << int(Transport::Grpc);
    // Small pages: the ranges are split into many.
    QTest::newRow("tree over the gateway") << 0 << int(Transport::Gateway);
    QTest::newRow("flat over the gateway") << 1 << int(Transport::Gateway);
    QTest::newRow("random bytes over the gateway") << 2 << int(Transport::Gateway);
}

void TestLiveFeed::splitsLargeRangesExactly()
{
    QFETCH(int, shape);
    QFETCH(int, transport);
    StoreFixture fixture;
    QVERIFY(fixture.open(m_server.url(), Transport(transport)));
    std::vector<std::pair<QByteArray, QByteArray>> entries;
    const int count = Transport(transport) == Transport::Gateway ? 10'000 : 150'000;
    auto *random = QRandomGenerator::global();
    for (int i = 0; i < count; ++i) {
        QByteArray key;
        if (shape == 0)
            key = "/app/svc" + QByteArray::number(i / 10'000) + "/inst" + QByteArray::number(i / 100 % 100) +
                  "/key" + QByteArray::number(i % 100);
        else if (shape == 1)
            key = "/flat/" + QByteArray::number(1'000'000 + i);
        else
            for (int k = 0; k < 12; ++k)
                key += char(random->bounded(256));
        entries.emplace_back(key, QByteArray());
    }
    QVERIFY(m_writer.put(entries));
    startFeed(fixture);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 60'000);
    QCOMPARE(m_index->keyCount(), m_feed->loader().total());
    QCOMPARE(m_feed->loader().loaded(), m_feed->loader().total()); // nothing twice
    QCOMPARE(textOf(*m_index), textOf(m_server));
}

void TestLiveFeed::resumesAfterKill()
{
    QVERIFY(m_writer.put({{"/k/1", "1"}, {"/k/2", "2"}}));
    startFeed(m_writer);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    m_server.kill();
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Reconnecting, 5'000);
    QVERIFY(m_feed->lastError());
    QTRY_VERIFY(m_feed->staleFor() > 0);
    QCOMPARE(m_index->keyCount(), 2);
    QVERIFY(m_server.restart());
    m_server.etcdctl({"put", "/k/3", "3"});
    m_server.etcdctl({"del", "/k/1"});
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(textOf(*m_index), textOf(m_server), 10'000);
    QCOMPARE(m_feed->staleFor(), 0);
    QVERIFY(!m_feed->lastGap().first.isValid());
}

void TestLiveFeed::resumesWithoutRepetitionAfterDrop()
{
    TcpRelay relay(m_server.port());
    StoreFixture fixture;
    QVERIFY(fixture.open(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(relay.port()))));
    startFeed(fixture);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    const qint64 before = m_feed->changesSeen();
    int written = 0;
    for (int round = 0; round < 5; ++round) {
        std::vector<std::pair<QByteArray, QByteArray>> entries;
        for (int i = 0; i < 200; ++i)
            entries.emplace_back("/r/" + QByteArray::number(round * 150 + i), QByteArray::number(round));
        QVERIFY(m_writer.put(entries));
        written += 200;
        relay.dropConnections();
    }
    QTRY_COMPARE_WITH_TIMEOUT(textOf(*m_index), textOf(m_server), 20'000);
    QCOMPARE(m_feed->changesSeen() - before, written); // each change once
}

void TestLiveFeed::comparesAfterCompactionWhileDisconnected()
{
    TcpRelay relay(m_server.port());
    StoreFixture fixture;
    QVERIFY(fixture.open(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(relay.port()))));
    QVERIFY(m_writer.put({{"/c/stays", "1"}, {"/c/goes", "2"}, {"/c/changes", "3"}}));
    startFeed(fixture);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    QSignalSpy bridged(m_feed.get(), &LiveFeed::gapBridged);

    relay.setListening(false);
    relay.dropConnections();
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Reconnecting, 5'000);
    QVERIFY(m_writer.put({{"/c/new", "4"}, {"/c/changes", "5"}}));
    m_server.etcdctl({"del", "/c/goes"});
    QVERIFY(m_writer.put({{"/c/late", "6"}}));
    const Position now = m_writer.wait(m_writer.store().get("/c/late"))->value().position;
    const auto compacted = m_writer.wait(m_writer.store().compact(now, false));
    QVERIFY2(compacted && compacted->ok(), failureOf(compacted).constData());
    relay.setListening(true);

    QTRY_COMPARE_WITH_TIMEOUT(bridged.size(), 1, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 20'000);
    QCOMPARE(textOf(*m_index), textOf(m_server));
    QVERIFY(m_feed->lastGap().first < m_feed->lastGap().second);
    m_server.etcdctl({"put", "/c/after", "7"});
    QTRY_COMPARE_WITH_TIMEOUT(textOf(*m_index), textOf(m_server), 10'000);
}

void TestLiveFeed::loadGoesOnAfterTheLineBroke()
{
    std::vector<std::pair<QByteArray, QByteArray>> entries;
    for (int i = 0; i < 120'000; ++i)
        entries.emplace_back("/l/" + QByteArray::number(i), QByteArray());
    QVERIFY(m_writer.put(entries));
    TcpRelay relay(m_server.port());
    StoreFixture fixture;
    QVERIFY(fixture.open(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(relay.port()))));
    relay.dropAfterBytesToClient(1'500'000);
    startFeed(fixture);
    QTRY_VERIFY_WITH_TIMEOUT(m_feed->lastError().has_value(), 15'000);
    QCOMPARE(m_feed->state(), State::Loading);
    relay.dropAfterBytesToClient(-1);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 30'000);
    QCOMPARE(m_index->keyCount(), 120'000);
    QCOMPARE(textOf(*m_index), textOf(m_server));
}

void TestLiveFeed::silentServerIsNoticed()
{
    QVERIFY(m_writer.put({{"/s/1", "1"}}));
    startFeed(m_writer);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    m_server.freeze();
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Reconnecting, 13'000);
    QVERIFY(m_feed->staleFor() > 8'000); // the silence counts, not only the time since it was noticed
    m_server.thaw();
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 20'000);
    QCOMPARE(textOf(*m_index), textOf(m_server));
}

void TestLiveFeed::deletesOfOneRevisionAreApplied()
{
    std::vector<std::pair<QByteArray, QByteArray>> entries;
    for (int i = 0; i < 20'000; ++i)
        entries.emplace_back("/d/" + QByteArray::number(i), QByteArray());
    entries.emplace_back("/e", QByteArray());
    QVERIFY(m_writer.put(entries));
    startFeed(m_writer);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    QCOMPARE(m_index->keyCount(), 20'001);
    m_server.etcdctl({"del", "/d/", "--prefix"});
    QTRY_COMPARE_WITH_TIMEOUT(m_index->keyCount(), 1, 10'000);
    QCOMPARE(textOf(*m_index), textOf(m_server));
}

void TestLiveFeed::stopKeepsWhatIsLoaded()
{
    std::vector<std::pair<QByteArray, QByteArray>> entries;
    for (int i = 0; i < 60'000; ++i)
        entries.emplace_back("/p/" + QByteArray::number(i), QByteArray());
    QVERIFY(m_writer.put(entries));
    startFeed(m_writer);
    QSignalSpy first(m_feed.get(), &LiveFeed::firstRows);
    QVERIFY(first.wait(10'000));
    m_feed->stop();
    QCOMPARE(m_feed->state(), State::Idle);
    QVERIFY(!m_feed->isComplete());
    const qint64 kept = m_index->keyCount();
    QVERIFY(kept > 0 && kept < 60'000);
    m_feed->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 20'000);
    QCOMPARE(m_index->keyCount(), 60'000);
}

void TestLiveFeed::overTls()
{
    TlsCertificates certificates;
    QVERIFY(certificates.isValid());
    EtcdOptions options;
    options.tls = &certificates;
    EtcdServer server(options);
    QVERIFY(server.start());
    StoreFixture fixture;
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(QSslCertificate::fromPath(certificates.caFile()));
    fixture.network().setTlsConfiguration(tls);
    QVERIFY(fixture.open(server.url()));
    QVERIFY(fixture.put({{"/t/1", "1"}}));
    startFeed(fixture);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    server.etcdctl({"put", "/t/2", "2"});
    QTRY_COMPARE_WITH_TIMEOUT(textOf(*m_index), textOf(server), 10'000);
    server.kill();
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Reconnecting, 5'000);
    QVERIFY(server.restart());
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(textOf(*m_index), textOf(server), 10'000);
    m_feed.reset();
}

void TestLiveFeed::survivesTheLossOfOneMember()
{
    EtcdCluster cluster;
    QVERIFY(cluster.start());
    const int leader = cluster.leader();
    QVERIFY(leader >= 0);
    const int follower = (leader + 1) % cluster.size();
    StoreFixture fixture;
    QVERIFY(fixture.open(cluster.at(follower).url()));
    QVERIFY(fixture.put({{"/m/1", "1"}}));
    startFeed(fixture);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 15'000);
    cluster.killMember(leader);
    const int witness = (leader + 2) % cluster.size();
    // The cluster goes on with a new leader; our member may have ended the watch meanwhile.
    QTRY_VERIFY_WITH_TIMEOUT(!cluster.at(witness).etcdctl({"put", "/m/2", "2"}).isEmpty(), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_index->keyCount(), 2, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 20'000);
    QCOMPARE(textOf(*m_index), textOf(cluster.at(follower)));
    m_feed.reset();
}

ETCDSCOPE_ETCD_TEST_MAIN(TestLiveFeed, QCoreApplication)
#include "tst_livefeed.moc"
