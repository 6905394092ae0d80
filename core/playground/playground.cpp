// SPDX-License-Identifier: Apache-2.0
#include "core/playground/playground.h"

#include "core/playground/childprocess.h"
#include "core/playground/etcdprogram.h"
#include "core/playground/healthprobe.h"
#include "core/playground/loopbackports.h"
#include "core/playground/playgroundfolder.h"

#include <QFile>
#include <QPointer>
#include <QProcess>

namespace etcdscope {

namespace {

constexpr int startTime = 30'000;  // milliseconds until it must be healthy; a slow disk takes its time
constexpr int stopTime = 3'000;    // for a polite end
constexpr int disposeTime = 2'000; // for the end of a killed process
constexpr int launchAttempts = 3;  // another program may take the free ports first

QString logFile(const PlaygroundFolder &folder)
{
    return folder.path() + QStringLiteral("/etcd.log");
}

QByteArray lastWords(const PlaygroundFolder &folder)
{
    QFile file(logFile(folder));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(qMax<qint64>(0, file.size() - 1000));
    return file.readAll().trimmed();
}

QStringList commandLine(const PlaygroundFolder &folder, quint16 clientPort, quint16 peerPort)
{
    const QString client = QStringLiteral("http://127.0.0.1:%1").arg(clientPort);
    const QString peer = QStringLiteral("http://127.0.0.1:%1").arg(peerPort);
    return {
        QStringLiteral("--name=playground"),
        QStringLiteral("--data-dir=") + folder.path() + QStringLiteral("/data"),
        QStringLiteral("--listen-client-urls=") + client,
        QStringLiteral("--advertise-client-urls=") + client,
        QStringLiteral("--listen-peer-urls=") + peer,
        QStringLiteral("--initial-advertise-peer-urls=") + peer,
        QStringLiteral("--initial-cluster=playground=") + peer,
        QStringLiteral("--quota-backend-bytes=%1").arg(256 * 1024 * 1024),
        // Something changes in it every second, for days if nobody closes the window.
        QStringLiteral("--auto-compaction-mode=revision"),
        QStringLiteral("--auto-compaction-retention=10000"),
        QStringLiteral("--logger=zap"),
        QStringLiteral("--log-outputs=stderr"),
        QStringLiteral("--log-level=error"),
    };
}

} // namespace

Playground::Playground(QObject *parent)
    : QObject(parent)
    , m_patience(this)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (m_state == State::Starting)
            fail(QStringLiteral("etcd did not become healthy within %1 s").arg(startTime / 1000));
        else if (m_process)
            m_process->kill();
        else
            becomeStopped();
    });
}

Playground::~Playground()
{
    dispose();
}

QUrl Playground::endpoint() const
{
    return m_state == State::Running ? QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port)) : QUrl();
}

QString Playground::folder() const
{
    return m_folder ? m_folder->path() : QString();
}

qint64 Playground::processId() const
{
    return m_process ? m_process->processId() : 0;
}

void Playground::start()
{
    if (m_state != State::Stopped)
        return;
    m_attempt = 0;
    m_patience.start(startTime);
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_state == State::Starting && m_attempt == 0)
                launch();
        },
        Qt::QueuedConnection);
    setState(State::Starting);
}

void Playground::launch()
{
    ++m_attempt;
    const QString program = findEtcd();
    if (program.isEmpty())
        return fail(QStringLiteral("etcd was not found on PATH"));
    PlaygroundFolder::removeStale();
    m_folder = std::make_unique<PlaygroundFolder>();
    if (!m_folder->isValid())
        return fail(QStringLiteral("no temporary folder could be made"));
    const std::vector<quint16> ports = freeLoopbackPorts(2);
    if (ports.empty())
        return fail(QStringLiteral("no free port was found on 127.0.0.1"));

    m_port = ports[0];
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->setStandardOutputFile(logFile(*m_folder), QIODevice::Append);
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setProcessEnvironment(etcdEnvironment());
    dieWithThisProgram(*m_process);
    // Queued, so that this object's own signals never come from inside the process or the probe, and whoever
    // hears them may delete everything. By then they may be the wrong ones.
    const auto of = [this](const QProcess *process) { return process == m_process.get(); };
    connect(
        m_process.get(), &QProcess::finished, this,
        [this, of, process = m_process.get()] {
            if (of(process))
                processEnded();
        },
        Qt::QueuedConnection);
    connect(
        m_process.get(), &QProcess::errorOccurred, this,
        [this, of, process = m_process.get()](QProcess::ProcessError error) {
            if (of(process) && error == QProcess::FailedToStart)
                fail(process->errorString());
        },
        Qt::QueuedConnection);
    m_process->start(program, commandLine(*m_folder, ports[0], ports[1]));

    m_probe = std::make_unique<HealthProbe>(m_port);
    connect(
        m_probe.get(), &HealthProbe::healthy, this,
        [this, probe = m_probe.get()] {
            if (probe == m_probe.get())
                becomeRunning();
        },
        Qt::QueuedConnection);
    m_probe->start();
}

void Playground::becomeRunning()
{
    m_patience.stop();
    m_probe.reset();
    if (setState(State::Running))
        emit started(endpoint());
}

void Playground::processEnded()
{
    if (m_state == State::Stopping)
        return becomeStopped();
    const QByteArray words = lastWords(*m_folder);
    if (m_state == State::Starting && m_attempt < launchAttempts && words.contains("address already in use"))
        return launch();
    fail(QStringLiteral("etcd ended by itself: %1").arg(QString::fromUtf8(words)));
}

void Playground::stop()
{
    if (m_state == State::Stopped || m_state == State::Stopping)
        return;
    m_probe.reset();
    if (m_process && m_process->state() != QProcess::NotRunning) {
        m_patience.start(stopTime);
        m_process->terminate();
    } else {
        m_process.reset(); // an end still on its way is forgotten
        m_patience.start(0);
    }
    setState(State::Stopping);
}

void Playground::becomeStopped()
{
    dispose();
    if (setState(State::Stopped))
        emit stopped();
}

void Playground::fail(const QString &detail)
{
    if (m_state != State::Starting && m_state != State::Running)
        return;
    dispose();
    if (setState(State::Stopped))
        emit failed(Error::local(detail));
}

/// False when somebody deleted this object upon it.
bool Playground::setState(State state)
{
    const QPointer<Playground> self(this);
    m_state = state;
    emit stateChanged(state);
    return self && m_state == state;
}

/// Ends everything now.
void Playground::dispose()
{
    m_patience.stop();
    m_probe.reset();
    if (m_process) {
        m_process->disconnect(this);
        if (m_process->state() != QProcess::NotRunning) {
            m_process->kill();
            m_process->waitForFinished(disposeTime);
        }
        m_process.reset();
    }
    m_folder.reset();
}

} // namespace etcdscope
