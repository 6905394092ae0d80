// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/clusterchannel.h"
#include "core/rpc/methods.h"
#include "tests/support/fakechannel.h"
#include "tests/unit/rpc/rpctesting.h"

#include <QDateTime>

using namespace etcdscope;

namespace {

Error networkError(RequestFate fate)
{
    return {.kind = ErrorKind::Network, .fate = fate};
}

Error staleToken()
{
    return {.kind = ErrorKind::Unauthenticated,
            .fate = RequestFate::Answered,
            .grpcCode = 16,
            .serverMessage = QStringLiteral("etcdserver: invalid auth token")};
}

Error wrongPassword()
{
    return {.kind = ErrorKind::Unauthenticated,
            .fate = RequestFate::Answered,
            .grpcCode = 3,
            .serverMessage =
                QStringLiteral("etcdserver: authentication failed, invalid user ID or password")};
}

etcdserverpb::AuthenticateResponse tokenAnswer(const QByteArray &token)
{
    etcdserverpb::AuthenticateResponse answer;
    answer.set_token(token.toStdString());
    answer.mutable_header()->set_cluster_id(7);
    return answer;
}

CallOptions endless()
{
    CallOptions options;
    options.deadline = 0;
    return options;
}

/// Takes what comes and counts it.
class CountingSink final : public MessageSink
{
public:
    std::optional<QString> messageStarted(qint64) override { return std::nullopt; }
    std::optional<QString> messageData(QByteArrayView bytes) override
    {
        message.append(bytes);
        return std::nullopt;
    }
    std::optional<QString> messageEnded() override
    {
        ++messages;
        return std::nullopt;
    }

    QByteArray message;
    int messages = 0;
};

} // namespace

class TestClusterChannel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_cluster.reset(); }
    void readIsAskedElsewhereOnce();
    void whatWasNotSentIsSentElsewhere();
    void uncertainWriteIsNotRepeated();
    void allDeadEndsAfterEachWasTried();
    void refusalOfTheServerStays();
    void streamThatBeganEnds();
    void oneLoginForManyCalls();
    void staleTokenIsRenewedAndWriteRepeated();
    void watchRefusedInItsFirstMessage();
    void wrongPasswordIsSentOnce();
    void anotherLoginIsTheWayOn();
    void authenticationIsOff();
    void tokenOfAnotherClusterIsDropped();
    void endingTokenIsRenewedBefore();

private:
    FakeChannel &at(int member) { return *m_members[member]; }
    [[nodiscard]] Call<etcdserverpb::RangeResponse> read()
    {
        return m_cluster->call<etcdserverpb::RangeResponse>(methods::range, etcdserverpb::RangeRequest());
    }
    [[nodiscard]] Call<etcdserverpb::PutResponse> write()
    {
        return m_cluster->call<etcdserverpb::PutResponse>(methods::put, etcdserverpb::PutRequest());
    }
    /// Every member answers Authenticate with t1, t2 and so on.
    void serveTokens()
    {
        for (const auto &member : m_members)
            member->always(methods::authenticate, [this](FakeCall &call) {
                answerWith(call, tokenAnswer('t' + QByteArray::number(++m_tokens)));
            });
    }
    static void answerWith(FakeCall &call, const google::protobuf::Message &message)
    {
        call.push(message);
        call.end();
    }

    QList<std::shared_ptr<FakeChannel>> m_members;
    QList<QByteArray> m_carried; // the token of each call
    std::unique_ptr<ClusterChannel> m_cluster;
    int m_tokens = 0;
};

void TestClusterChannel::init()
{
    m_tokens = 0;
    m_carried.clear();
    m_members = {std::make_shared<FakeChannel>(), std::make_shared<FakeChannel>(),
                 std::make_shared<FakeChannel>()};
    auto endpoints = EndpointSet::parse({QStringLiteral("127.0.0.1:1,127.0.0.1:2,127.0.0.1:3")});
    m_cluster = std::make_unique<ClusterChannel>(
        std::move(endpoints).value(), [this](const QUrl &endpoint, const Credentials *credentials) {
            const auto member = m_members[endpoint.port() - 1];
            connect(member.get(), &FakeChannel::called, this, [this, credentials](FakeCall *call) {
                if (&call->method() != &methods::authenticate)
                    m_carried << credentials->token();
            });
            return member;
        });
}

void TestClusterChannel::readIsAskedElsewhereOnce()
{
    QSignalSpy moved(m_cluster.get(), &ClusterChannel::endpointChanged);
    at(0).expectError(methods::range, networkError(RequestFate::MaybeSent));
    at(1).expectReply(methods::range, etcdserverpb::RangeResponse());
    QVERIFY(answerOf(read()));
    QCOMPARE(m_cluster->endpoint().port(), 2);
    QCOMPARE(moved.size(), 1);

    at(1).expectError(methods::range, networkError(RequestFate::MaybeSent));
    at(2).expectError(methods::range, networkError(RequestFate::MaybeSent));
    QCOMPARE(name(errorOf(answerOf(read())).kind), name(ErrorKind::Network));
    QCOMPARE(at(0).calls().size(), 1);
}

void TestClusterChannel::whatWasNotSentIsSentElsewhere()
{
    at(0).expectError(methods::put, networkError(RequestFate::NotSent));
    at(1).expectError(methods::put, networkError(RequestFate::NotSent));
    at(2).expectReply(methods::put, etcdserverpb::PutResponse());
    QVERIFY(answerOf(write()));
    QCOMPARE(m_cluster->endpoint().port(), 3);
}

void TestClusterChannel::uncertainWriteIsNotRepeated()
{
    at(0).expectError(methods::put, networkError(RequestFate::MaybeSent));
    const Error error = errorOf(answerOf(write()));
    QCOMPARE(error.fate, RequestFate::MaybeSent);
    QCOMPARE(at(1).calls().size() + at(2).calls().size(), 0);
    QCOMPARE(m_cluster->endpoint().port(), 2); // the next call goes there
}

void TestClusterChannel::allDeadEndsAfterEachWasTried()
{
    for (const auto &member : m_members)
        member->expectError(methods::put, networkError(RequestFate::NotSent));
    QCOMPARE(errorOf(answerOf(write())).fate, RequestFate::NotSent);
    for (const auto &member : m_members)
        QCOMPARE(member->calls().size(), 1);
    at(m_cluster->endpoint().port() - 1).expectReply(methods::put, etcdserverpb::PutResponse());
    QVERIFY(answerOf(write())); // each gets its turn again
}

void TestClusterChannel::refusalOfTheServerStays()
{
    at(0).expectError(methods::range, {.kind = ErrorKind::PermissionDenied, .fate = RequestFate::Answered});
    QCOMPARE(name(errorOf(answerOf(read())).kind), name(ErrorKind::PermissionDenied));
    QCOMPARE(m_cluster->endpoint().port(), 1);
}

void TestClusterChannel::streamThatBeganEnds()
{
    CountingSink sink;
    at(0).expect(methods::watch, [](FakeCall &call) {
        etcdserverpb::WatchResponse created;
        created.set_created(true);
        call.push(created);
        call.drop();
    });
    const auto stream = m_cluster->open(methods::watch, etcdserverpb::WatchRequest(), sink, endless());
    QSignalSpy finished(stream.get(), &ServerStream::finished);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(sink.messages, 1);
    QCOMPARE(at(1).calls().size(), 0);
    QCOMPARE(m_cluster->endpoint().port(), 2); // where its owner resumes it
}

void TestClusterChannel::oneLoginForManyCalls()
{
    m_cluster->authenticator().setLogin({.user = QStringLiteral("u"), .password = QStringLiteral("p")});
    serveTokens();
    at(0).always(methods::range, [](FakeCall &call) { answerWith(call, etcdserverpb::RangeResponse()); });
    QObject context;
    int answers = 0;
    std::vector<Call<etcdserverpb::RangeResponse>> calls;
    for (int i = 0; i < 5; ++i) {
        calls.push_back(read());
        calls.back().then(&context, [&](const auto &answer) { answers += answer.ok(); });
    }
    QTRY_COMPARE(answers, 5);
    QCOMPARE(at(0).callsOf(methods::authenticate).size(), 1);
    const auto request =
        at(0).callsOf(methods::authenticate).first()->request<etcdserverpb::AuthenticateRequest>();
    QCOMPARE(request.name(), std::string("u"));
    QCOMPARE(request.password(), std::string("p"));
    QCOMPARE(m_carried, QList<QByteArray>(5, "t1"));
}

void TestClusterChannel::staleTokenIsRenewedAndWriteRepeated()
{
    m_cluster->authenticator().setLogin({.user = QStringLiteral("u"), .password = QStringLiteral("p")});
    serveTokens();
    at(0).expectReply(methods::authenticate, tokenAnswer("t0"));
    at(0).expectError(methods::put, staleToken()); // refused before it took effect
    at(0).always(methods::put, [](FakeCall &call) { answerWith(call, etcdserverpb::PutResponse()); });
    QVERIFY(answerOf(write()));
    QCOMPARE(m_carried, (QList<QByteArray>{"t0", "t1"}));
}

void TestClusterChannel::watchRefusedInItsFirstMessage()
{
    m_cluster->authenticator().setLogin({.user = QStringLiteral("u"), .password = QStringLiteral("p")});
    serveTokens();
    int watches = 0;
    at(0).always(methods::watch, [&watches](FakeCall &call) {
        etcdserverpb::WatchResponse response;
        response.set_created(true);
        if (++watches == 1) {
            response.set_canceled(true);
            response.set_cancel_reason(
                "rpc error: code = Unauthenticated desc = etcdserver: invalid auth token");
        }
        call.push(response, 1);
    });
    CountingSink sink;
    const auto stream = m_cluster->open(methods::watch, etcdserverpb::WatchRequest(), sink, endless());
    QSignalSpy finished(stream.get(), &ServerStream::finished);
    QTRY_COMPARE(sink.messages, 1);
    QCOMPARE(watches, 2);
    etcdserverpb::WatchResponse seen;
    QVERIFY(seen.ParseFromArray(sink.message.constData(), int(sink.message.size())));
    QVERIFY(!seen.canceled());
    QCOMPARE(m_carried, (QList<QByteArray>{"t1", "t2"}));
    QCOMPARE(finished.size(), 0);
}

void TestClusterChannel::wrongPasswordIsSentOnce()
{
    QSignalSpy refused(&m_cluster->authenticator(), &Authenticator::refused);
    m_cluster->authenticator().setLogin({.user = QStringLiteral("u"), .password = QStringLiteral("secret")});
    at(0).expectError(methods::authenticate, wrongPassword());
    for (int i = 0; i < 3; ++i) {
        const Error error = errorOf(answerOf(write()));
        QCOMPARE(name(error.kind), name(ErrorKind::Unauthenticated));
        QCOMPARE(error.fate, RequestFate::NotSent);
        QVERIFY(!error.toString().contains(QLatin1String("secret")));
    }
    QCOMPARE(at(0).calls().size(), 1);
    QCOMPARE(refused.size(), 1);
}

void TestClusterChannel::anotherLoginIsTheWayOn()
{
    m_cluster->authenticator().setLogin({.user = QStringLiteral("u"), .password = QStringLiteral("wrong")});
    at(0).expectError(methods::authenticate, wrongPassword());
    QVERIFY(!answerOf(read()));
    serveTokens();
    at(0).always(methods::range, [](FakeCall &call) { answerWith(call, etcdserverpb::RangeResponse()); });
    m_cluster->authenticator().setLogin({.user = QStringLiteral("u"), .password = QStringLiteral("right")});
    QVERIFY(answerOf(read()));
}

void TestClusterChannel::authenticationIsOff()
{
    m_cluster->authenticator().setLogin({.user = QStringLiteral("u"), .password = QStringLiteral("p")});
    at(0).expectError(methods::authenticate,
                      {.kind = ErrorKind::Unsupported,
                       .fate = RequestFate::Answered,
                       .serverMessage = QStringLiteral("authentication is not enabled")});
    at(0).always(methods::range, [](FakeCall &call) { answerWith(call, etcdserverpb::RangeResponse()); });
    QVERIFY(answerOf(read()));
    QVERIFY(answerOf(read()));
    QCOMPARE(at(0).callsOf(methods::authenticate).size(), 1);
    QCOMPARE(m_carried, (QList<QByteArray>{"", ""}));
}

void TestClusterChannel::tokenOfAnotherClusterIsDropped()
{
    m_cluster->authenticator().setLogin({.user = QStringLiteral("u"), .password = QStringLiteral("p")});
    serveTokens();
    at(0).always(methods::range, [](FakeCall &call) { answerWith(call, etcdserverpb::RangeResponse()); });
    QVERIFY(answerOf(read()));
    m_cluster->authenticator().noteCluster(7);
    QVERIFY(answerOf(read()));
    m_cluster->authenticator().noteCluster(8);
    QVERIFY(answerOf(read()));
    QCOMPARE(m_carried, (QList<QByteArray>{"t1", "t1", "t2"}));
}

void TestClusterChannel::endingTokenIsRenewedBefore()
{
    const auto jsonWebToken = [](qint64 end) {
        const QByteArray claims = "{\"exp\":" + QByteArray::number(end) + "}";
        return "e30." + claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) +
               ".x";
    };
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    m_cluster->authenticator().setLogin({.user = QStringLiteral("u"), .password = QStringLiteral("p")});
    const QByteArray ending = jsonWebToken(now + 2);
    const QByteArray lasting = jsonWebToken(now + 300);
    at(0).expectReply(methods::authenticate, tokenAnswer(ending));
    at(0).expect(methods::range, [](FakeCall &call) { answerWith(call, etcdserverpb::RangeResponse()); });
    at(0).expectReply(methods::authenticate, tokenAnswer(lasting));
    at(0).always(methods::range, [](FakeCall &call) { answerWith(call, etcdserverpb::RangeResponse()); });
    QVERIFY(answerOf(read()));
    QTRY_VERIFY(!m_cluster->authenticator().isReady());
    QVERIFY(answerOf(read()));
    QVERIFY(answerOf(read()));
    QCOMPARE(m_carried, (QList<QByteArray>{ending, lasting, lasting}));
}

QTEST_GUILESS_MAIN(TestClusterChannel)
#include "tst_clusterchannel.moc"
