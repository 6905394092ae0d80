// SPDX-License-Identifier: Apache-2.0
#include "core/v2/keysapi.h"

#include <QTest>

using namespace etcdscope;
using v2::Action;

namespace {

Result<v2::KeysAnswer> parsed(const QByteArray &body, int status = 200)
{
    v2::Response response;
    response.status = status;
    response.headers.etcdIndex = 9;
    response.body = body;
    return v2::KeysApi::parse(response);
}

} // namespace

class TestKeysJson : public QObject
{
    Q_OBJECT

private slots:
    void everyAction_data();
    void everyAction();
    void timeToLive();
    void timeToLiveOfOldServers();
    void tree();
    void answerWithoutValues();
    void emptyValueIsAValue();
    void largeIndexes();
    void whatIsNoAnswer_data();
    void whatIsNoAnswer();
};

void TestKeysJson::everyAction_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Action>("action");
    QTest::newRow("get") << QByteArray("get") << Action::Get;
    QTest::newRow("set") << QByteArray("set") << Action::Set;
    QTest::newRow("create") << QByteArray("create") << Action::Create;
    QTest::newRow("update") << QByteArray("update") << Action::Update;
    QTest::newRow("swap") << QByteArray("compareAndSwap") << Action::CompareAndSwap;
    QTest::newRow("delete") << QByteArray("delete") << Action::Delete;
    QTest::newRow("compareAndDelete") << QByteArray("compareAndDelete") << Action::CompareAndDelete;
    QTest::newRow("expire") << QByteArray("expire") << Action::Expire;
}

void TestKeysJson::everyAction()
{
    QFETCH(QByteArray, text);
    const auto answer =
        parsed(R"({"action":")" + text +
                   R"(","node":{"key":"/a","value":"\u003cv\u0000","modifiedIndex":7,"createdIndex":5},)"
                   R"("prevNode":{"key":"/a","value":"w","modifiedIndex":6,"createdIndex":5}})"
                   "\n",
               201);
    QVERIFY(answer.ok());
    QTEST(answer->action, "action");
    QVERIFY(answer->wasCreated);
    QCOMPARE(answer->node.key, QByteArray("/a"));
    QCOMPARE(*answer->node.value, QByteArray("<v\0", 3));
    QCOMPARE(answer->node.modifiedIndex, 7);
    QCOMPARE(answer->node.createdIndex, 5);
    QVERIFY(!answer->node.isDirectory);
    QVERIFY(!answer->node.timeToLive);
    QVERIFY(!answer->node.expiration.isValid());
    QVERIFY(answer->previous);
    QCOMPARE(*answer->previous->value, QByteArray("w"));
    QCOMPARE(answer->headers.etcdIndex, 9);
}

void TestKeysJson::timeToLive()
{
    const auto answer = parsed(
        R"({"action":"get","node":{"key":"/a","value":"","expiration":"2026-11-21T21:33:59.123456789Z","ttl":40}})");
    QVERIFY(answer.ok());
    QCOMPARE(answer->node.timeToLive, 40);
    QCOMPARE(answer->node.expiration, QDateTime({2026, 11, 21}, {21, 33, 59, 123}, Qt::UTC));
    // A time to live of 0 is left out.
    const auto over =
        parsed(R"({"action":"get","node":{"key":"/a","value":"","expiration":"2026-11-21T21:33:59.5Z"}})");
    QCOMPARE(over->node.timeToLive, 0);
    QCOMPARE(over->node.expiration, QDateTime({2026, 11, 21}, {21, 33, 59, 500}, Qt::UTC));
    // And one that has run out without the key being removed yet is negative.
    const auto late = parsed(
        R"({"action":"get","node":{"key":"/a","value":"","expiration":"2026-11-21T21:33:59.5Z","ttl":-3}})");
    QCOMPARE(late->node.timeToLive, 0);
}

void TestKeysJson::timeToLiveOfOldServers()
{
    const auto answer = parsed(
        R"({"action":"set","node":{"key":"/a","value":"b","expiration":"2013-12-04T12:01:21.874888581-08:00","ttl":5}})");
    QCOMPARE(answer->node.expiration, QDateTime({2013, 12, 4}, {20, 1, 21, 875}, Qt::UTC));
    QCOMPARE(answer->node.expiration.timeSpec(), Qt::UTC);
}

void TestKeysJson::tree()
{
    const auto answer =
        parsed(R"({"action":"get","node":{"dir":true,"nodes":[{"key":"/d","dir":true,"nodes":[)"
               R"({"key":"/d/a","value":"1","modifiedIndex":4,"createdIndex":4}],"modifiedIndex":4,)"
               R"("createdIndex":4},{"key":"/e","dir":true,"modifiedIndex":6,"createdIndex":6}]}})");
    QVERIFY(answer.ok());
    const v2::Node &root = answer->node;
    QCOMPARE(root.key, QByteArray("/"));
    QVERIFY(root.isDirectory && !root.value);
    QCOMPARE(root.nodes.size(), size_t(2));
    QCOMPARE(root.nodes[0].nodes.size(), size_t(1));
    QCOMPARE(root.nodes[0].nodes[0].key, QByteArray("/d/a"));
    QVERIFY(root.nodes[1].isDirectory && root.nodes[1].nodes.empty());
}

void TestKeysJson::answerWithoutValues()
{
    const auto answer = parsed(R"({"action":"set"})");
    QVERIFY(answer.ok());
    QVERIFY(answer->node.key.isEmpty());
    const auto removed =
        parsed(R"({"action":"delete","node":{"key":"/a","modifiedIndex":8,"createdIndex":5}})");
    QVERIFY(!removed->node.value);
    QVERIFY(!removed->previous);
}

void TestKeysJson::emptyValueIsAValue()
{
    const auto answer = parsed(R"({"action":"get","node":{"key":"/a","value":""}})");
    QVERIFY(answer->node.value.has_value());
    QVERIFY(answer->node.value->isEmpty());
    QVERIFY(!answer->node.value->isNull());
}

void TestKeysJson::largeIndexes()
{
    const auto answer =
        parsed(R"({"action":"get","node":{"key":"/a","value":"","modifiedIndex":9007199254740993}})");
    QCOMPARE(answer->node.modifiedIndex, 9007199254740993);
}

void TestKeysJson::whatIsNoAnswer_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("other JSON") << QByteArray("{\"members\":[]}");
    QTest::newRow("cut") << QByteArray(R"({"action":"get","node":{"key":)");
    QTest::newRow("unknown action") << QByteArray(R"({"action":"explode","node":{}})");
}

void TestKeysJson::whatIsNoAnswer()
{
    QFETCH(QByteArray, body);
    const auto answer = parsed(body);
    QVERIFY(!answer.ok());
    QCOMPARE(answer.error().kind, ErrorKind::Protocol);
    // A write may well have happened.
    QCOMPARE(answer.error().fate, RequestFate::MaybeSent);
}

QTEST_GUILESS_MAIN(TestKeysJson)
#include "tst_keysjson.moc"
