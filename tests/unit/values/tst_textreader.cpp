// SPDX-License-Identifier: Apache-2.0
#include "core/values/textreader.h"

#include <QTest>

using namespace etcdscope;

class TestTextReader final : public QObject
{
    Q_OBJECT

private slots:
    /// toTextForm() of the whole is the oracle, whatever the pieces are cut to.
    void piecesAreTheWhole_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("plain") << QByteArray("one\ntwo\nthree and more\n");
        QTest::newRow("CRLF") << QByteArray("one\r\ntwo\r\n\r\nthree\r\n");
        QTest::newRow("CR") << QByteArray("one\rtwo\r\rthree\r");
        QTest::newRow("CR at the end") << QByteArray("one two three four\r");
        QTest::newRow("LF, then CRLF") << QByteArray("one\ntwo\nthree\nfour\r\nfive\n");
        QTest::newRow("CRLF, then LF") << QByteArray("one\r\ntwo\r\nthree\r\nfour\nfive\r\n");
        QTest::newRow("CR, then LF") << QByteArray("one\rtwo\r x\n");
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf"
                                                       "abc\xef\xbb\xbf");
        QTest::newRow("NUL") << QByteArray("a\0b\0c\nd\0e", 9);
        QTest::newRow("line separator") << QByteArray("abc\xe2\x80\xa8"
                                                      "def\xe2\x80\xa8");
        QTest::newRow("paragraph separator") << QByteArray("abcdefgh\xe2\x80\xa9"
                                                           "def");
        QTest::newRow("emoji") << QByteArray("\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80");
        QTest::newRow("Latin 1") << QByteArray("abcdefgh caf\xe9 and more");
        QTest::newRow("cut at the end") << QByteArray("abcdefgh\xf0\x9f\x98");
        QTest::newRow("continuation bytes only") << QByteArray(20, '\x80');
        QTest::newRow("reserved, then mixed") << QByteArray("a\xe2\x80\xa9\nbcdefgh\r\nabc");
        QTest::newRow("mixed, then invalid") << QByteArray("a\nbcdefgh\r\nabcdefgh\xff");
    }
    void piecesAreTheWhole()
    {
        QFETCH(QByteArray, bytes);
        const TextForm whole = toTextForm(bytes);
        for (qsizetype budget = 1; budget < bytes.size() + 2; ++budget) {
            TextReader reader(bytes);
            QString text;
            while (!reader.atEnd()) {
                const qsizetype before = reader.position();
                text += reader.next(budget);
                QVERIFY(reader.position() > before);
            }
            QCOMPARE(reader.form().exact, whole.exact);
            QCOMPARE(reader.form().obstacle, whole.obstacle);
            QCOMPARE(reader.form().obstacleOffset, whole.obstacleOffset);
            QCOMPARE(reader.form().ending, whole.ending);
            if (whole.obstacle != TextObstacle::InvalidUtf8)
                QCOMPARE(text, whole.text);
        }
    }
};

QTEST_APPLESS_MAIN(TestTextReader)
#include "tst_textreader.moc"
