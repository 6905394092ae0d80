// SPDX-License-Identifier: Apache-2.0
#include "core/net/callpolicy.h"
#include "core/net/http2session.h"
#include "core/net/outgoingstream.h"
#include "tests/support/scriptedhttp2server.h"
#include "tests/support/tlscertificates.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QSslKey>
#include <QTest>

#include <nghttp2/nghttp2.h>

using namespace etcdscope;
using Failure = Http2Reply::Failure;

namespace {

/// A server, a connection to it, and requests on that.
struct Wire
{
    ScriptedHttp2Server server;
    ConnectionTiming timing;
    TlsIdentity tls;
    QObject parent;
    std::unique_ptr<Http2Session> session;

    Http2Reply *post(const QByteArray &body, int deadline = 0)
    {
        QBuffer buffer;
        buffer.setData(body);
        buffer.open(QIODevice::ReadOnly);
        return post(&buffer, deadline);
    }

    Http2Reply *post(QIODevice *body, int deadline = 0)
    {
        if (!session) {
            session = std::make_unique<Http2Session>(server.url(), tls, timing,
                                                     QNetworkProxy(QNetworkProxy::DefaultProxy), nullptr);
        }
        QUrl url = server.url();
        url.setPath(QStringLiteral("/test.Service/Call"));
        QNetworkRequest request(url);
        request.setRawHeader("Content-Type", "application/grpc");
        request.setRawHeader("X-Mixed-Case", "kept As Is");
        CallInfo{.method = "test.Service/Call", .mutates = false, .key = {}, .deadline = deadline}.attachTo(
            request);
        return session->open(request, body, &parent);
    }
};

QByteArray pattern(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = char((i * 7 + (i >> 8)) & 0xff);
    return bytes;
}

} // namespace

class TestHttp2Session final : public QObject
{
    Q_OBJECT

private slots:
    void answerCarriesStatusHeadersBodyAndTrailers();
    void requestCarriesItsHeaders();
    void byteByByteIsTheSame();
    void severalMessagesInOneFrame();
    void trailersOnlyAnswer();
    void interimAnswerIsPassedOver();
    void repeatedHeadersAreJoined();
    void manyRequestsShareOneConnection();

    void requestIsOneWrite();
    void requestsMadeTogetherAreOneWrite();
    void delayOfSmallWritesIsOff();
    void readyReadComesOncePerTurn();
    void largeRequestFollowsThePeersWindow();

    void requestSideStaysOpenUntilFinished();
    void endOfAnswerEndsOpenRequestSide();

    void stalledStreamDelaysNoOther();
    void moreThanTheConnectionWindowPasses();

    void resetByServer_data();
    void resetByServer();
    void resetAfterTheWholeAnswerIsNoFailure();
    void goAwaySparesOlderStreams();
    void goAwayFailsWhatWasNotSent();
    void idleConnectionEndsWithGoAway();
    void concurrentStreamsStayBelowTheLimit();

    void silentPeerIsGivenUp();
    void peerSilentFromTheStartIsGivenUp();
    void answeredPingsKeepTheConnection();
    void dataCountsAsLifeWithoutPong();
    void noPingWithoutStream();
    void idleConnectionStaysOpen();

    void closeIsNoticedAtOnceAndAllBytesAreDelivered();
    void closeBeforeSettingsMeansNotSent();
    void refusedConnection();
    void unknownHost();
    void handshakeThatNeverEnds();
    void handshakeBrokenOff();
    void serverWithoutAlpn();
    void serverThatRefusesAlpnH2();
    void certificateOfUnknownAuthority();
    void tlsCarriesLargeAnswers();

    void otherProtocols_data();
    void otherProtocols();
    void oversizedHeadersEndTheirStreamOnly();
    void headersWithoutEndEndTheConnection();
    void headersThatAreNotHttpEndTheirStream();
    void brokenFrameEndsTheConnection();

    void abortResetsTheStreamAndFinishesAtOnce();
    void abortBeforeSendingSendsNothing();
    void deletedReplyResetsTheStream();
    void closedReplyIsCancelled();
    void deadlinePasses();
    void deadlineWhileConnecting();
    void anythingMayHappenInASlot_data();
    void anythingMayHappenInASlot();
    void eventLoopInASlotStopsNobody();
    void sessionClosedByUs();
    void sessionDestroyedWithRunningReplies();
};

void TestHttp2Session::answerCarriesStatusHeadersBodyAndTrailers()
{
    Wire wire;
    Http2Reply *reply = wire.post("request");
    QSignalSpy metaData(reply, &QNetworkReply::metaDataChanged);
    QSignalSpy readyRead(reply, &QIODevice::readyRead);
    QSignalSpy finished(reply, &QNetworkReply::finished);
    QTRY_COMPARE(wire.server.requestCount(), 1);
    QTRY_COMPARE(wire.server.request(0).body, QByteArray("request"));
    QVERIFY(wire.server.request(0).ended);
    QCOMPARE(reply->fate(), RequestFate::MaybeSent);

    wire.server.respondOk(0);
    QTRY_COMPARE(metaData.size(), 1);
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
    QCOMPARE(reply->fate(), RequestFate::Answered);
    QCOMPARE(reply->bytesAvailable(), 0);

    wire.server.send(0, "body");
    QTRY_COMPARE(readyRead.size(), 1);
    QCOMPARE(reply->bytesAvailable(), 4);
    QCOMPARE(reply->read(2), QByteArray("bo"));
    QCOMPARE(reply->bytesAvailable(), 2);
    QCOMPARE(finished.size(), 0);

    wire.server.sendTrailers(0, {{"grpc-status", "5"}, {"grpc-message", "not%20found"}});
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->failure(), Failure::None);
    QCOMPARE(reply->rawHeader("grpc-status"), QByteArray("5"));
    QCOMPARE(reply->rawHeader("grpc-message"), QByteArray("not%20found"));
    QCOMPARE(reply->rawHeader("content-type"), QByteArray("application/grpc"));
    QCOMPARE(reply->readAll(), QByteArray("dy"));
    QCOMPARE(metaData.size(), 1);
}

void TestHttp2Session::requestCarriesItsHeaders()
{
    Wire wire;
    wire.post({});
    QTRY_COMPARE(wire.server.requestCount(), 1);
    const auto &request = wire.server.request(0);
    QCOMPARE(request.header(":method"), QByteArray("POST"));
    QCOMPARE(request.header(":scheme"), QByteArray("http"));
    QCOMPARE(request.header(":path"), QByteArray("/test.Service/Call"));
    QCOMPARE(request.header(":authority"), "127.0.0.1:" + QByteArray::number(wire.server.port()));
    QCOMPARE(request.header("content-type"), QByteArray("application/grpc"));
    QCOMPARE(request.header("te"), QByteArray("trailers"));
    QCOMPARE(request.header("x-mixed-case"), QByteArray("kept As Is"));
    QTRY_VERIFY(request.ended);
}

void TestHttp2Session::byteByByteIsTheSame()
{
    Wire wire;
    wire.server.setDribbles(true);
    wire.server.onRequestEnded = [&](int number) { wire.server.answer(number, pattern(300)); };
    Http2Reply *reply = wire.post("x");
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), Failure::None);
    QCOMPARE(reply->readAll(), ScriptedHttp2Server::framed(pattern(300)));
    QCOMPARE(reply->rawHeader("grpc-status"), QByteArray("0"));
}

void TestHttp2Session::severalMessagesInOneFrame()
{
    Wire wire;
    Http2Reply *reply = wire.post("x");
    QTRY_COMPARE(wire.server.requestCount(), 1);
    const QByteArray both = ScriptedHttp2Server::framed("one") + ScriptedHttp2Server::framed("two");
    wire.server.respondOk(0);
    wire.server.send(0, both, true);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), Failure::None); // that grpc-status is missing is for gRPC to say
    QCOMPARE(reply->readAll(), both);
    QVERIFY(!reply->hasRawHeader("grpc-status"));
}

void TestHttp2Session::trailersOnlyAnswer()
{
    Wire wire;
    Http2Reply *reply = wire.post("x");
    QSignalSpy readyRead(reply, &QIODevice::readyRead);
    QTRY_COMPARE(wire.server.requestCount(), 1);
    wire.server.respond(0, {{":status", "200"}, {"grpc-status", "12"}}, true);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), Failure::None);
    QCOMPARE(reply->rawHeader("grpc-status"), QByteArray("12"));
    QCOMPARE(readyRead.size(), 0);
}

void TestHttp2Session::interimAnswerIsPassedOver()
{
    Wire wire;
    Http2Reply *reply = wire.post("x");
    QSignalSpy metaData(reply, &QNetworkReply::metaDataChanged);
    QTRY_COMPARE(wire.server.requestCount(), 1);
    wire.server.respond(0, {{":status", "103"}, {"link", "early"}});
    wire.server.respond(0, {{":status", "200"}, {"grpc-status", "0"}}, true);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
    QVERIFY(!reply->hasRawHeader("link"));
    QCOMPARE(metaData.size(), 1);
}

void TestHttp2Session::repeatedHeadersAreJoined()
{
    Wire wire;
    Http2Reply *reply = wire.post("x");
    QTRY_COMPARE(wire.server.requestCount(), 1);
    wire.server.respond(0, {{":status", "200"}, {"a", "1"}, {"a", "2"}}, true);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->rawHeader("a"), QByteArray("1, 2"));
}

void TestHttp2Session::manyRequestsShareOneConnection()
{
    Wire wire;
    wire.server.onRequestEnded = [&](int number) {
        wire.server.answer(number, wire.server.request(number).body);
    };
    QList<Http2Reply *> replies;
    for (int i = 0; i < 50; ++i)
        replies.append(wire.post(QByteArray::number(i)));
    for (int i = 0; i < 50; ++i) {
        QTRY_VERIFY(replies[i]->isFinished());
        QCOMPARE(replies[i]->readAll(), ScriptedHttp2Server::framed(QByteArray::number(i)));
    }
    QCOMPARE(wire.server.connectionCount(), 1);
}

void TestHttp2Session::requestIsOneWrite()
{
    Wire wire;
    wire.server.onRequestEnded = [&](int number) { wire.server.answer(number, "a"); };
    Http2Reply *first = wire.post("x");
    QTRY_VERIFY(first->isFinished());
    // Let acknowledgements of the start pass.
    QTRY_VERIFY(wire.server.openConnections() == 1);
    if (wire.server.dataSegmentsReceived() < 0)
        QSKIP("this system does not count segments");
    Http2Reply *second = wire.post("x");
    QTRY_VERIFY(second->isFinished());
    const int before = wire.server.dataSegmentsReceived();
    Http2Reply *third = wire.post(QByteArray(1000, 'x'));
    QTRY_VERIFY(third->isFinished());
    QCOMPARE(wire.server.dataSegmentsReceived() - before, 1);
}

void TestHttp2Session::requestsMadeTogetherAreOneWrite()
{
    Wire wire;
    wire.server.onRequestEnded = [&](int number) { wire.server.answer(number, "a"); };
    Http2Reply *first = wire.post("x");
    QTRY_VERIFY(first->isFinished());
    if (wire.server.dataSegmentsReceived() < 0)
        QSKIP("this system does not count segments");
    const int before = wire.server.dataSegmentsReceived();
    QList<Http2Reply *> replies;
    for (int i = 0; i < 5; ++i)
        replies.append(wire.post("y"));
    for (Http2Reply *reply : std::as_const(replies))
        QTRY_VERIFY(reply->isFinished());
    QCOMPARE(wire.server.dataSegmentsReceived() - before, 1);
}

void TestHttp2Session::delayOfSmallWritesIsOff()
{
    Wire wire;
    wire.post("x");
    QTRY_COMPARE(wire.server.requestCount(), 1);
    const auto *socket = wire.session->findChild<QTcpSocket *>();
    QVERIFY(socket);
    QCOMPARE(const_cast<QTcpSocket *>(socket)->socketOption(QAbstractSocket::LowDelayOption).toInt(), 1);
}

void TestHttp2Session::readyReadComesOncePerTurn()
{
    Wire wire;
    Http2Reply *reply = wire.post("x");
    QTRY_COMPARE(wire.server.requestCount(), 1);
    wire.server.respondOk(0);
    QSignalSpy readyRead(reply, &QIODevice::readyRead);
    // All of it is in the socket before the client has its turn: fewer segments than TCP sends at once.
    for (int i = 0; i < 6; ++i)
        wire.server.send(0, "frame ");
    QTRY_COMPARE(reply->bytesAvailable(), 6 * 6);
    QCOMPARE(readyRead.size(), 1);
    // Not read: what comes next is told all the same.
    wire.server.send(0, "more");
    QTRY_COMPARE(readyRead.size(), 2);
}

void TestHttp2Session::largeRequestFollowsThePeersWindow()
{
    Wire wire;
    wire.server.setInitialWindow(10'000);
    wire.server.onRequestEnded = [&](int number) { wire.server.answer(number, "ok"); };
    const QByteArray body = pattern(1'500'000);
    Http2Reply *reply = wire.post(body);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), Failure::None);
    QVERIFY(wire.server.request(0).body == body);
}

void TestHttp2Session::requestSideStaysOpenUntilFinished()
{
    Wire wire;
    OutgoingStream requests;
    requests.append("one");
    Http2Reply *reply = wire.post(&requests);
    QTRY_COMPARE(wire.server.requestCount(), 1);
    QTRY_COMPARE(wire.server.request(0).body, QByteArray("one"));
    wire.server.respondOk(0);
    wire.server.send(0, "answer");
    QTRY_COMPARE(reply->bytesAvailable(), 6);
    QVERIFY(!wire.server.request(0).ended);

    requests.append("two");
    QTRY_COMPARE(wire.server.request(0).body, QByteArray("onetwo"));
    QVERIFY(!wire.server.request(0).ended);

    requests.append("three");
    requests.finish();
    QTRY_VERIFY(wire.server.request(0).ended);
    QCOMPARE(wire.server.request(0).body, QByteArray("onetwothree"));
    QVERIFY(!reply->isFinished());
    wire.server.sendTrailers(0, {{"grpc-status", "0"}});
    QTRY_VERIFY(reply->isFinished());
}

void TestHttp2Session::endOfAnswerEndsOpenRequestSide()
{
    Wire wire;
    OutgoingStream requests;
    requests.append("one");
    Http2Reply *reply = wire.post(&requests);
    QTRY_COMPARE(wire.server.requestCount(), 1);
    wire.server.answer(0, "done");
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), Failure::None);
    QTRY_VERIFY(wire.server.request(0).reset.has_value());
    QCOMPARE(*wire.server.request(0).reset, quint32(NGHTTP2_NO_ERROR));
    requests.append("too late"); // goes nowhere and harms nobody
    requests.finish();
}

void TestHttp2Session::stalledStreamDelaysNoOther()
{
    Wire wire;
    Http2Reply *stalled = wire.post("stalled");
    QTRY_COMPARE(wire.server.requestCount(), 1);
    const QByteArray body = pattern(10 * 1024 * 1024);
    wire.server.respondOk(0);
    wire.server.send(0, body, true);
    QTRY_COMPARE(stalled->bytesAvailable(), Http2Framing::StreamWindow);

    wire.server.onRequestEnded = [&](int number) { wire.server.answer(number, pattern(100'000)); };
    Http2Reply *other = wire.post("other");
    QTRY_VERIFY(other->isFinished());
    QCOMPARE(other->failure(), Failure::None);
    QCOMPARE(stalled->bytesAvailable(), Http2Framing::StreamWindow);
    QVERIFY(!stalled->isFinished());

    QByteArray received = stalled->readAll();
    connect(stalled, &QIODevice::readyRead, this, [&] { received += stalled->readAll(); });
    QTRY_VERIFY(stalled->isFinished());
    received += stalled->readAll();
    QVERIFY(received == body);
}

void TestHttp2Session::moreThanTheConnectionWindowPasses()
{
    Wire wire;
    Http2Reply *reply = wire.post("x");
    QTRY_COMPARE(wire.server.requestCount(), 1);
    constexpr qint64 Size = Http2Framing::ConnectionWindow + 8 * 1024 * 1024;
    qint64 received = 0;
    connect(reply, &QIODevice::readyRead, this, [&] { received += reply->readAll().size(); });
    wire.server.respondOk(0);
    const QByteArray part(4 * 1024 * 1024, 'p');
    qint64 sent = 0;
    while (sent < Size) {
        wire.server.send(0, part, sent + part.size() >= Size);
        sent += part.size();
        QTRY_VERIFY(received >= sent - part.size());
    }
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(received, sent);
}

void TestHttp2Session::resetByServer_data()
{
    QTest::addColumn<quint32>("code");
    QTest::addColumn<bool>("afterHeaders");
    QTest::addColumn<RequestFate>("fate");
    QTest::addColumn<Failure>("failure");
    const auto reset = Failure::StreamReset;
    QTest::newRow("internal") << quint32(NGHTTP2_INTERNAL_ERROR) << false << RequestFate::MaybeSent << reset;
    QTest::newRow("cancel, after headers")
        << quint32(NGHTTP2_CANCEL) << true << RequestFate::Answered << reset;
    QTest::newRow("no error, but no end")
        << quint32(NGHTTP2_NO_ERROR) << true << RequestFate::Answered << reset;
    QTest::newRow("refused") << quint32(NGHTTP2_REFUSED_STREAM) << false << RequestFate::NotSent << reset;
    QTest::newRow("wants HTTP/1.1") << quint32(NGHTTP2_HTTP_1_1_REQUIRED) << false << RequestFate::MaybeSent
                                    << Failure::NoHttp2;
}

void TestHttp2Session::resetByServer()
{
    QFETCH(quint32, code);
    QFETCH(bool, afterHeaders);
    QFETCH(RequestFate, fate);
    QFETCH(Failure, failure);
    Wire wire;
    Http2Reply *reply = wire.post("x");
    Http2Reply *other = wire.post("y");
    QTRY_COMPARE(wire.server.requestCount(), 2);
    if (afterHeaders)
        wire.server.respondOk(0);
    wire.server.reset(0, code);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), failure);
    QCOMPARE(reply->fate(), fate);
    QVERIFY(reply->error() != QNetworkReply::NoError);
    QVERIFY(reply->errorString().contains(QLatin1String(nghttp2_http2_strerror(code))));
    QVERIFY(!other->isFinished());
    wire.server.answer(1, "fine");
    QTRY_VERIFY(other->isFinished());
    QCOMPARE(other->failure(), Failure::None);
}

void TestHttp2Session::resetAfterTheWholeAnswerIsNoFailure()
{
    Wire wire;
    OutgoingStream requests;
    requests.append("x");
    Http2Reply *reply = wire.post(&requests);
    QSignalSpy finished(reply, &QNetworkReply::finished);
    QTRY_COMPARE(wire.server.requestCount(), 1);
    wire.server.answer(0, "whole");
    wire.server.reset(0, NGHTTP2_NO_ERROR);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(reply->failure(), Failure::None);
    QCOMPARE(reply->readAll(), ScriptedHttp2Server::framed("whole"));
}

void TestHttp2Session::goAwaySparesOlderStreams()
{
    Wire wire;
    Http2Reply *older = wire.post("older");
    Http2Reply *newer = wire.post("newer");
    QTRY_COMPARE(wire.server.requestCount(), 2);
    QSignalSpy ended(wire.session.get(), &Http2Session::ended);
    wire.server.goAway(wire.server.request(0).streamId, NGHTTP2_ENHANCE_YOUR_CALM, "too_many_pings");
    QTRY_VERIFY(newer->isFinished());
    QCOMPARE(newer->failure(), Failure::GoAway);
    QCOMPARE(newer->fate(), RequestFate::NotSent);
    QVERIFY(newer->errorString().contains(QLatin1String("too_many_pings")));
    QVERIFY(!wire.session->acceptsRequests());
    QVERIFY(!older->isFinished());
    QCOMPARE(ended.size(), 0);

    wire.server.answer(0, "late");
    QTRY_VERIFY(older->isFinished());
    QCOMPARE(older->failure(), Failure::None);
    QCOMPARE(older->readAll(), ScriptedHttp2Server::framed("late"));
    QTRY_COMPARE(ended.size(), 1);
}

void TestHttp2Session::goAwayFailsWhatWasNotSent()
{
    Wire wire;
    wire.server.setMaxConcurrentStreams(1);
    Http2Reply *sent = wire.post("sent");
    QTRY_COMPARE(wire.server.requestCount(), 1);
    Http2Reply *waiting = wire.post("waiting");
    wire.server.goAway(wire.server.request(0).streamId, NGHTTP2_NO_ERROR);
    wire.server.answer(0, "ok");
    QTRY_VERIFY(sent->isFinished() && waiting->isFinished());
    QCOMPARE(sent->failure(), Failure::None);
    QCOMPARE(waiting->failure(), Failure::GoAway);
    QCOMPARE(waiting->fate(), RequestFate::NotSent);
    QCOMPARE(wire.server.requestCount(), 1);
}

void TestHttp2Session::idleConnectionEndsWithGoAway()
{
    Wire wire;
    wire.server.onRequestEnded = [&](int number) { wire.server.answer(number, "ok"); };
    Http2Reply *reply = wire.post("x");
    QTRY_VERIFY(reply->isFinished());
    QSignalSpy ended(wire.session.get(), &Http2Session::ended);
    wire.server.goAway(1, NGHTTP2_NO_ERROR);
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(!wire.session->acceptsRequests());
    QTRY_COMPARE(wire.server.openConnections(), 0);
}

void TestHttp2Session::concurrentStreamsStayBelowTheLimit()
{
    Wire wire;
    wire.server.setMaxConcurrentStreams(2);
    QList<Http2Reply *> replies;
    for (int i = 0; i < 5; ++i)
        replies.append(wire.post("x"));
    int answered = 0;
    for (; answered < 5; ++answered) {
        QTRY_COMPARE(wire.server.requestCount(), qMin(5, answered + 2));
        wire.server.answer(answered, "ok");
        QTRY_VERIFY(replies[answered]->isFinished());
    }
    for (Http2Reply *reply : std::as_const(replies))
        QCOMPARE(reply->failure(), Failure::None);
}

void TestHttp2Session::silentPeerIsGivenUp()
{
    Wire wire;
    wire.timing.silence = 60;
    wire.timing.pingAnswer = 60;
    wire.server.setAnswersPings(false);
    Http2Reply *reply = wire.post("x");
    Http2Reply *other = wire.post("y");
    QTRY_COMPARE(wire.server.requestCount(), 2);
    QElapsedTimer clock;
    clock.start();
    QTRY_VERIFY(reply->isFinished() && other->isFinished());
    QVERIFY(clock.elapsed() >= 80);
    QCOMPARE(reply->failure(), Failure::PeerSilent);
    QCOMPARE(other->failure(), Failure::PeerSilent);
    QCOMPARE(reply->fate(), RequestFate::MaybeSent);
    QCOMPARE(wire.server.pingCount(), 1);
    QTRY_COMPARE(wire.server.openConnections(), 0);
}

void TestHttp2Session::peerSilentFromTheStartIsGivenUp()
{
    Wire wire;
    wire.timing.silence = 50;
    wire.timing.pingAnswer = 50;
    wire.server.setSaysSettings(false);
    Http2Reply *reply = wire.post("x");
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), Failure::PeerSilent);
    QCOMPARE(reply->fate(), RequestFate::NotSent);
    QCOMPARE(wire.server.requestCount(), 0);
}

void TestHttp2Session::answeredPingsKeepTheConnection()
{
    Wire wire;
    wire.timing.silence = 30;
    wire.timing.pingAnswer = 250;
    Http2Reply *reply = wire.post("x");
    QTRY_VERIFY(wire.server.pingCount() >= 4);
    QVERIFY(!reply->isFinished());
    wire.server.answer(0, "ok");
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), Failure::None);
}

void TestHttp2Session::dataCountsAsLifeWithoutPong()
{
    Wire wire;
    wire.timing.silence = 100;
    wire.timing.pingAnswer = 350;
    wire.server.setAnswersPings(false);
    Http2Reply *reply = wire.post("x");
    QTRY_COMPARE(wire.server.requestCount(), 1);
    wire.server.respondOk(0);
    QTRY_COMPARE(wire.server.pingCount(), 1);
    QTimer feed;
    connect(&feed, &QTimer::timeout, this, [&] { wire.server.send(0, "."); });
    feed.start(20);
    QElapsedTimer clock;
    clock.start();
    QTRY_VERIFY(reply->isFinished() || clock.elapsed() > 2 * wire.timing.pingAnswer);
    QVERIFY(!reply->isFinished());
    // And a PING that was never answered is not followed by a second one.
    feed.stop();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), Failure::PeerSilent);
    QCOMPARE(wire.server.pingCount(), 1);
}

void TestHttp2Session::noPingWithoutStream()
{
    Wire wire;
    wire.timing.silence = 20;
    wire.timing.pingAnswer = 20;
    wire.server.onRequestEnded = [&](int number) { wire.server.answer(number, "ok"); };
    Http2Reply *reply = wire.post("x");
    QTRY_VERIFY(reply->isFinished());
    QSignalSpy ended(wire.session.get(), &Http2Session::ended);
    QVERIFY(!ended.wait(200));
    QCOMPARE(wire.server.pingCount(), 0);
    // The time of silence begins with the stream, not with the last byte.
    wire.server.onRequestEnded = nullptr;
    Http2Reply *second = wire.post("y");
    QTRY_COMPARE(wire.server.requestCount(), 2);
    QCOMPARE(wire.server.pingCount(), 0);
    QVERIFY(!second->isFinished());
}

void TestHttp2Session::idleConnectionStaysOpen()
{
    Wire wire;
    wire.server.onRequestEnded = [&](int number) { wire.server.answer(number, "ok"); };
    for (int i = 0; i < 3; ++i) {
        Http2Reply *reply = wire.post("x");
        QTRY_VERIFY(reply->isFinished());
    }
    QCOMPARE(wire.server.connectionCount(), 1);
    QCOMPARE(wire.server.openConnections(), 1);
}

void TestHttp2Session::closeIsNoticedAtOnceAndAllBytesAreDelivered()
{
    Wire wire;
    Http2Reply *reply = wire.post("x");
    QTRY_COMPARE(wire.server.requestCount(), 1);
    QSignalSpy ended(wire.session.get(), &Http2Session::ended);
    // Several turns of reading, but no WINDOW_UPDATE that would meet the closed end.
    const QByteArray body = pattern(1024 * 1024);
    QByteArray received;
    connect(reply, &QIODevice::readyRead, this, [&] { received += reply->readAll(); });
    wire.server.respondOk(0);
    wire.server.send(0, body);
    wire.server.closeConnections();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), Failure::ConnectionClosed);
    QCOMPARE(reply->error(), QNetworkReply::RemoteHostClosedError);
    QCOMPARE(reply->fate(), RequestFate::Answered);
    QVERIFY(received == body);
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(!wire.session->acceptsRequests());
}

void TestHttp2Session::closeBeforeSettingsMeansNotSent()
{
    Wire wire;
    wire.server.setSaysSettings(false);
    Http2Reply *reply = wire.post("x");
    QTRY_VERIFY(wire.server.bytesReceived() > 0);
    wire.server.closeConnections();
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), Failure::ConnectionClosed);
    QCOMPARE(reply->fate(), RequestFate::NotSent);
    QCOMPARE(wire.server.requestCount(), 0);
}

void TestHttp2Session::refusedConnection()
{
    Wire wire;
    const QUrl url = wire.server.url();
    wire.server.stopListening();
    Http2Session session(url, wire.tls, wire.timing, QNetworkProxy(QNetworkProxy::DefaultProxy), nullptr);
    QSignalSpy ended(&session, &Http2Session::ended);
    Http2Reply *reply = session.open(QNetworkRequest(url), nullptr, &wire.parent);
    QSignalSpy finished(reply, &QNetworkReply::finished);
    QCOMPARE(finished.size(), 0); // never from inside the call
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(reply->failure(), Failure::ConnectFailed);
    QCOMPARE(reply->error(), QNetworkReply::ConnectionRefusedError);
    QCOMPARE(reply->fate(), RequestFate::NotSent);
    QVERIFY(!reply->errorString().isEmpty());
    QTRY_COMPARE(ended.size(), 1);
}

void TestHttp2Session::unknownHost()
{
    Wire wire;
    const QUrl url(QStringLiteral("http://no-such-host.invalid:2379"));
    Http2Session session(url, wire.tls, wire.timing, QNetworkProxy(QNetworkProxy::DefaultProxy), nullptr);
    Http2Reply *reply = session.open(QNetworkRequest(url), nullptr, &wire.parent);
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 11'000);
    QCOMPARE(reply->failure(), Failure::ConnectFailed);
    QCOMPARE(reply->fate(), RequestFate::NotSent);
}

void TestHttp2Session::handshakeThatNeverEnds()
{
    Wire wire;
    wire.timing.connect = 100;
    wire.server.setSaysSettings(false); // plaintext and silent
    QUrl url = wire.server.url();
    url.setScheme(QStringLiteral("https"));
    Http2Session session(url, wire.tls, wire.timing, QNetworkProxy(QNetworkProxy::DefaultProxy), nullptr);
    Http2Reply *reply = session.open(QNetworkRequest(url), nullptr, &wire.parent);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), Failure::TlsFailed);
    QCOMPARE(reply->error(), QNetworkReply::TimeoutError);
}

void TestHttp2Session::handshakeBrokenOff()
{
    Wire wire;
    wire.server.setRawAnswer({}, true); // closes at the first bytes
    QUrl url = wire.server.url();
    url.setScheme(QStringLiteral("https"));
    Http2Session session(url, wire.tls, wire.timing, QNetworkProxy(QNetworkProxy::DefaultProxy), nullptr);
    Http2Reply *reply = session.open(QNetworkRequest(url), nullptr, &wire.parent);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), Failure::TlsFailed);
    QCOMPARE(reply->fate(), RequestFate::NotSent);
}

namespace {

QSslConfiguration serverTls(const TlsCertificates &certificates, const QList<QByteArray> &protocols)
{
    QFile key(certificates.serverKeyFile());
    if (!key.open(QIODevice::ReadOnly))
        return {};
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate::fromPath(certificates.serverFile()).constFirst());
    tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
    tls.setAllowedNextProtocols(protocols);
    return tls;
}

void trust(TlsIdentity &tls, const TlsCertificates &certificates)
{
    tls.configuration.setCaCertificates(QSslCertificate::fromPath(certificates.caFile()));
}

} // namespace

void TestHttp2Session::serverWithoutAlpn()
{
    const TlsCertificates certificates;
    QVERIFY(certificates.isValid());
    Wire wire;
    wire.server.useTls(serverTls(certificates, {}));
    trust(wire.tls, certificates);
    Http2Reply *reply = wire.post("x");
    QTRY_VERIFY(reply->isFinished());
    QVERIFY2(reply->failure() == Failure::NoHttp2, qPrintable(reply->errorString()));
    QCOMPARE(reply->fate(), RequestFate::NotSent);
    QCOMPARE(wire.server.requestCount(), 0);
}

void TestHttp2Session::serverThatRefusesAlpnH2()
{
    const TlsCertificates certificates;
    QVERIFY(certificates.isValid());
    // Qt's server side cannot refuse with the alert of RFC 7301, 3.2; that of OpenSSL does.
    QProcess server;
    server.start(QStringLiteral("openssl"),
                 {QStringLiteral("s_server"), QStringLiteral("-accept"), QStringLiteral("127.0.0.1:0"),
                  QStringLiteral("-cert"), certificates.serverFile(), QStringLiteral("-key"),
                  certificates.serverKeyFile(), QStringLiteral("-alpn"), QStringLiteral("http/1.1")});
    QByteArray said;
    QTRY_VERIFY((said += server.readAllStandardOutput()).contains("ACCEPT"));
    QTRY_VERIFY((said += server.readAllStandardOutput()).contains('\n'));
    const qsizetype accept = said.indexOf("ACCEPT");
    const QByteArray line = said.mid(accept, said.indexOf('\n', accept) - accept);
    const int port = line.mid(line.lastIndexOf(':') + 1).trimmed().toInt();
    QVERIFY(port > 0);

    TlsIdentity tls;
    trust(tls, certificates);
    QUrl url(QStringLiteral("https://127.0.0.1"));
    url.setPort(port);
    QObject parent;
    Http2Session session(url, tls, {}, QNetworkProxy(QNetworkProxy::DefaultProxy), nullptr);
    Http2Reply *reply = session.open(QNetworkRequest(url), nullptr, &parent);
    QTRY_VERIFY(reply->isFinished());
    QVERIFY2(reply->failure() == Failure::NoHttp2, qPrintable(reply->errorString()));
    server.kill();
    QVERIFY(server.waitForFinished());
}

void TestHttp2Session::certificateOfUnknownAuthority()
{
    const TlsCertificates certificates;
    QVERIFY(certificates.isValid());
    Wire wire;
    wire.server.useTls(serverTls(certificates, {"h2"}));
    Http2Reply *reply = wire.post("x");
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), Failure::TlsFailed);
    QCOMPARE(reply->error(), QNetworkReply::SslHandshakeFailedError);
    QCOMPARE(reply->fate(), RequestFate::NotSent);
    QVERIFY2(reply->errorString().contains(QLatin1String("certificate")), qPrintable(reply->errorString()));
}

void TestHttp2Session::tlsCarriesLargeAnswers()
{
    const TlsCertificates certificates;
    QVERIFY(certificates.isValid());
    Wire wire;
    wire.server.useTls(serverTls(certificates, {"h2"}));
    trust(wire.tls, certificates);
    const QByteArray body = pattern(20 * 1024 * 1024);
    wire.server.onRequestEnded = [&](int number) { wire.server.answer(number, body); };
    Http2Reply *reply = wire.post("x");
    QByteArray received;
    connect(reply, &QIODevice::readyRead, this, [&] { received += reply->readAll(); });
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), Failure::None);
    QVERIFY(received == ScriptedHttp2Server::framed(body));
}

void TestHttp2Session::otherProtocols_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("close");
    QTest::addColumn<Failure>("failure");
    QTest::addColumn<QString>("detail");
    QTest::newRow("HTTP/1.1, closing") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n") << true
                                       << Failure::NoHttp2 << QStringLiteral("400 Bad Request");
    QTest::newRow("HTTP/1.1, staying") << QByteArray("HTTP/1.1 505 No\r\nContent-Length: 0\r\n\r\n") << false
                                       << Failure::NoHttp2 << QStringLiteral("505");
    QTest::newRow("TLS alert") << QByteArray::fromHex("15030300020246") << true << Failure::NoHttp2
                               << QStringLiteral("TLS");
    QTest::newRow("garbage") << QByteArray("\0\0\x04\x77garbage garbage garbage", 27) << false
                             << Failure::ProtocolError << QStringLiteral("HTTP/2");
    QTest::newRow("SSH") << QByteArray("SSH-2.0-server\r\n") << false << Failure::ProtocolError
                         << QStringLiteral("HTTP/2");
    QTest::newRow("HTT and the end") << QByteArray("HTT") << true << Failure::ConnectionClosed << QString();
}

void TestHttp2Session::otherProtocols()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, close);
    QFETCH(Failure, failure);
    QFETCH(QString, detail);
    Wire wire;
    wire.server.setRawAnswer(answer, close);
    Http2Reply *reply = wire.post("x");
    QElapsedTimer clock;
    clock.start();
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(clock.elapsed() < 1000);
    QCOMPARE(reply->failure(), failure);
    QCOMPARE(reply->fate(), RequestFate::NotSent);
    QVERIFY2(reply->errorString().contains(detail), qPrintable(reply->errorString()));
}

void TestHttp2Session::oversizedHeadersEndTheirStreamOnly()
{
    Wire wire;
    Http2Reply *reply = wire.post("x");
    Http2Reply *other = wire.post("y");
    QTRY_COMPARE(wire.server.requestCount(), 2);
    ScriptedHttp2Server::Headers headers{{":status", "200"}};
    for (int i = 0; i < 5; ++i)
        headers.emplace_back("x-filler-" + QByteArray::number(i), QByteArray(20'000, 'x'));
    wire.server.respond(0, headers);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), Failure::ProtocolError);
    QVERIFY2(reply->errorString().contains(QLatin1String("headers")), qPrintable(reply->errorString()));
    wire.server.answer(1, "fine");
    QTRY_VERIFY(other->isFinished());
    QCOMPARE(other->failure(), Failure::None);
}

void TestHttp2Session::headersWithoutEndEndTheConnection()
{
    Wire wire;
    Http2Reply *reply = wire.post("x");
    QTRY_COMPARE(wire.server.requestCount(), 1);
    ScriptedHttp2Server::Headers headers{{":status", "200"}};
    for (int i = 0; i < 100; ++i)
        headers.emplace_back("x-filler-" + QByteArray::number(i), QByteArray(20'000, 'x'));
    wire.server.respond(0, headers);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), Failure::ProtocolError);
    QVERIFY(!reply->errorString().isEmpty());
    QVERIFY(reply->rawHeaderList().isEmpty());
}

void TestHttp2Session::headersThatAreNotHttpEndTheirStream()
{
    Wire wire;
    Http2Reply *reply = wire.post("x");
    QTRY_COMPARE(wire.server.requestCount(), 1);
    wire.server.respond(0, {{":status", "none"}});
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), Failure::ProtocolError);
}

void TestHttp2Session::brokenFrameEndsTheConnection()
{
    Wire wire;
    Http2Reply *reply = wire.post("x");
    QTRY_COMPARE(wire.server.requestCount(), 1);
    QSignalSpy ended(wire.session.get(), &Http2Session::ended);
    wire.server.writeRaw(QByteArray::fromHex("000001040000000001ff")); // SETTINGS on a stream, wrong length
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), Failure::ProtocolError);
    QVERIFY(reply->errorString().contains(QLatin1String("HTTP/2")));
    QTRY_COMPARE(ended.size(), 1);
}

void TestHttp2Session::abortResetsTheStreamAndFinishesAtOnce()
{
    Wire wire;
    Http2Reply *reply = wire.post("x");
    QTRY_COMPARE(wire.server.requestCount(), 1);
    wire.server.respondOk(0);
    wire.server.send(0, "unread");
    QTRY_COMPARE(reply->bytesAvailable(), 6);
    QSignalSpy finished(reply, &QNetworkReply::finished);
    QSignalSpy readyRead(reply, &QIODevice::readyRead);
    wire.server.send(0, "under way");
    reply->abort();
    QCOMPARE(finished.size(), 1);
    QVERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    QCOMPARE(reply->failure(), Failure::Cancelled);
    QCOMPARE(reply->bytesAvailable(), 0);
    reply->abort();
    QTRY_VERIFY(wire.server.request(0).reset.has_value());
    QCOMPARE(*wire.server.request(0).reset, quint32(NGHTTP2_CANCEL));
    QCOMPARE(finished.size(), 1);
    QCOMPARE(readyRead.size(), 0);
}

void TestHttp2Session::abortBeforeSendingSendsNothing()
{
    Wire wire;
    Http2Reply *early = wire.post("early");
    early->abort();
    QCOMPARE(early->fate(), RequestFate::NotSent);
    wire.server.onRequestEnded = [&](int number) { wire.server.answer(number, "ok"); };
    Http2Reply *second = wire.post("second");
    QTRY_VERIFY(second->isFinished());
    Http2Reply *third = wire.post("third");
    third->abort();
    QCOMPARE(third->fate(), RequestFate::NotSent);
    Http2Reply *fourth = wire.post("fourth");
    QTRY_VERIFY(fourth->isFinished());
    QCOMPARE(wire.server.requestCount(), 2);
}

void TestHttp2Session::deletedReplyResetsTheStream()
{
    Wire wire;
    Http2Reply *reply = wire.post("x");
    QTRY_COMPARE(wire.server.requestCount(), 1);
    delete reply;
    QTRY_VERIFY(wire.server.request(0).reset.has_value());
    wire.server.onRequestEnded = [&](int number) { wire.server.answer(number, "ok"); };
    Http2Reply *next = wire.post("y");
    QTRY_VERIFY(next->isFinished());
    QCOMPARE(next->failure(), Failure::None);
}

void TestHttp2Session::closedReplyIsCancelled()
{
    Wire wire;
    Http2Reply *reply = wire.post("x");
    QTRY_COMPARE(wire.server.requestCount(), 1);
    QSignalSpy finished(reply, &QNetworkReply::finished);
    reply->close();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(reply->failure(), Failure::Cancelled);
    QTRY_VERIFY(wire.server.request(0).reset.has_value());
}

void TestHttp2Session::deadlinePasses()
{
    Wire wire;
    Http2Reply *reply = wire.post("x", 80);
    QElapsedTimer clock;
    clock.start();
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(clock.elapsed() >= 70);
    QCOMPARE(reply->failure(), Failure::DeadlineExceeded);
    QCOMPARE(reply->error(), QNetworkReply::TimeoutError);
    QCOMPARE(reply->fate(), RequestFate::MaybeSent);
    QTRY_VERIFY(wire.server.request(0).reset.has_value());

    wire.server.onRequestEnded = [&](int number) { wire.server.answer(number, "ok"); };
    Http2Reply *next = wire.post("y", 5000);
    QTRY_VERIFY(next->isFinished());
    QCOMPARE(next->failure(), Failure::None);
}

void TestHttp2Session::deadlineWhileConnecting()
{
    Wire wire;
    wire.server.setSaysSettings(false);
    Http2Reply *reply = wire.post("x", 50);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), Failure::DeadlineExceeded);
    QCOMPARE(reply->fate(), RequestFate::NotSent);
}

void TestHttp2Session::anythingMayHappenInASlot_data()
{
    QTest::addColumn<QByteArray>("signal");
    QTest::addColumn<QByteArray>("action");
    for (const char *signal : {"metaDataChanged", "readyRead", "finished", "errorOccurred"}) {
        for (const char *action :
             {"delete the reply", "delete the other reply", "abort the reply", "abort the other reply",
              "close the session", "delete the session", "delete everything", "read and post again"})
            QTest::addRow("%s: %s", signal, action) << QByteArray(signal) << QByteArray(action);
    }
}

void TestHttp2Session::anythingMayHappenInASlot()
{
    QFETCH(QByteArray, signal);
    QFETCH(QByteArray, action);
    Wire wire;
    QPointer<Http2Reply> reply = wire.post("x");
    QPointer<Http2Reply> other = wire.post("y");
    Http2Reply *again = nullptr;
    int acted = 0;
    const auto act = [&] {
        if (acted++ > 0)
            return;
        if (action == "delete the reply") {
            delete reply.data();
        } else if (action == "delete the other reply") {
            delete other.data();
        } else if (action == "abort the reply") {
            reply->abort();
        } else if (action == "abort the other reply") {
            other->abort();
        } else if (action == "close the session") {
            wire.session->close();
        } else if (action == "delete the session") {
            wire.session.reset();
        } else if (action == "delete everything") {
            delete reply.data();
            delete other.data();
            wire.session.reset();
        } else {
            if (reply->isOpen())
                reply->readAll();
            again = wire.post("z");
        }
    };
    if (signal == "metaDataChanged")
        connect(reply, &QNetworkReply::metaDataChanged, this, act);
    else if (signal == "readyRead")
        connect(reply, &QIODevice::readyRead, this, act);
    else if (signal == "finished")
        connect(reply, &QNetworkReply::finished, this, act);
    else
        connect(reply, &QNetworkReply::errorOccurred, this, act);

    QTRY_COMPARE(wire.server.requestCount(), 2);
    // Both answers are in the socket at once.
    wire.server.respondOk(0);
    wire.server.send(0, "a");
    if (signal == "errorOccurred")
        wire.server.reset(0, NGHTTP2_INTERNAL_ERROR);
    else
        wire.server.sendTrailers(0, {{"grpc-status", "0"}});
    wire.server.answer(1, "b");
    QTRY_VERIFY(acted > 0);
    QTRY_VERIFY(!reply || reply->isFinished());
    QTRY_VERIFY(!other || other->isFinished());
    if (again) {
        QTRY_COMPARE(wire.server.requestCount(), 3);
        wire.server.answer(2, "c");
        QTRY_VERIFY(again->isFinished());
        QCOMPARE(again->failure(), Failure::None);
    }
    if (other && action.contains("reply") && !action.contains("other"))
        QCOMPARE(other->failure(), Failure::None);
}

void TestHttp2Session::eventLoopInASlotStopsNobody()
{
    Wire wire;
    Http2Reply *reply = wire.post("x");
    Http2Reply *other = wire.post("y");
    QTRY_COMPARE(wire.server.requestCount(), 2);
    // As a message box would.
    QEventLoop loop;
    int depth = 0;
    int deepest = 0;
    int bursts = 0;
    connect(reply, &QIODevice::readyRead, this, [&] {
        deepest = qMax(deepest, ++depth);
        if (bursts++ == 0) {
            wire.server.send(0, "more while the slot is busy");
            wire.server.answer(1, "b");
            connect(other, &QNetworkReply::finished, &loop, &QEventLoop::quit);
            QTimer::singleShot(5000, &loop, &QEventLoop::quit);
            loop.exec();
        }
        --depth;
    });
    wire.server.respondOk(0);
    wire.server.send(0, "a");
    QTRY_VERIFY(other->isFinished());
    QCOMPARE(other->failure(), Failure::None);
    // Never told inside its own slot, as with QIODevices of Qt; told when the slot has returned.
    QTRY_COMPARE(bursts, 2);
    QCOMPARE(deepest, 1);
    wire.server.sendTrailers(0, {{"grpc-status", "0"}});
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->failure(), Failure::None);
    QCOMPARE(reply->readAll(), QByteArray("amore while the slot is busy"));
}

void TestHttp2Session::sessionClosedByUs()
{
    Wire wire;
    Http2Reply *reply = wire.post("x");
    QTRY_COMPARE(wire.server.requestCount(), 1);
    QSignalSpy finished(reply, &QNetworkReply::finished);
    wire.session->close();
    QVERIFY(!wire.session->acceptsRequests());
    QCOMPARE(finished.size(), 0);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(reply->failure(), Failure::ConnectionClosed);
    QCOMPARE(reply->fate(), RequestFate::MaybeSent);
    QTRY_COMPARE(wire.server.openConnections(), 0);
}

void TestHttp2Session::sessionDestroyedWithRunningReplies()
{
    Wire wire;
    Http2Reply *reply = wire.post("x");
    QTRY_COMPARE(wire.server.requestCount(), 1);
    Http2Reply *held = wire.post("y");
    wire.session.reset();
    QVERIFY(!reply->isFinished());
    QTRY_VERIFY(reply->isFinished() && held->isFinished());
    QCOMPARE(reply->failure(), Failure::ConnectionClosed);
    QCOMPARE(held->fate(), RequestFate::NotSent);
}

QTEST_GUILESS_MAIN(TestHttp2Session)

#include "tst_http2session.moc"
