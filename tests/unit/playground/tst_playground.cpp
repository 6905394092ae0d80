// SPDX-License-Identifier: Apache-2.0
#include "core/playground/childprocess.h"
#include "core/playground/etcdprogram.h"
#include "core/playground/playground.h"
#include "core/playground/playgroundfolder.h"
#include "tests/support/etcdserver.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QHostAddress>
#include <QProcess>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <csignal>
#include <memory>

using namespace etcdscope;

class TestPlayground : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void startsAndItsEndpointAnswers();
    void folderIsForItsOwnerAlone();
    void stopEndsEtcdAndRemovesTheFolder();
    void stopWhileStarting();
    void stopAtOnceAfterStart();
    void startsAgainAfterStop();
    void destructionEndsEtcdAndRemovesTheFolder();
    void withoutEtcdOnPathItFails();
    void brokenEtcdFailsWithItsWords();
    void etcdThatDiesIsReported();
    void optionsFromTheEnvironmentDoNotReachIt();
    void mayBeDeletedInItsSlots();
    void diesWithAKilledOwner();

private:
    [[nodiscard]] QStringList folders() const;

    std::unique_ptr<QTemporaryDir> m_temporary;
    QByteArray m_path;
};

namespace {

constexpr int startTime = 30'000;

/// A process that ended but was not yet asked for its result counts as gone.
bool isAlive(qint64 process)
{
    QFile status(QStringLiteral("/proc/%1/stat").arg(process));
    if (!status.open(QIODevice::ReadOnly))
        return false;
    const QByteArray line = status.readAll();
    return line.mid(line.lastIndexOf(')') + 2, 1) != "Z";
}

} // namespace

void TestPlayground::initTestCase()
{
    m_path = qgetenv("PATH");
}

void TestPlayground::init()
{
    // A place of its own, so that neither stale folders nor other tests mix in.
    m_temporary = std::make_unique<QTemporaryDir>();
    qputenv("TMPDIR", QFile::encodeName(m_temporary->path()));
    QCOMPARE(QDir::tempPath(), m_temporary->path());
}

void TestPlayground::cleanup()
{
    qputenv("PATH", m_path);
    qunsetenv("ETCD_NAME");
    qunsetenv("ETCD_LISTEN_CLIENT_URLS");
    qunsetenv("ETCD_CLIENT_CERT_AUTH");
    QCOMPARE(folders(), QStringList());
    qunsetenv("TMPDIR");
}

QStringList TestPlayground::folders() const
{
    return QDir(m_temporary->path())
        .entryList({QStringLiteral("etcdscope-playground-*")},
                   QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot);
}

void TestPlayground::startsAndItsEndpointAnswers()
{
    ETCDSCOPE_NEEDS_ETCD();
    Playground playground;
    QSignalSpy started(&playground, &Playground::started);
    QSignalSpy states(&playground, &Playground::stateChanged);
    QCOMPARE(playground.state(), Playground::State::Stopped);
    playground.start();
    playground.start();
    QCOMPARE(playground.state(), Playground::State::Starting);
    QCOMPARE(started.size(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, startTime);
    QCOMPARE(playground.state(), Playground::State::Running);
    QCOMPARE(states.size(), 2);
    const QUrl endpoint = playground.endpoint();
    QCOMPARE(started.first().first().toUrl(), endpoint);
    QCOMPARE(endpoint.host(), QStringLiteral("127.0.0.1"));
    QVERIFY(isAlive(playground.processId()));

    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, quint16(endpoint.port()));
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    socket.write("GET /version HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(socket.readAll().contains("etcdserver"));
}

void TestPlayground::folderIsForItsOwnerAlone()
{
    ETCDSCOPE_NEEDS_ETCD();
    Playground playground;
    QSignalSpy started(&playground, &Playground::started);
    playground.start();
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, startTime);
    const QFileInfo folder(playground.folder());
    QCOMPARE(folder.path(), m_temporary->path());
    QVERIFY(folder.fileName().startsWith(
        QStringLiteral("etcdscope-playground-%1-").arg(QCoreApplication::applicationPid())));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                        QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(folder.permissions() & others, QFile::Permissions());
}

void TestPlayground::stopEndsEtcdAndRemovesTheFolder()
{
    ETCDSCOPE_NEEDS_ETCD();
    Playground playground;
    QSignalSpy started(&playground, &Playground::started);
    QSignalSpy stopped(&playground, &Playground::stopped);
    QSignalSpy failed(&playground, &Playground::failed);
    playground.stop();
    playground.start();
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, startTime);
    const qint64 process = playground.processId();
    playground.stop();
    playground.stop();
    QCOMPARE(playground.state(), Playground::State::Stopping);
    QCOMPARE(playground.endpoint(), QUrl());
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, 10'000);
    QCOMPARE(playground.state(), Playground::State::Stopped);
    QVERIFY(!isAlive(process));
    QCOMPARE(folders(), QStringList());
    QCOMPARE(failed.size(), 0);
}

void TestPlayground::stopWhileStarting()
{
    ETCDSCOPE_NEEDS_ETCD();
    Playground playground;
    QSignalSpy started(&playground, &Playground::started);
    QSignalSpy stopped(&playground, &Playground::stopped);
    playground.start();
    QTRY_VERIFY(playground.processId() > 0);
    const qint64 process = playground.processId();
    playground.stop();
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, 10'000);
    QCOMPARE(started.size(), 0);
    QVERIFY(!isAlive(process));
}

void TestPlayground::stopAtOnceAfterStart()
{
    Playground playground;
    QSignalSpy started(&playground, &Playground::started);
    QSignalSpy stopped(&playground, &Playground::stopped);
    QSignalSpy failed(&playground, &Playground::failed);
    playground.start();
    playground.stop();
    QCOMPARE(stopped.size(), 0);
    QTRY_COMPARE(stopped.size(), 1);
    QCOMPARE(playground.state(), Playground::State::Stopped);
    QCOMPARE(started.size() + failed.size(), 0);
}

void TestPlayground::startsAgainAfterStop()
{
    ETCDSCOPE_NEEDS_ETCD();
    Playground playground;
    QSignalSpy started(&playground, &Playground::started);
    QSignalSpy stopped(&playground, &Playground::stopped);
    connect(&playground, &Playground::stopped, this, [&playground, &stopped] {
        if (stopped.size() == 1)
            playground.start();
    });
    playground.start();
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, startTime);
    playground.stop();
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 2, startTime);
    QCOMPARE(stopped.size(), 1);
    QCOMPARE(folders().size(), 1);
}

void TestPlayground::destructionEndsEtcdAndRemovesTheFolder()
{
    ETCDSCOPE_NEEDS_ETCD();
    auto playground = std::make_unique<Playground>();
    QSignalSpy started(playground.get(), &Playground::started);
    playground->start();
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, startTime);
    const qint64 process = playground->processId();
    QElapsedTimer clock;
    clock.start();
    playground.reset();
    QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(!isAlive(process));
    QCOMPARE(folders(), QStringList());
}

void TestPlayground::withoutEtcdOnPathItFails()
{
    qputenv("PATH", QFile::encodeName(m_temporary->path()));
    Playground playground;
    QSignalSpy failed(&playground, &Playground::failed);
    playground.start();
    QCOMPARE(failed.size(), 0);
    QTRY_COMPARE(failed.size(), 1);
    const auto error = failed.first().first().value<Error>();
    QCOMPARE(error.kind, ErrorKind::Local);
    QVERIFY(error.detail.contains(QStringLiteral("not found on PATH")));
    QCOMPARE(playground.state(), Playground::State::Stopped);
}

void TestPlayground::brokenEtcdFailsWithItsWords()
{
    const QTemporaryDir programs;
    QFile program(programs.filePath(QStringLiteral("etcd")));
    QVERIFY(program.open(QIODevice::WriteOnly));
    program.write("#!/bin/sh\necho no luck today >&2\nexit 3\n");
    program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    program.close();
    qputenv("PATH", QFile::encodeName(programs.path()));
    Playground playground;
    QSignalSpy failed(&playground, &Playground::failed);
    playground.start();
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().value<Error>().detail.contains(QStringLiteral("no luck today")));
    QCOMPARE(folders(), QStringList());
}

void TestPlayground::etcdThatDiesIsReported()
{
    ETCDSCOPE_NEEDS_ETCD();
    Playground playground;
    QSignalSpy started(&playground, &Playground::started);
    QSignalSpy failed(&playground, &Playground::failed);
    playground.start();
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, startTime);
    ::kill(pid_t(playground.processId()), SIGKILL);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(playground.state(), Playground::State::Stopped);
    QCOMPARE(folders(), QStringList());
}

void TestPlayground::optionsFromTheEnvironmentDoNotReachIt()
{
    ETCDSCOPE_NEEDS_ETCD();
    qputenv("ETCD_NAME", "other");
    qputenv("ETCD_LISTEN_CLIENT_URLS", "http://0.0.0.0:1");
    qputenv("ETCD_CLIENT_CERT_AUTH", "nonsense");
    Playground playground;
    QSignalSpy started(&playground, &Playground::started);
    playground.start();
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, startTime);
}

void TestPlayground::mayBeDeletedInItsSlots()
{
    {
        auto playground = std::make_unique<Playground>();
        bool done = false;
        qputenv("PATH", "");
        connect(playground.get(), &Playground::failed, this, [&] {
            playground.reset();
            done = true;
        });
        playground->start();
        QTRY_VERIFY(done);
        qputenv("PATH", m_path);
    }
    ETCDSCOPE_NEEDS_ETCD();
    for (const auto state : {Playground::State::Running, Playground::State::Stopped}) {
        auto playground = std::make_unique<Playground>();
        connect(playground.get(), &Playground::stateChanged, this, [&, state](Playground::State now) {
            if (now == state)
                playground.reset();
            else if (now == Playground::State::Running)
                playground->stop();
        });
        playground->start();
        QTRY_VERIFY_WITH_TIMEOUT(!playground, startTime);
    }
}

void TestPlayground::diesWithAKilledOwner()
{
    ETCDSCOPE_NEEDS_ETCD();
    QProcess owner;
    dieWithThisProgram(owner);
    owner.start(QStringLiteral(PLAYGROUND_OWNER), QStringList());
    QTRY_VERIFY_WITH_TIMEOUT(owner.canReadLine(), startTime);
    const QByteArrayList words = owner.readLine().trimmed().split(' ');
    QCOMPARE(words.size(), 2);
    const qint64 etcd = words[0].toLongLong();
    const QString folder = QString::fromUtf8(words[1]);
    QVERIFY(isAlive(etcd));
    QVERIFY(QFileInfo::exists(folder));
    QCOMPARE(PlaygroundFolder::removeStale(), 0); // its owner lives

    ::kill(pid_t(owner.processId()), SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(etcd), 2000);
    QTRY_COMPARE(owner.state(), QProcess::NotRunning);
    QCOMPARE(PlaygroundFolder::removeStale(), 1);
    QVERIFY(!QFileInfo::exists(folder));
}

QTEST_GUILESS_MAIN(TestPlayground)
#include "tst_playground.moc"
