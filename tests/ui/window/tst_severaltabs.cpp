// SPDX-License-Identifier: Apache-2.0
#include "app/keysaccess.h"
#include "app/rememberedtabs.h"
#include "app/sessionrestore.h"
#include "app/workshelf.h"
#include "tests/support/etcdserver.h"
#include "tests/ui/window/windowsupport.h"
#include "ui/keys/keysworkspace.h"
#include "ui/keys/openkey.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/mainwindow.h"
#include "ui/window/restoredpage.h"
#include "ui/window/sessionview.h"

#include <QApplication>
#include <QDir>
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

QString saidIn(const SessionView *view)
{
    const auto *bar = view->findChild<MessageBar *>(QStringLiteral("session.messages"));
    return bar->isVisibleTo(view) ? bar->text() : QString();
}

[[nodiscard]] bool edit(SessionView *view, const QByteArray &key, const QByteArray &value)
{
    auto &open = const_cast<OpenKey &>(view->findChild<KeysWorkspace *>()->current());
    selectKey(*view, key);
    if (!QTest::qWaitFor([&] { return open.key() == key && open.state() == OpenKey::State::Present; },
                         30'000))
        return false;
    open.edit(value);
    return true;
}

[[nodiscard]] bool becomesLive(const SessionView *view)
{
    return QTest::qWaitFor([view] { return view->summary().level == SessionSummary::Level::Live; }, 30'000);
}

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
    void twoTabsOfOneConnectionLoseNothing();
    void whatIsNotToBeKeptGoesWithItsTab();
    void anotherProgramLeavesTheTabsAlone();
    void aSessionTakesThePageItWasAskedFor();
    void whoIsOnThePageOfConnectionsSeesItsSession();
    void twinsKeepTheirTabs();
};

void TestSeveralTabs::twoTabsOfOneConnectionLoseNothing()
{
    ETCDSCOPE_NEEDS_ETCD();
    EtcdServer server;
    QVERIFY(server.start());
    for (const char *key : {"/a", "/b"})
        server.etcdctl({"put", key, "before"});
    const QTemporaryDir folder;
    const SessionSettings settings = sessionOn(QString::fromLatin1(server.endpoint()))->settings();
    {
        Run run(folder);
        SessionView *first = run.show(settings);
        QVERIFY(becomesLive(first));
        QTRY_VERIFY(first->session().keySpace()->drafts().isKept());
        SessionView *second = run.show(settings);
        QVERIFY(becomesLive(second));
        QTRY_VERIFY2(saidIn(second).contains(QStringLiteral("another tab")), qPrintable(saidIn(second)));
        QCOMPARE(saidIn(first), QString());
        QVERIFY(edit(first, "/a", "edited in the first"));
        QVERIFY(edit(second, "/b", "edited in the second"));
        QCOMPARE(first->unsavedCount(), 0);
        QCOMPARE(second->unsavedCount(), 1); // whoever closes it is asked

        // The tab that stays goes on with the work of both.
        run.tabs()->setCurrentWidget(first);
        run.window->findChild<QAction *>(QStringLiteral("file.closeTab"))->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(second->unsavedCount(), 0, 30'000);
        QVERIFY2(saidIn(second).contains(QStringLiteral("/a")), qPrintable(saidIn(second)));
    }
    Run run(folder);
    SessionView *view = run.show(settings);
    QVERIFY(becomesLive(view));
    DraftStore &drafts = view->session().keySpace()->drafts();
    QTRY_VERIFY(drafts.contains("/a") && drafts.contains("/b"));
    QCOMPARE(drafts.find("/a")->value, QByteArray("edited in the first"));
    QCOMPARE(drafts.find("/b")->value, QByteArray("edited in the second"));
}

void TestSeveralTabs::whatIsNotToBeKeptGoesWithItsTab()
{
    ETCDSCOPE_NEEDS_ETCD();
    EtcdServer server;
    QVERIFY(server.start());
    server.etcdctl({"put", "/a", "before"});
    const QTemporaryDir folder;
    SessionSettings settings = sessionOn(QString::fromLatin1(server.endpoint()))->settings();
    const auto kept = [&folder] {
        return QDir(folder.filePath(QStringLiteral("work"))).entryList({QStringLiteral("*.work")});
    };
    Run run(folder);
    SessionView *first = run.show(settings);
    QVERIFY(becomesLive(first));
    QTRY_VERIFY(first->session().keySpace()->drafts().isKept());
    QVERIFY(edit(first, "/a", "edited"));
    QTRY_COMPARE_WITH_TIMEOUT(kept().size(), 1, 30'000);
    settings.keepWork = false;
    run.show(settings);
    // Nobody was asked about the edit, because it lies there.
    QCOMPARE(first->unsavedCount(), 0);
    QCOMPARE(kept().size(), 1);
    run.tabs()->setCurrentWidget(first);
    run.window->findChild<QAction *>(QStringLiteral("file.closeTab"))->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(kept().size(), 0, 30'000);
}

void TestSeveralTabs::anotherProgramLeavesTheTabsAlone()
{
    const QTemporaryDir folder;
    const QString mine = deafAddress();
    QVERIFY(writeTabs(folder, {{tabOn(mine)}, 0}));
    const auto addresses = [&folder] {
        QStringList found;
        if (const auto read = RememberedTabs::fromJson(readTabs(folder))) {
            for (const RememberedTab &tab : read->tabs)
                found += tab.endpoints;
        }
        return found;
    };
    {
        Run first(folder);
        QVERIFY(first.restore->start());
        const QByteArray before = readTabs(folder);
        {
            Run second(folder);
            QVERIFY(!second.restore->start());
            QCOMPARE(second.window->tabs().size(), 0);
            second.show(sessionOn(deafAddress())->settings());
        } // its window closes, and that is when one writes
        QCOMPARE(readTabs(folder), before);
    }
    QTRY_COMPARE(addresses(), QStringList{QStringLiteral("http://") + mine});
    Run next(folder);
    QVERIFY(next.restore->start());
}

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
