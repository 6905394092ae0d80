// SPDX-License-Identifier: Apache-2.0
//
// Locks in the window of a real cluster.
#include "app/keysaccess.h"
#include "app/locksaccess.h"
#include "core/store/v2locks.h"
#include "tests/support/etcdserver.h"
#include "tests/ui/window/windowsupport.h"
#include "ui/locks/locksworkspace.h"
#include "ui/window/mainwindow.h"
#include "ui/window/sessionview.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
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
    void closingAsksForLocksAndGivesThemBack();
    void closingDoesNotWaitForWhatCannotBeGivenBack();

private:
    void open(Profile::Api api, bool readOnly = false) { open(m_server, api, readOnly); }
    void open(const EtcdServer &server, Profile::Api api, bool readOnly = false);
    /// A session that holds this lock; null when it does not get it.
    [[nodiscard]] SessionView *openAndHold(const EtcdServer &server, const QString &lock);
    /// As somebody else sees it; -1 when nothing can be seen.
    [[nodiscard]] int contendersOf(const QByteArray &lock) const;
    [[nodiscard]] QMessageBox *question() const
    {
        return m_window->findChild<QMessageBox *>(QStringLiteral("unsaved"));
    }
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

void TestLocksWindow::open(const EtcdServer &server, Profile::Api api, bool readOnly)
{
    SessionSettings settings = sessionOn(QString::fromLatin1(server.endpoint()))->settings();
    settings.api = api;
    settings.readOnly = readOnly;
    m_view = m_window->addSession(std::make_unique<Session>(settings));
    QTRY_VERIFY_WITH_TIMEOUT(m_view->session().keySpace() && !m_view->session().isLookingForMore(), 30'000);
}

SessionView *TestLocksWindow::openAndHold(const EtcdServer &server, const QString &lock)
{
    open(server, Profile::Api::V2);
    if (!QTest::qWaitFor([this] { return m_view->workspace("locks"); }, 30'000))
        return nullptr;
    action("view.locks")->trigger();
    action("locks.acquire")->trigger();
    part<QLineEdit>("acquireName")->setText(lock);
    part<QPushButton>("acquireConfirm")->click();
    const auto isHeld = [this] {
        return part<QLabel>("lockClaims")->text() == QLatin1String("This program holds it.");
    };
    return QTest::qWaitFor(isHeld, 30'000) ? m_view : nullptr;
}

int TestLocksWindow::contendersOf(const QByteArray &lock) const
{
    NetworkAccess network;
    V2Locks locks(v2::KeysApi(std::make_shared<v2::Client>(
        network, network, *EndpointSet::parse({QString::fromLatin1(m_server.endpoint())}))));
    int count = -1;
    auto call = locks.queue(lock);
    call.then(&network, [&count](const Result<LockQueue> &queue) {
        count = queue ? int(queue->contenders.size()) : -1;
    });
    (void)QTest::qWaitFor([&count] { return count >= 0; }, 10'000);
    return count;
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

void TestLocksWindow::closingAsksForLocksAndGivesThemBack()
{
    const QPointer<SessionView> view = openAndHold(m_server, QStringLiteral("closing"));
    QVERIFY(view);
    m_window->close();
    QVERIFY(m_window->isVisible());
    QVERIFY(question());
    QVERIFY2(question()->text().startsWith(QStringLiteral("1 lock")), qPrintable(question()->text()));
    QVERIFY(question()->text().contains(view->session().name()));
    QCOMPARE(question()->defaultButton()->objectName(), QStringLiteral("unsaved.keep"));
    QTest::keyClick(question(), Qt::Key_Return);
    QTRY_VERIFY(!question());
    QCOMPARE(part<QLabel>("lockClaims")->text(), QStringLiteral("This program holds it."));

    QCOMPARE(contendersOf("closing"), 1);
    m_window->findChild<QAction *>(QStringLiteral("file.closeTab"))->trigger();
    question()->findChild<QPushButton *>(QStringLiteral("unsaved.discard"))->click();
    QTRY_VERIFY(!view);
    QCOMPARE(contendersOf("closing"), 0); // before it closed
}

/// The server is gone: nobody is kept waiting for it.
void TestLocksWindow::closingDoesNotWaitForWhatCannotBeGivenBack()
{
    EtcdServer server{{.arguments = {QStringLiteral("--enable-v2")}}};
    QVERIFY(server.start());
    QVERIFY(openAndHold(server, QStringLiteral("gone")));
    server.kill();
    m_window->close();
    QVERIFY(question());
    question()->findChild<QPushButton *>(QStringLiteral("unsaved.discard"))->click();
    QTRY_VERIFY(!m_window->isVisible());
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
