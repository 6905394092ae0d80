// SPDX-License-Identifier: Apache-2.0
// A feed of several ranges of keys.
#include "core/keys/keyindex.h"
#include "core/keys/livefeed.h"
#include "tests/support/scriptedkeystore.h"

#include <QSignalSpy>
#include <QTest>

using namespace etcdscope;
using State = LiveFeed::State;

class TestLiveFeedRanges : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void allRangesAreListedAtOnePosition();
    void totalIsTheSum();
    void emptyFirstRangeIsNoFirstRow();
    void livesWhenAllWatchesStand();
    void positionIsTheLeast();
    void changesOfOneRevisionComeByHalves();
    void positionWaitsForAllOfADirectory();
    void eachRangeResumesWhereItWas();
    void oneCompactedHistoryIsBridgedForAll();
    void refusedRangeGoesWhileOthersStay_data();
    void refusedRangeGoesWhileOthersStay();
    void refusedWatchTakesItsKeysOut();
    void refreshAsksForTheRefusedAgain();
    void allRefusedIsFailed();
    void noRangeIsNoKey();
    void otherRangesReplaceTheFirst();
    void onDemandCountsOverRanges();

private:
    /// The listing asked for last of the range that starts with `begin`.
    ScriptedListing *listing(const QByteArray &begin) const
    {
        for (auto it = m_store->listings.rbegin(); it != m_store->listings.rend(); ++it) {
            if (*it && (*it)->query.range.begin.startsWith(begin))
                return *it;
        }
        return nullptr;
    }
    ScriptedChanges *watch(const QByteArray &begin) const
    {
        for (auto it = m_store->watches.rbegin(); it != m_store->watches.rend(); ++it) {
            if (*it && (*it)->query.range.begin == begin)
                return *it;
        }
        return nullptr;
    }
    void load(const QByteArray &begin, const std::vector<ScriptedKey> &keys, qint64 at)
    {
        QTRY_VERIFY(listing(begin));
        ScriptedListing *const asked = listing(begin);
        asked->at = {at};
        asked->cluster = 7;
        if (!keys.empty())
            asked->give(keys);
        asked->end(qint64(keys.size()));
        QTRY_VERIFY(listing(begin) != asked);
    }
    void goLive()
    {
        m_feed->start(m_two);
        load("/a/", {{"/a/1", 1}, {"/a/2", 2}}, 10);
        load("/b/", {{"/b/1", 3}}, 12);
        QTRY_VERIFY(watch("/a/") && watch("/b/"));
        watch("/a/")->open(12);
        watch("/b/")->open(12);
        QCOMPARE(m_feed->state(), State::Live);
    }

    const KeyRanges m_two = KeyRanges::prefixes({"/b/", "/a/"});
    std::unique_ptr<ScriptedKeyStore> m_store;
    std::unique_ptr<KeyIndex> m_index;
    std::unique_ptr<LiveFeed> m_feed;
};

void TestLiveFeedRanges::init()
{
    m_store = std::make_unique<ScriptedKeyStore>();
    m_index = std::make_unique<KeyIndex>();
    m_feed = std::make_unique<LiveFeed>(*m_store, *m_index);
}

void TestLiveFeedRanges::cleanup()
{
    m_feed.reset();
    m_index.reset();
    m_store.reset();
}

void TestLiveFeedRanges::allRangesAreListedAtOnePosition()
{
    m_feed->start(m_two);
    QCOMPARE(m_store->listings.size(), size_t(1)); // the first tells the position
    QCOMPARE(listing("/a/")->query.range, KeyRange::prefix("/a/"));
    load("/a/", {{"/a/1", 1}}, 10);
    QTRY_VERIFY(listing("/b/"));
    QCOMPARE(listing("/b/")->query.range, KeyRange::prefix("/b/"));
    QCOMPARE(listing("/b/")->query.at, Position{10});
    load("/b/", {{"/b/1", 3}}, 14);
    QTRY_COMPARE(m_store->watches.size(), size_t(2));
    for (const auto &watch : m_store->watches)
        QCOMPARE(watch->query.since, Position{10});
    QCOMPARE(m_index->keyCount(), 2);
    QVERIFY(m_feed->isComplete());
}

void TestLiveFeedRanges::totalIsTheSum()
{
    m_feed->start(m_two);
    listing("/a/")->at = {10};
    listing("/a/")->give({{"/a/1", 1}});
    // Cut short after its first key: what came before counts once.
    listing("/a/")->fail(ErrorKind::Network);
    QTRY_COMPARE(m_store->listings.size(), size_t(3));
    ScriptedListing *const rest = listing("/a/1");
    QVERIFY(rest && rest->query.range.begin > "/a/1");
    rest->at = {10};
    rest->give({{"/a/2", 1}});
    rest->end(6, true);
    QTRY_COMPARE(m_feed->totalKeys(), 7);
    ScriptedListing *const other = listing("/b/");
    QVERIFY(other);
    other->at = {10};
    other->give({{"/b/1", 1}});
    other->end(5, true);
    QTRY_COMPARE(m_feed->totalKeys(), 12);
}

void TestLiveFeedRanges::emptyFirstRangeIsNoFirstRow()
{
    QSignalSpy first(m_feed.get(), &LiveFeed::firstRows);
    m_feed->start(m_two);
    load("/a/", {}, 10);
    QTRY_VERIFY(listing("/b/"));
    QCOMPARE(first.size(), 0);
    load("/b/", {{"/b/1", 1}}, 10);
    QTRY_COMPARE(first.size(), 1);
}

void TestLiveFeedRanges::livesWhenAllWatchesStand()
{
    m_feed->start(m_two);
    load("/a/", {{"/a/1", 1}}, 10);
    load("/b/", {{"/b/1", 3}}, 10);
    QTRY_VERIFY(watch("/a/") && watch("/b/"));
    watch("/b/")->open(10);
    QVERIFY(m_feed->state() != State::Live);
    watch("/a/")->open(10);
    QCOMPARE(m_feed->state(), State::Live);
}

void TestLiveFeedRanges::positionIsTheLeast()
{
    goLive();
    QCOMPARE(m_feed->position(), Position{10});
    watch("/a/")->give({{"/a/3", 20}});
    QTRY_VERIFY(m_index->find("/a/3"));
    QCOMPARE(m_feed->position(), Position{10}); // nothing is known of the other range
    watch("/b/")->note(18);
    QCOMPARE(m_feed->position(), Position{18});
    watch("/b/")->note(25);
    QCOMPARE(m_feed->position(), Position{20});
}

void TestLiveFeedRanges::changesOfOneRevisionComeByHalves()
{
    goLive();
    watch("/b/")->give({{"/b/1", 15, true}});
    QTRY_COMPARE(m_index->keyCount(), 2);
    QVERIFY(m_feed->position() < Position{15});
    watch("/a/")->give({{"/a/9", 15}});
    QTRY_COMPARE(m_index->keyCount(), 3);
    QCOMPARE(m_feed->position(), Position{15});
}

/// One change takes a directory with very many keys: in slices, between which others have their turn.
void TestLiveFeedRanges::positionWaitsForAllOfADirectory()
{
    goLive();
    std::vector<ScriptedKey> keys;
    for (int i = 0; i < 200'000; ++i)
        keys.push_back({"/a/dir/" + QByteArray::number(i), 13});
    watch("/a/")->give(keys);
    QTRY_COMPARE(m_index->keyCount(), 200'003);
    qint64 leftAtPosition = -1;
    qint64 leftWhenOtherCame = -1;
    connect(m_feed.get(), &LiveFeed::applied, this, [&] {
        if (leftWhenOtherCame < 0 && m_index->find("/b/9"))
            leftWhenOtherCame = m_index->keyCount();
    });
    const qint64 seen = m_feed->changesSeen();
    watch("/a/")->pending().append("/a/dir", {},
                                   {.isDelete = true, .kind = Entry::Kind::Directory, .modRevision = 20});
    watch("/a/")->resume = {20};
    connect(m_feed.get(), &LiveFeed::positionChanged, this, [&] {
        if (leftAtPosition < 0 && m_feed->position() >= Position{19})
            leftAtPosition = m_index->keyCount();
    });
    watch("/b/")->give({{"/b/9", 20}});
    QTRY_COMPARE(m_index->keyCount(), 4);
    QTRY_COMPARE(m_feed->changesSeen(), seen + 2);
    QTRY_COMPARE(m_feed->position(), Position{20});
    QCOMPARE(leftAtPosition, 4);
    QVERIFY2(leftWhenOtherCame > 4, qPrintable(QString::number(leftWhenOtherCame)));
}

void TestLiveFeedRanges::eachRangeResumesWhereItWas()
{
    goLive();
    watch("/a/")->give({{"/a/3", 20}});
    QTRY_VERIFY(m_index->find("/a/3"));
    watch("/b/")->fail(ErrorKind::Network);
    QTRY_COMPARE(m_feed->state(), State::Reconnecting);
    QTRY_COMPARE(m_store->watches.size(), size_t(4)); // lost together, opened together
    QCOMPARE(watch("/a/")->query.since, Position{20});
    QCOMPARE(watch("/b/")->query.since, Position{10});
    watch("/a/")->open(21);
    watch("/b/")->open(21);
    QCOMPARE(m_feed->state(), State::Live);
}

void TestLiveFeedRanges::oneCompactedHistoryIsBridgedForAll()
{
    goLive();
    QSignalSpy bridged(m_feed.get(), &LiveFeed::gapBridged);
    watch("/b/")->fail(ErrorKind::Compacted);
    QTRY_COMPARE(m_feed->state(), State::Comparing);
    load("/a/", {{"/a/2", 2}}, 30);
    load("/b/", {{"/b/1", 3}, {"/b/2", 25}}, 30);
    QTRY_COMPARE(bridged.size(), 1);
    QVERIFY(!m_index->find("/a/1"));
    QVERIFY(m_index->find("/b/2"));
    QCOMPARE(watch("/a/")->query.since, Position{30});
    QCOMPARE(watch("/b/")->query.since, Position{30});
}

void TestLiveFeedRanges::refusedRangeGoesWhileOthersStay_data()
{
    QTest::addColumn<QByteArray>("refused");
    QTest::addColumn<QByteArray>("other");
    QTest::newRow("the first") << QByteArray("/a/") << QByteArray("/b/");
    QTest::newRow("the last") << QByteArray("/b/") << QByteArray("/a/");
}

void TestLiveFeedRanges::refusedRangeGoesWhileOthersStay()
{
    QFETCH(QByteArray, refused);
    QFETCH(QByteArray, other);
    m_feed->start(m_two);
    if (other == "/a/")
        load("/a/", {{"/a/1", 1}}, 10);
    QTRY_VERIFY(listing(refused));
    listing(refused)->fail(ErrorKind::PermissionDenied);
    QTRY_VERIFY(!m_feed->refused().isEmpty());
    QCOMPARE(m_feed->refused(), KeyRanges(KeyRange::prefix(refused)));
    QCOMPARE(m_feed->ranges(), KeyRanges(KeyRange::prefix(other)));
    load(other, {{other + "1", 1}}, 11);
    QTRY_COMPARE(m_store->watches.size(), size_t(1));
    watch(other)->open(11);
    QCOMPARE(m_feed->state(), State::Live);
    QVERIFY(m_feed->isComplete());
    QCOMPARE(m_index->keyCount(), 1);
}

void TestLiveFeedRanges::refusedWatchTakesItsKeysOut()
{
    goLive();
    watch("/a/")->fail(ErrorKind::PermissionDenied);
    QTRY_COMPARE(m_feed->state(), State::Comparing);
    QCOMPARE(m_feed->refused(), KeyRanges(KeyRange::prefix("/a/")));
    load("/b/", {{"/b/1", 3}}, 20);
    QTRY_VERIFY(watch("/b/"));
    watch("/b/")->open(20);
    QCOMPARE(m_feed->state(), State::Live);
    QVERIFY(!m_feed->lastError());
    QVERIFY(!m_index->find("/a/1"));
    QVERIFY(m_index->find("/b/1"));
    QVERIFY(!m_feed->lastGap().first.isValid()); // nothing of what is shown was missed
}

void TestLiveFeedRanges::refreshAsksForTheRefusedAgain()
{
    refusedWatchTakesItsKeysOut();
    m_feed->refresh();
    QVERIFY(m_feed->refused().isEmpty());
    load("/a/", {{"/a/1", 1}}, 30);
    load("/b/", {{"/b/1", 3}}, 30);
    QTRY_VERIFY(watch("/a/") && watch("/b/"));
    QVERIFY(m_index->find("/a/1"));
}

void TestLiveFeedRanges::allRefusedIsFailed()
{
    m_feed->start(m_two);
    listing("/a/")->fail(ErrorKind::PermissionDenied);
    QTRY_VERIFY(listing("/b/"));
    listing("/b/")->fail(ErrorKind::PermissionDenied);
    QTRY_COMPARE(m_feed->state(), State::Failed);
    QCOMPARE(m_feed->lastError()->kind, ErrorKind::PermissionDenied);
}

void TestLiveFeedRanges::noRangeIsNoKey()
{
    goLive();
    m_feed->start(KeyRanges());
    QCOMPARE(m_feed->state(), State::Idle);
    QCOMPARE(m_index->keyCount(), 0);
    QCOMPARE(m_store->openListings(), 0);
    QVERIFY(!watch("/a/") && !watch("/b/"));
    m_feed->refresh();
    QCOMPARE(m_store->openListings(), 0);
}

void TestLiveFeedRanges::otherRangesReplaceTheFirst()
{
    goLive();
    m_feed->start(KeyRanges::prefixes({"/b/", "/c/"}));
    load("/b/", {{"/b/1", 3}}, 20);
    load("/c/", {{"/c/1", 4}}, 20);
    QTRY_VERIFY(watch("/c/"));
    QVERIFY(!m_index->find("/a/1"));
    QVERIFY(m_index->find("/b/1") && m_index->find("/c/1"));
}

/// Two ranges in one directory: what was not read of it is counted in both.
void TestLiveFeedRanges::onDemandCountsOverRanges()
{
    m_feed->start(KeyRanges::prefixes({"/x/a/", "/x/c/"}), LiveFeed::LoadMode::OnDemand);
    // They share /x/: that is where reading begins.
    QTRY_VERIFY(listing("/x/a/"));
    listing("/x/a/")->at = {10};
    listing("/x/a/")->give({{"/x/a/1", 1}});
    listing("/x/a/")->end(5'000, true);
    // The rest of /x/a/ is counted, and the other range is read.
    QTRY_VERIFY(listing("/x/c/"));
    for (const auto &asked : m_store->listings) {
        if (!asked || asked->at.isValid())
            continue;
        QCOMPARE(asked->query.at, Position{10});
        asked->at = {10};
        if (asked->query.countOnly) {
            QCOMPARE(asked->query.range, KeyRange::prefix("/x/a/"));
            asked->end(5'000);
        } else {
            QCOMPARE(asked->query.range, KeyRange::prefix("/x/c/"));
            asked->give({{"/x/c/1", 1}});
            asked->end(1);
        }
    }
    QTRY_VERIFY(watch("/x/a/") && watch("/x/c/"));
    QCOMPARE(m_feed->totalKeys(), 5'001);
    QCOMPARE(m_feed->loadedKeys(), 2);
    QCOMPARE(m_index->unlistedCount(*m_index->findDirectory("/x/a/")), 4'999);
}

QTEST_GUILESS_MAIN(TestLiveFeedRanges)
#include "tst_livefeedranges.moc"
