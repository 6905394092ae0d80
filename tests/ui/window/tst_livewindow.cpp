// SPDX-License-Identifier: Apache-2.0
#include "app/keysaccess.h"
#include "core/edit/bulk/bulkpreview.h"
#include "core/models/keytreemodel.h"
#include "core/models/operationlogmodel.h"
#include "core/session/keyspace.h"
#include "tests/support/etcdserver.h"
#include "tests/ui/window/windowsupport.h"
#include "ui/keys/keytreeview.h"
#include "ui/widgets/statusdot.h"
#include "ui/window/mainwindow.h"
#include "ui/window/sessionview.h"
#include "ui/workspace/workspace.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTabWidget>

using namespace etcdscope;

namespace {

/// A workspace with work that would be lost.
class UnsavedWorkspace final : public Workspace
{
public:
    using Workspace::Workspace;

    [[nodiscard]] QString title() const override { return QStringLiteral("Unsaved"); }
    [[nodiscard]] QIcon icon() const override { return {}; }
    void focusFirst() override { setFocus(); }
    [[nodiscard]] int unsavedCount() const override { return 3; }
};

WorkspaceSpec unsavedSpec()
{
    return {.id = "unsaved",
            .title = QStringLiteral("Unsaved"),
            .icon = {},
            .make = [](Session &, KeySpace &, ActionRegistry &, QWidget *parent) -> Workspace * {
                return new UnsavedWorkspace(parent);
            }};
}

} // namespace

/// The window on a real etcd.
class TestLiveWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void statusLineTellsWhatIsLive();
    void statusLineFollowsTheRevision();
    void lostServerIsSaidAndFoundAgain();
    void keysTakeThePlaceOfTheConnectingPage();
    void heartbeatsAreInTheLogOnlyWhenAsked();
    void closingATabAsksForUnsavedWork();
    void closingTheWindowAsksForUnsavedWork();
    void closingAsksForAnOperationUnderWay();
    void directoriesAreReadWhenTheyAreOpened();
    void noShortcutsConflict();
    void everyWidgetThatTakesFocusHasAName();

private:
    SessionView *open(const WorkspaceSpec &spec, bool onDemand = false);
    [[nodiscard]] bool fillMany();
    [[nodiscard]] QString state() const
    {
        return m_window->currentSession()->findChild<StatusDot *>(QStringLiteral("status.state"))->text();
    }
    [[nodiscard]] QString status(const char *name) const
    {
        return m_window->currentSession()->findChild<QLabel *>(QString::fromLatin1(name))->text();
    }
    [[nodiscard]] QMessageBox *question() const
    {
        return m_window->findChild<QMessageBox *>(QStringLiteral("unsaved"));
    }

    EtcdServer m_server;
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void TestLiveWindow::initTestCase()
{
    QVERIFY(m_server.start());
    for (int i = 0; i < 3; ++i)
        m_server.etcdctl({"put", "/app/key" + QByteArray::number(i), "{}"});
    m_settings =
        std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("a.ini")), QSettings::IniFormat);
}

void TestLiveWindow::cleanup()
{
    m_window.reset();
    m_server.etcdctl({"del", "/many/", "--prefix"});
}

/// Two directories in one, 1,600 keys each.
bool TestLiveWindow::fillMany()
{
    QByteArray commands;
    for (int i = 0; i < 2'600; ++i) {
        commands += "put /many/" + QByteArray(i < 1'300 ? "a" : "b") + "/key" +
                    QByteArray::number(10'000 + i) + " v\n";
        if (i % 100 == 99) {
            // A transaction without comparisons: compares, success, failure.
            m_server.etcdctl({"txn"}, "\n" + commands + "\n\n");
            commands.clear();
        }
    }
    return m_server.etcdctl({"get", "/many/", "--prefix", "--keys-only"}).count("/key") == 2'600;
}

SessionView *TestLiveWindow::open(const WorkspaceSpec &spec, bool onDemand)
{
    m_window = std::make_unique<MainWindow>(*m_settings, std::vector{spec});
    m_window->show();
    m_window->activateWindow();
    auto session = sessionOn(QString::fromLatin1(m_server.endpoint()));
    if (onDemand)
        session->setLoadMode(LiveFeed::LoadMode::OnDemand);
    SessionView *view = m_window->addSession(std::move(session));
    if (!QTest::qWaitFor([view] { return view->summary().level == SessionSummary::Level::Live; }, 10'000))
        return nullptr;
    return view;
}

void TestLiveWindow::statusLineTellsWhatIsLive()
{
    QVERIFY(open(keysWorkspaceSpec()));
    QVERIFY2(state().startsWith(QStringLiteral("live at r ")), qPrintable(state()));
    QTRY_VERIFY(status("status.endpoint").endsWith(QStringLiteral("(leader)")));
    QVERIFY(status("status.endpoint").contains(QString::fromLatin1(m_server.endpoint())));
    QCOMPARE(status("status.transport"), QStringLiteral("gRPC"));
    QCOMPARE(status("status.keys"), QStringLiteral("3 key(s)"));
    QTRY_VERIFY(status("status.roundTrip").endsWith(QStringLiteral("ms")));
}

void TestLiveWindow::statusLineFollowsTheRevision()
{
    QVERIFY(open(keysWorkspaceSpec()));
    const QString before = state();
    m_server.etcdctl({"put", "/app/key0", "{\"a\": 1}"});
    QTRY_VERIFY(state() != before);
    QVERIFY(state().startsWith(QStringLiteral("live at r ")));
}

void TestLiveWindow::lostServerIsSaidAndFoundAgain()
{
    SessionView *view = open(keysWorkspaceSpec());
    QVERIFY(view);
    m_server.kill();
    QTRY_VERIFY2(state().startsWith(QStringLiteral("reconnecting")), qPrintable(state()));
    QCOMPARE(view->findChild<StatusDot *>(QStringLiteral("status.state"))->state(), StatusDot::State::Stale);
    QTRY_VERIFY2(state().contains(QStringLiteral("stale for")), qPrintable(state()));
    QVERIFY(!view->summary().detail.isEmpty());
    QVERIFY(m_server.restart());
    QTRY_VERIFY_WITH_TIMEOUT(view->summary().level == SessionSummary::Level::Live, 20'000);
}

void TestLiveWindow::keysTakeThePlaceOfTheConnectingPage()
{
    const SessionView *view = open(keysWorkspaceSpec());
    QVERIFY(view);
    QVERIFY(keyTree(*view));
    QVERIFY(keyTree(*view)->isVisible());
    QVERIFY(!view->findChild<QWidget *>(QStringLiteral("session.connecting"))->isVisible());
    QTRY_COMPARE(keyTree(*view)->model()->rowCount(), 1);
    expandDirectory(*view, "/app/", false);
    const QModelIndex directory = keyTree(*view)->model()->index(0, 0);
    QVERIFY(keyTree(*view)->isExpanded(directory));
    QCOMPARE(keyTree(*view)->model()->rowCount(directory), 3);
}

void TestLiveWindow::heartbeatsAreInTheLogOnlyWhenAsked()
{
    SessionView *view = open(keysWorkspaceSpec());
    QVERIFY(view);
    const OperationLogModel &log = view->log();
    const auto hasHeartbeat = [&log] {
        for (int row = 0; row < log.rowCount(); ++row) {
            if (OperationLogModel::isBackground(log.operation(row)))
                return true;
        }
        return false;
    };
    QTRY_VERIFY(hasHeartbeat());
    QVERIFY(log.rowCount() >
            view->findChild<QAbstractItemView *>(QStringLiteral("log.table"))->model()->rowCount());
}

void TestLiveWindow::closingATabAsksForUnsavedWork()
{
    QPointer<SessionView> view = open(unsavedSpec());
    QVERIFY(view);
    auto *closeTab = m_window->findChild<QAction *>(QStringLiteral("file.closeTab"));
    closeTab->trigger();
    QVERIFY(question());
    QVERIFY(question()->text().contains(u'3'));
    QVERIFY(question()->text().contains(view->session().name()));
    QCOMPARE(question()->defaultButton()->objectName(), QStringLiteral("unsaved.keep"));
    QTest::keyClick(question(), Qt::Key_Return);
    QTRY_VERIFY(!question());
    QVERIFY(view);
    closeTab->trigger();
    question()->findChild<QPushButton *>(QStringLiteral("unsaved.discard"))->click();
    QTRY_VERIFY(!view);
}

void TestLiveWindow::closingTheWindowAsksForUnsavedWork()
{
    QVERIFY(open(unsavedSpec()));
    m_window->close();
    QVERIFY(m_window->isVisible());
    QVERIFY(question());
    QTest::keyClick(question(), Qt::Key_Escape);
    QTRY_VERIFY(!question());
    QVERIFY(m_window->isVisible());
    m_window->close();
    question()->findChild<QPushButton *>(QStringLiteral("unsaved.discard"))->click();
    QTRY_VERIFY(!m_window->isVisible());
}

void TestLiveWindow::closingAsksForAnOperationUnderWay()
{
    m_server.etcdctl({"put", "/bulk/a", "1"});
    QPointer<SessionView> view = open(keysWorkspaceSpec());
    QVERIFY(view);
    BulkRunner &bulk = view->session().keySpace()->bulk();
    const auto preview = bulk.preview(BulkScope({BulkPart::directory("/bulk/", '/')}), BulkKind::Delete);
    preview->start();
    QTRY_COMPARE(preview->state(), BulkPreview::State::Ready);
    m_server.freeze();
    const BulkRun *run = bulk.remove(preview->plan());
    auto *closeTab = m_window->findChild<QAction *>(QStringLiteral("file.closeTab"));
    closeTab->trigger();
    QVERIFY(question());
    QCOMPARE(question()->windowTitle(), QStringLiteral("Operations under way"));
    QTest::keyClick(question(), Qt::Key_Return); // to go on with it is the default
    QTRY_VERIFY(!question());
    m_server.thaw();
    QTRY_COMPARE_WITH_TIMEOUT(run->state(), BulkRun::State::Finished, 30'000);
    closeTab->trigger();
    QVERIFY(!question());
    QTRY_VERIFY(!view);
}

void TestLiveWindow::directoriesAreReadWhenTheyAreOpened()
{
    QVERIFY(fillMany());
    SessionView *const view = open(keysWorkspaceSpec(), true);
    QVERIFY(view);
    KeySpace &keys = *view->session().keySpace();
    QVERIFY(!keys.feed().isComplete());
    QCOMPARE(keys.index().keyCount(), 2'603);
    QVERIFY2(status("status.keys").endsWith(QStringLiteral("of 2,603 keys")),
             qPrintable(status("status.keys")));
    auto *const tree = view->findChild<KeyTreeView *>(QStringLiteral("keyTree"));
    auto *const goTo = view->findChild<QLineEdit *>(QStringLiteral("goToField"));
    const auto directory = [&](const QByteArray &prefix) { return tree->keys().indexOfDirectory(prefix); };

    tree->expand(directory("/many/"));
    QTRY_VERIFY(keys.index().unlistedCount(*keys.index().findDirectory("/many/")) == 0);
    QTRY_COMPARE(tree->keys().rowCount(directory("/many/")), 2);
    const DirectoryId second = *keys.index().findDirectory("/many/b/");
    QCOMPARE(keys.index().keyCount(second), 1'300);
    QVERIFY(keys.index().rowCount(second) < 1'300);
    // A key that was not read is found all the same, and its directory with it.
    QVERIFY(!keys.index().find("/many/b/key12500"));
    QTest::keyClicks(goTo, QStringLiteral("/many/b/key12500"));
    QTest::keyClick(goTo, Qt::Key_Return);
    QTRY_COMPARE(tree->currentTarget().bytes, QByteArray("/many/b/key12500"));
    QTRY_COMPARE(tree->keys().rowCount(directory("/many/b/")), 1'300);

    auto *const button = view->findChild<QPushButton *>(QStringLiteral("loadButton"));
    QTRY_COMPARE(button->text(), QStringLiteral("Load Everything"));
    button->click();
    QTRY_VERIFY_WITH_TIMEOUT(keys.feed().isComplete(), 10'000);
    QCOMPARE(keys.index().keyCount(), 2'603);
    QTRY_COMPARE(status("status.keys"), QStringLiteral("2,603 key(s)"));
}

void TestLiveWindow::noShortcutsConflict()
{
    SessionView *view = open(keysWorkspaceSpec());
    QVERIFY(view);
    view->findChild<QAction *>(QStringLiteral("session.pinLog"))->setChecked(true);
    QStringList found;
    for (const auto &[one, other] : m_window->actions().conflicts())
        found += one->objectName() + u' ' + other->objectName();
    QCOMPARE(found, QStringList());
    m_settings->remove(QStringLiteral("session/logBelow"));
}

void TestLiveWindow::everyWidgetThatTakesFocusHasAName()
{
    SessionView *view = open(keysWorkspaceSpec());
    QVERIFY(view);
    QCOMPARE(namelessWidgets(*m_window), QString());
    selectKey(*view, "/app/key1");
    QTRY_COMPARE(keyTree(*view)->selectionModel()->selectedRows().size(), 1);
    QCOMPARE(namelessWidgets(*m_window), QString());
}

ETCDSCOPE_ETCD_TEST_MAIN(TestLiveWindow, QApplication)
#include "tst_livewindow.moc"
