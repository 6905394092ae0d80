// SPDX-License-Identifier: Apache-2.0
#include "core/keys/keyindex.h"
#include "core/keys/livefeed.h"
#include "tests/support/scriptedkeystore.h"

#include <QSignalSpy>
#include <QTest>

using namespace etcdscope;
using State = LiveFeed::State;

class TestLiveFeedStates : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void loadsThenWatchesFromThere();
    void failedLoadGoesOnWhereItWas();
    void compactedLoadBeginsAgainAndCompares();
    void startingOverIsCounted();
    void aComparisonThatWasCutIsKnown();
    void compactedWatchIsBridgedByComparing();
    void refusedWatchAfterComparingIsReconnecting();
    void progressNoteDoesNotOvertakePendingChanges();
    void slowConsumerPausesTheWatch();
    void pendingChangesSurviveTheEndOfTheWatch();
    void resumeNeverSkipsHalfARevision();
    void startOverWhatIsThereCompares();
    void stopAndRefreshInEveryState_data();
    void stopAndRefreshInEveryState();
    void finalErrorWaitsForThePerson();
    void watchThatEndsAtOnceIsNotHammered();
    void otherClusterReplacesTheIndex();
    void restoredBackupReplacesTheIndex();
    void laggingMemberIsNotARestoredBackup();
    void destructionInASlot_data();
    void destructionInASlot();

private:
    void load(const std::vector<ScriptedKey> &keys, qint64 at, quint64 cluster = 7)
    {
        m_store->listing()->at = {at};
        m_store->listing()->cluster = cluster;
        if (!keys.empty())
            m_store->listing()->give(keys);
        if (m_store->listing())
            m_store->listing()->end(qint64(keys.size()));
    }
    void goLive(qint64 at)
    {
        m_feed->start(KeyRange::all());
        load({{"a", 1}, {"b", 2}}, at);
        QTRY_VERIFY(m_store->changes());
        m_store->changes()->cluster = 7;
        m_store->changes()->open(at);
        QCOMPARE(m_feed->state(), State::Live);
    }

    std::unique_ptr<ScriptedKeyStore> m_store;
    std::unique_ptr<KeyIndex> m_index;
    std::unique_ptr<LiveFeed> m_feed;
};

void TestLiveFeedStates::init()
{
    m_store = std::make_unique<ScriptedKeyStore>();
    m_index = std::make_unique<KeyIndex>();
    m_feed = std::make_unique<LiveFeed>(*m_store, *m_index);
}

void TestLiveFeedStates::cleanup()
{
    m_feed.reset();
    m_index.reset();
    m_store.reset();
}

void TestLiveFeedStates::loadsThenWatchesFromThere()
{
    goLive(10);
    QVERIFY(m_feed->isComplete());
    QCOMPARE(m_store->changes()->query.since, Position{10});
    m_store->changes()->give({{"c", 11}, {"a", 12, true}});
    QTRY_COMPARE(m_feed->position(), Position{12});
    QVERIFY(m_index->find("c"));
    QCOMPARE(m_index->keyCount(), 2);
}

void TestLiveFeedStates::failedLoadGoesOnWhereItWas()
{
    m_feed->start(KeyRange::all());
    m_store->listing()->at = {10};
    m_store->listing()->give({{"a", 1}});
    m_store->listing()->fail(ErrorKind::Network);
    QTRY_VERIFY(m_feed->lastError());
    QCOMPARE(m_feed->state(), State::Loading);
    QTRY_COMPARE(m_store->listings.size(), size_t(2));
    QCOMPARE(m_store->listing()->query.at, Position{10});
    load({{"b", 2}}, 15);
    QTRY_VERIFY(m_store->changes());
    QCOMPARE(m_store->changes()->query.since, Position{10});
}

void TestLiveFeedStates::compactedLoadBeginsAgainAndCompares()
{
    m_feed->start(KeyRange::all());
    m_store->listing()->at = {10};
    m_store->listing()->give({{"a", 1}});
    m_store->listing()->end(2, true);
    QTRY_COMPARE(m_store->listings.size(), size_t(2));
    m_store->listing()->fail(ErrorKind::Compacted);
    QTRY_COMPARE(m_store->listings.size(), size_t(3));
    QVERIFY(!m_store->listing()->query.at.isValid());
    QCOMPARE(m_feed->state(), State::Loading);
    load({{"b", 2}}, 20);
    QTRY_VERIFY(m_store->changes());
    QVERIFY(!m_index->find("a"));
    QVERIFY(!m_feed->lastGap().first.isValid());
}

void TestLiveFeedStates::startingOverIsCounted()
{
    m_feed->start(KeyRange::all());
    for (int i = 1; i <= 3; ++i) {
        m_store->listing()->at = {10 * i};
        m_store->listing()->give({{"a", 1}});
        m_store->listing()->end(2, true);
        QTRY_COMPARE(m_store->listings.size(), size_t(2 * i));
        m_store->listing()->fail(ErrorKind::Compacted);
        QTRY_COMPARE(m_store->listings.size(), size_t(2 * i + 1));
        QCOMPARE(m_feed->startedOver(), i);
    }
    load({{"a", 1}}, 40);
    QTRY_VERIFY(m_store->changes());
    QCOMPARE(m_feed->startedOver(), 0);
}

void TestLiveFeedStates::aComparisonThatWasCutIsKnown()
{
    goLive(10);
    m_feed->refresh();
    m_feed->stop(); // before anything came
    QVERIFY(!m_feed->isPartlyCompared());
    m_feed->refresh();
    m_store->listing()->at = {20};
    m_store->listing()->give({{"a", 11}});
    m_store->listing()->end(2, true);
    QTRY_VERIFY(m_feed->loader().position().isValid());
    m_feed->stop();
    QVERIFY(m_feed->isPartlyCompared());
    QCOMPARE(m_feed->position(), Position{10});
    m_feed->refresh();
    load({{"a", 11}}, 30);
    QTRY_VERIFY(m_store->changes());
    QVERIFY(!m_feed->isPartlyCompared());
}

void TestLiveFeedStates::compactedWatchIsBridgedByComparing()
{
    goLive(10);
    QSignalSpy bridged(m_feed.get(), &LiveFeed::gapBridged);
    m_store->changes()->fail(ErrorKind::Compacted);
    QTRY_COMPARE(m_feed->state(), State::Comparing);
    QVERIFY(!m_feed->lastGap().first.isValid());
    load({{"b", 2}, {"d", 25}}, 30);
    QTRY_COMPARE(bridged.size(), 1);
    QCOMPARE(m_feed->lastGap(), std::pair(Position{10}, Position{30}));
    QVERIFY(!m_index->find("a"));
    m_store->changes()->open(30);
    QCOMPARE(m_feed->state(), State::Live);

    // A gap that was left by stopping is not told again after the next start.
    m_store->changes()->fail(ErrorKind::Compacted);
    m_feed->start(KeyRange::all());
    load({{"b", 2}}, 40);
    QTRY_COMPARE(m_store->watches.size(), size_t(3));
    m_feed->refresh();
    load({{"b", 2}}, 41);
    QTRY_COMPARE(m_store->watches.size(), size_t(4));
    QCOMPARE(bridged.size(), 1);
}

void TestLiveFeedStates::refusedWatchAfterComparingIsReconnecting()
{
    goLive(10);
    m_feed->refresh();
    QCOMPARE(m_feed->state(), State::Comparing);
    load({{"a", 1}, {"b", 2}}, 12);
    QTRY_COMPARE(m_store->watches.size(), size_t(2));
    m_store->changes()->fail(ErrorKind::Network);
    QCOMPARE(m_feed->state(), State::Reconnecting); // nothing is being compared
    QTRY_COMPARE(m_store->watches.size(), size_t(3));
    QCOMPARE(m_store->listings.size(), size_t(2));
}

void TestLiveFeedStates::progressNoteDoesNotOvertakePendingChanges()
{
    goLive(10);
    m_store->changes()->note(11);
    QCOMPARE(m_feed->position(), Position{11});
    std::vector<ScriptedKey> changes;
    for (int i = 0; i < 90'000; ++i)
        changes.push_back({"n/" + QByteArray::number(i), 20 + i});
    m_store->changes()->give(changes);
    QVERIFY(m_index->keyCount() < 90'000); // partly applied
    m_store->changes()->note(1'000'000);
    QVERIFY(m_feed->position() < Position{1'000'000});
    QTRY_COMPARE(m_feed->position(), Position{20 + 89'999});
    QCOMPARE(m_index->keyCount(), 90'002);
}

void TestLiveFeedStates::slowConsumerPausesTheWatch()
{
    goLive(10);
    std::vector<ScriptedKey> changes;
    for (int i = 0; i < 18'000; ++i)
        changes.push_back({"n/" + QByteArray(1'000, 'x') + QByteArray::number(i), 20 + i});
    m_store->changes()->give(changes);
    QVERIFY(m_store->changes()->paused);
    QTRY_COMPARE(m_index->keyCount(), 18'002);
    QVERIFY(!m_store->changes()->paused);
}

void TestLiveFeedStates::pendingChangesSurviveTheEndOfTheWatch()
{
    goLive(10);
    m_store->changes()->give({{"c", 11}, {"d", 12}}, true);
    m_store->changes()->fail(ErrorKind::Network);
    QTRY_COMPARE(m_store->watches.size(), size_t(2));
    QCOMPARE(m_store->changes()->query.since, Position{12});
    QCOMPARE(m_index->keyCount(), 4);
    QCOMPARE(m_feed->changesSeen(), 2);
}

void TestLiveFeedStates::resumeNeverSkipsHalfARevision()
{
    goLive(10);
    std::vector<ScriptedKey> changes;
    for (int i = 0; i < 90'000; ++i)
        changes.push_back({"n/" + QByteArray::number(i), 20}); // one transaction
    m_store->changes()->give(changes);
    QVERIFY(m_index->keyCount() < 90'000);
    m_feed->reconnect(); // the rest is lost with the stream
    QTRY_COMPARE(m_store->watches.size(), size_t(2));
    QVERIFY(m_store->changes()->query.since < Position{20});
    m_store->changes()->give(changes);
    QTRY_COMPARE(m_index->keyCount(), 90'002);
}

void TestLiveFeedStates::startOverWhatIsThereCompares()
{
    goLive(10);
    m_feed->stop();
    QCOMPARE(m_feed->state(), State::Idle);
    m_feed->start(KeyRange::all());
    load({{"b", 2}}, 20);
    QTRY_COMPARE(m_store->watches.size(), size_t(2));
    QVERIFY(!m_index->find("a"));                  // deleted while it was stopped
    QCOMPARE(m_feed->recentSince(), Position{20}); // nothing of it lights up as new
}

void TestLiveFeedStates::stopAndRefreshInEveryState_data()
{
    QTest::addColumn<int>("state");
    QTest::newRow("loading") << int(State::Loading);
    QTest::newRow("live") << int(State::Live);
    QTest::newRow("reconnecting") << int(State::Reconnecting);
    QTest::newRow("comparing") << int(State::Comparing);
    QTest::newRow("failed") << int(State::Failed);
}

void TestLiveFeedStates::stopAndRefreshInEveryState()
{
    QFETCH(int, state);
    if (State(state) == State::Loading) {
        m_feed->start(KeyRange::all());
    } else {
        goLive(10);
        if (State(state) == State::Reconnecting)
            m_store->changes()->fail(ErrorKind::Network);
        else if (State(state) == State::Comparing)
            m_store->changes()->fail(ErrorKind::Compacted);
        else if (State(state) == State::Failed)
            m_store->changes()->fail(ErrorKind::PermissionDenied);
    }
    QCOMPARE(m_feed->state(), State(state));
    m_feed->stop();
    QCOMPARE(m_feed->state(), State::Idle);
    QCOMPARE(m_store->openListings(), 0);
    QTRY_VERIFY(!m_store->changes());
    m_feed->refresh();
    QCOMPARE(m_feed->state(), State(state) == State::Loading ? State::Loading : State::Comparing);
    m_feed->refresh(); // twice is once
    QCOMPARE(m_store->openListings(), 1);
    load({{"b", 2}}, 20);
    QTRY_VERIFY(m_store->changes());
    m_store->changes()->open(20);
    QCOMPARE(m_feed->state(), State::Live);
    QCOMPARE(m_feed->staleFor(), 0);
    QCOMPARE(m_index->keyCount(), 1);
    QVERIFY(!m_feed->lastError());
}

void TestLiveFeedStates::finalErrorWaitsForThePerson()
{
    m_feed->start(KeyRange::all());
    m_store->listing()->fail(ErrorKind::PermissionDenied);
    QTRY_COMPARE(m_feed->state(), State::Failed);
    m_feed->reconnect();
    QCOMPARE(m_feed->state(), State::Failed);
    QCOMPARE(m_store->listings.size(), size_t(1));
}

void TestLiveFeedStates::watchThatEndsAtOnceIsNotHammered()
{
    goLive(10);
    QElapsedTimer clock;
    clock.start();
    for (size_t watches = 1; watches < 5; ++watches) {
        m_store->changes()->open(10);
        m_store->changes()->fail(ErrorKind::Unavailable);
        QTRY_COMPARE(m_store->watches.size(), watches + 1);
    }
    QVERIFY(clock.elapsed() >= 50 + 100 + 200 + 400);
}

void TestLiveFeedStates::otherClusterReplacesTheIndex()
{
    goLive(10);
    QSignalSpy replaced(m_feed.get(), &LiveFeed::historyReplaced);
    m_store->changes()->fail(ErrorKind::Network);
    QTRY_COMPARE(m_store->watches.size(), size_t(2));
    m_store->changes()->cluster = 8;
    m_store->changes()->open(500);
    QCOMPARE(replaced.size(), 1);
    QCOMPARE(m_feed->state(), State::Loading);
    QVERIFY(!m_feed->isComplete());
    QCOMPARE(m_index->keyCount(), 0);
    QVERIFY(!m_store->changes());
    load({{"a", 1}}, 500, 8);
    QTRY_VERIFY(m_store->changes());
    m_store->changes()->cluster = 8;
    m_store->changes()->open(500);
    QCOMPARE(m_feed->state(), State::Live);
}

void TestLiveFeedStates::restoredBackupReplacesTheIndex()
{
    goLive(100);
    QSignalSpy replaced(m_feed.get(), &LiveFeed::historyReplaced);
    m_store->changes()->fail(ErrorKind::Network);
    QTRY_COMPARE(m_store->watches.size(), size_t(2));
    m_store->changes()->open(60);
    QCOMPARE(m_feed->state(), State::Reconnecting); // not live before it is known
    QCOMPARE(m_store->reads.size(), size_t(1));
    m_store->reads.back().finish(ReadResult{.entry = std::nullopt, .position = {60}});
    QTRY_COMPARE(replaced.size(), 1);
    load({{"a", 1}}, 60);
    QTRY_VERIFY(m_store->changes());
    QCOMPARE(m_store->changes()->query.since, Position{60});
}

void TestLiveFeedStates::laggingMemberIsNotARestoredBackup()
{
    goLive(100);
    m_store->changes()->fail(ErrorKind::Network);
    QTRY_COMPARE(m_store->watches.size(), size_t(2));
    m_store->changes()->open(60);
    m_store->reads.back().finish(ReadResult{.entry = std::nullopt, .position = {101}});
    QTRY_COMPARE(m_feed->state(), State::Live);
    QCOMPARE(m_index->keyCount(), 2);
}

void TestLiveFeedStates::destructionInASlot_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("positionChanged") << 0;
    QTest::newRow("applied") << 1;
    QTest::newRow("stateChanged") << 2;
}

void TestLiveFeedStates::destructionInASlot()
{
    QFETCH(int, signal);
    goLive(10);
    const auto destroy = [this] { m_feed.reset(); };
    if (signal == 0)
        connect(m_feed.get(), &LiveFeed::positionChanged, this, destroy);
    else if (signal == 1)
        connect(m_feed.get(), &LiveFeed::applied, this, destroy);
    else
        connect(m_feed.get(), &LiveFeed::stateChanged, this, destroy);
    if (signal == 2)
        m_feed->reconnect();
    else
        m_store->changes()->give({{"c", 11}});
    QTRY_VERIFY(!m_feed);
    QTRY_VERIFY(!m_store->changes());
}

QTEST_GUILESS_MAIN(TestLiveFeedStates)
#include "tst_livefeedstates.moc"
