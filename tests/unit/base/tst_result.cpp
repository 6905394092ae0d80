// SPDX-License-Identifier: Apache-2.0
#include "core/base/result.h"

#include <QTest>

#include <memory>

using namespace etcdscope;

class TestResult : public QObject
{
    Q_OBJECT

private slots:
    void holdsAValueOrAnError();
    void voidHoldsNothingOrAnError();
    void valueMovesOut();
    void boolAndErrorAreNotMixedUp();
};

void TestResult::holdsAValueOrAnError()
{
    Result<QByteArray> good(QByteArrayLiteral("bytes"));
    QVERIFY(good.ok());
    QVERIFY(bool(good));
    QCOMPARE(good.value(), QByteArrayLiteral("bytes"));
    QCOMPARE(*good, QByteArrayLiteral("bytes"));
    QCOMPARE(good->size(), 5);
    *good += '!';
    QCOMPARE(std::as_const(good).value(), QByteArrayLiteral("bytes!"));

    const Result<QByteArray> bad(Error{.kind = ErrorKind::Conflict, .detail = QStringLiteral("why")});
    QVERIFY(!bad.ok());
    QVERIFY(!bad);
    QCOMPARE(bad.error().kind, ErrorKind::Conflict);
    QCOMPARE(bad.error().detail, QStringLiteral("why"));
}

void TestResult::voidHoldsNothingOrAnError()
{
    const Result<void> good;
    QVERIFY(good.ok());
    const Result<void> bad(Error::local(QStringLiteral("why")));
    QVERIFY(!bad);
    QCOMPARE(bad.error().kind, ErrorKind::Local);
}

void TestResult::valueMovesOut()
{
    Result<std::unique_ptr<int>> result(std::make_unique<int>(7));
    const std::unique_ptr<int> taken = std::move(result).value();
    QCOMPARE(*taken, 7);

    Result<std::unique_ptr<int>> other(std::make_unique<int>(8));
    const std::unique_ptr<int> alsoTaken = *std::move(other);
    QCOMPARE(*alsoTaken, 8);
}

void TestResult::boolAndErrorAreNotMixedUp()
{
    const Result<bool> no(false);
    QVERIFY(no.ok());
    QVERIFY(!no.value());
}

QTEST_GUILESS_MAIN(TestResult)
#include "tst_result.moc"
