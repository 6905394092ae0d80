// SPDX-License-Identifier: Apache-2.0
//
// The test of a connection where a port that nobody named, etcd's of before 2.0, may be the one that answers.
#include "tests/integration/sessionfixture.h"
#include "tests/support/etcdserver.h"

#include <QCoreApplication>
#include <QTcpServer>

using namespace etcdscope;
using Stage = ConnectionTest::Stage;
using State = ConnectionTest::State;

namespace {

QUrl deadUrl()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort()));
}

SessionSettings settingsOf(const QUrl &named, const QUrl &older, Profile::Api api = Profile::Api::Auto)
{
    SessionSettings settings = settingsFor({named});
    settings.transport = Transport::Auto;
    settings.api = api;
    settings.olderEndpoints = {older};
    return settings;
}

} // namespace

class TestOlderPort : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void itIsTestedWhereTheNamedPortIsDead_data();
    void itIsTestedWhereTheNamedPortIsDead();
    void itIsLeftAloneWhereTheNamedPortAnswers();
    void whereBothAreDeadTheNamedOneFails();
    void whoCancelsWaitsForNeither();
    void v3AloneKnowsNoOlderPort();

private:
    EtcdServer m_server{EtcdServer::hasV2() ? v2Options() : EtcdOptions()};
};

void TestOlderPort::initTestCase()
{
    QVERIFY(m_server.start());
}

void TestOlderPort::itIsTestedWhereTheNamedPortIsDead_data()
{
    QTest::addColumn<Profile::Api>("api");
    QTest::newRow("whatever there is") << Profile::Api::Auto;
    QTest::newRow("v2") << Profile::Api::V2;
}

void TestOlderPort::itIsTestedWhereTheNamedPortIsDead()
{
    if (!EtcdServer::hasV2())
        QSKIP("no etcd with --enable-v2 on PATH");
    QFETCH(const Profile::Api, api);
    const auto test = tested(settingsOf(deadUrl(), m_server.url(), api));
    QCOMPARE(test->results().size(), size_t(2));
    QCOMPARE(outcome(test->results()[0]), QStringLiteral("Tcp ConnectionRefused"));
    QVERIFY(!test->results()[0].isOlder);
    const ConnectionTest::EndpointResult &older = test->results()[1];
    QVERIFY(older.isOlder);
    QCOMPARE(older.endpoint, m_server.url());
    QCOMPARE(outcome(older), QStringLiteral("works"));
    QCOMPARE(older.transport, QStringLiteral("HTTP")); // v3, which this server has too, is not looked for
    QCOMPARE(test->firstWorking(), 1);
    QCOMPARE(test->firstFailing(), -1); // a silent usual port is no failure then
    QCOMPARE(test->deciding(), std::vector<const ConnectionTest::EndpointResult *>{&older});
}

void TestOlderPort::itIsLeftAloneWhereTheNamedPortAnswers()
{
    QTcpServer silent; // as behind a firewall that swallows everything
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    QSignalSpy tried(&silent, &QTcpServer::newConnection);
    const QUrl older(QStringLiteral("http://127.0.0.1:%1").arg(silent.serverPort()));
    const auto test = tested(settingsOf(m_server.url(), older));
    QCOMPARE(outcome(test->results()[0]), QStringLiteral("works"));
    QCOMPARE(outcome(test->results()[1]), QStringLiteral("undecided"));
    for (const ConnectionTest::StageResult &stage : test->results()[1].stages)
        QCOMPARE(stage.state, State::Skipped);
    QCOMPARE(test->firstFailing(), -1);
    QCOMPARE(test->deciding().size(), size_t(1));
    QCOMPARE(tried.size(), 0);
}

void TestOlderPort::whereBothAreDeadTheNamedOneFails()
{
    const auto test = tested(settingsOf(deadUrl(), deadUrl()));
    QCOMPARE(outcome(test->results()[0]), QStringLiteral("Tcp ConnectionRefused"));
    QCOMPARE(outcome(test->results()[1]), QStringLiteral("Tcp ConnectionRefused"));
    QCOMPARE(test->firstFailing(), 0);
    QCOMPARE(test->firstWorking(), -1);
}

void TestOlderPort::whoCancelsWaitsForNeither()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const QUrl url(QStringLiteral("http://127.0.0.1:%1").arg(silent.serverPort()));
    for (const bool inTheSecond : {false, true}) {
        ConnectionTest test(settingsOf(inTheSecond ? deadUrl() : url, url));
        QSignalSpy finished(&test, &ConnectionTest::finished);
        test.start();
        QTRY_COMPARE_WITH_TIMEOUT(test.results()[inTheSecond].stage(Stage::Http).state, State::Running,
                                  30'000);
        test.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 1'000);
        QVERIFY(test.results()[1].isDone());
        QVERIFY(!test.isRunning());
    }
}

void TestOlderPort::v3AloneKnowsNoOlderPort()
{
    const auto test = tested(settingsOf(m_server.url(), deadUrl(), Profile::Api::V3));
    QCOMPARE(test->results().size(), size_t(1));
    QCOMPARE(outcome(test->results()[0]), QStringLiteral("works"));
}

ETCDSCOPE_ETCD_TEST_MAIN(TestOlderPort, QCoreApplication)
#include "tst_olderport.moc"
