// SPDX-License-Identifier: Apache-2.0
//
// One session on a cluster of three whose members go, with others writing: it moves to another member, and
// what it shows and has been told is what etcdctl saw.
#include "core/store/v3keystore.h"
#include "tests/integration/faultfixture.h"
#include "tests/integration/sessionfixture.h"
#include "tests/support/etcdcluster.h"

#include <QCoreApplication>
#include <QProcess>
#include <QScopeGuard>
#include <QStandardPaths>

using namespace etcdscope;
using State = LiveFeed::State;

namespace {

/// All changes after a revision until another one, as `etcdctl watch` prints them.
std::vector<RecordedChange> watchedByEtcdctl(const EtcdServer &server, Position after, Position until)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("ETCDCTL_API"), QStringLiteral("3"));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral("etcdctl"),
                  {QStringLiteral("--endpoints=") + server.url().toString(), QStringLiteral("watch"),
                   QStringLiteral("--prefix"), QStringLiteral("--write-out=json"),
                   QStringLiteral("--rev=%1").arg(after.value + 1), QString()});
    std::vector<RecordedChange> changes;
    QByteArray text;
    const bool complete = QTest::qWaitFor(
        [&] {
            text += process.readAllStandardOutput();
            for (qsizetype end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
                const QJsonObject line = QJsonDocument::fromJson(text.left(end)).object();
                text.remove(0, end + 1);
                const QJsonArray events = line.value(QLatin1String("Events")).toArray();
                for (const auto &event : events) {
                    const QJsonObject keyValue = event[QLatin1String("kv")].toObject();
                    const auto number = [&keyValue](const char *name) {
                        return qint64(keyValue.value(QLatin1String(name)).toInteger());
                    };
                    const auto key = keyValue.value(QLatin1String("key")).toString().toLatin1();
                    changes.push_back({.key = QByteArray::fromBase64(key),
                                       .isDelete = event[QLatin1String("type")].toInt() == 1,
                                       .modRevision = number("mod_revision"),
                                       .createRevision = number("create_revision"),
                                       .version = number("version")});
                }
            }
            return !changes.empty() && changes.back().modRevision >= until.value;
        },
        30'000);
    process.kill();
    process.waitForFinished();
    if (!complete)
        qWarning("etcdctl did not show all: %s", process.readAllStandardError().constData());
    return changes;
}

} // namespace

class TestFailover : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void leaderIsKilledWhileOthersWrite();
    void learnedEndpointsAreFallenBackOn();
    void silentMemberIsLeft();
    void sleepRenewsConnections();
    void allGoneAndBack();

private:
    std::unique_ptr<EtcdCluster> m_cluster;
};

void TestFailover::initTestCase()
{
    m_cluster = std::make_unique<EtcdCluster>();
    QVERIFY(m_cluster->start());
}

void TestFailover::leaderIsKilledWhileOthersWrite()
{
    EtcdCluster &cluster = *m_cluster;
    const int leader = cluster.leader();
    QVERIFY(leader >= 0);
    const int theirs = (leader + 1) % cluster.size();
    StoreFixture direct;
    QVERIFY(direct.open(cluster.at(theirs).url()));
    QVERIFY(direct.put({{"/c/0", "1"}}));

    // The leader is the endpoint in use.
    QList<QUrl> urls = cluster.urls();
    urls.swapItemsAt(0, leader);
    Session session(settingsFor(urls));
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 20'000);
    QCOMPARE(session.endpoint(), cluster.at(leader).url());

    RecordingStore store(session.keySpace()->store());
    KeyIndex index('/');
    LiveFeed feed(store, index);
    Position loaded;
    connect(&feed.loader(), &IndexLoader::finished, this, [&] { loaded = feed.loader().position(); });
    feed.start(KeyRange::all());
    QTRY_COMPARE_WITH_TIMEOUT(feed.state(), State::Live, 20'000);

    FaultWriter writer(cluster.at(theirs).url(), "/c/");
    writer.start();
    QTRY_VERIFY_WITH_TIMEOUT(writer.promised().size() > 200, 60'000);
    cluster.killMember(leader);
    QElapsedTimer clock;
    clock.start();
    qint64 lost = 0;
    qint64 liveAgain = 0;
    connect(&feed, &LiveFeed::stateChanged, this, [&] {
        qint64 &when = feed.state() == State::Live ? liveAgain : lost;
        when = when > 0 ? when : clock.elapsed() + 1;
    });
    QTRY_VERIFY_WITH_TIMEOUT(lost > 0, 5'000);
    QTRY_VERIFY_WITH_TIMEOUT(liveAgain > 0, 30'000);
    const size_t before = writer.promised().size();
    QTRY_VERIFY_WITH_TIMEOUT(writer.promised().size() > before, 60'000);
    qInfo("lost after %lld ms, live again after %lld ms, written to again after %lld ms", lost, liveAgain,
          clock.elapsed());
    QTRY_VERIFY_WITH_TIMEOUT(writer.promised().size() > before + 200, 60'000);
    QVERIFY(session.endpoint() != cluster.at(leader).url());

    writer.stop();
    QTRY_VERIFY_WITH_TIMEOUT(writer.isIdle(), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(textOf(index), textOf(cluster.at(theirs)), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(textOf(session.keySpace()->index()), textOf(cluster.at(theirs)), 20'000);
    const Position until = feed.position();
    const auto history = watchedByEtcdctl(cluster.at(theirs), loaded, until);
    QVERIFY(!history.empty());
    QVERIFY(isKept(writer, history, loaded));
    QCOMPARE(brokenPromise(store.record(), history, loaded.value, until.value), QString());
    QCOMPARE(feed.changesSeen(), qint64(history.size()));
    feed.stop();
    QVERIFY(cluster.restartMember(leader));
}

void TestFailover::learnedEndpointsAreFallenBackOn()
{
    EtcdCluster &cluster = *m_cluster;
    Session session(settingsFor({cluster.at(0).url()}));
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 20'000);
    QObject context;
    std::optional<Result<QList<QUrl>>> learned;
    const auto call =
        session.learnEndpoints().then(&context, [&](const Result<QList<QUrl>> &urls) { learned = urls; });
    QTRY_VERIFY_WITH_TIMEOUT(learned, 20'000);
    QVERIFY(learned->ok());
    QCOMPARE(learned->value().size(), 2);
    QSignalSpy moved(&session, &Session::endpointChanged);
    cluster.killMember(0);
    QTRY_VERIFY_WITH_TIMEOUT(moved.size() > 0, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 20'000);
    QVERIFY(session.endpoint() != cluster.at(0).url());
    QVERIFY(cluster.restartMember(0));
}

void TestFailover::silentMemberIsLeft()
{
    EtcdCluster &cluster = *m_cluster;
    SessionSettings settings = settingsFor({cluster.at(0).url(), cluster.at(1).url(), cluster.at(2).url()});
    settings.transport = Transport::Gateway; // which has no PING
    Session session(settings);
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 20'000);
    QSignalSpy moved(&session, &Session::endpointChanged);
    cluster.at(0).freeze();
    const auto thaw = qScopeGuard([&cluster] { cluster.at(0).thaw(); });
    QElapsedTimer clock;
    clock.start();
    QTRY_VERIFY_WITH_TIMEOUT(moved.size() > 0, 30'000);
    qInfo("noticed after %lld ms", clock.elapsed());
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 20'000);
    QVERIFY(session.endpoint() != cluster.at(0).url());
}

void TestFailover::sleepRenewsConnections()
{
    Session session(settingsFor(m_cluster->urls()));
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 20'000);
    QSignalSpy states(&session.keySpace()->feed(), &LiveFeed::stateChanged);
    session.renewConnections();
    QVERIFY(!isLive(session));
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 20'000);
    QVERIFY(!session.lastError());
}

void TestFailover::allGoneAndBack()
{
    EtcdCluster &cluster = *m_cluster;
    TcpRelay first(cluster.at(0).port());
    TcpRelay second(cluster.at(1).port());
    Session session(settingsFor({urlOf(first), urlOf(second)}));
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 20'000);
    for (TcpRelay *relay : {&first, &second}) {
        relay->setListening(false);
        relay->dropConnections();
    }
    QTRY_COMPARE_WITH_TIMEOUT(session.keySpace()->feed().state(), State::Reconnecting, 10'000);
    QTRY_VERIFY_WITH_TIMEOUT(session.lastError(), 20'000);
    second.setListening(true);
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 30'000);
    QCOMPARE(session.endpoint(), urlOf(second));

    second.setPaused(true);
    session.refresh();
    QElapsedTimer clock;
    clock.start();
    session.close(); // whatever the sockets do
    QVERIFY(clock.elapsed() < 1'000);
    QCOMPARE(session.state(), Session::State::Closed);
}

ETCDSCOPE_ETCD_TEST_MAIN(TestFailover, QCoreApplication)
#include "tst_failover.moc"
