// SPDX-License-Identifier: Apache-2.0
#include "core/v3/range.h"

#include <QTest>

using namespace etcdscope;

class TestRange : public QObject
{
    Q_OBJECT

private slots:
    void prefixEnd_data()
    {
        QTest::addColumn<QByteArray>("prefix");
        QTest::addColumn<QByteArray>("end");
        const QByteArray zero(1, '\0');
        QTest::newRow("directory") << QByteArray("/app/") << QByteArray("/app0");
        QTest::newRow("trailing 0xff") << QByteArray("a\xff\xff") << QByteArray("b");
        QTest::newRow("inner 0xff") << QByteArray("a\xff\x01") << QByteArray("a\xff\x02");
        QTest::newRow("0x7f") << QByteArray("\x7f") << QByteArray("\x80");
        QTest::newRow("zero byte") << QByteArray("a\0", 2) << QByteArray("a\1");
        QTest::newRow("all 0xff") << QByteArray("\xff\xff") << zero;
        QTest::newRow("empty") << QByteArray() << zero;
    }

    void prefixEnd()
    {
        QFETCH(QByteArray, prefix);
        QFETCH(QByteArray, end);
        QCOMPARE(v3::prefixEnd(prefix), end);
    }

    void everythingIsZeroToZero()
    {
        const QByteArray zero(1, '\0');
        QCOMPARE(v3::Range::everything(), (v3::Range{zero, zero}));
        QCOMPARE(v3::Range::prefix({}), v3::Range::everything());
        QCOMPARE(v3::Range::from({}), v3::Range::everything());
    }

    void contains_data()
    {
        QTest::addColumn<QByteArray>("begin");
        QTest::addColumn<QByteArray>("end");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<bool>("expected");
        const QByteArray zero(1, '\0');
        const auto row = [](const char *name, const QByteArray &begin, const QByteArray &end,
                            const QByteArray &key,
                            bool expected) { QTest::newRow(name) << begin << end << key << expected; };
        row("the key", "a", "", "a", true);
        row("longer than the key", "a", "", "ab", false);
        row("first", "a/", "a0", "a/", true);
        row("inside", "a/", "a0", "a/x", true);
        row("end", "a/", "a0", "a0", false);
        row("before", "a/", "a0", "a", false);
        row("bytes are unsigned", "a", "b", "a\xff", true);
        row("high byte below the end", "\x80", "\xff", "\x90", true);
        row("no end", "b", zero, "\xff\xff", true);
        row("no end, before", "b", zero, "a", false);
        row("everything", zero, zero, zero, true);
    }

    void contains()
    {
        QFETCH(QByteArray, begin);
        QFETCH(QByteArray, end);
        QFETCH(QByteArray, key);
        QFETCH(bool, expected);
        QCOMPARE((v3::Range{begin, end}.contains(key)), expected);
    }
};

QTEST_GUILESS_MAIN(TestRange)
#include "tst_range.moc"
