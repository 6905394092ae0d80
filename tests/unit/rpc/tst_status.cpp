// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/status.h"

#include "tests/unit/rpc/rpctesting.h"

#include "rpc.pb.h"

#include <QTest>

using namespace etcdscope;

class TestStatus : public QObject
{
    Q_OBJECT

private slots:
    void kindByCodeAndWords_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("message");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<RequestFate>("fate");
        const auto row = [](int code, const char *message, ErrorKind kind,
                            RequestFate fate = RequestFate::Answered) {
            QTest::addRow("%d %s", code, message) << code << QString::fromLatin1(message) << kind << fate;
        };
        constexpr RequestFate open = RequestFate::MaybeSent;

        row(11, "etcdserver: mvcc: required revision has been compacted", ErrorKind::Compacted);
        row(11, "etcdserver: mvcc: required revision is a future revision", ErrorKind::Unavailable);
        row(11, "etcdserver: too large lease TTL", ErrorKind::TooLarge);
        row(8, "etcdserver: mvcc: database space exceeded", ErrorKind::NoSpace);
        row(8, "etcdserver: too many requests", ErrorKind::Unavailable);
        row(8, "grpc: received message larger than max (2097300 vs. 2097152)", ErrorKind::TooLarge);
        row(3, "etcdserver: request is too large", ErrorKind::TooLarge);
        row(3, "etcdserver: too many operations in txn request", ErrorKind::TooLarge);
        row(3, "etcdserver: user name is empty", ErrorKind::Unauthenticated);
        row(3, "etcdserver: authentication failed, invalid user ID or password", ErrorKind::Unauthenticated);
        row(3, "etcdserver: revision of auth store is old", ErrorKind::Unauthenticated);
        row(3, "etcdserver: key not found", ErrorKind::NotFound);
        row(3, "etcdserver: key is not provided", ErrorKind::Local);
        row(3, "etcdserver: duplicate key given in txn request", ErrorKind::Local);
        row(16, "etcdserver: invalid auth token", ErrorKind::Unauthenticated);
        row(7, "etcdserver: permission denied", ErrorKind::PermissionDenied);
        row(5, "etcdserver: requested lease not found", ErrorKind::NotFound);
        row(5, "etcdserver: member not found", ErrorKind::NotFound);
        row(9, "etcdserver: lease already exists", ErrorKind::AlreadyExists);
        row(9, "etcdserver: Peer URLs already exists", ErrorKind::AlreadyExists);
        row(9, "etcdserver: user name already exists", ErrorKind::AlreadyExists);
        row(9, "etcdserver: user name not found", ErrorKind::NotFound);
        row(9, "etcdserver: authentication is not enabled", ErrorKind::Unsupported);
        row(9, "etcdserver: too many learner members in cluster", ErrorKind::Local);
        row(9, "etcdserver: not leader", ErrorKind::Unavailable);
        row(9, "etcdserver: rpc not supported for learner", ErrorKind::Unsupported);
        row(14, "etcdserver: rpc not supported for learner", ErrorKind::Unsupported, open);
        row(14, "etcdserver: no leader", ErrorKind::Unavailable, open);
        row(14, "etcdserver: request timed out, possibly due to connection lost", ErrorKind::Unavailable,
            open);
        row(14, "transport is closing", ErrorKind::Unavailable, open);
        row(15, "etcdserver: corrupt cluster", ErrorKind::Unavailable);
        row(12, "unknown service", ErrorKind::Unsupported);
        row(4, "context deadline exceeded", ErrorKind::Timeout, open);
        row(2, "context deadline exceeded", ErrorKind::Timeout, open);
        row(2, "auth: user name is empty", ErrorKind::Unauthenticated);
        row(2, "auth: permission denied", ErrorKind::PermissionDenied);
        row(2, "election: no leader", ErrorKind::NotFound);
        row(2, "election: not leader", ErrorKind::Conflict);
        row(2, "etcdserver: requested lease not found", ErrorKind::NotFound);
        row(2, "what nobody has heard of", ErrorKind::Unavailable, open);
        row(1, "etcdserver: request canceled", ErrorKind::Unavailable, open);
        row(13, "internal", ErrorKind::Unavailable, open);
        row(10, "aborted", ErrorKind::Conflict);
        row(77, "no such code", ErrorKind::Unavailable);
    }

    void kindByCodeAndWords()
    {
        QFETCH(int, code);
        QFETCH(QString, message);
        QFETCH(ErrorKind, kind);
        QFETCH(RequestFate, fate);
        QCOMPARE(name(classifyStatus(code, message)), name(kind));
        const Error error = errorFromStatus(code, message);
        QCOMPARE(name(error.kind), name(kind));
        QCOMPARE(error.fate, fate);
        QCOMPARE(error.grpcCode, code);
        QCOMPARE(error.serverMessage, message);
    }

    void wrappedStatusIsTakenOut()
    {
        const Error denied = errorFromStatusText(
            QStringLiteral("rpc error: code = PermissionDenied desc = etcdserver: permission denied"));
        QCOMPARE(name(denied.kind), name(ErrorKind::PermissionDenied));
        QCOMPARE(denied.grpcCode, 7);
        QCOMPARE(denied.serverMessage, QStringLiteral("etcdserver: permission denied"));

        const Error range = errorFromStatusText(QStringLiteral("mvcc: watcher range is empty"));
        QCOMPARE(name(range.kind), name(ErrorKind::Local));
        QCOMPARE(range.grpcCode, 2);

        const Error cut = errorFromStatusText(QStringLiteral("rpc error: code = PermissionDenied"));
        QCOMPARE(cut.grpcCode, 2);
    }

    void httpAnswersOfOthers()
    {
        QCOMPARE(name(errorFromHttpStatus(404, {}).kind), name(ErrorKind::Protocol));
        QCOMPARE(name(errorFromHttpStatus(200, {}).kind), name(ErrorKind::Protocol));
        QCOMPARE(name(errorFromHttpStatus(503, {}).kind), name(ErrorKind::Unavailable));
        QCOMPARE(errorFromHttpStatus(502, {}).fate, RequestFate::MaybeSent);
    }

    void messageIsPercentDecoded_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QString>("text");
        QTest::newRow("plain") << QByteArray("no leader") << QStringLiteral("no leader");
        QTest::newRow("utf-8") << QByteArray("gr%C3%BC%c3%9fe 100%25") << QStringLiteral("grüße 100%");
        QTest::newRow("not hexadecimal") << QByteArray("%zz%4") << QStringLiteral("%zz%4");
        QTest::newRow("cut") << QByteArray("a%") << QStringLiteral("a%");
        QTest::newRow("not utf-8") << QByteArray("%ff!") << QStringLiteral("\uFFFD!");
        QTest::newRow("empty") << QByteArray() << QString();
    }

    void messageIsPercentDecoded()
    {
        QFETCH(QByteArray, raw);
        QFETCH(QString, text);
        QCOMPARE(decodedGrpcMessage(raw), text);
    }

    void revisionIsPeekedAt()
    {
        etcdserverpb::PutResponse put;
        put.mutable_header()->set_member_id(5);
        put.mutable_header()->set_revision(77);
        put.mutable_prev_kv()->set_key("k");
        QCOMPARE(headerRevision(put.SerializeAsString()), 77);

        put.clear_header();
        QCOMPARE(headerRevision(put.SerializeAsString()), 0);
        QCOMPARE(headerRevision({}), 0);
        QCOMPARE(headerRevision(QByteArray::fromHex("0aff")), 0);
        QCOMPARE(headerRevision(QByteArray::fromHex("0801")), 0);
    }
};

QTEST_GUILESS_MAIN(TestStatus)
#include "tst_status.moc"
