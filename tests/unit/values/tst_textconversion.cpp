// SPDX-License-Identifier: Apache-2.0
#include "core/values/textconversion.h"

#include <QRandomGenerator>
#include <QTest>

using namespace etcdscope;

namespace {

QByteArray randomBytes(QRandomGenerator &random)
{
    static const QList<QByteArray> pieces{"a",
                                          "\n",
                                          "\r\n",
                                          "\r",
                                          "\xc3\xa9",
                                          "\xc2\xa0",
                                          "\xe2\x80\xa8",
                                          "\xe2\x80\xa9",
                                          "\xef\xb7\x90",
                                          "\xef\xbb\xbf",
                                          "\xf0\x9f\x98\x80",
                                          QByteArray(1, '\0'),
                                          "\t",
                                          "\xff",
                                          "\xef\xbf\xbd"};
    // Few kinds at a time, or nothing would ever be exact.
    const int first = random.bounded(int(pieces.size()));
    const int second = random.bounded(int(pieces.size()));
    QByteArray bytes;
    for (int i = random.bounded(12); i > 0; --i)
        bytes += random.bounded(3) == 0   ? pieces[second]
                 : random.bounded(2) == 0 ? pieces[first]
                                          : QByteArray("x");
    return bytes;
}

} // namespace

class TestTextConversion final : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatCanBeEdited_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<TextObstacle>("obstacle");
        QTest::addColumn<qsizetype>("offset");
        QTest::addColumn<LineEnding>("ending");
        const auto row = [](const char *name, QByteArrayView bytes, LineEnding ending,
                            TextObstacle obstacle = TextObstacle::None, qsizetype offset = -1) {
            QTest::newRow(name) << bytes.toByteArray() << obstacle << offset << ending;
        };
        using Ending = LineEnding;
        row("nothing", "", Ending::Lf);
        row("no line ending", "abc", Ending::Lf);
        row("LF", "a\nb\n", Ending::Lf);
        row("CRLF", "a\r\nb\r\n", Ending::CrLf);
        row("CR", "a\rb\r", Ending::Cr);
        row("empty lines", "\r\n\r\n", Ending::CrLf);
        row("no-break space",
            "a\xc2\xa0"
            "b",
            Ending::Lf);
        row("line separator",
            "a\xe2\x80\xa8"
            "b",
            Ending::Lf);
        row("byte order mark",
            "\xef\xbb\xbf"
            "a",
            Ending::Lf);
        row("NUL", QByteArrayView("a\0b", 3), Ending::Lf);
        row("replacement character", "\xef\xbf\xbd", Ending::Lf);
        row("LF then CRLF", "a\nb\r\n", Ending::Lf, TextObstacle::MixedLineEndings, 3);
        row("CRLF then LF", "a\r\nb\n", Ending::CrLf, TextObstacle::MixedLineEndings, 4);
        row("CR before CRLF", "a\r\r\n", Ending::Cr, TextObstacle::MixedLineEndings, 2);
        row("paragraph separator", "ab\xe2\x80\xa9", Ending::Lf, TextObstacle::ReservedCharacter, 2);
        row("U+FDD0", "\xef\xb7\x90", Ending::Lf, TextObstacle::ReservedCharacter, 0);
        row("U+FDD1", "a\xef\xb7\x91", Ending::Lf, TextObstacle::ReservedCharacter, 1);
        row("the first of two", "a\xef\xb7\x91\xe2\x80\xa9", Ending::Lf, TextObstacle::ReservedCharacter, 1);
        row("Latin 1", "caf\xe9", Ending::Lf, TextObstacle::InvalidUtf8, 3);
        row("cut sequence", "a\xe4\xb8", Ending::Lf, TextObstacle::InvalidUtf8, 1);
        row("overlong", "\xc0\x80", Ending::Lf, TextObstacle::InvalidUtf8, 0);
        row("surrogate", "a\xed\xa0\x80", Ending::Lf, TextObstacle::InvalidUtf8, 1);
        row("above U+10FFFF", "\xf4\x90\x80\x80", Ending::Lf, TextObstacle::InvalidUtf8, 0);
    }
    void tellsWhatCanBeEdited()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(TextObstacle, obstacle);
        QFETCH(qsizetype, offset);
        QFETCH(LineEnding, ending);
        const TextForm form = toTextForm(bytes);
        QCOMPARE(form.obstacle, obstacle);
        QCOMPARE(form.obstacleOffset, offset);
        QCOMPARE(form.ending, ending);
        QCOMPARE(form.exact, obstacle == TextObstacle::None);
        QVERIFY(!form.text.contains(u'\r'));
        if (form.exact)
            QCOMPARE(toBytes(form.text, form.ending), bytes);
    }

    void whatIsExactComesBackByteForByte()
    {
        QRandomGenerator random(99);
        int exact = 0;
        for (int i = 0; i < 20'000; ++i) {
            const QByteArray bytes = randomBytes(random);
            const TextForm form = toTextForm(bytes);
            QCOMPARE(form.exact, form.obstacleOffset < 0);
            if (form.exact) {
                ++exact;
                QCOMPARE(toBytes(form.text, form.ending), bytes);
            }
        }
        QVERIFY(exact > 5'000 && exact < 19'000);
    }

    void findsTheFirstInvalidByteAsQtSeesIt()
    {
        QRandomGenerator random(3);
        for (int i = 0; i < 20'000; ++i) {
            QByteArray bytes("a\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80z");
            bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
            const qsizetype invalid = firstInvalidUtf8(bytes);
            QCOMPARE(invalid < 0, bytes.isValidUtf8());
            if (invalid >= 0)
                QVERIFY(QByteArrayView(bytes).first(invalid).isValidUtf8());
        }
    }

    void aPrefixEndsBetweenCharacters()
    {
        const QByteArray text("a\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80z");
        for (qsizetype limit = 0; limit <= text.size() + 1; ++limit) {
            const QByteArrayView prefix = utf8Prefix(text, limit);
            QVERIFY(prefix.size() <= limit);
            QVERIFY(prefix.isValidUtf8());
            QVERIFY(prefix.size() > limit - 4 || prefix.size() == text.size());
        }
        QCOMPARE(utf8Prefix("ab\x80\x80\x80\x80\x80\x80", 5).size(), 5);
    }

    void theEndOfABlockBecomesALineEnding()
    {
        QCOMPARE(fromDocumentText(QStringLiteral("a\u2029b\u00a0c\u2028d")),
                 QStringLiteral("a\nb\u00a0c\u2028d"));
    }
};

QTEST_GUILESS_MAIN(TestTextConversion)
#include "tst_textconversion.moc"
