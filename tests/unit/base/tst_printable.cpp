// SPDX-License-Identifier: Apache-2.0
#include "core/base/printable.h"

#include <QHash>
#include <QRandomGenerator>
#include <QTest>

using namespace etcdscope;

class TestPrintable : public QObject
{
    Q_OBJECT

private slots:
    void text_data();
    void text();
    void placesTellWhereEachByteIsShown();
    void everySingleByteComesBack();
    void everyPairOfBytesIsItsOwnText();
    void randomBytesComeBack();
    void everyCodePointComesBack();
    void badEscape_data();
    void badEscape();
    void upperCaseHexIsRead();
};

void TestPrintable::text_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QByteArray &bytes, const QString &text) {
        QTest::newRow(name) << bytes << text;
    };
    row("empty", {}, {});
    row("plain key", "/config/payments/limits.json", QStringLiteral("/config/payments/limits.json"));
    row("quotes stay", "say \"hi\" 'you'", QStringLiteral("say \"hi\" 'you'"));
    row("backslash", "a\\b", QStringLiteral("a\\\\b"));
    row("backslash that looks like an escape", "\\x41", QStringLiteral("\\\\x41"));
    row("tab newline return", "\t\n\r", QStringLiteral("\\t\\n\\r"));
    row("NUL", QByteArray("a\0b", 3), QStringLiteral("a\\x00b"));
    row("escape and delete", "\x1b\x7f", QStringLiteral("\\x1b\\x7f"));
    row("C1 control", "\xc2\x85", QStringLiteral("\\xc2\\x85"));
    row("inner spaces", "a  b", QStringLiteral("a  b"));
    row("space at either end", " a ", QStringLiteral("\\x20a\\x20"));
    row("one space", " ", QStringLiteral("\\x20"));
    row("umlaut", "gr\xc3\xbc\xc3\x9f", QStringLiteral("grüß"));
    row("three bytes", "\xe2\x82\xac", QStringLiteral("€"));
    row("four bytes", "\xf0\x9f\xa6\x8a", QStringLiteral("🦊"));
    row("not UTF-8", "\xff\xfe", QStringLiteral("\\xff\\xfe"));
    row("lone continuation", "a\x80", QStringLiteral("a\\x80"));
    row("cut sequence at the end", "a\xe2\x82", QStringLiteral("a\\xe2\\x82"));
    row("cut sequence before a letter", "\xe2\x82x", QStringLiteral("\\xe2\\x82x"));
    row("overlong slash", "\xc0\xaf", QStringLiteral("\\xc0\\xaf"));
    row("overlong three bytes", "\xe0\x80\xaf", QStringLiteral("\\xe0\\x80\\xaf"));
    row("surrogate", "\xed\xa0\x80", QStringLiteral("\\xed\\xa0\\x80"));
    row("beyond Unicode", "\xf4\x90\x80\x80", QStringLiteral("\\xf4\\x90\\x80\\x80"));
    row("no-break space", "a\xc2\xa0z", QStringLiteral("a\\xc2\\xa0z"));
    row("zero width space", "a\xe2\x80\x8b", QStringLiteral("a\\xe2\\x80\\x8b"));
    row("right-to-left override", "a\xe2\x80\xae", QStringLiteral("a\\xe2\\x80\\xae"));
    row("byte order mark", "\xef\xbb\xbf{}", QStringLiteral("\\xef\\xbb\\xbf{}"));
    row("line separator", "\xe2\x80\xa8", QStringLiteral("\\xe2\\x80\\xa8"));
    row("soft hyphen", "a\xc2\xadz", QStringLiteral("a\\xc2\\xadz"));
    row("private use", "\xee\x80\x80", QStringLiteral("\\xee\\x80\\x80"));
    row("noncharacter", "\xef\xbf\xbf", QStringLiteral("\\xef\\xbf\\xbf"));
    row("replacement character is not an error", "\xef\xbf\xbd", QString(QChar(0xfffd)));
    row("variation selector", "a\xef\xb8\x8f", QStringLiteral("a\\xef\\xb8\\x8f"));
    row("supplementary variation selector", "a\xf3\xa0\x84\x80", QStringLiteral("a\\xf3\\xa0\\x84\\x80"));
    row("blank braille", "\xe2\xa0\x80", QStringLiteral("\\xe2\\xa0\\x80"));
    row("Hangul filler", "\xe3\x85\xa4", QStringLiteral("\\xe3\\x85\\xa4"));
    row("combining mark on its letter", "e\xcc\x81", QStringLiteral("e\u0301"));
    row("combining mark with no letter", "\xcc\x81z", QStringLiteral("\\xcc\\x81z"));
    row("combining mark behind an escape", "\x01\xcc\x81", QStringLiteral("\\x01\\xcc\\x81"));
}

void TestPrintable::text()
{
    QFETCH(QByteArray, bytes);
    QTEST(printable(bytes), "text");
    QCOMPARE(fromPrintable(printable(bytes)), bytes);
}

void TestPrintable::placesTellWhereEachByteIsShown()
{
    std::vector<qsizetype> places;
    const auto placesOf = [&](const QByteArray &bytes) {
        (void)printable(bytes, &places);
        return QList<int>(places.begin(), places.end());
    };
    QCOMPARE(placesOf({}), QList<int>{0});
    QCOMPARE(placesOf("ab"), (QList<int>{0, 1, 2}));
    QCOMPARE(placesOf("a\\b"), (QList<int>{0, 1, 3, 4}));
    QCOMPARE(placesOf(" a\n"), (QList<int>{0, 4, 5, 7}));
    QCOMPARE(placesOf("\u00fcx"), (QList<int>{0, 0, 1, 2}));
    QCOMPARE(placesOf("\U0001f98ax"), (QList<int>{0, 0, 0, 0, 2, 3}));
    QCOMPARE(placesOf("\xff\xfe"), (QList<int>{0, 4, 8}));
    QCOMPARE(placesOf("\u200bx"), (QList<int>{0, 4, 8, 12, 13})); // invisible: each byte by itself
}

void TestPrintable::everySingleByteComesBack()
{
    for (int i = 0; i < 256; ++i) {
        const QByteArray bytes(1, char(i));
        QCOMPARE(fromPrintable(printable(bytes)), bytes);
    }
}

void TestPrintable::everyPairOfBytesIsItsOwnText()
{
    QHash<QString, int> texts;
    texts.reserve(65536);
    for (int i = 0; i < 65536; ++i) {
        const char bytes[] = {char(i >> 8), char(i & 255)};
        const QString text = printable(QByteArrayView(bytes, 2));
        QVERIFY2(!texts.contains(text), qPrintable(text));
        texts.insert(text, i);
        QCOMPARE(fromPrintable(text), QByteArray(bytes, 2));
    }
}

void TestPrintable::randomBytesComeBack()
{
    QRandomGenerator random(20240229);
    for (int round = 0; round < 4000; ++round) {
        QByteArray bytes(random.bounded(40), Qt::Uninitialized);
        // Every second round leans towards bytes that form and break sequences and escapes.
        static constexpr char likely[] = "\\x tnr0aF\xc3\xa9\xe2\x82\xac\xf0\x9f\xa6\x8a\xcc\x81\xed";
        for (char &c : bytes)
            c = round % 2 ? char(random.bounded(256)) : likely[random.bounded(int(sizeof likely) - 1)];
        const QString text = printable(bytes);
        QVERIFY2(fromPrintable(text) == bytes, bytes.toHex().constData());
        for (const QChar c : text)
            QVERIFY2(c.category() != QChar::Other_Control, bytes.toHex().constData());
    }
}

void TestPrintable::everyCodePointComesBack()
{
    for (char32_t codePoint = 0; codePoint <= 0x10ffff; ++codePoint) {
        if (codePoint == 0xd800)
            codePoint = 0xe000;
        const QByteArray bytes = "a" + QString::fromUcs4(&codePoint, 1).toUtf8() + "z";
        const auto back = fromPrintable(printable(bytes));
        if (back != bytes)
            QFAIL(bytes.toHex().constData());
    }
}

void TestPrintable::badEscape_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("position");
    const auto row = [](const QString &text, qsizetype position) {
        QTest::newRow(qPrintable(text)) << text << position;
    };
    row(QStringLiteral("\\"), 0);
    row(QStringLiteral("ab\\"), 2);
    row(QStringLiteral("a\\q"), 1);
    row(QStringLiteral("\\x"), 0);
    row(QStringLiteral("\\x1"), 0);
    row(QStringLiteral("\\\\\\xg0"), 2);
    row(QStringLiteral("\\x+1"), 0);
    row(QStringLiteral("\\x 1"), 0);
    row(QStringLiteral("\\x-0"), 0);
    row(QStringLiteral("\\X41"), 0);
}

void TestPrintable::badEscape()
{
    QFETCH(QString, text);
    QFETCH(qsizetype, position);
    qsizetype found = -1;
    QVERIFY(!fromPrintable(text, &found));
    QCOMPARE(found, position);
    QVERIFY(!fromPrintable(text));
}

void TestPrintable::upperCaseHexIsRead()
{
    QCOMPARE(fromPrintable(QStringLiteral("\\xFf\\xaB")), QByteArray("\xff\xab"));
}

QTEST_GUILESS_MAIN(TestPrintable)
#include "tst_printable.moc"
