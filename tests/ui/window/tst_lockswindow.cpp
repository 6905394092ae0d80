// SPDX-License-Identifier: Apache-2.0
//
// Locks in the window of a real cluster.
#include "app/keysaccess.h"
#include "app/locksaccess.h"
#include "core/store/locks.h"
#include "tests/support/etcdserver.h"
#include "tests/ui/window/windowsupport.h"
#include "ui/locks/locksworkspace.h"
#include "ui/window/mainwindow.h"
#include "ui/window/sessionview.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeView>

using namespace etcdscope;

class TestLocksWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }
    void withoutTheV2ApiTheEntryIsGrey();
    void aLockIsAcquiredAndReleased();
    void aReadOnlySessionTakesNoLock();

private:
    void open(Profile::Api api, bool readOnly = false);
    [[nodiscard]] QToolButton *entry() const
    {
        return m_view->findChild<QToolButton *>(QStringLiteral("session.rail.locks"));
    }
    template<class T> [[nodiscard]] T *part(const char *name) const
    {
        return m_view->findChild<QWidget *>(QStringLiteral("lockPanel"))
            ->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QAction *action(const char *id) const
    {
        return m_view->findChild<QAction *>(QString::fromLatin1(id));
    }

    EtcdServer m_server{v2Options()};
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    SessionView *m_view = nullptr;
};

void TestLocksWindow::initTestCase()
{
    if (!EtcdServer::hasV2())
        QSKIP("no etcd with --enable-v2 on PATH");
    QVERIFY(m_server.start());
    m_settings =
        std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("a.ini")), QSettings::IniFormat);
}

void TestLocksWindow::init()
{
    m_window =
        std::make_unique<MainWindow>(*m_settings, std::vector{keysWorkspaceSpec(), locksWorkspaceSpec()});
    m_window->show();
}

void TestLocksWindow::open(Profile::Api api, bool readOnly)
{
    SessionSettings settings = sessionOn(QString::fromLatin1(m_server.endpoint()))->settings();
    settings.api = api;
    settings.readOnly = readOnly;
    m_view = m_window->addSession(std::make_unique<Session>(settings));
    QTRY_VERIFY_WITH_TIMEOUT(m_view->session().keySpace() && !m_view->session().isLookingForMore(), 30'000);
}

void TestLocksWindow::withoutTheV2ApiTheEntryIsGrey()
{
    open(Profile::Api::V3);
    QVERIFY(!m_view->workspace("locks"));
    QVERIFY(!entry()->isEnabled());
    QVERIFY2(entry()->toolTip().contains(QStringLiteral("v2 API")), qPrintable(entry()->toolTip()));
    QVERIFY(!action("view.locks")->isEnabled());
    QVERIFY(!ActionRegistry::reasonOf(action("view.locks")).isEmpty());
}

void TestLocksWindow::aLockIsAcquiredAndReleased()
{
    open(Profile::Api::Auto); // both: the locks are those of the second key space
    QTRY_VERIFY_WITH_TIMEOUT(m_view->workspace("locks"), 30'000);
    QVERIFY(entry()->isEnabled());
    action("view.locks")->trigger();
    QVERIFY(m_view->workspace("locks")->isVisible());
    action("locks.acquire")->trigger();
    part<QLineEdit>("acquireName")->setText(QStringLiteral("nightly"));
    part<QPushButton>("acquireConfirm")->click();
    const auto *queue = part<QTreeView>("lockQueue");
    QTRY_COMPARE_WITH_TIMEOUT(part<QLabel>("lockClaims")->text(), QStringLiteral("This program holds it."),
                              30'000);
    QTRY_COMPARE_WITH_TIMEOUT(queue->model()->rowCount(), 1, 30'000);
    QVERIFY(queue->model()->index(0, 1).data().toString().contains(QStringLiteral("this program")));
    action("locks.release")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(part<QTreeView>("lockList")->model()->rowCount(), 0, 30'000);
}

void TestLocksWindow::aReadOnlySessionTakesNoLock()
{
    open(Profile::Api::V2, true);
    QTRY_VERIFY_WITH_TIMEOUT(m_view->workspace("locks"), 30'000);
    QVERIFY(!action("locks.acquire")->isEnabled());
    QVERIFY(!action("leader.acquire")->isEnabled());
    QVERIFY(action("locks.refresh")->isEnabled());
    // Past the buttons: the guard is the policy.
    Locks *locks = LocksWorkspace::locksOf(m_view->session());
    QVERIFY(locks);
    const auto claim = locks->acquire("forbidden", {});
    QTRY_COMPARE_WITH_TIMEOUT(claim->state(), LockClaim::State::Failed, 30'000);
    QCOMPARE(claim->error()->kind, ErrorKind::ReadOnly);
    std::optional<Result<LockQueue>> queue;
    auto call = locks->queue("forbidden");
    call.then(this, [&queue](Result<LockQueue> answer) { queue = std::move(answer); });
    QTRY_VERIFY_WITH_TIMEOUT(queue, 30'000);
    QVERIFY(queue->ok());
    QVERIFY((*queue)->contenders.empty());
}

ETCDSCOPE_ETCD_TEST_MAIN(TestLocksWindow, QApplication)
#include "tst_lockswindow.moc"
