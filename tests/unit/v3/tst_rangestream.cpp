// SPDX-License-Identifier: Apache-2.0
#include "core/v3/rangestream.h"

#include "core/rpc/methods.h"
#include "core/v3/kv.h"
#include "tests/support/fakechannel.h"
#include "tests/unit/rpc/rpctesting.h"

using namespace etcdscope;

namespace {

class Listing final : public RangeDecoder
{
public:
    QList<QByteArray> keys;

protected:
    void keyValue(const KeyValueView &keyValue) override { keys.append(keyValue.key.toByteArray()); }
};

etcdserverpb::RangeStreamResponse chunk(std::initializer_list<const char *> keys)
{
    etcdserverpb::RangeStreamResponse response;
    for (const char *key : keys)
        response.mutable_range_response()->add_kvs()->set_key(key);
    return response;
}

etcdserverpb::RangeStreamResponse lastChunk()
{
    etcdserverpb::RangeStreamResponse response = chunk({"d"});
    response.mutable_range_response()->mutable_header()->set_revision(300);
    response.mutable_range_response()->set_count(4);
    response.mutable_range_response()->set_more(true);
    return response;
}

std::optional<QString> feed(MessageSink &sink, const QByteArray &bytes, qsizetype cut)
{
    if (auto problem = sink.messageStarted(bytes.size()))
        return problem;
    for (const QByteArrayView part : {QByteArrayView(bytes).first(cut), QByteArrayView(bytes).sliced(cut)}) {
        if (auto problem = sink.messageData(part))
            return problem;
    }
    return sink.messageEnded();
}

} // namespace

class TestRangeStream : public QObject
{
    Q_OBJECT

private slots:
    void keysOfAllChunksAreOneListing_data()
    {
        QTest::addColumn<qsizetype>("pieceSize");
        for (qsizetype size : {0, 1, 2, 3, 7})
            QTest::addRow("pieces of %d", int(size)) << size;
    }

    void keysOfAllChunksAreOneListing()
    {
        QFETCH(qsizetype, pieceSize);
        FakeChannel channel;
        channel.expect(methods::rangeStream, [pieceSize](FakeCall &call) {
            call.push(chunk({"a", "b"}), pieceSize);
            call.push(etcdserverpb::RangeStreamResponse(), pieceSize);
            call.push(chunk({"c"}), pieceSize);
            call.push(lastChunk(), pieceSize);
            call.end();
        });
        Listing listing;
        v3::RangeQuery query;
        query.range = v3::Range::prefix("x");
        query.keysOnly = true;
        WatchedStream stream(v3::Kv(channel).openRangeStream(query, listing));
        QTRY_COMPARE(stream.finished, 1);
        QVERIFY(!stream.error);
        QCOMPARE(listing.keys, (QList<QByteArray>{"a", "b", "c", "d"}));
        QCOMPARE(listing.revision(), 300);
        QCOMPARE(listing.count(), 4);
        QVERIFY(listing.more());
        const auto request = channel.lastCall()->request<etcdserverpb::RangeRequest>();
        QCOMPARE(request.range_end(), std::string("y"));
        QVERIFY(request.keys_only());
    }

    void unknownFieldsArePassedOver()
    {
        const QByteArray other = QByteArray::fromHex("1801"
                                                     "12036162630d01020304");
        const QByteArray bytes = other + QByteArray::fromStdString(chunk({"a"}).SerializeAsString()) + other;
        for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
            Listing listing;
            v3::RangeStreamSink sink(listing);
            QCOMPARE(feed(sink, bytes, cut), std::nullopt);
            QCOMPARE(listing.keys, QList<QByteArray>{"a"});
        }
    }

    void malformedIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("length beyond the message") << QByteArray::fromHex("0a0512");
        QTest::newRow("cut head") << QByteArray::fromHex("0a");
        QTest::newRow("group") << QByteArray::fromHex("0b");
        QTest::newRow("inner length") << QByteArray::fromHex("0a03120561");
    }

    void malformedIsRefused()
    {
        QFETCH(QByteArray, bytes);
        for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
            Listing listing;
            v3::RangeStreamSink sink(listing);
            QVERIFY(feed(sink, bytes, cut).has_value());
        }
    }

    void mayBeDestroyedInFinished()
    {
        FakeChannel channel;
        channel.expectError(methods::rangeStream, Error{.kind = ErrorKind::Unsupported});
        Listing listing;
        WatchedStream stream(v3::Kv(channel).openRangeStream({}, listing));
        stream.onFinished = [&stream] { stream.stream.reset(); };
        QTRY_COMPARE(stream.finished, 1);
        QCOMPARE(name(stream.error.value_or(Error()).kind), name(ErrorKind::Unsupported));
    }
};

QTEST_GUILESS_MAIN(TestRangeStream)
#include "tst_rangestream.moc"
