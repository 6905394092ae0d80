// SPDX-License-Identifier: Apache-2.0
#include "core/session/wakewatch.h"

#include <QSignalSpy>
#include <QTest>

using namespace etcdscope;

class TestWakeWatch : public QObject
{
    Q_OBJECT

private slots:
    void sleepIsNoticed();
    void busyProgramIsNoSleep();
    void clockSetBackIsNoSleep();
};

void TestWakeWatch::sleepIsNoticed()
{
    qint64 wall = 1'000'000;
    qint64 steady = 50;
    WakeWatch watch({.wall = [&] { return wall; }, .steady = [&] { return steady; }});
    QSignalSpy woke(&watch, &WakeWatch::woke);
    wall += 1'000;
    steady += 1'000;
    watch.check();
    QCOMPARE(woke.size(), 0);
    wall += 60'000; // the steady clock stood still
    watch.check();
    QCOMPARE(woke.size(), 1);
    wall += 1'000;
    steady += 1'000;
    watch.check();
    QCOMPARE(woke.size(), 1);
}

void TestWakeWatch::busyProgramIsNoSleep()
{
    qint64 wall = 1'000'000;
    qint64 steady = 50;
    WakeWatch watch({.wall = [&] { return wall; }, .steady = [&] { return steady; }});
    QSignalSpy woke(&watch, &WakeWatch::woke);
    wall += 60'000;
    steady += 60'000;
    watch.check();
    QCOMPARE(woke.size(), 0);
}

void TestWakeWatch::clockSetBackIsNoSleep()
{
    qint64 wall = 1'000'000;
    qint64 steady = 50;
    WakeWatch watch({.wall = [&] { return wall; }, .steady = [&] { return steady; }});
    QSignalSpy woke(&watch, &WakeWatch::woke);
    wall -= 3'600'000;
    watch.check();
    QCOMPARE(woke.size(), 0);
}

QTEST_GUILESS_MAIN(TestWakeWatch)
#include "tst_wakewatch.moc"
