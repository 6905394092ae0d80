// SPDX-License-Identifier: Apache-2.0
#include "tests/support/etcdserver.h"

#include "core/playground/childprocess.h"
#include "core/playground/etcdprogram.h"
#include "core/playground/loopbackports.h"
#include "tests/support/tlscertificates.h"

#include <QDeadlineTimer>
#include <QDebug>
#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QStandardPaths>
#include <QStorageInfo>
#include <QTcpSocket>
#include <QThread>

#include <cerrno>
#include <csignal>
#include <unistd.h>
#include <vector>

namespace etcdscope {

namespace {

constexpr int startAttempts = 3; // another program may take the free ports first
constexpr int stopTime = 10'000;
constexpr int toolTime = 60'000;

QString etcdctlPath()
{
    return QStandardPaths::findExecutable(QStringLiteral("etcdctl"));
}

const QString folderPrefix = QStringLiteral("etcdscope-test-");

/// Memory where there is plenty: etcd syncs its log to disk on every write.
QString place()
{
    const QString memory = QStringLiteral("/dev/shm");
    const QStorageInfo storage(memory);
    const bool plenty = storage.isValid() && storage.isReady() && storage.bytesAvailable() > (2LL << 30);
    return plenty ? memory : QDir::tempPath();
}

/// A test that crashed leaves its folder behind, 120 MB of memory each.
void removeStaleFolders(const QString &parent)
{
    const QStringList names = QDir(parent).entryList({folderPrefix + QLatin1Char('*')}, QDir::Dirs);
    for (const QString &name : names) {
        const int owner = name.mid(folderPrefix.size()).section(QLatin1Char('-'), 0, 0).toInt();
        if (owner > 0 && ::kill(owner, 0) != 0 && errno == ESRCH)
            QDir(parent + QLatin1Char('/') + name).removeRecursively();
    }
}

QString folderTemplate()
{
    const QString parent = place();
    static const bool cleaned = (removeStaleFolders(parent), true);
    Q_UNUSED(cleaned);
    return QStringLiteral("%1/%2%3-XXXXXX").arg(parent, folderPrefix).arg(::getpid());
}

} // namespace

bool EtcdServer::isInstalled()
{
    return !findEtcd().isEmpty() && !etcdctlPath().isEmpty();
}

bool EtcdServer::hasV2()
{
    if (!isInstalled())
        return false;
    QProcess help;
    help.setProcessChannelMode(QProcess::MergedChannels);
    help.start(findEtcd(), {QStringLiteral("--help")});
    return help.waitForFinished() && help.readAll().contains("--enable-v2");
}

EtcdServer::EtcdServer(EtcdOptions options)
    : m_options(std::move(options))
    , m_directory(folderTemplate())
{
}

EtcdServer::~EtcdServer()
{
    kill();
}

bool EtcdServer::start()
{
    for (int attempt = 0; attempt < startAttempts; ++attempt) {
        if (!m_clientPort) {
            const std::vector<quint16> ports = freeLoopbackPorts(2);
            if (ports.empty())
                return false;
            m_clientPort = ports[0];
            m_peerPort = ports[1];
        }
        if (launch() && waitUntilReady())
            return true;
        const bool taken = log().contains("address already in use");
        kill();
        if (!taken || m_membership)
            break;
        m_clientPort = 0;
        QFile::remove(m_directory.filePath(QStringLiteral("log")));
    }
    reportLog();
    return false;
}

bool EtcdServer::launch()
{
    if (!m_directory.isValid() || isRunning())
        return false;
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->setStandardOutputFile(m_directory.filePath(QStringLiteral("log")), QIODevice::Append);
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setProcessEnvironment(etcdEnvironment());
    dieWithThisProgram(*m_process);
    m_process->start(findEtcd(), commandLine());
    return m_process->waitForStarted();
}

QStringList EtcdServer::commandLine() const
{
    const QString client = url().toString();
    const QString peer = QStringLiteral("http://127.0.0.1:%1").arg(m_peerPort);
    const QString name = m_membership ? m_membership->name : QStringLiteral("test");
    QStringList line = {
        QStringLiteral("--name=") + name,
        QStringLiteral("--data-dir=") + m_directory.filePath(QStringLiteral("data")),
        QStringLiteral("--listen-client-urls=") + client,
        QStringLiteral("--advertise-client-urls=") + client,
        QStringLiteral("--listen-peer-urls=") + peer,
        QStringLiteral("--initial-advertise-peer-urls=") + peer,
        QStringLiteral("--initial-cluster=") +
            (m_membership ? m_membership->initialCluster : name + QLatin1Char('=') + peer),
        QStringLiteral("--heartbeat-interval=50"),
        QStringLiteral("--election-timeout=500"),
        QStringLiteral("--logger=zap"),
        QStringLiteral("--log-outputs=stderr"),
    };
    if (const TlsCertificates *tls = m_options.tls) {
        line << QStringLiteral("--cert-file=") + tls->serverFile()
             << QStringLiteral("--key-file=") + tls->serverKeyFile();
        if (m_options.requireClientCertificate)
            line << QStringLiteral("--client-cert-auth")
                 << QStringLiteral("--trusted-ca-file=") + tls->caFile();
    }
    return line + m_options.arguments;
}

void EtcdServer::stop()
{
    if (!isRunning())
        return;
    thaw();
    m_process->terminate();
    waitForEnd();
}

void EtcdServer::kill()
{
    if (!isRunning())
        return;
    m_process->kill();
    waitForEnd();
}

void EtcdServer::waitForEnd()
{
    if (!m_process->waitForFinished(stopTime)) {
        m_process->kill();
        m_process->waitForFinished(stopTime);
    }
    m_process.reset();
}

void EtcdServer::freeze()
{
    if (isRunning())
        ::kill(pid_t(processId()), SIGSTOP);
}

void EtcdServer::thaw()
{
    if (isRunning())
        ::kill(pid_t(processId()), SIGCONT);
}

bool EtcdServer::isRunning() const
{
    return m_process && m_process->state() == QProcess::Running;
}

bool EtcdServer::waitUntilReady(int milliseconds)
{
    QDeadlineTimer deadline(milliseconds);
    while (!deadline.hasExpired()) {
        if (!isRunning() || m_process->waitForFinished(0))
            return false;
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_clientPort);
        if (!socket.waitForConnected(1000)) {
            QThread::msleep(10);
            continue;
        }
        socket.abort();
        bool healthy = false;
        etcdctl({"--command-timeout=5s", "endpoint", "health"}, {}, &healthy);
        if (healthy)
            return true;
        QThread::msleep(50);
    }
    return false;
}

QString EtcdServer::scheme() const
{
    return m_options.tls ? QStringLiteral("https") : QStringLiteral("http");
}

QByteArray EtcdServer::endpoint() const
{
    return "127.0.0.1:" + QByteArray::number(m_clientPort);
}

QUrl EtcdServer::url() const
{
    return QUrl(QStringLiteral("%1://127.0.0.1:%2").arg(scheme()).arg(m_clientPort));
}

QByteArray EtcdServer::etcdctl(const QByteArrayList &arguments, const QByteArray &standardInput,
                               bool *ok) const
{
    if (ok)
        *ok = false;
    const QString program = etcdctlPath();
    QByteArrayList line = {QFile::encodeName(program), "--endpoints=" + url().toEncoded()};
    if (const TlsCertificates *tls = m_options.tls) {
        line << "--cacert=" + QFile::encodeName(tls->caFile());
        if (m_options.requireClientCertificate)
            line << "--cert=" + QFile::encodeName(tls->clientFile())
                 << "--key=" + QFile::encodeName(tls->clientKeyFile());
    }
    line += arguments;
    std::vector<char *> argv;
    for (QByteArray &argument : line)
        argv.push_back(argument.data());
    argv.push_back(nullptr);

    qputenv("ETCDCTL_API", "3");
    QProcess process;
    // QProcess would encode its arguments as text; keys are bytes.
    process.setChildProcessModifier([&argv] { ::execv(argv[0], argv.data()); });
    dieWithThisProgram(process);
    process.start(program, QStringList());
    process.write(standardInput);
    process.closeWriteChannel();
    const bool ended = process.waitForFinished(toolTime);
    const bool success = ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    if (ok)
        *ok = success;
    if (success)
        return process.readAllStandardOutput();
    if (!ok)
        qWarning().noquote() << "etcdctl" << arguments.join(' ').toPercentEncoding(" /=-_.").left(200)
                             << "failed:" << (ended ? QString() : process.errorString())
                             << QString::fromUtf8(process.readAllStandardError());
    if (!ended)
        process.kill();
    process.waitForFinished(1000);
    return {};
}

QByteArray EtcdServer::log() const
{
    QFile file(m_directory.filePath(QStringLiteral("log")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void EtcdServer::reportLog() const
{
    qWarning().noquote() << "etcd did not serve; the end of its log:\n"
                         << QString::fromUtf8(log().right(3000));
}

int detail::skipCodeWithoutEtcd()
{
    if (EtcdServer::isInstalled())
        return 0;
    fputs("SKIP   : etcd and etcdctl are not on PATH\n", stdout);
    return 77;
}

} // namespace etcdscope
