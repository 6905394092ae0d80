// SPDX-License-Identifier: Apache-2.0
#include "core/store/v2changes.h"
#include "core/store/v2entries.h"
#include "core/store/v2listingreader.h"

#include <QTest>

using namespace etcdscope;

namespace {

QByteArray listing(const QByteArray &nodes)
{
    return R"({"action":"get","node":{"dir":true,"nodes":[)" + nodes + "]}}\n";
}

/// One entry a line: key, indexes, time to live, value.
QByteArray textOf(const V2Listed &listed)
{
    QByteArray text = listed.problem.toUtf8();
    for (qsizetype i = 0; i < listed.entries.size(); ++i) {
        const EntryBatch::Item &item = listed.entries.at(i);
        text += listed.entries.key(i).toByteArray() + ' ' + QByteArray::number(item.createRevision) + '-' +
                QByteArray::number(item.modRevision);
        if (item.expires != 0)
            text += " until " + QByteArray::number(item.expires);
        if (item.kind == Entry::Kind::Directory)
            text += " directory";
        text += ' ' + listed.entries.value(i).toByteArray() + '\n';
    }
    return text;
}

} // namespace

class V2ListingReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void nodesBecomeEntriesInByteOrder();
    void whatIsPastItsTimeIsDueNow();
    void stringsAreDecoded_data();
    void stringsAreDecoded();
    void whatIsUnknownIsPassedOver();
    void nothingIsTakenFromWhatIsCutShort();
    void depthIsBoundedByMemoryAlone();
    void directoryOfARange();
};

void V2ListingReaderTest::nodesBecomeEntriesInByteOrder()
{
    const QByteArray body = listing(
        R"({"key":"/b","value":"2","modifiedIndex":5,"createdIndex":4},)"
        R"({"key":"/a","dir":true,"expiration":"2026-01-01T00:00:00Z","ttl":7,"nodes":[)"
        R"({"key":"/a/x","value":"","modifiedIndex":3,"createdIndex":3},)"
        R"({"key":"/a/e","dir":true,"modifiedIndex":6,"createdIndex":6}],"modifiedIndex":2,"createdIndex":2},)"
        R"({"key":"/a-b","value":"1","expiration":"2026-01-01T00:00:00Z","modifiedIndex":9,"createdIndex":9})");
    const V2Listed listed = readV2Listing(body, {}, 1'000);
    QCOMPARE(textOf(listed), QByteArray("/a-b 9-9 until 1000 1\n"
                                        "/a/ 2-2 until 8000 directory \n"
                                        "/a/e/ 6-6 directory \n"
                                        "/a/x 3-3 \n"
                                        "/b 4-5 2\n"));
    QCOMPARE(listed.total, 3);
}

/// As etcd says it of a key that has run out and is not removed yet.
void V2ListingReaderTest::whatIsPastItsTimeIsDueNow()
{
    const V2Listed listed = readV2Listing(
        listing(R"({"key":"/a","value":"1","expiration":"2026-01-01T00:00:00Z","ttl":-3,"modifiedIndex":5,)"
                R"("createdIndex":4},{"key":"/b","value":"2","modifiedIndex":6,"createdIndex":6})"),
        {}, 9'000);
    QCOMPARE(textOf(listed), QByteArray("/a 4-5 until 9000 1\n/b 6-6 2\n"));
    for (const char *wrong : {"-", "--1", "1-", "- 1"})
        QVERIFY2(!readV2Listing(listing(R"({"key":"/a","ttl":)" + QByteArray(wrong) + '}'), {}, 0)
                      .problem.isEmpty(),
                 wrong);
}

void V2ListingReaderTest::stringsAreDecoded_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("plain") << QByteArray("a b") << QByteArray("a b");
    QTest::newRow("short escapes") << QByteArray(R"(\"\\\/\b\f\n\r\t)") << QByteArray("\"\\/\b\f\n\r\t");
    QTest::newRow("html") << QByteArray(R"(\u003c\u003E\u0026)") << QByteArray("<>&");
    QTest::newRow("nul") << QByteArray(R"(a\u0000b)") << QByteArray("a\0b", 3);
    QTest::newRow("two bytes") << QByteArray(R"(\u00e9)") << QByteArray("é");
    QTest::newRow("three bytes") << QByteArray(R"(\u20ac\u2028)") << QByteArray("€\u2028");
    QTest::newRow("four bytes") << QByteArray(R"(\ud83d\ude00)") << QByteArray("😀");
    QTest::newRow("utf-8 as it is") << QByteArray("é€😀") << QByteArray("é€😀");
    QTest::newRow("half a pair") << QByteArray(R"(\ud83dx)") << QByteArray("\xef\xbf\xbdx");
    QTest::newRow("half a pair, then another") << QByteArray(R"(\ud83d\u0041)")
                                               << QByteArray("\xef\xbf\xbd"
                                                             "A");
    QTest::newRow("the other half") << QByteArray(R"(\ude00)") << QByteArray("\xef\xbf\xbd");
}
void V2ListingReaderTest::stringsAreDecoded()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, bytes);
    const V2Listed listed = readV2Listing(
        listing(R"({"key":"/)" + json + R"(","value":")" + json + R"(","modifiedIndex":1,"createdIndex":1})"),
        {}, 0);
    QCOMPARE(listed.problem, QString());
    QCOMPARE(listed.entries.size(), qsizetype(1));
    QCOMPARE(listed.entries.key(0).toByteArray(), '/' + bytes);
    QCOMPARE(listed.entries.value(0).toByteArray(), bytes);
}

void V2ListingReaderTest::whatIsUnknownIsPassedOver()
{
    const V2Listed listed = readV2Listing(
        R"( { "action" : "get" , "x":[{"y":"}"},[1,-2.5e3,null]], "node" : { "new":{"a":[]}, "key" : "/k" ,)"
        R"( "value":"v", "modifiedIndex" : 12 , "createdIndex" : 3 , "nodes" : null } , "z" : false } )",
        {}, 0);
    QCOMPARE(textOf(listed), QByteArray("/k 3-12 v\n"));
}

void V2ListingReaderTest::nothingIsTakenFromWhatIsCutShort()
{
    const QByteArray whole = listing(R"({"key":"/\u00e9","value":"\n1","modifiedIndex":5,"createdIndex":4},)"
                                     R"({"key":"/d","dir":true,"nodes":[],"modifiedIndex":5})");
    QVERIFY(readV2Listing(whole, {}, 0).problem.isEmpty());
    for (qsizetype size = 0; size < whole.size() - 2; ++size) {
        const V2Listed listed = readV2Listing(whole.first(size), {}, 0);
        QVERIFY2(!listed.problem.isEmpty(), whole.first(size).constData());
        QVERIFY(listed.entries.isEmpty());
    }
    for (const char *other :
         {"[]", "{}", "null", R"({"action":"get"})", R"({"node":5})", R"({"node":{"key":"\x"}})",
          R"({"node":{"key":5}})", R"({"node":{"modifiedIndex":99999999999999999999}})", "<html>"})
        QVERIFY2(!readV2Listing(other, {}, 0).problem.isEmpty(), other);
}

void V2ListingReaderTest::depthIsBoundedByMemoryAlone()
{
    constexpr int depth = 100'000;
    QByteArray body = R"({"action":"get","node":)";
    for (int i = 0; i < depth; ++i)
        body += R"({"key":"/d","dir":true,"nodes":[)";
    body += R"({"key":"/k","value":"","modifiedIndex":1,"createdIndex":1})";
    for (int i = 0; i < depth; ++i)
        body += "]}";
    const V2Listed listed = readV2Listing(body + '}', {}, 0);
    QCOMPARE(listed.problem, QString());
    QCOMPARE(listed.entries.size(), qsizetype(depth + 1));
}

void V2ListingReaderTest::directoryOfARange()
{
    QCOMPARE(v2entries::directoryOf(KeyRange::all()), QByteArray("/"));
    QCOMPARE(v2entries::directoryOf(KeyRange::prefix("/")), QByteArray("/"));
    QCOMPARE(v2entries::directoryOf(KeyRange::prefix("/app")), QByteArray("/"));
    QCOMPARE(v2entries::directoryOf(KeyRange::prefix("/app/")), QByteArray("/app/"));
    QCOMPARE(v2entries::directoryOf(KeyRange::prefix("/app/x/y")), QByteArray("/app/x/"));
    QCOMPARE(v2entries::directoryOf(KeyRange::span("/app/b", "/app/d")), QByteArray("/app/"));
    QCOMPARE(v2entries::directoryOf(KeyRange::single("/app/k")), QByteArray("/app/"));
    QVERIFY(v2entries::wholeDirectory(KeyRange::prefix("/app/")));
    QVERIFY(!v2entries::wholeDirectory(KeyRange::prefix("/app")));
    QVERIFY(!v2entries::wholeDirectory(KeyRange::single("/app/")));
    QVERIFY(v2entries::isHiddenIn("/", "/_a"));
    QVERIFY(v2entries::isHiddenIn("/a/", "/a/b/_c/d"));
    QVERIFY(!v2entries::isHiddenIn("/_a/", "/_a/b_c"));
    QVERIFY(!v2entries::isHiddenIn("/_a/", "/_a/"));
    QVERIFY(v2entries::isHiddenIn("/_a/", "/_a/_b"));
}

QTEST_GUILESS_MAIN(V2ListingReaderTest)
#include "tst_v2listingreader.moc"
