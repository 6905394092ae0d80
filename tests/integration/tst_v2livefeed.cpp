// SPDX-License-Identifier: Apache-2.0
#include "core/keys/livefeed.h"
#include "tests/integration/v2fixture.h"
#include "tests/support/tcprelay.h"

#include <QRandomGenerator>
#include <QSignalSpy>

using namespace etcdscope;

/// LiveFeed and KeyIndex on the v2 API of a real etcd, compared with what a plain GET says.
class V2LiveFeedTest : public QObject
{
    Q_OBJECT

private:
    using State = LiveFeed::State;

    EtcdServer m_server{v2Options()};
    V2Fixture m_link;
    std::unique_ptr<KeyIndex> m_index;
    std::unique_ptr<LiveFeed> m_feed;

    [[nodiscard]] bool start(const KeyRanges &ranges = KeyRange::all(),
                             LiveFeed::LoadMode mode = LiveFeed::LoadMode::Everything)
    {
        m_feed.reset();
        m_index = std::make_unique<KeyIndex>();
        m_feed = std::make_unique<LiveFeed>(m_link.store(), *m_index);
        m_feed->start(ranges, mode);
        return waitUntilLive();
    }
    [[nodiscard]] bool waitUntilLive()
    {
        return QTest::qWaitFor([this] { return m_feed->state() == State::Live; }, 60'000);
    }
    /// Both texts, for a comparison that shows what differs.
    [[nodiscard]] bool becomesEqual()
    {
        return QTest::qWaitFor([this] { return textOfV2(*m_index) == m_link.freshText(); }, 30'000);
    }
    void changeAnything(QRandomGenerator &random)
    {
        const auto name = [&] { return QByteArray(1, char('a' + random.bounded(4))); };
        QByteArray path = "/random";
        for (int depth = random.bounded(1, 5); depth > 0; --depth)
            path += '/' + name();
        switch (random.bounded(10)) {
        case 0:
            m_link.raw("DELETE", path + "?recursive=true");
            break;
        case 1:
            m_link.raw("DELETE", path + "?dir=true");
            break;
        case 2:
            m_link.raw("DELETE", path);
            break;
        case 3:
            m_link.raw("PUT", path + "?dir=true"); // may take the place of a key
            break;
        case 4:
            m_link.raw("PUT", path + "?dir=true&prevExist=true&ttl=800");
            break;
        case 5:
            m_link.raw("PUT", path, "value=timed&ttl=900");
            break;
        case 6:
            m_link.raw("POST", path, "value=queued");
            break;
        case 7:
            m_link.raw("PUT", path + "/_hidden", "value=1&prevExist=true");
            break;
        default:
            m_link.put(path, "plain");
        }
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_server.start());
        m_link.open({m_server.url()});
    }
    void cleanup()
    {
        m_feed.reset();
        m_index.reset();
    }

    void anEmptyStoreIsLive()
    {
        QVERIFY(start());
        QVERIFY(m_feed->isComplete());
        QCOMPARE(m_index->rowCount(rootDirectory), 0);
    }

    void directoriesComeWithTheirKeysAndStay()
    {
        QVERIFY(start());
        m_link.put("/implied/deep/key", "1");
        QTRY_VERIFY_WITH_TIMEOUT(m_index->find("/implied/deep/key"), 20'000);
        QCOMPARE(textOfV2(*m_index), m_link.freshText());
        m_link.raw("DELETE", "/implied/deep/key");
        QTRY_VERIFY_WITH_TIMEOUT(!m_index->find("/implied/deep/key"), 20'000);
        QVERIFY(m_index->findDirectory("/implied/deep/"));
        QCOMPARE(textOfV2(*m_index), m_link.freshText());
    }

    void anythingThatOthersDoIsInTheIndex()
    {
        QRandomGenerator random(5);
        for (int i = 0; i < 60; ++i)
            changeAnything(random);
        QVERIFY(start());
        QCOMPARE(textOfV2(*m_index), m_link.freshText());
        for (int round = 0; round < 6; ++round) {
            for (int i = 0; i < 60; ++i)
                changeAnything(random);
            if (!becomesEqual())
                QCOMPARE(textOfV2(*m_index), m_link.freshText());
        }
    }

    void aTimeToLiveIsSeenToRunOut()
    {
        m_link.raw("PUT", "/expire/key", "value=1&ttl=2");
        m_link.raw("PUT", "/expire/dir?dir=true&ttl=2");
        m_link.put("/expire/dir/key", "1");
        QVERIFY(start(KeyRange::prefix("/expire/")));
        const auto row = m_index->find("/expire/key");
        QVERIFY(row && m_index->row(*row).expires > 0);
        QCOMPARE(m_index->row(*row).lease, 0);
        QTRY_VERIFY_WITH_TIMEOUT(!m_index->find("/expire/key") && !m_index->findDirectory("/expire/dir/"),
                                 30'000);
        QVERIFY(!m_index->nextExpiry());
        QVERIFY(m_index->expiredAt("/expire/key") > 0);
        QCOMPARE(textOfV2(*m_index), m_link.freshText("/expire"));
    }

    /// A refresh is told to nobody.
    void aTimeToLiveThatWasRenewedSilentlyIsReadAgain()
    {
        m_link.raw("PUT", "/refresh/key", "value=1&ttl=2");
        m_link.raw("PUT", "/refresh/dir?dir=true&ttl=2");
        QVERIFY(start(KeyRange::prefix("/refresh/")));
        const auto before = m_index->nextExpiry();
        QVERIFY(before);
        m_link.raw("PUT", "/refresh/key?refresh=true&prevExist=true&ttl=300");
        m_link.raw("PUT", "/refresh/dir?refresh=true&prevExist=true&dir=true&ttl=300");
        QTRY_VERIFY_WITH_TIMEOUT(m_index->nextExpiry().value_or(0) > *before + 100'000, 40'000);
        QCOMPARE(textOfV2(*m_index), m_link.freshText("/refresh"));
        QCOMPARE(m_feed->state(), State::Live);
    }

    void onlyTheRangesAreThere()
    {
        m_link.put("/range/a/key", "1");
        m_link.put("/range/b/key", "1");
        m_link.put("/range/c/key", "1");
        QVERIFY(start(KeyRanges({KeyRange::prefix("/range/a/"), KeyRange::prefix("/range/c/")})));
        m_link.put("/range/a/more", "1");
        m_link.put("/range/b/more", "1");
        m_link.put("/range/c/more", "1");
        QTRY_VERIFY_WITH_TIMEOUT(m_index->find("/range/a/more") && m_index->find("/range/c/more"), 20'000);
        QVERIFY(!m_index->findDirectory("/range/b/"));
        QCOMPARE(m_index->keyCount(), 4);
    }

    void onDemandADirectoryIsReadWhenItIsOpened()
    {
        for (const char *key : {"/demand/one/deep/key", "/demand/one/key", "/demand/two/key", "/demand/key"})
            m_link.put(key, "1");
        QVERIFY(start(KeyRange::prefix("/demand/"), LiveFeed::LoadMode::OnDemand));
        QVERIFY(m_index->find("/demand/key"));
        const auto one = m_index->findDirectory("/demand/one/");
        QVERIFY(one && m_index->isPartial(*one));
        QCOMPARE(m_index->rowCount(*one), 0);
        QVERIFY(!m_feed->isComplete());
        m_feed->openDirectory("/demand/one/");
        QTRY_VERIFY_WITH_TIMEOUT(!m_index->isPartial(*one), 20'000);
        QCOMPARE(m_index->rowCount(*one), 2);
        QVERIFY(m_index->isPartial(*m_index->findDirectory("/demand/one/deep/")));
        // Changes come everywhere; what was made in front of us needs no reading.
        m_link.put("/demand/three/key", "1");
        QTRY_VERIFY_WITH_TIMEOUT(m_index->find("/demand/three/key"), 20'000);
        QVERIFY(!m_index->isPartial(*m_index->findDirectory("/demand/three/")));
        // Read again to compare: what was opened is read, the rest is as before.
        m_link.raw("DELETE", "/demand/one/key");
        m_feed->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(!m_index->find("/demand/one/key"), 20'000);
        QVERIFY(waitUntilLive());
        QVERIFY(m_index->find("/demand/key"));
        QVERIFY(!m_index->isPartial(*m_index->findDirectory("/demand/one/")));
        m_feed->openDirectory("/demand/one/deep/");
        m_feed->openDirectory("/demand/two/");
        m_feed->openDirectory("/demand/three/");
        QTRY_VERIFY_WITH_TIMEOUT(m_feed->isComplete(), 20'000);
        QByteArray expected = m_link.freshText("/demand");
        QCOMPARE(textOfV2(*m_index), expected);
    }

    void aKilledServerIsSurvived()
    {
        QVERIFY(start());
        m_server.kill();
        QTRY_VERIFY_WITH_TIMEOUT(m_feed->state() != State::Live, 20'000);
        QVERIFY(m_feed->staleFor() >= 0);
        QVERIFY(m_server.restart());
        m_link.put("/killed/key", "1");
        QVERIFY(waitUntilLive());
        QTRY_VERIFY_WITH_TIMEOUT(m_index->find("/killed/key"), 20'000);
        QCOMPARE(textOfV2(*m_index), m_link.freshText());
        QVERIFY(!m_feed->lastGap().second.isValid());
    }

    void aGapInHistoryIsBridgedAndSaid()
    {
        m_link.put("/gap/stays", "1");
        m_link.put("/gap/goes", "1");
        TcpRelay relay(m_server.port());
        V2Fixture far;
        far.open({QUrl(QStringLiteral("http://127.0.0.1:%1").arg(relay.port()))}, m_server.url());
        KeyIndex index;
        LiveFeed feed(far.store(), index);
        feed.start(KeyRange::all());
        QTRY_COMPARE_WITH_TIMEOUT(feed.state(), State::Live, 60'000);
        QSignalSpy bridged(&feed, &LiveFeed::gapBridged);
        const Position before = feed.position();
        relay.setListening(false);
        relay.dropConnections();
        QTRY_VERIFY_WITH_TIMEOUT(feed.state() != State::Live, 20'000);
        // The thousand events that the server keeps pass by meanwhile.
        m_link.raw("DELETE", "/gap/goes");
        m_link.raw("PUT", "/gap/dir?dir=true");
        QVERIFY(m_link.flood("/gap/busy", 1'010));
        relay.setListening(true);
        QTRY_COMPARE_WITH_TIMEOUT(feed.state(), State::Live, 60'000);
        QCOMPARE(bridged.size(), 1);
        QCOMPARE(feed.lastGap().first, before);
        QCOMPARE(textOfV2(index), m_link.freshText());
    }

    /// The store is one thousand events further, none of which concerns what is watched.
    void quietRangesGoOnWithoutAGap()
    {
        m_link.put("/quiet/key", "1");
        QVERIFY(start(KeyRange::prefix("/quiet/")));
        QSignalSpy bridged(m_feed.get(), &LiveFeed::gapBridged);
        QVERIFY(m_link.flood("/loud/busy", 1'010));
        m_link.put("/quiet/more", "1");
        QTRY_VERIFY_WITH_TIMEOUT(m_index->find("/quiet/more"), 20'000);
        QVERIFY(bridged.isEmpty());
    }
};

ETCDSCOPE_V2_TEST_MAIN(V2LiveFeedTest)
#include "tst_v2livefeed.moc"
