// SPDX-License-Identifier: Apache-2.0
#include "core/session/session.h"
#include "tests/unit/rpc/scriptedhttpserver.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace etcdscope;
using State = Session::State;

namespace {

QString refusingEndpoint()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort());
}

SessionSettings settings(const QStringList &endpoints)
{
    SessionSettings result;
    result.endpoints = std::move(EndpointSet::parse(endpoints)).value();
    result.transport = Transport::Gateway;
    return result;
}

/// A gateway that tells its status and is silent about all else.
void serveStatus(ScriptedHttpServer &server)
{
    server.onRequest = [&server](int request) {
        if (server.request(request).path.endsWith("/maintenance/status"))
            server.answerJson(request, R"({"header":{"revision":"5"},"version":"3.4.23"})");
    };
}

} // namespace

class TestSessionStates : public QObject
{
    Q_OBJECT

private slots:
    void refusedEndpointIsTriedAgain();
    void nextEndpointGetsItsTurn();
    void silentV2DoesNotKeepV3Waiting();
    void doubtfulV3IsGivenTime_data();
    void doubtfulV3IsGivenTime();
    void v2IsNotShownThePasswordBeforehand();
    void closeAndReopenOpenSession();
    void closeInASlotStaysClosed_data();
    void closeInASlotStaysClosed();
    void destructionInASlot_data();
    void destructionInASlot();
};

void TestSessionStates::refusedEndpointIsTriedAgain()
{
    Session session(settings({refusingEndpoint()}));
    int attempts = 0;
    connect(&session, &Session::stateChanged, this,
            [&] { attempts += session.state() == State::Connecting; });
    session.open();
    QCOMPARE(session.state(), State::Connecting);
    QTRY_COMPARE(session.state(), State::Retrying);
    QVERIFY(session.lastError());
    QVERIFY(!session.keySpace());
    QTRY_VERIFY(attempts >= 2);
    QTRY_COMPARE(session.state(), State::Retrying);
    session.refresh();
    QCOMPARE(session.state(), State::Connecting);
    session.close();
    QCOMPARE(session.state(), State::Closed);
    session.open();
    QTRY_COMPARE(session.state(), State::Retrying);
}

void TestSessionStates::nextEndpointGetsItsTurn()
{
    ScriptedHttpServer server;
    serveStatus(server);
    Session session(settings({refusingEndpoint(), server.url().toString()}));
    session.open();
    QTRY_COMPARE(session.state(), State::Retrying);
    QVERIFY(session.endpoint() != server.url()); // the error is the refusing one's
    QTRY_COMPARE(session.state(), State::Open);
    QCOMPARE(session.endpoint().port(), server.url().port());
}

void TestSessionStates::silentV2DoesNotKeepV3Waiting()
{
    ScriptedHttpServer server;
    serveStatus(server);
    Session session(settings({server.url().toString()}));
    session.open();
    QTRY_COMPARE(session.state(), State::Open);
    QVERIFY(session.isLookingForMore()); // nobody has said anything about v2 yet
    QCOMPARE(session.keySpaces().size(), 1U);
    session.close();
    QVERIFY(!session.isLookingForMore());
}

void TestSessionStates::doubtfulV3IsGivenTime_data()
{
    QTest::addColumn<int>("lost");
    QTest::addColumn<size_t>("spaces");
    // A connection that is lost is no sign that there is no v3; one that is always lost is no use.
    QTest::newRow("lost once") << 1 << size_t(2);
    QTest::newRow("lost always") << 100 << size_t(1);
}

void TestSessionStates::doubtfulV3IsGivenTime()
{
    QFETCH(int, lost);
    QFETCH(size_t, spaces);
    ScriptedHttpServer server;
    int asked = 0;
    server.onRequest = [&](int request) {
        const QByteArray path = server.request(request).path;
        if (path.endsWith("/maintenance/status") && asked++ < lost)
            server.close(request);
        else if (path.endsWith("/maintenance/status"))
            server.answerJson(request, R"({"header":{"revision":"5"},"version":"3.4.23"})");
        else if (path == "/v2/members")
            server.answerJson(request, R"({"members":[]})");
    };
    Session session(settings({server.url().toString()}));
    session.open();
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), State::Open, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(session.keySpaces().size(), spaces, 20'000);
    QCOMPARE(session.keySpaces().back()->store().api(), Api::V2);
    QVERIFY(asked >= std::min(lost, 3));
}

void TestSessionStates::v2IsNotShownThePasswordBeforehand()
{
    ScriptedHttpServer server;
    QByteArrayList heads;
    server.onRequest = [&](int request) {
        heads += server.request(request).head;
        server.answer(request, 404, "text/plain", "404 page not found\n");
    };
    SessionSettings asked = settings({server.url().toString()});
    asked.api = Profile::Api::V2;
    asked.login = {QStringLiteral("root"), QStringLiteral("secret")};
    Session session(asked);
    session.open();
    QTRY_COMPARE(session.state(), State::Retrying);
    QCOMPARE(session.lastError()->kind, ErrorKind::Unsupported);
    QVERIFY(!heads.isEmpty());
    for (const QByteArray &head : std::as_const(heads))
        QVERIFY2(!head.contains("authorization"), head);
}

void TestSessionStates::closeAndReopenOpenSession()
{
    ScriptedHttpServer server;
    serveStatus(server);
    Session session(settings({server.url().toString()}));
    QSignalSpy opened(&session, &Session::opened);
    session.open();
    QTRY_COMPARE(session.state(), State::Open);
    KeySpace *space = session.keySpace();
    QTRY_VERIFY(session.roundTrip());
    session.close();
    QCOMPARE(session.state(), State::Closed);
    QCOMPARE(space->feed().state(), LiveFeed::State::Idle);
    session.open();
    QCOMPARE(session.state(), State::Open);
    QCOMPARE(session.keySpace(), space);
    QCOMPARE(space->feed().state(), LiveFeed::State::Loading);
    QCOMPARE(opened.size(), 1);
}

void TestSessionStates::closeInASlotStaysClosed_data()
{
    QTest::addColumn<int>("state");
    QTest::newRow("connecting") << int(State::Connecting);
    QTest::newRow("open") << int(State::Open);
}

void TestSessionStates::closeInASlotStaysClosed()
{
    QFETCH(int, state);
    ScriptedHttpServer server;
    serveStatus(server);
    Session session(settings({server.url().toString()}));
    bool closed = false;
    connect(&session, &Session::stateChanged, this, [&] {
        if (session.state() == State(state)) {
            session.close();
            closed = true;
        }
    });
    session.open();
    QTRY_VERIFY(closed);
    QVERIFY(!QTest::qWaitFor([&] { return session.state() != State::Closed; }, 100));
}

void TestSessionStates::destructionInASlot_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<bool>("reachable");
    QTest::newRow("connecting") << int(State::Connecting) << true;
    QTest::newRow("open") << int(State::Open) << true;
    QTest::newRow("opened") << -1 << true;
    QTest::newRow("retrying") << int(State::Retrying) << false;
    QTest::newRow("closed") << int(State::Closed) << true;
}

void TestSessionStates::destructionInASlot()
{
    QFETCH(int, state);
    QFETCH(bool, reachable);
    ScriptedHttpServer server;
    serveStatus(server);
    auto session =
        std::make_unique<Session>(settings({reachable ? server.url().toString() : refusingEndpoint()}));
    if (state < 0)
        connect(session.get(), &Session::opened, this, [&] { session.reset(); });
    connect(session.get(), &Session::stateChanged, this, [&] {
        if (session && session->state() == State(state))
            session.reset();
    });
    session->open();
    if (State(state) == State::Closed)
        session->close();
    QTRY_VERIFY(!session);
}

QTEST_GUILESS_MAIN(TestSessionStates)
#include "tst_sessionstates.moc"
