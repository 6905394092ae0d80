// SPDX-License-Identifier: Apache-2.0
#include "core/base/slicer.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <memory>

using namespace etcdscope;

class TestSlicer : public QObject
{
    Q_OBJECT

private slots:
    void runsAllStepsThenFinishesOnce();
    void nothingRunsInsideStart();
    void givesTheLoopTurnsInBetween();
    void manyShortStepsShareOneTurn();
    void cancelStops();
    void cancelInsideAStepStops();
    void startReplacesTheWork();
    void startInsideAStepReplacesTheWork();
    void startInsideFinishedRunsOn();
    void stepMayDeleteTheSlicer();
    void finishedMayDeleteTheSlicer();
    void stepIsNotCopiedAndReleasedAtTheEnd();
};

namespace {

std::function<bool()> countTo(int &counter, int end)
{
    return [&counter, end] { return ++counter < end; };
}

} // namespace

void TestSlicer::runsAllStepsThenFinishesOnce()
{
    Slicer slicer;
    QSignalSpy finished(&slicer, &Slicer::finished);
    int steps = 0;
    slicer.start(countTo(steps, 1000));
    QVERIFY(slicer.isActive());
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(steps, 1000);
    QVERIFY(!slicer.isActive());
    bool turn = false;
    QTimer::singleShot(1, this, [&turn] { turn = true; });
    QTRY_VERIFY(turn);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(steps, 1000);
}

void TestSlicer::nothingRunsInsideStart()
{
    Slicer slicer;
    int steps = 0;
    slicer.start(countTo(steps, 1));
    QCOMPARE(steps, 0);
    QTRY_COMPARE(steps, 1);
}

void TestSlicer::givesTheLoopTurnsInBetween()
{
    Slicer slicer;
    QSignalSpy finished(&slicer, &Slicer::finished);
    int steps = 0;
    int turns = 0;
    QTimer other;
    connect(&other, &QTimer::timeout, this, [&turns] { ++turns; });
    connect(&slicer, &Slicer::finished, &other, &QTimer::stop);
    other.start(0);
    slicer.start([&steps] {
        QThread::msleep(1);
        return ++steps < 50;
    });
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY2(turns >= 50 / 5, qPrintable(QString::number(turns))); // 4 ms of steps that take at least 1 ms
}

void TestSlicer::manyShortStepsShareOneTurn()
{
    Slicer slicer;
    QSignalSpy finished(&slicer, &Slicer::finished);
    int steps = 0;
    int turns = 0;
    QTimer other;
    connect(&other, &QTimer::timeout, this, [&turns] { ++turns; });
    connect(&slicer, &Slicer::finished, &other, &QTimer::stop);
    other.start(0);
    slicer.start(countTo(steps, 100'000));
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY2(turns < 1000, qPrintable(QString::number(turns)));
}

void TestSlicer::cancelStops()
{
    Slicer slicer;
    QSignalSpy finished(&slicer, &Slicer::finished);
    int steps = 0;
    slicer.start([&steps] {
        ++steps;
        return true;
    });
    QTRY_VERIFY(steps > 0);
    slicer.cancel();
    QVERIFY(!slicer.isActive());
    const int atCancel = steps;
    bool turn = false;
    QTimer::singleShot(1, this, [&turn] { turn = true; });
    QTRY_VERIFY(turn);
    QCOMPARE(steps, atCancel);
    QCOMPARE(finished.size(), 0);
}

void TestSlicer::cancelInsideAStepStops()
{
    for (const bool more : {true, false}) {
        Slicer slicer;
        QSignalSpy finished(&slicer, &Slicer::finished);
        int steps = 0;
        slicer.start([&, more] {
            ++steps;
            slicer.cancel();
            return more;
        });
        QTRY_COMPARE(steps, 1);
        bool turn = false;
        QTimer::singleShot(1, this, [&turn] { turn = true; });
        QTRY_VERIFY(turn);
        QCOMPARE(steps, 1);
        QCOMPARE(finished.size(), 0);
    }
}

void TestSlicer::startReplacesTheWork()
{
    Slicer slicer;
    QSignalSpy finished(&slicer, &Slicer::finished);
    int dropped = 0;
    int steps = 0;
    slicer.start(countTo(dropped, 5));
    slicer.start(countTo(steps, 5));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(dropped, 0);
    QCOMPARE(steps, 5);
}

void TestSlicer::startInsideAStepReplacesTheWork()
{
    // What the first step returns no longer matters: it speaks for work that was dropped.
    for (const bool more : {true, false}) {
        Slicer slicer;
        QSignalSpy finished(&slicer, &Slicer::finished);
        int first = 0;
        int second = 0;
        slicer.start([&, more] {
            ++first;
            slicer.start(countTo(second, 5));
            return more;
        });
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(first, 1);
        QCOMPARE(second, 5);
    }
}

void TestSlicer::startInsideFinishedRunsOn()
{
    Slicer slicer;
    int first = 0;
    int second = 0;
    int ends = 0;
    connect(&slicer, &Slicer::finished, this, [&] {
        if (++ends == 1)
            slicer.start(countTo(second, 5));
    });
    slicer.start(countTo(first, 5));
    QTRY_COMPARE(ends, 2);
    QCOMPARE(second, 5);
}

void TestSlicer::stepMayDeleteTheSlicer()
{
    auto slicer = std::make_unique<Slicer>();
    int steps = 0;
    slicer->start([&] {
        slicer.reset();
        ++steps;
        return true;
    });
    QTRY_VERIFY(!slicer);
    bool turn = false;
    QTimer::singleShot(1, this, [&turn] { turn = true; });
    QTRY_VERIFY(turn);
    QCOMPARE(steps, 1);
}

void TestSlicer::finishedMayDeleteTheSlicer()
{
    auto slicer = std::make_unique<Slicer>();
    int steps = 0;
    connect(slicer.get(), &Slicer::finished, this, [&slicer] { slicer.reset(); });
    slicer->start(countTo(steps, 3));
    QTRY_VERIFY(!slicer);
    QCOMPARE(steps, 3);
}

void TestSlicer::stepIsNotCopiedAndReleasedAtTheEnd()
{
    const auto held = std::make_shared<int>(0);
    Slicer slicer;
    QSignalSpy finished(&slicer, &Slicer::finished);
    long mostOwners = 0;
    slicer.start([&mostOwners, held] {
        mostOwners = qMax(mostOwners, held.use_count());
        return ++*held < 100;
    });
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(mostOwners, 2);
    QCOMPARE(held.use_count(), 1);
}

QTEST_GUILESS_MAIN(TestSlicer)
#include "tst_slicer.moc"
