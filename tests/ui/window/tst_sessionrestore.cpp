// SPDX-License-Identifier: Apache-2.0
#include "app/keysaccess.h"
#include "app/rememberedtabs.h"
#include "app/sessionrestore.h"
#include "app/workshelf.h"
#include "core/models/keytreemodel.h"
#include "tests/support/etcdserver.h"
#include "tests/ui/window/windowsupport.h"
#include "ui/keys/keysworkspace.h"
#include "ui/keys/keytreeview.h"
#include "ui/keys/openkey.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/linkprompt.h"
#include "ui/window/mainwindow.h"
#include "ui/window/restoredpage.h"
#include "ui/window/sessionview.h"

#include "core/net/etcdlink.h"

#include <QApplication>
#include <QFile>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>

using namespace etcdscope;

namespace {

RememberedTab tabOn(const QString &address)
{
    RememberedTab tab;
    tab.name = address;
    tab.endpoints = {QStringLiteral("http://") + address};
    return tab;
}

/// One run of the program, as far as sessions are concerned.
struct Run
{
    Run(const QTemporaryDir &folder)
        : settings(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat)
        , work(folder.filePath(QStringLiteral("work")))
        , window(std::make_unique<MainWindow>(settings, std::vector{keysWorkspaceSpec()}))
        , restore(std::make_unique<SessionRestore>(*window, folder.filePath(QStringLiteral("tabs.json"))))
    {
        QObject::connect(restore.get(), &SessionRestore::openRequested, window.get(),
                         [this](const RememberedTab &tab) {
                             requested += tab.name;
                             SessionSettings opened = *tab.settings();
                             opened.readOnly = opened.readOnly && !opensWritable;
                             show(std::make_unique<Session>(opened));
                         });
        window->show();
    }
    ~Run()
    {
        window->close();
        restore.reset();
        window.reset();
    }
    SessionView *show(std::unique_ptr<Session> session)
    {
        RestoredPage *const page = restore->pageFor(session->settings());
        SessionView *view = window->addSession(std::move(session), page);
        restore->sessionShown(*view);
        new WorkShelf(*view, work);
        return view;
    }

    QSettings settings;
    QString work;
    std::unique_ptr<MainWindow> window;
    std::unique_ptr<SessionRestore> restore;
    QStringList requested;
    bool opensWritable = false;
};

} // namespace

/// What comes back when the program is started again.
class TestSessionRestore : public QObject
{
    Q_OBJECT

private slots:
    void tabsSurviveTheFile();
    void filesOfOthersAreNotRead();
    void nothingConnectsBeforeItIsShown();
    void tabsAreThereAgain();
    void whoDoesNotWantItGetsTheStartPage();
    void aDamagedFileIsSetAside();
    void treeKeyAndDraftComeBack();
    void bothTreesComeBack();
    void whatWasLockedByHandStaysLocked();
    void linksAskFirst();
};

void TestSessionRestore::tabsSurviveTheFile()
{
    RememberedTab tab = tabOn(QStringLiteral("10.0.0.1:2379"));
    tab.profile = QUuid::createUuid();
    tab.environment = {Environment::Kind::Production, QStringLiteral("LIVE"), QStringLiteral("#ff0000")};
    tab.prefixes = {QByteArray("/a\0\xff", 4), "/b"};
    tab.separator = '\xff';
    tab.olderEndpoints = {QStringLiteral("http://10.0.0.1:4001")};
    tab.api = Profile::Api::V2;
    tab.basePath = QStringLiteral("/etcd");
    tab.versionPrefix = QStringLiteral("/api");
    tab.transport = Transport::Gateway;
    tab.loadMode = LiveFeed::LoadMode::OnDemand;
    tab.readOnly = true;
    tab.keepWork = false;
    tab.trees = {{.api = Api::V3, .expanded = {"/a\0/", "/b/"}, .key = QByteArray()},
                 {.api = Api::V2, .expanded = {"/c/"}, .isOpen = true}};
    const RememberedTabs tabs{{tab, tabOn(QStringLiteral("b:1"))}, 1};
    const auto read = RememberedTabs::fromJson(tabs.toJson());
    QVERIFY(read);
    QVERIFY(*read == tabs);
    const auto settings = tab.settings();
    QVERIFY(settings && tab.isOf(*settings));
    QCOMPARE(settings->olderEndpoints, QList<QUrl>{QUrl(QStringLiteral("http://10.0.0.1:4001"))});
    QCOMPARE(settings->basePath + settings->versionPrefix, QStringLiteral("/etcd/api"));
    QVERIFY(settings->readOnly && !settings->keepWork && settings->environment.isProduction());
}

void TestSessionRestore::filesOfOthersAreNotRead()
{
    for (const char *text : {"", "[]", "{}", "{\"version\": 2, \"tabs\": []}", "{\"version\": 1"})
        QVERIFY2(!RememberedTabs::fromJson(text), text);
    // What is missing is read with care.
    const auto bare = RememberedTabs::fromJson(R"({"version": 1, "tabs": [{"endpoints": ["h"]}]})");
    QVERIFY(bare && bare->tabs.first().readOnly && !bare->tabs.first().keepWork);
}

void TestSessionRestore::nothingConnectsBeforeItIsShown()
{
    QTcpServer first;
    QTcpServer second;
    QVERIFY(first.listen(QHostAddress::LocalHost) && second.listen(QHostAddress::LocalHost));
    QSignalSpy toFirst(&first, &QTcpServer::newConnection);
    QSignalSpy toSecond(&second, &QTcpServer::newConnection);
    const QTemporaryDir folder;
    const auto address = [](const QTcpServer &server) {
        return QStringLiteral("127.0.0.1:%1").arg(server.serverPort());
    };
    QFile file(folder.filePath(QStringLiteral("tabs.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(RememberedTabs{{tabOn(address(first)), tabOn(address(second))}, 1}.toJson());
    file.close();

    Run run(folder);
    QVERIFY(run.restore->start());
    QTRY_VERIFY(!toSecond.isEmpty());
    QCOMPARE(toFirst.size(), 0);
    QCOMPARE(run.requested, QStringList{address(second)});
    QCOMPARE(run.window->tabs().size(), 2);
    QVERIFY(qobject_cast<RestoredPage *>(run.window->tabs().first()));
    run.window->showTab(0);
    QTRY_VERIFY(!toFirst.isEmpty());
    QCOMPARE(run.window->sessions().size(), 2);
    QCOMPARE(run.window->tabs().size(), 2);
    QCOMPARE(run.window->currentSession(), run.window->sessions().first());
}

void TestSessionRestore::tabsAreThereAgain()
{
    const QTemporaryDir folder;
    const QString one = deafAddress();
    const QString other = deafAddress();
    {
        Run run(folder);
        QVERIFY(!run.restore->start());
        run.window->showStartPage();
        run.show(sessionOn(one));
        run.show(sessionOn(other, QStringLiteral("named")));
        run.window->showTab(0);
    }
    const QFile file(folder.filePath(QStringLiteral("tabs.json")));
    QTRY_VERIFY(file.exists());
    QVERIFY(!(file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
    Run run(folder);
    QVERIFY(run.restore->start());
    QCOMPARE(run.window->tabs().size(), 2);
    const auto *tabs = run.window->findChild<QTabWidget *>(QStringLiteral("window.tabs"));
    QCOMPARE(tabs->currentIndex(), 0);
    QCOMPARE(tabs->tabText(1), QStringLiteral("named"));
    QTRY_COMPARE(run.window->sessions().size(), 1);
    QCOMPARE(run.window->sessions().first()->session().name(), one);
    // A tab that was never shown is remembered as it was.
    run.window->close();
}

void TestSessionRestore::whoDoesNotWantItGetsTheStartPage()
{
    const QTemporaryDir folder;
    {
        Run run(folder);
        (void)run.restore->start();
        run.show(sessionOn(deafAddress()));
        auto *wants = run.window->findChild<QAction *>(QStringLiteral("file.restoreSessions"));
        QVERIFY(wants->isChecked());
        wants->trigger();
    }
    Run run(folder);
    QVERIFY(!run.restore->start());
    QCOMPARE(run.window->tabs().size(), 0);
    QFile file(folder.filePath(QStringLiteral("tabs.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto remembered = RememberedTabs::fromJson(file.readAll());
    QVERIFY(remembered && remembered->tabs.isEmpty());
}

void TestSessionRestore::aDamagedFileIsSetAside()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("tabs.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"tabs\"");
    file.close();
    Run run(folder);
    QSignalSpy failed(run.restore.get(), &SessionRestore::failed);
    QVERIFY(!run.restore->start());
    QCOMPARE(failed.size(), 1);
    QVERIFY(QFile::exists(folder.filePath(QStringLiteral("tabs.json.unreadable"))));
}

void TestSessionRestore::treeKeyAndDraftComeBack()
{
    ETCDSCOPE_NEEDS_ETCD();
    EtcdServer server;
    QVERIFY(server.start());
    for (const char *key : {"/app/a/x", "/app/b/y", "/other/z"})
        server.etcdctl({"put", key, "before"});
    const QTemporaryDir folder;
    const auto live = [](const SessionView *view) {
        return QTest::qWaitFor([view] { return view->summary().level == SessionSummary::Level::Live; },
                               30'000);
    };
    const auto openKey = [](const SessionView *view) -> OpenKey & {
        return const_cast<OpenKey &>(view->findChild<KeysWorkspace *>()->current());
    };
    {
        Run run(folder);
        (void)run.restore->start();
        SessionView *view = run.show(sessionOn(QString::fromLatin1(server.endpoint())));
        QVERIFY(live(view));
        QTRY_VERIFY(view->session().keySpace()->drafts().isKept());
        expandDirectory(*view, "/app/a/", false);
        selectKey(*view, "/app/b/y");
        QTRY_COMPARE(int(openKey(view).state()), int(OpenKey::State::Present));
        openKey(view).edit("edited");
        QCOMPARE(view->unsavedCount(), 0); // kept, so nobody is asked
    }
    server.etcdctl({"put", "/app/b/y", "meanwhile"});

    Run run(folder);
    QVERIFY(run.restore->start());
    QTRY_COMPARE(run.window->sessions().size(), 1);
    SessionView *view = run.window->sessions().first();
    QVERIFY(live(view));
    QTRY_COMPARE(openKey(view).key(), QByteArray("/app/b/y"));
    const KeyTreeView *tree = keyTree(*view);
    QTRY_VERIFY(tree->isExpanded(tree->keys().indexOfDirectory("/app/a/")));
    QVERIFY(tree->isExpanded(tree->keys().indexOfDirectory("/app/b/")));
    QVERIFY(!tree->isExpanded(tree->keys().indexOfDirectory("/other/")));
    // Somebody else has written since: it is a conflict, not an edit of what is there now.
    QTRY_VERIFY(openKey(view).isOvertaken());
    QCOMPARE(openKey(view).value(), QByteArray("edited"));
    QTRY_VERIFY(view->findChild<MessageBar *>(QStringLiteral("keyMessage"))->isVisible());
    const auto *messages = view->findChild<MessageBar *>(QStringLiteral("session.messages"));
    QVERIFY2(messages->text().contains(QStringLiteral("/app/b/y")), qPrintable(messages->text()));
    QCOMPARE(server.etcdctl({"get", "/app/b/y", "--print-value-only"}), QByteArray("meanwhile\n"));
    QCOMPARE(view->session().keySpace()->writer().writesUnderWay(), 0);
}

void TestSessionRestore::bothTreesComeBack()
{
    if (!EtcdServer::hasV2())
        QSKIP("no etcd with --enable-v2 on PATH");
    EtcdServer server(v2Options());
    QVERIFY(server.start());
    for (const char *key : {"/app/a/x", "/app/b/y"})
        server.etcdctl({"put", key, "v3"});
    const QTemporaryDir folder;
    const auto space = [](SessionView *view, size_t number) -> KeySpace * {
        const auto spaces = view->session().keySpaces();
        return number < spaces.size() ? spaces[number] : nullptr;
    };
    const auto live = [&space](SessionView *view) {
        return QTest::qWaitFor(
            [&] {
                return space(view, 1) && space(view, 0)->feed().state() == LiveFeed::State::Live &&
                       space(view, 1)->feed().state() == LiveFeed::State::Live;
            },
            30'000);
    };
    const auto current = [](const KeyTreeView *tree) { return tree->currentTarget().bytes; };
    {
        Run run(folder);
        (void)run.restore->start();
        SessionView *view = run.show(sessionOn(QString::fromLatin1(server.endpoint())));
        QVERIFY(live(view));
        for (const char *key : {"/old/a/x", "/old/b/y"}) {
            (void)space(view, 1)->writer().create(key, "v2");
            QTRY_VERIFY(space(view, 1)->index().find(key));
        }
        selectKey(*view, "/app/b/y", space(view, 0));
        expandDirectory(*view, "/old/a/", false, space(view, 1));
        selectKey(*view, "/old/b/y", space(view, 1));
        QTRY_COMPARE(current(keyTree(*view, space(view, 0))), QByteArray("/app/b/y"));
        QTRY_COMPARE(current(keyTree(*view, space(view, 1))), QByteArray("/old/b/y"));
        showKeySpace(*view, *space(view, 1));
    }
    Run run(folder);
    QVERIFY(run.restore->start());
    QTRY_COMPARE(run.window->sessions().size(), 1);
    SessionView *view = run.window->sessions().first();
    QVERIFY(live(view));
    QTRY_COMPARE(openKeySpace(*view), space(view, 1));
    const KeyTreeView *newer = keyTree(*view, space(view, 0));
    const KeyTreeView *older = keyTree(*view);
    QTRY_COMPARE(current(newer), QByteArray("/app/b/y"));
    QTRY_COMPARE(current(older), QByteArray("/old/b/y"));
    QTRY_VERIFY(older->isExpanded(older->keys().indexOfDirectory("/old/a/")));
    QVERIFY(!newer->isExpanded(newer->keys().indexOfDirectory("/app/a/")));
}

void TestSessionRestore::whatWasLockedByHandStaysLocked()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QTemporaryDir folder;
    const QString address = QStringLiteral("127.0.0.1:%1").arg(server.serverPort());
    {
        Run run(folder);
        (void)run.restore->start();
        SessionView *view = run.show(sessionOn(address));
        QVERIFY(!view->session().isReadOnly());
        view->session().setReadOnly(true);
    }
    Run run(folder);
    // As a profile is opened, whose own choice it is not to be read-only.
    run.opensWritable = true;
    QVERIFY(run.restore->start());
    QTRY_COMPARE(run.window->sessions().size(), 1);
    QVERIFY(run.window->sessions().first()->session().isReadOnly());
    QVERIFY(!run.window->sessions().first()->session().settings().readOnly);
}

void TestSessionRestore::linksAskFirst()
{
    const auto link = EtcdLink::parse(QStringLiteral("etcd://10.0.0.4:2379,b:1//app/x"));
    QVERIFY(link);
    QWidget window;
    window.show();
    QPointer<LinkPrompt> prompt = new LinkPrompt(*link, QString(), &window);
    QSignalSpy confirmed(prompt, &LinkPrompt::confirmed);
    prompt->open();
    const QString text = prompt->informativeText();
    for (const char *part : {"10.0.0.4:2379", "b:1", "/app/x", "Encrypted: no"})
        QVERIFY2(text.contains(QLatin1String(part)), qPrintable(text));
    QCOMPARE(prompt->defaultButton()->objectName(), QStringLiteral("linkCancel"));
    QTest::keyClick(prompt, Qt::Key_Return);
    QTRY_VERIFY(!prompt);
    QCOMPARE(confirmed.size(), 0);
}

QTEST_MAIN(TestSessionRestore)
#include "tst_sessionrestore.moc"
