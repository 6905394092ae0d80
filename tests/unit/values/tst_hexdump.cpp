// SPDX-License-Identifier: Apache-2.0
#include "core/values/hexdump.h"

#include <QTest>

using namespace etcdscope;

class TestHexDump final : public QObject
{
    Q_OBJECT

private slots:
    void writesARow()
    {
        QCOMPARE(hexDumpRow(QByteArrayView("k8s\0\xff"
                                           "abcdef",
                                           11),
                            32, 16, 4),
                 QStringLiteral("0020  6b 38 73 00 ff 61 62 63  64 65 66                 k8s..abcdef"));
    }

    void aDumpHasARowForEverySixteenBytes()
    {
        const QByteArray bytes(33, 'x');
        const QString dump = hexDump(bytes);
        QCOMPARE(dump.count(u'\n'), 3);
        QVERIFY(dump.startsWith(u"0000  78"));
        QCOMPARE(hexDump({}), QString());
    }

    void hexComesBack()
    {
        QByteArray all;
        for (int i = 0; i < 256; ++i)
            all += char(i);
        const auto back = fromHexText(hexText(all));
        QVERIFY(back);
        QCOMPARE(*back, all);
    }

    void readsWhatPeoplePaste_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("plain") << QStringLiteral("0aFF") << QByteArray("\x0a\xff");
        QTest::newRow("spaces and lines") << QStringLiteral(" 0a\nff ") << QByteArray("\x0a\xff");
        QTest::newRow("C") << QStringLiteral("0x0a, 0xff") << QByteArray("\x0a\xff");
        QTest::newRow("shell") << QStringLiteral("\\x0a\\xff") << QByteArray("\x0a\xff");
        QTest::newRow("colons") << QStringLiteral("0a:ff") << QByteArray("\x0a\xff");
        QTest::newRow("nothing") << QString() << QByteArray();
    }
    void readsWhatPeoplePaste()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, bytes);
        const auto read = fromHexText(text);
        QVERIFY(read);
        QCOMPARE(*read, bytes);
    }

    void refusesWhatIsNoHex_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"a", "0x", "abc", "hello", "0a f", "0x0"})
            QTest::addRow("%s", text) << QString::fromLatin1(text);
    }
    void refusesWhatIsNoHex()
    {
        QFETCH(QString, text);
        QVERIFY(!fromHexText(text));
    }

    void offsetsFitTheLargest()
    {
        QCOMPARE(hexOffsetDigits(0), 4);
        QCOMPARE(hexOffsetDigits(65'536), 4);
        QCOMPARE(hexOffsetDigits(65'537), 6);
        QCOMPARE(hexOffsetDigits(10 * 1024 * 1024), 6);
        QCOMPARE(hexOffsetDigits(20 * 1024 * 1024), 8);
    }
};

QTEST_GUILESS_MAIN(TestHexDump)
#include "tst_hexdump.moc"
