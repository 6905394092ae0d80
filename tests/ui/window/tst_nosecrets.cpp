// SPDX-License-Identifier: Apache-2.0
//
// Runs of the program with secrets, and then a search for them in everything that the runs left behind.
#include "app/application.h"
#include "app/commandline.h"
#include "app/keysaccess.h"
#include "tests/support/etcdserver.h"
#include "tests/support/tlscertificates.h"
#include "tests/ui/window/windowsupport.h"
#include "ui/connections/secretsheet.h"
#include "ui/keys/keysworkspace.h"
#include "ui/keys/openkey.h"
#include "ui/window/mainwindow.h"
#include "ui/window/sessionview.h"

#include <QApplication>
#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRegularExpression>
#include <QSettings>

using namespace etcdscope;

namespace {

const QByteArray password = "Kx7-correct.horse";
const QByteArray passphrase = "Zq4-battery.staple";

/// Where in these bytes a secret is, in plain, in base64 or in UTF-16, or what looks like a token of etcd's.
QString secretIn(const QByteArray &bytes)
{
    for (const QByteArray &secret : {password, passphrase, QByteArray("root:" + password)}) {
        const QString text = QString::fromLatin1(secret);
        const QByteArray wide(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
        for (const QByteArray &form :
             {secret, secret.toBase64(), wide, secret.toHex(), secret.toPercentEncoding()}) {
            if (bytes.contains(form))
                return QStringLiteral("a secret");
        }
    }
    // Simple tokens are sixteen letters, a point and the index of an entry in the log.
    static const QRegularExpression token(QStringLiteral("\\b[A-Za-z]{16}\\.[0-9]+\\b"));
    const auto found = token.match(QString::fromLatin1(bytes));
    return found.hasMatch() ? QStringLiteral("a token: ") + found.captured() : QString();
}

/// The files below a folder that have a secret in them; `names` are all that there are.
QString secretsBelow(const QString &folder, QStringList &names)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        names += files.fileName();
        if (!file.open(QIODevice::ReadOnly))
            continue; // a socket
        if (const QString secret = secretIn(file.readAll()); !secret.isEmpty())
            found += file.fileName() + QStringLiteral(" has ") + secret;
    }
    return found.join(u'\n');
}

bool writeProfile(const QString &path, const QJsonObject &profile)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) &&
           file.write(
               QJsonDocument(QJsonObject{{QStringLiteral("format"), QStringLiteral("etcdscope-profiles")},
                                         {QStringLiteral("version"), 1},
                                         {QStringLiteral("profiles"), QJsonArray{profile}}})
                   .toJson()) > 0;
}

QJsonObject profileOn(const EtcdServer &server)
{
    return {{QStringLiteral("id"), QStringLiteral("11111111-2222-3333-4444-555555555555")},
            {QStringLiteral("name"), QStringLiteral("payments")},
            {QStringLiteral("endpoints"), QJsonArray{server.url().toString()}},
            {QStringLiteral("user"), QStringLiteral("root")},
            {QStringLiteral("autoOpen"), true}};
}

bool addRoot(const EtcdServer &server)
{
    bool ok = true;
    for (const QByteArrayList &command :
         {QByteArrayList{"put", "/app/key", "value"}, QByteArrayList{"user", "add", "root:" + password},
          QByteArrayList{"user", "grant-role", "root", "root"}, QByteArrayList{"auth", "enable"}}) {
        if (ok)
            (void)server.etcdctl(command, {}, &ok);
    }
    return ok;
}

/// As its own figures tell, which everybody may see.
int watchersOf(const EtcdServer &server)
{
    QNetworkAccessManager network;
    QUrl url = server.url();
    url.setPath(QStringLiteral("/metrics"));
    const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(url)));
    if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, 10'000))
        return 0;
    static const QRegularExpression line(QStringLiteral("\netcd_debugging_mvcc_watcher_total ([0-9]+)"));
    return line.match(QString::fromUtf8(reply->readAll())).captured(1).toInt();
}

} // namespace

class TestNoSecrets : public QObject
{
    Q_OBJECT

private slots:
    void theSearchFinds();
    void aProgramLeavesNone();
    void aDayOfWorkLeavesNone();
};

void TestNoSecrets::theSearchFinds()
{
    const QTemporaryDir folder;
    QStringList names;
    for (const QByteArray &bytes :
         {QByteArray("x" + password + "y"), "Basic " + QByteArray("root:" + password).toBase64(),
          QByteArray("\n" + passphrase), QByteArray("token: QwertyUiopAsdfgh.17\n")}) {
        QFile file(folder.filePath(QStringLiteral(".hidden")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        QVERIFY2(!secretsBelow(folder.path(), names).isEmpty(), bytes.constData());
    }
}

void TestNoSecrets::aProgramLeavesNone()
{
    EtcdServer server;
    QVERIFY(server.start());
    QVERIFY(addRoot(server));
    const QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const auto set = [&environment](const char *name, const QString &value) {
        environment.insert(QLatin1String(name), value);
    };
    set("HOME", home.path());
    set("XDG_CONFIG_HOME", home.filePath(QStringLiteral("config")));
    set("XDG_DATA_HOME", home.filePath(QStringLiteral("data")));
    set("XDG_CACHE_HOME", home.filePath(QStringLiteral("cache")));
    set("XDG_STATE_HOME", home.filePath(QStringLiteral("state")));
    set("XDG_RUNTIME_DIR", home.filePath(QStringLiteral("run")));
    set("TMPDIR", home.filePath(QStringLiteral("tmp")));
    set("DBUS_SESSION_BUS_ADDRESS", QStringLiteral("unix:path=/nowhere"));
    set("QT_QPA_PLATFORM", QStringLiteral("offscreen"));
    set("ETCDCTL_USER", QStringLiteral("root"));
    set("ETCDCTL_PASSWORD", QString::fromLatin1(password));
    QVERIFY(QDir(home.path()).mkpath(QStringLiteral("tmp")));
    QVERIFY(writeProfile(home.filePath(QStringLiteral("config/etcdscope/profiles.json")), profileOn(server)));

    QProcess program;
    program.setProcessEnvironment(environment);
    program.setWorkingDirectory(home.path());
    program.start(QStringLiteral(ETCDSCOPE_PROGRAM), QStringList());
    QVERIFY(program.waitForStarted(30'000));
    QTRY_VERIFY_WITH_TIMEOUT(watchersOf(server) > 0, 60'000); // logged in, loaded, live
    const auto tabs = [&home] {
        QDirIterator files(home.path(), {QStringLiteral("tabs.json")}, QDir::Files,
                           QDirIterator::Subdirectories);
        return files.hasNext();
    };
    QTRY_VERIFY_WITH_TIMEOUT(tabs(), 30'000);
    program.terminate();
    QVERIFY(program.waitForFinished(30'000));
    QCOMPARE(secretIn(program.readAllStandardOutput() + '\n' + program.readAllStandardError()), QString());
    QStringList names;
    QCOMPARE(secretsBelow(home.path(), names), QString());
    QVERIFY2(names.contains(QStringLiteral("profiles.json")) && names.contains(QStringLiteral("tabs.json")),
             qPrintable(names.join(u' ')));
}

/// In this process, where there is somebody to type: a passphrase, a draft, a password that is refused.
void TestNoSecrets::aDayOfWorkLeavesNone()
{
    const TlsCertificates certificates;
    if (!certificates.isValid())
        QSKIP("openssl is not on PATH");
    EtcdServer server({.tls = &certificates});
    QVERIFY(server.start());
    QVERIFY(addRoot(server));
    const QTemporaryDir secrets;
    const QString key = secrets.filePath(QStringLiteral("client.key"));
    QCOMPARE(QProcess::execute(QStringLiteral("openssl"),
                               {QStringLiteral("pkcs8"), QStringLiteral("-topk8"), QStringLiteral("-in"),
                                certificates.clientKeyFile(), QStringLiteral("-out"), key,
                                QStringLiteral("-passout"),
                                QStringLiteral("pass:") + QString::fromLatin1(passphrase)}),
             0);
    const QTemporaryDir folder;
    QJsonObject profile = profileOn(server);
    profile.insert(QStringLiteral("tls"),
                   QJsonObject{{QStringLiteral("authorityFile"), certificates.caFile()},
                               {QStringLiteral("certificateFile"), certificates.clientFile()},
                               {QStringLiteral("keyFile"), key}});
    QVERIFY(writeProfile(folder.filePath(QStringLiteral("profiles.json")), profile));
    QStringList names;
    {
        qputenv("ETCDCTL_USER", "root:" + password);
        QSettings settings(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
        Application program({}, settings, folder.path());
        qunsetenv("ETCDCTL_USER"); // etcdctl looks at it too
        program.start();
        MainWindow *window = nullptr;
        for (QWidget *widget : QApplication::topLevelWidgets())
            window = window ? window : qobject_cast<MainWindow *>(widget);
        QVERIFY(window);
        QTRY_VERIFY_WITH_TIMEOUT(window->findChild<SecretSheet *>(), 30'000);
        auto *const sheet = window->findChild<SecretSheet *>();
        const auto fields = sheet->findChildren<QLineEdit *>();
        QCOMPARE(fields.size(), 1); // the password came from the environment
        QTest::keyClicks(fields.first(), QString::fromLatin1(passphrase));
        QTest::keyClick(fields.first(), Qt::Key_Return);

        QTRY_VERIFY_WITH_TIMEOUT(window->currentSession(), 30'000);
        SessionView *const view = window->currentSession();
        QTRY_VERIFY_WITH_TIMEOUT(view->summary().level == SessionSummary::Level::Live, 30'000);
        selectKey(*view, "/app/key");
        auto &open = const_cast<OpenKey &>(view->findChild<KeysWorkspace *>()->current());
        QTRY_COMPARE_WITH_TIMEOUT(int(open.state()), int(OpenKey::State::Present), 30'000);
        open.edit("a draft");
        const auto isThere = [&folder](const QString &pattern) {
            QDirIterator files(folder.path(), {pattern}, QDir::Files, QDirIterator::Subdirectories);
            return files.hasNext();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isThere(QStringLiteral("*.work")), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(isThere(QStringLiteral("tabs.json")), 30'000);
        // A password that is refused is in no message either.
        bool changed = false;
        (void)server.etcdctl({"--user=root:" + password, "user", "passwd", "root", "--interactive=false"},
                             "another\n", &changed);
        QVERIFY(changed);
        view->session().renewConnections();
        view->session().setLogin({.user = QStringLiteral("root"), .password = QString::fromLatin1(password)});
        QTRY_VERIFY_WITH_TIMEOUT(view->summary().level != SessionSummary::Level::Live, 30'000);
        for (const QWidget *widget : window->findChildren<QWidget *>()) {
            QCOMPARE(secretIn(widget->toolTip().toUtf8()), QString());
            QCOMPARE(secretIn(widget->accessibleDescription().toUtf8()), QString());
        }
        for (const QLabel *label : window->findChildren<QLabel *>())
            QCOMPARE(secretIn(label->text().toUtf8()), QString());
        QCOMPARE(secretsBelow(folder.path(), names), QString());
        QVERIFY2(names.contains(QStringLiteral("tabs.json")), qPrintable(names.join(u' ')));
        window->close();
    }
    QCOMPARE(secretsBelow(folder.path(), names), QString());
}

int main(int argc, char **argv)
{
    if (const int code = etcdscope::detail::skipCodeWithoutEtcd())
        return code;
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"); // no keychain of whoever runs this
    QApplication application(argc, argv);
    TestNoSecrets test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_nosecrets.moc"
