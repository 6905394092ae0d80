// SPDX-License-Identifier: Apache-2.0
#include "app/keysaccess.h"
#include "app/rememberedtabs.h"
#include "app/sessionrestore.h"
#include "app/workshelf.h"
#include "tests/ui/window/windowsupport.h"
#include "ui/window/mainwindow.h"
#include "ui/window/restoredpage.h"
#include "ui/window/sessionview.h"

#include <QApplication>
#include <QFile>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>

#include <utility>

using namespace etcdscope;

namespace {

RememberedTab tabOn(const QString &address)
{
    RememberedTab tab;
    tab.name = address;
    tab.endpoints = {QStringLiteral("http://") + address};
    tab.readOnly = false;
    return tab;
}

/// One program, as far as tabs are concerned. Sessions of an earlier run come when the test says so, as after
/// a question for a password.
struct Run
{
    explicit Run(const QTemporaryDir &folder)
        : settings(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat)
        , work(folder.filePath(QStringLiteral("work")))
        , window(std::make_unique<MainWindow>(settings, std::vector{keysWorkspaceSpec()}))
        , restore(std::make_unique<SessionRestore>(*window, folder.filePath(QStringLiteral("tabs.json"))))
    {
        QObject::connect(restore.get(), &SessionRestore::openRequested, window.get(),
                         [this](const RememberedTab &tab) { requested += tab; });
        window->show();
    }
    ~Run()
    {
        window->close();
        restore.reset();
        window.reset();
    }
    SessionView *show(const SessionSettings &opened)
    {
        RestoredPage *const page = restore->pageFor(opened);
        SessionView *view = window->addSession(std::make_unique<Session>(opened), page);
        restore->sessionShown(*view);
        new WorkShelf(*view, work);
        return view;
    }
    [[nodiscard]] QTabWidget *tabs() const
    {
        return window->findChild<QTabWidget *>(QStringLiteral("window.tabs"));
    }

    QSettings settings;
    QString work;
    std::unique_ptr<MainWindow> window;
    std::unique_ptr<SessionRestore> restore;
    QList<RememberedTab> requested;
};

bool writeTabs(const QTemporaryDir &folder, const RememberedTabs &tabs)
{
    QFile file(folder.filePath(QStringLiteral("tabs.json")));
    const QByteArray json = tabs.toJson();
    return file.open(QIODevice::WriteOnly) && file.write(json) == json.size();
}

QByteArray readTabs(const QTemporaryDir &folder)
{
    QFile file(folder.filePath(QStringLiteral("tabs.json")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Tabs, and programs, that would stand in each other's way.
class TestSeveralTabs : public QObject
{
    Q_OBJECT

private slots:
    void aSessionTakesThePageItWasAskedFor();
    void whoIsOnThePageOfConnectionsSeesItsSession();
    void twinsKeepTheirTabs();
};

void TestSeveralTabs::aSessionTakesThePageItWasAskedFor()
{
    const QTemporaryDir folder;
    const RememberedTabs tabs{{tabOn(deafAddress()), tabOn(deafAddress())}, 0};
    QVERIFY(writeTabs(folder, tabs));
    Run run(folder);
    QVERIFY(run.restore->start());
    QTRY_COMPARE(run.requested.size(), 1);
    run.window->showTab(1);
    QTRY_COMPARE(run.requested.size(), 2);
    QWidget *const waiting = run.window->tabs().at(1);

    SessionView *first = run.show(*tabs.tabs[0].settings());
    QCOMPARE(run.window->tabs(), (QList<QWidget *>{first, waiting}));
    QCOMPARE(run.tabs()->currentWidget(), waiting); // where the person is
    // Nobody answers the question for the password of the second: it is remembered all the same.
    run.window->close();
    QTRY_COMPARE(RememberedTabs::fromJson(readTabs(folder))->tabs.size(), 2);

    SessionView *second = run.show(*tabs.tabs[1].settings());
    QCOMPARE(run.window->tabs(), (QList<QWidget *>{first, second}));
    QCOMPARE(run.tabs()->currentWidget(), second);
    // One that no page asked for gets a tab of its own.
    SessionView *third = run.show(sessionOn(deafAddress())->settings());
    QCOMPARE(run.window->tabs(), (QList<QWidget *>{first, second, third}));
    QCOMPARE(run.tabs()->currentWidget(), third);
}

void TestSeveralTabs::whoIsOnThePageOfConnectionsSeesItsSession()
{
    const QTemporaryDir folder;
    const RememberedTabs tabs{{tabOn(deafAddress())}, 0};
    QVERIFY(writeTabs(folder, tabs));
    Run run(folder);
    QVERIFY(run.restore->start());
    QTRY_COMPARE(run.requested.size(), 1);
    run.window->showStartPage();
    SessionView *view = run.show(*tabs.tabs[0].settings());
    QCOMPARE(run.window->tabs(), QList<QWidget *>{view});
    QCOMPARE(run.window->currentSession(), view);
}

void TestSeveralTabs::twinsKeepTheirTabs()
{
    const QTemporaryDir folder;
    const RememberedTab tab = tabOn(deafAddress());
    QVERIFY(writeTabs(folder, {{tab, tab}, 0}));
    Run run(folder);
    QVERIFY(run.restore->start());
    run.window->showTab(1);
    QTRY_COMPARE(run.requested.size(), 2);
    SessionView *one = run.show(*tab.settings());
    SessionView *other = run.show(*tab.settings());
    QCOMPARE(run.window->tabs(), (QList<QWidget *>{one, other}));
}

QTEST_MAIN(TestSeveralTabs)
#include "tst_severaltabs.moc"
