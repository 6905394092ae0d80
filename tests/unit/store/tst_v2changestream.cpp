// SPDX-License-Identifier: Apache-2.0
//
// What a real etcd does only rarely: an event that is cut, a history that is over.
#include "core/net/networkaccess.h"
#include "core/store/v2keystore.h"
#include "tests/unit/rpc/scriptedhttpserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace etcdscope;

namespace {

constexpr int patience = 30'000;
constexpr qint64 quiet = 5'000; // milliseconds after which a poll without an event says that there was none

QByteArray head(qint64 index)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Etcd-Index: " + QByteArray::number(index) +
           "\r\nDate: Sat, 28 Nov 2026 12:00:30 GMT\r\nTransfer-Encoding: chunked\r\n\r\n";
}

/// A server with one watch on it, from index 10.
struct Watched
{
    Watched()
    {
        EndpointSet endpoints;
        endpoints.add(server.url());
        store = std::make_unique<V2KeyStore>(std::make_shared<v2::Client>(network, polls, endpoints));
        stream = store->watch({.range = KeyRange::prefix("/d/"), .since = {10}});
        QObject::connect(stream.get(), &ChangeStream::opened, [this] { sinceOpened.start(); });
        QObject::connect(stream.get(), &ChangeStream::finished,
                         [this](const std::optional<Error> &error) { end = error; });
        QObject::connect(stream.get(), &ChangeStream::progressed, [this](Position now) { progress = now; });
    }

    ScriptedHttpServer server;
    NetworkAccess network;
    NetworkAccess polls;
    std::unique_ptr<V2KeyStore> store;
    std::unique_ptr<ChangeStream> stream;
    QElapsedTimer sinceOpened;
    std::optional<Error> end;
    Position progress;
};

} // namespace

class V2ChangeStreamTest : public QObject
{
    Q_OBJECT

private slots:
    void aCutEventIsNoSilence();
    void timeLeftOfWhatIsHistory_data();
    void timeLeftOfWhatIsHistory();
};

/// The history is over when the next poll asks for it. Where nothing was heard for long there was nothing;
/// where an event had begun it is lost, and the tree must be read again.
void V2ChangeStreamTest::aCutEventIsNoSilence()
{
    Watched silent;
    Watched cut;
    for (Watched *one : {&silent, &cut}) {
        one->server.onRequest = [one](int request) {
            if (request == 0)
                one->server.write(request, head(2'000));
            else if (request == 1)
                one->server.answerJson(
                    request,
                    R"({"errorCode":401,"message":"The event in requested index is outdated and cleared",)"
                    R"("cause":"the requested history has been cleared [2500/11]","index":3500})",
                    400);
        };
    }
    QTRY_VERIFY_WITH_TIMEOUT(silent.sinceOpened.isValid() && silent.sinceOpened.hasExpired(quiet + 200) &&
                                 cut.sinceOpened.isValid() && cut.sinceOpened.hasExpired(quiet + 200),
                             patience);
    cut.server.write(0, "200\r\n{\"action\":\"set\",\"node\":{\"key\":\"/d/k\"");
    for (Watched *one : {&silent, &cut})
        one->server.close(0);
    QTRY_VERIFY_WITH_TIMEOUT(cut.end, patience);
    QCOMPARE(cut.end->kind, ErrorKind::Compacted);
    QTRY_COMPARE_WITH_TIMEOUT(silent.progress.value, 2'000, patience);
    QVERIFY(!silent.end);
}

void V2ChangeStreamTest::timeLeftOfWhatIsHistory_data()
{
    QTest::addColumn<int>("openedAt");
    QTest::addColumn<QByteArray>("time"); // of the node
    QTest::addColumn<int>("seconds");     // that are left; -1: it does not expire
    const QByteArray time = R"("expiration":"2026-11-28T12:00:55.5Z","ttl":60,)";
    QTest::newRow("replayed") << 20 << time << 26;
    QTest::newRow("the newest") << 11 << time << 26;
    QTest::newRow("as it happens") << 10 << time << 60;
    QTest::newRow("over meanwhile") << 20 << QByteArray(R"("expiration":"2026-11-28T11:59:00Z","ttl":60,)")
                                    << 0;
    QTest::newRow("without") << 20 << QByteArray() << -1;
}

void V2ChangeStreamTest::timeLeftOfWhatIsHistory()
{
    QFETCH(int, openedAt);
    QFETCH(QByteArray, time);
    QFETCH(int, seconds);
    Watched watched;
    watched.server.onRequest = [&](int request) {
        if (request > 0)
            return;
        watched.server.write(request, head(openedAt));
        watched.server.sendChunk(request, R"({"action":"set","node":{"key":"/d/k","value":"v",)" + time +
                                              R"("modifiedIndex":11,"createdIndex":11}})"
                                              "\n");
        watched.server.endStream(request);
    };
    QTRY_COMPARE_WITH_TIMEOUT(watched.stream->pending().size(), 1, patience);
    const qint64 expires = watched.stream->pending().at(0).expires;
    if (seconds < 0) {
        QCOMPARE(expires, 0);
        return;
    }
    const qint64 left = expires - QDateTime::currentMSecsSinceEpoch();
    QVERIFY2(left <= seconds * 1'000 && left > (seconds - 5) * 1'000, QByteArray::number(left).constData());
}

QTEST_GUILESS_MAIN(V2ChangeStreamTest)
#include "tst_v2changestream.moc"
