// SPDX-License-Identifier: Apache-2.0
#include "core/store/keyrange.h"

#include <QTest>

using namespace etcdscope;

class TestKeyRange : public QObject
{
    Q_OBJECT

private slots:
    void prefixSuccessor_data();
    void prefixSuccessor();
    void prefixHoldsExactlyItsKeys();
    void startingAt();
    void emptyRanges();
};

void TestKeyRange::prefixSuccessor_data()
{
    QTest::addColumn<QByteArray>("prefix");
    QTest::addColumn<QByteArray>("next");
    QTest::newRow("plain") << QByteArray("/a/") << QByteArray("/a0");
    QTest::newRow("no bytes") << QByteArray() << QByteArray();
    QTest::newRow("ends in 0xff") << QByteArray("a\xff\xff") << QByteArray("b");
    QTest::newRow("only 0xff") << QByteArray("\xff\xff") << QByteArray();
    QTest::newRow("zero byte") << QByteArray("a\0", 2) << QByteArray("a\x01");
    QTest::newRow("over the sign") << QByteArray("\x7f") << QByteArray("\x80");
}

void TestKeyRange::prefixSuccessor()
{
    QFETCH(QByteArray, prefix);
    QFETCH(QByteArray, next);
    QCOMPARE(etcdscope::prefixSuccessor(prefix), next);
}

void TestKeyRange::prefixHoldsExactlyItsKeys()
{
    const KeyRange range = KeyRange::prefix("a\xff");
    QVERIFY(range.contains("a\xff"));
    QVERIFY(range.contains("a\xff\xff\xff"));
    QVERIFY(!range.contains("a\xfe"));
    QVERIFY(!range.contains("b"));
    QVERIFY(KeyRange::prefix("\xff").contains("\xff\xff"));
    QVERIFY(!KeyRange::prefix("\xff").contains("\xfe"));
    QCOMPARE(KeyRange::prefix({}), KeyRange::all());
}

void TestKeyRange::startingAt()
{
    QCOMPARE(KeyRange::span("b", "d").startingAt("c"), KeyRange::span("c", "d"));
    QCOMPARE(KeyRange::span("b", "d").startingAt("a"), KeyRange::span("b", "d"));
    QVERIFY(KeyRange::span("b", "d").startingAt("e").isEmpty());
    QCOMPARE(KeyRange::all().startingAt("x"), KeyRange::from("x"));
    QCOMPARE(KeyRange::single("b").startingAt("b"), KeyRange::single("b"));
    QVERIFY(KeyRange::single("b").startingAt("c").isEmpty());
}

void TestKeyRange::emptyRanges()
{
    QVERIFY(KeyRange::span("a", "a").isEmpty());
    QVERIFY(KeyRange::span("a", {}).isEmpty());
    QVERIFY(!KeyRange::from("\xff").isEmpty());
    QVERIFY(!KeyRange::span("\x7f", "\x80").isEmpty()); // bytes, not signed characters
}

QTEST_GUILESS_MAIN(TestKeyRange)
#include "tst_keyrange.moc"
