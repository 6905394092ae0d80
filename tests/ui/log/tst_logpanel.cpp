// SPDX-License-Identifier: Apache-2.0
#include "core/models/operationlogmodel.h"
#include "ui/log/logfiltermodel.h"
#include "ui/log/logpanel.h"
#include "ui/log/operationtext.h"
#include "ui/workspace/actionregistry.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace etcdscope;

class TestLogPanel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void heartbeatsAreHiddenAtFirst();
    void filterLooksAtCallKeyAndResult();
    void detailsTellTheWholeError();
    void detailsFollowTheSelectedOperation();
    void copiesSelectedRowsInOrder();
    void copiesCommandsWhereThatIsPossible();
    void clearKeepsRunningOperations();
    void followsTheEnd();
    void staysWhereTheUserScrolledTo();
    void filterModelHoldsItsContract();
    void durations_data();
    void durations();
    void everyWidgetThatTakesFocusHasAName();

private:
    Operation &add(const QByteArray &method, const QByteArray &key, bool ends = true);
    void addMany(int count);
    [[nodiscard]] QAction *action(const char *id) const;

    std::unique_ptr<OperationLogModel> m_log;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<LogPanel> m_panel;
    QTableView *m_table = nullptr;
    QPlainTextEdit *m_details = nullptr;
    Operation m_last;
    quint64 m_id = 0;
};

void TestLogPanel::init()
{
    m_log = std::make_unique<OperationLogModel>();
    m_actions = std::make_unique<ActionRegistry>();
    m_panel = std::make_unique<LogPanel>(*m_log, *m_actions);
    m_panel->resize(900, 500);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    m_table = m_panel->findChild<QTableView *>(QStringLiteral("log.table"));
    m_details = m_panel->findChild<QPlainTextEdit *>(QStringLiteral("log.details"));
}

void TestLogPanel::cleanup()
{
    m_panel.reset();
    m_log.reset();
}

Operation &TestLogPanel::add(const QByteArray &method, const QByteArray &key, bool ends)
{
    m_last = Operation();
    m_last.id = ++m_id;
    m_last.started = QDateTime::currentDateTimeUtc();
    m_last.method = method;
    m_last.key = key;
    m_last.endpoint = "127.0.0.1:2379";
    m_last.running = !ends;
    m_log->add(m_last);
    return m_last;
}

void TestLogPanel::addMany(int count)
{
    const int before = m_table->model()->rowCount();
    for (int i = 0; i < count; ++i)
        add("etcdserverpb.KV/Range", "/key");
    QTRY_COMPARE(m_table->model()->rowCount(), before + count);
}

QAction *TestLogPanel::action(const char *id) const
{
    return m_panel->findChild<QAction *>(QLatin1String(id));
}

void TestLogPanel::heartbeatsAreHiddenAtFirst()
{
    add("etcdserverpb.Maintenance/Status", {});
    add("etcdserverpb.KV/Range", "/a");
    QTRY_COMPARE(m_log->rowCount(), 2);
    QCOMPARE(m_table->model()->rowCount(), 1);
    m_panel->findChild<QCheckBox *>(QStringLiteral("log.heartbeats"))->click();
    QCOMPARE(m_table->model()->rowCount(), 2);
}

void TestLogPanel::filterLooksAtCallKeyAndResult()
{
    add("etcdserverpb.KV/Range", "/apple");
    add("etcdserverpb.KV/Txn", "/pear");
    Operation &failed = add("etcdserverpb.KV/Range", "/plum");
    failed.error = Error{.kind = ErrorKind::PermissionDenied, .serverMessage = QStringLiteral("not you")};
    m_log->add(failed);
    QTRY_COMPARE(m_table->model()->rowCount(), 3);
    auto *field = m_panel->findChild<QLineEdit *>(QStringLiteral("log.filterField"));
    const auto shown = [this, field](const char *text) {
        field->setText(QLatin1String(text));
        QStringList keys;
        for (int row = 0; row < m_table->model()->rowCount(); ++row)
            keys += m_table->model()->index(row, OperationLogModel::Key).data().toString();
        return keys.join(u' ');
    };
    QCOMPARE(shown("APPLE"), QStringLiteral("/apple"));
    QCOMPARE(shown("txn"), QStringLiteral("/pear"));
    QCOMPARE(shown("not you"), QStringLiteral("/plum"));
    QCOMPARE(shown("nothing like it"), QString());
    QCOMPARE(shown(""), QStringLiteral("/apple /pear /plum"));
}

void TestLogPanel::detailsTellTheWholeError()
{
    Operation &failed = add("etcdserverpb.KV/Txn", "/a");
    failed.error = Error{.kind = ErrorKind::NoSpace,
                         .fate = RequestFate::Answered,
                         .grpcCode = 8,
                         .serverMessage = QStringLiteral("etcdserver: mvcc: database space exceeded"),
                         .detail = QStringLiteral("while writing")};
    m_log->add(failed);
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    m_table->selectRow(0);
    const QString text = m_details->toPlainText();
    for (const auto &part :
         {"etcdserverpb.KV/Txn", "database space exceeded", "while writing", "8", "127.0.0.1:2379"})
        QVERIFY2(text.contains(QLatin1String(part)), part);
}

void TestLogPanel::detailsFollowTheSelectedOperation()
{
    Operation &operation = add("etcdserverpb.KV/Range", "/a", false);
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    m_table->selectRow(0);
    QVERIFY(m_details->toPlainText().contains(QStringLiteral("under way")));
    operation.running = false;
    operation.revision = 4711;
    m_log->add(operation);
    QTRY_VERIFY(m_details->toPlainText().contains(QStringLiteral("4,711")));
}

void TestLogPanel::copiesSelectedRowsInOrder()
{
    add("etcdserverpb.KV/Range", "/first");
    add("etcdserverpb.KV/Range", "/second");
    QTRY_COMPARE(m_table->model()->rowCount(), 2);
    QVERIFY(!action("log.copy")->isEnabled());
    QVERIFY(!ActionRegistry::reasonOf(action("log.copy")).isEmpty());
    m_table->selectAll();
    QVERIFY(action("log.copy")->isEnabled());
    m_table->setFocus();
    QTest::keySequence(m_table, QKeySequence(QKeySequence::Copy));
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].contains(QStringLiteral("/first")));
    QVERIFY(lines[1].contains(QStringLiteral("/second")));
}

void TestLogPanel::copiesCommandsWhereThatIsPossible()
{
    add("etcdserverpb.KV/Txn", "/a");
    add("etcdserverpb.Cluster/MemberList", {});
    QTRY_COMPARE(m_table->model()->rowCount(), 2);
    m_table->selectRow(0);
    QVERIFY(!action("log.copyCommand")->isEnabled());
    m_table->selectRow(1);
    QVERIFY(action("log.copyCommand")->isEnabled());
    action("log.copyCommand")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("ETCDCTL_API=3 etcdctl --endpoints=127.0.0.1:2379 member list"));
}

void TestLogPanel::clearKeepsRunningOperations()
{
    add("etcdserverpb.KV/Range", "/done");
    add("etcdserverpb.Watch/Watch", "/watched", false);
    QTRY_COMPARE(m_table->model()->rowCount(), 2);
    m_table->selectRow(0);
    action("log.clear")->trigger();
    QCOMPARE(m_table->model()->rowCount(), 1);
    QVERIFY(m_details->toPlainText().isEmpty());
    QVERIFY(!action("log.copy")->isEnabled());
}

void TestLogPanel::followsTheEnd()
{
    addMany(200);
    const QScrollBar *bar = m_table->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    QTRY_COMPARE(bar->value(), bar->maximum());
    const int before = bar->maximum();
    addMany(50);
    QTRY_VERIFY(bar->maximum() > before);
    QCOMPARE(bar->value(), bar->maximum());
}

void TestLogPanel::staysWhereTheUserScrolledTo()
{
    addMany(200);
    QScrollBar *bar = m_table->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 20);
    bar->setValue(10);
    const int before = bar->maximum();
    addMany(50);
    QTRY_VERIFY(bar->maximum() > before);
    QCOMPARE(bar->value(), 10);
    bar->setValue(bar->maximum());
    const int atEnd = bar->maximum();
    addMany(50);
    QTRY_VERIFY(bar->maximum() > atEnd);
    QCOMPARE(bar->value(), bar->maximum());
}

void TestLogPanel::filterModelHoldsItsContract()
{
    OperationLogModel log(20);
    LogFilterModel filter(log);
    QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::Fatal);
    for (quint64 id = 1; id <= 30; ++id) {
        Operation operation;
        operation.id = id;
        operation.method = id % 3 == 0 ? "etcdserverpb.Maintenance/Status" : "etcdserverpb.KV/Range";
        log.add(operation);
        if (id == 15)
            QTRY_COMPARE(filter.rowCount(), 10);
    }
    QTRY_COMPARE(log.operation(log.rowCount() - 1).id, 30u);
    QCOMPARE(filter.rowCount(), 13);
    filter.setShowBackground(true);
    QCOMPARE(filter.rowCount(), 20);
}

void TestLogPanel::durations_data()
{
    QTest::addColumn<qint64>("microseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << qint64(0) << QStringLiteral("0.00 ms");
    QTest::newRow("fifth of a millisecond") << qint64(213) << QStringLiteral("0.21 ms");
    QTest::newRow("just below ten") << qint64(9'994) << QStringLiteral("9.99 ms");
    QTest::newRow("rounds to ten") << qint64(9'996) << QStringLiteral("10.0 ms");
    QTest::newRow("hundreds") << qint64(123'456) << QStringLiteral("123 ms");
    QTest::newRow("rounds to a second") << qint64(999'600) << QStringLiteral("1.00 s");
    QTest::newRow("seconds") << qint64(12'340'000) << QStringLiteral("12.3 s");
}

void TestLogPanel::durations()
{
    QFETCH(qint64, microseconds);
    QTEST(durationText(microseconds), "text");
}

void TestLogPanel::everyWidgetThatTakesFocusHasAName()
{
    const auto widgets = m_panel->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(m_panel.get()))
            continue;
        const QByteArray what =
            QByteArray(widget->metaObject()->className()) + ' ' + widget->objectName().toUtf8();
        QVERIFY2(!widget->accessibleName().isEmpty(), what.constData());
        QVERIFY2(!widget->objectName().isEmpty(), what.constData());
    }
}

QTEST_MAIN(TestLogPanel)
#include "tst_logpanel.moc"
