// SPDX-License-Identifier: Apache-2.0
#include "core/net/http2reply.h"
#include "core/net/networkaccess.h"
#include "core/net/outgoingstream.h"
#include "core/net/transporterror.h"
#include "tests/support/scriptedhttp2server.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <nghttp2/nghttp2.h>

using namespace etcdscope;

namespace {

class Policy final : public CallPolicy
{
public:
    [[nodiscard]] std::optional<QString> refusal(const CallInfo &call) const override
    {
        asked.append(call.method);
        return call.mutates && refusesWrites
                   ? std::optional(QStringLiteral("read-only: %1").arg(QString::fromLatin1(call.method)))
                   : std::nullopt;
    }
    bool refusesWrites = true;
    mutable QList<QByteArray> asked;
};

/// A port that takes HTTP/1.1 requests as text and answers as told, or closes without an answer.
class PlainServer final : public QTcpServer
{
public:
    PlainServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                connect(socket, &QIODevice::readyRead, this, [this, socket] {
                    QByteArray &text = m_texts[socket];
                    text += socket->readAll();
                    const qsizetype end = text.indexOf("\r\n\r\n");
                    if (end < 0)
                        return;
                    const qsizetype at = text.toLower().indexOf("content-length:");
                    const qsizetype length =
                        at < 0 ? 0 : text.mid(at + 15, text.indexOf('\r', at) - at - 15).trimmed().toInt();
                    if (text.size() < end + 4 + length)
                        return;
                    requests.append(std::exchange(text, {}));
                    if (silent)
                        return;
                    socket->write(answer);
                    if (answer.isEmpty())
                        socket->disconnectFromHost();
                });
            }
        });
    }
    [[nodiscard]] QUrl url(const char *path = "/") const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(serverPort()).arg(QLatin1String(path)));
    }
    QByteArray answer;
    bool silent = false;
    QList<QByteArray> requests;

private:
    QHash<QTcpSocket *, QByteArray> m_texts;
};

QNetworkRequest grpcRequest(const ScriptedHttp2Server &server, const CallInfo &call = {})
{
    QUrl url = server.url();
    url.setPath(QStringLiteral("/") + QString::fromLatin1(call.method));
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/grpc"));
    call.attachTo(request);
    return request;
}

const CallInfo ReadCall{.method = "test.Service/Read", .mutates = false, .key = "some key", .deadline = 0};
const CallInfo WriteCall{.method = "test.Service/Write", .mutates = true, .key = {}, .deadline = 0};

} // namespace

class TestNetworkAccess final : public QObject
{
    Q_OBJECT

private slots:
    void callInfoTravelsWithTheRequest();
    void requestWithoutCallInfoCountsAsMutating();

    void grpcGoesToHttp2();
    void oneConnectionPerOrigin();
    void goAwayMeansANewConnection();
    void failedConnectionMeansANewConnection();
    void droppedConnectionEndsItsReplies();
    void destructionInASlot_data();
    void destructionInASlot();
    void destructionWithRunningRequests();

    void policyRefuses_data();
    void policyRefuses();
    void policyIsAskedForEveryRequest();
    void refusedReplyCanBeAborted();

    void redirectsAreNotFollowed();
    void writeIsSentOnce_data();
    void writeIsSentOnce();
    void grpcRequestIsSentOnce();
    void writeArrivesWhole_data();
    void writeArrivesWhole();
    void deadlineOfAnHttp1Request();

    void operationsAreTold();
    void annotationFromFinishedSlotIsSeen();
    void failureWithoutAnnotationIsTold();
    void cancelledAndDeletedOperations();
    void deadlineIsNoCancel();
    void refusedCallIsNoOperation();
};

void TestNetworkAccess::callInfoTravelsWithTheRequest()
{
    QNetworkRequest request;
    CallInfo{.method = "a/B", .mutates = false, .key = QByteArray("\0\xff", 2), .deadline = 7}.attachTo(
        request);
    const CallInfo call = CallInfo::of(QNetworkRequest(request));
    QCOMPARE(call.method, QByteArray("a/B"));
    QCOMPARE(call.mutates, false);
    QCOMPARE(call.key, QByteArray("\0\xff", 2));
    QCOMPARE(call.deadline, 7);
}

void TestNetworkAccess::requestWithoutCallInfoCountsAsMutating()
{
    const CallInfo call = CallInfo::of(QNetworkRequest());
    QVERIFY(call.mutates);
    QVERIFY(call.method.isEmpty());
}

void TestNetworkAccess::grpcGoesToHttp2()
{
    ScriptedHttp2Server server;
    server.onRequestEnded = [&](int number) { server.answer(number, "hello"); };
    NetworkAccess access;
    QSignalSpy managerFinished(&access, &QNetworkAccessManager::finished);
    QNetworkReply *reply = access.post(grpcRequest(server, ReadCall), QByteArray("x"));
    QVERIFY(qobject_cast<Http2Reply *>(reply));
    QCOMPARE(reply->manager(), &access);
    QTRY_COMPARE(managerFinished.size(), 1);
    QCOMPARE(reply->readAll(), ScriptedHttp2Server::framed("hello"));
    QCOMPARE(reply->operation(), QNetworkAccessManager::PostOperation);
    QCOMPARE(CallInfo::of(reply->request()).method, ReadCall.method);
}

void TestNetworkAccess::oneConnectionPerOrigin()
{
    ScriptedHttp2Server first;
    ScriptedHttp2Server second;
    first.onRequestEnded = [&](int number) { first.answer(number, "1"); };
    second.onRequestEnded = [&](int number) { second.answer(number, "2"); };
    NetworkAccess access;
    for (int round = 0; round < 3; ++round) {
        QNetworkReply *one = access.post(grpcRequest(first, ReadCall), QByteArray());
        QNetworkReply *two = access.post(grpcRequest(second, ReadCall), QByteArray());
        QTRY_VERIFY(one->isFinished() && two->isFinished());
        QCOMPARE(one->readAll(), ScriptedHttp2Server::framed("1"));
        QCOMPARE(two->readAll(), ScriptedHttp2Server::framed("2"));
    }
    QCOMPARE(first.connectionCount(), 1);
    QCOMPARE(second.connectionCount(), 1);
}

void TestNetworkAccess::goAwayMeansANewConnection()
{
    ScriptedHttp2Server server;
    NetworkAccess access;
    QNetworkReply *older = access.post(grpcRequest(server, ReadCall), QByteArray());
    QTRY_COMPARE(server.requestCount(), 1);
    server.goAway(server.request(0).streamId, NGHTTP2_NO_ERROR);
    QNetworkReply *newer = access.post(grpcRequest(server, ReadCall), QByteArray());
    // Posted before the GOAWAY was read: refused, and certainly not processed.
    QTRY_VERIFY(newer->isFinished());
    QCOMPARE(qobject_cast<Http2Reply *>(newer)->fate(), RequestFate::NotSent);
    QCOMPARE(transportError(*newer).kind, ErrorKind::Unavailable);

    QNetworkReply *next = access.post(grpcRequest(server, ReadCall), QByteArray());
    QTRY_COMPARE(server.requestCount(), 2);
    QCOMPARE(server.connectionCount(), 2);
    server.answer(1, "new");
    server.answer(0, "old");
    QTRY_VERIFY(next->isFinished() && older->isFinished());
    QCOMPARE(next->readAll(), ScriptedHttp2Server::framed("new"));
    QCOMPARE(older->readAll(), ScriptedHttp2Server::framed("old"));
    QTRY_COMPARE(server.openConnections(), 1);
}

void TestNetworkAccess::failedConnectionMeansANewConnection()
{
    ScriptedHttp2Server server;
    NetworkAccess access;
    QNetworkReply *reply = access.post(grpcRequest(server, ReadCall), QByteArray());
    QTRY_COMPARE(server.requestCount(), 1);
    server.closeConnections();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(transportError(*reply).kind, ErrorKind::Network);
    server.onRequestEnded = [&](int number) { server.answer(number, "back"); };
    QNetworkReply *next = access.post(grpcRequest(server, ReadCall), QByteArray());
    QTRY_VERIFY(next->isFinished());
    QCOMPARE(next->error(), QNetworkReply::NoError);
    QCOMPARE(server.requestCount(), 2); // the first was not sent again
}

void TestNetworkAccess::droppedConnectionEndsItsReplies()
{
    ScriptedHttp2Server server;
    NetworkAccess access;
    QNetworkReply *reply = access.post(grpcRequest(server, ReadCall), QByteArray());
    QTRY_COMPARE(server.requestCount(), 1);
    access.dropConnection(server.url());
    QVERIFY(!reply->isFinished());
    QNetworkReply *next = access.post(grpcRequest(server, ReadCall), QByteArray());
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(transportError(*reply).kind, ErrorKind::Network);
    QTRY_COMPARE(server.requestCount(), 2);
    QVERIFY(!next->isFinished());
    QCOMPARE(server.connectionCount(), 2);
    access.dropConnection(QUrl(QStringLiteral("http://127.0.0.1:1"))); // unknown: nothing
}

void TestNetworkAccess::destructionInASlot_data()
{
    QTest::addColumn<QByteArray>("signal");
    // Not QNetworkAccessManager::finished: Qt touches the reply after it.
    for (const char *signal :
         {"metaDataChanged", "readyRead", "finished", "operationStarted", "operationFinished"})
        QTest::addRow("%s", signal) << QByteArray(signal);
}

void TestNetworkAccess::destructionInASlot()
{
    QFETCH(QByteArray, signal);
    ScriptedHttp2Server server;
    server.onRequestEnded = [&](int number) { server.answer(number, "x"); };
    QPointer<NetworkAccess> access = new NetworkAccess;
    QNetworkReply *reply = access->post(grpcRequest(server, ReadCall), QByteArray());
    access->post(grpcRequest(server, ReadCall), QByteArray());
    const auto destroy = [&access] { delete access.data(); };
    if (signal == "metaDataChanged")
        connect(reply, &QNetworkReply::metaDataChanged, this, destroy);
    else if (signal == "readyRead")
        connect(reply, &QIODevice::readyRead, this, destroy);
    else if (signal == "finished")
        connect(reply, &QNetworkReply::finished, this, destroy);
    else if (signal == "operationStarted")
        connect(access, &NetworkAccess::operationStarted, this, destroy);
    else
        connect(access, &NetworkAccess::operationFinished, this, destroy);
    QTRY_VERIFY(!access);
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestNetworkAccess::destructionWithRunningRequests()
{
    ScriptedHttp2Server server;
    auto access = std::make_unique<NetworkAccess>();
    QPointer<QNetworkReply> reply = access->post(grpcRequest(server, ReadCall), QByteArray());
    OutgoingStream requests;
    QPointer<QNetworkReply> streaming = access->post(grpcRequest(server, ReadCall), &requests);
    QTRY_COMPARE(server.requestCount(), 2);
    access.reset();
    QVERIFY(!reply);
    QVERIFY(!streaming);
    requests.append("to nobody");
    QTRY_COMPARE(server.openConnections(), 0);
}

void TestNetworkAccess::policyRefuses_data()
{
    QTest::addColumn<QByteArray>("verb");
    for (const char *verb : {"gRPC", "GET", "POST", "PUT", "DELETE", "PATCH"})
        QTest::addRow("%s", verb) << QByteArray(verb);
}

void TestNetworkAccess::policyRefuses()
{
    QFETCH(QByteArray, verb);
    ScriptedHttp2Server http2;
    PlainServer http1;
    const Policy policy;
    NetworkAccess access;
    access.setCallPolicy(&policy);
    QNetworkRequest request = verb == "gRPC" ? grpcRequest(http2, WriteCall) : QNetworkRequest(http1.url());
    WriteCall.attachTo(request);
    QNetworkReply *reply = verb == "GET"                      ? access.get(request)
                           : verb == "POST" || verb == "gRPC" ? access.post(request, QByteArray("x"))
                           : verb == "PUT"                    ? access.put(request, QByteArray("x"))
                           : verb == "DELETE"                 ? access.deleteResource(request)
                                                              : access.sendCustomRequest(request, verb);
    QSignalSpy finished(reply, &QNetworkReply::finished);
    QSignalSpy managerFinished(&access, &QNetworkAccessManager::finished);
    QVERIFY(!reply->isFinished());
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(managerFinished.size(), 1);
    QCOMPARE(reply->error(), QNetworkReply::ContentAccessDenied);
    QCOMPARE(reply->errorString(), QStringLiteral("read-only: test.Service/Write"));
    QVERIFY(reply->property(NetworkAccess::RefusedProperty).toBool());
    const Error error = transportError(*reply);
    QCOMPARE(error.kind, ErrorKind::ReadOnly);
    QCOMPARE(error.fate, RequestFate::NotSent);
    QCOMPARE(http2.connectionCount(), 0);
    QCOMPARE(http1.requests.size(), 0);
}

void TestNetworkAccess::policyIsAskedForEveryRequest()
{
    ScriptedHttp2Server server;
    server.onRequestEnded = [&](int number) { server.answer(number, "x"); };
    PlainServer http1;
    http1.answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    Policy policy;
    NetworkAccess access;
    access.setCallPolicy(&policy);
    QNetworkReply *grpc = access.post(grpcRequest(server, ReadCall), QByteArray());
    QNetworkRequest get(http1.url());
    CallInfo{.method = "GET /version", .mutates = false, .key = {}, .deadline = 0}.attachTo(get);
    QNetworkReply *http = access.get(get);
    QTRY_VERIFY(grpc->isFinished() && http->isFinished());
    QCOMPARE(policy.asked, QList<QByteArray>({"test.Service/Read", "GET /version"}));
    QCOMPARE(grpc->error(), QNetworkReply::NoError);
    QCOMPARE(http->error(), QNetworkReply::NoError);

    policy.refusesWrites = false;
    QNetworkReply *write = access.post(grpcRequest(server, WriteCall), QByteArray());
    QTRY_VERIFY(write->isFinished());
    QCOMPARE(write->error(), QNetworkReply::NoError);
    access.setCallPolicy(nullptr);
}

void TestNetworkAccess::refusedReplyCanBeAborted()
{
    PlainServer http1;
    const Policy policy;
    NetworkAccess access;
    access.setCallPolicy(&policy);
    QNetworkReply *reply = access.get(QNetworkRequest(http1.url()));
    QSignalSpy finished(reply, &QNetworkReply::finished);
    reply->abort();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    QVERIFY(!finished.wait(50));
}

void TestNetworkAccess::redirectsAreNotFollowed()
{
    PlainServer target;
    PlainServer server;
    server.answer =
        "HTTP/1.1 307 Elsewhere\r\nContent-Length: 0\r\nLocation: " + target.url("/there").toEncoded() +
        "\r\n\r\n";
    NetworkAccess access;
    QNetworkRequest request(server.url());
    // Even when asked for.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
    QNetworkReply *get = access.get(request);
    QNetworkReply *put = access.put(request, QByteArray("x"));
    QTRY_VERIFY(get->isFinished() && put->isFinished());
    QCOMPARE(get->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 307);
    QCOMPARE(put->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 307);
    QCOMPARE(target.requests.size(), 0);
}

void TestNetworkAccess::writeIsSentOnce_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("reused");
    for (const char *verb : {"POST", "PUT", "DELETE", "PATCH"}) {
        for (const char *body : {"", "value=1"}) {
            if (qstrcmp(verb, "DELETE") == 0 && *body)
                continue;
            for (const bool reused : {false, true}) {
                QTest::addRow("%s %s on a %s connection", verb, *body ? "with body" : "without body",
                              reused ? "used" : "new")
                    << QByteArray(verb) << QByteArray(body) << reused;
            }
        }
    }
}

// Qt's HTTP/1.1 sends a request up to three times more when the server closes before answering.
void TestNetworkAccess::writeIsSentOnce()
{
    QFETCH(QByteArray, verb);
    QFETCH(QByteArray, body);
    QFETCH(bool, reused);
    PlainServer server;
    NetworkAccess access;
    if (reused) {
        server.answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        QNetworkReply *first = access.get(QNetworkRequest(server.url()));
        QTRY_VERIFY(first->isFinished());
        server.requests.clear();
        server.answer.clear();
    }
    QNetworkRequest request(server.url());
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("text/plain"));
    QNetworkReply *reply = verb == "POST"     ? access.post(request, body)
                           : verb == "PUT"    ? access.put(request, body)
                           : verb == "DELETE" ? access.deleteResource(request)
                                              : access.sendCustomRequest(request, verb, body);
    QSignalSpy finished(reply, &QNetworkReply::finished);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(reply->error() != QNetworkReply::NoError);
    QVERIFY(transportError(*reply).fate == RequestFate::MaybeSent);
    QVERIFY(!finished.wait(50));
    QCOMPARE(server.requests.size(), 1);
    QVERIFY(server.requests[0].startsWith(verb + " / "));
}

void TestNetworkAccess::grpcRequestIsSentOnce()
{
    ScriptedHttp2Server server;
    server.onRequestEnded = [&](int) { server.closeConnections(); };
    NetworkAccess access;
    QNetworkReply *reply = access.post(grpcRequest(server, WriteCall), QByteArray("x"));
    QSignalSpy finished(reply, &QNetworkReply::finished);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(transportError(*reply).fate, RequestFate::MaybeSent);
    QVERIFY(!finished.wait(50));
    QCOMPARE(server.requestCount(), 1);
    QCOMPARE(server.connectionCount(), 1);
}

void TestNetworkAccess::writeArrivesWhole_data()
{
    QTest::addColumn<QByteArray>("verb");
    for (const char *verb : {"POST", "PUT", "DELETE", "PATCH"})
        QTest::addRow("%s", verb) << QByteArray(verb);
}

void TestNetworkAccess::writeArrivesWhole()
{
    QFETCH(QByteArray, verb);
    PlainServer server;
    server.answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    NetworkAccess access;
    QNetworkRequest request(server.url("/v2/keys/a%2Fb?x=1"));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("text/plain"));
    const QByteArray body(300'000, 'b');
    QNetworkReply *reply = verb == "POST"     ? access.post(request, body)
                           : verb == "PUT"    ? access.put(request, body)
                           : verb == "DELETE" ? access.deleteResource(request)
                                              : access.sendCustomRequest(request, verb, body);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->readAll(), QByteArray("ok"));
    QCOMPARE(server.requests.size(), 1);
    QVERIFY(server.requests[0].startsWith(verb + " /v2/keys/a%2Fb?x=1 HTTP/1.1"));
    QVERIFY(server.requests[0].endsWith("\r\n\r\n" + (verb == "DELETE" ? QByteArray() : body)));
}

void TestNetworkAccess::deadlineOfAnHttp1Request()
{
    PlainServer server;
    server.silent = true;
    NetworkAccess access;
    QNetworkRequest request(server.url());
    CallInfo{.method = "GET /", .mutates = false, .key = {}, .deadline = 60}.attachTo(request);
    QNetworkReply *late = access.get(request);
    QTRY_VERIFY(late->isFinished());
    QVERIFY(late->property(NetworkAccess::DeadlineProperty).toBool());
    QCOMPARE(transportError(*late).kind, ErrorKind::Timeout);

    QNetworkReply *aborted = access.get(request);
    aborted->abort();
    QVERIFY(!aborted->property(NetworkAccess::DeadlineProperty).toBool());
}

void TestNetworkAccess::operationsAreTold()
{
    ScriptedHttp2Server server;
    server.onRequestEnded = [&](int number) { server.answer(number, "x"); };
    NetworkAccess access;
    QList<Operation> started;
    QList<Operation> finished;
    connect(&access, &NetworkAccess::operationStarted, this, [&](const Operation &o) { started.append(o); });
    connect(&access, &NetworkAccess::operationFinished, this,
            [&](const Operation &o) { finished.append(o); });
    access.post(grpcRequest(server, ReadCall), QByteArray());
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(started.size(), 1);
    QCOMPARE(started[0].method, ReadCall.method);
    QCOMPARE(started[0].key, ReadCall.key);
    QCOMPARE(started[0].mutates, false);
    QCOMPARE(started[0].running, true);
    QCOMPARE(started[0].endpoint, "127.0.0.1:" + QByteArray::number(server.port()));
    QCOMPARE(finished[0].id, started[0].id);
    QCOMPARE(finished[0].started, started[0].started);
    QCOMPARE(finished[0].running, false);
    QVERIFY(finished[0].duration > 0);
    QVERIFY(!finished[0].error);
    QVERIFY(!finished[0].cancelled);
    QVERIFY(qAbs(finished[0].started.msecsTo(QDateTime::currentDateTimeUtc())) < 60'000);

    access.post(grpcRequest(server, WriteCall), QByteArray());
    QTRY_COMPARE(finished.size(), 2);
    QVERIFY(finished[1].id > finished[0].id);
    QVERIFY(finished[1].mutates);
}

void TestNetworkAccess::annotationFromFinishedSlotIsSeen()
{
    ScriptedHttp2Server server;
    server.onRequestEnded = [&](int number) { server.answer(number, "x"); };
    NetworkAccess access;
    QList<Operation> finished;
    connect(&access, &NetworkAccess::operationFinished, this,
            [&](const Operation &o) { finished.append(o); });
    for (const bool deletes : {false, true}) {
        QNetworkReply *reply = access.post(grpcRequest(server, ReadCall), QByteArray());
        connect(reply, &QNetworkReply::finished, this, [reply, deletes] {
            Error error;
            error.kind = ErrorKind::NotFound;
            NetworkAccess::annotate(reply, 42, error);
            if (deletes)
                delete reply;
        });
        finished.clear();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished[0].revision, 42);
        QVERIFY(finished[0].error);
        QCOMPARE(finished[0].error->kind, ErrorKind::NotFound);
        QVERIFY(!finished[0].cancelled);
    }
}

void TestNetworkAccess::failureWithoutAnnotationIsTold()
{
    ScriptedHttp2Server server;
    NetworkAccess access;
    QList<Operation> finished;
    connect(&access, &NetworkAccess::operationFinished, this,
            [&](const Operation &o) { finished.append(o); });
    access.post(grpcRequest(server, WriteCall), QByteArray());
    QTRY_COMPARE(server.requestCount(), 1);
    server.closeConnections();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(finished[0].error);
    QCOMPARE(finished[0].error->kind, ErrorKind::Network);
    QCOMPARE(finished[0].error->fate, RequestFate::MaybeSent);
}

void TestNetworkAccess::cancelledAndDeletedOperations()
{
    ScriptedHttp2Server server;
    NetworkAccess access;
    QList<Operation> finished;
    connect(&access, &NetworkAccess::operationFinished, this,
            [&](const Operation &o) { finished.append(o); });
    QNetworkReply *aborted = access.post(grpcRequest(server, ReadCall), QByteArray());
    QNetworkReply *deleted = access.post(grpcRequest(server, ReadCall), QByteArray());
    QTRY_COMPARE(server.requestCount(), 2);
    aborted->abort();
    delete deleted;
    QTRY_COMPARE(finished.size(), 2);
    for (const Operation &operation : std::as_const(finished)) {
        QVERIFY(operation.cancelled);
        QVERIFY(!operation.running);
        QVERIFY(!operation.error);
    }
}

void TestNetworkAccess::deadlineIsNoCancel()
{
    ScriptedHttp2Server http2;
    PlainServer http1;
    http1.silent = true;
    NetworkAccess access;
    QList<Operation> finished;
    connect(&access, &NetworkAccess::operationFinished, this,
            [&](const Operation &o) { finished.append(o); });
    CallInfo call = ReadCall;
    call.deadline = 50;
    access.post(grpcRequest(http2, call), QByteArray());
    QNetworkRequest get(http1.url());
    call.attachTo(get);
    access.get(get);
    QTRY_COMPARE(finished.size(), 2);
    for (const Operation &operation : std::as_const(finished)) {
        QVERIFY(!operation.cancelled);
        QVERIFY(operation.error);
        QCOMPARE(operation.error->kind, ErrorKind::Timeout);
    }
}

void TestNetworkAccess::refusedCallIsNoOperation()
{
    ScriptedHttp2Server server;
    const Policy policy;
    NetworkAccess access;
    access.setCallPolicy(&policy);
    QSignalSpy started(&access, &NetworkAccess::operationStarted);
    QNetworkReply *reply = access.post(grpcRequest(server, WriteCall), QByteArray());
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(!started.wait(50));
    QCOMPARE(started.size(), 0);
}

QTEST_GUILESS_MAIN(TestNetworkAccess)

#include "tst_networkaccess.moc"
