// SPDX-License-Identifier: Apache-2.0
#include "core/session/relock.h"
#include "core/session/session.h"

#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace etcdscope;
using namespace std::chrono_literals;

namespace {

SessionSettings settingsFor(Environment::Kind kind)
{
    SessionSettings settings;
    settings.endpoints = *EndpointSet::parse({QStringLiteral("127.0.0.1:1")});
    settings.environment.kind = kind;
    return settings;
}

} // namespace

/// A production session that locks itself again.
class TestRelock : public QObject
{
    Q_OBJECT

private slots:
    void announcesAndThenLocks();
    void whoDoesSomethingIsNotLockedOut();
    void onlyProductionLocksItself();
    void neverMeansNever();
    void lockedSessionsAreLeftAlone();
    void renewalsAreNobody_data();
    void renewalsAreNobody();
};

void TestRelock::announcesAndThenLocks()
{
    Session session(settingsFor(Environment::Kind::Production));
    Relock relock(session);
    QSignalSpy announced(&relock, &Relock::announced);
    QSignalSpy locked(&relock, &Relock::locked);
    relock.setIdleTime(2s);
    QTRY_COMPARE(announced.size(), 1);
    QVERIFY(announced.first().first().toLongLong() <= 1'000);
    QTRY_VERIFY(session.isReadOnly());
    QCOMPARE(locked.size(), 1);
    QCOMPARE(announced.size(), 1);
}

void TestRelock::whoDoesSomethingIsNotLockedOut()
{
    Session session(settingsFor(Environment::Kind::Production));
    Relock relock(session);
    QSignalSpy announced(&relock, &Relock::announced);
    QSignalSpy withdrawn(&relock, &Relock::withdrawn);
    // Long enough that a machine that stands still for seconds does not lock it.
    relock.setIdleTime(40s);
    connect(&relock, &Relock::announced, &relock, &Relock::touch);
    QVERIFY(!relock.isAnnounced());
    relock.setIdleTime(2s);
    QTRY_VERIFY_WITH_TIMEOUT(withdrawn.size() == 1, 20'000);
    QCOMPARE(announced.size(), 1);
    QVERIFY(!session.isReadOnly());
}

void TestRelock::onlyProductionLocksItself()
{
    Session production(settingsFor(Environment::Kind::Production));
    Session test(settingsFor(Environment::Kind::Test));
    Relock one(production);
    Relock other(test);
    one.setIdleTime(100ms);
    other.setIdleTime(50ms);
    QTRY_VERIFY(production.isReadOnly());
    QVERIFY(!test.isReadOnly());
}

void TestRelock::neverMeansNever()
{
    Session session(settingsFor(Environment::Kind::Production));
    Session other(settingsFor(Environment::Kind::Production));
    Relock relock(session);
    Relock quick(other);
    relock.setIdleTime(0ms);
    quick.setIdleTime(100ms);
    QTRY_VERIFY(other.isReadOnly());
    QVERIFY(!session.isReadOnly());
}

void TestRelock::lockedSessionsAreLeftAlone()
{
    SessionSettings settings = settingsFor(Environment::Kind::Production);
    settings.readOnly = true;
    Session session(settings);
    Session other(settingsFor(Environment::Kind::Production));
    Relock relock(session);
    Relock quick(other);
    QSignalSpy announced(&relock, &Relock::announced);
    relock.setIdleTime(50ms);
    quick.setIdleTime(200ms);
    QTRY_VERIFY(other.isReadOnly());
    QCOMPARE(announced.size(), 0);
    session.setReadOnly(false);
    QTRY_VERIFY(session.isReadOnly()); // the time begins when it is unlocked
}

void TestRelock::renewalsAreNobody_data()
{
    QTest::addColumn<bool>("isAutomatic");
    QTest::newRow("renewals") << true;
    QTest::newRow("somebody's writes") << false;
}

/// Requests go out all the time, as those that keep a lock do.
void TestRelock::renewalsAreNobody()
{
    QFETCH(const bool, isAutomatic);
    Session session(settingsFor(Environment::Kind::Production));
    Session idle(settingsFor(Environment::Kind::Production));
    Relock relock(session);
    Relock other(idle);
    QTimer write;
    connect(&write, &QTimer::timeout, &session, [&session, isAutomatic] {
        QNetworkRequest request(QUrl(QStringLiteral("http://127.0.0.1:1/")));
        CallInfo{.method = "v2 PUT /v2/keys", .mutates = true, .key = {}, .isAutomatic = isAutomatic}
            .attachTo(request);
        QNetworkReply *reply = session.network().put(request, QByteArray());
        connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    });
    QSignalSpy started(&session.network(), &NetworkAccess::operationStarted);
    write.start(20);
    relock.setIdleTime(2s);
    other.setIdleTime(3s);
    QTRY_VERIFY_WITH_TIMEOUT(idle.isReadOnly(), 20'000);
    QVERIFY(started.size() > 5);
    QCOMPARE(session.isReadOnly(), isAutomatic);
}

QTEST_GUILESS_MAIN(TestRelock)
#include "tst_relock.moc"
