// SPDX-License-Identifier: Apache-2.0
#include "core/values/jsonline.h"

#include "core/values/jsonrewriter.h"

#include <QTest>

#include <limits>

using namespace etcdscope;

class TestJsonLine final : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithTheScannerOnAFormattedText()
    {
        const QByteArray source =
            "{\"a\":[1,-2.5e3,true,null,\"x\\\"y\"],\"b\":{},\"c d\":{\"e\":[]},\"f\":0}";
        const QByteArray text = rewriteJson(source, JsonLayout::Indented).bytes;
        JsonScanner scanner(text);
        qsizetype budget = std::numeric_limits<qsizetype>::max();
        QList<JsonToken> scanned;
        while (scanner.next(budget) == JsonScanner::Event::Token)
            scanned.append(scanner.token());
        QVERIFY(scanned.size() > 20);

        QList<JsonToken> byLine;
        qsizetype start = 0;
        for (const QByteArray &line : text.split('\n')) {
            for (JsonToken token : jsonTokensOfLine(QString::fromUtf8(line))) {
                token.offset += start;
                byLine.append(token);
            }
            start += line.size() + 1;
        }
        QCOMPARE(byLine, scanned);
    }

    void copesWithWhatIsBeingTyped_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QList<JsonToken>>("tokens");
        using Type = JsonTokenType;
        QTest::newRow("open string") << QStringLiteral("  \"abc") << QList<JsonToken>{{Type::String, 2, 4}};
        QTest::newRow("backslash at the end")
            << QStringLiteral("\"a\\") << QList<JsonToken>{{Type::String, 0, 3}};
        QTest::newRow("half a word") << QStringLiteral("tru,")
                                     << QList<JsonToken>{{Type::Invalid, 0, 3}, {Type::Comma, 3, 1}};
        QTest::newRow("bad numbers") << QStringLiteral("01 1. -")
                                     << QList<JsonToken>{{Type::Invalid, 0, 2},
                                                         {Type::Invalid, 3, 2},
                                                         {Type::Invalid, 6, 1}};
        QTest::newRow("name") << QStringLiteral("\"a\" :")
                              << QList<JsonToken>{{Type::Name, 0, 3}, {Type::Colon, 4, 1}};
        QTest::newRow("outside the basic plane")
            << QStringLiteral("\"😀\"1") << QList<JsonToken>{{Type::String, 0, 4}, {Type::Number, 4, 1}};
        QTest::newRow("nothing") << QString() << QList<JsonToken>{};
    }
    void copesWithWhatIsBeingTyped()
    {
        QFETCH(QString, line);
        QFETCH(QList<JsonToken>, tokens);
        QCOMPARE(jsonTokensOfLine(line), tokens);
    }
};

QTEST_GUILESS_MAIN(TestJsonLine)
#include "tst_jsonline.moc"
