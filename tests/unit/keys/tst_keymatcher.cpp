// SPDX-License-Identifier: Apache-2.0
#include "core/keys/decodedkey.h"
#include "core/keys/keymatcher.h"

#include <QElapsedTimer>
#include <QTest>

using namespace etcdscope;

using Kind = KeyPattern::Kind;
using Answer = KeyMatcher::Answer;

Q_DECLARE_METATYPE(etcdscope::KeyPattern)

class TestKeyMatcher : public QObject
{
    Q_OBJECT

private slots:
    void decodingKeepsEveryByteInPlace_data();
    void decodingKeepsEveryByteInPlace();
    void matchesAndMarks_data();
    void matchesAndMarks();
    void doesNotMatch_data();
    void doesNotMatch();
    void nothingTypedFindsNothing_data();
    void nothingTypedFindsNothing();
    void aFaultIsToldWithItsPlace();
    void aCatastrophicExpressionIsLeftUndecided();
    void betterFuzzyMatchesScoreHigher_data();
    void betterFuzzyMatchesScoreHigher();
    void literalPrefix_data();
    void literalPrefix();
};

namespace {

/// The key with its marked bytes in brackets.
QByteArray marked(const KeyMatcher &matcher, const QByteArray &key)
{
    QByteArray text = key;
    const auto marks = matcher.marks(key);
    for (auto mark = marks.crbegin(); mark != marks.crend(); ++mark) {
        text.insert(mark->end, ']');
        text.insert(mark->begin, '[');
    }
    return text;
}

QByteArray bytes(const char *text, qsizetype size)
{
    return {text, size};
}

} // namespace

void TestKeyMatcher::decodingKeepsEveryByteInPlace_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("places");
    QTest::newRow("empty") << QByteArray() << QString() << QList<int>{0};
    QTest::newRow("ASCII") << QByteArray("ab") << QStringLiteral("ab") << QList<int>{0, 1, 2};
    QTest::newRow("NUL") << bytes("a\0b", 3) << QString(QLatin1String("a\0b", 3)) << QList<int>{0, 1, 2, 3};
    QTest::newRow("two bytes") << QByteArray("\u00fcx") << QStringLiteral(u"\u00fcx") << QList<int>{0, 2, 3};
    QTest::newRow("surrogate pair") << QByteArray("\U0001f98ax") << QStringLiteral(u"\U0001f98ax")
                                    << QList<int>{0, 0, 4, 5};
    QTest::newRow("no UTF-8") << QByteArray("\xff/\xe2\x82") << QStringLiteral(u"\u00ff/\u00e2\u0082")
                              << QList<int>{0, 1, 2, 3, 4};
}

void TestKeyMatcher::decodingKeepsEveryByteInPlace()
{
    QFETCH(const QByteArray, key);
    QFETCH(const QString, text);
    QFETCH(const QList<int>, places);
    QString decoded;
    std::vector<qsizetype> found;
    decodeKey(key, &decoded, &found);
    QCOMPARE(decoded, text);
    QCOMPARE(QList<int>(found.begin(), found.end()), places);
}

void TestKeyMatcher::matchesAndMarks_data()
{
    QTest::addColumn<KeyPattern>("pattern");
    QTest::addColumn<QByteArray>("marked"); // without the brackets it is the key
    const auto row = [](const char *name, const KeyPattern &pattern, const QByteArray &marked) {
        QTest::newRow(name) << pattern << marked;
    };
    const auto text = [](const char *utf8) { return QString::fromUtf8(utf8); };
    row("substring", {text("app")}, "/[app]/x");
    row("substring, every place", {text("a")}, "/[a]pp/[a]/b[a]n[a]n[a]");
    row("substring, any case", {text("ApP/X")}, "/[app/x]");
    row("substring, this case", {text("App"), Kind::Substring, true}, "/app/[App]");
    row("substring, letters beyond ASCII", {text("\u00fcBER")}, "/[\u00dcber]/x");
    row("substring of bytes", {text("\\xff\\x00")}, bytes("/a[\xff\0]b", 7));
    row("substring of bytes in UTF-8", {text("\\xc3")}, "[\xc3]\xbc");
    row("a lone backslash is one", {text("\\b")}, "a[\\b]");
    row("a backslash in printable form", {text("a\\\\b")}, "[a\\b]");
    row("a space", {text("a b")}, "x[a b]");
    row("fuzzy", {text("acx"), Kind::Fuzzy}, "/[a]pp/[c]onfig/[x]");
    row("fuzzy, neighbours are one mark", {text("cfgx"), Kind::Fuzzy}, "/app/[c]on[f]i[g]/[x]");
    row("fuzzy, any case", {text("AB"), Kind::Fuzzy}, "[a]/[b]");
    row("fuzzy, blanks are passed over", {text("app x"), Kind::Fuzzy}, "/[app]/[x]");
    row("fuzzy prefers what stands together", {text("key7"), Kind::Fuzzy}, "/k/e/y/[key]00000[7]");
    row("fuzzy, letters beyond ASCII", {text("\u00fcb"), Kind::Fuzzy}, "/[\u00dcb]er");
    row("fuzzy bytes", {text("\\xff\\x00"), Kind::Fuzzy}, bytes("[\xff]a[\0]", 7));
    row("expression", {text("k\\d+"), Kind::RegularExpression}, "/a/[k12]/[K3]");
    row("expression, this case", {text("K\\d+"), Kind::RegularExpression, true}, "/a/k12/[K3]");
    row("expression, anchored", {text("^/app/[^/]+$"), Kind::RegularExpression}, "[/app/key]");
    row("expression with a byte", {text("\\xff."), Kind::RegularExpression}, "a[\xff\x01]b");
    row("expression with NUL", {text("a\\x00b"), Kind::RegularExpression}, bytes("[a\0b]", 5));
    row("expression behind UTF-8", {text("x$"), Kind::RegularExpression}, "\u00fc\U0001f98a[x]");
    row("a dot is a character", {text("^.x"), Kind::RegularExpression}, "[\u00fcx]y");
    row("a dot is a newline too", {text("a.b"), Kind::RegularExpression}, "[a\nb]");
    row("an empty match marks nothing", {text("z*"), Kind::RegularExpression}, "abc");
}

void TestKeyMatcher::matchesAndMarks()
{
    QFETCH(const KeyPattern, pattern);
    QFETCH(const QByteArray, marked);
    QByteArray key = marked;
    key.replace('[', "").replace(']', "");
    const KeyMatcher matcher(pattern);
    QVERIFY(!matcher.fault());
    QCOMPARE(matcher.match(key), Answer::Yes);
    QCOMPARE(::marked(matcher, key), marked);
}

void TestKeyMatcher::doesNotMatch_data()
{
    QTest::addColumn<KeyPattern>("pattern");
    QTest::addColumn<QByteArray>("key");
    const auto row = [](const char *name, const KeyPattern &pattern, const QByteArray &key) {
        QTest::newRow(name) << pattern << key;
    };
    row("empty key", {QStringLiteral("a")}, {});
    row("empty key, fuzzy", {QStringLiteral("a"), Kind::Fuzzy}, {});
    row("another case", {QStringLiteral("App"), Kind::Substring, true}, "/app");
    row("an escape is no text", {QStringLiteral("\\xff")}, "\\xff");
    row("bytes have no case", {QStringLiteral("\\xc3\\xbc")}, "\u00dc");
    row("fuzzy, another order", {QStringLiteral("ba"), Kind::Fuzzy}, "ab");
    row("fuzzy, once is not twice", {QStringLiteral("aa"), Kind::Fuzzy}, "xax");
    row("fuzzy, half a letter", {QString::fromUtf8("\u00fc"), Kind::Fuzzy}, "\xc3z\xbc");
    row("expression", {QStringLiteral("^app"), Kind::RegularExpression}, "/app");
    row("expression, another case", {QStringLiteral("APP"), Kind::RegularExpression, true}, "/app");
}

void TestKeyMatcher::doesNotMatch()
{
    QFETCH(const KeyPattern, pattern);
    QFETCH(const QByteArray, key);
    const KeyMatcher matcher(pattern);
    QVERIFY(!matcher.isEmpty());
    QCOMPARE(matcher.match(key), Answer::No);
    QVERIFY(matcher.marks(key).empty());
}

void TestKeyMatcher::nothingTypedFindsNothing_data()
{
    QTest::addColumn<KeyPattern>("pattern");
    QTest::newRow("substring") << KeyPattern();
    QTest::newRow("fuzzy") << KeyPattern{{}, Kind::Fuzzy};
    QTest::newRow("fuzzy blanks") << KeyPattern{QStringLiteral("  "), Kind::Fuzzy};
    QTest::newRow("expression") << KeyPattern{{}, Kind::RegularExpression};
    QTest::newRow("broken expression") << KeyPattern{QStringLiteral("a("), Kind::RegularExpression};
}

void TestKeyMatcher::nothingTypedFindsNothing()
{
    QFETCH(const KeyPattern, pattern);
    const KeyMatcher matcher(pattern);
    QVERIFY(matcher.isEmpty());
    QCOMPARE(matcher.match("a(  b"), Answer::No);
    QVERIFY(matcher.marks("a(  b").empty());
}

void TestKeyMatcher::aFaultIsToldWithItsPlace()
{
    const KeyMatcher open({QStringLiteral("app(x"), Kind::RegularExpression});
    QVERIFY(open.fault());
    QCOMPARE(open.fault()->position, 5);
    QVERIFY(!open.fault()->detail.isEmpty());
    const KeyMatcher early({QStringLiteral("*x"), Kind::RegularExpression});
    QVERIFY(early.fault());
    QCOMPARE(early.fault()->position, 0);
    QVERIFY(!KeyMatcher({QStringLiteral("app(x"), Kind::Substring}).fault());
}

void TestKeyMatcher::aCatastrophicExpressionIsLeftUndecided()
{
    const KeyMatcher matcher({QStringLiteral("(a+)+$"), Kind::RegularExpression});
    const QByteArray key = QByteArray(60, 'a') + 'b';
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(matcher.match(key), Answer::Undecided);
    QVERIFY2(clock.elapsed() < 1'000, "an unbounded one takes years");
    QCOMPARE(matcher.match("aaa"), Answer::Yes);
    QVERIFY(matcher.marks(key).empty());
}

void TestKeyMatcher::betterFuzzyMatchesScoreHigher_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("better");
    QTest::addColumn<QByteArray>("worse");
    const auto row = [](const char *name, const char *typed, const char *better, const char *worse) {
        QTest::newRow(name) << QString::fromLatin1(typed) << QByteArray(better) << QByteArray(worse);
    };
    row("together", "key", "/a/key", "/a/k-e-y");
    row("at the beginning of a segment", "lim", "/a/limits", "/a/xlimits");
    row("at the beginning of a word", "lim", "/a/my-limits", "/a/mylimits");
    row("at a hump", "lim", "/a/myLimits", "/a/mylimits");
    row("in the last segment", "app", "/x/app", "/app/x");
    row("near", "ab", "/x/a-b", "/x/a--------b");
    row("of this case", "App", "/x/App", "/x/app");
}

void TestKeyMatcher::betterFuzzyMatchesScoreHigher()
{
    QFETCH(const QString, typed);
    QFETCH(const QByteArray, better);
    QFETCH(const QByteArray, worse);
    const KeyMatcher matcher({typed, Kind::Fuzzy});
    int high = 0;
    int low = 0;
    QCOMPARE(matcher.match(better, &high), Answer::Yes);
    QCOMPARE(matcher.match(worse, &low), Answer::Yes);
    QVERIFY2(high > low, qPrintable(QStringLiteral("%1 <= %2").arg(high).arg(low)));
}

void TestKeyMatcher::literalPrefix_data()
{
    QTest::addColumn<KeyPattern>("pattern");
    QTest::addColumn<QByteArray>("prefix");
    const auto row = [](const char *text, Kind kind, const QByteArray &prefix) {
        QTest::newRow(text) << KeyPattern{QString::fromUtf8(text), kind} << prefix;
    };
    row("/app/x", Kind::Substring, "/app/x");
    row("/odd/\\xff", Kind::Substring, "/odd/\xff");
    row("\\b", Kind::Substring, "\\b");
    row("/app", Kind::Fuzzy, "/app");
    row("^/app/.*x", Kind::RegularExpression, "/app/");
    row("^/apps?/", Kind::RegularExpression, "/app");
    row("^/app+", Kind::RegularExpression, "/app");
    row("^/\u00fc*", Kind::RegularExpression, "/");
    row("^/a|b", Kind::RegularExpression, "");
    row("/app", Kind::RegularExpression, "");
    row("^/whole", Kind::RegularExpression, "/whole");
}

void TestKeyMatcher::literalPrefix()
{
    QFETCH(const KeyPattern, pattern);
    QFETCH(const QByteArray, prefix);
    QCOMPARE(KeyMatcher(pattern).literalPrefix(), prefix);
}

QTEST_GUILESS_MAIN(TestKeyMatcher)
#include "tst_keymatcher.moc"
