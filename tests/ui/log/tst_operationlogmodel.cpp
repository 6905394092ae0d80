// SPDX-License-Identifier: Apache-2.0
#include "core/models/operationlogmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace etcdscope;

namespace {

Operation started(quint64 id, const QByteArray &method = "etcdserverpb.KV/Range")
{
    Operation operation;
    operation.id = id;
    operation.started = QDateTime::currentDateTimeUtc();
    operation.method = method;
    operation.key = "key " + QByteArray::number(id);
    return operation;
}

Operation ended(quint64 id)
{
    Operation operation = started(id);
    operation.running = false;
    operation.duration = 1234;
    operation.revision = 7;
    return operation;
}

QList<quint64> ids(const OperationLogModel &model)
{
    QList<quint64> found;
    for (int row = 0; row < model.rowCount(); ++row)
        found.append(model.operation(row).id);
    return found;
}

} // namespace

class TestOperationLogModel : public QObject
{
    Q_OBJECT

private slots:
    void arrivalsBecomeOneInsertion();
    void endOfAnOperationChangesItsRow();
    void endBeforeTheRowIsShownIsShownAtOnce();
    void neighboursChangeTogether();
    void oldestMakeRoom();
    void arrivalsBeyondCapacityKeepTheNewest();
    void operationsThatMadeRoomDoNotComeBack();
    void clearKeepsWhatIsUnderWay();
    void columnsGiveRawData();
    void heartbeatsAreBackground();
};

void TestOperationLogModel::arrivalsBecomeOneInsertion()
{
    OperationLogModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    for (quint64 id = 1; id <= 50; ++id)
        model.add(started(id));
    QCOMPARE(model.rowCount(), 0);
    QTRY_COMPARE(model.rowCount(), 50);
    QCOMPARE(inserted.size(), 1);
}

void TestOperationLogModel::endOfAnOperationChangesItsRow()
{
    OperationLogModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.add(started(1));
    QTRY_COMPARE(model.rowCount(), 1);
    QVERIFY(model.operation(0).running);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.add(ended(1));
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(!model.operation(0).running);
    QCOMPARE(model.rowCount(), 1);
}

void TestOperationLogModel::endBeforeTheRowIsShownIsShownAtOnce()
{
    OperationLogModel model;
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.add(started(1));
    model.add(ended(1));
    QTRY_COMPARE(model.rowCount(), 1);
    QVERIFY(!model.operation(0).running);
    QCOMPARE(changed.size(), 0);
}

void TestOperationLogModel::neighboursChangeTogether()
{
    OperationLogModel model;
    for (quint64 id = 1; id <= 10; ++id)
        model.add(started(id));
    QTRY_COMPARE(model.rowCount(), 10);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    for (const quint64 id : {9, 2, 4, 3})
        model.add(ended(id));
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(changed[0][0].toModelIndex().row(), 1);
    QCOMPARE(changed[0][1].toModelIndex().row(), 3);
    QCOMPARE(changed[1][0].toModelIndex().row(), 8);
}

void TestOperationLogModel::oldestMakeRoom()
{
    OperationLogModel model(5);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    for (quint64 id = 1; id <= 4; ++id)
        model.add(started(id));
    QTRY_COMPARE(model.rowCount(), 4);
    model.add(ended(1)); // in the same batch in which it makes room
    for (quint64 id = 5; id <= 7; ++id)
        model.add(started(id));
    QTRY_COMPARE(ids(model), (QList<quint64>{3, 4, 5, 6, 7}));
}

void TestOperationLogModel::arrivalsBeyondCapacityKeepTheNewest()
{
    OperationLogModel model(3);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.add(started(1));
    QTRY_COMPARE(model.rowCount(), 1);
    for (quint64 id = 2; id <= 20; ++id)
        model.add(started(id));
    QTRY_COMPARE(ids(model), (QList<quint64>{18, 19, 20}));
}

void TestOperationLogModel::operationsThatMadeRoomDoNotComeBack()
{
    OperationLogModel model(2);
    for (quint64 id = 1; id <= 3; ++id)
        model.add(started(id));
    QTRY_COMPARE(model.rowCount(), 2);
    model.add(ended(1));
    model.add(started(4));
    QTRY_COMPARE(ids(model), (QList<quint64>{3, 4}));
}

void TestOperationLogModel::clearKeepsWhatIsUnderWay()
{
    OperationLogModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    for (quint64 id = 1; id <= 4; ++id)
        model.add(started(id));
    QTRY_COMPARE(model.rowCount(), 4);
    model.add(ended(2)); // not shown yet
    model.add(started(5));
    model.add(ended(5));
    model.add(started(6));
    model.clear();
    QCOMPARE(ids(model), (QList<quint64>{1, 3, 4, 6}));
    model.add(ended(6));
    QTRY_VERIFY(!model.operation(3).running);
}

void TestOperationLogModel::columnsGiveRawData()
{
    OperationLogModel model;
    Operation operation = ended(1);
    operation.key = QByteArray("a\0b", 3);
    operation.error = Error{.kind = ErrorKind::NotFound, .serverMessage = QStringLiteral("gone")};
    model.add(operation);
    QTRY_COMPARE(model.rowCount(), 1);
    const auto at = [&model](int column) { return model.index(0, column).data(); };
    QCOMPARE(at(OperationLogModel::Time).toDateTime(), operation.started);
    QCOMPARE(at(OperationLogModel::Key).toString(), QStringLiteral("a\\x00b"));
    QCOMPARE(at(OperationLogModel::Revision).toLongLong(), 7);
    QCOMPARE(at(OperationLogModel::Duration).toLongLong(), 1234);
    QVERIFY(at(OperationLogModel::Result).toString().contains(QStringLiteral("gone")));
    QCOMPARE(model.index(0, 0).data(OperationLogModel::OperationRole).value<Operation>().id, 1u);
}

void TestOperationLogModel::heartbeatsAreBackground()
{
    OperationLogModel model;
    model.add(started(1));
    model.add(started(2, "etcdserverpb.Maintenance/Status"));
    QTRY_COMPARE(model.rowCount(), 2);
    QVERIFY(!model.index(0, 0).data(OperationLogModel::BackgroundRole).toBool());
    QVERIFY(model.index(1, 0).data(OperationLogModel::BackgroundRole).toBool());
    Operation ofV2 = started(3, "v2 GET /v2/stats/self");
    QVERIFY(OperationLogModel::isBackground(ofV2));
    ofV2.method = "v2 GET /v2/keys";
    ofV2.key = "/app";
    QVERIFY(!OperationLogModel::isBackground(ofV2)); // a person reads it, or watches
    ofV2.key.clear();
    QVERIFY(OperationLogModel::isBackground(ofV2));
    ofV2.method = "v2 PUT /v2/keys";
    QVERIFY(!OperationLogModel::isBackground(ofV2));
}

QTEST_GUILESS_MAIN(TestOperationLogModel)
#include "tst_operationlogmodel.moc"
