// SPDX-License-Identifier: Apache-2.0
#include "core/v2/errors.h"

#include <QTest>

using namespace etcdscope;

class TestV2Errors : public QObject
{
    Q_OBJECT

private slots:
    void everyCode_data();
    void everyCode();
    void answersWithoutACode_data();
    void answersWithoutACode();
    void logForgetsComparedValues();
};

void TestV2Errors::everyCode_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorKind>("kind");
    const auto row = [](int code, int status, ErrorKind kind) {
        QTest::addRow("%d", code) << code << status << kind;
    };
    row(100, 404, ErrorKind::NotFound);
    row(101, 412, ErrorKind::Conflict);
    row(102, 403, ErrorKind::Conflict);
    row(103, 400, ErrorKind::Conflict);
    row(104, 400, ErrorKind::Conflict);
    row(105, 412, ErrorKind::AlreadyExists);
    row(106, 400, ErrorKind::Local);
    row(107, 400, ErrorKind::Local);
    row(108, 403, ErrorKind::Conflict);
    row(109, 400, ErrorKind::AlreadyExists);
    row(110, 401, ErrorKind::Unauthenticated);
    for (int code = 200; code <= 212; ++code)
        row(code, 400, ErrorKind::Local);
    row(300, 500, ErrorKind::Unavailable);
    row(301, 500, ErrorKind::Unavailable);
    row(400, 400, ErrorKind::Compacted);
    row(401, 400, ErrorKind::Compacted);
    row(402, 400, ErrorKind::Unavailable);
    row(403, 400, ErrorKind::Local);
    row(404, 400, ErrorKind::Local);
    row(500, 400, ErrorKind::Unavailable);
    // Codes that nobody knows go by the HTTP status.
    row(198, 403, ErrorKind::PermissionDenied);
    row(199, 404, ErrorKind::NotFound);
    row(398, 500, ErrorKind::Unavailable);
}

void TestV2Errors::everyCode()
{
    QFETCH(int, code);
    QFETCH(int, status);
    QFETCH(ErrorKind, kind);
    const QByteArray body =
        R"({"errorCode":%1,"message":"What happened","cause":"/why","index":7})" + QByteArray("\n");
    const Error error = v2::errorOfAnswer(status, QString::fromLatin1(body).arg(code).toLatin1());
    QCOMPARE(error.kind, kind);
    QCOMPARE(error.v2Code, code);
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(error.serverMessage, QStringLiteral("What happened: /why"));
    // What etcd could not say itself may have happened.
    QCOMPARE(error.fate, status == 500 ? RequestFate::MaybeSent : RequestFate::Answered);
}

void TestV2Errors::answersWithoutACode_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, int status, const char *body, ErrorKind kind, const char *words) {
        QTest::newRow(name) << status << QByteArray(body) << kind << QString::fromLatin1(words);
    };
    row("v2 is off", 404, "404 page not found\n", ErrorKind::Unsupported, "404 page not found");
    row("a web server", 404, "<html>no</html>", ErrorKind::Unsupported, "<html>no</html>");
    row("proxy", 502, "<html>bad gateway</html>", ErrorKind::Unavailable, "<html>bad gateway</html>");
    row("proxy without words", 503, "", ErrorKind::Unavailable, "");
    row("undecodable path", 400, "400 Bad Request", ErrorKind::Local, "400 Bad Request");
    row("method", 405, "Method Not Allowed\n", ErrorKind::Unsupported, "Method Not Allowed");
    row("basic auth of a proxy", 401, "go away", ErrorKind::Unauthenticated, "go away");
    row("no leader", 503, R"({"message":"During election"})", ErrorKind::Unavailable, "During election");
    row("no member", 404, R"({"message":"No such member: 1"})", ErrorKind::NotFound, "No such member: 1");
    row("removed member", 410, R"({"message":"Member permanently removed: 1"})", ErrorKind::NotFound,
        "Member permanently removed: 1");
    row("peer exists", 409, R"({"message":"membership: peerURL exists"})", ErrorKind::AlreadyExists,
        "membership: peerURL exists");
    row("auth without root", 409, R"({"message":"auth: No root user available, please create one"})",
        ErrorKind::Conflict, "auth: No root user available, please create one");
    row("no right", 401, R"({"message":"Insufficient credentials"})", ErrorKind::Unauthenticated,
        "Insufficient credentials");
    row("statistics of a follower", 403, R"({"message":"not current leader"})", ErrorKind::Conflict,
        "not current leader");
    row("old members", 500, R"({"message":"Not capable of accessing auth feature during rolling upgrades."})",
        ErrorKind::Unavailable, "Not capable of accessing auth feature during rolling upgrades.");
    row("media type", 415, R"({"message":"Bad Content-Type, accept application/json"})", ErrorKind::Protocol,
        "Bad Content-Type, accept application/json");
}

void TestV2Errors::answersWithoutACode()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const Error error = v2::errorOfAnswer(status, body);
    QTEST(error.kind, "kind");
    QTEST(error.serverMessage, "words");
    QCOMPARE(error.v2Code, 0);
    QCOMPARE(error.httpStatus, status);
}

void TestV2Errors::logForgetsComparedValues()
{
    const Error error = v2::errorOfAnswer(
        412, R"({"errorCode":101,"message":"Compare failed","cause":"[secret != other: secret] [1 != 2]"})");
    QVERIFY(error.serverMessage.contains(QLatin1String("secret")));
    QCOMPARE(v2::withoutValues(error).serverMessage, QStringLiteral("Compare failed"));
    const Error other = v2::errorOfAnswer(404, R"({"errorCode":100,"message":"Key not found","cause":"/a"})");
    QCOMPARE(v2::withoutValues(other).serverMessage, QStringLiteral("Key not found: /a"));
}

QTEST_GUILESS_MAIN(TestV2Errors)
#include "tst_v2errors.moc"
