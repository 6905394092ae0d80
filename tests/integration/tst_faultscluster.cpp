// SPDX-License-Identifier: Apache-2.0
//
// A cluster of three loses its leader, again and again, with others writing: the feed stays on its member,
// loses nothing, and says so while that member is the one that is gone.
#include "tests/integration/faultfixture.h"
#include "tests/support/etcdcluster.h"

#include <QCoreApplication>

using namespace etcdscope;
using State = LiveFeed::State;

class TestFaultsCluster : public QObject
{
    Q_OBJECT

private slots:
    void killedLeader();
};

void TestFaultsCluster::killedLeader()
{
    EtcdCluster cluster;
    QVERIFY(cluster.start());
    const int first = cluster.leader();
    QVERIFY(first >= 0);
    const int ours = (first + 1) % cluster.size();
    const int theirs = (first + 2) % cluster.size();
    StoreFixture direct;
    QVERIFY(direct.open(cluster.at(ours).url()));
    QVERIFY(direct.put({{"/c/0", "1"}}));
    RecordedFeed recorded;
    QVERIFY(recorded.open(cluster.at(ours).url()));
    FaultWriter writer(cluster.at(theirs).url(), "/c/");
    writer.start();
    QVERIFY(recorded.startAndWait());

    bool oursWasKilled = false;
    for (int i = 0; i < 3; ++i) {
        size_t before = writer.promised().size();
        QTRY_VERIFY_WITH_TIMEOUT(writer.promised().size() > before + 50, 60'000);
        const int leader = cluster.leader(30'000);
        QVERIFY(leader >= 0);
        cluster.killMember(leader);
        if (leader == ours) {
            oursWasKilled = true;
            QTRY_VERIFY_WITH_TIMEOUT(recorded.feed().state() != State::Live, 5'000);
        }
        if (leader != theirs) {
            // The other two go on with a new leader.
            before = writer.promised().size();
            QTRY_VERIFY_WITH_TIMEOUT(writer.promised().size() > before + 20, 60'000);
        }
        if (leader == ours)
            QVERIFY(recorded.feed().state() != State::Live);
        QVERIFY(cluster.restartMember(leader));
    }
    if (!oursWasKilled) {
        cluster.killMember(ours);
        QTRY_VERIFY_WITH_TIMEOUT(recorded.feed().state() != State::Live, 5'000);
        QVERIFY(cluster.restartMember(ours));
    }
    const size_t before = writer.promised().size();
    QTRY_VERIFY_WITH_TIMEOUT(writer.promised().size() > before + 20, 60'000);
    VERIFY_NOTHING_LOST(recorded, writer, cluster.at(ours));
    const Position until = recorded.feed().position();
    const auto history = historyOf(direct, recorded.loaded(), until);
    QVERIFY(!history.empty());
    QVERIFY(isKept(writer, history, recorded.loaded()));
    QCOMPARE(brokenPromise(recorded.record(), history, recorded.loaded().value, until.value), QString());
    QCOMPARE(recorded.feed().changesSeen(), qint64(history.size()));
}

ETCDSCOPE_ETCD_TEST_MAIN(TestFaultsCluster, QCoreApplication)
#include "tst_faultscluster.moc"
