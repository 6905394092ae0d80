// SPDX-License-Identifier: Apache-2.0
#include "core/base/call.h"

#include <QTest>
#include <QTimer>

#include <memory>
#include <vector>

using namespace etcdscope;

namespace {

/// What a context saw of its call.
struct Seen
{
    int answers = 0;
    int value = 0;
    QString error;

    auto taker()
    {
        return [this](Result<int> result) {
            ++answers;
            if (result)
                value = *result;
            else
                error = result.error().detail;
        };
    }
};

/// The producing end as a reply object would be: counts how often it was told to stop.
struct Work
{
    Promise<int> promise;
    int aborts = 0;

    Work()
    {
        promise.onCancel([this] { ++aborts; });
    }
};

/// Lets everything that is queued, deferred deletions too, be delivered.
void settle()
{
    bool done = false;
    QTimer::singleShot(0, qApp, [&done] { done = true; });
    QTRY_VERIFY(done);
    QCoreApplication::sendPostedEvents();
}

} // namespace

class TestCall : public QObject
{
    Q_OBJECT

private slots:
    void answerReachesTheContextOnce();
    void errorReachesTheContext();
    void secondAnswerIsIgnored();
    void answerBeforeThenComesFromTheEventLoop();
    void earlyAnswerIsDroppedByCancel();
    void earlyAnswerIsDroppedByDestruction();
    void earlyAnswerIsDroppedByContextDeath();
    void earlyAnswerSurvivesMove();
    void cancelStopsTheWorkOnceAndForgetsTheFunction();
    void cancelForgetsBeforeItStops();
    void destructionCancels();
    void assignmentCancelsTheOlderCall();
    void selfAssignmentKeepsTheCall();
    void moveKeepsTheCall();
    void contextDeathCancels();
    void contextDeathAfterTheAnswerDoesNotAbort();
    void abortIsNotCalledAfterAnAnswer();
    void abortSetAfterTheEndNeverRuns();
    void answerInsideAbortIsIgnored();
    void functionMayDestroyItsCall();
    void functionMayReplaceItsCall();
    void functionMayDeleteTheProducer();
    void functionMayDeleteTheContext();
    void functionIsReleasedAtTheEnd();
    void abandonedCallWithoutPromiseIsHarmless();
    void voidCall();
    void moveOnlyValue();
    void transformTurnsTheAnswer();
    void transformTurnsAnErrorIntoAValue();
    void transformOfAnEarlyAnswer();
    void transformCancelsThrough();
    void transformChainReleasesEverything();
    void answeredIsDeliveredFromTheEventLoop();
    void isActiveFollowsTheLife();
};

void TestCall::answerReachesTheContextOnce()
{
    Work work;
    Seen seen;
    auto call = work.promise.call().then(this, seen.taker());
    QCOMPARE(seen.answers, 0);
    work.promise.finish(7);
    QCOMPARE(seen.answers, 1);
    QCOMPARE(seen.value, 7);
    settle();
    QCOMPARE(seen.answers, 1);
    QVERIFY(work.promise.ended());
}

void TestCall::errorReachesTheContext()
{
    Work work;
    Seen seen;
    auto call = work.promise.call().then(this, seen.taker());
    work.promise.finish(Error::local(QStringLiteral("no")));
    QCOMPARE(seen.answers, 1);
    QCOMPARE(seen.error, QStringLiteral("no"));
}

void TestCall::secondAnswerIsIgnored()
{
    Work work;
    Seen seen;
    auto call = work.promise.call().then(this, seen.taker());
    const auto copy = work.promise;
    work.promise.finish(1);
    copy.finish(2);
    QCOMPARE(seen.answers, 1);
    QCOMPARE(seen.value, 1);

    Work early;
    Seen earlySeen;
    auto earlyCall = early.promise.call();
    early.promise.finish(1);
    early.promise.finish(2);
    earlyCall.then(this, earlySeen.taker());
    early.promise.finish(3);
    settle();
    QCOMPARE(earlySeen.answers, 1);
    QCOMPARE(earlySeen.value, 1);
}

void TestCall::answerBeforeThenComesFromTheEventLoop()
{
    Work work;
    Seen seen;
    auto call = work.promise.call();
    work.promise.finish(7);
    QVERIFY(work.promise.ended());
    QVERIFY(call.isActive());
    call.then(this, seen.taker());
    QCOMPARE(seen.answers, 0);
    QTRY_COMPARE(seen.answers, 1);
    QCOMPARE(seen.value, 7);
    QVERIFY(!call.isActive());
}

void TestCall::earlyAnswerIsDroppedByCancel()
{
    Work work;
    Seen seen;
    auto call = work.promise.call();
    work.promise.finish(7);
    call.then(this, seen.taker());
    call.cancel();
    settle();
    QCOMPARE(seen.answers, 0);
    QCOMPARE(work.aborts, 0); // the work was done already
}

void TestCall::earlyAnswerIsDroppedByDestruction()
{
    Work work;
    Seen seen;
    {
        auto call = work.promise.call();
        work.promise.finish(7);
        call.then(this, seen.taker());
    }
    settle();
    QCOMPARE(seen.answers, 0);
}

void TestCall::earlyAnswerIsDroppedByContextDeath()
{
    Work work;
    Seen seen;
    auto context = std::make_unique<QObject>();
    auto call = work.promise.call();
    work.promise.finish(7);
    call.then(context.get(), seen.taker());
    context.reset();
    settle();
    QCOMPARE(seen.answers, 0);
    QVERIFY(!call.isActive());
}

void TestCall::earlyAnswerSurvivesMove()
{
    Work work;
    Seen seen;
    auto call = work.promise.call();
    work.promise.finish(7);
    call.then(this, seen.taker());
    const auto moved = std::move(call);
    QTRY_COMPARE(seen.answers, 1);
}

void TestCall::cancelStopsTheWorkOnceAndForgetsTheFunction()
{
    Work work;
    Seen seen;
    auto call = work.promise.call().then(this, seen.taker());
    call.cancel();
    call.cancel();
    QCOMPARE(work.aborts, 1);
    QVERIFY(work.promise.ended());
    work.promise.finish(7);
    settle();
    QCOMPARE(seen.answers, 0);
}

void TestCall::cancelForgetsBeforeItStops()
{
    // QNetworkReply::abort() emits finished() inside itself.
    Promise<int> promise;
    Seen seen;
    auto held = std::make_shared<int>(0);
    bool forgotten = false;
    promise.onCancel([&, watch = std::weak_ptr(held)] {
        forgotten = watch.expired();
        promise.finish(1);
    });
    auto call = promise.call();
    call.then(this, [&seen, held = std::move(held)](Result<int>) { ++seen.answers; });
    call.cancel();
    QVERIFY(forgotten);
    QCOMPARE(seen.answers, 0);
}

void TestCall::destructionCancels()
{
    Work work;
    Seen seen;
    {
        auto call = work.promise.call().then(this, seen.taker());
    }
    QCOMPARE(work.aborts, 1);
    work.promise.finish(7);
    QCOMPARE(seen.answers, 0);
}

void TestCall::assignmentCancelsTheOlderCall()
{
    Work older;
    Work newer;
    Seen seen;
    auto call = older.promise.call().then(this, seen.taker());
    call = newer.promise.call().then(this, seen.taker());
    QCOMPARE(older.aborts, 1);
    older.promise.finish(1);
    QCOMPARE(seen.answers, 0);
    newer.promise.finish(2);
    QCOMPARE(seen.answers, 1);
    QCOMPARE(seen.value, 2);

    Work last;
    call = last.promise.call();
    call = {};
    QCOMPARE(last.aborts, 1);
}

void TestCall::selfAssignmentKeepsTheCall()
{
    Work work;
    Seen seen;
    auto call = work.promise.call().then(this, seen.taker());
    auto &same = call;
    call = std::move(same);
    QCOMPARE(work.aborts, 0);
    work.promise.finish(7);
    QCOMPARE(seen.answers, 1);
}

void TestCall::moveKeepsTheCall()
{
    Work work;
    Seen seen;
    auto call = work.promise.call().then(this, seen.taker());
    {
        std::vector<Call<int>> calls;
        calls.push_back(std::move(call));
        QVERIFY(!call.isActive()); // NOLINT(bugprone-use-after-move): empty by contract
        call = std::move(calls.front());
    }
    QCOMPARE(work.aborts, 0);
    work.promise.finish(7);
    QCOMPARE(seen.answers, 1);
}

void TestCall::contextDeathCancels()
{
    Work work;
    Seen seen;
    auto context = std::make_unique<QObject>();
    auto call = work.promise.call().then(context.get(), seen.taker());
    context.reset();
    QCOMPARE(work.aborts, 1);
    QVERIFY(!call.isActive());
    work.promise.finish(7);
    settle();
    QCOMPARE(seen.answers, 0);
}

void TestCall::contextDeathAfterTheAnswerDoesNotAbort()
{
    Work work;
    Seen seen;
    auto context = std::make_unique<QObject>();
    auto call = work.promise.call().then(context.get(), seen.taker());
    work.promise.finish(7);
    context.reset();
    QCOMPARE(seen.answers, 1);
    QCOMPARE(work.aborts, 0);
}

void TestCall::abortIsNotCalledAfterAnAnswer()
{
    Work work;
    Seen seen;
    {
        auto call = work.promise.call().then(this, seen.taker());
        work.promise.finish(7);
        call.cancel();
    }
    QCOMPARE(seen.answers, 1);
    QCOMPARE(work.aborts, 0);
}

void TestCall::abortSetAfterTheEndNeverRuns()
{
    int aborts = 0;
    {
        Promise<int> answeredEarly;
        auto call = answeredEarly.call();
        answeredEarly.finish(1);
        answeredEarly.onCancel([&aborts] { ++aborts; });
        call.cancel();
    }
    {
        Promise<int> cancelled;
        cancelled.call().cancel();
        cancelled.onCancel([&aborts] { ++aborts; });
    }
    QCOMPARE(aborts, 0);
}

void TestCall::answerInsideAbortIsIgnored()
{
    Promise<int> promise;
    Seen seen;
    promise.onCancel([promise] { promise.finish(1); });
    {
        auto call = promise.call().then(this, seen.taker());
    }
    settle();
    QCOMPARE(seen.answers, 0);
}

void TestCall::functionMayDestroyItsCall()
{
    Work work;
    int answers = 0;
    auto call = std::make_unique<Call<int>>(work.promise.call());
    call->then(this, [&](Result<int>) {
        call.reset();
        ++answers;
    });
    work.promise.finish(7);
    QCOMPARE(answers, 1);
    QCOMPARE(work.aborts, 0);
}

void TestCall::functionMayReplaceItsCall()
{
    Work first;
    Work second;
    Seen seen;
    auto call = first.promise.call();
    call.then(this, [&](Result<int>) { call = second.promise.call().then(this, seen.taker()); });
    first.promise.finish(1);
    QVERIFY(call.isActive());
    second.promise.finish(2);
    QCOMPARE(seen.value, 2);
    QCOMPARE(first.aborts + second.aborts, 0);
}

void TestCall::functionMayDeleteTheProducer()
{
    auto work = std::make_unique<Work>();
    int answers = 0;
    auto call = work->promise.call();
    call.then(this, [&](Result<int>) {
        work.reset();
        ++answers;
    });
    work->promise.finish(7);
    QCOMPARE(answers, 1);
    QVERIFY(!work);
}

void TestCall::functionMayDeleteTheContext()
{
    Work work;
    auto context = std::make_unique<QObject>();
    int answers = 0;
    auto call = work.promise.call();
    call.then(context.get(), [&](Result<int>) {
        context.reset();
        ++answers;
    });
    work.promise.finish(7);
    QCOMPARE(answers, 1);
    QCOMPARE(work.aborts, 0);
}

void TestCall::functionIsReleasedAtTheEnd()
{
    const auto held = std::make_shared<int>(0);
    const auto taker = [&held] { return [held](Result<int>) {}; };

    Work answeredWork;
    auto answeredCall = answeredWork.promise.call().then(this, taker());
    QCOMPARE(held.use_count(), 2);
    answeredWork.promise.finish(1);
    QCOMPARE(held.use_count(), 1);

    Work early;
    auto earlyCall = early.promise.call();
    early.promise.finish(1);
    earlyCall.then(this, taker());
    QTRY_COMPARE(held.use_count(), 1);

    Work cancelled;
    auto cancelledCall = cancelled.promise.call().then(this, taker());
    cancelledCall.cancel();
    QCOMPARE(held.use_count(), 1);

    Work orphan;
    auto context = std::make_unique<QObject>();
    auto orphanCall = orphan.promise.call().then(context.get(), taker());
    context.reset();
    QCOMPARE(held.use_count(), 1);

    // The producer's side too, or an answered reply would be kept by the handle of its reader.
    Promise<int> promise;
    promise.onCancel([held] {});
    auto call = promise.call().then(this, [](Result<int>) {});
    promise.finish(1);
    QCOMPARE(held.use_count(), 1);
}

void TestCall::abandonedCallWithoutPromiseIsHarmless()
{
    Seen seen;
    Call<int> call;
    QVERIFY(!call.isActive());
    call.cancel();
    {
        const Promise<int> promise;
        call = promise.call().then(this, seen.taker());
    }
    settle();
    QVERIFY(call.isActive());
    call.cancel();
    QCOMPARE(seen.answers, 0);
}

void TestCall::voidCall()
{
    Promise<void> promise;
    int successes = 0;
    auto call = promise.call();
    call.then(this, [&](Result<void> result) { successes += result.ok() ? 1 : 0; });
    promise.finish({});
    QCOMPARE(successes, 1);

    QString detail;
    auto failing = answered<void>(Error::local(QStringLiteral("no")));
    failing.then(this, [&](Result<void> result) { detail = result.error().detail; });
    QTRY_COMPARE(detail, QStringLiteral("no"));
}

void TestCall::moveOnlyValue()
{
    Promise<std::unique_ptr<int>> promise;
    int value = 0;
    auto call =
        promise.call().transform([](Result<std::unique_ptr<int>> result) -> Result<std::unique_ptr<int>> {
            **result += 1;
            return std::move(result).value();
        });
    call.then(this, [&](Result<std::unique_ptr<int>> result) { value = **result; });
    promise.finish(std::make_unique<int>(6));
    QCOMPARE(value, 7);
}

void TestCall::transformTurnsTheAnswer()
{
    Work work;
    QString text;
    auto call = work.promise.call().transform(
        [](Result<int> result) -> Result<QString> { return QString::number(*result); });
    call.then(this, [&](Result<QString> result) { text = *result; });
    work.promise.finish(7);
    QCOMPARE(text, QStringLiteral("7"));
    QVERIFY(!call.isActive());
}

void TestCall::transformTurnsAnErrorIntoAValue()
{
    Work work;
    Seen seen;
    auto call = work.promise.call().transform(
        [](Result<int> result) -> Result<int> { return result ? *result : int(result.error().kind); });
    call.then(this, seen.taker());
    work.promise.finish(Error{.kind = ErrorKind::NotFound});
    QCOMPARE(seen.value, int(ErrorKind::NotFound));
}

void TestCall::transformOfAnEarlyAnswer()
{
    Work work;
    Seen seen;
    auto before = work.promise.call();
    work.promise.finish(7);
    auto call = std::move(before).transform([](Result<int> result) -> Result<int> { return *result + 1; });
    call.then(this, seen.taker());
    QCOMPARE(seen.answers, 0);
    QTRY_COMPARE(seen.value, 8);

    // The answer between transform() and then().
    Work late;
    Seen lateSeen;
    auto lateCall = late.promise.call().transform([](Result<int> result) { return result; });
    late.promise.finish(9);
    lateCall.then(this, lateSeen.taker());
    QCOMPARE(lateSeen.answers, 0);
    QTRY_COMPARE(lateSeen.value, 9);
}

void TestCall::transformCancelsThrough()
{
    const auto same = [](Result<int> result) { return result; };
    {
        Work work;
        Seen seen;
        {
            auto call = work.promise.call().transform(same).transform(same).then(this, seen.taker());
        }
        QCOMPARE(work.aborts, 1);
        QVERIFY(work.promise.ended());
        work.promise.finish(7);
        QCOMPARE(seen.answers, 0);
    }
    {
        Work work;
        auto context = std::make_unique<QObject>();
        auto call = work.promise.call().transform(same).then(context.get(), [](Result<int>) {});
        context.reset();
        QCOMPARE(work.aborts, 1);
    }
    {
        Work work;
        (void)work.promise.call().transform(same); // let go without then()
        QCOMPARE(work.aborts, 1);
    }
}

void TestCall::transformChainReleasesEverything()
{
    const auto held = std::make_shared<int>(0);
    const auto step = [held](Result<int> result) { return result; };
    QCOMPARE(held.use_count(), 2);
    {
        Work work;
        auto call = work.promise.call().transform(step).then(this, [](Result<int>) {});
        QCOMPARE(held.use_count(), 3);
        work.promise.finish(1);
        QCOMPARE(held.use_count(), 2);
    }
    {
        Work work;
        auto call = work.promise.call().transform(step).then(this, [](Result<int>) {});
        call.cancel();
        QCOMPARE(held.use_count(), 2);
    }
    {
        // No answer ever: the two states refer to each other until the handle goes.
        auto call = Promise<int>().call().transform(step).then(this, [](Result<int>) {});
        QCOMPARE(held.use_count(), 3);
    }
    QCOMPARE(held.use_count(), 2);
}

void TestCall::answeredIsDeliveredFromTheEventLoop()
{
    Seen seen;
    auto call = answered<int>(7);
    call.then(this, seen.taker());
    QCOMPARE(seen.answers, 0);
    QTRY_COMPARE(seen.answers, 1);
    QCOMPARE(seen.value, 7);
}

void TestCall::isActiveFollowsTheLife()
{
    Work work;
    auto call = work.promise.call();
    QVERIFY(call.isActive());
    bool activeInside = true;
    call.then(this, [&](Result<int>) { activeInside = call.isActive(); });
    QVERIFY(call.isActive());
    work.promise.finish(1);
    QVERIFY(!activeInside);
    QVERIFY(!call.isActive());

    Work other;
    call = other.promise.call();
    QVERIFY(call.isActive());
    call.cancel();
    QVERIFY(!call.isActive());
}

QTEST_GUILESS_MAIN(TestCall)
#include "tst_call.moc"
