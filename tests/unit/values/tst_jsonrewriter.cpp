// SPDX-License-Identifier: Apache-2.0
#include "core/values/jsonrewriter.h"

#include "core/base/slicer.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace etcdscope;

namespace {

QByteArray randomSpace(QRandomGenerator &random)
{
    static constexpr char kinds[] = {' ', '\n', '\t', '\r'};
    QByteArray space;
    for (int i = random.bounded(4); i > 1; --i)
        space += kinds[random.bounded(4)];
    return space;
}

QByteArray randomString(QRandomGenerator &random)
{
    static const QList<QByteArray> pieces{"a",   "Z",    " ",    "\\u00e9",  "\\/",
                                          "/",   "\\\"", "\\\\", "\xc3\xa9", "\xe2\x80\xa8",
                                          "{",   "}",    "[,]:", "\\ud800",  "\xf0\x9f\x98\x80",
                                          "\x7f"};
    QByteArray string("\"");
    for (int i = random.bounded(6); i > 0; --i)
        string += pieces[random.bounded(int(pieces.size()))];
    return string + '"';
}

QByteArray randomValue(QRandomGenerator &random, int depth)
{
    static const QList<QByteArray> scalars{"0",     "-0",   "1.50",  "1E400", "18446744073709551615",
                                           "-1e-9", "true", "false", "null",  "0.10e+05"};
    const int kind = random.bounded(depth > 5 ? 2 : 4);
    if (kind == 0)
        return scalars[random.bounded(int(scalars.size()))];
    if (kind == 1)
        return randomString(random);
    const bool object = kind == 2;
    QByteArray value(1, object ? '{' : '[');
    const int count = random.bounded(4);
    for (int i = 0; i < count; ++i) {
        value += randomSpace(random);
        if (object)
            value += randomString(random) + randomSpace(random) + ':' + randomSpace(random);
        value += randomValue(random, depth + 1) + randomSpace(random);
        if (i + 1 < count)
            value += ',';
    }
    return value + randomSpace(random) + (object ? '}' : ']');
}

QByteArrayList tokenBytes(const QByteArray &text)
{
    JsonScanner scanner(text);
    qsizetype budget = std::numeric_limits<qsizetype>::max();
    QByteArrayList tokens;
    while (scanner.next(budget) == JsonScanner::Event::Token)
        tokens << text.sliced(scanner.token().offset, scanner.token().length);
    return tokens;
}

} // namespace

class TestJsonRewriter final : public QObject
{
    Q_OBJECT

private slots:
    void writesOneMemberALine()
    {
        const JsonText text = rewriteJson("{\"b\":[1, {\"c\":{}} ,[]],\"a\":\"x\"}", JsonLayout::Indented);
        QVERIFY(!text.error);
        QCOMPARE(text.bytes, QByteArray("{\n"
                                        "  \"b\": [\n"
                                        "    1,\n"
                                        "    {\n"
                                        "      \"c\": {}\n"
                                        "    },\n"
                                        "    []\n"
                                        "  ],\n"
                                        "  \"a\": \"x\"\n"
                                        "}"));
    }

    void leavesEveryTokenAsItIs_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("order of names") << QByteArray("{\"b\":1,\"a\":2}");
        QTest::newRow("64 bits") << QByteArray("{\"id\":18446744073709551615}");
        QTest::newRow("above 63 bits") << QByteArray("{\"id\":9223372036854775808}");
        QTest::newRow("duplicate names") << QByteArray("{\"a\":1,\"a\":2}");
        QTest::newRow("escapes") << QByteArray("[\"\\u00e9 \\/ \xc3\xa9\"]");
        QTest::newRow("huge number") << QByteArray("{\"n\":1E400}");
        QTest::newRow("scalar") << QByteArray("\"text\"");
    }
    void leavesEveryTokenAsItIs()
    {
        QFETCH(QByteArray, text);
        const JsonText indented = rewriteJson(text, JsonLayout::Indented);
        QVERIFY(!indented.error);
        QCOMPARE(rewriteJson(indented.bytes, JsonLayout::Minified).bytes, text);
    }

    void minifyingUndoesFormatting()
    {
        QRandomGenerator random(20241);
        for (int i = 0; i < 2000; ++i) {
            const QByteArray text = randomSpace(random) + randomValue(random, 0) + randomSpace(random);
            const JsonText minified = rewriteJson(text, JsonLayout::Minified);
            const JsonText indented = rewriteJson(text, JsonLayout::Indented);
            QVERIFY2(!minified.error && !indented.error, text.constData());
            QCOMPARE(rewriteJson(indented.bytes, JsonLayout::Minified).bytes, minified.bytes);
            QCOMPARE(rewriteJson(indented.bytes, JsonLayout::Indented).bytes, indented.bytes);
            QCOMPARE(tokenBytes(indented.bytes), tokenBytes(text));
            QCOMPARE(tokenBytes(text).join(), minified.bytes);
        }
    }

    void anyBytesEndInATextOrAnError()
    {
        QRandomGenerator random(7);
        for (int i = 0; i < 2000; ++i) {
            QByteArray text = randomValue(random, 0);
            for (int edits = 1 + random.bounded(3); edits > 0 && !text.isEmpty(); --edits)
                text[random.bounded(int(text.size()))] = char(random.bounded(256));
            const JsonText rewritten = rewriteJson(text, JsonLayout::Indented);
            QCOMPARE(rewritten.error.has_value(), checkJson(text).has_value());
            if (rewritten.error) {
                QVERIFY(rewritten.bytes.isEmpty());
                QVERIFY(rewritten.error->offset >= 0 && rewritten.error->offset <= text.size());
            } else {
                QCOMPARE(tokenBytes(rewritten.bytes), tokenBytes(text));
            }
        }
    }

    void stepsGiveTheSameText()
    {
        QRandomGenerator random(5);
        const QByteArray text = "[" + randomValue(random, 0) + ",{\"x\":" + randomValue(random, 0) + "}]";
        for (const qsizetype budget : {1, 3, 64}) {
            JsonRewriter rewriter(text, JsonLayout::Indented);
            int steps = 0;
            while (rewriter.step(budget))
                ++steps;
            QVERIFY(!rewriter.error());
            QVERIFY(steps >= text.size() / budget - 1);
            QCOMPARE(rewriter.result(), rewriteJson(text, JsonLayout::Indented).bytes);
        }
    }

    void goesThroughASlicer()
    {
        QByteArray text("[");
        while (text.size() < 3'000'000)
            text += "{\"id\":12345,\"tags\":[\"a\",\"b\"],\"on\":true},";
        text.back() = ']';
        JsonRewriter rewriter(text, JsonLayout::Indented);
        Slicer slicer;
        QSignalSpy finished(&slicer, &Slicer::finished);
        slicer.start([&rewriter] { return rewriter.step(32 * 1024); });
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(!rewriter.error());
        QCOMPARE(rewriteJson(rewriter.result(), JsonLayout::Minified).bytes, text);
    }

    void deepNestingDoesNotBlowUp()
    {
        const qsizetype depth = JsonScanner::maximumDepth;
        const QByteArray text = QByteArray(depth, '[') + QByteArray(depth, ']');
        const JsonText indented = rewriteJson(text, JsonLayout::Indented);
        QVERIFY(indented.error);
        QCOMPARE(indented.error->problem, JsonProblem::TooLarge);
        const JsonText minified = rewriteJson(text, JsonLayout::Minified);
        QVERIFY(!minified.error);
        QCOMPARE(minified.bytes, text);
        const QByteArray less = QByteArray(1000, '[') + QByteArray(1000, ']');
        const JsonText lessIndented = rewriteJson(less, JsonLayout::Indented);
        QVERIFY(!lessIndented.error);
        QVERIFY(lessIndented.bytes.size() < 300'000);
    }
};

QTEST_GUILESS_MAIN(TestJsonRewriter)
#include "tst_jsonrewriter.moc"
