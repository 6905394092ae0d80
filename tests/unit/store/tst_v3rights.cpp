// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/methods.h"
#include "core/store/v3rights.h"
#include "tests/support/fakechannel.h"

#include <QTest>

using namespace etcdscope;

class TestV3Rights : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void rolesAreUnited();
    void rootMayDoEverything();
    void removedRolePermitsNothing();
    void errorsEndIt_data();
    void errorsEndIt();
    void cancelStopsAsking();

private:
    void expectUser(std::initializer_list<const char *> roles)
    {
        etcdserverpb::AuthUserGetResponse user;
        for (const char *role : roles)
            user.add_roles(role);
        m_channel->expectReply(methods::userGet, user);
    }
    static etcdserverpb::AuthRoleGetResponse role(authpb::Permission::Type type, const std::string &key,
                                                  const std::string &end)
    {
        etcdserverpb::AuthRoleGetResponse reply;
        authpb::Permission *const permission = reply.add_perm();
        permission->set_permtype(type);
        permission->set_key(key);
        permission->set_range_end(end);
        return reply;
    }
    Result<AccessRights> ask()
    {
        std::optional<Result<AccessRights>> answer;
        auto call = askV3Rights(m_channel, "ann");
        call.then(this, [&](Result<AccessRights> result) { answer = std::move(result); });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }))
            return Error::local(QStringLiteral("no answer"));
        return *answer;
    }

    std::shared_ptr<FakeChannel> m_channel;
};

void TestV3Rights::init()
{
    m_channel = std::make_shared<FakeChannel>();
}

void TestV3Rights::rolesAreUnited()
{
    expectUser({"one", "two", "three"});
    m_channel->expectReply(methods::roleGet, role(authpb::Permission::READ, "/a/", "/a0"));
    m_channel->expectReply(methods::roleGet, role(authpb::Permission::WRITE, "/a/", "/a0"));
    m_channel->expectReply(methods::roleGet, role(authpb::Permission::READWRITE, "/k", ""));
    const auto rights = ask();
    QVERIFY(rights.ok());
    QCOMPARE(m_channel->calls().first()->request<etcdserverpb::AuthUserGetRequest>().name(), "ann");
    const KeyRanges both(std::vector{KeyRange::prefix("/a/"), KeyRange::single("/k")});
    QCOMPARE(rights->readable, both);
    QCOMPARE(rights->writable, both);
    QVERIFY(!rights->everything);
}

void TestV3Rights::rootMayDoEverything()
{
    expectUser({"one", "root"});
    const auto rights = ask();
    QVERIFY(rights.ok() && rights->everything);
    QCOMPARE(m_channel->calls().size(), 1); // its permissions say nothing
}

void TestV3Rights::removedRolePermitsNothing()
{
    expectUser({"gone", "all"});
    m_channel->expectError(methods::roleGet, Error{.kind = ErrorKind::NotFound});
    const std::string zero(1, '\0');
    m_channel->expectReply(methods::roleGet, role(authpb::Permission::READ, zero, zero));
    const auto rights = ask();
    QVERIFY(rights.ok());
    QCOMPARE(rights->readable, KeyRanges(KeyRange::all()));
    QVERIFY(rights->writable.isEmpty());
}

void TestV3Rights::errorsEndIt_data()
{
    QTest::addColumn<bool>("atRole");
    QTest::newRow("user") << false;
    QTest::newRow("role") << true;
}

void TestV3Rights::errorsEndIt()
{
    QFETCH(bool, atRole);
    if (atRole) {
        expectUser({"one", "two"});
        m_channel->expectError(methods::roleGet, Error{.kind = ErrorKind::PermissionDenied});
        m_channel->expect(methods::roleGet);
    } else {
        m_channel->expectError(methods::userGet, Error{.kind = ErrorKind::PermissionDenied});
    }
    const auto rights = ask();
    QVERIFY(!rights.ok());
    QCOMPARE(rights.error().kind, ErrorKind::PermissionDenied);
    for (const FakeCall *call : m_channel->calls())
        QVERIFY(call->isEnded() || call->isCancelled());
}

void TestV3Rights::cancelStopsAsking()
{
    m_channel->expect(methods::userGet);
    auto call = askV3Rights(m_channel, "ann");
    call.then(this, [](const Result<AccessRights> &) { QFAIL("it was cancelled"); });
    QTRY_COMPARE(m_channel->calls().size(), 1);
    call.cancel();
    QTRY_VERIFY(m_channel->lastCall()->isCancelled());
}

QTEST_GUILESS_MAIN(TestV3Rights)
#include "tst_v3rights.moc"
