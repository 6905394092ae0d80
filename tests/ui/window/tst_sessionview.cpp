// SPDX-License-Identifier: Apache-2.0
#include "core/models/operationlogmodel.h"
#include "tests/ui/window/windowsupport.h"
#include "ui/log/logpanel.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/statusdot.h"
#include "ui/window/sessionview.h"
#include "ui/workspace/actionregistry.h"
#include "ui/workspace/glyphs.h"

#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QToolButton>

using namespace etcdscope;

/// What a session shows before it is open, on a real session without a cluster.
class TestSessionView : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void nothingIsSentBeforeOpen();
    void sayWhyItIsNotConnected();
    void retryTriesAtOnce();
    void stopTryingEndsAllAttempts();
    void silentServerCanBeGivenUp();
    void logShowsWhatWasTried();
    void workspacesChangeWithTheRailAndTheKeyboard();
    void logStaysBelow();
    void statusIsUpdatedTenTimesASecondAtMost();
    void everyWidgetThatTakesFocusHasAName();

private:
    void show(const QString &address);
    template<class T> [[nodiscard]] T *part(const char *name) const
    {
        return m_view->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString state() const { return part<StatusDot>("status.state")->text(); }
    [[nodiscard]] EmptyView *page() const
    {
        return part<QWidget>("session.connecting")->findChild<EmptyView *>();
    }
    [[nodiscard]] QPushButton *pageButton() const { return page()->findChild<QPushButton *>(); }
    [[nodiscard]] QAction *action(const char *id) const { return part<QAction>(id); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<SessionView> m_view;
};

void TestSessionView::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings =
        std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("a.ini")), QSettings::IniFormat);
    m_actions = std::make_unique<ActionRegistry>();
}

void TestSessionView::cleanup()
{
    m_view.reset();
}

void TestSessionView::show(const QString &address)
{
    const WorkspaceSpec keys{
        .id = "keys", .title = QStringLiteral("Keys"), .icon = glyphIcon(Glyph::Keys), .make = {}};
    m_view = std::make_unique<SessionView>(sessionOn(address), std::vector{keys}, *m_actions, *m_settings);
    m_view->resize(1000, 700);
    m_view->show();
    m_view->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
}

void TestSessionView::nothingIsSentBeforeOpen()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QSignalSpy connected(&server, &QTcpServer::newConnection);
    show(QStringLiteral("127.0.0.1:%1").arg(server.serverPort()));
    QCOMPARE(state(), QStringLiteral("closed"));
    QCOMPARE(pageButton()->isVisible(), true);
    // What a connection that was begun too early would need to arrive: one of our own arrives after it.
    QTcpSocket last;
    last.connectToHost(QHostAddress::LocalHost, server.serverPort());
    QTRY_COMPARE(last.state(), QAbstractSocket::ConnectedState);
    QTRY_VERIFY(!connected.isEmpty());
    QCOMPARE(connected.size(), 1);
    QTest::mouseClick(pageButton(), Qt::LeftButton);
    QTRY_VERIFY(connected.size() > 1); // each API is looked for with connections of its own
}

void TestSessionView::sayWhyItIsNotConnected()
{
    const QString address = deafAddress();
    show(address);
    m_view->session().open();
    QTRY_VERIFY(page()->title().contains(QStringLiteral("Not connected")));
    QVERIFY(page()->title().contains(address));
    QVERIFY(page()->explanation().contains(QStringLiteral("cannot be reached")));
    QVERIFY(page()->explanation().contains(QStringLiteral("Check the address")));
    QVERIFY(pageButton()->isVisible());
    QVERIFY(part<QPushButton>("session.cancel")->isVisible());
    QTRY_VERIFY(state().contains(QStringLiteral("not connected")));
    QCOMPARE(int(part<StatusDot>("status.state")->state()), int(StatusDot::State::Error));
    QVERIFY(part<QLabel>("status.endpoint")->text().contains(address));
}

void TestSessionView::retryTriesAtOnce()
{
    show(deafAddress());
    m_view->session().open();
    QTRY_COMPARE(m_view->session().state(), Session::State::Retrying);
    QTRY_VERIFY(pageButton()->isVisible());
    QTRY_COMPARE(m_view->session().state(), Session::State::Retrying);
    QSignalSpy changed(&m_view->session(), &Session::stateChanged);
    pageButton()->click();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_view->session().state(), Session::State::Connecting);
}

void TestSessionView::stopTryingEndsAllAttempts()
{
    show(deafAddress());
    m_view->session().open();
    QTRY_COMPARE(m_view->session().state(), Session::State::Retrying);
    QTRY_VERIFY(part<QPushButton>("session.cancel")->isVisible());
    QTest::mouseClick(part<QPushButton>("session.cancel"), Qt::LeftButton);
    QCOMPARE(m_view->session().state(), Session::State::Closed);
    QTRY_COMPARE(state(), QStringLiteral("closed"));
    QVERIFY(!part<QPushButton>("session.cancel")->isVisible());
    QTest::mouseClick(pageButton(), Qt::LeftButton);
    QVERIFY(m_view->session().state() != Session::State::Closed);
}

void TestSessionView::silentServerCanBeGivenUp()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    show(QStringLiteral("127.0.0.1:%1").arg(server.serverPort()));
    m_view->session().open();
    QTRY_VERIFY(page()->title().contains(QStringLiteral("Connecting")));
    QTRY_COMPARE(state(), QStringLiteral("connecting"));
    QTest::mouseClick(part<QPushButton>("session.cancel"), Qt::LeftButton);
    QCOMPARE(m_view->session().state(), Session::State::Closed);
}

void TestSessionView::logShowsWhatWasTried()
{
    show(deafAddress());
    m_view->session().open();
    QTRY_VERIFY(m_view->log().rowCount() > 0);
    QTRY_VERIFY(m_view->log().operation(0).error.has_value());
    QCOMPARE(m_view->log().operation(0).error->kind, ErrorKind::Network);
}

void TestSessionView::workspacesChangeWithTheRailAndTheKeyboard()
{
    show(deafAddress());
    const auto *stack = part<QStackedWidget>("session.stack");
    QCOMPARE(stack->currentWidget(), part<QWidget>("session.connecting"));
    QTest::mouseClick(part<QToolButton>("session.rail.log"), Qt::LeftButton);
    QCOMPARE(stack->currentWidget(), part<QWidget>("log.workspace"));
    QVERIFY(action("view.log")->isChecked());
    part<QWidget>("log.table")->setFocus();
    QTest::keySequence(part<QWidget>("log.table"), QKeySequence(QStringLiteral("Ctrl+1")));
    QCOMPARE(stack->currentWidget(), part<QWidget>("session.connecting"));
    QVERIFY(part<QToolButton>("session.rail.keys")->isChecked());
    m_view->focusFirst();
    QTest::keySequence(m_view->focusWidget(), QKeySequence(QStringLiteral("Ctrl+2")));
    QCOMPARE(stack->currentWidget(), part<QWidget>("log.workspace"));
    QVERIFY(part<QWidget>("log.table")->hasFocus());
}

void TestSessionView::logStaysBelow()
{
    show(deafAddress());
    QCOMPARE(m_view->findChildren<LogPanel *>().size(), 1);
    action("session.pinLog")->trigger();
    const auto panels = m_view->findChildren<LogPanel *>();
    QCOMPARE(panels.size(), 2);
    QVERIFY(panels.last()->isVisible() || panels.first()->isVisible());
    QVERIFY(m_actions->conflicts().isEmpty());
    m_view.reset();
    show(deafAddress());
    QCOMPARE(m_view->findChildren<LogPanel *>().size(), 2);
    action("session.pinLog")->trigger();
    QVERIFY(!m_settings->value(QStringLiteral("session/logBelow")).toBool());
}

void TestSessionView::statusIsUpdatedTenTimesASecondAtMost()
{
    show(deafAddress());
    QSignalSpy updates(m_view.get(), &SessionView::summaryChanged);
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < 1000; ++i)
        emit m_view->session().statusChanged();
    QTRY_VERIFY(updates.size() > 0);
    QVERIFY(updates.size() <= 1 + clock.elapsed() / 100);
}

void TestSessionView::everyWidgetThatTakesFocusHasAName()
{
    show(deafAddress());
    m_view->session().open();
    QTRY_COMPARE(m_view->session().state(), Session::State::Retrying);
    action("session.pinLog")->trigger();
    QCOMPARE(namelessWidgets(*m_view), QString());
    action("view.log")->trigger();
    QCOMPARE(namelessWidgets(*m_view), QString());
}

QTEST_MAIN(TestSessionView)
#include "tst_sessionview.moc"
