// SPDX-License-Identifier: Apache-2.0
#include "core/values/safefilename.h"

#include <QTest>

using namespace etcdscope;

class TestSafeFileName final : public QObject
{
    Q_OBJECT

private slots:
    void isTheLastSegment_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QString>("name");
        QTest::newRow("path") << QByteArray("/config/payments/limits.json") << QStringLiteral("limits.json");
        QTest::newRow("no separator") << QByteArray("plain") << QStringLiteral("plain");
        QTest::newRow("ends with separators") << QByteArray("/a/b//") << QStringLiteral("b");
        QTest::newRow("only separators") << QByteArray("///") << QStringLiteral("value");
        QTest::newRow("nothing") << QByteArray() << QStringLiteral("value");
        QTest::newRow("hidden") << QByteArray("/a/.profile") << QStringLiteral("_profile");
        QTest::newRow("up") << QByteArray("/a/..") << QStringLiteral("value");
        QTest::newRow("refused elsewhere") << QByteArray("a:b*c?d\\e|f") << QStringLiteral("a_b_c_d_e_f");
        QTest::newRow("controls") << QByteArray("a\nb\0c", 5) << QStringLiteral("a_b_c");
        QTest::newRow("bytes") << QByteArray("\xff\xfe\x01") << QStringLiteral("value");
        QTest::newRow("blanks around") << QByteArray("/a/ b ") << QStringLiteral("b");
        QTest::newRow("other letters")
            << QByteArray("/a/gr\xc3\xbc\xc3\x9f\x65.txt") << QStringLiteral("grüße.txt");
        QTest::newRow("long") << QByteArray(300, 'x') << QString(100, u'x');
    }
    void isTheLastSegment()
    {
        QFETCH(QByteArray, key);
        QFETCH(QString, name);
        QCOMPARE(safeFileName(key, '/'), name);
    }
};

QTEST_APPLESS_MAIN(TestSafeFileName)
#include "tst_safefilename.moc"
