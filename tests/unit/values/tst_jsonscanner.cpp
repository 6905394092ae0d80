// SPDX-License-Identifier: Apache-2.0
#include "core/values/jsonscanner.h"

#include <QTest>

#include <limits>

using namespace etcdscope;

namespace {

struct Scan
{
    QList<JsonToken> tokens;
    std::optional<JsonError> error;
};

Scan scanAll(const QByteArray &bytes, qsizetype budgetATime = std::numeric_limits<qsizetype>::max())
{
    JsonScanner scanner(bytes);
    Scan scan;
    qsizetype budget = budgetATime;
    for (;;) {
        switch (scanner.next(budget)) {
        case JsonScanner::Event::Token:
            scan.tokens.append(scanner.token());
            break;
        case JsonScanner::Event::Paused:
            budget = budgetATime;
            break;
        case JsonScanner::Event::End:
            return scan;
        case JsonScanner::Event::Error:
            scan.error = scanner.error();
            return scan;
        }
    }
}

QByteArray nested(qsizetype depth)
{
    return QByteArray(depth, '[') + QByteArray(depth, ']');
}

} // namespace

class TestJsonScanner final : public QObject
{
    Q_OBJECT

private slots:
    void acceptsWhatTheStandardAllows_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"{}",
                                 "[]",
                                 "0",
                                 "-0",
                                 "12",
                                 "-1.5e+10",
                                 "1E400",
                                 "0.0",
                                 "0e0",
                                 "true",
                                 "false",
                                 "null",
                                 "\"\"",
                                 " [ 1 , 2 ] ",
                                 "{\"a\":1,\"a\":2}",
                                 "18446744073709551615",
                                 "\"\\u00e9\\ud800\\/\\n\"",
                                 "\"\x7f\"",
                                 "[[[]],{\"\":[{}]}]",
                                 "\r\n\t null \n",
                                 "\xef\xbb\xbf{}"})
            QTest::addRow("%s", text) << QByteArray(text);
        QTest::newRow("two, three and four bytes") << QByteArray("\"\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80\"");
        QTest::newRow("last before the surrogates") << QByteArray("\"\xed\x9f\xbf\"");
        QTest::newRow("deepest") << nested(JsonScanner::maximumDepth);
    }
    void acceptsWhatTheStandardAllows()
    {
        QFETCH(QByteArray, text);
        const auto error = checkJson(text);
        QVERIFY2(!error, error ? qPrintable(QString::number(error->offset)) : "");
    }

    void saysWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<JsonProblem>("problem");
        QTest::addColumn<qsizetype>("offset");
        const auto row = [](const char *text, JsonProblem problem, qsizetype offset) {
            QTest::addRow("%s", *text ? text : "nothing") << QByteArray(text) << problem << offset;
        };
        row("", JsonProblem::UnexpectedEnd, 0);
        row("  ", JsonProblem::UnexpectedEnd, 2);
        row("{", JsonProblem::UnexpectedEnd, 1);
        row("[1", JsonProblem::UnexpectedEnd, 2);
        row("\"ab", JsonProblem::UnexpectedEnd, 3);
        row("\"\\", JsonProblem::UnexpectedEnd, 2);
        row("tru", JsonProblem::UnexpectedEnd, 3);
        row("-", JsonProblem::UnexpectedEnd, 1);
        row("1.", JsonProblem::UnexpectedEnd, 2);
        row("1e", JsonProblem::UnexpectedEnd, 2);
        row("1e+", JsonProblem::UnexpectedEnd, 3);
        row("[1,]", JsonProblem::ExpectedValue, 3);
        row("[,]", JsonProblem::ExpectedValue, 1);
        row("{\"a\":}", JsonProblem::ExpectedValue, 5);
        row("nul]", JsonProblem::ExpectedValue, 0);
        row("truE", JsonProblem::ExpectedValue, 0);
        row("+1", JsonProblem::ExpectedValue, 0);
        row("'a'", JsonProblem::ExpectedValue, 0);
        row("// no", JsonProblem::ExpectedValue, 0);
        row("]", JsonProblem::ExpectedValue, 0);
        row("{1:2}", JsonProblem::ExpectedName, 1);
        row("{\"a\":1,}", JsonProblem::ExpectedName, 7);
        row("{,}", JsonProblem::ExpectedName, 1);
        row("{\"a\" 1}", JsonProblem::ExpectedColon, 5);
        row("[1 2]", JsonProblem::ExpectedComma, 3);
        row("[1}", JsonProblem::ExpectedComma, 2);
        row("{\"a\":1]", JsonProblem::ExpectedComma, 6);
        row("{} x", JsonProblem::TrailingContent, 3);
        row("1 2", JsonProblem::TrailingContent, 2);
        row("\"a\nb\"", JsonProblem::ControlCharacter, 2);
        row("\"\\x\"", JsonProblem::InvalidEscape, 2);
        row("\"\\u12g4\"", JsonProblem::InvalidEscape, 5);
        row("01", JsonProblem::InvalidNumber, 1);
        row("-a", JsonProblem::InvalidNumber, 1);
        row("1.e5", JsonProblem::InvalidNumber, 2);
        row("1e5.5", JsonProblem::InvalidNumber, 3);
        row("[1.5x]", JsonProblem::InvalidNumber, 4);
        row("\"\xff\"", JsonProblem::InvalidUtf8, 1);
        row("\"\xc0\x80\"", JsonProblem::InvalidUtf8, 1);
        row("\"\xe0\x80\x80\"", JsonProblem::InvalidUtf8, 2);
        row("\"\xed\xa0\x80\"", JsonProblem::InvalidUtf8, 2);
        row("\"\xf4\x90\x80\x80\"", JsonProblem::InvalidUtf8, 2);
        row("\"\xc3\"", JsonProblem::InvalidUtf8, 2);
        QTest::newRow("NUL") << QByteArray("\"a\0b\"", 5) << JsonProblem::ControlCharacter << qsizetype(2);
        QTest::newRow("escaped NUL") << QByteArray("\"\\\0\"", 4) << JsonProblem::InvalidEscape
                                     << qsizetype(2);
        QTest::newRow("too deep") << nested(JsonScanner::maximumDepth + 1) << JsonProblem::TooDeep
                                  << JsonScanner::maximumDepth;
    }
    void saysWhatIsWrongAndWhere()
    {
        QFETCH(QByteArray, text);
        QFETCH(JsonProblem, problem);
        QFETCH(qsizetype, offset);
        const auto error = checkJson(text);
        QVERIFY(error);
        QCOMPARE(error->problem, problem);
        QCOMPARE(error->offset, offset);
        // A scan in the smallest steps ends in the same.
        const auto slow = scanAll(text, 1).error;
        QVERIFY(slow);
        QCOMPARE(slow->problem, problem);
        QCOMPARE(slow->offset, offset);
    }

    void countsLinesAndCharactersOfAnError()
    {
        const auto error = checkJson("{\n  \"\xc3\xa9\xf0\x9f\x98\x80\": oops\n}");
        QVERIFY(error);
        QCOMPARE(error->line, 2);
        QCOMPARE(error->column, 9); // two spaces, quote, é, one emoji, quote, colon, space, then the o
    }

    void givesEveryTokenWithItsPlace()
    {
        const Scan scan = scanAll("{\"a\" : [1.5,\"b\"],\"c\":null}");
        const QList<JsonToken> expected{
            {JsonTokenType::ObjectStart, 0, 1}, {JsonTokenType::Name, 1, 3},
            {JsonTokenType::Colon, 5, 1},       {JsonTokenType::ArrayStart, 7, 1},
            {JsonTokenType::Number, 8, 3},      {JsonTokenType::Comma, 11, 1},
            {JsonTokenType::String, 12, 3},     {JsonTokenType::ArrayEnd, 15, 1},
            {JsonTokenType::Comma, 16, 1},      {JsonTokenType::Name, 17, 3},
            {JsonTokenType::Colon, 20, 1},      {JsonTokenType::Literal, 21, 4},
            {JsonTokenType::ObjectEnd, 25, 1},
        };
        QVERIFY(!scan.error);
        QCOMPARE(scan.tokens, expected);
    }

    void aScanInStepsGivesTheSameTokens_data()
    {
        QTest::addColumn<qsizetype>("budget");
        for (const qsizetype budget : {1, 2, 3, 7, 1000})
            QTest::addRow("%d", int(budget)) << budget;
    }
    void aScanInStepsGivesTheSameTokens()
    {
        QFETCH(qsizetype, budget);
        const QByteArray text =
            "\xef\xbb\xbf {\"na\\u00e9me\": [-12.5e-3, true, \"\xf0\x9f\x98\x80\"], \"\": {} } ";
        const Scan whole = scanAll(text);
        QVERIFY(!whole.error);
        QVERIFY(whole.tokens.size() > 10);
        QCOMPARE(scanAll(text, budget).tokens, whole.tokens);
    }

    void neverReadsMoreThanTheBudget()
    {
        JsonScanner scanner('"' + QByteArray(10'000, 'x') + '"');
        qsizetype budget = 100;
        QCOMPARE(scanner.next(budget), JsonScanner::Event::Paused);
        QCOMPARE(budget, 0);
        QCOMPARE(scanner.position(), 100);
    }

    void anErrorStays()
    {
        JsonScanner scanner("[oops");
        qsizetype budget = 100;
        QCOMPARE(scanner.next(budget), JsonScanner::Event::Token);
        QCOMPARE(scanner.next(budget), JsonScanner::Event::Error);
        QCOMPARE(scanner.next(budget), JsonScanner::Event::Error);
        QCOMPARE(scanner.error().offset, 1);
    }
};

QTEST_GUILESS_MAIN(TestJsonScanner)
#include "tst_jsonscanner.moc"
