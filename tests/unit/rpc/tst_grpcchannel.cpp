// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/grpcchannel.h"

#include "core/net/networkaccess.h"
#include "core/rpc/credentials.h"
#include "core/rpc/methods.h"
#include "tests/support/scriptedhttp2server.h"
#include "tests/unit/rpc/rpctesting.h"

#include <QTcpServer>

using namespace etcdscope;

namespace {

template<class Message> QByteArray wireBytes(const Message &message)
{
    return QByteArray::fromStdString(message.SerializeAsString());
}

etcdserverpb::PutResponse putResponse(qint64 revision)
{
    etcdserverpb::PutResponse response;
    response.mutable_header()->set_revision(revision);
    return response;
}

class NoWrites final : public CallPolicy
{
public:
    std::optional<QString> refusal(const CallInfo &call) const override
    {
        return call.mutates ? std::optional(QStringLiteral("writes are off")) : std::nullopt;
    }
};

} // namespace

class TestGrpcChannel : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<ScriptedHttp2Server>();
        m_network = std::make_unique<NetworkAccess>();
        m_channel = std::make_unique<GrpcChannel>(*m_network, m_server->url());
        connect(m_network.get(), &NetworkAccess::operationFinished, this,
                [this](const Operation &operation) { m_log.append(operation); });
        m_log.clear();
    }

    void cleanup()
    {
        m_channel.reset();
        m_network.reset();
        m_server.reset();
    }

    void requestIsWhatGrpcAsksFor()
    {
        Credentials credentials;
        credentials.setToken("the.token");
        m_channel->setCredentials(&credentials);
        etcdserverpb::PutRequest request;
        request.set_key("k");
        CallOptions options;
        options.deadline = 4'321;
        options.metadata.emplace_back("hasleader", "true");
        onEachRequest([this](int i) { m_server->answer(i, wireBytes(putResponse(5))); });

        const auto answer =
            answerOf(m_channel->call<etcdserverpb::PutResponse>(methods::put, request, options));
        QVERIFY2(answer, qPrintable(errorOf(answer).toString()));
        QCOMPARE(answer->header().revision(), 5);

        const auto &seen = m_server->request(0);
        QCOMPARE(seen.header(":method"), QByteArray("POST"));
        QCOMPARE(seen.header(":path"), QByteArray("/etcdserverpb.KV/Put"));
        QCOMPARE(seen.header("content-type"), QByteArray("application/grpc"));
        QCOMPARE(seen.header("te"), QByteArray("trailers"));
        QCOMPARE(seen.header("grpc-timeout"), QByteArray("4321m"));
        QCOMPARE(seen.header("hasleader"), QByteArray("true"));
        QCOMPARE(seen.header("token"), QByteArray("the.token"));
        QVERIFY(seen.header("user-agent").startsWith("etcdscope"));
        QVERIFY(seen.ended);
        QCOMPARE(seen.body, QByteArray::fromHex("0000000003") + wireBytes(request));
    }

    void revisionAndKeyGoToTheLog()
    {
        CallOptions options;
        options.key = "the key";
        onEachRequest([this](int i) { m_server->answer(i, wireBytes(putResponse(77))); });
        QVERIFY(answerOf(put(options)));
        QTRY_COMPARE(m_log.size(), 1);
        QCOMPARE(m_log.first().method, QByteArray("etcdserverpb.KV/Put"));
        QCOMPARE(m_log.first().key, QByteArray("the key"));
        QCOMPARE(m_log.first().revision, 77);
        QVERIFY(m_log.first().mutates);
        QVERIFY(!m_log.first().error);
    }

    void answerInManyPieces()
    {
        m_server->setDribbles(true);
        onEachRequest([this](int i) { m_server->answer(i, wireBytes(putResponse(1'000'000))); });
        const auto answer = answerOf(put());
        QVERIFY2(answer, qPrintable(errorOf(answer).toString()));
        QCOMPARE(answer->header().revision(), 1'000'000);
    }

    void statusInTrailersOnly()
    {
        onEachRequest([this](int i) {
            m_server->respond(i,
                              {{":status", "200"},
                               {"content-type", "application/grpc"},
                               {"grpc-status", "11"},
                               {"grpc-message", "etcdserver: mvcc: required revision has been %63ompacted"}},
                              true);
        });
        const Error error = errorOf(answerOf(put()));
        QCOMPARE(name(error.kind), name(ErrorKind::Compacted));
        QCOMPARE(error.grpcCode, 11);
        QCOMPARE(error.fate, RequestFate::Answered);
        QCOMPARE(error.serverMessage,
                 QStringLiteral("etcdserver: mvcc: required revision has been compacted"));
        QTRY_COMPARE(m_log.size(), 1);
        QCOMPARE(name(m_log.first().error.value_or(Error()).kind), name(ErrorKind::Compacted));
    }

    void endWithoutStatusIsABrokenStream()
    {
        onEachRequest([this](int i) {
            m_server->respondOk(i);
            m_server->send(i, ScriptedHttp2Server::framed(wireBytes(putResponse(1))), true);
        });
        const Error error = errorOf(answerOf(put()));
        QCOMPARE(name(error.kind), name(ErrorKind::Unavailable));
        QCOMPARE(error.fate, RequestFate::MaybeSent);
        QVERIFY(error.detail.contains(QLatin1String("grpc-status")));
    }

    void httpAnswersOfOthers_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("page") << QByteArray("200") << ErrorKind::Protocol;
        QTest::newRow("not found") << QByteArray("404") << ErrorKind::Protocol;
        QTest::newRow("bad gateway") << QByteArray("502") << ErrorKind::Unavailable;
    }

    void httpAnswersOfOthers()
    {
        QFETCH(QByteArray, status);
        QFETCH(ErrorKind, kind);
        onEachRequest([this, status](int i) {
            m_server->respond(i, {{":status", status}, {"content-type", "text/html"}});
            m_server->send(i, "<html>\0\0\0\0</html>", true);
        });
        const Error error = errorOf(answerOf(put()));
        QCOMPARE(name(error.kind), name(kind));
        QCOMPARE(error.httpStatus, status.toInt());
        QCOMPARE(error.grpcCode, -1);
    }

    void answersThatAreNone_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("text");
        const QByteArray good = ScriptedHttp2Server::framed(wireBytes(putResponse(1)));
        QTest::newRow("none") << QByteArray() << ErrorKind::Protocol << QStringLiteral("without an answer");
        QTest::newRow("two") << good + good << ErrorKind::Protocol << QStringLiteral("more than one");
        QTest::newRow("cut") << good.chopped(1) << ErrorKind::Protocol << QStringLiteral("1 bytes before");
        QTest::newRow("compressed") << QByteArray::fromHex("010000000100") << ErrorKind::Protocol
                                    << QStringLiteral("compressed");
        QTest::newRow("too large") << QByteArray::fromHex("0000001001") << ErrorKind::TooLarge
                                   << QStringLiteral("4097");
        QTest::newRow("not the message") << QByteArray::fromHex("0000000002") + "\x0a\x05"
                                         << ErrorKind::Protocol << QStringLiteral("not the message");
    }

    void answersThatAreNone()
    {
        QFETCH(QByteArray, body);
        QFETCH(ErrorKind, kind);
        QFETCH(QString, text);
        onEachRequest([this, body](int i) {
            m_server->respondOk(i);
            m_server->send(i, body);
            m_server->sendTrailers(i, {{"grpc-status", "0"}});
        });
        CallOptions options;
        options.maxMessageSize = 4'096;
        const Error error = errorOf(answerOf(put(options)));
        QCOMPARE(name(error.kind), name(kind));
        QVERIFY2(error.detail.contains(text), qPrintable(error.detail));
        QCOMPARE(error.fate, RequestFate::MaybeSent);
    }

    void deadlineIsATimeout()
    {
        CallOptions options;
        options.deadline = 50;
        const Error error = errorOf(answerOf(put(options)));
        QCOMPARE(name(error.kind), name(ErrorKind::Timeout));
        QCOMPARE(error.fate, RequestFate::MaybeSent);
    }

    void nobodyListensIsNotSent()
    {
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        const quint16 port = free.serverPort();
        free.close();
        m_channel->setEndpoint(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port)));
        const Error error = errorOf(answerOf(put()));
        QCOMPARE(name(error.kind), name(ErrorKind::Network));
        QCOMPARE(error.fate, RequestFate::NotSent);
    }

    void closedConnectionMayHaveTakenTheRequest()
    {
        onEachRequest([this](int) { m_server->closeConnections(); });
        const Error error = errorOf(answerOf(put()));
        QCOMPARE(name(error.kind), name(ErrorKind::Network));
        QCOMPARE(error.fate, RequestFate::MaybeSent);
        QCOMPARE(m_server->requestCount(), 1);
    }

    void goAwayBelowTheStreamIsNotSent()
    {
        onEachRequest([this](int) { m_server->goAway(0, 0); });
        const Error error = errorOf(answerOf(put()));
        QVERIFY(error.kind == ErrorKind::Unavailable || error.kind == ErrorKind::Network);
        QCOMPARE(error.fate, RequestFate::NotSent);
    }

    void http1AnswerIsProtocol()
    {
        m_server->setRawAnswer("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n", false);
        QCOMPARE(name(errorOf(answerOf(put())).kind), name(ErrorKind::Protocol));
    }

    void policyRefusesBeforeAByteIsSent()
    {
        const NoWrites policy;
        m_network->setCallPolicy(&policy);
        const Error error = errorOf(answerOf(put()));
        QCOMPARE(name(error.kind), name(ErrorKind::ReadOnly));
        QCOMPARE(error.fate, RequestFate::NotSent);
        QCOMPARE(error.detail, QStringLiteral("writes are off"));
        QCOMPARE(m_server->connectionCount(), 0);

        onEachRequest([this](int i) { m_server->answer(i, {}); });
        CallOptions options;
        options.readOnly = true;
        QVERIFY(answerOf(
            m_channel->call<etcdserverpb::TxnResponse>(methods::txn, etcdserverpb::TxnRequest(), options)));
        QVERIFY(
            !answerOf(m_channel->call<etcdserverpb::TxnResponse>(methods::txn, etcdserverpb::TxnRequest())));
        m_network->setCallPolicy(nullptr);
    }

    void cancelResetsTheStream()
    {
        bool answered = false;
        auto call = put();
        call.then(this, [&answered](const Result<etcdserverpb::PutResponse> &) { answered = true; });
        QTRY_COMPARE(m_server->requestCount(), 1);
        call.cancel();
        QTRY_VERIFY(m_server->request(0).reset.has_value());
        QVERIFY(!answered);
        QTRY_COMPARE(m_log.size(), 1);
        QVERIFY(m_log.first().cancelled);
    }

    void callMayBeDroppedInItsOwnAnswer()
    {
        onEachRequest([this](int i) { m_server->answer(i, wireBytes(putResponse(1))); });
        bool answered = false;
        auto call = std::make_unique<Call<etcdserverpb::PutResponse>>(put());
        call->then(this, [&](const Result<etcdserverpb::PutResponse> &) {
            call.reset();
            m_channel.reset();
            answered = true;
        });
        QTRY_VERIFY(answered);
    }

    void channelThatGoesAnswersItsCalls()
    {
        std::optional<Error> error;
        auto call = put();
        call.then(this,
                  [&error](const Result<etcdserverpb::PutResponse> &result) { error = errorOf(result); });
        QTRY_COMPARE(m_server->requestCount(), 1);
        m_channel.reset();
        QVERIFY(!error);
        QTRY_VERIFY(error.has_value());
        QCOMPARE(name(error->kind), name(ErrorKind::Network));
        QCOMPARE(error->fate, RequestFate::MaybeSent);
        QTRY_VERIFY(m_server->request(0).reset.has_value());
    }

    void requestSideOfAWatchStaysOpen()
    {
        KeepingSink sink;
        etcdserverpb::WatchRequest create;
        create.mutable_create_request()->set_key("hc");
        WatchedStream watch(m_channel->open(methods::watch, create, sink, noDeadline()));
        QVERIFY(watch.stream->canSend());
        QTRY_COMPARE(m_server->requestCount(), 1);
        QTRY_COMPARE(m_server->request(0).body, QByteArray::fromHex("00000000060a040a026863"));
        QCOMPARE(m_server->request(0).header("grpc-timeout"), QByteArray());

        etcdserverpb::WatchRequest progress;
        progress.mutable_progress_request();
        watch.stream->send(progress);
        QTRY_COMPARE(m_server->request(0).body, QByteArray::fromHex("00000000060a040a026863"
                                                                    "00000000021a00"));
        QVERIFY(!m_server->request(0).ended);

        watch.stream.reset();
        QTRY_VERIFY(m_server->request(0).reset.has_value());
    }

    void requestSideOfAServerStreamEnds()
    {
        KeepingSink sink;
        WatchedStream snapshot(m_channel->open(methods::snapshot, etcdserverpb::SnapshotRequest(), sink, {}));
        QVERIFY(!snapshot.stream->canSend());
        QTRY_COMPARE(m_server->requestCount(), 1);
        QTRY_VERIFY(m_server->request(0).ended);
    }

    void messagesComeAsTheyArrive()
    {
        KeepingSink sink;
        WatchedStream watch(openWatch(sink));
        QTRY_COMPARE(m_server->requestCount(), 1);
        m_server->respondOk(0);
        m_server->send(0, ScriptedHttp2Server::framed("one") + ScriptedHttp2Server::framed("two").first(6));
        QTRY_COMPARE(sink.messages, QList<QByteArray>{"one"});
        QCOMPARE(sink.current, QByteArray("t"));
        m_server->send(0, ScriptedHttp2Server::framed("two").sliced(6));
        QTRY_COMPARE(sink.messages, (QList<QByteArray>{"one", "two"}));
        QVERIFY(watch.received >= 2);
        m_server->sendTrailers(0, {{"grpc-status", "0"}});
        QTRY_COMPARE(watch.finished, 1);
        QVERIFY(!watch.error);
    }

    void refusalOfTheSinkEndsTheStream()
    {
        KeepingSink sink;
        sink.refusal = QStringLiteral("cannot read this");
        WatchedStream watch(openWatch(sink));
        QTRY_COMPARE(m_server->requestCount(), 1);
        m_server->respondOk(0);
        m_server->send(0, ScriptedHttp2Server::framed("one"));
        QTRY_COMPARE(watch.finished, 1);
        QCOMPARE(name(watch.error.value_or(Error()).kind), name(ErrorKind::Protocol));
        QCOMPARE(watch.error->detail, QStringLiteral("cannot read this"));
        QTRY_VERIFY(m_server->request(0).reset.has_value());
    }

    void pausedStreamWaitsAndLosesNothing()
    {
        KeepingSink sink;
        WatchedStream watch(openWatch(sink));
        QTRY_COMPARE(m_server->requestCount(), 1);
        watch.stream->setPaused(true);
        m_server->respondOk(0);
        m_server->send(0, ScriptedHttp2Server::framed("one") + ScriptedHttp2Server::framed("two"));
        m_server->sendTrailers(0, {{"grpc-status", "14"}, {"grpc-message", "etcdserver: no leader"}});
        // Another call on the same connection shows that all of this has arrived.
        onEachRequest([this](int i) { m_server->answer(i, wireBytes(putResponse(1))); });
        QVERIFY(answerOf(put()));
        QVERIFY(sink.messages.isEmpty());
        QCOMPARE(watch.finished, 0);

        watch.stream->setPaused(false);
        QVERIFY(sink.messages.isEmpty()); // not from inside the call
        QTRY_COMPARE(watch.finished, 1);
        QCOMPARE(sink.messages.size(), 2);
        QCOMPARE(name(watch.error.value_or(Error()).kind), name(ErrorKind::Unavailable));
    }

    void streamMayBeDestroyedInReceived()
    {
        KeepingSink sink;
        WatchedStream watch(openWatch(sink));
        watch.onReceived = [&watch] { watch.stream.reset(); };
        QTRY_COMPARE(m_server->requestCount(), 1);
        m_server->respondOk(0);
        m_server->send(0, ScriptedHttp2Server::framed("one"));
        m_server->sendTrailers(0, {{"grpc-status", "0"}});
        QTRY_VERIFY(!watch.stream);
        QCOMPARE(watch.finished, 0);
    }

    void streamMayBeDestroyedInFinished_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("success") << ScriptedHttp2Server::framed("one");
        QTest::newRow("fault") << QByteArray("xxxxxx");
    }

    void streamMayBeDestroyedInFinished()
    {
        QFETCH(QByteArray, body);
        KeepingSink sink;
        WatchedStream watch(openWatch(sink));
        watch.onFinished = [this, &watch] {
            watch.stream.reset();
            m_channel.reset();
        };
        QTRY_COMPARE(m_server->requestCount(), 1);
        m_server->respondOk(0);
        m_server->send(0, body);
        m_server->sendTrailers(0, {{"grpc-status", "0"}});
        QTRY_VERIFY(!watch.stream);
        QCOMPARE(watch.finished, 1);
    }

    void cancelledStreamIsSilent()
    {
        KeepingSink sink;
        WatchedStream watch(openWatch(sink));
        QTRY_COMPARE(m_server->requestCount(), 1);
        m_server->respondOk(0);
        m_server->send(0, ScriptedHttp2Server::framed("one"));
        QTRY_COMPARE(sink.messages.size(), 1);
        watch.stream->setRevision(41);
        watch.stream->cancel();
        QTRY_VERIFY(m_server->request(0).reset.has_value());
        QCOMPARE(watch.finished, 0);
        QTRY_COMPARE(m_log.size(), 1);
        QVERIFY(m_log.first().cancelled);
        QCOMPARE(m_log.first().revision, 41);
    }

private:
    [[nodiscard]] Call<etcdserverpb::PutResponse> put(const CallOptions &options = {})
    {
        etcdserverpb::PutRequest request;
        request.set_key("k");
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

    void onEachRequest(std::function<void(int)> answer) { m_server->onRequestEnded = std::move(answer); }

    std::unique_ptr<ScriptedHttp2Server> m_server;
    std::unique_ptr<NetworkAccess> m_network;
    std::unique_ptr<GrpcChannel> m_channel;
    QList<Operation> m_log;
};

QTEST_GUILESS_MAIN(TestGrpcChannel)
#include "tst_grpcchannel.moc"
