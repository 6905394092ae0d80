// SPDX-License-Identifier: Apache-2.0
//
// One session on a cluster of three whose members go, with others writing: it moves to another member, and
// what it shows and has been told is what etcdctl saw.
#include "core/store/v3keystore.h"
#include "tests/integration/faultfixture.h"
#include "tests/integration/sessionfixture.h"
#include "tests/support/etcdcluster.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QProcess>
#include <QScopeGuard>
#include <QStandardPaths>

#include <algorithm>
#include <array>
#include <numeric>

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

/// When a member became leader, by its own log; invalid when none did.
QDateTime electedAfter(EtcdCluster &cluster, const QDateTime &start)
{
    QDateTime elected;
    for (int member = 0; member < cluster.size(); ++member) {
        const auto lines = cluster.at(member).log().split('\n');
        for (const QByteArray &line : lines) {
            const QJsonObject entry = QJsonDocument::fromJson(line).object();
            if (!entry.value(QLatin1String("msg"))
                     .toString()
                     .contains(QLatin1String("became leader at term")))
                continue;
            const QDateTime time =
                QDateTime::fromString(entry.value(QLatin1String("ts")).toString(), Qt::ISODateWithMs);
            if (time >= start)
                elected = time;
        }
    }
    return elected;
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

    // Sixteen writers on both of the others: some hundred keys a second. Until the new leader is there nobody
    // can write, and what was under way etcd lets wait for seconds: others go on in its place.
    const int last = (leader + 2) % cluster.size();
    FaultWriter one(cluster.at(theirs).url(), "/c/");
    FaultWriter two(cluster.at(last).url(), "/d/");
    FaultWriter three(cluster.at(theirs).url(), "/e/");
    FaultWriter four(cluster.at(last).url(), "/f/");
    const std::array writers{&one, &two, &three, &four};
    const auto written = [&] {
        return std::accumulate(writers.begin(), writers.end(), size_t(0), [](size_t sum, const auto *writer) {
            return sum + writer->promised().size();
        });
    };
    const auto newest = [&] {
        qint64 revision = 0;
        for (const FaultWriter *writer : writers)
            revision = writer->promised().empty() ? revision : std::max(revision, writer->promised().back());
        return revision;
    };
    QElapsedTimer writing;
    writing.start();
    one.start();
    two.start();
    QTRY_VERIFY_WITH_TIMEOUT(written() > 600, 60'000);
    qInfo("%.0f transactions a second", double(written()) * 1000 / double(writing.elapsed()));
    const QDateTime killed = QDateTime::currentDateTimeUtc();
    cluster.killMember(leader);
    const auto restart = qScopeGuard([&] { QVERIFY(cluster.restartMember(leader)); });
    bool wasLost = false;
    connect(&feed, &LiveFeed::stateChanged, this, [&] { wasLost = wasLost || feed.state() != State::Live; });
    QTRY_VERIFY_WITH_TIMEOUT(wasLost, 5'000);
    const qint64 lostAfter = killed.msecsTo(QDateTime::currentDateTimeUtc());
    // What the old leader still promised comes late. Then: the first moment with all that the new one has.
    QTRY_VERIFY_WITH_TIMEOUT(electedAfter(cluster, killed).isValid(), 30'000);
    const qint64 before = newest();
    three.start();
    four.start();
    QTRY_VERIFY_WITH_TIMEOUT(
        newest() > before && feed.state() == State::Live && feed.position().value >= newest(), 60'000);
    const QDateTime equal = QDateTime::currentDateTimeUtc();
    const Position then = feed.position();
    const QByteArray shown = textOf(index);
    QCOMPARE(shown, textOf(cluster.at(theirs), {}, then));
    const QDateTime elected = electedAfter(cluster, killed);
    qInfo("lost after %lld ms, a new leader after %lld ms, equal to the cluster %lld ms after that",
          lostAfter, killed.msecsTo(elected), elected.msecsTo(equal));
    QVERIFY(elected.msecsTo(equal) <= 5'000);
    const size_t since = written();
    QTRY_VERIFY_WITH_TIMEOUT(written() > since + 400, 60'000);
    QVERIFY(session.endpoint() != cluster.at(leader).url());

    for (FaultWriter *writer : writers)
        writer->stop();
    QTRY_VERIFY_WITH_TIMEOUT(
        std::ranges::all_of(writers, [](const auto *writer) { return writer->isIdle(); }), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(textOf(index), textOf(cluster.at(theirs)), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(textOf(session.keySpace()->index()), textOf(cluster.at(theirs)), 20'000);
    const Position until = feed.position();
    const auto history = watchedByEtcdctl(cluster.at(theirs), loaded, until);
    QVERIFY(!history.empty());
    for (const FaultWriter *writer : writers)
        QVERIFY(isKept(*writer, history, loaded));
    QCOMPARE(brokenPromise(store.record(), history, loaded.value, until.value), QString());
    QCOMPARE(feed.changesSeen(), qint64(history.size()));
    feed.stop();
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
