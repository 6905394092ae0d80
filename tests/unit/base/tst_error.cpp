// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"

#include <QSet>
#include <QTest>

using namespace etcdscope;

class TestError : public QObject
{
    Q_OBJECT

private slots:
    void everyKindHasItsOwnName();
    void lineNamesKindCodeAndWords_data();
    void lineNamesKindCodeAndWords();
};

void TestError::everyKindHasItsOwnName()
{
    QSet<QByteArray> names;
    for (int kind = int(ErrorKind::Network); kind <= int(ErrorKind::Local); ++kind)
        names.insert(toString(ErrorKind(kind)));
    QCOMPARE(names.size(), int(ErrorKind::Local) + 1);
    QVERIFY(!names.contains("unknown"));
}

void TestError::lineNamesKindCodeAndWords_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("line");
    QTest::newRow("local") << Error::local(QStringLiteral("no file")) << QStringLiteral("local: no file");
    QTest::newRow("bare") << Error{.kind = ErrorKind::Timeout} << QStringLiteral("timeout");
    QTest::newRow("gRPC code with the server's words first")
        << Error{.kind = ErrorKind::Compacted,
                 .grpcCode = 11,
                 .httpStatus = 200,
                 .serverMessage = QStringLiteral("etcdserver: compacted"),
                 .detail = QStringLiteral("watch")}
        << QStringLiteral("compacted (gRPC code 11): etcdserver: compacted");
    QTest::newRow("HTTP status") << Error{.kind = ErrorKind::Unavailable,
                                          .httpStatus = 503,
                                          .detail = QStringLiteral("GET /v2/keys")}
                                 << QStringLiteral("unavailable (HTTP 503): GET /v2/keys");
    QTest::newRow("percent signs stay")
        << Error{.kind = ErrorKind::Protocol, .grpcCode = 2, .detail = QStringLiteral("100%1 %2")}
        << QStringLiteral("protocol (gRPC code 2): 100%1 %2");
}

void TestError::lineNamesKindCodeAndWords()
{
    QFETCH(Error, error);
    QTEST(error.toString(), "line");
}

QTEST_GUILESS_MAIN(TestError)
#include "tst_error.moc"
