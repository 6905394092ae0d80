// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/window/windowsupport.h"
#include "ui/window/commandpalette.h"
#include "ui/window/mainwindow.h"
#include "ui/window/sessionview.h"
#include "ui/window/startpage.h"

#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QSignalSpy>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeWidget>

using namespace etcdscope;

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void sessionTakesThePlaceOfTheStartPage();
    void lastTabGivesWayToTheStartPage();
    void onlyStartPageCannotBeClosed();
    void tabsChangeWithTheKeyboard();
    void tabsCloseWithTheKeyboard();
    void titleAndTabNameTheSession();
    void menusFollowTheTab();
    void paletteRunsActionsOfTheWindow();
    void paletteRevealsTheWorkspaceOfItsAction();
    void paletteHasEachActionOnce();
    void shortcutSheetListsThem();
    void themeIsAskedForOnce();
    void geometryAndSplittersAreRemembered();
    void noShortcutsConflict();
    void everyWidgetThatTakesFocusHasAName();

private:
    void open();
    SessionView *addSession(const QString &name = {})
    {
        return m_window->addSession(sessionOn(m_deaf, name));
    }
    [[nodiscard]] QAction *action(const char *id) const
    {
        return m_window->findChild<QAction *>(QString::fromLatin1(id));
    }
    [[nodiscard]] QTabWidget *tabs() const
    {
        return m_window->findChild<QTabWidget *>(QStringLiteral("window.tabs"));
    }
    void press(const char *keys)
    {
        QTest::keySequence(m_window->focusWidget() ? m_window->focusWidget() : m_window.get(),
                           QKeySequence(QString::fromLatin1(keys)));
    }

    const QString m_deaf = deafAddress();
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings =
        std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("a.ini")), QSettings::IniFormat);
    open();
}

void TestMainWindow::cleanup()
{
    m_window.reset();
}

void TestMainWindow::open()
{
    m_window = std::make_unique<MainWindow>(*m_settings, std::vector<WorkspaceSpec>());
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->showStartPage();
}

void TestMainWindow::sessionTakesThePlaceOfTheStartPage()
{
    QCOMPARE(tabs()->count(), 1);
    QVERIFY(!m_window->currentSession());
    SessionView *view = addSession();
    QCOMPARE(tabs()->count(), 1);
    QCOMPARE(m_window->currentSession(), view);
    QVERIFY(!m_window->startPage());
    QVERIFY(view->session().state() != Session::State::Closed);
    m_window->showStartPage();
    QCOMPARE(tabs()->count(), 2);
    SessionView *other = addSession();
    QCOMPARE(tabs()->count(), 2);
    QCOMPARE(m_window->sessions(), (QList<SessionView *>{view, other}));
}

void TestMainWindow::lastTabGivesWayToTheStartPage()
{
    QPointer<SessionView> view = addSession();
    action("file.closeTab")->trigger();
    QTRY_VERIFY(!view);
    QCOMPARE(tabs()->count(), 1);
    QVERIFY(m_window->startPage());
    QVERIFY(m_window->startPage()->isVisible());
}

void TestMainWindow::onlyStartPageCannotBeClosed()
{
    const StartPage *page = m_window->startPage();
    action("file.closeTab")->trigger();
    QCOMPARE(m_window->startPage(), page);
    QCOMPARE(tabs()->count(), 1);
}

void TestMainWindow::tabsChangeWithTheKeyboard()
{
    SessionView *first = addSession();
    SessionView *second = addSession();
    QCOMPARE(m_window->currentSession(), second);
    press("Ctrl+Tab");
    QCOMPARE(m_window->currentSession(), first);
    QVERIFY(first->isAncestorOf(m_window->focusWidget()));
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Backtab, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_window->currentSession(), second);
}

void TestMainWindow::tabsCloseWithTheKeyboard()
{
    addSession();
    addSession();
    press("Ctrl+W");
    QTRY_COMPARE(tabs()->count(), 1);
}

void TestMainWindow::titleAndTabNameTheSession()
{
    addSession(QStringLiteral("staging-eu"));
    QCOMPARE(tabs()->tabText(0), QStringLiteral("staging-eu"));
    QVERIFY(m_window->windowTitle().contains(QStringLiteral("staging-eu")));
    QTRY_VERIFY(tabs()->tabToolTip(0).contains(QStringLiteral("not connected")));
    QVERIFY(!tabs()->tabIcon(0).isNull());
    m_window->showStartPage();
    QCOMPARE(m_window->windowTitle(), QStringLiteral("Etcdscope"));
}

void TestMainWindow::menusFollowTheTab()
{
    const auto titles = [this] {
        QStringList found;
        const auto actions = m_window->menuBar()->actions();
        for (const QAction *one : actions)
            found += ActionRegistry::plainTextOf(one);
        return found;
    };
    QCOMPARE(titles(), (QStringList{QStringLiteral("File"), QStringLiteral("View"), QStringLiteral("Help")}));
    addSession();
    QCOMPARE(titles(), (QStringList{QStringLiteral("File"), QStringLiteral("View"), QStringLiteral("Log"),
                                    QStringLiteral("Help")}));
    m_window->showStartPage();
    QCOMPARE(titles().size(), 3);
}

void TestMainWindow::paletteRunsActionsOfTheWindow()
{
    addSession();
    press("Ctrl+K");
    auto *palette = m_window->findChild<CommandPalette *>();
    QVERIFY(palette->isVisible());
    auto *field = palette->findChild<QLineEdit *>(QStringLiteral("palette.field"));
    QTest::keyClicks(field, QStringLiteral("open conn"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(!palette->isVisible());
    QVERIFY(m_window->startPage());
}

void TestMainWindow::paletteRevealsTheWorkspaceOfItsAction()
{
    const WorkspaceSpec first{.id = "first", .title = QStringLiteral("First"), .icon = {}, .make = {}};
    m_window = std::make_unique<MainWindow>(*m_settings, std::vector{first});
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    const SessionView *view = addSession();
    const auto *table = view->findChild<QWidget *>(QStringLiteral("log.filterField"));
    QVERIFY(!table->isVisible());
    press("Ctrl+K");
    auto *field = m_window->findChild<QLineEdit *>(QStringLiteral("palette.field"));
    QTest::keyClicks(field, QStringLiteral("filter calls"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(table->isVisible());
    QVERIFY(table->hasFocus());
}

void TestMainWindow::paletteHasEachActionOnce()
{
    SessionView *view = addSession();
    view->findChild<QAction *>(QStringLiteral("session.pinLog"))->setChecked(true);
    addSession();
    press("Ctrl+K");
    const auto *model = m_window->findChild<QTreeView *>(QStringLiteral("palette.list"))->model();
    QStringList texts;
    for (int row = 0; row < model->rowCount(); ++row)
        texts += model->index(row, 1).data().toString() + u'/' + model->index(row, 0).data().toString();
    QVERIFY(texts.size() > 10);
    QCOMPARE(texts.removeDuplicates(), 0);
}

void TestMainWindow::shortcutSheetListsThem()
{
    addSession();
    press("Ctrl+/");
    auto *list = m_window->findChild<QTreeWidget *>(QStringLiteral("shortcuts.list"));
    QVERIFY(list);
    QVERIFY(list->isVisible());
    const auto shows = [list](const char *text) {
        return !list->findItems(QString::fromLatin1(text), Qt::MatchExactly | Qt::MatchRecursive, 1)
                    .isEmpty();
    };
    for (const auto *keys : {"Ctrl+Q", "Ctrl+K", "F5", "Ctrl+1", "Ctrl+/"})
        QVERIFY2(shows(keys), keys);
    QCOMPARE(namelessWidgets(*list->window()), QString());
    QTest::keyClick(list, Qt::Key_Escape);
    QTRY_VERIFY(!m_window->findChild<QTreeWidget *>(QStringLiteral("shortcuts.list")));
}

void TestMainWindow::themeIsAskedForOnce()
{
    qRegisterMetaType<ThemeChoice>();
    QSignalSpy chosen(m_window.get(), &MainWindow::themeChosen);
    m_window->setTheme(ThemeChoice::Light);
    QCOMPARE(chosen.size(), 0);
    QVERIFY(action("view.theme.light")->isChecked());
    action("view.theme.dark")->trigger();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].value<ThemeChoice>(), ThemeChoice::Dark);
    QVERIFY(!action("view.theme.light")->isChecked());
}

void TestMainWindow::geometryAndSplittersAreRemembered()
{
    m_window->resize(777, 555);
    SessionView *view = addSession();
    view->findChild<QAction *>(QStringLiteral("view.log"))->trigger();
    auto *splitter = view->findChild<QSplitter *>(QStringLiteral("log.splitter"));
    splitter->setSizes({200, 100});
    const QList<int> sizes = splitter->sizes();
    m_window->close();
    open();
    QCOMPARE(m_window->size(), QSize(777, 555));
    view = addSession();
    view->findChild<QAction *>(QStringLiteral("view.log"))->trigger();
    QCOMPARE(view->findChild<QSplitter *>(QStringLiteral("log.splitter"))->sizes(), sizes);
}

void TestMainWindow::noShortcutsConflict()
{
    addSession();
    addSession()->findChild<QAction *>(QStringLiteral("session.pinLog"))->setChecked(true);
    QStringList found;
    for (const auto &[one, other] : m_window->actions().conflicts())
        found += one->objectName() + u' ' + other->objectName();
    QCOMPARE(found, QStringList());
}

void TestMainWindow::everyWidgetThatTakesFocusHasAName()
{
    QCOMPARE(namelessWidgets(*m_window), QString());
    addSession();
    QCOMPARE(namelessWidgets(*m_window), QString());
    press("Ctrl+K");
    QCOMPARE(namelessWidgets(*m_window), QString());
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
