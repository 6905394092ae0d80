// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/printable.h"
#include "ui/keys/errortext.h"
#include "ui/keys/keytext.h"
#include "ui/keys/storewords.h"

#include <QSet>
#include <QTest>

using namespace etcdscope;

/// The words that errors and typed keys are turned into and read from.
class TestKeyWords : public QObject
{
    Q_OBJECT

private slots:
    void everyKindOfErrorHasASentenceOfItsOwn();
    void theServersWordsAreKept();
    void typedKeysAreReadBack_data();
    void typedKeysAreReadBack();
    void blanksAroundATypedKeyAreNotPartOfIt();
    void durationsAreReadWithTheirUnits_data();
    void durationsAreReadWithTheirUnits();
};

void TestKeyWords::everyKindOfErrorHasASentenceOfItsOwn()
{
    QSet<QString> sentences;
    for (int kind = 0; kind <= int(ErrorKind::Local); ++kind) {
        const QString sentence = errorSentence(Error{.kind = ErrorKind(kind)});
        QVERIFY(sentence.endsWith(QLatin1Char('.')));
        sentences.insert(sentence);
    }
    QCOMPARE(sentences.size(), int(ErrorKind::Local) + 1);
}

void TestKeyWords::theServersWordsAreKept()
{
    const Error error{.kind = ErrorKind::NoSpace,
                      .serverMessage = QStringLiteral("etcdserver: mvcc: database space exceeded"),
                      .detail = QStringLiteral("detail")};
    QVERIFY(errorSentence(error).contains(error.serverMessage));
    QVERIFY(!errorSentence(error).contains(error.detail));
    QVERIFY(errorText(error).endsWith(errorRemedy(error)));
}

void TestKeyWords::typedKeysAreReadBack_data()
{
    QTest::addColumn<QByteArray>("key");
    QByteArray all;
    for (int byte = 0; byte < 256; ++byte)
        all += char(byte);
    QTest::newRow("all bytes") << all;
    QTest::newRow("blanks at the ends") << QByteArray(" a ");
    QTest::newRow("a blank") << QByteArray(" ");
    QTest::newRow("newline") << QByteArray("\n");
}

void TestKeyWords::typedKeysAreReadBack()
{
    QFETCH(const QByteArray, key);
    const TypedKey typed = readTypedKey(printable(key));
    QCOMPARE(typed.problem, QString());
    QCOMPARE(typed.bytes, key);
}

void TestKeyWords::blanksAroundATypedKeyAreNotPartOfIt()
{
    QCOMPARE(readTypedKey(QStringLiteral("  /a b \n")).bytes, QByteArray("/a b"));
    const TypedKey wrong = readTypedKey(QStringLiteral("  /a\\q"));
    QVERIFY(!wrong.problem.isEmpty());
    QCOMPARE(wrong.position, 4);
}

void TestKeyWords::durationsAreReadWithTheirUnits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("seconds"); // 0: none
    const auto row = [](const char *text, qint64 seconds) {
        QTest::newRow(text) << QString::fromLatin1(text) << seconds;
    };
    row("90", 90);
    row(" 90 s ", 90);
    row("1 min 30 s", 90);
    row("1m30s", 90);
    row("2h", 7'200);
    row("1 day", 86'400);
    row("7 d", 604'800);
    row("1000000000", 1'000'000'000);
    row("1000000001", 0);
    row("0", 0);
    row("", 0);
    row("-5", 0);
    row("1.5 h", 0);
    row("soon", 0);
    row("5 x", 0);
}

void TestKeyWords::durationsAreReadWithTheirUnits()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, seconds);
    QCOMPARE(readDuration(text).value_or(0), seconds);
}

QTEST_GUILESS_MAIN(TestKeyWords)
#include "tst_keywords.moc"
