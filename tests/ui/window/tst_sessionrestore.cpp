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
                             show(std::make_unique<Session>(*tab.settings()));
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
        SessionView *view = window->addSession(std::move(session));
        restore->sessionShown(*view);
        new WorkShelf(*view, work);
        return view;
    }

    QSettings settings;
    QString work;
    std::unique_ptr<MainWindow> window;
    std::unique_ptr<SessionRestore> restore;
    QStringList requested;
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
    tab.expanded = {"/a\0/", "/b/"};
    tab.key = QByteArray();
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
