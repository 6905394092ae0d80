// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/gatewaychannel.h"

#include "core/net/networkaccess.h"
#include "core/rpc/credentials.h"
#include "core/rpc/hotdecoder.h"
#include "core/rpc/methods.h"
#include "tests/unit/rpc/rpctesting.h"
#include "tests/unit/rpc/scriptedhttpserver.h"

#include <QScopeGuard>
#include <QSemaphore>
#include <QThreadPool>

using namespace etcdscope;

namespace {

class Listing final : public RangeDecoder
{
public:
    QList<QByteArray> keys;

protected:
    void keyValue(const KeyValueView &keyValue) override { keys.append(keyValue.key.toByteArray()); }
};

QByteArray resultLine(const QByteArray &json)
{
    return "{\"result\":" + json + "}\n";
}

} // namespace

class TestGatewayChannel : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<ScriptedHttpServer>();
        m_network = std::make_unique<NetworkAccess>();
        m_channel = std::make_unique<GatewayChannel>(*m_network, m_server->url(), "/v3beta");
        m_log.clear();
        connect(m_network.get(), &NetworkAccess::operationFinished, this,
                [this](const Operation &operation) { m_log.append(operation); });
    }

    void cleanup()
    {
        m_channel.reset();
        m_network.reset();
        m_server.reset();
    }

    void requestIsWhatTheGatewayAsksFor()
    {
        Credentials credentials;
        credentials.setToken("the.token");
        m_channel->setCredentials(&credentials);
        CallOptions options;
        options.deadline = 4'321;
        options.metadata.emplace_back("hasleader", "true");
        m_server->onRequest = [this](int i) {
            m_server->answerJson(i, R"({"header":{"revision":"77"},"prev_kv":{"key":"aw=="}})");
        };
        const auto answer = answerOf(put(options));
        QVERIFY2(answer, qPrintable(errorOf(answer).toString()));
        QCOMPARE(answer->header().revision(), 77);
        QCOMPARE(answer->prev_kv().key(), std::string("k"));

        const auto &seen = m_server->request(0);
        QVERIFY(seen.head.startsWith("post /v3beta/kv/put http/1.1\r\n"));
        QVERIFY(seen.head.contains("\r\ngrpc-timeout: 4321m"));
        QVERIFY(seen.head.contains("\r\ngrpc-metadata-hasleader: true"));
        QVERIFY(seen.head.contains("\r\nauthorization: the.token"));
        QCOMPARE(seen.body, QByteArray(R"({"key":"aw==","value":"dg=="})"));
        QTRY_COMPARE(m_log.size(), 1);
        QCOMPARE(m_log.first().revision, 77);
        QCOMPARE(m_log.first().method, QByteArray("etcdserverpb.KV/Put"));
    }

    void errors_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("contentType");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<int>("code");
        const QByteArray json("application/json");
        QTest::newRow("3.4") << 404 << json
                             << QByteArray(R"({"error":"etcdserver: requested lease not found",)"
                                           R"("message":"etcdserver: requested lease not found","code":5})")
                             << ErrorKind::NotFound << 5;
        QTest::newRow("3.6") << 429 << json
                             << QByteArray(
                                    R"({"code":8,"message":"etcdserver: mvcc: database space exceeded"})")
                             << ErrorKind::NoSpace << 8;
        QTest::newRow("no route, 3.4")
            << 404 << QByteArray("text/plain") << QByteArray("Not Found\n") << ErrorKind::Unsupported << -1;
        QTest::newRow("no route, 3.6") << 404 << json << QByteArray(R"({"code":5,"message":"Not Found"})")
                                       << ErrorKind::Unsupported << 5;
        QTest::newRow("page of a proxy")
            << 403 << QByteArray("text/html") << QByteArray("<html>no</html>") << ErrorKind::Protocol << -1;
        QTest::newRow("page with 200") << 200 << QByteArray("text/html") << QByteArray("<html>log in</html>")
                                       << ErrorKind::Protocol << -1;
        QTest::newRow("nothing with 200") << 200 << json << QByteArray() << ErrorKind::Protocol << -1;
        QTest::newRow("proxy without server")
            << 502 << QByteArray("text/html") << QByteArray("<html>") << ErrorKind::Unavailable << -1;
        QTest::newRow("common name")
            << 400 << QByteArray("text/plain")
            << QByteArray("CommonName of client sending a request against gateway will be ignored")
            << ErrorKind::Unauthenticated << -1;
    }

    void errors()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, contentType);
        QFETCH(QByteArray, body);
        QFETCH(ErrorKind, kind);
        QFETCH(int, code);
        m_server->onRequest = [=, this](int i) { m_server->answer(i, status, contentType, body); };
        const Error error = errorOf(answerOf(put()));
        QCOMPARE(name(error.kind), name(kind));
        QCOMPARE(error.grpcCode, code);
        QCOMPARE(error.httpStatus, status);
        QTRY_COMPARE(m_log.size(), 1);
        QCOMPARE(name(m_log.first().error.value_or(Error()).kind), name(kind));
    }

    void writeIsSentOnceWhenTheServerCloses()
    {
        m_server->onRequest = [this](int i) { m_server->close(i); };
        const Error error = errorOf(answerOf(put()));
        QCOMPARE(name(error.kind), name(ErrorKind::Network));
        QCOMPARE(error.fate, RequestFate::MaybeSent);
        QCOMPARE(m_server->requestCount(), 1);
    }

    void cutAnswerIsNetwork()
    {
        m_server->onRequest = [this](int i) {
            m_server->write(i, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"header\":");
            m_server->close(i);
        };
        const Error error = errorOf(answerOf(put()));
        QCOMPARE(name(error.kind), name(ErrorKind::Network));
        QCOMPARE(error.fate, RequestFate::MaybeSent);
    }

    void deadlineIsATimeout()
    {
        CallOptions options;
        options.deadline = 50;
        QCOMPARE(name(errorOf(answerOf(put(options))).kind), name(ErrorKind::Timeout));
    }

    void cancelClosesTheConnection()
    {
        auto call = put();
        call.then(this, [](const Result<etcdserverpb::PutResponse> &) { QFAIL("answered"); });
        QTRY_COMPARE(m_server->requestCount(), 1);
        call.cancel();
        QTRY_VERIFY(m_server->isClosed(0));
    }

    void whatTheGatewayLacksIsUnsupported()
    {
        KeepingSink sink;
        WatchedStream stream(m_channel->open(methods::rangeStream, etcdserverpb::RangeRequest(), sink, {}));
        QCOMPARE(stream.finished, 0);
        QTRY_COMPARE(stream.finished, 1);
        QCOMPARE(name(stream.error.value_or(Error()).kind), name(ErrorKind::Unsupported));
        QCOMPARE(m_server->requestCount(), 0);
    }

    void tooLargeIsRefused()
    {
        m_server->onRequest = [this](int i) {
            m_server->answerJson(i, "{\"prev_kv\":{\"value\":\"" + QByteArray(8'000, 'A') + "\"}}");
        };
        CallOptions options;
        options.maxMessageSize = 4'096;
        QCOMPARE(name(errorOf(answerOf(put(options))).kind), name(ErrorKind::TooLarge));
    }

    void largePageIsTurnedOnAWorker()
    {
        QByteArray json("{\"header\":{\"revision\":\"9\"},\"kvs\":[");
        for (int i = 0; i < 2'000; ++i)
            json += (i ? ",{\"key\":\"" : "{\"key\":\"") + QByteArray::number(i).toBase64() +
                    "\",\"mod_revision\":\"12345678\"}";
        json += "]}";
        QVERIFY(json.size() > 64 * 1024);
        m_server->onRequest = [this, json](int i) { m_server->answerJson(i, json); };
        Listing listing;
        WatchedStream page(m_channel->open(methods::range, etcdserverpb::RangeRequest(), listing, {}));
        QTRY_COMPARE(page.finished, 1);
        QVERIFY(!page.error);
        QCOMPARE(listing.keys.size(), 2'000);
        QCOMPARE(listing.keys.last(), QByteArray("1999"));
        QCOMPARE(listing.revision(), 9);
        QCOMPARE(page.received, 1);
    }

    void streamMayGoWhileTheWorkerTurns()
    {
        // Held until the stream is gone, however fast a worker is.
        QThreadPool &pool = *QThreadPool::globalInstance();
        const int threads = pool.maxThreadCount();
        QSemaphore gate;
        for (int i = 0; i < threads; ++i)
            pool.start([&gate] { gate.acquire(); });
        const auto opened = qScopeGuard([&] {
            gate.release(threads);
            pool.waitForDone();
        });

        const QByteArray json = "{\"prev_kv\":{\"value\":\"" + QByteArray(4'000'000, 'A') + "\"}}";
        m_server->onRequest = [this, json](int i) { m_server->answerJson(i, json); };
        KeepingSink sink;
        auto page = std::make_unique<WatchedStream>(
            m_channel->open(methods::put, etcdserverpb::PutRequest(), sink, {}));
        QTRY_COMPARE(m_log.size(), 1); // all is there, the conversion waits for its turn
        page.reset();
        gate.release(threads);
        QVERIFY(pool.waitForDone(10'000));
        QCoreApplication::processEvents();
        QVERIFY(sink.messages.isEmpty());
    }

    void linesOfAStreamComeAsTheyArrive()
    {
        KeepingSink sink;
        etcdserverpb::WatchRequest create;
        create.mutable_create_request()->set_key("hc");
        WatchedStream watch(m_channel->open(methods::watch, create, sink, noDeadline()));
        QVERIFY(!watch.stream->canSend());
        QTRY_COMPARE(m_server->requestCount(), 1);
        QCOMPARE(m_server->request(0).path, QByteArray("/v3beta/watch"));
        QCOMPARE(m_server->request(0).body, QByteArray(R"({"create_request":{"key":"aGM="}})"));
        m_server->startStream(0);
        const QByteArray lines = resultLine(R"({"created":true})") + resultLine(R"({"watch_id":"1"})");
        m_server->sendChunk(0, lines.first(10));
        m_server->sendChunk(0, lines.sliced(10, lines.size() - 15));
        QTRY_COMPARE(sink.messages.size(), 1);
        QCOMPARE(sink.messages.first(), QByteArray::fromHex("1801"));
        m_server->sendChunk(0, lines.last(5));
        QTRY_COMPARE(sink.messages.size(), 2);
        QCOMPARE(sink.messages.last(), QByteArray::fromHex("1001"));
        QCOMPARE(watch.finished, 0);
        m_server->endStream(0);
        QTRY_COMPARE(watch.finished, 1);
        QVERIFY(!watch.error);
    }

    void lastLineOfAStreamMayBeAnError_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("3.4") << QByteArray(R"({"error":{"grpc_code":14,"http_code":503,)"
                                           R"("message":"etcdserver: no leader"}})");
        QTest::newRow("3.6") << QByteArray(
            "{\"error\": {\"code\":14,\"message\":\"etcdserver: no leader\"}}\n");
    }

    void lastLineOfAStreamMayBeAnError()
    {
        QFETCH(QByteArray, line);
        KeepingSink sink;
        WatchedStream watch(openWatch(sink));
        QTRY_COMPARE(m_server->requestCount(), 1);
        m_server->startStream(0);
        m_server->sendChunk(0, resultLine(R"({"created":true})") + line);
        m_server->endStream(0);
        QTRY_COMPARE(watch.finished, 1);
        QCOMPARE(sink.messages.size(), 1);
        QCOMPARE(name(watch.error.value_or(Error()).kind), name(ErrorKind::Unavailable));
        QCOMPARE(watch.error->grpcCode, 14);
    }

    void streamThatBreaksIsNetwork()
    {
        KeepingSink sink;
        WatchedStream watch(openWatch(sink));
        QTRY_COMPARE(m_server->requestCount(), 1);
        m_server->startStream(0);
        m_server->sendChunk(0, resultLine(R"({"created":true})"));
        QTRY_COMPARE(sink.messages.size(), 1);
        m_server->close(0);
        QTRY_COMPARE(watch.finished, 1);
        QCOMPARE(name(watch.error.value_or(Error()).kind), name(ErrorKind::Network));
    }

    void garbageInAStreamIsProtocol()
    {
        KeepingSink sink;
        WatchedStream watch(openWatch(sink));
        watch.onFinished = [&watch] { watch.stream.reset(); };
        QTRY_COMPARE(m_server->requestCount(), 1);
        m_server->startStream(0);
        m_server->sendChunk(0, "<html>\n<body>\n");
        QTRY_COMPARE(watch.finished, 1);
        QCOMPARE(name(watch.error.value_or(Error()).kind), name(ErrorKind::Protocol));
    }

    void pausedStreamWaitsAndLosesNothing()
    {
        KeepingSink sink;
        WatchedStream watch(openWatch(sink));
        QTRY_COMPARE(m_server->requestCount(), 1);
        m_server->startStream(0);
        m_server->sendChunk(0, resultLine(R"({"created":true})"));
        QTRY_COMPARE(sink.messages.size(), 1);
        watch.stream->setPaused(true);
        for (int i = 0; i < 5; ++i)
            m_server->sendChunk(0, resultLine(R"({"watch_id":"1"})"));
        m_server->endStream(0);
        QTRY_COMPARE(m_log.size(), 1); // the reply has ended
        QCOMPARE(sink.messages.size(), 1);
        QCOMPARE(watch.finished, 0);
        watch.stream->setPaused(false);
        QTRY_COMPARE(watch.finished, 1);
        QCOMPARE(sink.messages.size(), 6);
        QVERIFY(!watch.error);
    }

    void streamMayBeDestroyedInReceived()
    {
        KeepingSink sink;
        WatchedStream watch(openWatch(sink));
        watch.onReceived = [&watch] { watch.stream.reset(); };
        QTRY_COMPARE(m_server->requestCount(), 1);
        m_server->startStream(0);
        m_server->sendChunk(0, resultLine("{}") + resultLine("{}"));
        QTRY_VERIFY(m_server->isClosed(0));
        QCOMPARE(watch.finished, 0);
    }

    void refusedStreamIsTheServersError()
    {
        m_server->onRequest = [this](int i) {
            m_server->answerJson(i, R"({"code":16,"message":"etcdserver: invalid auth token"})", 401);
        };
        KeepingSink sink;
        WatchedStream watch(openWatch(sink));
        QTRY_COMPARE(watch.finished, 1);
        QCOMPARE(name(watch.error.value_or(Error()).kind), name(ErrorKind::Unauthenticated));
    }

private:
    [[nodiscard]] Call<etcdserverpb::PutResponse> put(const CallOptions &options = {})
    {
        etcdserverpb::PutRequest request;
        request.set_key("k");
        request.set_value("v");
        return m_channel->call<etcdserverpb::PutResponse>(methods::put, request, options);
    }

    [[nodiscard]] static CallOptions noDeadline()
    {
        CallOptions options;
        options.deadline = 0;
        return options;
    }

    [[nodiscard]] std::unique_ptr<ServerStream> openWatch(MessageSink &sink)
    {
        return m_channel->open(methods::watch, etcdserverpb::WatchRequest(), sink, noDeadline());
    }

    std::unique_ptr<ScriptedHttpServer> m_server;
    std::unique_ptr<NetworkAccess> m_network;
    std::unique_ptr<GatewayChannel> m_channel;
    QList<Operation> m_log;
};

QTEST_GUILESS_MAIN(TestGatewayChannel)
#include "tst_gatewaychannel.moc"
