// SPDX-License-Identifier: Apache-2.0
#include "core/keys/livefeed.h"
#include "tests/integration/v2fixture.h"
#include "tests/support/etcdcluster.h"

#include <QSignalSpy>

using namespace etcdscope;

/// Three members with the v2 API, one of which is lost.
class V2LeaderLossTest : public QObject
{
    Q_OBJECT

private:
    EtcdCluster m_cluster{v2Options()};

private slots:
    void initTestCase() { QVERIFY(m_cluster.start()); }

    void theFeedOutlivesTheLeader()
    {
        const int leader = m_cluster.leader();
        QVERIFY(leader >= 0);
        // Ours is asked first; the others write to one that stays.
        QList<QUrl> urls = m_cluster.urls();
        urls.move(leader, 0);
        V2Fixture link;
        link.open(urls, urls.at(1));
        link.put("/cluster/key", "0");
        KeyIndex index;
        LiveFeed feed(link.store(), index);
        QSignalSpy bridged(&feed, &LiveFeed::gapBridged);
        QSignalSpy replaced(&feed, &LiveFeed::historyReplaced);
        feed.start(KeyRange::all());
        QTRY_COMPARE_WITH_TIMEOUT(feed.state(), LiveFeed::State::Live, 60'000);
        for (int i = 0; i < 100; ++i) {
            if (i == 30)
                m_cluster.killMember(leader);
            link.put("/cluster/" + QByteArray::number(i % 40), QByteArray::number(i));
        }
        // A write that met the election may not have been one; the last is.
        QTRY_VERIFY_WITH_TIMEOUT(link.put("/cluster/last", "1").contains("\"action\":\"set\""), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(index.find("/cluster/last"), 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(feed.state(), LiveFeed::State::Live, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(textOfV2(index), link.freshText(), 30'000);
        QVERIFY(bridged.isEmpty());
        QVERIFY(replaced.isEmpty());

        // And what we write ourselves goes to those who are left.
        Transaction transaction;
        transaction.conditions = {Condition::absent("/cluster/ours")};
        transaction.success = {PutStep{.key = "/cluster/ours", .value = "1", .isNew = true}};
        const auto result = link.wait(link.store().commit(transaction), 60'000);
        QVERIFY2(failureOfV2(result).isEmpty(), failureOfV2(result).constData());
        QVERIFY((*result)->succeeded);
        QTRY_VERIFY_WITH_TIMEOUT(index.find("/cluster/ours"), 30'000);

        const auto status = link.wait(link.store().status(), 60'000);
        QVERIFY2(failureOfV2(status).isEmpty(), failureOfV2(status).constData());
        QVERIFY((*status)->leaderId != 0);
    }
};

ETCDSCOPE_V2_TEST_MAIN(V2LeaderLossTest)
#include "tst_v2leaderloss.moc"
