// SPDX-License-Identifier: Apache-2.0
#include "core/keys/livefeed.h"
#include "core/session/profilesettings.h"
#include "tests/support/etcdserver.h"
#include "tests/ui/connections/connectionsfixture.h"
#include "ui/connections/secretsheet.h"
#include "ui/connections/testsheet.h"
#include "ui/window/mainwindow.h"
#include "ui/window/sessionview.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLineEdit>
#include <QSettings>
#include <QTcpServer>

using namespace etcdscope;

namespace {

/// Knows what it is told, and fails at what it is told nothing of.
class ScriptedResolver final : public SrvResolver
{
public:
    QHash<QString, QList<SrvRecord>> records;
    QStringList asked;

    Call<QList<SrvRecord>> lookUp(const QString &name) override
    {
        asked += name;
        const auto found = records.constFind(name);
        return answered(found == records.cend()
                            ? Result<QList<SrvRecord>>(Error{.kind = ErrorKind::Network,
                                                             .detail = QStringLiteral("no name server")})
                            : Result(*found));
    }
};

} // namespace

/// A connection that is kept, on a real etcd: opened and tested.
class TestOpenProfile : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aKeptConnectionOpens();
    void whatWasOpenedByAddressCanBeKept();
    void olderPortIsForV2();
    void endpointsOfADomainAreLookedUp();
    void whatCannotBeLookedUpIsSaid();
    void whatMakesNoSenseIsRefused();
    void aTestThatPassesSaysSo();
    void aTestThatFailsNamesStageCauseAndRemedy();
    void whoIsRefusedIsAskedAgain();

private:
    [[nodiscard]] Profile profile() const
    {
        Profile made;
        made.name = QStringLiteral("test");
        made.endpoints = {m_server.url().toString()};
        made.prefixes = {"/app/"};
        return made;
    }

    EtcdServer m_server;
    ConnectionsFixture m_data;
};

void TestOpenProfile::initTestCase()
{
    QVERIFY(m_server.start());
    m_server.etcdctl({"put", "/app/one", "1"});
    m_server.etcdctl({"put", "/other", "2"});
}

void TestOpenProfile::aKeptConnectionOpens()
{
    QWidget window;
    std::unique_ptr<Session> session;
    connect(&m_data.connections, &Connections::sessionRequested, &window,
            [&session](const SessionSettings &settings) {
                session = std::make_unique<Session>(settings);
                session->open();
            });
    const QUuid id = m_data.store.add(profile());
    m_data.connections.open(id, &window);
    QTRY_VERIFY(session);
    QTRY_COMPARE_WITH_TIMEOUT(session->state(), Session::State::Open, 20'000);
    QCOMPARE(session->name(), QStringLiteral("test"));
    const LiveFeed &feed = session->keySpace()->feed();
    QTRY_COMPARE_WITH_TIMEOUT(feed.state(), LiveFeed::State::Live, 20'000);
    QCOMPARE(session->keySpace()->index().keyCount(), qint64(1)); // below its prefix alone
}

void TestOpenProfile::whatWasOpenedByAddressCanBeKept()
{
    Profile made = profile();
    made.api = Profile::Api::V2;
    made.basePath = QStringLiteral("/etcd");
    made.versionPrefix = QStringLiteral("/api");
    made.redirects = v2::Client::Redirects::Refuse;
    made.separator = ':';
    made.transport = Transport::Gateway;
    made.loadMode = LiveFeed::LoadMode::OnDemand;
    made.user = QStringLiteral("root");
    made.tls.serverName = QStringLiteral("etcd");
    made.proxy = {.kind = ProxySettings::Kind::Socks5, .host = QStringLiteral("p"), .port = 1080, .user = {}};
    made.connectTimeout = 1'234;
    made.callTimeout = 2'345;
    const auto settings = sessionSettings(made);
    QVERIFY(settings);
    QCOMPARE(profileOf(*settings), made); // nothing that a session knows was lost on the way
}

void TestOpenProfile::olderPortIsForV2()
{
    Profile made = profile();
    made.endpoints = {QStringLiteral("a"), QStringLiteral("b:1")};
    for (const Profile::Api api : {Profile::Api::Auto, Profile::Api::V2}) {
        made.api = api;
        const auto settings = sessionSettings(made);
        QVERIFY(settings);
        QCOMPARE(settings->endpoints.size(), 2);
        QCOMPARE(settings->olderEndpoints, QList<QUrl>{QUrl(QStringLiteral("http://a:4001"))});
    }
    made.api = Profile::Api::V3;
    QVERIFY(sessionSettings(made)->olderEndpoints.isEmpty());
}

void TestOpenProfile::endpointsOfADomainAreLookedUp()
{
    ScriptedResolver resolver;
    resolver.records = {{QStringLiteral("_etcd-client-ssl-eu._tcp.example.com"), {}},
                        {QStringLiteral("_etcd-client-eu._tcp.example.com"),
                         {{.target = QStringLiteral("127.0.0.1"), .port = m_server.port()}}}};
    Connections connections(m_data.store, m_data.keeper, nullptr, &resolver);
    std::unique_ptr<Session> session;
    connect(&connections, &Connections::sessionRequested, this, [&session](const SessionSettings &settings) {
        session = std::make_unique<Session>(settings);
        session->open();
    });
    Profile made = profile();
    made.endpoints.clear();
    made.srv = {.domain = QStringLiteral("example.com"), .serviceName = QStringLiteral("eu")};
    QWidget window;
    connections.open(m_data.store.add(made), &window);
    QTRY_VERIFY(session);
    QCOMPARE(resolver.asked.size(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(session->state(), Session::State::Open, 20'000);
    QCOMPARE(session->endpoint(), m_server.url());
    QTRY_COMPARE_WITH_TIMEOUT(session->keySpace()->index().keyCount(), qint64(1), 20'000);
    session.reset();
}

void TestOpenProfile::whatCannotBeLookedUpIsSaid()
{
    ScriptedResolver resolver;
    Connections connections(m_data.store, m_data.keeper, nullptr, &resolver);
    QSignalSpy problems(&connections, &Connections::problemFound);
    QSignalSpy opened(&connections, &Connections::sessionRequested);
    Profile made = profile();
    made.endpoints.clear();
    made.srv.domain = QStringLiteral("example.com");
    QWidget window;
    connections.open(m_data.store.add(made), &window);
    QTRY_COMPARE(problems.size(), 1);
    const QString said = problems.at(0).at(0).toString();
    QVERIFY2(said.contains(made.name) && said.contains(QStringLiteral("example.com")), qPrintable(said));
    QCOMPARE(opened.size(), 0);
    // Those that were typed are there without DNS too.
    made.endpoints = {m_server.url().toString()};
    connections.open(m_data.store.add(made), &window);
    QTRY_COMPARE(opened.size(), 1);
}

void TestOpenProfile::whatMakesNoSenseIsRefused()
{
    Profile made = profile();
    made.endpoints.clear();
    QCOMPARE(sessionSettings(made).error().kind, ErrorKind::Local);
    QWidget window;
    QSignalSpy problems(&m_data.connections, &Connections::problemFound);
    QSignalSpy opened(&m_data.connections, &Connections::sessionRequested);
    m_data.connections.open(m_data.store.add(made), &window);
    QTRY_COMPARE(problems.size(), 1);
    QVERIFY(problems.at(0).at(0).toString().contains(made.name));
    QCOMPARE(opened.size(), 0);
}

void TestOpenProfile::aTestThatPassesSaysSo()
{
    QWidget window;
    m_data.connections.test(m_data.store.add(profile()), &window);
    QTRY_VERIFY(window.findChild<TestSheet *>());
    auto *sheet = window.findChild<TestSheet *>();
    QTRY_VERIFY_WITH_TIMEOUT(window.findChild<QAbstractButton *>(QStringLiteral("test.again"))->isVisible(),
                             20'000);
    QVERIFY2(sheet->verdict().contains(QStringLiteral("All is well")), qPrintable(sheet->verdict()));
}

void TestOpenProfile::aTestThatFailsNamesStageCauseAndRemedy()
{
    quint16 deaf = 0;
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        deaf = server.serverPort();
    }
    Profile made = profile();
    made.endpoints = {QStringLiteral("127.0.0.1:%1").arg(deaf)};
    QWidget window;
    m_data.connections.test(m_data.store.add(made), &window);
    QTRY_VERIFY(window.findChild<TestSheet *>());
    auto *sheet = window.findChild<TestSheet *>();
    QTRY_VERIFY_WITH_TIMEOUT(window.findChild<QAbstractButton *>(QStringLiteral("test.again"))->isVisible(),
                             20'000);
    QVERIFY2(sheet->verdict().contains(QStringLiteral("TCP")), qPrintable(sheet->verdict()));
    QVERIFY2(sheet->verdict().contains(QStringLiteral("Nobody listens")), qPrintable(sheet->verdict()));
    QVERIFY2(sheet->verdict().contains(QStringLiteral("Check the port")), qPrintable(sheet->verdict()));
}

void TestOpenProfile::whoIsRefusedIsAskedAgain()
{
    EtcdServer server;
    QVERIFY(server.start());
    server.etcdctl({"put", "/app/one", "1"});
    server.etcdctl({"user", "add", "root:right"});
    server.etcdctl({"user", "grant-role", "root", "root"});
    server.etcdctl({"auth", "enable"});

    Profile made = profile();
    made.endpoints = {server.url().toString()};
    made.user = QStringLiteral("root");
    made.secretKeeping = Profile::SecretKeeping::ThisRun;
    made.id = m_data.store.add(made);
    auto settings = sessionSettings(made);
    QVERIFY(settings);
    settings->login.password = QStringLiteral("wrong");

    QSettings remembered(m_data.folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
    MainWindow window(remembered, {});
    window.show();
    SessionView *const view = window.addSession(std::make_unique<Session>(*settings));
    connect(view, &SessionView::loginRequested, this, [this, view, &window] {
        m_data.connections.askPassword(view->session().settings(), &window,
                                       [view](const Login &login) { view->setLogin(login); });
    });
    const auto button = [&window](const char *name) {
        return window.findChild<QAbstractButton *>(QLatin1String(name));
    };
    QTRY_VERIFY_WITH_TIMEOUT(button("session.enterPassword"), 20'000);
    button("session.enterPassword")->click();
    QTRY_VERIFY(window.findChild<SecretSheet *>());
    auto *const sheet = window.findChild<SecretSheet *>();
    auto *const field = sheet->findChild<QLineEdit *>();
    QVERIFY(field);
    QTest::keyClicks(field, QStringLiteral("right"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(view->session().keySpace()->feed().state(), LiveFeed::State::Live, 20'000);
    QCOMPARE(view->session().keySpace()->index().keyCount(), qint64(1));
    QVERIFY(!button("session.enterPassword")->isVisible());
}

ETCDSCOPE_ETCD_TEST_MAIN(TestOpenProfile, QApplication)
#include "tst_openprofile.moc"
