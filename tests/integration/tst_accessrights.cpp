// SPDX-License-Identifier: Apache-2.0
// A user with rights on some keys only, on an etcd with authentication.
#include "core/keys/keyindex.h"
#include "core/keys/livefeed.h"
#include "core/rpc/credentials.h"
#include "core/rpc/methods.h"
#include "core/store/v3rights.h"
#include "tests/integration/storefixture.h"

#include "rpc.pb.h"

#include <QCoreApplication>

using namespace etcdscope;
using State = LiveFeed::State;

class TestAccessRights : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void userLearnsWhatHeMayDo();
    void rootMayDoEverything();
    void nobodyAsksAboutOthers();
    void rangesOfTheUserAreShown_data();
    void rangesOfTheUserAreShown();
    void positionFollowsWithoutChangesInARange();
    void lostRightIsSaidAndComesBack();
    void touchingRightsAreOneRange();

private:
    /// A channel for a user, with a token of its own.
    std::shared_ptr<Channel> channelOf(const QByteArray &user);
    QByteArray asRoot(const QByteArrayList &arguments)
    {
        return m_etcd.etcdctl(QByteArrayList{"--user=root:pw"} + arguments);
    }

    const KeyRanges m_allowed{std::vector{KeyRange::prefix("/app/team1/"), KeyRange::prefix("/app/team2/"),
                                          KeyRange::single("/etc/motd")}};
    EtcdServer m_etcd;
    NetworkAccess m_network;
    std::vector<std::unique_ptr<Credentials>> m_credentials;
    std::unique_ptr<V3KeyStore> m_store;
    std::unique_ptr<KeyIndex> m_index;
    std::unique_ptr<LiveFeed> m_feed;
};

void TestAccessRights::initTestCase()
{
    QVERIFY(m_etcd.start());
    for (const QByteArray key : {"/app/team1/a", "/app/team1/b", "/app/team2/c", "/app/team3/d", "/etc/motd",
                                 "/etc/motd.bak", "/other"})
        m_etcd.etcdctl({"put", key, "x"});
    for (const QByteArrayList &arguments : std::vector<QByteArrayList>{
             {"user", "add", "root:pw"},
             {"user", "add", "ann:pw"},
             {"role", "add", "teams"},
             {"role", "add", "reader"},
             {"role", "grant-permission", "teams", "readwrite", "/app/team1/", "--prefix"},
             {"role", "grant-permission", "teams", "readwrite", "/app/team2/", "--prefix"},
             {"role", "grant-permission", "teams", "write", "/in/", "--prefix"},
             {"role", "grant-permission", "reader", "read", "/etc/motd"},
             {"user", "grant-role", "ann", "teams"},
             {"user", "grant-role", "ann", "reader"},
             {"user", "grant-role", "root", "root"},
             {"auth", "enable"}}) {
        bool ok = false;
        m_etcd.etcdctl(arguments, {}, &ok);
        QVERIFY2(ok, arguments.join(' ').constData());
    }
}

void TestAccessRights::cleanup()
{
    m_feed.reset();
    m_index.reset();
    m_store.reset();
}

std::shared_ptr<Channel> TestAccessRights::channelOf(const QByteArray &user)
{
    StoreFixture waiter;
    Credentials &credentials = *m_credentials.emplace_back(std::make_unique<Credentials>());
    auto channel = waiter.wait(openChannel(m_network, m_etcd.url(), Transport::Grpc, &credentials));
    if (!channel || !channel->ok())
        return {};
    etcdserverpb::AuthenticateRequest request;
    request.set_name(user.toStdString());
    request.set_password("pw");
    const auto answer = waiter.wait(
        (**channel)->call<etcdserverpb::AuthenticateResponse>(methods::authenticate, request, CallOptions()));
    if (!answer || !answer->ok())
        return {};
    credentials.setToken(QByteArray::fromStdString((*answer)->token()));
    return **channel;
}

void TestAccessRights::userLearnsWhatHeMayDo()
{
    const auto channel = channelOf("ann");
    QVERIFY(channel);
    StoreFixture waiter;
    const auto rights = waiter.wait(askV3Rights(channel, "ann"));
    QVERIFY2(rights && rights->ok(), failureOf(rights).constData());
    QCOMPARE((*rights)->readable, m_allowed);
    QCOMPARE((*rights)->writable, KeyRanges::prefixes({"/app/team1/", "/app/team2/", "/in/"}));
    QVERIFY(!(*rights)->everything);
    QVERIFY((*rights)->mayRead("/etc/motd") && !(*rights)->mayWrite("/etc/motd"));
}

void TestAccessRights::rootMayDoEverything()
{
    const auto channel = channelOf("root");
    QVERIFY(channel);
    StoreFixture waiter;
    const auto rights = waiter.wait(askV3Rights(channel, "root"));
    QVERIFY2(rights && rights->ok(), failureOf(rights).constData());
    QVERIFY((*rights)->everything);
    QVERIFY((*rights)->mayWrite("/anything"));
}

void TestAccessRights::nobodyAsksAboutOthers()
{
    const auto channel = channelOf("ann");
    QVERIFY(channel);
    StoreFixture waiter;
    const auto rights = waiter.wait(askV3Rights(channel, "root"));
    QVERIFY(rights && !rights->ok());
    QCOMPARE(rights->error().kind, ErrorKind::PermissionDenied);
}

void TestAccessRights::rangesOfTheUserAreShown_data()
{
    QTest::addColumn<LiveFeed::LoadMode>("mode");
    QTest::newRow("everything") << LiveFeed::LoadMode::Everything;
    QTest::newRow("on demand") << LiveFeed::LoadMode::OnDemand;
}

void TestAccessRights::rangesOfTheUserAreShown()
{
    QFETCH(LiveFeed::LoadMode, mode);
    const auto channel = channelOf("ann");
    QVERIFY(channel);
    m_store = std::make_unique<V3KeyStore>(channel);
    m_index = std::make_unique<KeyIndex>();
    m_feed = std::make_unique<LiveFeed>(*m_store, *m_index);

    m_feed->start(KeyRange::all(), mode);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Failed, 20'000);
    QCOMPARE(m_feed->lastError()->kind, ErrorKind::PermissionDenied);

    m_feed->start(m_allowed, mode);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 20'000);
    QVERIFY(m_feed->refused().isEmpty());
    QCOMPARE(m_index->keyCount(), 4);
    for (const char *key : {"/app/team1/a", "/app/team1/b", "/app/team2/c", "/etc/motd"})
        QVERIFY2(m_index->find(key), key);

    asRoot({"put", "/app/team1/new", "x"});
    asRoot({"put", "/app/team3/unseen", "x"});
    asRoot({"put", "/etc/motd", "y"});
    asRoot({"del", "/app/team1/new"});
    const qint64 before = m_index->row(*m_index->find("/etc/motd")).modRevision;
    QTRY_VERIFY_WITH_TIMEOUT(!m_index->find("/app/team1/new"), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(m_index->row(*m_index->find("/etc/motd")).modRevision >= before, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->changesSeen(), 3, 20'000);
    QVERIFY(!m_index->find("/app/team3/unseen"));
    asRoot({"del", "/app/team3/unseen"});
}

void TestAccessRights::positionFollowsWithoutChangesInARange()
{
    const auto channel = channelOf("ann");
    QVERIFY(channel);
    m_store = std::make_unique<V3KeyStore>(channel);
    m_index = std::make_unique<KeyIndex>();
    m_feed = std::make_unique<LiveFeed>(*m_store, *m_index);
    m_feed->start(m_allowed);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 20'000);
    asRoot({"put", "/app/team2/c", "again"});
    const auto changed = [this] { return m_index->row(*m_index->find("/app/team2/c")).modRevision; };
    const qint64 before = changed();
    QTRY_VERIFY_WITH_TIMEOUT(changed() > before || m_feed->changesSeen() > 0, 20'000);
    // The other ranges say how far they are because they are asked.
    QTRY_VERIFY_WITH_TIMEOUT(m_feed->position().value >= changed(), 20'000);
}

void TestAccessRights::lostRightIsSaidAndComesBack()
{
    const auto channel = channelOf("ann");
    QVERIFY(channel);
    m_store = std::make_unique<V3KeyStore>(channel);
    m_index = std::make_unique<KeyIndex>();
    m_feed = std::make_unique<LiveFeed>(*m_store, *m_index);
    m_feed->start(m_allowed);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 20'000);

    // A watch that stands is not looked at again; the next one is refused.
    asRoot({"role", "revoke-permission", "teams", "/app/team2/", "--prefix"});
    m_feed->reconnect();
    QTRY_VERIFY_WITH_TIMEOUT(!m_feed->refused().isEmpty(), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 20'000);
    QCOMPARE(m_feed->refused(), KeyRanges(KeyRange::prefix("/app/team2/")));
    QVERIFY(!m_index->find("/app/team2/c"));
    QCOMPARE(m_index->keyCount(), 3);

    asRoot({"role", "grant-permission", "teams", "readwrite", "/app/team2/", "--prefix"});
    m_feed->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 20'000);
    QVERIFY(m_feed->refused().isEmpty());
    QVERIFY(m_index->find("/app/team2/c"));
}

/// etcd takes two permissions side by side for one range, as KeyRanges does.
void TestAccessRights::touchingRightsAreOneRange()
{
    asRoot({"role", "grant-permission", "reader", "read", "/t/a", "/t/m"});
    asRoot({"role", "grant-permission", "reader", "read", "/t/m", "/t/z"});
    const auto channel = channelOf("ann");
    QVERIFY(channel);
    StoreFixture waiter;
    const auto rights = waiter.wait(askV3Rights(channel, "ann"));
    QVERIFY2(rights && rights->ok(), failureOf(rights).constData());
    const KeyRange both = KeyRange::span("/t/a", "/t/z");
    QVERIFY((*rights)->readable.covers(both));
    m_store = std::make_unique<V3KeyStore>(channel);
    m_index = std::make_unique<KeyIndex>();
    m_feed = std::make_unique<LiveFeed>(*m_store, *m_index);
    m_feed->start(both);
    QTRY_COMPARE_WITH_TIMEOUT(m_feed->state(), State::Live, 20'000);
}

ETCDSCOPE_ETCD_TEST_MAIN(TestAccessRights, QCoreApplication)
#include "tst_accessrights.moc"
