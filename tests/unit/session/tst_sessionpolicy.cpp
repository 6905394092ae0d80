// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/methods.h"
#include "core/session/session.h"

#include <QNetworkReply>
#include <QSet>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace etcdscope;

namespace {

CallInfo call(const QByteArray &method, bool mutates)
{
    return {.method = method, .mutates = mutates, .key = {}, .deadline = 0};
}

} // namespace

/// The list of calls that a read-only session lets out.
class TestSessionPolicy : public QObject
{
    Q_OBJECT

private slots:
    void everyMethodOfEtcdHasItsRule();
    void v2IsReadByGetOfKnownPathsAlone();
    void rulesAgreeWithTheMethods();
    void onlyReadsPass_data();
    void onlyReadsPass();
    void anUnlockedSessionLetsEverythingOut();
    void sessionIsReadOnlyFromTheBeginning();
    void streamsThatWriteAreEnded();
    void whatWasBegunGoesOn();
};

void TestSessionPolicy::everyMethodOfEtcdHasItsRule()
{
    QSet<QByteArray> inTable;
    for (const SessionPolicy::Rule &rule : SessionPolicy::table()) {
        QVERIFY2(!inTable.contains(rule.method), rule.method);
        if (!QByteArrayView(rule.method).startsWith("v2 "))
            inTable.insert(rule.method);
    }
    QSet<QByteArray> known{"GET /version", "GET /health"};
    for (const Method *method : methods::all)
        known.insert(method->name);
    QCOMPARE(inTable - known, QSet<QByteArray>());
    QCOMPARE(known - inTable, QSet<QByteArray>());
}

/// Every verb on every path, those of the API and others, prefixes and near misses.
void TestSessionPolicy::v2IsReadByGetOfKnownPathsAlone()
{
    const QByteArrayList reading{"/v2/keys",
                                 "/v2/machines",
                                 "/v2/leader",
                                 "/v2/members",
                                 "/v2/members/leader",
                                 "/v2/stats/self",
                                 "/v2/stats/leader",
                                 "/v2/stats/store",
                                 "/v2/auth/enable",
                                 "/v2/auth/users",
                                 "/v2/auth/users/root",
                                 "/v2/auth/roles",
                                 "/v2/auth/roles/r",
                                 "/version",
                                 "/health"};
    const QByteArrayList others{"",
                                "/",
                                "/v2",
                                "/v2/",
                                "/v2/keysandmore",
                                "/v2/keys/a",
                                "/v2/members/",
                                "/v2/members/8e9e05c52164694d",
                                "/v2/stats/",
                                "/v2/auth/users/",
                                "/v2/auth/users/a/b",
                                "/v2/auth/enable/x",
                                "/v2/admin/backup",
                                "/debug/vars",
                                "/mod/v2/lock/x"};
    SessionPolicy policy;
    policy.setReadOnly(true);
    for (const char *verb : {"GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "get", "GETS", ""}) {
        const QByteArray begin = QByteArrayLiteral("v2 ") + verb + ' ';
        for (const QByteArray &path : reading + others) {
            const bool isRead = QByteArrayView(verb) == "GET" && reading.contains(path);
            QVERIFY2(!policy.refusal(call(begin + path, false)) == isRead, (begin + path).constData());
            QVERIFY2(policy.refusal(call(begin + path, true)), (begin + path).constData());
        }
    }
}

void TestSessionPolicy::rulesAgreeWithTheMethods()
{
    QSet<QByteArray> both;
    for (const SessionPolicy::Rule &rule : SessionPolicy::table()) {
        const auto method = std::ranges::find_if(
            methods::all, [&](const Method *one) { return QByteArray(one->name) == rule.method; });
        if (method == methods::all.end())
            continue;
        QVERIFY2((*method)->mutates == (rule.effect != SessionPolicy::Effect::Reads), rule.method);
        if (rule.effect == SessionPolicy::Effect::AsCallSays)
            both.insert(QByteArray(rule.method).split('/').last());
        // A stream of requests that writes could not be refused later: it has to be known.
        if ((*method)->kind == Method::Kind::BidiStream && (*method)->mutates)
            QVERIFY2(SessionPolicy::isWritingStream(call(rule.method, true)), rule.method);
    }
    QCOMPARE(both, (QSet<QByteArray>{"Txn", "Alarm", "Downgrade"}));
}

void TestSessionPolicy::onlyReadsPass_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("mutates");
    QTest::addColumn<bool>("passes");
    const auto row = [](const char *method, bool mutates, bool passes) {
        QTest::addRow("%s%s", method, mutates ? "" : ", which says that it reads")
            << QByteArray(method) << mutates << passes;
    };
    row("etcdserverpb.KV/Range", false, true);
    row("etcdserverpb.KV/Range", true, false); // contradicts itself
    row("etcdserverpb.KV/Put", true, false);
    row("etcdserverpb.KV/Put", false, false);
    row("etcdserverpb.KV/Txn", true, false);
    row("etcdserverpb.KV/Txn", false, true);
    row("etcdserverpb.Auth/Authenticate", false, true);
    row("etcdserverpb.Lease/LeaseKeepAlive", true, false);
    row("etcdserverpb.Lease/LeaseKeepAlive", false, false);
    row("etcdserverpb.Maintenance/Hash", false, true);
    row("etcdserverpb.Maintenance/Snapshot", false, true);
    row("etcdserverpb.Maintenance/Defragment", false, false);
    row("etcdserverpb.KV/Compact", false, false);
    row("etcdserverpb.Maintenance/MoveLeader", false, false);
    row("v3lockpb.Lock/Lock", false, false);
    row("v2 GET /v2/keys", false, true);
    row("v2 GET /etcd/keys/x", false, false); // whatever prefix a server has, it is not named
    row("v2 PUT /v2/keys", false, false);
    row("v2 DELETE /v2/keys", false, false);
    row("v2 GETAWAY /v2/keys", false, false);
    row("GET /version", false, true);
    row("GET /debug/vars", false, false);
    row("", false, false);
    row("etcdserverpb.KV/Rangefinder", false, false);
}

void TestSessionPolicy::onlyReadsPass()
{
    QFETCH(const QByteArray, method);
    QFETCH(const bool, mutates);
    QFETCH(const bool, passes);
    SessionPolicy policy;
    policy.setReadOnly(true);
    const auto refusal = policy.refusal(call(method, mutates));
    QCOMPARE(!refusal, passes);
    if (refusal)
        QVERIFY(refusal->contains(QStringLiteral("read-only")));
}

void TestSessionPolicy::anUnlockedSessionLetsEverythingOut()
{
    const SessionPolicy policy;
    QVERIFY(!policy.isReadOnly());
    QVERIFY(!policy.refusal(call("etcdserverpb.KV/Put", true)));
    QVERIFY(!policy.refusal(CallInfo()));
}

void TestSessionPolicy::sessionIsReadOnlyFromTheBeginning()
{
    SessionSettings settings;
    settings.endpoints = *EndpointSet::parse({QStringLiteral("127.0.0.1:1")});
    settings.readOnly = true;
    Session session(settings);
    QVERIFY(session.isReadOnly());
    QSignalSpy changed(&session, &Session::readOnlyChanged);
    QNetworkRequest request(QUrl(QStringLiteral("http://127.0.0.1:1/put")));
    call("etcdserverpb.KV/Put", true).attachTo(request);
    const std::unique_ptr<QNetworkReply> refused(session.network().post(request, QByteArray()));
    QTRY_VERIFY(refused->isFinished());
    QVERIFY(refused->property(NetworkAccess::RefusedProperty).toBool());
    session.setReadOnly(true);
    QCOMPARE(changed.size(), 0);
    session.setReadOnly(false);
    QCOMPARE(changed.size(), 1);
    const std::unique_ptr<QNetworkReply> sent(session.network().post(request, QByteArray()));
    QTRY_VERIFY(sent->isFinished());
    QVERIFY(!sent->property(NetworkAccess::RefusedProperty).toBool());
}

void TestSessionPolicy::streamsThatWriteAreEnded()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    SessionSettings settings;
    settings.endpoints = *EndpointSet::parse({QStringLiteral("127.0.0.1:%1").arg(silent.serverPort())});
    Session session(settings);
    const auto send = [&](const QByteArray &method, bool mutates) {
        QNetworkRequest request(QUrl(QStringLiteral("http://127.0.0.1:%1/x").arg(silent.serverPort())));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/grpc"));
        call(method, mutates).attachTo(request);
        return std::unique_ptr<QNetworkReply>(session.network().post(request, QByteArray()));
    };
    const auto watch = send("etcdserverpb.Watch/Watch", false);
    const auto put = send("etcdserverpb.KV/Put", true);
    const auto keepAlive = send("etcdserverpb.Lease/LeaseKeepAlive", true);
    session.setReadOnly(true);
    QTRY_VERIFY(keepAlive->isFinished());
    QVERIFY(keepAlive->property(NetworkAccess::RefusedProperty).toBool());
    // What reads goes on, and a write that left gets its answer.
    QVERIFY(!watch->isFinished());
    QVERIFY(!put->isFinished());
}

void TestSessionPolicy::whatWasBegunGoesOn()
{
    SessionPolicy policy;
    SessionPolicy other;
    const auto permit = policy.permit();
    const auto foreign = other.permit();
    const auto unused = policy.permit();
    QVERIFY(permit && foreign && unused);
    permit->setKey("/_locks/a/1");
    foreign->setKey("/_locks/a/1");
    permit->setKey("/other"); // once is for good
    policy.setReadOnly(true);
    QVERIFY(!policy.permit());
    const auto passes = [&policy](const QByteArray &method, const QByteArray &key,
                                  const std::shared_ptr<CallPermit> &with) {
        CallInfo info = call(method, true);
        info.key = key;
        info.permit = with;
        return !policy.refusal(info);
    };
    // Every method, with a permit of its key: two pass.
    QByteArrayList passing;
    for (const SessionPolicy::Rule &rule : SessionPolicy::table()) {
        if (passes(QByteArray(rule.method).replace('*', 'x'), "/_locks/a/1", permit))
            passing += rule.method;
    }
    QCOMPARE(passing, (QByteArrayList{"v2 PUT /v2/keys", "v2 DELETE /v2/keys"}));
    QVERIFY(!passes("v2 POST /v2/keys", "/_locks/a/1", permit));
    QVERIFY(!passes("v2 PATCH /v2/keys", "/_locks/a/1", permit));
    for (const QByteArray &method : std::as_const(passing)) {
        for (const char *key : {"/other", "/_locks/a/2", "/_locks/a/1/", "/_locks/a", ""})
            QVERIFY2(!passes(method, key, permit), key);
        QVERIFY(!passes(method, "/_locks/a/1", foreign)); // of another session
        QVERIFY(!passes(method, "/_locks/a/1", nullptr));
        QVERIFY(!passes(method, "", unused));
        QVERIFY(!passes(method, "/_locks/a/1", unused));
    }
}

QTEST_GUILESS_MAIN(TestSessionPolicy)
#include "tst_sessionpolicy.moc"
