// SPDX-License-Identifier: Apache-2.0
//
// Sessions on clusters that have the v2 API, alone or beside v3.
#include "core/store/locks.h"
#include "tests/integration/httpfront.h"
#include "tests/integration/sessionfixture.h"
#include "tests/support/etcdcluster.h"
#include "tests/support/tcprelay.h"
#include "tests/support/tlscertificates.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QProcess>
#include <QTcpServer>

using namespace etcdscope;
using State = Session::State;
using Cause = ConnectionTest::Cause;
using Stage = ConnectionTest::Stage;

namespace {

constexpr int patience = 30'000;

SessionSettings settingsOf(const QList<QUrl> &urls, Profile::Api api = Profile::Api::Auto)
{
    SessionSettings settings = settingsFor(urls);
    settings.transport = Transport::Auto;
    settings.api = api;
    return settings;
}

/// What an old server has, and a proxy before a newer one may leave of it.
HttpFront::Paths v2Paths()
{
    return {{"/v2", "/v2"}, {"/version", "/version"}, {"/health", "/health"}};
}

QList<Api> apisOf(const Session &session)
{
    QList<Api> apis;
    for (KeySpace *space : session.keySpaces())
        apis += space->store().api();
    return apis;
}

bool allLive(const Session &session, size_t count)
{
    const auto spaces = session.keySpaces();
    return spaces.size() == count && std::ranges::all_of(spaces, [](KeySpace *space) {
               return space->feed().state() == LiveFeed::State::Live;
           });
}

/// Says what a person would have seen of errors.
class Complaints
{
public:
    explicit Complaints(Session &session)
    {
        QObject::connect(&session, &Session::stateChanged, &m_context, [this, &session] {
            if (session.state() == State::Retrying && session.lastError())
                m_texts += session.lastError()->toString();
        });
        QObject::connect(&session, &Session::loginRefused, &m_context,
                         [this](const Error &error) { m_texts += error.toString(); });
    }
    [[nodiscard]] const QStringList &texts() const { return m_texts; }

private:
    QObject m_context;
    QStringList m_texts;
};

QUrl deadUrl()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort()));
}

/// Somebody else who speaks v2: requests that no session has a part in.
class Stranger
{
public:
    void open(const QUrl &url) { m_url = url; }
    void setLogin(const QByteArray &userAndPassword) { m_login = userAndPassword; }
    /// True when the server took it; `path` behind "/v2".
    bool send(const char *verb, const QByteArray &path, const QByteArray &body = {},
              const char *type = "application/x-www-form-urlencoded")
    {
        QNetworkRequest request(QUrl::fromEncoded(m_url.toEncoded() + "/v2" + path));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QString::fromLatin1(type));
        if (!m_login.isEmpty())
            request.setRawHeader("Authorization", "Basic " + m_login.toBase64());
        const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, verb, body));
        if (!QTest::qWaitFor([&] { return reply->isFinished(); }, patience))
            return false;
        m_index = reply->rawHeader("X-Etcd-Index").toLongLong();
        return reply->error() == QNetworkReply::NoError;
    }
    bool put(const QByteArray &key, const QByteArray &value)
    {
        return send("PUT", "/keys" + key, "value=" + value);
    }
    [[nodiscard]] qint64 index() { return send("GET", "/keys/?quorum=true") ? m_index : -1; }

private:
    QNetworkAccessManager m_network;
    QUrl m_url;
    QByteArray m_login;
    qint64 m_index = 0;
};

template<class T> QByteArray failureOf(const std::optional<Result<T>> &answer)
{
    if (!answer)
        return "no answer in time";
    return answer->ok() ? QByteArray() : answer->error().toString().toUtf8();
}

template<class T> std::optional<Result<T>> answerTo(Call<T> call)
{
    std::optional<Result<T>> answer;
    QObject context;
    call.then(&context, [&answer](Result<T> result) { answer = std::move(result); });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, patience))
        return std::nullopt;
    return answer;
}

} // namespace

class TestV2Session : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void bothApisAreTwoKeySpaces();
    void chosenApiIsTheOnlyOne_data();
    void chosenApiIsTheOnlyOne();
    void v2AloneOpensWithoutAComplaint();
    void v3AloneOpensWithoutAComplaint();
    void pathsOfAProxy();
    void prefixesAreRooted();
    void firstHostIsDead();
    void closedAndRenewed();
    void locksAreRenewedToo();
    void readOnlyWritesNothing();
    void readOnlyLosesNoLock();
    void usersOfV2();
    void connectionTestOfV2();
    void certificates();
    void memberIsLost();

private:
    EtcdServer m_server{v2Options()};
    Stranger m_raw;
};

void TestV2Session::initTestCase()
{
    QVERIFY(m_server.start());
    m_raw.open(m_server.url());
    m_raw.put("/app/name", "two");
    m_raw.put("/other", "x");
    m_server.etcdctl({"put", "/app/name", "three"});
}

void TestV2Session::bothApisAreTwoKeySpaces()
{
    Session session(settingsOf({m_server.url()}));
    const Complaints complaints(session);
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(allLive(session, 2), patience);
    QCOMPARE(apisOf(session), (QList<Api>{Api::V3, Api::V2}));
    QCOMPARE(session.keySpace(), session.keySpaces().front());
    QVERIFY(!session.isLookingForMore());
    QCOMPARE(session.transportName(), QStringLiteral("gRPC"));
    KeyIndex &three = session.keySpaces()[0]->index();
    KeyIndex &two = session.keySpaces()[1]->index();
    QVERIFY(three.find("/app/name"));
    QVERIFY(!three.find("/other"));
    QVERIFY(two.find("/other"));
    // Each hears of its own changes alone, and has a place of its own in history.
    const qint64 changes = session.keySpaces()[0]->feed().changesSeen();
    m_raw.put("/late", "1");
    QTRY_VERIFY_WITH_TIMEOUT(two.find("/late"), patience);
    QCOMPARE(session.keySpaces()[0]->feed().changesSeen(), changes);
    QTRY_VERIFY_WITH_TIMEOUT(session.keySpaces()[1]->pulse().status() && session.status(), patience);
    QCOMPARE(session.keySpaces()[1]->pulse().status()->clusterId, session.status()->clusterId);
    QCOMPARE(complaints.texts(), QStringList());
}

void TestV2Session::chosenApiIsTheOnlyOne_data()
{
    QTest::addColumn<Profile::Api>("api");
    QTest::addColumn<Api>("served");
    QTest::newRow("v3") << Profile::Api::V3 << Api::V3;
    QTest::newRow("v2") << Profile::Api::V2 << Api::V2;
}

void TestV2Session::chosenApiIsTheOnlyOne()
{
    QFETCH(const Profile::Api, api);
    QFETCH(const Api, served);
    Session session(settingsOf({m_server.url()}, api));
    QList<QByteArray> methods;
    connect(&session.network(), &NetworkAccess::operationStarted, this,
            [&methods](const Operation &operation) { methods += operation.method; });
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(allLive(session, 1) && session.roundTrip(), patience);
    QCOMPARE(apisOf(session), QList<Api>{served});
    for (const QByteArray &method : std::as_const(methods))
        QVERIFY2(method.startsWith("v2 ") == (served == Api::V2), method.constData());
}

void TestV2Session::v2AloneOpensWithoutAComplaint()
{
    HttpFront front(m_server.port(), v2Paths());
    Session session(settingsOf({front.url()}));
    const Complaints complaints(session);
    QSignalSpy opened(&session, &Session::opened);
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(allLive(session, 1), patience);
    QCOMPARE(apisOf(session), QList<Api>{Api::V2});
    QCOMPARE(complaints.texts(), QStringList());
    QCOMPARE(opened.size(), 1);
    QCOMPARE(session.transportName(), QStringLiteral("HTTP"));
    QCOMPARE(session.endpoint(), front.url());
    // What the status line shows comes from v2 alone.
    QTRY_VERIFY_WITH_TIMEOUT(session.roundTrip() && session.status(), patience);
    QVERIFY(session.status()->version.startsWith("3."));
    QVERIFY(session.status()->leaderId != 0);
    QVERIFY(session.keySpace()->index().find("/other"));
}

void TestV2Session::v3AloneOpensWithoutAComplaint()
{
    EtcdServer server; // v2 is off unless it is asked for
    QVERIFY(server.start());
    Session session(settingsOf({server.url()}));
    const Complaints complaints(session);
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(allLive(session, 1), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!session.isLookingForMore(), patience);
    QCOMPARE(apisOf(session), QList<Api>{Api::V3});
    QCOMPARE(complaints.texts(), QStringList());

    // Asked for by name, it is said that it is not there.
    Session older(settingsOf({server.url()}, Profile::Api::V2));
    older.open();
    QTRY_COMPARE_WITH_TIMEOUT(older.state(), State::Retrying, patience);
    QCOMPARE(older.lastError()->kind, ErrorKind::Unsupported);
    QVERIFY(older.lastError()->detail.contains(QLatin1String("--enable-v2")));
    const auto test = tested(settingsOf({server.url()}, Profile::Api::V2));
    QCOMPARE(outcome(test->results().front()), QStringLiteral("Http NoV2"));
}

void TestV2Session::pathsOfAProxy()
{
    HttpFront front(m_server.port(),
                    {{"/old/api", "/v2"}, {"/old/version", "/version"}, {"/old/health", "/health"}});
    SessionSettings settings = settingsOf({front.url()});
    settings.basePath = QStringLiteral("/old");
    settings.versionPrefix = QStringLiteral("/api");
    Session session(settings);
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(allLive(session, 1), patience);
    QCOMPARE(apisOf(session), QList<Api>{Api::V2});
    m_raw.put("/app/behind", "1");
    QTRY_VERIFY_WITH_TIMEOUT(session.keySpace()->index().find("/app/behind"), patience);
    QCOMPARE(outcome(settings), QStringLiteral("works"));

    // The gateway of v3 stands behind the base path too.
    HttpFront gateway(m_server.port(), {{"/old/v3", "/v3"}});
    settings = settingsOf({gateway.url()}, Profile::Api::V3);
    settings.basePath = QStringLiteral("/old");
    Session newer(settings);
    newer.open();
    QTRY_VERIFY_WITH_TIMEOUT(allLive(newer, 1), patience);
    QCOMPARE(newer.transportName(), QStringLiteral("JSON gateway"));
}

void TestV2Session::prefixesAreRooted()
{
    SessionSettings settings = settingsOf({m_server.url()});
    settings.prefixes = {"app/"};
    Session session(settings);
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(allLive(session, 2), patience);
    // v3 has keys without a slash in front, v2 has none.
    QVERIFY(!session.keySpaces()[0]->index().find("/app/name"));
    QVERIFY(session.keySpaces()[1]->index().find("/app/name"));
    QVERIFY(!session.keySpaces()[1]->index().find("/other"));
}

void TestV2Session::firstHostIsDead()
{
    for (const Profile::Api api : {Profile::Api::V2, Profile::Api::Auto}) {
        SessionSettings settings = settingsOf({deadUrl(), m_server.url()}, api);
        Session session(settings);
        session.open();
        QTRY_VERIFY_WITH_TIMEOUT(allLive(session, api == Profile::Api::V2 ? 1 : 2), patience);
        QCOMPARE(session.endpoint(), m_server.url());
    }
    // The port of before 2.0 is tried behind what was typed, by v2 alone.
    SessionSettings settings = settingsOf({deadUrl()}, Profile::Api::V2);
    settings.olderEndpoints = {m_server.url()};
    Session session(settings);
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(allLive(session, 1), patience);
    QCOMPARE(session.endpoint(), m_server.url());
    QCOMPARE(session.settings().endpoints.size(), 1);
}

void TestV2Session::closedAndRenewed()
{
    TcpRelay relay(m_server.port());
    Session session(settingsOf({QUrl(QStringLiteral("http://127.0.0.1:%1").arg(relay.port()))}));
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(allLive(session, 2), patience);
    const auto spaces = session.keySpaces();

    // As after sleep: connections that nobody knows anything of any more.
    const int before = relay.acceptedConnections();
    session.renewConnections();
    QTRY_VERIFY_WITH_TIMEOUT(allLive(session, 2) && relay.acceptedConnections() >= before + 2, patience);
    m_raw.put("/renewed", "1");
    QTRY_VERIFY_WITH_TIMEOUT(spaces[1]->index().find("/renewed"), patience);

    session.close();
    QCOMPARE(session.state(), State::Closed);
    for (KeySpace *space : spaces)
        QCOMPARE(space->feed().state(), LiveFeed::State::Idle);
    m_raw.put("/while-closed", "1");
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(allLive(session, 2), patience);
    QCOMPARE(session.keySpaces(), spaces);
    QTRY_VERIFY_WITH_TIMEOUT(spaces[1]->index().find("/while-closed"), patience);

    // And a wire that breaks mends both.
    relay.dropConnections();
    m_raw.put("/while-broken", "1");
    QTRY_VERIFY_WITH_TIMEOUT(allLive(session, 2) && spaces[1]->index().find("/while-broken"), patience);
}

void TestV2Session::locksAreRenewedToo()
{
    TcpRelay relay(m_server.port());
    Session session(settingsOf({QUrl(QStringLiteral("http://127.0.0.1:%1").arg(relay.port()))}));
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(allLive(session, 2), patience);
    Locks &locks = *session.keySpaces()[1]->store().locks();
    QVERIFY(m_raw.send("POST", "/keys/_locks/renewed", "value=somebody"));
    const auto claim = locks.acquire("renewed", {});
    const auto watch = locks.watch();
    const QSignalSpy stands(watch.get(), &LockWatch::changed);
    QTRY_VERIFY_WITH_TIMEOUT(claim->ahead() == 1 && !stands.isEmpty(), patience);
    const auto queue = answerTo(locks.queue("renewed"));
    QVERIFY2(queue && *queue, failureOf(queue).constData());

    relay.freezeConnections();
    QVERIFY(m_raw.send("DELETE", "/keys" + (*queue)->contenders.front().key));
    session.renewConnections();
    QTRY_COMPARE_WITH_TIMEOUT(claim->state(), LockClaim::State::Held, 15'000); // sooner than by itself
}

void TestV2Session::readOnlyWritesNothing()
{
    SessionSettings settings = settingsOf({m_server.url()}, Profile::Api::V2);
    settings.readOnly = true;
    Session session(settings);
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(allLive(session, 1), patience);
    const qint64 index = m_raw.index();
    QVERIFY(index > 0);

    KeyStore &store = session.keySpace()->store();
    const auto inOrder = answerTo(store.createInOrder("/app/", "x", {}));
    QVERIFY(inOrder && !*inOrder);
    QCOMPARE(inOrder->error().kind, ErrorKind::ReadOnly);
    // Whatever else the API can be asked to do, below the store.
    V2Access access(session.network(), session.pollNetwork(), settings);
    using Verb = v2::Request::Verb;
    int refused = 0;
    for (const Verb verb : {Verb::Put, Verb::Post, Verb::Delete}) {
        for (const char *path : {"/keys", "/keys/app/name", "/members", "/members/1", "/auth/enable",
                                 "/auth/users/a", "/auth/roles/r", "/unknown"}) {
            v2::Request request;
            request.verb = verb;
            request.path = path;
            request.body = "value=y&dir=false";
            request.bodyKind = v2::Request::Body::Form;
            const auto answer = answerTo(access.client().send(request));
            QVERIFY(answer && !*answer);
            QCOMPARE(answer->error().kind, ErrorKind::ReadOnly);
            QCOMPARE(answer->error().fate, RequestFate::NotSent);
            ++refused;
        }
    }
    QCOMPARE(refused, 24);
    QCOMPARE(m_raw.index(), index);

    session.setReadOnly(false);
    const auto written = answerTo(store.createInOrder("/app/", "x", {}));
    QVERIFY2(written && *written, failureOf(written).constData());
    QVERIFY(m_raw.index() > index);
}

/// What was begun while writing was allowed goes on, and nothing else begins.
void TestV2Session::readOnlyLosesNoLock()
{
    Session session(settingsOf({m_server.url()}, Profile::Api::V2));
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(allLive(session, 1), patience);
    Locks &locks = *session.keySpace()->store().locks();
    const LockOptions brief{.timeToLive = 2};
    const auto held = locks.acquire("kept", brief);
    QTRY_COMPARE_WITH_TIMEOUT(held->state(), LockClaim::State::Held, patience);
    const auto waiting = locks.acquire("kept", brief);
    QTRY_COMPARE_WITH_TIMEOUT(waiting->ahead(), 1, patience);

    session.setReadOnly(true);
    int automatic = 0;
    connect(&session.network(), &NetworkAccess::operationFinished, this, [&](const Operation &operation) {
        automatic += operation.mutates && operation.isAutomatic && !operation.error;
    });
    QTRY_VERIFY_WITH_TIMEOUT(automatic >= 8, patience); // of both, for more than their time to live
    QCOMPARE(held->state(), LockClaim::State::Held);
    QCOMPARE(waiting->state(), LockClaim::State::Waiting);
    const auto refused = locks.acquire("another", brief);
    QTRY_COMPARE_WITH_TIMEOUT(refused->state(), LockClaim::State::Failed, patience);
    QCOMPARE(refused->error()->kind, ErrorKind::ReadOnly);
    const auto queue = answerTo(locks.queue("kept"));
    QVERIFY2(queue && *queue, failureOf(queue).constData());
    const auto broken = answerTo(locks.remove((*queue)->contenders.front())); // the same key, without leave
    QVERIFY(broken && !*broken);
    QCOMPARE(broken->error().kind, ErrorKind::ReadOnly);

    held->release();
    QTRY_COMPARE_WITH_TIMEOUT(held->state(), LockClaim::State::Released, patience);
    QTRY_COMPARE_WITH_TIMEOUT(waiting->state(), LockClaim::State::Held, patience);
    waiting->release();
    QTRY_COMPARE_WITH_TIMEOUT(waiting->state(), LockClaim::State::Released, patience);
}

void TestV2Session::usersOfV2()
{
    EtcdServer server(v2Options());
    QVERIFY(server.start());
    Stranger raw;
    raw.open(server.url());
    QVERIFY(raw.put("/secret", "1"));
    const char *json = "application/json";
    const QByteArray root = "{\"user\":\"root\",\"password\":\"rootpw\"}";
    const QByteArray guest =
        "{\"role\":\"guest\",\"revoke\":{\"kv\":{\"read\":[\"/*\"],\"write\":[\"/*\"]}}}";
    QVERIFY(raw.send("PUT", "/auth/users/root", root, json));
    QVERIFY(raw.send("PUT", "/auth/enable", {}, json));
    raw.setLogin("root:rootpw");
    QVERIFY(raw.send("PUT", "/auth/roles/guest", guest, json));

    HttpFront front(server.port(), v2Paths());
    SessionSettings settings = settingsOf({front.url()});
    settings.login = {QStringLiteral("root"), QStringLiteral("wrong")};
    Session session(settings);
    QSignalSpy refused(&session, &Session::loginRefused);
    session.open();
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, patience);
    QCOMPARE(session.keySpace()->feed().state(), LiveFeed::State::Failed);
    // Nobody was told the password before it was known who asks for it.
    QVERIFY(!front.requests().isEmpty());
    for (const HttpFront::Request &request : front.requests()) {
        if (request.target == "/v2/members") {
            QVERIFY(!request.hasCredentials);
            break;
        }
        QVERIFY2(!request.hasCredentials, request.target.constData());
    }
    session.setLogin({QStringLiteral("root"), QStringLiteral("rootpw")});
    QTRY_VERIFY_WITH_TIMEOUT(allLive(session, 1), patience);
    QVERIFY(session.keySpace()->index().find("/secret"));
    QCOMPARE(refused.size(), 1);

    Session stranger(settingsOf({front.url()})); // who gave no user at all
    QSignalSpy asked(&stranger, &Session::loginRefused);
    stranger.open();
    QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, patience);
    stranger.setLogin({QStringLiteral("root"), QStringLiteral("rootpw")});
    QTRY_VERIFY_WITH_TIMEOUT(allLive(stranger, 1), patience);
    QCOMPARE(asked.size(), 1);

    const auto verdict = [&](const QString &user, const QString &password) {
        SessionSettings tried = settingsOf({server.url()}, Profile::Api::V2);
        tried.login = {user, password};
        return outcome(tried);
    };
    QCOMPARE(verdict({}, {}), QStringLiteral("Authentication LoginRequired"));
    QCOMPARE(verdict(QStringLiteral("root"), QStringLiteral("wrong")),
             QStringLiteral("Authentication RefusedByV2"));
    QCOMPARE(verdict(QStringLiteral("root"), QStringLiteral("rootpw")), QStringLiteral("works"));
}

void TestV2Session::connectionTestOfV2()
{
    HttpFront front(m_server.port(), v2Paths());
    const auto both = tested(settingsOf({m_server.url()}));
    QCOMPARE(outcome(both->results().front()), QStringLiteral("works"));
    QCOMPARE(both->results().front().transport, QStringLiteral("gRPC"));
    QVERIFY(both->results().front().servesV2);
    for (const Profile::Api api : {Profile::Api::Auto, Profile::Api::V2}) {
        const auto test = tested(settingsOf({front.url()}, api));
        const ConnectionTest::EndpointResult &result = test->results().front();
        QCOMPARE(outcome(result), QStringLiteral("works"));
        QCOMPARE(result.transport, QStringLiteral("HTTP"));
        QVERIFY(result.serverVersion.startsWith("3."));
        QVERIFY(result.stage(Stage::Read).microseconds > 0);
    }
    SessionSettings named = settingsOf({front.url()}, Profile::Api::V2);
    named.login = {QStringLiteral("root"), QStringLiteral("x")};
    QCOMPARE(outcome(named), QStringLiteral("works AuthenticationDisabled"));
    QCOMPARE(outcome(settingsOf({deadUrl()}, Profile::Api::V2)), QStringLiteral("Tcp ConnectionRefused"));
    HttpFront stranger(m_server.port(), {});
    QCOMPARE(outcome(settingsOf({stranger.url()}, Profile::Api::V2)), QStringLiteral("Http NotEtcd"));
}

void TestV2Session::certificates()
{
    TlsCertificates certificates({QStringLiteral("127.0.0.1")});
    if (!certificates.isValid())
        QSKIP("openssl is not on PATH");
    EtcdOptions options = v2Options();
    options.tls = &certificates;
    options.requireClientCertificate = true;
    EtcdServer server(options);
    QVERIFY(server.start());
    SessionSettings settings = settingsOf({server.url()}, Profile::Api::V2);
    settings.tls.authorityFile = certificates.caFile();
    {
        Session session(settings);
        session.open();
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), State::Retrying, patience);
    }
    QCOMPARE(outcome(settings), QStringLiteral("Tls ClientCertificateRequired"));
    settings.tls.certificateFile = certificates.clientFile();
    settings.tls.keyFile = certificates.clientKeyFile();
    for (const Profile::Api api : {Profile::Api::V2, Profile::Api::Auto}) {
        settings.api = api;
        Session session(settings);
        session.open();
        QTRY_VERIFY_WITH_TIMEOUT(allLive(session, api == Profile::Api::V2 ? 1 : 2), patience);
        QCOMPARE(session.user(), QByteArray("root")); // of the certificate
        // A change comes by the long poll, which has connections of its own to make.
        KeySpace *two = session.keySpaces().back();
        const auto written = answerTo(two->store().createInOrder("/tls/", "x", {}));
        QVERIFY2(written && *written, failureOf(written).constData());
        QTRY_VERIFY_WITH_TIMEOUT(two->index().find((*written)->key), patience);
    }
}

void TestV2Session::memberIsLost()
{
    EtcdCluster cluster(v2Options());
    QVERIFY(cluster.start());
    const int leader = cluster.leader();
    QVERIFY(leader >= 0);
    const int other = (leader + 1) % cluster.size();

    // Only one member was typed; the others are learned of.
    Session session(settingsOf({cluster.at(leader).url()}, Profile::Api::V2));
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(allLive(session, 1), patience);
    const auto learned = answerTo(session.learnEndpoints());
    QVERIFY2(learned && *learned, failureOf(learned).constData());
    QCOMPARE((*learned)->size(), 2);

    Stranger raw;
    raw.open(cluster.at(other).url());
    QVERIFY(raw.put("/before", "1"));
    QTRY_VERIFY_WITH_TIMEOUT(session.keySpace()->index().find("/before"), patience);
    cluster.killMember(leader);
    QTRY_VERIFY_WITH_TIMEOUT(raw.put("/after", "1"), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(session.keySpace()->index().find("/after"), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(allLive(session, 1), patience);
    QVERIFY(session.endpoint() != cluster.at(leader).url());
    QTRY_VERIFY_WITH_TIMEOUT(!session.lastError(), patience);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (!EtcdServer::hasV2()) {
        std::puts("SKIP: no etcd with --enable-v2 on PATH");
        return 77;
    }
    TestV2Session test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_v2session.moc"
