// SPDX-License-Identifier: Apache-2.0
#include "core/values/textsearch.h"

#include <QTest>

using namespace etcdscope;
using Places = std::vector<qsizetype>;

class TestTextSearch final : public QObject
{
    Q_OBJECT

private slots:
    void findsEveryOccurrenceOnce()
    {
        const QString text = QStringLiteral("abcABCabcaaaa");
        QCOMPARE(occurrencesOf(QStringLiteral("abc"), text, Qt::CaseSensitive, 100), (Places{0, 6}));
        QCOMPARE(occurrencesOf(QStringLiteral("aBc"), text, Qt::CaseInsensitive, 100), (Places{0, 3, 6}));
        QCOMPARE(occurrencesOf(QStringLiteral("aa"), text, Qt::CaseSensitive, 100), (Places{9, 11}));
        QCOMPARE(occurrencesOf(QStringLiteral("abc"), text, Qt::CaseInsensitive, 2), (Places{0, 3}));
        QCOMPARE(occurrencesOf(QStringLiteral("x"), text, Qt::CaseSensitive, 100), Places{});
        QCOMPARE(occurrencesOf(QString(), text, Qt::CaseSensitive, 100), Places{});
    }
    void findsAnyBytes()
    {
        const QByteArray bytes("\0\xff\0\xff\0", 5);
        QCOMPARE(occurrencesOf(QByteArray("\xff\0", 2), bytes, 100), (Places{1, 3}));
        QCOMPARE(occurrencesOf(QByteArray("\0", 1), bytes, 2), (Places{0, 2}));
        QCOMPARE(occurrencesOf(QByteArray(), bytes, 100), Places{});
    }
};

QTEST_APPLESS_MAIN(TestTextSearch)
#include "tst_textsearch.moc"
