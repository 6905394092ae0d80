// SPDX-License-Identifier: Apache-2.0
#include "app/keysaccess.h"
#include "core/models/keytreemodel.h"
#include "tests/support/etcdserver.h"
#include "tests/support/tlscertificates.h"
#include "tests/ui/window/windowsupport.h"
#include "ui/keys/keytreeview.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/mainwindow.h"
#include "ui/window/sessionview.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QSettings>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

using namespace etcdscope;

/// The window of a user with rights on some keys only, who is known by the common name of a certificate.
class TestLimitedUser : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void seesWhatHeMayRead_data();
    void seesWhatHeMayRead();
    void prefixWithoutRightIsNamed();
    void withoutAnyRightItIsSaid();
    void keyOutsideIsRefusedInWords();
    void keyThatCannotBeWrittenIsSaidSo();
    void lostRightIsNamed();

private:
    SessionView *open(const QByteArray &user, const QByteArrayList &prefixes = {});
    [[nodiscard]] QString textOf(const char *label) const
    {
        return m_window->currentSession()->findChild<QLabel *>(QString::fromLatin1(label))->text();
    }
    [[nodiscard]] MessageBar *missing() const
    {
        return m_window->currentSession()->findChild<MessageBar *>(QStringLiteral("browserMissing"));
    }

    std::unique_ptr<TlsCertificates> m_certificates;
    std::unique_ptr<EtcdServer> m_server;
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void TestLimitedUser::initTestCase()
{
    m_certificates = std::make_unique<TlsCertificates>();
    QVERIFY(m_certificates->isValid());
    m_server = std::make_unique<EtcdServer>(
        EtcdOptions{.tls = m_certificates.get(), .requireClientCertificate = true});
    QVERIFY(m_server->start());
    for (const QByteArray key : {"/app/team1/a", "/app/team2/b", "/app/team3/c", "/etc/motd", "/other"})
        m_server->etcdctl({"put", key, "text"});
    for (const QByteArrayList &arguments : std::vector<QByteArrayList>{
             {"user", "add", "root", "--no-password"},
             {"user", "add", "ann", "--no-password"},
             {"user", "add", "bob", "--no-password"},
             {"role", "add", "teams"},
             {"role", "grant-permission", "teams", "readwrite", "/app/team1/", "--prefix"},
             {"role", "grant-permission", "teams", "readwrite", "/app/team2/", "--prefix"},
             {"role", "grant-permission", "teams", "read", "/etc/motd"},
             {"user", "grant-role", "ann", "teams"},
             {"user", "grant-role", "root", "root"},
             {"auth", "enable"}}) {
        bool ok = false;
        m_server->etcdctl(arguments, {}, &ok);
        QVERIFY2(ok, arguments.join(' ').constData());
    }
    m_settings =
        std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("a.ini")), QSettings::IniFormat);
}

void TestLimitedUser::cleanup()
{
    m_window.reset();
}

SessionView *TestLimitedUser::open(const QByteArray &user, const QByteArrayList &prefixes)
{
    const QString path = m_certificates->issueClient(QString::fromLatin1(user));
    SessionSettings settings;
    auto endpoints = EndpointSet::parse({m_server->url().toString()});
    if (!endpoints)
        return nullptr;
    settings.endpoints = std::move(*endpoints);
    settings.transport = Transport::Grpc;
    settings.prefixes = prefixes;
    settings.tls.authorityFile = m_certificates->caFile();
    settings.tls.certificateFile = path + QStringLiteral(".pem");
    settings.tls.keyFile = path + QStringLiteral(".key");
    auto session = std::make_unique<Session>(std::move(settings));
    m_window = std::make_unique<MainWindow>(*m_settings, std::vector{keysWorkspaceSpec()});
    m_window->show();
    SessionView *const view = m_window->addSession(std::move(session));
    const auto isSettled = [view] {
        Session &one = view->session();
        return one.keySpace() && one.rights() && !one.keySpace()->feed().isReading() &&
               (one.keySpace()->feed().state() == LiveFeed::State::Live ||
                (one.keySpace()->feed().state() == LiveFeed::State::Failed && !one.rights()->everything &&
                 one.rights()->readable.within(KeyRanges::prefixes(one.settings().prefixes)).isEmpty()));
    };
    return QTest::qWaitFor(isSettled, 30'000) ? view : nullptr;
}

void TestLimitedUser::seesWhatHeMayRead_data()
{
    QTest::addColumn<QByteArrayList>("prefixes");
    QTest::addColumn<int>("keys");
    QTest::addColumn<QString>("scope");
    QTest::newRow("no prefix given") << QByteArrayList() << 3
                                     << QStringLiteral("in “/app/team1/”, “/app/team2/”, “/etc/motd”");
    QTest::newRow("one he may read") << QByteArrayList{"/app/team2/"} << 1
                                     << QStringLiteral("in “/app/team2/”");
    QTest::newRow("one he may read in part")
        << QByteArrayList{"/app/"} << 2 << QStringLiteral("in “/app/team1/”, “/app/team2/”");
}

void TestLimitedUser::seesWhatHeMayRead()
{
    QFETCH(QByteArrayList, prefixes);
    QFETCH(int, keys);
    QFETCH(QString, scope);
    SessionView *const view = open("ann", prefixes);
    QVERIFY(view);
    KeyIndex &index = view->session().keySpace()->index();
    QTRY_COMPARE(index.keyCount(), keys);
    QVERIFY(!index.find("/other") && !index.findDirectory("/app/team3/"));
    QTRY_VERIFY2(textOf("loadText").endsWith(scope), qPrintable(textOf("loadText")));
    QVERIFY(index.findDirectory("/app/team2/"));
    // What is above the prefixes is open: they are what the tree begins with.
    auto *const model = qobject_cast<KeyTreeModel *>(keyTree(*view)->model());
    const QModelIndex team = model->indexOfDirectory("/app/team2/");
    QVERIFY(team.isValid());
    QTRY_VERIFY(keyTree(*view)->isExpanded(team.parent()));
    if (const QModelIndex etc = model->indexOfDirectory("/etc/"); etc.isValid())
        QTRY_VERIFY(keyTree(*view)->isExpanded(etc));
    // Nothing that needs root was asked for in vain.
    QVERIFY(!view->session().lastError());
    QTRY_VERIFY(view->session().roundTrip());
    QCOMPARE(missing()->isVisible(), prefixes == QByteArrayList{"/app/"});
}

void TestLimitedUser::prefixWithoutRightIsNamed()
{
    SessionView *const view = open("ann", {"/app/team1/", "/app/team3/"});
    QVERIFY(view);
    QTRY_VERIFY(missing()->isVisible());
    QVERIFY2(missing()->text().contains(QStringLiteral("“/app/team3/”")), qPrintable(missing()->text()));
    QVERIFY(!missing()->text().contains(QStringLiteral("team1")));
    QTRY_COMPARE(view->session().keySpace()->index().keyCount(), 1);
}

void TestLimitedUser::withoutAnyRightItIsSaid()
{
    QVERIFY(open("bob"));
    const auto explanation = [this] {
        return m_window->currentSession()
            ->findChild<EmptyView *>(QStringLiteral("browserEmpty"))
            ->explanation();
    };
    QTRY_VERIFY2(explanation().contains(QStringLiteral("No role of the user “bob”")),
                 qPrintable(explanation()));
}

void TestLimitedUser::keyOutsideIsRefusedInWords()
{
    SessionView *const view = open("ann");
    QVERIFY(view);
    selectKey(*view, "/other");
    const auto *const notice = view->findChild<EmptyView *>(QStringLiteral("keyNotice"));
    QTRY_COMPARE(notice->title(), QStringLiteral("This user may not read this key"));
    QVERIFY(notice->isVisible());
}

void TestLimitedUser::keyThatCannotBeWrittenIsSaidSo()
{
    SessionView *const view = open("ann");
    QVERIFY(view);
    const auto says = [this] {
        return textOf("keyNote").contains(QStringLiteral("grants writing this key"));
    };
    selectKey(*view, "/etc/motd");
    QTRY_VERIFY(says());
    selectKey(*view, "/app/team1/a");
    QTRY_VERIFY(!says());
}

void TestLimitedUser::lostRightIsNamed()
{
    SessionView *const view = open("ann");
    QVERIFY(view);
    KeySpace &keys = *view->session().keySpace();
    m_server->etcdctl({"role", "revoke-permission", "teams", "/app/team2/", "--prefix"});
    keys.feed().reconnect();
    QTRY_VERIFY_WITH_TIMEOUT(missing()->isVisible(), 20'000);
    QVERIFY2(missing()->text().contains(QStringLiteral("“/app/team2/”")), qPrintable(missing()->text()));
    QTRY_VERIFY_WITH_TIMEOUT(!keys.index().find("/app/team2/b"), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(keys.feed().state(), LiveFeed::State::Live, 20'000);
    QVERIFY(keys.index().find("/app/team1/a"));

    m_server->etcdctl({"role", "grant-permission", "teams", "readwrite", "/app/team2/", "--prefix"});
    view->session().refresh();
    QTRY_VERIFY_WITH_TIMEOUT(keys.index().find("/app/team2/b"), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(!missing()->isVisible(), 20'000);
}

ETCDSCOPE_ETCD_TEST_MAIN(TestLimitedUser, QApplication)
#include "tst_limiteduser.moc"
