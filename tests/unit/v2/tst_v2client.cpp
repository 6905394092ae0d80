// SPDX-License-Identifier: Apache-2.0
//
// What a real etcd will not do: redirects, a path before everything, answers that break off.
#include "core/net/callpolicy.h"
#include "core/v2/authapi.h"
#include "tests/unit/rpc/scriptedhttpserver.h"
#include "tests/unit/v2/v2testing.h"

#include <QSignalSpy>

using namespace etcdscope;
using v2::Client;

namespace {

const QByteArray answerOfGet =
    R"({"action":"get","node":{"key":"/a","value":"v","modifiedIndex":7,"createdIndex":5}})"
    "\n";

/// Answers every request in the same way.
void always(ScriptedHttpServer &server, int status, const QByteArray &body)
{
    server.onRequest = [&server, status, body](int request) { server.answerJson(request, body, status); };
}

void redirectTo(ScriptedHttpServer &server, const QByteArray &location, int status = 307)
{
    server.onRequest = [&server, location, status](int request) {
        server.write(request, "HTTP/1.1 " + QByteArray::number(status) + " Go\r\nLocation: " + location +
                                  "\r\nContent-Length: 0\r\n\r\n");
    };
}

/// As a read-only session does.
class ReadsOnly final : public CallPolicy
{
public:
    [[nodiscard]] std::optional<QString> refusal(const CallInfo &call) const override
    {
        if (!call.mutates && call.method.startsWith("v2 GET "))
            return std::nullopt;
        return QStringLiteral("read-only");
    }
};

QByteArray basic(const QByteArray &plain)
{
    return ("authorization: basic " + plain.toBase64()).toLower();
}

} // namespace

class TestV2Client : public QObject
{
    Q_OBJECT

private slots:
    void requestOnTheWire();
    void pathsBeforeTheApi();
    void credentialsWithEveryRequest();
    void nothingOfThePasswordIsSaid();
    void proxyThatAsksForAPassword();
    void writeIsSentOnce_data();
    void writeIsSentOnce();
    void readIsTakenElsewhere_data();
    void readIsTakenElsewhere();
    void writeGoesElsewhereOnlyUnsent();
    void silentServerEndsWithTheDeadline();
    void silentFirstEndpointIsLeftByReads();
    void deadServers();
    void cutAnswer_data();
    void cutAnswer();
    void readBeforeAWriteLeavesNoDoubt();
    void endlessError();
    void redirectKeepsMethodAndBody_data();
    void redirectKeepsMethodAndBody();
    void redirectsByRule();
    void credentialsStayAtHome();
    void redirectsWithoutEnd();
    void cleaningIsNotFollowed();
    void clusterIdIsRemembered();
    void policyRefusesWrites();
    void oneEndpointAlone();
    void pollOpensAndFinishes();
    void pollEndsWithoutEvent_data();
    void pollEndsWithoutEvent();
    void pollEndsWithItsTime();
    void pollIsCancelled();
    void pollsBeyondTheConnectionsOfQt();
    void refusedKeyPolls();
    void cancelDropsTheRequest();
    void clientGoesFirst();
    void logHoldsNoValues();
};

void TestV2Client::requestOnTheWire()
{
    ScriptedHttpServer server;
    always(server, 200,
           R"({"action":"set"})"
           "\n");
    V2Fixture fixture(server.url());
    V2_VERIFY_OK(V2Fixture::wait(fixture.keys->set("/a b/\xc3\xa9", {.value = "x;y"})));
    const auto &request = server.request(0);
    QVERIFY(request.head.startsWith("put "));
    QCOMPARE(request.path, QByteArray("/v2/keys/a%20b/%C3%A9"));
    QCOMPARE(request.body, QByteArray("value=x%3By"));
    QVERIFY(request.head.contains("content-type: application/x-www-form-urlencoded"));
    QVERIFY(!request.head.contains("authorization"));
    V2_VERIFY_OK(V2Fixture::wait(fixture.keys->createInOrder("/q", "v", 5)));
    QVERIFY(server.request(1).head.startsWith("post /v2/keys/q "));
    QCOMPARE(server.request(1).body, QByteArray("value=v&ttl=5"));
    V2_VERIFY_OK(V2Fixture::wait(fixture.keys->remove("/a", {.previousIndex = 3})));
    QVERIFY(server.request(2).head.startsWith("delete /v2/keys/a?previndex=3 "));
    V2_VERIFY_OK(V2Fixture::wait(fixture.keys->get("/")));
    QCOMPARE(server.request(3).path, QByteArray("/v2/keys/?quorum=true"));
}

void TestV2Client::pathsBeforeTheApi()
{
    ScriptedHttpServer server;
    always(server, 200, answerOfGet);
    V2Fixture fixture(server.url());
    fixture.client->setBasePath("/etcd");
    V2_VERIFY_OK(V2Fixture::wait(fixture.keys->get("/a")));
    fixture.client->setVersionPrefix("/api/v2");
    V2_VERIFY_OK(V2Fixture::wait(fixture.keys->get("/a")));
    V2_VERIFY_OK(V2Fixture::wait(fixture.client->send({.path = "/version", .isBelowVersion = false})));
    fixture.client->setBasePath({});
    fixture.client->setVersionPrefix({});
    V2_VERIFY_OK(V2Fixture::wait(fixture.keys->get("/a")));
    QCOMPARE(server.request(0).path, QByteArray("/etcd/v2/keys/a?quorum=true"));
    QCOMPARE(server.request(1).path, QByteArray("/etcd/api/v2/keys/a?quorum=true"));
    QCOMPARE(server.request(2).path, QByteArray("/etcd/version"));
    QCOMPARE(server.request(3).path, QByteArray("/keys/a?quorum=true"));
}

void TestV2Client::credentialsWithEveryRequest()
{
    ScriptedHttpServer server;
    always(server, 200, answerOfGet);
    V2Fixture fixture(server.url());
    fixture.client->setCredentials(QStringLiteral("u\u00e9"), QStringLiteral("p:w \u00fc"));
    V2_VERIFY_OK(V2Fixture::wait(fixture.keys->get("/a")));
    V2_VERIFY_OK(V2Fixture::wait(fixture.keys->set("/a", {.value = "v"})));
    V2_VERIFY_OK(V2Fixture::wait(fixture.keys->remove("/a")));
    const auto poll = fixture.keys->poll("/a", {});
    QTRY_COMPARE(server.requestCount(), 4);
    for (int i = 0; i < 4; ++i)
        QVERIFY(server.request(i).head.contains(basic("u\xc3\xa9:p:w \xc3\xbc")));
    fixture.client->setCredentials({}, {});
    V2_VERIFY_OK(V2Fixture::wait(fixture.keys->get("/a")));
    QVERIFY(!server.request(4).head.contains("authorization"));
}

void TestV2Client::nothingOfThePasswordIsSaid()
{
    ScriptedHttpServer server;
    always(server, 401, R"({"errorCode":110,"message":"The request requires user authentication"})");
    V2Fixture fixture(server.url());
    QList<Operation> log;
    connect(&fixture.network, &NetworkAccess::operationFinished, this,
            [&](const Operation &operation) { log.append(operation); });
    fixture.client->setCredentials(QStringLiteral("root"), QStringLiteral("gEheim1"));
    const auto answer = V2Fixture::wait(fixture.keys->get("/a"));
    QVERIFY(!answer.ok());
    QTRY_COMPARE(log.size(), 1);
    const QByteArray coded = QByteArray("root:gEheim1").toBase64();
    for (const Error &error : {answer.error(), *log[0].error}) {
        for (const QString &text : {error.detail, error.serverMessage, error.toString()}) {
            QVERIFY(!text.contains(QLatin1String("gEheim1")));
            QVERIFY(!text.contains(QLatin1String(coded)));
        }
    }
    QCOMPARE(log[0].method, QByteArray("v2 GET /v2/keys"));
    QCOMPARE(log[0].key, QByteArray("/a"));
    // Not one of the two is claimed.
    QCOMPARE(answer.error().kind, ErrorKind::Unauthenticated);
    QVERIFY(answer.error().detail.contains(QLatin1String("no right")));
}

void TestV2Client::proxyThatAsksForAPassword()
{
    ScriptedHttpServer server;
    server.onRequest = [&](int request) {
        server.write(request, "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                              "Content-Length: 7\r\n\r\ngo away");
    };
    V2Fixture fixture(server.url());
    fixture.client->setCredentials(QStringLiteral("u"), QStringLiteral("p"));
    for (const bool writes : {false, true}) {
        const int before = server.requestCount();
        const auto answer =
            V2Fixture::wait(writes ? fixture.keys->set("/a", {.value = "v"}) : fixture.keys->get("/a"));
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().kind, ErrorKind::Unauthenticated);
        QCOMPARE(answer.error().fate, RequestFate::Answered);
        QCOMPARE(server.requestCount(), before + 1);
    }
}

void TestV2Client::writeIsSentOnce_data()
{
    QTest::addColumn<int>("verb");
    QTest::newRow("PUT") << 0;
    QTest::newRow("POST") << 1;
    QTest::newRow("DELETE") << 2;
}

void TestV2Client::writeIsSentOnce()
{
    QFETCH(int, verb);
    ScriptedHttpServer first;
    ScriptedHttpServer second;
    first.onRequest = [&](int request) { first.close(request); };
    always(second, 200, answerOfGet);
    V2Fixture fixture({first.url(), second.url()});
    QSignalSpy moved(fixture.client.get(), &Client::endpointChanged);
    auto call = verb == 0   ? fixture.keys->set("/a", {.value = "v"})
                : verb == 1 ? fixture.keys->createInOrder("/a", "v")
                            : fixture.keys->remove("/a");
    const auto answer = V2Fixture::wait(std::move(call));
    QVERIFY(!answer.ok());
    QCOMPARE(answer.error().kind, ErrorKind::Network);
    QCOMPARE(answer.error().fate, RequestFate::MaybeSent);
    QCOMPARE(first.requestCount(), 1);
    QCOMPARE(second.requestCount(), 0);
    // The next call goes elsewhere.
    QCOMPARE(moved.size(), 1);
    QCOMPARE(fixture.client->endpoint(), second.url());
}

void TestV2Client::readIsTakenElsewhere_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("closed") << 0 << QByteArray();
    QTest::newRow("proxy") << 502 << QByteArray("<html>");
    QTest::newRow("no leader")
        << 500 << QByteArray(R"({"errorCode":300,"message":"Raft Internal Error","cause":"timed out"})");
    QTest::newRow("election") << 500 << QByteArray(R"({"errorCode":301,"message":"During Leader Election"})");
    QTest::newRow("foreign") << 200 << QByteArray("cut");
}

void TestV2Client::readIsTakenElsewhere()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    ScriptedHttpServer first;
    ScriptedHttpServer second;
    first.onRequest = [&](int request) {
        if (status == 0)
            first.close(request);
        else if (status == 200)
            first.write(request, "HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\ncut"), first.close(request);
        else
            first.answer(request, status, "application/json", body);
    };
    always(second, 200, answerOfGet);
    V2Fixture fixture({first.url(), second.url()});
    const auto answer = V2Fixture::wait(fixture.keys->get("/a"));
    V2_VERIFY_OK(answer);
    QCOMPARE(*answer->node.value, QByteArray("v"));
    QCOMPARE(second.requestCount(), 1);
    QCOMPARE(fixture.client->endpoint(), second.url());
    // Not so what etcd itself says about the key.
    always(second, 404, R"({"errorCode":100,"message":"Key not found","cause":"/b"})");
    const int before = first.requestCount();
    const auto missing = V2Fixture::wait(fixture.keys->get("/b"));
    QCOMPARE(missing.error().v2Code, 100);
    QCOMPARE(first.requestCount(), before);
}

void TestV2Client::writeGoesElsewhereOnlyUnsent()
{
    ScriptedHttpServer second;
    always(second, 200,
           R"({"action":"set"})"
           "\n");
    ScriptedHttpServer third;
    V2Fixture fixture({deadUrl(), deadUrl(), second.url(), third.url()});
    V2_VERIFY_OK(V2Fixture::wait(fixture.keys->set("/a", {.value = "v"})));
    QCOMPARE(second.requestCount(), 1);
    // A server that does not know leaves the outcome open.
    always(second, 500, R"({"errorCode":300,"message":"Raft Internal Error","cause":"request timed out"})");
    const auto unknown = V2Fixture::wait(fixture.keys->set("/a", {.value = "v"}));
    QVERIFY(!unknown.ok());
    QCOMPARE(unknown.error().kind, ErrorKind::Unavailable);
    QCOMPARE(unknown.error().fate, RequestFate::MaybeSent);
    QCOMPARE(third.requestCount(), 0);
}

void TestV2Client::silentServerEndsWithTheDeadline()
{
    ScriptedHttpServer server;
    V2Fixture fixture(server.url());
    const auto answer = V2Fixture::wait(fixture.keys->set("/a", {.value = "v", .deadline = 300}));
    QVERIFY(!answer.ok());
    QCOMPARE(answer.error().kind, ErrorKind::Timeout);
    QCOMPARE(answer.error().fate, RequestFate::MaybeSent);
    QCOMPARE(server.requestCount(), 1);
}

/// Its queue is full: it answers no SYN.
void TestV2Client::silentFirstEndpointIsLeftByReads()
{
    QTcpServer full;
    full.setListenBacklogSize(1);
    QVERIFY(full.listen(QHostAddress::LocalHost));
    full.pauseAccepting();
    QTcpSocket queued[4];
    for (QTcpSocket &socket : queued)
        socket.connectToHost(QHostAddress::LocalHost, full.serverPort());
    (void)QTest::qWaitFor([&] { return queued[1].state() == QAbstractSocket::ConnectedState; }, 5'000);
    ScriptedHttpServer second;
    always(second, 200, answerOfGet);
    V2Fixture fixture({QUrl(QStringLiteral("http://127.0.0.1:%1").arg(full.serverPort())), second.url()});
    V2_VERIFY_OK(V2Fixture::wait(fixture.keys->get("/a", {.deadline = 30'000}), 40'000));
    QCOMPARE(fixture.client->endpoint(), second.url());
}

void TestV2Client::deadServers()
{
    V2Fixture fixture({deadUrl(), deadUrl()});
    const auto answer = V2Fixture::wait(fixture.keys->get("/a"));
    QVERIFY(!answer.ok());
    QCOMPARE(answer.error().kind, ErrorKind::Network);
    QCOMPARE(answer.error().fate, RequestFate::NotSent);
    const auto write = V2Fixture::wait(fixture.keys->set("/a", {.value = "v"}));
    QCOMPARE(write.error().fate, RequestFate::NotSent);
}

void TestV2Client::cutAnswer_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("with a length") << QByteArray(
        "HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{\"action\":");
    QTest::newRow("in chunks") << QByteArray(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n{\"action\":\r\n");
    QTest::newRow("in a chunk") << QByteArray(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\naaaa\r\n{\"action\":");
    QTest::newRow("to the end of the connection") << QByteArray("HTTP/1.1 200 OK\r\n\r\n{\"action\":");
}

void TestV2Client::cutAnswer()
{
    QFETCH(QByteArray, bytes);
    ScriptedHttpServer server;
    server.onRequest = [&](int request) {
        server.write(request, bytes);
        server.close(request);
    };
    V2Fixture fixture(server.url());
    const auto raw = V2Fixture::wait(fixture.keys->getRaw("/"));
    QVERIFY(!raw.ok());
    QCOMPARE(raw.error().kind, ErrorKind::Network);
    const auto write = V2Fixture::wait(fixture.keys->set("/a", {.value = "v"}));
    QVERIFY(!write.ok());
    QCOMPARE(write.error().kind, ErrorKind::Network);
    QCOMPARE(write.error().fate, RequestFate::MaybeSent);
}

/// Whatever becomes of it, no write was sent.
void TestV2Client::readBeforeAWriteLeavesNoDoubt()
{
    ScriptedHttpServer server;
    server.onRequest = [&](int request) {
        server.write(request, "HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{");
        server.close(request);
    };
    V2Fixture fixture(server.url());
    const auto directory = V2Fixture::wait(
        fixture.keys->set("/d/", {.previousExists = true, .timeToLive = 60, .isDirectory = true}));
    QCOMPARE(directory.error().kind, ErrorKind::Network);
    QCOMPARE(directory.error().fate, RequestFate::NotSent);
    const auto user =
        V2Fixture::wait(v2::AuthApi(fixture.client).createUser(QStringLiteral("u"), QStringLiteral("p")));
    QCOMPARE(user.error().fate, RequestFate::NotSent);
    for (int i = 0; i < server.requestCount(); ++i)
        QVERIFY(server.request(i).head.startsWith("get "));
}

void TestV2Client::endlessError()
{
    ScriptedHttpServer server;
    server.onRequest = [&](int request) {
        server.write(request,
                     "HTTP/1.1 404 No\r\nContent-Length: 100000000\r\n\r\n" + QByteArray(200'000, 'x'));
    };
    V2Fixture fixture(server.url());
    const auto answer = V2Fixture::wait(fixture.keys->get("/a", {.deadline = 0}));
    QCOMPARE(answer.error().kind, ErrorKind::Unsupported);
}

void TestV2Client::redirectKeepsMethodAndBody_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("307") << 307;
    QTest::newRow("308") << 308;
}

void TestV2Client::redirectKeepsMethodAndBody()
{
    QFETCH(int, status);
    ScriptedHttpServer leader;
    ScriptedHttpServer follower;
    always(leader, 200, answerOfGet);
    redirectTo(follower, leader.url().toEncoded() + "/v2/keys/a", status);
    V2Fixture fixture({follower.url(), leader.url()});
    fixture.client->setCredentials(QStringLiteral("u"), QStringLiteral("p"));
    V2_VERIFY_OK(V2Fixture::wait(fixture.keys->set("/a", {.value = "v"})));
    QVERIFY(leader.request(0).head.startsWith("put /v2/keys/a "));
    QCOMPARE(leader.request(0).body, QByteArray("value=v"));
    QVERIFY(leader.request(0).head.contains(basic("u:p")));
    // The follower is still the one that is asked.
    QCOMPARE(fixture.client->endpoint(), follower.url());
    const auto raw = V2Fixture::wait(fixture.keys->getRaw("/a"));
    V2_VERIFY_OK(raw);
    QCOMPARE(raw->endpoint, leader.url());
}

void TestV2Client::redirectsByRule()
{
    ScriptedHttpServer stranger;
    ScriptedHttpServer server;
    always(stranger, 200, answerOfGet);
    redirectTo(server, stranger.url().toEncoded() + "/v2/keys/a");
    V2Fixture fixture(server.url());
    for (const auto rule : {Client::Redirects::Refuse, Client::Redirects::SameEndpoints}) {
        fixture.client->setRedirects(rule);
        const auto answer = V2Fixture::wait(fixture.keys->set("/a", {.value = "v"}));
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().kind, ErrorKind::Protocol);
        QCOMPARE(answer.error().fate, RequestFate::Answered);
        QVERIFY(answer.error().detail.contains(QString::number(stranger.url().port())));
    }
    QCOMPARE(stranger.requestCount(), 0);
    fixture.client->setRedirects(Client::Redirects::Follow);
    V2_VERIFY_OK(V2Fixture::wait(fixture.keys->set("/a", {.value = "v"})));
    QCOMPARE(stranger.requestCount(), 1);
}

void TestV2Client::credentialsStayAtHome()
{
    ScriptedHttpServer stranger;
    ScriptedHttpServer server;
    always(stranger, 200, answerOfGet);
    redirectTo(server, stranger.url().toEncoded() + "/v2/keys/a");
    V2Fixture fixture(server.url());
    fixture.client->setRedirects(Client::Redirects::Follow);
    fixture.client->setCredentials(QStringLiteral("u"), QStringLiteral("p"));
    V2_VERIFY_OK(V2Fixture::wait(fixture.keys->get("/a")));
    QVERIFY(server.request(0).head.contains(basic("u:p")));
    QVERIFY(!stranger.request(0).head.contains("authorization"));
}

void TestV2Client::redirectsWithoutEnd()
{
    ScriptedHttpServer server;
    redirectTo(server, "/v2/keys/a");
    V2Fixture fixture(server.url());
    const auto answer = V2Fixture::wait(fixture.keys->get("/a"));
    QVERIFY(!answer.ok());
    QCOMPARE(answer.error().kind, ErrorKind::Protocol);
    QCOMPARE(server.requestCount(), 11);
}

void TestV2Client::cleaningIsNotFollowed()
{
    ScriptedHttpServer server;
    redirectTo(server, "/v2/keys/a", 301);
    V2Fixture fixture(server.url());
    fixture.client->setRedirects(Client::Redirects::Follow);
    const auto answer = V2Fixture::wait(fixture.keys->set("/a", {.value = "v"}));
    QVERIFY(!answer.ok());
    QCOMPARE(answer.error().httpStatus, 301);
    QCOMPARE(server.requestCount(), 1);
    // Keys that would be cleaned are not sent at all.
    for (const char *key : {"/a//b", "/a/../b", "/.", "b"}) {
        const auto refused = V2Fixture::wait(fixture.keys->set(key, {.value = "v"}));
        QCOMPARE(refused.error().kind, ErrorKind::Local);
        QCOMPARE(refused.error().fate, RequestFate::NotSent);
        QVERIFY(!V2Fixture::wait(fixture.keys->get(key)).ok());
        QVERIFY(!V2Fixture::wait(fixture.keys->remove(key)).ok());
        QVERIFY(!V2Fixture::wait(fixture.keys->createInOrder(key, "v")).ok());
    }
    QCOMPARE(server.requestCount(), 1);
}

void TestV2Client::clusterIdIsRemembered()
{
    ScriptedHttpServer server;
    QByteArray id = "cdf818194e3a8c32";
    server.onRequest = [&](int request) {
        server.write(request, "HTTP/1.1 404 No\r\nX-Etcd-Cluster-Id: " + id +
                                  "\r\nContent-Length: 17\r\n\r\n{\"errorCode\":100}");
    };
    V2Fixture fixture(server.url());
    QCOMPARE(fixture.client->clusterId(), 0u);
    (void)V2Fixture::wait(fixture.keys->get("/a"));
    QCOMPARE(fixture.client->clusterId(), 0xcdf818194e3a8c32u);
    id = "1";
    (void)V2Fixture::wait(fixture.keys->get("/a"));
    QCOMPARE(fixture.client->clusterId(), 1u);
}

void TestV2Client::policyRefusesWrites()
{
    ScriptedHttpServer server;
    always(server, 200, answerOfGet);
    V2Fixture fixture(server.url());
    const ReadsOnly policy;
    fixture.network.setCallPolicy(&policy);
    V2_VERIFY_OK(V2Fixture::wait(fixture.keys->get("/a")));
    const auto write = V2Fixture::wait(fixture.keys->set("/a", {.value = "v"}));
    QCOMPARE(write.error().kind, ErrorKind::ReadOnly);
    QCOMPARE(V2Fixture::wait(fixture.keys->remove("/a")).error().kind, ErrorKind::ReadOnly);
    QCOMPARE(V2Fixture::wait(fixture.keys->createInOrder("/a", "v")).error().kind, ErrorKind::ReadOnly);
    QCOMPARE(server.requestCount(), 1);
    fixture.network.setCallPolicy(nullptr);
}

void TestV2Client::oneEndpointAlone()
{
    ScriptedHttpServer first;
    ScriptedHttpServer second;
    always(first, 200, answerOfGet);
    V2Fixture fixture({first.url(), second.url()});
    second.onRequest = [&](int request) { second.close(request); };
    const auto answer =
        V2Fixture::wait(fixture.client->send({.path = "/stats/self", .endpoint = second.url()}));
    QVERIFY(!answer.ok());
    QVERIFY(second.requestCount() > 0);
    QCOMPARE(first.requestCount(), 0);
    QCOMPARE(fixture.client->endpoint(), first.url());
}

void TestV2Client::pollOpensAndFinishes()
{
    ScriptedHttpServer server;
    V2Fixture fixture(server.url());
    const auto poll = fixture.keys->poll("/d", {.recursive = true, .waitIndex = 8});
    std::optional<v2::Headers> opened;
    std::optional<Result<v2::Response>> finished;
    connect(poll.get(), &v2::Poll::opened, this, [&](const v2::Headers &headers) { opened = headers; });
    connect(poll.get(), &v2::Poll::finished, this, [&](const auto &result) { finished = result; });
    QTRY_COMPARE(server.requestCount(), 1);
    QCOMPARE(server.request(0).path, QByteArray("/v2/keys/d?wait=true&recursive=true&waitIndex=8"));
    server.write(0, "HTTP/1.1 200 OK\r\nX-Etcd-Index: 7\r\nTransfer-Encoding: chunked\r\n\r\n");
    QTRY_VERIFY(opened);
    QCOMPARE(opened->etcdIndex, 7);
    QVERIFY(!finished);
    server.sendChunk(
        0, R"({"action":"set","node":{"key":"/d/a","value":"v","modifiedIndex":8,"createdIndex":8}})"
           "\n");
    server.endStream(0);
    QTRY_VERIFY(finished);
    QVERIFY(finished->ok());
    const auto event = v2::KeysApi::parse(**finished);
    QCOMPARE(event->node.modifiedIndex, 8);
}

void TestV2Client::pollEndsWithoutEvent_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray head = "HTTP/1.1 200 OK\r\nX-Etcd-Index: 7\r\nTransfer-Encoding: chunked\r\n\r\n";
    QTest::newRow("closed") << head;
    QTest::newRow("empty") << head + "0\r\n\r\n";
    QTest::newRow("broken chunk") << head + "aa\r\n{\"action\"";
}

void TestV2Client::pollEndsWithoutEvent()
{
    QFETCH(QByteArray, bytes);
    ScriptedHttpServer server;
    server.onRequest = [&](int request) {
        server.write(request, bytes);
        server.close(request);
    };
    V2Fixture fixture(server.url());
    const auto poll = fixture.keys->poll("/d", {});
    std::optional<Result<v2::Response>> finished;
    connect(poll.get(), &v2::Poll::finished, this, [&](const auto &result) { finished = result; });
    QTRY_VERIFY(finished);
    V2_VERIFY_OK(*finished);
    QVERIFY((*finished)->body.isEmpty());
    QCOMPARE((*finished)->headers.etcdIndex, 7);
    QCOMPARE(poll->hasBody(), bytes.contains("action")); // an event was on its way
}

void TestV2Client::pollEndsWithItsTime()
{
    ScriptedHttpServer server;
    V2Fixture fixture(server.url());
    for (const bool isOpened : {true, false}) {
        server.onRequest = [&](int request) {
            if (isOpened)
                server.write(request,
                             "HTTP/1.1 200 OK\r\nX-Etcd-Index: 7\r\nTransfer-Encoding: chunked\r\n\r\n");
        };
        const int number = server.requestCount();
        const auto poll = fixture.keys->poll("/d", {.timeout = 300});
        std::optional<Result<v2::Response>> finished;
        connect(poll.get(), &v2::Poll::finished, this, [&](const auto &result) { finished = result; });
        QTRY_VERIFY(finished);
        QTRY_VERIFY(server.isClosed(number));
        if (isOpened) {
            V2_VERIFY_OK(*finished);
            QVERIFY((*finished)->body.isEmpty());
            QCOMPARE((*finished)->headers.etcdIndex, 7);
        } else {
            QCOMPARE(finished->error().kind, ErrorKind::Timeout);
        }
    }
    // An event that is in time is one.
    server.onRequest = [&](int request) { server.answerJson(request, answerOfGet); };
    const auto poll = fixture.keys->poll("/d", {.timeout = 20'000});
    std::optional<Result<v2::Response>> finished;
    connect(poll.get(), &v2::Poll::finished, this, [&](const auto &result) { finished = result; });
    QTRY_VERIFY(finished);
    QCOMPARE((*finished)->body, answerOfGet);
}

/// Qt makes six to a host; polls beyond them would wait for the others to end.
void TestV2Client::pollsBeyondTheConnectionsOfQt()
{
    constexpr int count = 11;
    ScriptedHttpServer server;
    V2Fixture fixture(server.url());
    QSignalSpy started(&fixture.polls, &NetworkAccess::operationStarted);
    std::vector<std::unique_ptr<v2::Poll>> polls;
    for (int i = 0; i < count; ++i)
        polls.push_back(fixture.keys->poll("/d", {}));
    QTRY_COMPARE(server.requestCount(), count);
    QTRY_COMPARE(started.size(), count); // all are in the log
    // What is decided later holds everywhere.
    class RefusesAll final : public CallPolicy
    {
    public:
        [[nodiscard]] std::optional<QString> refusal(const CallInfo &) const override
        {
            return QStringLiteral("no");
        }
    } policy;
    fixture.polls.setCallPolicy(&policy);
    int refused = 0;
    for (int i = 0; i < count; ++i) {
        polls.push_back(fixture.keys->poll("/d", {}));
        connect(polls.back().get(), &v2::Poll::finished, this, [&](const auto &result) {
            refused += !result && result.error().kind == ErrorKind::ReadOnly;
        });
    }
    QTRY_COMPARE(refused, count);
    QCOMPARE(server.requestCount(), count);
    fixture.polls.setCallPolicy(nullptr);
}

void TestV2Client::pollIsCancelled()
{
    ScriptedHttpServer server;
    V2Fixture fixture(server.url());
    auto poll = fixture.keys->poll("/d", {});
    QTRY_COMPARE(server.requestCount(), 1);
    poll.reset();
    QTRY_VERIFY(server.isClosed(0));
}

void TestV2Client::refusedKeyPolls()
{
    V2Fixture fixture(deadUrl());
    const auto poll = fixture.keys->poll("/d//e", {});
    std::optional<Result<v2::Response>> finished;
    connect(poll.get(), &v2::Poll::finished, this, [&](const auto &result) { finished = result; });
    QTRY_VERIFY(finished);
    QCOMPARE(finished->error().kind, ErrorKind::Local);
    // And one that cannot be opened moves on.
    V2Fixture two({deadUrl(), deadUrl()});
    const QUrl before = two.client->endpoint();
    const auto other = two.keys->poll("/d", {});
    finished.reset();
    connect(other.get(), &v2::Poll::finished, this, [&](const auto &result) { finished = result; });
    QTRY_VERIFY(finished);
    QCOMPARE(finished->error().kind, ErrorKind::Network);
    QVERIFY(two.client->endpoint() != before);
}

void TestV2Client::cancelDropsTheRequest()
{
    ScriptedHttpServer server;
    V2Fixture fixture(server.url());
    auto call = fixture.keys->get("/a");
    bool answered = false;
    call.then(this, [&](const auto &) { answered = true; });
    QTRY_COMPARE(server.requestCount(), 1);
    call.cancel();
    QTRY_VERIFY(server.isClosed(0));
    QVERIFY(!answered);
}

void TestV2Client::clientGoesFirst()
{
    ScriptedHttpServer server;
    NetworkAccess network;
    EndpointSet endpoints;
    endpoints.add(server.url());
    auto client = std::make_unique<Client>(network, network, endpoints);
    std::optional<Result<v2::Response>> answer;
    std::optional<Result<v2::Response>> finished;
    auto call = client->send({.path = "/keys/a"});
    call.then(this, [&](const auto &result) { answer = result; });
    const auto poll = client->poll({.path = "/keys/a", .query = "wait=true"});
    connect(poll.get(), &v2::Poll::finished, this, [&](const auto &result) { finished = result; });
    QTRY_COMPARE(server.requestCount(), 2);
    client.reset();
    QTRY_VERIFY(answer && finished);
    QCOMPARE(answer->error().kind, ErrorKind::Network);
    QCOMPARE(finished->error().kind, ErrorKind::Network);
}

void TestV2Client::logHoldsNoValues()
{
    ScriptedHttpServer server;
    always(server, 412,
           R"({"errorCode":101,"message":"Compare failed","cause":"[hidden1 != hidden2]","index":9})");
    V2Fixture fixture(server.url());
    std::optional<Operation> logged;
    connect(&fixture.network, &NetworkAccess::operationFinished, this,
            [&](const Operation &operation) { logged = operation; });
    const auto answer = V2Fixture::wait(fixture.keys->set("/a", {.value = "v", .previousValue = "hidden1"}));
    QCOMPARE(answer.error().serverMessage, QStringLiteral("Compare failed: [hidden1 != hidden2]"));
    QTRY_VERIFY(logged);
    QCOMPARE(logged->method, QByteArray("v2 PUT /v2/keys"));
    QVERIFY(logged->mutates);
    QCOMPARE(logged->error->v2Code, 101);
    QVERIFY(!logged->error->serverMessage.contains(QLatin1String("hidden")));
}

QTEST_GUILESS_MAIN(TestV2Client)
#include "tst_v2client.moc"
