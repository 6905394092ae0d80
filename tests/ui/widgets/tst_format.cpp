// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/format.h"

#include <QLocale>
#include <QTest>

using namespace etcdscope;
using namespace std::chrono_literals;

class TestFormat final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QLocale::setDefault(QLocale::c()); }

    void numbersHaveSeparators()
    {
        QCOMPARE(formatNumber(48'201), QStringLiteral("48,201"));
        QCOMPARE(formatNumber(999), QStringLiteral("999"));
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(formatNumber(1'048'201), QStringLiteral("1.048.201"));
        QCOMPARE(formatSize(1536), QStringLiteral("1,5 KiB"));
    }

    void sizes_data()
    {
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("0") << qint64(0) << QStringLiteral("0 B");
        QTest::newRow("1023") << qint64(1023) << QStringLiteral("1,023 B");
        QTest::newRow("1 KiB") << qint64(1024) << QStringLiteral("1 KiB");
        QTest::newRow("1.5 KiB") << qint64(1536) << QStringLiteral("1.5 KiB");
        QTest::newRow("9.96 KiB") << qint64(10'200) << QStringLiteral("10 KiB");
        QTest::newRow("100 KiB") << qint64(102'400) << QStringLiteral("100 KiB");
        QTest::newRow("1 MiB less 1") << qint64(1024 * 1024 - 1) << QStringLiteral("1 MiB");
        QTest::newRow("10 MiB") << qint64(10 * 1024 * 1024) << QStringLiteral("10 MiB");
        QTest::newRow("2 GiB") << qint64(2) * 1024 * 1024 * 1024 << QStringLiteral("2 GiB");
        QTest::newRow("5000 TiB") << qint64(5000) * 1024 * 1024 * 1024 * 1024 << QStringLiteral("5,000 TiB");
    }
    void sizes()
    {
        QFETCH(qint64, bytes);
        QFETCH(QString, text);
        QCOMPARE(formatSize(bytes), text);
    }

    void exactSizes()
    {
        QCOMPARE(formatExactSize(1), QStringLiteral("1 byte"));
        QCOMPARE(formatExactSize(1536), QStringLiteral("1,536 bytes"));
    }

    void durations_data()
    {
        QTest::addColumn<qint64>("milliseconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("0") << qint64(0) << QStringLiteral("0 ms");
        QTest::newRow("999") << qint64(999) << QStringLiteral("999 ms");
        QTest::newRow("59 s") << qint64(59'999) << QStringLiteral("59 s");
        QTest::newRow("1 min") << qint64(60'000) << QStringLiteral("1 min");
        QTest::newRow("3 min 20 s") << qint64(200'000) << QStringLiteral("3 min 20 s");
        QTest::newRow("2 h 5 min") << qint64(7'500'000 + 30'000) << QStringLiteral("2 h 5 min");
        QTest::newRow("3 d 4 h") << qint64(76 * 3600) * 1000 << QStringLiteral("3 d 4 h");
    }
    void durations()
    {
        QFETCH(qint64, milliseconds);
        QFETCH(QString, text);
        QCOMPARE(formatDuration(std::chrono::milliseconds(milliseconds)), text);
    }

    void relativeTimes()
    {
        const QDateTime now(QDate(2024, 5, 1), QTime(12, 0));
        QCOMPARE(formatRelativeTime(now.addSecs(-1), now), QStringLiteral("just now"));
        QCOMPARE(formatRelativeTime(now.addSecs(-4), now), QStringLiteral("4 s ago"));
        QCOMPARE(formatRelativeTime(now.addSecs(-200), now), QStringLiteral("3 min ago"));
        QCOMPARE(formatRelativeTime(now.addSecs(7200), now), QStringLiteral("in 2 h"));
        QCOMPARE(formatRelativeTime(now.addDays(-6), now), QStringLiteral("6 d ago"));
        QVERIFY(formatRelativeTime(now.addDays(-8), now).contains(QStringLiteral("2024")));
        QVERIFY(formatExactTime(now).startsWith(QStringLiteral("2024-05-01 12:00:00")));
    }
};

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_format.moc"
