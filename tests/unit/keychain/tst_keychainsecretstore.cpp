// SPDX-License-Identifier: Apache-2.0
#include "core/keychain/keychainsecretstore.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDirIterator>
#include <QFile>
#include <QLibrary>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace etcdscope;

namespace {

constexpr int Patience = 30'000;

template<class T> std::optional<Result<T>> wait(Call<T> call)
{
    QObject context;
    std::optional<Result<T>> answer;
    call.then(&context, [&](Result<T> result) { answer = std::move(result); });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, Patience))
        return std::nullopt;
    return answer;
}

/// What every call of a store without a keychain has to say.
void expectUnsupported()
{
    KeychainSecretStore store;
    const SecretId id{QUuid::createUuid(), SecretKind::Password};
    const auto read = wait(store.read(id));
    QVERIFY(read && !read->ok());
    QCOMPARE(read->error().kind, ErrorKind::Unsupported);
    QVERIFY(!read->error().detail.isEmpty());
    const auto written = wait(store.write(id, QStringLiteral("geheim")));
    QVERIFY(written && !written->ok());
    QCOMPARE(written->error().kind, ErrorKind::Unsupported);
    QVERIFY(!written->error().toString().contains(QLatin1String("geheim")));
    const auto removed = wait(store.remove(id));
    QVERIFY(removed && !removed->ok());
    QCOMPARE(removed->error().kind, ErrorKind::Unsupported);
}

} // namespace

/// Each function runs in a process with a session bus of its own, see TestKeychainSecretStore.
class KeychainOnABus : public QObject
{
    Q_OBJECT

private slots:
    void busWithoutService()
    {
        QVERIFY(QDBusConnection::sessionBus().interface()); // the bus itself is there
        expectUnsupported();
    }

    void secretsAreKept()
    {
        QProcess daemon;
        daemon.start(QStringLiteral("gnome-keyring-daemon"),
                     {QStringLiteral("--foreground"), QStringLiteral("--unlock"),
                      QStringLiteral("--components=secrets")});
        QVERIFY(daemon.waitForStarted(Patience));
        daemon.write("password of the keyring");
        daemon.closeWriteChannel();
        const auto *bus = QDBusConnection::sessionBus().interface();
        QVERIFY(bus);
        QTRY_VERIFY_WITH_TIMEOUT(bus->isServiceRegistered(QStringLiteral("org.freedesktop.secrets")),
                                 Patience);

        const QUuid profile = QUuid::createUuid();
        const SecretId password{profile, SecretKind::Password};
        const SecretId passphrase{profile, SecretKind::KeyPassphrase};
        const QString secret = QString::fromUtf8("geheim-pä\\ß 😀\n");
        {
            KeychainSecretStore store;
            auto none = wait(store.read(password));
            QVERIFY(none);
            QVERIFY2(none->ok(), none->ok() ? "" : qPrintable(none->error().toString()));
            QVERIFY(!**none);
            QVERIFY(wait(store.write(password, QStringLiteral("geheim-former")))->ok());
            const auto written = wait(store.write(password, secret));
            QVERIFY2(written->ok(), written->ok() ? "" : qPrintable(written->error().toString()));
            QVERIFY(wait(store.write(passphrase, QStringLiteral("geheim-passphrase")))->ok());
            auto forgotten = store.read(password);
            forgotten.cancel();
        }
        KeychainSecretStore store;
        auto found = wait(store.read(password));
        QVERIFY(found && found->ok() && **found);
        QCOMPARE(***found, secret);
        QCOMPARE(***wait(store.read(passphrase)), QStringLiteral("geheim-passphrase"));
        QVERIFY(!**wait(KeychainSecretStore(QStringLiteral("another program")).read(password)));
        QVERIFY(wait(store.remove(password))->ok());
        QVERIFY(wait(store.remove(password))->ok());
        QVERIFY(!**wait(store.read(password)));
        QVERIFY(**wait(store.read(passphrase)));

        daemon.terminate();
        QVERIFY(daemon.waitForFinished(Patience));
    }
};

class TestKeychainSecretStore : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void noBusIsNoKeychain();
    void deadBusIsNoKeychain();
    void busWithoutServiceIsNoKeychain();
    void secretsAreKept();

private:
    void runOnABus(const char *function);

    std::unique_ptr<QTemporaryDir> m_home;
};

void TestKeychainSecretStore::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    for (const char *name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
        qputenv(name, QFile::encodeName(m_home->path()));
    // Nothing may ask: neither a window of a prompter, nor somebody else's bus.
    for (const char *name : {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP"})
        qunsetenv(name);
}

void TestKeychainSecretStore::noBusIsNoKeychain()
{
    expectUnsupported();
    QCOMPARE(qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), QString());
}

void TestKeychainSecretStore::deadBusIsNoKeychain()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS",
            "unix:path=" + QFile::encodeName(m_home->filePath(QStringLiteral("gone"))));
    expectUnsupported();
}

void TestKeychainSecretStore::runOnABus(const char *function)
{
    const QString runner = QStandardPaths::findExecutable(QStringLiteral("dbus-run-session"));
    if (runner.isEmpty())
        QSKIP("dbus-run-session is not on PATH");
    // No folder of services: nothing on this bus is started by a call.
    QFile config(m_home->filePath(QStringLiteral("bus.conf")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>"
                 "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
                 "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy>"
                 "</busconfig>");
    config.close();
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(runner, {QStringLiteral("--config-file=") + config.fileName(), QStringLiteral("--"),
                           QCoreApplication::applicationFilePath(), QStringLiteral("on-a-bus"),
                           QString::fromLatin1(function)});
    const bool finished = process.waitForFinished(2 * Patience);
    if (!finished) {
        process.terminate(); // the runner ends its bus and its program
        process.waitForFinished(Patience);
    }
    const QByteArray output = process.readAll();
    QVERIFY2(finished && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
             output.constData());
    QVERIFY2(output.contains("PASS   : KeychainOnABus::" + QByteArray(function)), output.constData());
}

void TestKeychainSecretStore::busWithoutServiceIsNoKeychain()
{
    runOnABus("busWithoutService");
}

void TestKeychainSecretStore::secretsAreKept()
{
    if (QStandardPaths::findExecutable(QStringLiteral("gnome-keyring-daemon")).isEmpty())
        QSKIP("gnome-keyring-daemon is not on PATH");
    if (!QLibrary(QStringLiteral("secret-1"), 0).load())
        QSKIP("there is no libsecret here");
    runOnABus("secretsAreKept");
    int files = 0;
    QDirIterator home(m_home->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (home.hasNext()) {
        QFile file(home.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        ++files;
        QVERIFY2(!file.readAll().contains("geheim"), qPrintable(file.fileName()));
    }
    QVERIFY(files > 1); // the keyring is there, and sealed
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QStringList arguments = application.arguments();
    if (arguments.value(1) == QLatin1String("on-a-bus")) {
        arguments.removeAt(1);
        KeychainOnABus test;
        return QTest::qExec(&test, arguments);
    }
    TestKeychainSecretStore test;
    return QTest::qExec(&test, arguments);
}

#include "tst_keychainsecretstore.moc"
