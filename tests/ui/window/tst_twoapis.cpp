// SPDX-License-Identifier: Apache-2.0
//
// What the window says of a cluster that serves both APIs, each with its own keys.
#include "app/keysaccess.h"
#include "app/workshelf.h"
#include "tests/support/etcdserver.h"
#include "tests/ui/window/windowsupport.h"
#include "ui/widgets/statusdot.h"
#include "ui/window/mainwindow.h"
#include "ui/window/sessionview.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>

using namespace etcdscope;
using Level = SessionSummary::Level;

class TestTwoApis : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }
    void bothAreSaid();
    void theWorseOneLeads();
    void v2AloneCountsByIndex();
    void draftsLieApart();

private:
    [[nodiscard]] bool opens(Profile::Api api, size_t spaces);
    [[nodiscard]] QString status(const char *name) const
    {
        return m_view->findChild<QLabel *>(QString::fromLatin1(name))->text();
    }
    [[nodiscard]] QString state() const { return dot()->text(); }
    [[nodiscard]] StatusDot *dot() const
    {
        return m_view->findChild<StatusDot *>(QStringLiteral("status.state"));
    }

    EtcdServer m_server{v2Options()};
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    SessionView *m_view = nullptr;
};

void TestTwoApis::initTestCase()
{
    if (!EtcdServer::hasV2())
        QSKIP("no etcd with --enable-v2 on PATH");
    QVERIFY(m_server.start());
    m_server.etcdctl({"put", "/app/key", "3"});
    m_settings =
        std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("a.ini")), QSettings::IniFormat);
}

void TestTwoApis::init()
{
    m_window = std::make_unique<MainWindow>(*m_settings, std::vector{keysWorkspaceSpec()});
    m_window->show();
}

bool TestTwoApis::opens(Profile::Api api, size_t spaces)
{
    SessionSettings settings = sessionOn(QString::fromLatin1(m_server.endpoint()))->settings();
    settings.api = api;
    m_view = m_window->addSession(std::make_unique<Session>(settings));
    return QTest::qWaitFor(
        [&] {
            return m_view->session().keySpaces().size() == spaces && m_view->summary().level == Level::Live;
        },
        30'000);
}

void TestTwoApis::bothAreSaid()
{
    QVERIFY(opens(Profile::Api::Auto, 2));
    QTRY_VERIFY2(state().startsWith(QStringLiteral("v3: live at r ")), qPrintable(state()));
    QVERIFY2(state().contains(QStringLiteral("v2: live at index ")), qPrintable(state()));
    QVERIFY(dot()->toolTip().contains(QStringLiteral("v3: live at r ")));
    QVERIFY(dot()->toolTip().contains(QStringLiteral("v2: live at index ")));
    QCOMPARE(status("status.keys"), QStringLiteral("v3: 1 key(s) · v2: 0 key(s)"));
    QCOMPARE(status("status.transport"), QStringLiteral("gRPC and v2 API"));
    QTRY_VERIFY(status("status.endpoint").endsWith(QStringLiteral("(leader)")));
}

void TestTwoApis::theWorseOneLeads()
{
    QVERIFY(opens(Profile::Api::Auto, 2));
    m_view->session().keySpaces()[1]->feed().stop();
    QTRY_VERIFY2(state().startsWith(QStringLiteral("v2: stopped at index ")), qPrintable(state()));
    QCOMPARE(m_view->summary().level, Level::Idle);
    QVERIFY(!state().contains(QStringLiteral("v3")));
    QVERIFY(dot()->toolTip().contains(QStringLiteral("v3: live at r ")));
    // Whichever it is; and that is what the tab shows.
    m_view->session().refresh();
    QTRY_COMPARE_WITH_TIMEOUT(m_view->summary().level, Level::Live, 30'000);
    m_view->session().keySpaces()[0]->feed().stop();
    QTRY_VERIFY2(state().startsWith(QStringLiteral("v3: stopped at r ")), qPrintable(state()));
    QVERIFY(dot()->toolTip().contains(QStringLiteral("v2: live at index ")));
}

void TestTwoApis::v2AloneCountsByIndex()
{
    QVERIFY(opens(Profile::Api::V2, 1));
    QVERIFY2(state().startsWith(QStringLiteral("live at index ")), qPrintable(state()));
    QCOMPARE(status("status.transport"), QStringLiteral("v2 API"));
    QTRY_VERIFY(status("status.endpoint").endsWith(QStringLiteral("(leader)")));
    QTRY_VERIFY(status("status.roundTrip").endsWith(QStringLiteral("ms")));
}

void TestTwoApis::draftsLieApart()
{
    const QTemporaryDir shelf;
    QVERIFY(opens(Profile::Api::Auto, 2));
    new WorkShelf(*m_view, shelf.path());
    const auto spaces = m_view->session().keySpaces();
    QTRY_VERIFY_WITH_TIMEOUT(spaces[0]->drafts().isKept() && spaces[1]->drafts().isKept(), 30'000);
    Draft draft;
    draft.key = "/app/key";
    draft.value = "edited";
    spaces[0]->drafts().put(draft);
    QTRY_COMPARE_WITH_TIMEOUT(QDir(shelf.path()).entryList({QStringLiteral("*.work")}, QDir::Files).size(), 1,
                              30'000);
    QVERIFY(!spaces[1]->drafts().contains("/app/key"));
    spaces[1]->drafts().put(draft);
    QTRY_COMPARE_WITH_TIMEOUT(QDir(shelf.path()).entryList({QStringLiteral("*-v2.work")}, QDir::Files).size(),
                              1, 30'000);
    for (KeySpace *space : spaces)
        space->drafts().remove("/app/key");
}

int main(int argc, char **argv)
{
    if (const int code = detail::skipCodeWithoutEtcd())
        return code;
    QApplication application(argc, argv);
    TestTwoApis test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_twoapis.moc"
