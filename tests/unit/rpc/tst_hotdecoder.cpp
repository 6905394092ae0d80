// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/hotdecoder.h"

#include "rpc.pb.h"

#include <QRandomGenerator>
#include <QTest>

using namespace etcdscope;

namespace {

QString describe(const KeyValueView &keyValue)
{
    return QStringLiteral("%1=%2 c%3 m%4 v%5 l%6")
        .arg(QString::fromLatin1(keyValue.key.toByteArray().toHex()),
             QString::fromLatin1(keyValue.value.toByteArray().toHex()))
        .arg(keyValue.createRevision)
        .arg(keyValue.modRevision)
        .arg(keyValue.version)
        .arg(keyValue.lease);
}

class Listing final : public RangeDecoder
{
public:
    QStringList found;

protected:
    void keyValue(const KeyValueView &keyValue) override { found.append(describe(keyValue)); }
};

class Changes final : public WatchDecoder
{
public:
    QStringList found;

protected:
    void event(bool isDelete, const KeyValueView &keyValue, const KeyValueView *previous) override
    {
        found.append(QLatin1String(isDelete ? "delete " : "put ") + describe(keyValue) +
                     (previous ? QLatin1String(" was ") + describe(*previous) : QString()));
    }
    void responseEnded(const Response &response) override
    {
        found.append(
            QStringLiteral("end r%1 cluster%2 id%3 created%4 canceled%5 compact%6 '%7' fragment%8 n%9")
                .arg(response.revision)
                .arg(response.clusterId)
                .arg(response.watchId)
                .arg(response.created)
                .arg(response.canceled)
                .arg(response.compactRevision)
                .arg(QString::fromUtf8(response.cancelReason))
                .arg(response.fragment)
                .arg(response.events));
    }
};

/// Gives `bytes` to `sink` as one message, cut at the ascending offsets of `cuts`.
std::optional<QString> feed(MessageSink &sink, const QByteArray &bytes, const QList<qsizetype> &cuts = {})
{
    if (auto problem = sink.messageStarted(bytes.size()))
        return problem;
    qsizetype from = 0;
    for (qsizetype to : cuts + QList<qsizetype>{bytes.size()}) {
        // Of its own, so that a read beyond the piece is seen by the address sanitizer.
        const QByteArray piece(bytes.constData() + from, to - from);
        from = to;
        if (auto problem = sink.messageData(piece))
            return problem;
    }
    return sink.messageEnded();
}

QByteArray wireBytes(const google::protobuf::Message &message)
{
    return QByteArray::fromStdString(message.SerializeAsString());
}

etcdserverpb::RangeResponse someKeys()
{
    etcdserverpb::RangeResponse response;
    response.mutable_header()->set_cluster_id(0xfedcba9876543210);
    response.mutable_header()->set_revision(1'234'567'890'123);
    response.set_more(true);
    response.set_count(300);
    for (int i = 0; i < 4; ++i) {
        mvccpb::KeyValue &keyValue = *response.add_kvs();
        keyValue.set_key(std::string("/a\0\xff", 4) + std::to_string(i));
        keyValue.set_value(i == 1 ? std::string(200, '\x80') : std::string());
        keyValue.set_create_revision(i);
        keyValue.set_mod_revision(qint64(1) << (i * 20));
        keyValue.set_version(i * 100);
        keyValue.set_lease(i == 2 ? -1 : 0);
    }
    return response;
}

etcdserverpb::WatchResponse someChanges()
{
    etcdserverpb::WatchResponse response;
    response.mutable_header()->set_cluster_id(7);
    response.mutable_header()->set_revision(99);
    response.set_watch_id(3);
    response.set_fragment(true);
    response.set_canceled(true);
    response.set_cancel_reason("because");
    response.set_compact_revision(42);
    mvccpb::Event &put = *response.add_events();
    put.mutable_kv()->set_key("k");
    put.mutable_kv()->set_value("new");
    put.mutable_kv()->set_mod_revision(98);
    put.mutable_prev_kv()->set_key("k");
    put.mutable_prev_kv()->set_value("old");
    mvccpb::Event &removal = *response.add_events();
    removal.set_type(mvccpb::Event::DELETE);
    removal.mutable_kv()->set_key("gone");
    removal.mutable_kv()->set_mod_revision(99);
    return response;
}

/// Fields that no version of etcd has: of every wire type, at the front.
QByteArray unknownFields()
{
    QByteArray bytes = QByteArray::fromHex("f83f8001" // field 1023, varint 128
                                           "f13f0102030405060708"
                                           "f53f01020304"
                                           "fa3f0a");
    return bytes + "0123456789";
}

} // namespace

class TestHotDecoder : public QObject
{
    Q_OBJECT

private slots:
    void rangeGivesWhatProtobufGives()
    {
        const auto response = someKeys();
        Listing listing;
        QCOMPARE(feed(listing, wireBytes(response)), std::nullopt);
        QCOMPARE(listing.found.size(), 4);
        for (int i = 0; i < 4; ++i) {
            const mvccpb::KeyValue &expected = response.kvs(i);
            QCOMPARE(listing.found.at(i), describe({.key = expected.key(),
                                                    .value = expected.value(),
                                                    .createRevision = expected.create_revision(),
                                                    .modRevision = expected.mod_revision(),
                                                    .version = expected.version(),
                                                    .lease = expected.lease()}));
        }
        QCOMPARE(listing.revision(), 1'234'567'890'123);
        QCOMPARE(listing.clusterId(), 0xfedcba9876543210);
        QCOMPARE(listing.count(), 300);
        QVERIFY(listing.more());
    }

    void watchGivesWhatProtobufGives()
    {
        Changes changes;
        QCOMPARE(feed(changes, wireBytes(someChanges())), std::nullopt);
        const QStringList expected{
            QStringLiteral("put 6b=6e6577 c0 m98 v0 l0 was 6b=6f6c64 c0 m0 v0 l0"),
            QStringLiteral("delete 676f6e65= c0 m99 v0 l0"),
            QStringLiteral("end r99 cluster7 id3 created0 canceled1 compact42 'because' fragment1 n2")};
        QCOMPARE(changes.found, expected);
    }

    void watchForgetsTheMessageBefore()
    {
        Changes changes;
        QCOMPARE(feed(changes, wireBytes(someChanges())), std::nullopt);
        changes.found.clear();
        etcdserverpb::WatchResponse second;
        second.set_created(true);
        QCOMPARE(feed(changes, wireBytes(second)), std::nullopt);
        QCOMPARE(changes.found, QStringList{QStringLiteral(
                                    "end r0 cluster0 id0 created1 canceled0 compact0 '' fragment0 n0")});
    }

    void rangeSplitAnywhereIsTheSame()
    {
        const QByteArray bytes = unknownFields() + wireBytes(someKeys()) + unknownFields();
        Listing whole;
        QCOMPARE(feed(whole, bytes), std::nullopt);
        for (qsizetype first = 0; first <= bytes.size(); ++first) {
            for (qsizetype second : {first, first + 1, first + 7, bytes.size()}) {
                Listing split;
                const auto problem = feed(split, bytes, {first, qMin(second, bytes.size())});
                QVERIFY2(!problem, qPrintable(problem.value_or(QString())));
                QCOMPARE(split.found, whole.found);
                QCOMPARE(split.revision(), whole.revision());
                QCOMPARE(split.count(), whole.count());
            }
        }
    }

    void watchSplitAnywhereIsTheSame()
    {
        const QByteArray bytes = unknownFields() + wireBytes(someChanges()) + unknownFields();
        Changes whole;
        QCOMPARE(feed(whole, bytes), std::nullopt);
        for (qsizetype first = 0; first <= bytes.size(); ++first) {
            for (qsizetype second : {first, first + 1, first + 7, bytes.size()}) {
                Changes split;
                const auto problem = feed(split, bytes, {first, qMin(second, bytes.size())});
                QVERIFY2(!problem, qPrintable(problem.value_or(QString())));
                QCOMPARE(split.found, whole.found);
            }
        }
    }

    void byteByByteIsTheSame()
    {
        const QByteArray bytes = wireBytes(someKeys());
        QList<qsizetype> cuts;
        for (qsizetype at = 1; at < bytes.size(); ++at)
            cuts.append(at);
        Listing whole;
        Listing split;
        QCOMPARE(feed(whole, bytes), std::nullopt);
        QCOMPARE(feed(split, bytes, cuts), std::nullopt);
        QCOMPARE(split.found, whole.found);
    }

    void keysAreHandedOutBeforeTheMessageEnds()
    {
        const QByteArray bytes = wireBytes(someKeys());
        Listing listing;
        QVERIFY(!listing.messageStarted(bytes.size()));
        QVERIFY(!listing.messageData(bytes.first(bytes.size() / 4)));
        QCOMPARE(listing.found.size(), 1);
    }

    void malformedIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *hex, const char *text) {
            QTest::newRow(name) << QByteArray::fromHex(hex) << QString::fromLatin1(text);
        };
        row("varint of eleven bytes", "20ffffffffffffffffffff01", "malformed varint at offset 0");
        row("varint above 64 bits", "20ffffffffffffffffff02", "malformed varint at offset 0");
        row("field number 0", "0001", "malformed field number at offset 0");
        row("group",
            "1801"
            "13",
            "unknown wire type at offset 2");
        row("wire type 7", "17", "unknown wire type at offset 0");
        row("length beyond the message", "12050a", "a field of 5 bytes goes beyond the message at offset 2");
        row("length beyond a key", "12020a05", "malformed KeyValue at offset 2");
        row("cut head", "18", "the message ends early at offset 1");
        row("cut fixed64", "f13f0102", "the message ends early at offset 4");
        row("cut varint in a header", "0a0218ff", "malformed ResponseHeader at offset 2");
    }

    void malformedIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        Listing listing;
        QCOMPARE(feed(listing, bytes).value_or(QString()), text);
        for (qsizetype cut = 1; cut < bytes.size(); ++cut) {
            Listing split;
            QCOMPARE(feed(split, bytes, {cut}).value_or(QString()), text);
        }
    }

    void bytesMissingAtTheEndAreNoticed()
    {
        const QByteArray bytes = wireBytes(someKeys());
        for (qsizetype size = 0; size < bytes.size(); ++size) {
            Listing listing;
            QVERIFY(!listing.messageStarted(bytes.size()));
            QVERIFY(!listing.messageData(bytes.first(size)));
            QVERIFY(listing.messageEnded().has_value());
        }
    }

    void moreBytesThanAnnouncedAreRefused()
    {
        Listing listing;
        QVERIFY(!listing.messageStarted(2));
        QVERIFY(listing.messageData(QByteArray::fromHex("20012001")).has_value());
    }

    void anElementBeyondTheLimitIsRefusedBeforeItIsGathered()
    {
        // field 2 with 64 MiB + 1 bytes
        const QByteArray head = QByteArray::fromHex("1281808020");
        Listing listing;
        QVERIFY(!listing.messageStarted(FieldScanner::maximumElement + 100));
        const auto problem = listing.messageData(head);
        QVERIFY(problem && problem->contains(QLatin1String("too large")));
    }

    void anEventWithoutKeyIsRefused()
    {
        Changes changes;
        QVERIFY(feed(changes, QByteArray::fromHex("5a020801")).has_value());
    }

    void randomBytesDoNoHarm()
    {
        QRandomGenerator random(4711);
        const QByteArray good = unknownFields() + wireBytes(someKeys()) + wireBytes(someChanges());
        for (int round = 0; round < 20'000; ++round) {
            QByteArray bytes;
            if (round % 2 == 0) {
                bytes.resize(random.bounded(64));
                for (char &byte : bytes)
                    byte = char(random.generate());
            } else {
                bytes = good;
                for (int i = random.bounded(1, 4); i > 0; --i)
                    bytes[random.bounded(int(bytes.size()))] = char(random.generate());
            }
            const qsizetype cut = bytes.isEmpty() ? 0 : random.bounded(int(bytes.size()));
            Listing whole;
            Listing split;
            QCOMPARE(feed(split, bytes, {cut}), feed(whole, bytes));
            QCOMPARE(split.found, whole.found);
            Changes changes;
            Changes splitChanges;
            QCOMPARE(feed(splitChanges, bytes, {cut}), feed(changes, bytes));
            QCOMPARE(splitChanges.found, changes.found);
        }
    }
};

QTEST_GUILESS_MAIN(TestHotDecoder)
#include "tst_hotdecoder.moc"
