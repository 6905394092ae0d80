// SPDX-License-Identifier: Apache-2.0
#include "core/base/heartbeat.h"

#include <QTest>
#include <QThread>
#include <QTimer>

using namespace etcdscope;

class TestHeartbeat : public QObject
{
    Q_OBJECT

private slots:
    void knowsNothingBeforeItStarts();
    void measuresABlockedLoop();
    void countsAGapThatIsStillOpen();
    void resetForgets();
};

void TestHeartbeat::knowsNothingBeforeItStarts()
{
    const Heartbeat heartbeat;
    QCOMPARE(heartbeat.longestGap(), 0);
    QCOMPARE(heartbeat.gapsAboveAim(), 0);
}

void TestHeartbeat::measuresABlockedLoop()
{
    Heartbeat heartbeat;
    heartbeat.start();
    bool blocked = false;
    QTimer::singleShot(5, this, [&blocked] {
        QThread::msleep(60);
        blocked = true;
    });
    QTRY_VERIFY(blocked);
    QTRY_VERIFY(heartbeat.gapsAboveAim() >= 1);
    QVERIFY(heartbeat.longestGap() >= 60'000);
    QVERIFY(heartbeat.longestGap() < 5'000'000);
}

void TestHeartbeat::countsAGapThatIsStillOpen()
{
    Heartbeat heartbeat;
    heartbeat.start();
    QThread::msleep(30);
    QVERIFY(heartbeat.longestGap() >= 30'000); // no turn of the loop in between
}

void TestHeartbeat::resetForgets()
{
    Heartbeat heartbeat;
    heartbeat.start();
    QThread::msleep(100);
    QTRY_COMPARE(heartbeat.gapsAboveAim(), 1);
    heartbeat.reset();
    QVERIFY(heartbeat.longestGap() < 100'000);
    QCOMPARE(heartbeat.gapsAboveAim(), 0);
}

QTEST_GUILESS_MAIN(TestHeartbeat)
#include "tst_heartbeat.moc"
