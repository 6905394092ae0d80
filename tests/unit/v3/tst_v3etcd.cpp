// SPDX-License-Identifier: Apache-2.0
#include "core/net/networkaccess.h"
#include "core/rpc/channelprobe.h"
#include "core/rpc/grpcchannel.h"
#include "core/rpc/methods.h"
#include "core/v3/kv.h"
#include "core/v3/maintenance.h"
#include "core/v3/watch.h"
#include "tests/support/etcdserver.h"
#include "tests/support/tlscertificates.h"
#include "tests/unit/rpc/rpctesting.h"

#include <QSslConfiguration>

#include <algorithm>

using namespace etcdscope;

namespace {

class Listing final : public RangeDecoder
{
public:
    QList<QByteArray> keys;
    QList<QByteArray> values;

protected:
    void keyValue(const KeyValueView &keyValue) override
    {
        keys.append(keyValue.key.toByteArray());
        values.append(keyValue.value.toByteArray());
    }
};

class Events final : public v3::WatchSink
{
public:
    struct Event
    {
        bool isDelete = false;
        QByteArray key;
        qsizetype valueSize = 0;
        qint64 modRevision = 0;
        bool hasPrevious = false;
    };

    QList<Event> events;
    int responses = 0;

    void event(bool isDelete, const KeyValueView &keyValue, const KeyValueView *previous) override
    {
        events.append({isDelete, keyValue.key.toByteArray(), keyValue.value.size(), keyValue.modRevision,
                       previous != nullptr});
    }
    void responseEnded(qint64, qint64 count) override { responses += count > 0 ? 1 : 0; }
};

QByteArray everyByte()
{
    QByteArray bytes(256, Qt::Uninitialized);
    for (int i = 0; i < 256; ++i)
        bytes[i] = char(i);
    return bytes;
}

} // namespace

/// Everything over both transports, against a real etcd.
class TestV3Etcd : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(m_server.start()); }

    void init()
    {
        QFETCH_GLOBAL(Transport, transport);
        m_network = std::make_unique<NetworkAccess>();
        auto opened = answerOf(openChannel(*m_network, m_server.url(), transport));
        QVERIFY2(opened, qPrintable(errorOf(opened).toString()));
        m_channel = *opened;
        m_prefix = "/" + QByteArray(QTest::currentTestFunction()) + "/" + QTest::currentDataTag() +
                   (transport == Transport::Grpc ? "g/" : "j/");
    }

    void cleanup()
    {
        m_channel.reset();
        m_network.reset();
    }

    void initTestCase_data()
    {
        QTest::addColumn<Transport>("transport");
        QTest::newRow("grpc") << Transport::Grpc;
        QTest::newRow("gateway") << Transport::Gateway;
    }

    void autoIsGrpc()
    {
        const auto channel = answerOf(openChannel(*m_network, m_server.url()));
        QVERIFY(channel);
        QVERIFY(qobject_cast<GrpcChannel *>(channel->get()));
    }

    void statusTellsTheVersion()
    {
        const auto status = answerOf(v3::Maintenance(*m_channel).status());
        QVERIFY2(status, qPrintable(errorOf(status).toString()));
        QVERIFY(QByteArray::fromStdString(status->version()).startsWith("3."));
        QVERIFY(status->header().cluster_id() != 0);
        QVERIFY(status->leader() != 0);
    }

    void anyBytesGoThereAndBack()
    {
        v3::Kv kv(*m_channel);
        const QByteArray key = m_prefix + everyByte();
        const auto put = answerOf(kv.put({.key = key, .value = everyByte()}));
        QVERIFY2(put, qPrintable(errorOf(put).toString()));
        v3::RangeQuery query;
        query.range = v3::Range::single(key);
        const auto got = answerOf(kv.range(query));
        QVERIFY(got);
        QCOMPARE(got->count(), 1);
        QCOMPARE(QByteArray::fromStdString(got->kvs(0).key()), key);
        QCOMPARE(QByteArray::fromStdString(got->kvs(0).value()), everyByte());
        QCOMPARE(got->kvs(0).mod_revision(), put->header().revision());
    }

    void largeValueGoesThereAndBack()
    {
        const QByteArray value(1'400'000, '\xfe');
        v3::Kv kv(*m_channel);
        QVERIFY(answerOf(kv.put({.key = m_prefix, .value = value})));
        Listing listing;
        v3::RangeQuery query;
        query.range = v3::Range::single(m_prefix);
        WatchedStream stream(kv.openRange(query, listing));
        QTRY_COMPARE(stream.finished, 1);
        QVERIFY(!stream.error);
        QCOMPARE(listing.values, QList<QByteArray>{value});
    }

    void tooLargeRequestIsRefused()
    {
        const QByteArray value(1'700'000, 'x');
        const Error error = errorOf(answerOf(v3::Kv(*m_channel).put({.key = m_prefix, .value = value})));
        QCOMPARE(name(error.kind), name(ErrorKind::TooLarge));
        QCOMPARE(error.fate, RequestFate::Answered);
    }

    void pageIsDecodedAsItArrives()
    {
        putMany(1'500);
        Listing listing;
        v3::RangeQuery query;
        query.range = v3::Range::prefix(m_prefix);
        query.keysOnly = true;
        query.limit = 1'000;
        WatchedStream stream(v3::Kv(*m_channel).openRange(query, listing));
        QTRY_COMPARE(stream.finished, 1);
        QVERIFY(!stream.error);
        QCOMPARE(listing.keys.size(), 1'000);
        QVERIFY(std::is_sorted(listing.keys.begin(), listing.keys.end()));
        QVERIFY(listing.more());
        QCOMPARE(listing.count(), 1'500);
        QVERIFY(listing.revision() > 0);
        QVERIFY(listing.clusterId() != 0);

        query.countOnly = true;
        const auto count = answerOf(v3::Kv(*m_channel).range(query));
        QVERIFY(count);
        QCOMPARE(count->count(), 1'500);
        QCOMPARE(count->kvs_size(), 0);
    }

    void txnComparesAndWrites()
    {
        v3::Kv kv(*m_channel);
        const v3::Range key = v3::Range::single(m_prefix);
        v3::Txn create;
        create.when({.range = key, .what = v3::Comparison::What::CreateRevision, .number = 0, .value = {}})
            .then(v3::PutQuery{.key = m_prefix, .value = "first"})
            .otherwise(v3::RangeQuery{.range = key});
        const auto first = answerOf(kv.txn(create));
        QVERIFY2(first, qPrintable(errorOf(first).toString()));
        QVERIFY(first->succeeded());
        const auto second = answerOf(kv.txn(create));
        QVERIFY(second);
        QVERIFY(!second->succeeded());
        QCOMPARE(second->responses(0).response_range().kvs(0).value(), std::string("first"));

        const auto removed = answerOf(kv.deleteRange({.range = key, .previous = true}));
        QVERIFY(removed);
        QCOMPARE(removed->deleted(), 1);
        QCOMPARE(removed->prev_kvs(0).value(), std::string("first"));
    }

    void serversErrorsAreTold()
    {
        v3::Kv kv(*m_channel);
        Error error = errorOf(answerOf(kv.put({.key = {}, .value = {}})));
        QCOMPARE(name(error.kind), name(ErrorKind::Local));
        QCOMPARE(error.grpcCode, 3);
        error = errorOf(answerOf(kv.put({.key = "k", .value = {}, .lease = 4711})));
        QCOMPARE(name(error.kind), name(ErrorKind::NotFound));
        QCOMPARE(error.grpcCode, 5);
        v3::RangeQuery future;
        future.range = v3::Range::single("k");
        future.revision = 1'000'000'000;
        QCOMPARE(name(errorOf(answerOf(kv.range(future))).kind), name(ErrorKind::Unavailable));
        const auto missing = answerOf(m_channel->call<etcdserverpb::AuthStatusResponse>(
            methods::authStatus, etcdserverpb::AuthStatusRequest()));
        if (!missing)
            QCOMPARE(name(missing.error().kind), name(ErrorKind::Unsupported));
    }

    void watchSeesPutsAndDeletes()
    {
        v3::WatchQuery query;
        query.range = v3::Range::prefix(m_prefix);
        query.previous = true;
        Events sink;
        v3::Watch watch(*m_channel, query, sink);
        QSignalSpy created(&watch, &v3::Watch::created);
        QTRY_COMPARE(created.size(), 1);
        QVERIFY(watch.clusterId() != 0);

        v3::Kv kv(*m_channel);
        const auto put = answerOf(kv.put({.key = m_prefix + "x", .value = "1"}));
        QVERIFY(put);
        QVERIFY(answerOf(kv.put({.key = "elsewhere", .value = "1"})));
        QVERIFY(answerOf(kv.deleteRange({.range = v3::Range::single(m_prefix + "x")})));
        QTRY_COMPARE(sink.events.size(), 2);
        QVERIFY(!sink.events.at(0).isDelete && !sink.events.at(0).hasPrevious);
        QCOMPARE(sink.events.at(0).key, m_prefix + "x");
        QCOMPARE(sink.events.at(0).modRevision, put->header().revision());
        QVERIFY(sink.events.at(1).isDelete && sink.events.at(1).hasPrevious);
        QCOMPARE(watch.nextRevision(), put->header().revision() + 3);
    }

    void watchCatchesUpFromARevision()
    {
        const qint64 before = currentRevision();
        putMany(3'000);
        v3::WatchQuery query;
        query.range = v3::Range::prefix(m_prefix);
        query.startRevision = before + 1;
        Events sink;
        v3::Watch watch(*m_channel, query, sink);
        QTRY_COMPARE(sink.events.size(), 3'000);
        QTRY_COMPARE(watch.nextRevision(), sink.events.last().modRevision + 1);
        const auto older = [](const auto &a, const auto &b) { return a.modRevision < b.modRevision; };
        QVERIFY(std::is_sorted(sink.events.begin(), sink.events.end(), older));
    }

    void largeResponsesComeInFragments()
    {
        const qint64 before = currentRevision();
        const QByteArray value(900'000, 'v');
        v3::Txn txn;
        v3::Kv kv(*m_channel);
        for (int i = 0; i < 6; ++i)
            QVERIFY(answerOf(kv.put({.key = m_prefix + QByteArray::number(i), .value = value})));
        v3::WatchQuery query;
        query.range = v3::Range::prefix(m_prefix);
        query.startRevision = before + 1;
        Events sink;
        v3::Watch watch(*m_channel, query, sink);
        QTRY_COMPARE(sink.events.size(), 6);
        for (const auto &event : sink.events)
            QCOMPARE(event.valueSize, value.size());
        QTRY_VERIFY(sink.responses >= 1);
    }

    void filtersAndOnce()
    {
        v3::WatchQuery query;
        query.range = v3::Range::single(m_prefix);
        query.withoutPuts = true;
        query.once = true;
        Events sink;
        v3::Watch watch(*m_channel, query, sink);
        QSignalSpy created(&watch, &v3::Watch::created);
        std::optional<std::optional<Error>> end;
        connect(&watch, &v3::Watch::finished, this,
                [&end](const std::optional<Error> &error) { end = error; });
        QTRY_COMPARE(created.size(), 1);
        v3::Kv kv(*m_channel);
        QVERIFY(answerOf(kv.put({.key = m_prefix, .value = "1"})));
        QVERIFY(answerOf(kv.deleteRange({.range = v3::Range::single(m_prefix)})));
        QTRY_VERIFY(end.has_value());
        QVERIFY(!end->has_value());
        QCOMPARE(sink.events.size(), 1);
        QVERIFY(sink.events.first().isDelete);
    }

    void emptyRangeIsRefused()
    {
        v3::WatchQuery query;
        query.range = {"b", "a"};
        Events sink;
        v3::Watch watch(*m_channel, query, sink);
        std::optional<Error> end;
        connect(&watch, &v3::Watch::finished, this,
                [&end](const std::optional<Error> &error) { end = error; });
        QTRY_VERIFY(end.has_value());
        QCOMPARE(name(end->kind), name(ErrorKind::Local));
    }

    void compactedWatchSaysSo()
    {
        const qint64 old = currentRevision();
        putMany(3);
        v3::Kv kv(*m_channel);
        const auto compacted = answerOf(kv.compact(currentRevision()));
        QVERIFY2(compacted, qPrintable(errorOf(compacted).toString()));

        v3::RangeQuery past;
        past.range = v3::Range::everything();
        past.revision = old;
        QCOMPARE(name(errorOf(answerOf(kv.range(past))).kind), name(ErrorKind::Compacted));

        v3::WatchQuery query;
        query.range = v3::Range::everything();
        query.startRevision = old;
        Events sink;
        v3::Watch watch(*m_channel, query, sink);
        std::optional<Error> end;
        connect(&watch, &v3::Watch::finished, this,
                [&end](const std::optional<Error> &error) { end = error; });
        QTRY_VERIFY(end.has_value());
        QCOMPARE(name(end->kind), name(ErrorKind::Compacted));
        QVERIFY(watch.compactRevision() > old);
    }

    void progressIsAnswered()
    {
        v3::WatchQuery query;
        query.range = v3::Range::prefix(m_prefix);
        Events sink;
        v3::Watch watch(*m_channel, query, sink);
        QSignalSpy created(&watch, &v3::Watch::created);
        QTRY_COMPARE(created.size(), 1);
        QSignalSpy received(&watch, &v3::Watch::received);
        QFETCH_GLOBAL(Transport, transport);
        QCOMPARE(watch.requestProgress(), transport == Transport::Grpc);
        if (transport == Transport::Grpc)
            QTRY_VERIFY(received.size() >= 1);
    }

    void stoppedServerEndsTheWatch()
    {
        EtcdServer server;
        QVERIFY(server.start());
        QFETCH_GLOBAL(Transport, transport);
        const auto channel = answerOf(openChannel(*m_network, server.url(), transport));
        QVERIFY(channel);
        v3::WatchQuery query;
        query.range = v3::Range::everything();
        Events sink;
        v3::Watch watch(**channel, query, sink);
        QSignalSpy created(&watch, &v3::Watch::created);
        std::optional<Error> end;
        connect(&watch, &v3::Watch::finished, this,
                [&end](const std::optional<Error> &error) { end = error; });
        QTRY_COMPARE(created.size(), 1);
        server.kill();
        QTRY_VERIFY(end.has_value());
        QVERIFY(end->kind == ErrorKind::Network || end->kind == ErrorKind::Unavailable);
        const Error error = errorOf(answerOf(v3::Maintenance(**channel).status()));
        QCOMPARE(name(error.kind), name(ErrorKind::Network));
    }

    void tlsIsSpokenAndChecked()
    {
        const TlsCertificates certificates;
        if (!certificates.isValid())
            QSKIP("openssl is not on PATH");
        EtcdServer server({.tls = &certificates});
        QVERIFY(server.start());
        QFETCH_GLOBAL(Transport, transport);
        NetworkAccess stranger;
        QCOMPARE(name(errorOf(answerOf(openChannel(stranger, server.url(), transport))).kind),
                 name(ErrorKind::Tls));
        // No second try over another transport: that a certificate is wrong is not a matter of HTTP/2.
        QCOMPARE(name(errorOf(answerOf(openChannel(stranger, server.url()))).kind), name(ErrorKind::Tls));

        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        QVERIFY(tls.addCaCertificates(certificates.caFile()));
        m_network->setTlsConfiguration(tls);
        const auto channel = answerOf(openChannel(*m_network, server.url(), transport));
        QVERIFY2(channel, qPrintable(errorOf(channel).toString()));
        QVERIFY(answerOf(v3::Maintenance(**channel).status()));
    }

private:
    void putMany(int count)
    {
        v3::Kv kv(*m_channel);
        for (int i = 0; i < count; i += 100) {
            v3::Txn txn;
            for (int j = i; j < qMin(i + 100, count); ++j) {
                txn.then(v3::PutQuery{.key = m_prefix + QByteArray::number(j).rightJustified(6, '0'),
                                      .value = "v"});
            }
            const auto answer = answerOf(kv.txn(txn));
            QVERIFY2(answer, qPrintable(errorOf(answer).toString()));
        }
    }

    [[nodiscard]] qint64 currentRevision()
    {
        v3::RangeQuery query;
        query.range = v3::Range::single("no such key");
        const auto answer = answerOf(v3::Kv(*m_channel).range(query));
        return answer ? answer->header().revision() : 0;
    }

    EtcdServer m_server;
    std::unique_ptr<NetworkAccess> m_network;
    std::shared_ptr<Channel> m_channel;
    QByteArray m_prefix;
};

ETCDSCOPE_ETCD_TEST_MAIN(TestV3Etcd, QCoreApplication)
#include "tst_v3etcd.moc"
