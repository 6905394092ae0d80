// SPDX-License-Identifier: Apache-2.0
#include "app/keysaccess.h"
#include "core/session/profilestore.h"
#include "tests/support/etcdserver.h"
#include "tests/support/tlscertificates.h"
#include "tests/ui/window/programrun.h"
#include "tests/ui/window/windowsupport.h"
#include "ui/connections/secretsheet.h"
#include "ui/connections/testsheet.h"
#include "ui/keys/keytreeview.h"
#include "ui/window/linkprompt.h"
#include "ui/window/sessionview.h"
#include "ui/window/startpage.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QProcess>

#include <algorithm>

using namespace etcdscope;

namespace {

const QString typedPassword = QStringLiteral("opensesame");

bool isLive(const SessionView *view)
{
    return view && view->summary().level == SessionSummary::Level::Live;
}

/// A cluster that lets nobody in without a password.
bool enableLogin(const EtcdServer &server)
{
    bool ok = true;
    for (const QByteArrayList &command :
         {QByteArrayList{"user", "add", "root:" + typedPassword.toUtf8()},
          QByteArrayList{"user", "grant-role", "root", "root"}, QByteArrayList{"auth", "enable"}}) {
        if (ok)
            (void)server.etcdctl(command, {}, &ok);
    }
    return ok;
}

} // namespace

/// What tabs and the connections that they were opened by have to do with each other, in the whole program.
class TestTabConnections : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_run.reset(); }
    void anAcceptedCertificateOpensTheTab();
    void aChangedConnectionOpensTheTabThatFailed_data();
    void aChangedConnectionOpensTheTabThatFailed();
    void anOpenSessionOffersWhatChanged();
    void whoStoppedIsNotConnectedByAnotherProgram();
    void whatOnlyTheListShowsIsNoChange();
    void aKeyThatWasLockedMeanwhileIsAskedFor();
    void aClusterOpenedByAddressCanBeSignedInTo();
    void aLinkOpensReadOnlyAtItsKey();
    void productionIsProductionByItsAddressToo_data();
    void productionIsProductionByItsAddressToo();
    void connectionsAreImportedFromTheEnvironment();
    void connectionsAreImportedFromAFile();

private:
    template<class T> [[nodiscard]] T *part(const char *name) const
    {
        return m_run->window->findChild<T *>(QString::fromLatin1(name));
    }
    /// Whether there was such a button to press, in front of the person.
    [[nodiscard]] bool click(const char *name) const
    {
        const auto buttons = m_run->window->findChildren<QAbstractButton *>(QLatin1String(name));
        for (QAbstractButton *button : buttons) {
            if (button->isVisible() && button->isEnabled()) {
                button->click();
                return true;
            }
        }
        return false;
    }
    [[nodiscard]] QString profilesFile() const { return m_folder->filePath(QStringLiteral("profiles.json")); }
    [[nodiscard]] QUuid keep(const Profile &profile) const;
    [[nodiscard]] Profile kept(const QUuid &id) const;
    [[nodiscard]] bool change(const Profile &profile) const;
    void run(const CommandLine &commandLine = {})
    {
        m_run = std::make_unique<ProgramRun>(*m_folder, commandLine);
    }
    [[nodiscard]] SessionView *view() const { return m_run->window->currentSession(); }

    EtcdServer m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ProgramRun> m_run;
};

void TestTabConnections::initTestCase()
{
    QVERIFY(m_server.start());
    m_server.etcdctl({"put", "/app/one", "1"});
    m_server.etcdctl({"put", "/app/two", "2"});
}

/// One that opens when the program starts.
QUuid TestTabConnections::keep(const Profile &profile) const
{
    ProfileStore store(profilesFile());
    store.load();
    Profile made = profile;
    made.autoOpen = true;
    const QUuid id = store.add(made);
    return store.saveNow() ? id : QUuid();
}

/// As the file has it by now.
Profile TestTabConnections::kept(const QUuid &id) const
{
    ProfileStore store(profilesFile());
    store.load();
    return store.profile(id).value_or(Profile());
}

/// As another program does.
bool TestTabConnections::change(const Profile &profile) const
{
    ProfileStore store(profilesFile());
    store.load();
    return store.replace(profile) && store.saveNow();
}

void TestTabConnections::anAcceptedCertificateOpensTheTab()
{
    const TlsCertificates certificates;
    if (!certificates.isValid())
        QSKIP("openssl is not on PATH");
    EtcdServer server({.tls = &certificates});
    QVERIFY(server.start());
    server.etcdctl({"put", "/app/one", "1"});
    Profile profile;
    profile.name = QStringLiteral("payments");
    profile.endpoints = {server.url().toString()};
    const QUuid id = keep(profile);
    QVERIFY(!id.isNull());

    run();
    QTRY_VERIFY_WITH_TIMEOUT(click("session.diagnose"), 30'000);
    const auto *const sheet = part<TestSheet>("test");
    QVERIFY(sheet);
    QTRY_VERIFY_WITH_TIMEOUT(part<QAbstractButton>("test.again")->isVisible(), 30'000);
    QVERIFY2(sheet->verdict().contains(QStringLiteral("TLS")), qPrintable(sheet->verdict()));
    QVERIFY2(sheet->verdict().contains(QStringLiteral("authority")), qPrintable(sheet->verdict()));
    QVERIFY(!view()->session().keySpace());
    QVERIFY(click("test.accept"));
    QVERIFY(click("test.accepts"));
    QTRY_VERIFY_WITH_TIMEOUT(isLive(view()), 30'000);
    QCOMPARE(m_run->window->tabs().size(), 1);
    QTRY_VERIFY2_WITH_TIMEOUT(sheet->verdict().contains(QStringLiteral("All is well")),
                              qPrintable(sheet->verdict()), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(kept(id).tls.acceptedFingerprint.size(), qsizetype(32), 30'000);
}

void TestTabConnections::aChangedConnectionOpensTheTabThatFailed_data()
{
    QTest::addColumn<QString>("button");
    QTest::newRow("save") << QStringLiteral("form.save");
    QTest::newRow("save and open") << QStringLiteral("form.saveAndOpen");
}

void TestTabConnections::aChangedConnectionOpensTheTabThatFailed()
{
    QFETCH(const QString, button);
    Profile profile;
    profile.name = QStringLiteral("payments");
    profile.endpoints = {deafAddress()};
    QVERIFY(!keep(profile).isNull());
    run();
    QTRY_VERIFY_WITH_TIMEOUT(click("session.edit"), 30'000);
    part<QPlainTextEdit>("form.endpoints")->setPlainText(m_server.url().toString());
    QVERIFY(click(qPrintable(button)));
    QTRY_VERIFY_WITH_TIMEOUT(isLive(view()), 30'000);
    QCOMPARE(m_run->window->tabs().size(), 1);
}

void TestTabConnections::anOpenSessionOffersWhatChanged()
{
    Profile profile;
    profile.name = QStringLiteral("payments");
    profile.endpoints = {m_server.url().toString()};
    profile.id = keep(profile);
    run();
    QTRY_VERIFY_WITH_TIMEOUT(isLive(view()), 30'000);
    const QPointer<SessionView> before = view();
    profile = kept(profile.id);
    profile.environment.kind = Environment::Kind::Production;
    QVERIFY(change(profile));
    QTRY_VERIFY_WITH_TIMEOUT(part<QAbstractButton>("session.openAgain"), 30'000);
    QCOMPARE(view(), before.data()); // nothing happens by itself
    QVERIFY(isLive(view()));
    QVERIFY2(m_run->said().contains(QStringLiteral("payments")), qPrintable(m_run->said()));
    QVERIFY(click("session.openAgain"));
    QTRY_VERIFY_WITH_TIMEOUT(!before, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(isLive(view()), 30'000);
    QVERIFY(view()->session().settings().environment.isProduction());
    QCOMPARE(m_run->window->tabs().size(), 1);
}

void TestTabConnections::whoStoppedIsNotConnectedByAnotherProgram()
{
    Profile profile;
    profile.name = QStringLiteral("payments");
    profile.endpoints = {deafAddress()};
    profile.id = keep(profile);
    run();
    QTRY_VERIFY_WITH_TIMEOUT(click("session.cancel"), 30'000);
    profile = kept(profile.id);
    profile.endpoints = {m_server.url().toString()};
    QVERIFY(change(profile));
    QTRY_VERIFY_WITH_TIMEOUT(part<QAbstractButton>("session.openAgain"), 30'000);
    QCOMPARE(view()->session().state(), Session::State::Closed);
    QVERIFY(click("session.openAgain"));
    QTRY_VERIFY_WITH_TIMEOUT(isLive(view()), 30'000);
}

void TestTabConnections::whatOnlyTheListShowsIsNoChange()
{
    Profile profile;
    profile.name = QStringLiteral("payments");
    profile.endpoints = {m_server.url().toString()};
    profile.id = keep(profile);
    run();
    QTRY_VERIFY_WITH_TIMEOUT(isLive(view()), 30'000);
    profile = kept(profile.id);
    profile.autoOpen = false;
    profile.folder = {QStringLiteral("eu")};
    QVERIFY(change(profile));
    m_run->window->showStartPage();
    const auto first = [this] { return m_run->connections()->model()->index(0, 0).data().toString(); };
    QTRY_COMPARE_WITH_TIMEOUT(first(), QStringLiteral("eu"), 30'000); // it is known by now
    QCoreApplication::sendPostedEvents();
    QVERIFY(!part<QAbstractButton>("session.openAgain"));
}

void TestTabConnections::aKeyThatWasLockedMeanwhileIsAskedFor()
{
    const TlsCertificates certificates;
    if (!certificates.isValid())
        QSKIP("openssl is not on PATH");
    const QString key = m_folder->filePath(QStringLiteral("client.key"));
    QVERIFY(QFile::copy(certificates.clientKeyFile(), key));
    Profile profile;
    profile.name = QStringLiteral("payments");
    profile.endpoints = {QStringLiteral("https://") + deafAddress()};
    profile.tls.certificateFile = certificates.clientFile();
    profile.tls.keyFile = key;
    QVERIFY(!keep(profile).isNull());
    run();
    QTRY_VERIFY_WITH_TIMEOUT(view() && view()->session().lastError(), 30'000);
    QVERIFY(!part<QAbstractButton>("session.enterSecret")->isVisible());
    QVERIFY(QFile::remove(key));
    QCOMPARE(QProcess::execute(QStringLiteral("openssl"),
                               {QStringLiteral("pkcs8"), QStringLiteral("-topk8"), QStringLiteral("-in"),
                                certificates.clientKeyFile(), QStringLiteral("-out"), key,
                                QStringLiteral("-passout"), QStringLiteral("pass:") + typedPassword}),
             0);
    QTRY_VERIFY_WITH_TIMEOUT(click("session.enterSecret"), 30'000);
    QTRY_VERIFY(part<SecretSheet>("secrets"));
    QTest::keyClicks(part<QLineEdit>("secrets.passphrase"), typedPassword);
    QVERIFY(click("secrets.open"));
    const auto cause = [this] {
        const auto &error = view()->session().lastError();
        return error ? error->tlsCause : TlsCause::None;
    };
    QTRY_COMPARE_WITH_TIMEOUT(cause(), TlsCause::None, 30'000); // the key is read, nobody listens as before
    QTRY_VERIFY(!part<QAbstractButton>("session.enterSecret")->isVisible());
}

void TestTabConnections::aClusterOpenedByAddressCanBeSignedInTo()
{
    EtcdServer server;
    QVERIFY(server.start());
    server.etcdctl({"put", "/app/one", "1"});
    QVERIFY(enableLogin(server));
    CommandLine line;
    line.endpoints = *EndpointSet::parse({server.url().toString()});
    qputenv("ETCDCTL_USER", "root:" + typedPassword.toUtf8());
    run(line);
    qunsetenv("ETCDCTL_USER");
    QTRY_VERIFY_WITH_TIMEOUT(click("session.enterPassword"), 30'000);
    QTRY_VERIFY(part<SecretSheet>("secrets"));
    QCOMPARE(part<QLineEdit>("secrets.user")->text(), QStringLiteral("root"));
    QCOMPARE(part<QLineEdit>("secrets.password")->text(), typedPassword);
    QVERIFY(!isLive(view())); // nothing was sent before the person said so
    QVERIFY(click("secrets.open"));
    QTRY_VERIFY_WITH_TIMEOUT(isLive(view()), 30'000);
    QCOMPARE(view()->session().user(), QByteArray("root"));
    QCOMPARE(m_run->said(), QString());
    QTRY_VERIFY_WITH_TIMEOUT(view()->session().rights(), 30'000); // of who signed in
}

void TestTabConnections::aLinkOpensReadOnlyAtItsKey()
{
    CommandLine line;
    line.link =
        QStringLiteral("etcd://") + QString::fromLatin1(m_server.endpoint()) + QStringLiteral("//app/two");
    run(line);
    QVERIFY(part<LinkPrompt>("linkPrompt"));
    QVERIFY(!view()); // nothing is opened before the person has read where it leads
    QVERIFY(click("linkOpen"));
    QTRY_VERIFY_WITH_TIMEOUT(isLive(view()), 30'000);
    QVERIFY(view()->session().isReadOnly());
    const auto current = [this] {
        const KeyTreeView *tree = keyTree(*view());
        return tree && tree->currentTarget().isKey() ? tree->currentTarget().bytes : QByteArray();
    };
    QTRY_COMPARE_WITH_TIMEOUT(current(), QByteArray("/app/two"), 30'000);
}

void TestTabConnections::productionIsProductionByItsAddressToo_data()
{
    QTest::addColumn<QString>("way");
    QTest::newRow("link") << QStringLiteral("link");
    QTest::newRow("typed address") << QStringLiteral("typed");
    QTest::newRow("command line") << QStringLiteral("endpoint");
}

void TestTabConnections::productionIsProductionByItsAddressToo()
{
    QFETCH(const QString, way);
    Profile profile;
    profile.name = QStringLiteral("payments");
    profile.endpoints = {QStringLiteral("elsewhere:1"), m_server.url().toString()};
    profile.environment = {
        .kind = Environment::Kind::Production, .label = QStringLiteral("live"), .colour = {}};
    profile.readOnly = true;
    profile.keepWork = false;
    profile.id = keep(profile);
    profile = kept(profile.id);
    profile.autoOpen = false;
    QVERIFY(change(profile));
    const QString address = QString::fromLatin1(m_server.endpoint());
    CommandLine line;
    if (way == QLatin1String("link"))
        line.link = QStringLiteral("etcd://") + address;
    else if (way == QLatin1String("endpoint"))
        line.endpoints = *EndpointSet::parse({address});
    run(line);
    if (way == QLatin1String("link")) {
        const auto *const prompt = part<LinkPrompt>("linkPrompt");
        QVERIFY(prompt);
        QVERIFY2(prompt->informativeText().contains(QStringLiteral("payments")),
                 qPrintable(prompt->informativeText()));
        QVERIFY(click("linkOpen"));
    } else if (way == QLatin1String("typed")) {
        auto *const field = part<QLineEdit>("start.endpoint");
        QVERIFY(field);
        field->setText(address);
        QTest::keyClick(field, Qt::Key_Return);
    }
    QTRY_VERIFY_WITH_TIMEOUT(isLive(view()), 30'000);
    const SessionSettings &settings = view()->session().settings();
    QCOMPARE(settings.environment, profile.environment);
    QVERIFY(view()->session().isReadOnly());
    QVERIFY(!settings.keepWork);
    QVERIFY2(m_run->said().contains(QStringLiteral("payments")), qPrintable(m_run->said()));
}

void TestTabConnections::connectionsAreImportedFromTheEnvironment()
{
    run();
    qputenv("ETCDCTL_ENDPOINTS", "10.0.0.4:2379,10.0.0.5:2379");
    qputenv("ETCDCTL_USER", "reader");
    part<QAction>("import")->trigger();
    QVERIFY(click("import.environment"));
    qunsetenv("ETCDCTL_ENDPOINTS");
    qunsetenv("ETCDCTL_USER");
    QVERIFY(click("import.continue"));
    QTRY_VERIFY(part<QDialog>("form"));
    QCOMPARE(part<QLineEdit>("form.user")->text(), QStringLiteral("reader"));
    QVERIFY(click("form.save"));
    QTRY_COMPARE(m_run->connections()->model()->rowCount(), 1);
    const auto added = [this] {
        ProfileStore store(profilesFile());
        store.load();
        return store.profiles().value(0);
    };
    QTRY_COMPARE_WITH_TIMEOUT(added().endpoints.size(), qsizetype(2), 30'000);
    QCOMPARE(added().user, QStringLiteral("reader"));
}

void TestTabConnections::connectionsAreImportedFromAFile()
{
    const QTemporaryDir elsewhere;
    const QString path = elsewhere.filePath(QStringLiteral("exported.json"));
    {
        ProfileStore theirs(elsewhere.filePath(QStringLiteral("theirs.json")));
        theirs.load();
        Profile profile;
        profile.name = QStringLiteral("payments");
        profile.endpoints = {QStringLiteral("10.0.0.4")};
        theirs.add(profile);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(theirs.exported()) > 0);
    }
    run();
    part<QAction>("import")->trigger();
    QVERIFY(click("import.file"));
    auto *const dialog = part<QFileDialog>("import.files");
    QVERIFY(dialog);
    dialog->disconnect(dialog); // its own reaction would look for the file
    emit dialog->fileSelected(path);
    delete dialog;
    QCOMPARE(m_run->connections()->model()->rowCount(), 1);
    QCOMPARE(m_run->connections()->model()->index(0, 0).data().toString(), QStringLiteral("payments"));
    const auto bars = m_run->window->findChildren<MessageBar *>();
    const bool isSaid = std::ranges::any_of(bars, [](const MessageBar *bar) {
        return bar->isVisible() && bar->text().contains(QStringLiteral("1 connection"));
    });
    QVERIFY(isSaid);
}

int main(int argc, char **argv)
{
    if (const int code = etcdscope::detail::skipCodeWithoutEtcd())
        return code;
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"); // no keychain of whoever runs this
    QApplication application(argc, argv);
    TestTabConnections test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_tabconnections.moc"
