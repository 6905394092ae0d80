// SPDX-License-Identifier: Apache-2.0
#include "core/store/v2lockqueue.h"

#include <QTest>

using namespace etcdscope;

namespace {

v2::Node leaf(const QByteArray &key, const QByteArray &value, qint64 created = 1)
{
    v2::Node node;
    node.key = key;
    node.value = value;
    node.createdIndex = created;
    node.modifiedIndex = created + 1;
    return node;
}

v2::Node directory(const QByteArray &key, std::vector<v2::Node> nodes)
{
    v2::Node node;
    node.key = key;
    node.isDirectory = true;
    node.nodes = std::move(nodes);
    return node;
}

QByteArrayList tokensOf(const LockQueue &queue)
{
    QByteArrayList tokens;
    for (const Contender &contender : queue.contenders)
        tokens.append(contender.token);
    return tokens;
}

} // namespace

class TestV2LockQueue : public QObject
{
    Q_OBJECT

private slots:
    void theLowestKeyHolds();
    void factsAreKept();
    void keysThatAreNotPaddedStandAsPythonHasThem();
    void directoriesBelowAreOtherLocks();
    void emptyLocksAreNone();
    void namesAreInOrder();
};

void TestV2LockQueue::theLowestKeyHolds()
{
    // The server's order is random.
    const v2::Node node = directory("/_locks/a", {leaf("/_locks/a/00000000000000000012", "third"),
                                                  leaf("/_locks/a/00000000000000000003", "first"),
                                                  leaf("/_locks/a/00000000000000000009", "second")});
    const LockQueue queue = queueOf(node, "a", Position{20});
    QCOMPARE(tokensOf(queue), QByteArrayList({"first", "second", "third"}));
    QCOMPARE(queue.name, QByteArray("a"));
    QCOMPARE(queue.position.value, 20);
}

void TestV2LockQueue::factsAreKept()
{
    v2::Node node = leaf("/_locks/a/00000000000000000003", "me", 3);
    node.timeToLive = 41;
    const LockQueue queue = queueOf(directory("/_locks/a", {node}), "a", {});
    QCOMPARE(queue.contenders.size(), size_t(1));
    const Contender &contender = queue.contenders.front();
    QCOMPARE(contender.key, QByteArray("/_locks/a/00000000000000000003"));
    QCOMPARE(contender.createRevision, 3);
    QCOMPARE(contender.modRevision, 4);
    QCOMPARE(contender.timeToLive, std::optional<qint64>(41));
    QVERIFY(!queueOf(directory("/_locks/a", {leaf("/_locks/a/1", "x")}), "a", {}).contenders[0].timeToLive);
}

void TestV2LockQueue::keysThatAreNotPaddedStandAsPythonHasThem()
{
    const v2::Node node = directory("/_locks/a", {leaf("/_locks/a/9", "nine"), leaf("/_locks/a/10", "ten")});
    QCOMPARE(tokensOf(queueOf(node, "a", {})), QByteArrayList({"ten", "nine"}));
}

void TestV2LockQueue::directoriesBelowAreOtherLocks()
{
    const v2::Node root = directory(
        "/_locks",
        {directory("/_locks/a",
                   {leaf("/_locks/a/00000000000000000009", "outer"),
                    directory("/_locks/a/b", {leaf("/_locks/a/b/00000000000000000003", "inner")})})});
    const std::vector<LockQueue> queues = queuesOf(root, "/_locks", {});
    QCOMPARE(queues.size(), size_t(2));
    QCOMPARE(queues[0].name, QByteArray("a"));
    QCOMPARE(tokensOf(queues[0]), QByteArrayList({"outer"}));
    QCOMPARE(queues[1].name, QByteArray("a/b"));
    QCOMPARE(tokensOf(queues[1]), QByteArrayList({"inner"}));
}

void TestV2LockQueue::emptyLocksAreNone()
{
    // A released lock leaves its directory behind; a key in /_locks itself belongs to none.
    const v2::Node root =
        directory("/_locks", {directory("/_locks/left", {}), leaf("/_locks/00000000000000000001", "stray")});
    QVERIFY(queuesOf(root, "/_locks", {}).empty());
}

void TestV2LockQueue::namesAreInOrder()
{
    const v2::Node root = directory("/_locks", {directory("/_locks/b", {leaf("/_locks/b/1", "x")}),
                                                directory("/_locks/a", {leaf("/_locks/a/2", "y")})});
    const std::vector<LockQueue> queues = queuesOf(root, "/_locks", Position{7});
    QCOMPARE(queues.size(), size_t(2));
    QCOMPARE(queues[0].name, QByteArray("a"));
    QCOMPARE(queues[1].name, QByteArray("b"));
    QCOMPARE(queues[1].position.value, 7);
}

QTEST_GUILESS_MAIN(TestV2LockQueue)
#include "tst_v2lockqueue.moc"
