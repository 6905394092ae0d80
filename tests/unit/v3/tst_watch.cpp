// SPDX-License-Identifier: Apache-2.0
#include "core/v3/watch.h"

#include "core/rpc/methods.h"
#include "tests/support/fakechannel.h"
#include "tests/unit/rpc/rpctesting.h"

using namespace etcdscope;
using etcdserverpb::WatchResponse;

namespace {

class Sink final : public v3::WatchSink
{
public:
    QStringList seen;

    void event(bool isDelete, const KeyValueView &keyValue, const KeyValueView *previous) override
    {
        seen.append(QStringLiteral("%1 %2@%3%4")
                        .arg(QLatin1String(isDelete ? "delete" : "put"),
                             QString::fromUtf8(keyValue.key.toByteArray()))
                        .arg(keyValue.modRevision)
                        .arg(previous
                                 ? QStringLiteral(" was ") + QString::fromUtf8(previous->value.toByteArray())
                                 : QString()));
    }
    void responseEnded(qint64 revision, qint64 events) override
    {
        seen.append(QStringLiteral("end %1 %2").arg(revision).arg(events));
    }
};

WatchResponse created(qint64 revision)
{
    WatchResponse response;
    response.mutable_header()->set_revision(revision);
    response.mutable_header()->set_cluster_id(17);
    response.set_created(true);
    return response;
}

WatchResponse changes(qint64 headerRevision, std::initializer_list<std::pair<const char *, qint64>> puts)
{
    WatchResponse response;
    response.mutable_header()->set_revision(headerRevision);
    for (const auto &[key, revision] : puts) {
        auto &keyValue = *response.add_events()->mutable_kv();
        keyValue.set_key(key);
        keyValue.set_mod_revision(revision);
    }
    return response;
}

/// A watch with what it said.
struct Watched
{
    explicit Watched(FakeChannel &channel, const v3::WatchQuery &query)
        : watch(std::make_unique<v3::Watch>(channel, query, sink))
    {
        QObject::connect(watch.get(), &v3::Watch::created, &context,
                         [this](qint64 revision) { createdAt.append(revision); });
        QObject::connect(watch.get(), &v3::Watch::received, &context, [this] { ++received; });
        QObject::connect(watch.get(), &v3::Watch::finished, &context,
                         [this](const std::optional<Error> &outcome) {
                             ++finished;
                             error = outcome;
                         });
    }

    Sink sink;
    std::unique_ptr<v3::Watch> watch;
    QList<qint64> createdAt;
    int received = 0;
    int finished = 0;
    std::optional<Error> error;
    QObject context;
};

v3::WatchQuery prefixFrom(qint64 revision)
{
    v3::WatchQuery query;
    query.range = v3::Range::prefix("/a/");
    query.startRevision = revision;
    return query;
}

} // namespace

class TestWatch : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_channel = std::make_unique<FakeChannel>();
        m_channel->expect(methods::watch);
    }

    void requestSaysAllOptions()
    {
        v3::WatchQuery query = prefixFrom(5);
        query.previous = true;
        query.progressNotify = false;
        query.withoutPuts = true;
        query.withoutDeletes = true;
        Watched watched(*m_channel, query);
        const FakeCall &call = *m_channel->lastCall();
        const auto create = call.request<etcdserverpb::WatchRequest>().create_request();
        QCOMPARE(create.key(), std::string("/a/"));
        QCOMPARE(create.range_end(), std::string("/a0"));
        QCOMPARE(create.start_revision(), 5);
        QVERIFY(create.prev_kv());
        QVERIFY(!create.progress_notify());
        QVERIFY(!create.fragment());
        QCOMPARE(create.filters_size(), 2);
        QCOMPARE(call.options().deadline, 0);
        using Metadata = std::vector<std::pair<QByteArray, QByteArray>>;
        QCOMPARE(call.options().metadata, (Metadata{{"hasleader", "true"}}));
    }

    void channelThatTakesMessagesWholeGetsFragments()
    {
        m_channel->setIncremental(false);
        Watched watched(*m_channel, prefixFrom(5));
        QVERIFY(m_channel->lastCall()->request<etcdserverpb::WatchRequest>().create_request().fragment());
    }

    void eventsComeWithTheirResponses()
    {
        Watched watched(*m_channel, prefixFrom(0));
        QCOMPARE(watched.watch->nextRevision(), 0);
        FakeCall &call = *m_channel->lastCall();
        call.push(created(100));
        QTRY_COMPARE(watched.createdAt, QList<qint64>{100});
        QVERIFY(watched.watch->isCreated());
        QCOMPARE(watched.watch->nextRevision(), 101);
        QCOMPARE(watched.watch->clusterId(), 17);

        WatchResponse response = changes(105, {{"/a/x", 102}});
        auto &removal = *response.add_events();
        removal.set_type(mvccpb::Event::DELETE);
        removal.mutable_kv()->set_key("/a/y");
        removal.mutable_kv()->set_mod_revision(103);
        removal.mutable_prev_kv()->set_value("old");
        call.push(response, 3);
        QTRY_COMPARE(watched.sink.seen,
                     (QStringList{QStringLiteral("put /a/x@102"), QStringLiteral("delete /a/y@103 was old"),
                                  QStringLiteral("end 105 2")}));
        // Not from the header: while catching up that is ahead of the events.
        QCOMPARE(watched.watch->nextRevision(), 104);
        QTRY_COMPARE(call.revision(), 105);

        call.push(changes(110, {}));
        QTRY_COMPARE(watched.sink.seen.last(), QStringLiteral("end 110 0"));
        QCOMPARE(watched.watch->nextRevision(), 104);
        QCOMPARE(watched.finished, 0);
    }

    void fragmentsAreOneResponse()
    {
        Watched watched(*m_channel, prefixFrom(10));
        FakeCall &call = *m_channel->lastCall();
        call.push(created(20));
        WatchResponse first = changes(20, {{"/a/x", 12}});
        first.set_fragment(true);
        call.push(first);
        QTRY_COMPARE(watched.sink.seen, QStringList{QStringLiteral("put /a/x@12")});
        // The revision may go on in the next part: it is not behind us yet.
        QCOMPARE(watched.watch->nextRevision(), 10);
        call.push(changes(20, {{"/a/y", 12}}));
        QTRY_COMPARE(watched.sink.seen,
                     (QStringList{QStringLiteral("put /a/x@12"), QStringLiteral("put /a/y@12"),
                                  QStringLiteral("end 20 2")}));
        QCOMPARE(watched.watch->nextRevision(), 13);
    }

    void eventsNotAskedForAreDropped()
    {
        Watched watched(*m_channel, prefixFrom(50));
        FakeCall &call = *m_channel->lastCall();
        call.push(created(60));
        call.push(changes(60, {{"/a/old", 49}, {"/b/other", 51}, {"/a/x", 50}}));
        call.push(changes(60, {{"/a/again", 50}, {"/a/y", 51}}));
        QTRY_COMPARE(watched.sink.seen,
                     (QStringList{QStringLiteral("put /a/x@50"), QStringLiteral("end 60 1"),
                                  QStringLiteral("put /a/y@51"), QStringLiteral("end 60 1")}));
    }

    void compactedStart()
    {
        Watched watched(*m_channel, prefixFrom(3));
        FakeCall &call = *m_channel->lastCall();
        call.push(created(60));
        WatchResponse gone;
        gone.set_canceled(true);
        gone.set_compact_revision(40);
        call.push(gone);
        QTRY_COMPARE(watched.finished, 1);
        QCOMPARE(name(watched.error.value_or(Error()).kind), name(ErrorKind::Compacted));
        QCOMPARE(watched.watch->compactRevision(), 40);
        QVERIFY(watched.sink.seen.isEmpty());
        // The server leaves the stream open and silent.
        QVERIFY(call.isCancelled());
    }

    void refusedWatch_data()
    {
        QTest::addColumn<QString>("reason");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("permission")
            << QStringLiteral("rpc error: code = PermissionDenied desc = etcdserver: permission denied")
            << ErrorKind::PermissionDenied;
        QTest::newRow("token")
            << QStringLiteral("rpc error: code = Unauthenticated desc = etcdserver: invalid auth token")
            << ErrorKind::Unauthenticated;
        QTest::newRow("range") << QStringLiteral("mvcc: watcher range is empty") << ErrorKind::Local;
        QTest::newRow("no reason") << QString() << ErrorKind::Unavailable;
    }

    void refusedWatch()
    {
        QFETCH(QString, reason);
        QFETCH(ErrorKind, kind);
        Watched watched(*m_channel, prefixFrom(0));
        WatchResponse response = created(60);
        response.set_canceled(true);
        response.set_watch_id(-1);
        response.set_cancel_reason(reason.toStdString());
        m_channel->lastCall()->push(response);
        QTRY_COMPARE(watched.finished, 1);
        QCOMPARE(name(watched.error.value_or(Error()).kind), name(kind));
        QVERIFY(watched.createdAt.isEmpty());
        QVERIFY(m_channel->lastCall()->isCancelled());
    }

    void onceEndsWithTheFirstEvents()
    {
        v3::WatchQuery query = prefixFrom(0);
        query.once = true;
        Watched watched(*m_channel, query);
        FakeCall &call = *m_channel->lastCall();
        call.push(created(60));
        call.push(changes(61, {}));
        call.push(changes(62, {{"/a/x", 62}}));
        call.push(changes(63, {{"/a/x", 63}}));
        QTRY_COMPARE(watched.finished, 1);
        QVERIFY(!watched.error);
        QCOMPARE(watched.sink.seen, (QStringList{QStringLiteral("end 61 0"), QStringLiteral("put /a/x@62"),
                                                 QStringLiteral("end 62 1")}));
        QVERIFY(call.isCancelled());
    }

    void silenceBeforeCreatedIsATimeout()
    {
        v3::WatchQuery query = prefixFrom(0);
        query.createdTimeout = 20;
        Watched watched(*m_channel, query);
        QTRY_COMPARE(watched.finished, 1);
        QCOMPARE(name(watched.error.value_or(Error()).kind), name(ErrorKind::Timeout));
        QVERIFY(m_channel->lastCall()->isCancelled());
    }

    void silenceAfterCreatedIsFine()
    {
        v3::WatchQuery query = prefixFrom(0);
        query.createdTimeout = 20;
        Watched watched(*m_channel, query);
        m_channel->lastCall()->push(created(60));
        QTRY_COMPARE(watched.createdAt.size(), 1);
        QTimer later;
        later.setSingleShot(true);
        later.start(60);
        QTRY_VERIFY(!later.isActive());
        QCOMPARE(watched.finished, 0);
    }

    void endOfTheStreamIsAlwaysAnError()
    {
        Watched watched(*m_channel, prefixFrom(0));
        m_channel->lastCall()->push(created(60));
        m_channel->lastCall()->end();
        QTRY_COMPARE(watched.finished, 1);
        QCOMPARE(name(watched.error.value_or(Error()).kind), name(ErrorKind::Unavailable));
    }

    void lostConnectionIsPassedOn()
    {
        Watched watched(*m_channel, prefixFrom(7));
        m_channel->lastCall()->push(created(60));
        m_channel->lastCall()->drop();
        QTRY_COMPARE(watched.finished, 1);
        QCOMPARE(name(watched.error.value_or(Error()).kind), name(ErrorKind::Network));
        QCOMPARE(watched.watch->nextRevision(), 7);
    }

    void cancelIsSilent()
    {
        Watched watched(*m_channel, prefixFrom(0));
        FakeCall &call = *m_channel->lastCall();
        call.push(created(60));
        QTRY_COMPARE(watched.createdAt.size(), 1);
        call.push(changes(61, {{"/a/x", 61}}));
        watched.watch->cancel();
        QVERIFY(call.isCancelled());
        QCoreApplication::processEvents();
        QVERIFY(watched.sink.seen.isEmpty());
        QCOMPARE(watched.finished, 0);
    }

    void mayBeDestroyedInItsSignals_data()
    {
        QTest::addColumn<QString>("signal");
        QTest::newRow("created") << QStringLiteral("created");
        QTest::newRow("received") << QStringLiteral("received");
        QTest::newRow("finished") << QStringLiteral("finished");
    }

    void mayBeDestroyedInItsSignals()
    {
        QFETCH(QString, signal);
        Watched watched(*m_channel, prefixFrom(0));
        const auto destroy = [&watched] { watched.watch.reset(); };
        if (signal == QLatin1String("created"))
            connect(watched.watch.get(), &v3::Watch::created, this, destroy);
        else if (signal == QLatin1String("received"))
            connect(watched.watch.get(), &v3::Watch::received, this, destroy);
        else
            connect(watched.watch.get(), &v3::Watch::finished, this, destroy);
        m_channel->lastCall()->push(created(60));
        m_channel->lastCall()->end();
        QTRY_VERIFY(!watched.watch);
    }

    void progressIsAskedForWhereThatIsPossible()
    {
        Watched watched(*m_channel, prefixFrom(0));
        QVERIFY(watched.watch->requestProgress());
        QCOMPARE(m_channel->lastCall()->sent(), QList<QByteArray>{QByteArray::fromHex("1a00")});

        FakeChannel gateway;
        gateway.setCanSend(false);
        gateway.expect(methods::watch);
        Watched other(gateway, prefixFrom(0));
        QVERIFY(!other.watch->requestProgress());
        QVERIFY(gateway.lastCall()->sent().isEmpty());
    }

    void pauseReachesTheStream()
    {
        Watched watched(*m_channel, prefixFrom(0));
        watched.watch->setPaused(true);
        QVERIFY(m_channel->lastCall()->isPaused());
        watched.watch->setPaused(false);
        QVERIFY(!m_channel->lastCall()->isPaused());
    }

private:
    std::unique_ptr<FakeChannel> m_channel;
};

QTEST_GUILESS_MAIN(TestWatch)
#include "tst_watch.moc"
