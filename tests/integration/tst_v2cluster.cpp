// SPDX-License-Identifier: Apache-2.0
//
// The v2 API of a real cluster of three: who leads, members that come and go, members that die.
#include "core/v2/membersapi.h"
#include "core/v2/serverapi.h"
#include "core/v2/statsapi.h"
#include "tests/support/etcdcluster.h"
#include "tests/unit/v2/v2testing.h"

#include <QCoreApplication>

using namespace etcdscope;

class TestV2Cluster : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void statisticsOfTheLeader();
    void membersComeAndGo();
    void deadMemberIsLeft();
    void noLeader();

private:
    // Else etcd takes no member before all have been connected for five seconds.
    EtcdCluster m_cluster{
        {.arguments = {QStringLiteral("--enable-v2"), QStringLiteral("--strict-reconfig-check=false")}}};
};

void TestV2Cluster::initTestCase()
{
    if (!m_cluster.start())
        QSKIP("this etcd has no v2 API");
}

void TestV2Cluster::statisticsOfTheLeader()
{
    V2Fixture fixture(m_cluster.urls());
    for (int i = 0; i < 5; ++i)
        V2_VERIFY_OK(V2Fixture::wait(fixture.keys->set("/k", {.value = "v"})));
    const int leader = m_cluster.leader();
    QVERIFY(leader >= 0);
    const QUrl leaderUrl = m_cluster.at(leader).url();
    const v2::MembersApi members(fixture.client);
    const auto list = V2Fixture::wait(members.list());
    QCOMPARE(list->size(), size_t(3));
    QCOMPARE(V2Fixture::wait(members.machines())->size(), 3);
    const auto leading = V2Fixture::wait(members.leader());
    V2_VERIFY_OK(leading);
    QCOMPARE(leading->clientUrls, QStringList(leaderUrl.toString()));

    const v2::StatsApi stats(fixture.client);
    const auto self = V2Fixture::wait(stats.self(leaderUrl));
    QVERIFY(self->saysLeader);
    QCOMPARE(self->id, leading->id);
    QVERIFY(self->sentAppends > 0);
    const auto follower = V2Fixture::wait(stats.self(m_cluster.at((leader + 1) % 3).url()));
    QVERIFY(!follower->saysLeader);
    QCOMPARE(follower->leaderId, leading->id);
    const auto latencies = V2Fixture::wait(stats.leader());
    V2_VERIFY_OK(latencies);
    QCOMPARE(latencies->id, leading->id);
    QCOMPARE(latencies->followers.size(), size_t(2));
    for (const v2::FollowerStats &one : latencies->followers) {
        QVERIFY(one.succeeded > 0);
        QVERIFY(one.average > 0 && one.maximum >= one.minimum);
    }
    // A follower has none; asking it alone says so.
    const auto none = V2Fixture::wait(
        fixture.client->send({.path = "/stats/leader", .endpoint = m_cluster.at((leader + 1) % 3).url()}));
    QCOMPARE(none.error().kind, ErrorKind::Conflict);
}

void TestV2Cluster::membersComeAndGo()
{
    V2Fixture fixture(m_cluster.urls());
    const v2::MembersApi members(fixture.client);
    const auto added = V2Fixture::wait(members.add({QStringLiteral("http://127.0.0.1:1")}));
    V2_VERIFY_OK(added);
    QVERIFY(!added->id.isEmpty());
    QVERIFY(added->name.isEmpty() && added->clientUrls.isEmpty());
    QCOMPARE(V2Fixture::wait(members.list())->size(), size_t(4));
    V2_VERIFY_OK(V2Fixture::wait(members.change(added->id, {QStringLiteral("http://127.0.0.1:2")})));
    const auto list = V2Fixture::wait(members.list());
    const auto changed = std::ranges::find(*list, added->id, &v2::Member::id);
    QVERIFY(changed != list->end());
    QCOMPARE(changed->peerUrls, QStringList(QStringLiteral("http://127.0.0.1:2")));
    V2_VERIFY_OK(V2Fixture::wait(members.remove(added->id)));
    const auto again = V2Fixture::wait(members.remove(added->id));
    QCOMPARE(again.error().kind, ErrorKind::NotFound);
    QCOMPARE(again.error().httpStatus, 410);
    QCOMPARE(V2Fixture::wait(members.list())->size(), size_t(3));
}

void TestV2Cluster::deadMemberIsLeft()
{
    V2Fixture fixture(m_cluster.urls());
    V2_VERIFY_OK(V2Fixture::wait(fixture.keys->set("/k", {.value = "1"})));
    const int dead = fixture.client->endpoints().urls().indexOf(fixture.client->endpoint());
    m_cluster.killMember(dead);
    // The first write may find the connection closed under it, and says so; a read finds another member.
    const auto read = V2Fixture::wait(fixture.keys->get("/k", {.deadline = 30'000}), 40'000);
    V2_VERIFY_OK(read);
    QCOMPARE(*read->node.value, QByteArray("1"));
    QVERIFY(fixture.client->endpoint() != m_cluster.at(dead).url());
    V2_VERIFY_OK(V2Fixture::wait(fixture.keys->set("/k", {.value = "2", .deadline = 30'000}), 40'000));
    QVERIFY(m_cluster.restartMember(dead));
}

void TestV2Cluster::noLeader()
{
    m_cluster.killMember(1);
    m_cluster.killMember(2);
    V2Fixture fixture(m_cluster.at(0).url());
    const v2::MembersApi members(fixture.client);
    QTRY_VERIFY_WITH_TIMEOUT(!V2Fixture::wait(members.leader()).ok(), 30'000);
    const auto leader = V2Fixture::wait(members.leader());
    QCOMPARE(leader.error().kind, ErrorKind::Unavailable);
    QCOMPARE(leader.error().httpStatus, 503);
    // One member alone still answers what it has.
    V2_VERIFY_OK(V2Fixture::wait(fixture.keys->get("/k", {.quorum = false})));
    const auto health = V2Fixture::wait(v2::ServerApi(fixture.client).health());
    V2_VERIFY_OK(health);
    QVERIFY(!health->isHealthy);
    const auto write = V2Fixture::wait(fixture.keys->set("/k", {.value = "3", .deadline = 30'000}), 40'000);
    QVERIFY(!write.ok());
    QCOMPARE(write.error().kind, ErrorKind::Unavailable);
    QCOMPARE(write.error().v2Code, 300);
    QCOMPARE(write.error().fate, RequestFate::MaybeSent);
}

ETCDSCOPE_ETCD_TEST_MAIN(TestV2Cluster, QCoreApplication)
#include "tst_v2cluster.moc"
