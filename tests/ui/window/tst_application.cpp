// SPDX-License-Identifier: Apache-2.0
#include "app/rememberedtabs.h"
#include "tests/support/fulldisk.h"
#include "tests/ui/window/programrun.h"
#include "tests/ui/window/windowsupport.h"
#include "ui/window/sessionview.h"
#include "ui/window/startpage.h"

#include <QAction>
#include <QDir>
#include <QFile>

using namespace etcdscope;

namespace {

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// One connection in a folder, to be opened when the program starts if asked.
QByteArray oneConnection(const QString &endpoint, bool opens = false)
{
    return QStringLiteral(R"({"format":"etcdscope-profiles","version":1,"profiles":[
        {"id":"11111111-2222-3333-4444-555555555555","name":"payments","endpoints":["%1"],
         "folder":["eu"],"autoOpen":%2}]})")
        .arg(endpoint, opens ? QStringLiteral("true") : QStringLiteral("false"))
        .toUtf8();
}

} // namespace

/// The whole program in this process, as far as what it says and remembers is concerned.
class TestApplication : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void problemsAreSaidWhereOneIs_data();
    void problemsAreSaidWhereOneIs();
    void aRememberedAddressThatCannotBeReadIsSaid();
    void aLinkThatCannotBeReadIsASentence();
    void closedFoldersAreRemembered();
    void whatAnotherProgramWritesIsShown();
    void tabsThatCannotBeKeptAreSaid();
    void whatOpensByItselfTakesTheTabItHad();

private:
    [[nodiscard]] QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestApplication::problemsAreSaidWhereOneIs_data()
{
    QTest::addColumn<QString>("front");
    QTest::newRow("no tab of connections") << QStringLiteral("none");
    QTest::newRow("connections in front") << QStringLiteral("connections");
    QTest::newRow("connections behind a session") << QStringLiteral("session");
    QTest::newRow("connections behind a tab of the last run") << QStringLiteral("restored");
}

void TestApplication::problemsAreSaidWhereOneIs()
{
    QFETCH(const QString, front);
    // No address in it: it cannot be opened, and nothing has to be asked to know that.
    QVERIFY(write(path("profiles.json"), oneConnection(QStringLiteral("http://h/path"))));
    if (front == QLatin1String("restored") || front == QLatin1String("none")) {
        RememberedTabs tabs;
        RememberedTab tab;
        tab.profile = QUuid(QStringLiteral("11111111-2222-3333-4444-555555555555"));
        tab.name = QStringLiteral("payments");
        tabs.tabs = {tab};
        QVERIFY(write(path("tabs.json"), tabs.toJson()));
    }
    ProgramRun run(*m_folder);
    QVERIFY(run.window);
    if (front == QLatin1String("restored")) {
        run.window->showStartPage();
        run.window->showTab(0);
    } else if (front == QLatin1String("session")) {
        run.window->addSession(sessionOn(deafAddress()));
        run.window->showStartPage();
        run.window->showTab(0);
    }
    if (front == QLatin1String("connections") || front == QLatin1String("session")) {
        run.connections()->setCurrentIndex(
            run.connections()->model()->index(0, 0, run.connections()->model()->index(0, 0)));
        run.window->findChild<QAction *>(QStringLiteral("open"))->trigger();
    }
    QTRY_VERIFY2(run.said().contains(QStringLiteral("payments")), qPrintable(run.said()));
}

void TestApplication::aRememberedAddressThatCannotBeReadIsSaid()
{
    RememberedTabs tabs;
    RememberedTab tab;
    tab.name = QStringLiteral("laptop");
    tab.endpoints = {QStringLiteral("ftp://nowhere")};
    tabs.tabs = {tab};
    QVERIFY(write(path("tabs.json"), tabs.toJson()));
    ProgramRun run(*m_folder);
    QTRY_VERIFY2(run.said().contains(QStringLiteral("laptop")), qPrintable(run.said()));
    QVERIFY2(!run.said().contains(QStringLiteral("endpoint \"")), qPrintable(run.said()));
    QCOMPARE(run.window->tabs().size(), 2); // what is remembered is not thrown away for that
}

void TestApplication::aLinkThatCannotBeReadIsASentence()
{
    CommandLine line;
    line.link = QStringLiteral("etcd://root:hunter2@h/key");
    ProgramRun run(*m_folder, line);
    QTRY_VERIFY2(run.said().contains(QStringLiteral("password")), qPrintable(run.said()));
    QVERIFY(!run.said().contains(QStringLiteral("hunter2")));
    QVERIFY(run.said().endsWith(u'.'));
}

void TestApplication::closedFoldersAreRemembered()
{
    QVERIFY(write(path("profiles.json"), oneConnection(QStringLiteral("h"))));
    for (const bool open : {true, false, true}) {
        ProgramRun run(*m_folder);
        QTreeView *const list = run.connections();
        QVERIFY(list);
        const QModelIndex folder = list->model()->index(0, 0);
        QCOMPARE(list->isExpanded(folder), open);
        list->setExpanded(folder, !open);
        run.window->close();
    }
}

void TestApplication::whatAnotherProgramWritesIsShown()
{
    ProgramRun run(*m_folder);
    QVERIFY(!run.connections()->isVisible());
    QVERIFY(write(path("profiles.json"), oneConnection(QStringLiteral("h"))));
    QTRY_VERIFY_WITH_TIMEOUT(run.connections()->isVisible(), 30'000);
    QVERIFY2(run.said().contains(QStringLiteral("Another program")), qPrintable(run.said()));
}

void TestApplication::tabsThatCannotBeKeptAreSaid()
{
    ProgramRun run(*m_folder);
    {
        const FullDisk disk;
        if (!disk.isFull())
            QSKIP("there is no limit on the size of files here");
        run.window->addSession(sessionOn(deafAddress()));
        QTRY_VERIFY2_WITH_TIMEOUT(run.said().contains(QStringLiteral("remembered")), qPrintable(run.said()),
                                  30'000);
    }
    QVERIFY(!QFile::exists(path("tabs.json")));
    run.window->addSession(sessionOn(deafAddress()));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path("tabs.json")), 30'000);
}

void TestApplication::whatOpensByItselfTakesTheTabItHad()
{
    QVERIFY(
        write(path("profiles.json"), QStringLiteral(R"({"format":"etcdscope-profiles","version":1,"profiles":[
        {"id":"11111111-2222-3333-4444-555555555555","name":"payments","endpoints":["%1"],"autoOpen":true},
        {"id":"22222222-2222-3333-4444-555555555555","name":"orders","endpoints":["%1"],"autoOpen":true},
        {"id":"33333333-2222-3333-4444-555555555555","name":"later","endpoints":["%1"]}]})")
                                         .arg(deafAddress())
                                         .toUtf8()));
    RememberedTabs tabs;
    for (const char *name : {"laptop", "later", "payments"}) {
        RememberedTab tab;
        tab.name = QLatin1String(name);
        tab.endpoints = {QStringLiteral("http://") + deafAddress()};
        tabs.tabs += tab;
    }
    tabs.tabs[1].profile = QUuid(QStringLiteral("33333333-2222-3333-4444-555555555555"));
    tabs.tabs[2].profile = QUuid(QStringLiteral("11111111-2222-3333-4444-555555555555"));
    QVERIFY(write(path("tabs.json"), tabs.toJson()));
    ProgramRun run(*m_folder);
    const auto names = [&run] {
        const auto *bar = run.window->findChild<QTabWidget *>(QStringLiteral("window.tabs"));
        QStringList found;
        for (int i = 0; i < bar->count(); ++i)
            found += bar->tabText(i) +
                     (qobject_cast<SessionView *>(bar->widget(i)) ? QStringLiteral("*") : QString());
        return found;
    };
    // What was in front and what opens by itself is open, once each; the rest waits until it is shown.
    const QStringList expected{QStringLiteral("laptop*"), QStringLiteral("later"),
                               QStringLiteral("payments*"), QStringLiteral("orders*")};
    QTRY_COMPARE_WITH_TIMEOUT(names(), expected, 30'000);
    run.window->showTab(1);
    QTRY_COMPARE_WITH_TIMEOUT(names().join(u' '), QStringLiteral("laptop* later* payments* orders*"), 30'000);
}

QTEST_MAIN(TestApplication)
#include "tst_application.moc"
