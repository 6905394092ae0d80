// SPDX-License-Identifier: Apache-2.0
//
// Sessions of users on a real etcd: tokens that end after seconds, roles, passwords that change.
#include "tests/integration/sessionfixture.h"

#include <QCoreApplication>

using namespace etcdscope;

namespace {

const QStringList shortTokens = {QStringLiteral("--auth-token-ttl=1")};

} // namespace

class TestAuthentication : public QObject
{
    Q_OBJECT

private slots:
    void tokenEndsUnderAnOpenWatch();
    void rightsOnOnePrefix();
    void wrongPasswordIsSentOnce();
    void whoGaveNoUserIsAskedOnce();
    void passwordChanges();
    void nothingOfThePasswordIsLogged();
};

void TestAuthentication::tokenEndsUnderAnOpenWatch()
{
    EtcdServer server({.arguments = shortTokens});
    QVERIFY(server.start());
    QVERIFY(Accounts(server).enable());
    SessionSettings settings = settingsFor({server.url()});
    settings.login = {QStringLiteral("root"), QStringLiteral("rootpw")};
    Session session(settings);
    int logins = 0;
    connect(&session.network(), &NetworkAccess::operationStarted, this, [&](const Operation &operation) {
        logins += operation.method == "etcdserverpb.Auth/Authenticate";
    });
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 20'000);
    QCOMPARE(logins, 1);
    QSignalSpy states(&session.keySpace()->feed(), &LiveFeed::stateChanged);

    // Reads, until one of them has needed another token; the watch stands all the while.
    QObject context;
    std::optional<Result<ReadResult>> read;
    Call<ReadResult> call;
    int failures = 0;
    QTimer reader;
    connect(&reader, &QTimer::timeout, &context, [&] {
        if (call.isActive())
            return;
        call = session.keySpace()->store().get("/k");
        call.then(&context, [&](const Result<ReadResult> &result) { failures += !result; });
    });
    reader.start(2'500); // longer than a token lives
    QTRY_VERIFY_WITH_TIMEOUT(logins >= 2, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(!call.isActive(), 10'000);
    reader.stop();
    QCOMPARE(failures, 0);
    QVERIFY(isLive(session));
    QCOMPARE(states.size(), 0);

    // A new watch is refused in another way; and what the old one brings is still counted once.
    const qint64 before = session.keySpace()->feed().changesSeen();
    QVERIFY(Accounts(server).run({"put", "/k", "v"}, true));
    QTRY_COMPARE_WITH_TIMEOUT(session.keySpace()->feed().changesSeen(), before + 1, 10'000);
    // A heartbeat needs no token and does not prolong one: between two of them it has ended.
    QSignalSpy heartbeats(&session, &Session::statusChanged);
    QTRY_VERIFY_WITH_TIMEOUT(heartbeats.size() >= 2, 20'000);
    const int loginsBefore = logins;
    session.keySpace()->feed().reconnect();
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session) && logins > loginsBefore, 20'000);
    QVERIFY(!session.keySpace()->feed().lastError());
    QVERIFY(Accounts(server).run({"put", "/k", "w"}, true));
    QTRY_COMPARE_WITH_TIMEOUT(session.keySpace()->feed().changesSeen(), before + 2, 10'000);
}

void TestAuthentication::rightsOnOnePrefix()
{
    EtcdServer server;
    QVERIFY(server.start());
    Accounts accounts(server);
    QVERIFY(accounts.run({"put", "/app/a", "1"}) && accounts.run({"put", "/other/b", "2"}));
    QVERIFY(accounts.addRole("app", "/app/"));
    QVERIFY(accounts.add("app", "opensesame", "app"));
    QVERIFY(accounts.enable());
    SessionSettings settings = settingsFor({server.url()});
    settings.login = {QStringLiteral("app"), QStringLiteral("opensesame")};
    settings.prefixes = {"/app/"};
    Session session(settings);
    QList<Operation> refused;
    connect(&session.network(), &NetworkAccess::operationFinished, this, [&](const Operation &operation) {
        // That there is no v2 API is no refusal.
        if (operation.error && operation.error->kind != ErrorKind::Unsupported)
            refused << operation;
    });
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 20'000);
    QCOMPARE(session.keySpace()->index().keyCount(), 1);
    QVERIFY(refused.isEmpty()); // nothing that needs root is part of connecting
    QVERIFY(accounts.run({"put", "/app/c", "3"}, true));
    QTRY_COMPARE_WITH_TIMEOUT(session.keySpace()->index().keyCount(), 2, 10'000);
}

void TestAuthentication::wrongPasswordIsSentOnce()
{
    EtcdServer server;
    QVERIFY(server.start());
    QVERIFY(Accounts(server).enable());
    SessionSettings settings = settingsFor({server.url()});
    settings.login = {QStringLiteral("root"), QStringLiteral("guessed")};
    Session session(settings);
    QSignalSpy refused(&session, &Session::loginRefused);
    int logins = 0;
    connect(&session.network(), &NetworkAccess::operationStarted, this, [&](const Operation &operation) {
        logins += operation.method == "etcdserverpb.Auth/Authenticate";
    });
    session.open();
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, 20'000);
    QTRY_COMPARE(session.keySpace()->feed().state(), LiveFeed::State::Failed);
    QCOMPARE(session.keySpace()->feed().lastError()->kind, ErrorKind::Unauthenticated);
    int heartbeats = 0;
    connect(&session, &Session::statusChanged, this, [&heartbeats] { ++heartbeats; });
    QTRY_VERIFY_WITH_TIMEOUT(heartbeats > 0, 20'000);
    QCOMPARE(logins, 1);

    session.setLogin({QStringLiteral("root"), QStringLiteral("rootpw")});
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 20'000);
    QCOMPARE(logins, 2);
}

void TestAuthentication::whoGaveNoUserIsAskedOnce()
{
    EtcdServer server;
    QVERIFY(server.start());
    Accounts accounts(server);
    QVERIFY(accounts.addRole("app", "/app/"));
    QVERIFY(accounts.add("app", "opensesame", "app"));
    QVERIFY(accounts.enable());
    QVERIFY(accounts.run({"put", "/app/a", "1"}, true));
    Session session(settingsFor({server.url()}));
    QSignalSpy refused(&session, &Session::loginRefused);
    session.open();
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, 20'000);
    QCOMPARE(session.state(), Session::State::Open);
    int heartbeats = 0;
    connect(&session, &Session::statusChanged, this, [&heartbeats] { ++heartbeats; });
    QTRY_VERIFY_WITH_TIMEOUT(heartbeats > 0, 20'000);
    QCOMPARE(refused.size(), 1);
    session.setLogin({QStringLiteral("app"), QStringLiteral("opensesame")});
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(session.rights() && !session.rights()->everything, 20'000); // those of this user
    QCOMPARE(session.keySpace()->index().keyCount(), 1);
    QCOMPARE(refused.size(), 1);
}

void TestAuthentication::passwordChanges()
{
    EtcdServer server;
    QVERIFY(server.start());
    Accounts accounts(server);
    QVERIFY(accounts.addRole("app", "/app/"));
    QVERIFY(accounts.add("app", "opensesame", "app"));
    QVERIFY(accounts.enable());
    SessionSettings settings = settingsFor({server.url()});
    settings.login = {QStringLiteral("app"), QStringLiteral("opensesame")};
    settings.prefixes = {"/app/"};
    Session session(settings);
    QSignalSpy refused(&session, &Session::loginRefused);
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 20'000);
    bool ok = false;
    (void)server.etcdctl({"--user=root:rootpw", "user", "passwd", "app", "--interactive=false"}, "changed\n",
                         &ok);
    QVERIFY(ok);
    session.refresh();
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, 20'000);
    session.setLogin({QStringLiteral("app"), QStringLiteral("changed")});
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 20'000);
}

void TestAuthentication::nothingOfThePasswordIsLogged()
{
    EtcdServer server;
    QVERIFY(server.start());
    QVERIFY(Accounts(server).enable());
    SessionSettings settings = settingsFor({server.url()});
    settings.login = {QStringLiteral("root"), QStringLiteral("hunter2hunter2")};
    Session session(settings);
    QStringList texts;
    connect(&session.network(), &NetworkAccess::operationFinished, this, [&](const Operation &operation) {
        texts << QString::fromUtf8(operation.method + ' ' + operation.key + ' ' + operation.endpoint);
        if (operation.error)
            texts << operation.error->toString() << operation.error->detail;
    });
    QSignalSpy refused(&session, &Session::loginRefused);
    session.open();
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, 20'000);
    QTRY_VERIFY(!texts.filter(QStringLiteral("Authenticate")).isEmpty());
    QVERIFY(texts.filter(QStringLiteral("hunter2")).isEmpty());
}

ETCDSCOPE_ETCD_TEST_MAIN(TestAuthentication, QCoreApplication)
#include "tst_authentication.moc"
