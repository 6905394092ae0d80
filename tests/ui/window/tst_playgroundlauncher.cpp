// SPDX-License-Identifier: Apache-2.0
#include "app/playgroundlauncher.h"
#include "core/session/session.h"
#include "tests/support/etcdserver.h"

#include <QCoreApplication>
#include <QSignalSpy>

#include <csignal>

using namespace etcdscope;

class TestPlaygroundLauncher : public QObject
{
    Q_OBJECT

private slots:
    void saysHowToGetAnEtcd();
    void fillsAndLivesAndEndsWithItsSession();
    void cancelGivesUpSilently();
    void sessionNobodyTakesEndsIt();
};

namespace {

bool runs(qint64 process)
{
    return ::kill(pid_t(process), 0) == 0;
}

} // namespace

void TestPlaygroundLauncher::saysHowToGetAnEtcd()
{
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", "/nowhere");
    PlaygroundLauncher launcher;
    QSignalSpy failed(&launcher, &PlaygroundLauncher::failed);
    launcher.start();
    qputenv("PATH", path);
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed[0][0].toString().contains(QStringLiteral("etcd-server")));
    QVERIFY(!launcher.isStarting());
}

void TestPlaygroundLauncher::fillsAndLivesAndEndsWithItsSession()
{
    PlaygroundLauncher launcher;
    QSignalSpy filled(&launcher, &PlaygroundLauncher::filled);
    QSignalSpy failed(&launcher, &PlaygroundLauncher::failed);
    std::unique_ptr<Session> session;
    connect(&launcher, &PlaygroundLauncher::ready, this,
            [&session](std::unique_ptr<Session> &offered) { session = std::move(offered); });
    launcher.start();
    QVERIFY(launcher.isStarting());
    QTRY_VERIFY_WITH_TIMEOUT(session, 20'000);
    const qint64 etcd = launcher.etcdProcess();
    QVERIFY(etcd > 0 && runs(etcd));
    session->open();
    QTRY_COMPARE_WITH_TIMEOUT(filled.size(), 1, 20'000);
    KeyIndex &index = session->keySpace()->index();
    const Position position = filled[0][0].value<Position>();
    QTRY_VERIFY(session->keySpace()->feed().position() >= position);
    QVERIFY(index.keyCount() > 5000);
    QVERIFY(index.find("/welcome.txt"));
    QTRY_VERIFY(session->keySpace()->feed().position() > position); // something changes every second
    session.reset();
    QTRY_VERIFY(!runs(etcd));
    QCOMPARE(failed.size(), 0);
}

void TestPlaygroundLauncher::cancelGivesUpSilently()
{
    PlaygroundLauncher launcher;
    QSignalSpy failed(&launcher, &PlaygroundLauncher::failed);
    bool isReady = false;
    connect(&launcher, &PlaygroundLauncher::ready, this, [&isReady] { isReady = true; });
    launcher.start();
    QTRY_VERIFY(launcher.etcdProcess() > 0);
    const qint64 etcd = launcher.etcdProcess();
    launcher.cancel();
    QTRY_VERIFY(!runs(etcd));
    QVERIFY(!isReady);
    QCOMPARE(failed.size(), 0);
}

void TestPlaygroundLauncher::sessionNobodyTakesEndsIt()
{
    PlaygroundLauncher launcher;
    qint64 etcd = 0;
    connect(&launcher, &PlaygroundLauncher::ready, this, [&] { etcd = launcher.etcdProcess(); });
    launcher.start();
    QTRY_VERIFY_WITH_TIMEOUT(etcd > 0, 20'000);
    QTRY_VERIFY(!runs(etcd));
}

ETCDSCOPE_ETCD_TEST_MAIN(TestPlaygroundLauncher, QCoreApplication)
#include "tst_playgroundlauncher.moc"
