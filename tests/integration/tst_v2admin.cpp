// SPDX-License-Identifier: Apache-2.0
//
// What the v2 API says and does beside keys, on a real etcd alone: members, statistics, users, roles.
#include "core/v2/authapi.h"
#include "core/v2/membersapi.h"
#include "core/v2/serverapi.h"
#include "core/v2/statsapi.h"
#include "tests/support/etcdserver.h"
#include "tests/unit/v2/v2testing.h"

#include <QCoreApplication>

using namespace etcdscope;

namespace {

const QString rootPassword = QStringLiteral("r\u00f6ot:pw;&");

} // namespace

class TestV2Admin : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void versionAndHealth();
    void membersOfOne();
    void refusedMembers();
    void statistics();
    void usersBeforeThereIsOne();
    void usersAndRoles();
    void authenticationOn();
    void apiSwitchedOff();

private:
    EtcdServer m_server{v2Options()};
    std::unique_ptr<V2Fixture> m_fixture;
    std::unique_ptr<v2::AuthApi> m_auth;
};

void TestV2Admin::initTestCase()
{
    if (!m_server.start())
        QSKIP("this etcd has no v2 API");
}

void TestV2Admin::init()
{
    m_fixture = std::make_unique<V2Fixture>(m_server.url());
    m_auth = std::make_unique<v2::AuthApi>(m_fixture->client);
}

void TestV2Admin::versionAndHealth()
{
    const v2::ServerApi api(m_fixture->client);
    const auto version = V2Fixture::wait(api.version());
    V2_VERIFY_OK(version);
    QVERIFY(version->isAtLeast(3, 0));
    QVERIFY(!version->isAtLeast(99, 0));
    QVERIFY(!version->cluster.isEmpty());
    const auto health = V2Fixture::wait(api.health(m_server.url()));
    V2_VERIFY_OK(health);
    QVERIFY(health->isHealthy);
}

void TestV2Admin::membersOfOne()
{
    const v2::MembersApi api(m_fixture->client);
    const auto members = V2Fixture::wait(api.list());
    V2_VERIFY_OK(members);
    QCOMPARE(members->size(), size_t(1));
    const v2::Member &member = members->front();
    QVERIFY(!member.id.isEmpty());
    QCOMPARE(member.name, QStringLiteral("test"));
    QCOMPARE(member.clientUrls, QStringList(m_server.url().toString()));
    QCOMPARE(member.peerUrls, QStringList(QStringLiteral("http://127.0.0.1:%1").arg(m_server.peerPort())));
    QCOMPARE(V2Fixture::wait(api.leader())->id, member.id);
    QCOMPARE(*V2Fixture::wait(api.machines()), member.clientUrls);
    // To the same place as before.
    V2_VERIFY_OK(V2Fixture::wait(api.change(member.id, member.peerUrls)));
}

void TestV2Admin::refusedMembers()
{
    const v2::MembersApi api(m_fixture->client);
    const auto members = V2Fixture::wait(api.list());
    const auto exists = V2Fixture::wait(api.add(members->front().peerUrls));
    QVERIFY(!exists.ok());
    QCOMPARE(exists.error().kind, ErrorKind::AlreadyExists);
    QVERIFY(!exists.error().serverMessage.isEmpty());
    QCOMPARE(V2Fixture::wait(api.add({QStringLiteral("nonsense")})).error().kind, ErrorKind::Local);
    QCOMPARE(V2Fixture::wait(api.add({})).error().kind, ErrorKind::Local);
    QCOMPARE(V2Fixture::wait(api.remove("123")).error().kind, ErrorKind::NotFound);
    QCOMPARE(V2Fixture::wait(api.remove("xyz")).error().kind, ErrorKind::NotFound);
    QCOMPARE(V2Fixture::wait(api.change("123", {QStringLiteral("http://127.0.0.1:1")})).error().kind,
             ErrorKind::NotFound);
    QCOMPARE(V2Fixture::wait(api.list())->size(), size_t(1));
}

void TestV2Admin::statistics()
{
    const v2::StatsApi api(m_fixture->client);
    const auto before = V2Fixture::wait(api.store());
    V2_VERIFY_OK(before);
    V2_VERIFY_OK(V2Fixture::wait(m_fixture->keys->set("/s", {.value = "v"})));
    V2_VERIFY_OK(V2Fixture::wait(m_fixture->keys->set("/s", {.value = "v", .previousValue = "v"})));
    QVERIFY(!V2Fixture::wait(m_fixture->keys->get("/none")).ok());
    const auto poll = m_fixture->keys->poll("/s", {});
    bool isOpen = false;
    connect(poll.get(), &v2::Poll::opened, this, [&] { isOpen = true; });
    QTRY_VERIFY(isOpen);
    const auto after = V2Fixture::wait(api.store(m_server.url()));
    QCOMPARE(after->sets.succeeded, before->sets.succeeded + 1);
    QCOMPARE(after->swaps.succeeded, before->swaps.succeeded + 1);
    QVERIFY(after->gets.failed > before->gets.failed);
    QCOMPARE(after->watchers, before->watchers + 1);

    const auto self = V2Fixture::wait(api.self());
    V2_VERIFY_OK(self);
    QCOMPARE(self->name, QStringLiteral("test"));
    QVERIFY(self->saysLeader);
    QCOMPARE(self->leaderId, self->id);
    QVERIFY(self->startTime.isValid() && self->startTime <= QDateTime::currentDateTimeUtc().addSecs(60));
    const auto leader = V2Fixture::wait(api.leader());
    V2_VERIFY_OK(leader);
    QCOMPARE(leader->id, self->id);
    QVERIFY(leader->followers.empty());
}

void TestV2Admin::usersBeforeThereIsOne()
{
    QCOMPARE(*V2Fixture::wait(m_auth->isEnabled()), false);
    const auto none = V2Fixture::wait(m_auth->users()); // null on the wire
    V2_VERIFY_OK(none);
    QVERIFY(none->empty());
    const auto noRoot = V2Fixture::wait(m_auth->setEnabled(true));
    QCOMPARE(noRoot.error().kind, ErrorKind::Conflict);
    QVERIFY(noRoot.error().serverMessage.contains(QLatin1String("root")));
    QCOMPARE(V2Fixture::wait(m_auth->setEnabled(false)).error().kind, ErrorKind::Conflict);
    const auto roles = V2Fixture::wait(m_auth->roles());
    V2_VERIFY_OK(roles);
    QVERIFY(std::ranges::find(*roles, QStringLiteral("root"), &v2::Role::name) != roles->end());
    QCOMPARE(V2Fixture::wait(m_auth->user(QStringLiteral("nobody"))).error().kind, ErrorKind::NotFound);
    QCOMPARE(V2Fixture::wait(m_auth->role(QStringLiteral("none"))).error().kind, ErrorKind::NotFound);
}

void TestV2Admin::usersAndRoles()
{
    const QString name = QStringLiteral("j\u00fcrgen a;b");
    const QString role = QStringLiteral("app role");
    V2_VERIFY_OK(V2Fixture::wait(m_auth->createRole(
        role, {.read = {QStringLiteral("/app/*")}, .write = {QStringLiteral("/app/own")}})));
    QCOMPARE(V2Fixture::wait(m_auth->createRole(role)).error().kind, ErrorKind::AlreadyExists);
    V2_VERIFY_OK(V2Fixture::wait(m_auth->grant(role, {.read = {}, .write = {QStringLiteral("/app/more")}})));
    V2_VERIFY_OK(V2Fixture::wait(m_auth->revoke(role, {.read = {}, .write = {QStringLiteral("/app/own")}})));
    const auto read = V2Fixture::wait(m_auth->role(role));
    V2_VERIFY_OK(read);
    QCOMPARE(read->permissions,
             (v2::Permissions{.read = {QStringLiteral("/app/*")}, .write = {QStringLiteral("/app/more")}}));

    V2_VERIFY_OK(V2Fixture::wait(m_auth->createUser(name, QStringLiteral("pw"), {role})));
    QCOMPARE(V2Fixture::wait(m_auth->createUser(name, QStringLiteral("stolen"))).error().kind,
             ErrorKind::AlreadyExists);
    QCOMPARE(V2Fixture::wait(m_auth->grantRoles(name, {role})).error().kind, ErrorKind::Conflict);
    V2_VERIFY_OK(V2Fixture::wait(m_auth->revokeRoles(name, {role})));
    QCOMPARE(V2Fixture::wait(m_auth->revokeRoles(name, {role})).error().kind, ErrorKind::Conflict);
    V2_VERIFY_OK(V2Fixture::wait(m_auth->grantRoles(name, {role})));
    const auto user = V2Fixture::wait(m_auth->user(name));
    V2_VERIFY_OK(user);
    QCOMPARE(user->name, name);
    QCOMPARE(user->roles, QStringList(role));
    const auto users = V2Fixture::wait(m_auth->users());
    QCOMPARE(users->size(), size_t(1));
    QCOMPARE(users->front().roles, QStringList(role));
    V2_VERIFY_OK(V2Fixture::wait(m_auth->removeUser(name)));
    QCOMPARE(V2Fixture::wait(m_auth->removeUser(name)).error().kind, ErrorKind::NotFound);
    V2_VERIFY_OK(V2Fixture::wait(m_auth->removeRole(role)));
}

void TestV2Admin::authenticationOn()
{
    const QString root = QStringLiteral("root");
    const QString reader = QStringLiteral("reader");
    V2_VERIFY_OK(V2Fixture::wait(m_fixture->keys->set("/app/a", {.value = "v"})));
    V2_VERIFY_OK(V2Fixture::wait(m_fixture->keys->set("/other", {.value = "v"})));
    V2_VERIFY_OK(V2Fixture::wait(m_auth->createUser(root, rootPassword)));
    V2_VERIFY_OK(
        V2Fixture::wait(m_auth->createRole(reader, {.read = {QStringLiteral("/app/*")}, .write = {}})));
    V2_VERIFY_OK(V2Fixture::wait(m_auth->createUser(reader, QStringLiteral("pw"), {reader})));
    V2_VERIFY_OK(V2Fixture::wait(m_auth->setEnabled(true)));
    QCOMPARE(*V2Fixture::wait(m_auth->isEnabled()), true);
    const auto everything = v2::Permissions{.read = {QStringLiteral("/*")}, .write = {QStringLiteral("/*")}};

    // Nobody: as the guest, whose rights are taken away; but members and statistics are for all.
    QCOMPARE(V2Fixture::wait(m_auth->users()).error().kind, ErrorKind::Unauthenticated);
    QCOMPARE(V2Fixture::wait(m_auth->setEnabled(false)).error().kind, ErrorKind::Unauthenticated);
    m_fixture->client->setCredentials(root, rootPassword);
    V2_VERIFY_OK(V2Fixture::wait(m_auth->revoke(QStringLiteral("guest"), everything)));
    m_fixture->client->setCredentials({}, {});
    const auto guest = V2Fixture::wait(m_fixture->keys->get("/app/a"));
    QCOMPARE(guest.error().kind, ErrorKind::Unauthenticated);
    QCOMPARE(guest.error().v2Code, 110);
    QCOMPARE(guest.error().httpStatus, 401);
    const v2::MembersApi members(m_fixture->client);
    V2_VERIFY_OK(V2Fixture::wait(members.list()));
    QCOMPARE(V2Fixture::wait(members.remove("1")).error().kind, ErrorKind::Unauthenticated);

    // A wrong password.
    m_fixture->client->setCredentials(reader, QStringLiteral("wrong"));
    QCOMPARE(V2Fixture::wait(m_fixture->keys->get("/app/a")).error().kind, ErrorKind::Unauthenticated);

    // A user with a right to one directory, which is asked for by its slash.
    m_fixture->client->setCredentials(reader, QStringLiteral("pw"));
    QVERIFY(!V2Fixture::wait(m_fixture->keys->get("/app", {.recursive = true})).ok());
    const auto list = V2Fixture::wait(m_fixture->keys->get("/app/", {.recursive = true}));
    V2_VERIFY_OK(list);
    QCOMPARE(list->node.nodes.size(), size_t(1));
    // Let in once, what is refused is a matter of rights.
    const auto other = V2Fixture::wait(m_fixture->keys->get("/other"));
    QCOMPARE(other.error().kind, ErrorKind::PermissionDenied);
    QCOMPARE(V2Fixture::wait(m_fixture->keys->set("/app/a", {.value = "w"})).error().kind,
             ErrorKind::PermissionDenied);

    m_fixture->client->setCredentials(root, rootPassword);
    QCOMPARE(*V2Fixture::wait(m_fixture->keys->get("/app/a"))->node.value, QByteArray("v"));
    V2_VERIFY_OK(V2Fixture::wait(m_auth->setPassword(reader, QStringLiteral("new;pw"))));
    QCOMPARE(V2Fixture::wait(m_auth->removeUser(root)).error().kind, ErrorKind::PermissionDenied);
    m_fixture->client->setCredentials(reader, QStringLiteral("new;pw"));
    V2_VERIFY_OK(V2Fixture::wait(m_fixture->keys->get("/app/a")));
    m_fixture->client->setCredentials(root, rootPassword);
    V2_VERIFY_OK(V2Fixture::wait(m_auth->setEnabled(false)));
    QCOMPARE(*V2Fixture::wait(m_auth->isEnabled()), false);
}

void TestV2Admin::apiSwitchedOff()
{
    EtcdServer server;
    QVERIFY(server.start());
    V2Fixture fixture(server.url());
    const auto answer = V2Fixture::wait(fixture.keys->get("/"));
    QCOMPARE(answer.error().kind, ErrorKind::Unsupported);
    QCOMPARE(answer.error().httpStatus, 404);
    V2_VERIFY_OK(V2Fixture::wait(v2::ServerApi(fixture.client).version()));
}

ETCDSCOPE_ETCD_TEST_MAIN(TestV2Admin, QCoreApplication)
#include "tst_v2admin.moc"
