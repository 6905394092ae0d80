// SPDX-License-Identifier: Apache-2.0
#include "core/edit/bulk/bulkrun.h"

#include <QPointer>

#include <algorithm>
#include <limits>
#include <utility>

namespace etcdscope {

namespace {
constexpr size_t mostFlights = 8;
constexpr int retryPause = 1'000; // milliseconds
constexpr int mostFailures = 5;   // in a row, until it gives up by itself
constexpr int mostRefusals = 20;  // while nothing at all has worked
constexpr int patience = 900;     // milliseconds a cancel waits for what is under way
constexpr int progressPause = 50; // milliseconds
} // namespace

struct BulkRun::Flight
{
    Batch batch;
    Call<TransactionResult> call;
};

BulkRun::BulkRun(KeyStore &store, Journal &journal, std::shared_ptr<const BulkPlan> plan, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_journal(journal)
    , m_plan(std::move(plan))
    , m_outcomes(m_plan->size(), quint8(Outcome::Pending))
    , m_largestBatch(std::numeric_limits<int>::max())
{
    m_counts[size_t(Outcome::Pending)] = m_plan->size();
    m_progress.setSingleShot(true);
    m_progress.setInterval(progressPause);
    connect(&m_progress, &QTimer::timeout, this, &BulkRun::progressed);
    m_retry.setSingleShot(true);
    m_retry.setInterval(retryPause);
    connect(&m_retry, &QTimer::timeout, this, [this] {
        if (m_state == State::Waiting)
            setState(State::Running);
        pump();
    });
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        abandonFlights();
        abandon();
        pump();
    });
    connect(&m_slicer, &Slicer::finished, this, &BulkRun::pump);
}

BulkRun::~BulkRun() = default;

bool BulkRun::isResting() const
{
    return m_state == State::Ready || m_state == State::Stopped || m_state == State::Failed ||
           m_state == State::Finished;
}

void BulkRun::start()
{
    if (m_state != State::Ready)
        return;
    if (m_plan->hasValues())
        m_group = m_journal.newGroup();
    setState(State::Running);
    QMetaObject::invokeMethod(this, &BulkRun::pump, Qt::QueuedConnection);
}

void BulkRun::resume()
{
    if (m_state != State::Stopped && m_state != State::Failed)
        return;
    m_error.reset();
    m_failures = 0;
    m_refusals = 0;
    setState(State::Running);
    QMetaObject::invokeMethod(this, &BulkRun::pump, Qt::QueuedConnection);
}

void BulkRun::cancel()
{
    if (m_state != State::Running && m_state != State::Waiting)
        return;
    m_retry.stop();
    m_patience.start();
    setState(State::Stopping);
    QMetaObject::invokeMethod(this, &BulkRun::pump, Qt::QueuedConnection);
}

// --- what happens next ---

void BulkRun::pump()
{
    if (m_state != State::Running && m_state != State::Stopping)
        return;
    if (isStopping()) {
        if (m_flights.empty() && !isMarking() && !runFirst() && !runLast())
            rest(State::Stopped);
        return;
    }
    if (runFirst() || isMarking())
        return; // what is about to get an outcome is not sent
    while (m_flights.size() < mostFlights) {
        auto batch = nextBatch();
        if (!batch)
            break;
        launch(std::move(*batch));
        if (m_state != State::Running)
            return;
    }
    if (!m_flights.empty())
        return;
    if (!runLast())
        rest(State::Finished);
}

void BulkRun::addWork(quint32 first, quint32 last)
{
    if (first < last)
        m_work.push_back({first, last});
}

std::optional<BulkRun::Batch> BulkRun::nextBatch()
{
    if (!m_again.empty()) {
        Batch batch = std::move(m_again.front());
        m_again.pop_front();
        return batch;
    }
    Batch batch;
    const size_t most = size_t(std::min(keysPerBatch(), m_largestBatch));
    // Some room for what surrounds the keys in the request.
    const qint64 mostBytes = m_store.features().requestLimit - 4'096;
    qint64 bytes = 0;
    while (!m_work.empty() && batch.keys.size() < most) {
        Span &span = m_work.front();
        if (span.first >= span.last) {
            m_work.pop_front();
            continue;
        }
        if (outcomeOf(span.first) == Outcome::Pending) {
            bytes += bytesOf(span.first);
            if (bytes > mostBytes && !batch.keys.empty())
                break;
            batch.keys.push_back(span.first);
        }
        ++span.first;
    }
    return batch.keys.empty() ? std::nullopt : std::optional(std::move(batch));
}

// --- one batch ---

void BulkRun::launch(Batch batch)
{
    Flight *const flight = m_flights.emplace_back(std::make_unique<Flight>()).get();
    flight->batch = std::move(batch);
    if (flight->batch.lost) {
        settle(flight, std::nullopt);
    } else if (needsValues() && flight->batch.values.empty()) {
        flight->call = read(flight->batch);
        flight->call.then(
            this, [this, flight](Result<TransactionResult> result) { fetched(flight, std::move(result)); });
    } else {
        write(flight);
    }
}

void BulkRun::fetched(Flight *flight, Result<TransactionResult> result)
{
    if (!result || isStopping()) {
        Batch batch = land(flight);
        if (!result && concernsAll(result.error()))
            fail(result.error());
        else if (!result && !mayPass(result.error()) && batch.keys.size() == 1)
            setOutcome(batch.keys.front(), Outcome::Refused, result.error());
        else if (!result && !mayPass(result.error()))
            m_largestBatch = int(std::max<size_t>(1, batch.keys.size() / 2));
        else if (!result)
            waitAndRetry(result.error());
        for (const quint32 key : batch.keys)
            addWork(key, key + 1);
        pump();
        return;
    }
    // What is not as it was is left out; of the rest, as much as one request takes.
    const qint64 mostBytes = m_store.features().requestLimit - 4'096;
    const Batch batch = land(flight);
    Batch next;
    qint64 bytes = 0;
    for (size_t i = 0; i < batch.keys.size(); ++i) {
        const StepResult *const reads = &result->steps[i * size_t(readsPerKey())];
        const Outcome outcome = judge(batch, i, reads, false);
        if (outcome != Outcome::Pending) {
            setOutcome(batch.keys[i], outcome);
            continue;
        }
        const QByteArray &value = reads->entries.front().value;
        const qint64 size = bytesOf(batch.keys[i]) + value.size();
        if (!next.keys.empty() && bytes + size > mostBytes) {
            m_again.push_back(std::exchange(next, {}));
            bytes = 0;
        }
        bytes += size;
        next.keys.push_back(batch.keys[i]);
        next.values.push_back(value);
    }
    if (!next.keys.empty())
        m_again.push_back(std::move(next));
    pump();
}

void BulkRun::write(Flight *flight)
{
    Transaction transaction = writeOf(flight->batch);
    transaction.failure = readsOf(flight->batch, false);
    flight->call = m_store.commit(transaction);
    flight->call.then(
        this, [this, flight](Result<TransactionResult> result) { answered(flight, std::move(result)); });
}

void BulkRun::answered(Flight *flight, Result<TransactionResult> result)
{
    if (!result) {
        if (result.error().fate == RequestFate::MaybeSent)
            settle(flight, result.error());
        else
            refused(flight, result.error());
        return;
    }
    m_failures = 0;
    m_position = std::max(m_position, result->position);
    if (result->succeeded) {
        done(land(flight), result->position, false);
        pump();
    } else {
        conclude(flight, result->steps, false);
    }
}

Call<TransactionResult> BulkRun::read(const Batch &batch)
{
    if (m_store.features().transactions)
        return m_store.commit({.conditions = {}, .success = readsOf(batch, true), .failure = {}});
    return m_store.get(m_plan->key(batch.keys.front()).toByteArray())
        .transform([](Result<ReadResult> result) -> Result<TransactionResult> {
            if (!result)
                return result.error();
            StepResult step;
            if (result->entry)
                step.entries.push_back(std::move(*result->entry));
            return TransactionResult{
                .succeeded = true, .position = result->position, .steps = {std::move(step)}};
        });
}

void BulkRun::settle(Flight *flight, const std::optional<Error> &error)
{
    flight->batch.lost = true;
    flight->batch.unsure = true;
    flight->call = read(flight->batch);
    flight->call.then(this, [this, flight, error](Result<TransactionResult> result) {
        settled(flight, error, std::move(result));
    });
}

void BulkRun::settled(Flight *flight, const std::optional<Error> &error, Result<TransactionResult> result)
{
    if (result) {
        m_failures = 0;
        conclude(flight, result->steps, true);
        return;
    }
    Batch batch = land(flight);
    for (const quint32 key : batch.keys)
        setOutcome(key, Outcome::Unknown);
    m_again.push_back(std::move(batch));
    waitAndRetry(error.value_or(result.error()));
    pump();
}

void BulkRun::conclude(Flight *flight, const std::vector<StepResult> &reads, bool lost)
{
    // Sent again after a loss, the first of the two may be what this one met.
    if (!lost && flight->batch.unsure) {
        settle(flight, std::nullopt);
        return;
    }
    Batch batch = land(flight);
    Batch left;
    bool conflict = false;
    for (size_t i = 0; i < batch.keys.size(); ++i) {
        const quint32 key = batch.keys[i];
        const Outcome outcome = judge(batch, i, &reads[i * size_t(readsPerKey())], lost);
        if (outcome == Outcome::Done) {
            Batch one{.keys = {key}};
            if (!batch.values.empty())
                one.values = {batch.values[i]};
            done(one, {}, true);
        } else if (outcome == Outcome::Pending) {
            setOutcome(key, Outcome::Pending);
            left.keys.push_back(key);
            if (!batch.values.empty())
                left.values.push_back(batch.values[i]);
        } else {
            conflict = true;
            setOutcome(key, outcome);
        }
    }
    left.unsure = batch.unsure;
    if (!left.keys.empty())
        m_again.push_back(std::move(left));
    if (conflict && stopsAtConflict() && !isStopping())
        rest(State::Stopped);
    else
        pump();
}

void BulkRun::refused(Flight *flight, const Error &error)
{
    Batch batch = land(flight);
    if (mayPass(error)) {
        m_again.push_back(std::move(batch));
        waitAndRetry(error);
    } else if (concernsAll(error)) {
        m_again.push_back(std::move(batch));
        fail(error);
    } else if (batch.keys.size() > 1) {
        if (error.kind == ErrorKind::TooLarge)
            m_largestBatch = int(std::max<size_t>(1, batch.keys.size() / 2));
        const auto middle = qsizetype(batch.keys.size() / 2);
        Batch second{.unsure = batch.unsure};
        second.keys.assign(batch.keys.begin() + middle, batch.keys.end());
        batch.keys.resize(size_t(middle));
        if (!batch.values.empty()) {
            second.values.assign(batch.values.begin() + middle, batch.values.end());
            batch.values.resize(size_t(middle));
        }
        m_again.push_front(std::move(second));
        m_again.push_front(std::move(batch));
    } else {
        setOutcome(batch.keys.front(), Outcome::Refused, error);
        if (count(Outcome::Done) == 0 && ++m_refusals >= mostRefusals)
            fail(error);
    }
    pump();
}

BulkRun::Batch BulkRun::land(Flight *flight)
{
    const auto it = std::ranges::find_if(m_flights, [&](const auto &held) { return held.get() == flight; });
    Batch batch = std::move(flight->batch);
    m_flights.erase(it);
    return batch;
}

// --- outcomes ---

void BulkRun::setOutcome(quint32 key, Outcome outcome, const std::optional<Error> &error)
{
    const Outcome before = outcomeOf(key);
    if (before == outcome)
        return;
    --m_counts[size_t(before)];
    ++m_counts[size_t(outcome)];
    m_outcomes[key] = quint8(outcome);
    const bool isException = outcome == Outcome::Gone || outcome == Outcome::Changed ||
                             outcome == Outcome::Occupied || outcome == Outcome::Refused;
    if (isException && m_exceptions.size() < mostExceptions)
        m_exceptions.push_back({m_plan->key(key).toByteArray(), outcome, error});
    if (!m_progress.isActive())
        m_progress.start();
}

void BulkRun::done(const Batch &batch, Position position, bool byReading)
{
    for (size_t i = 0; i < batch.keys.size(); ++i) {
        const quint32 key = batch.keys[i];
        if (outcomeOf(key) == Outcome::Done)
            continue;
        setOutcome(key, Outcome::Done);
        m_settledByReading += byReading ? 1 : 0;
        if (m_group != 0)
            keepBeforeImage(key, batch.values.empty() ? m_plan->value(key).toByteArray() : batch.values[i],
                            position, true);
    }
}

void BulkRun::mark(quint32 first, quint32 last, Outcome outcome, Position position, bool byReading)
{
    if (first >= last)
        return;
    Mark *const newest = m_marks.empty() ? nullptr : &m_marks.back();
    if (newest && newest->keys.last == first && newest->outcome == outcome && newest->position == position &&
        newest->byReading == byReading)
        newest->keys.last = last;
    else
        m_marks.push_back({{first, last}, outcome, position, byReading});
    if (!m_slicer.isActive())
        m_slicer.start([this] { return markSome(); });
}

bool BulkRun::markSome()
{
    if (m_marks.empty())
        return false;
    Mark &next = m_marks.front();
    const quint32 end = std::min(next.keys.last, next.keys.first + 256);
    for (quint32 key = next.keys.first; key < end; ++key) {
        const Outcome before = outcomeOf(key);
        if (before != Outcome::Pending && before != Outcome::Unknown)
            continue;
        setOutcome(key, next.outcome);
        if (next.outcome != Outcome::Done)
            continue;
        m_settledByReading += next.byReading ? 1 : 0;
        if (m_group != 0)
            keepBeforeImage(key, m_plan->value(key).toByteArray(), next.position, true);
    }
    next.keys.first = end;
    if (next.keys.first == next.keys.last)
        m_marks.pop_front();
    return !m_marks.empty();
}

void BulkRun::created(const QByteArray &name)
{
    ++m_created;
    if (m_createdNames.size() < mostExceptions)
        m_createdNames.push_back(name);
}

void BulkRun::forgetCreated()
{
    m_created = 0;
    m_createdNames.clear();
}

// --- faults ---

bool BulkRun::mayPass(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Network:
    case ErrorKind::Timeout:
    case ErrorKind::Unavailable:
        return true;
    default:
        return error.fate == RequestFate::MaybeSent;
    }
}

bool BulkRun::concernsAll(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Tls:
    case ErrorKind::Unauthenticated:
    case ErrorKind::NoSpace:
    case ErrorKind::Unsupported:
    case ErrorKind::Protocol:
    case ErrorKind::ReadOnly:
        return true;
    default:
        return false;
    }
}

bool BulkRun::waitAndRetry(const Error &error)
{
    if (isStopping() || m_state == State::Failed)
        return false;
    m_error = error;
    if (m_retry.isActive())
        return true; // one pause for all that failed together
    if (++m_failures >= mostFailures) {
        fail(error);
        return false;
    }
    m_retry.start();
    setState(State::Waiting);
    return true;
}

void BulkRun::fail(const Error &error)
{
    if (isResting())
        return;
    m_error = error;
    rest(State::Failed);
}

void BulkRun::abandonFlights()
{
    for (const auto &flight : m_flights) {
        Batch batch = std::move(flight->batch);
        // One that only reads its values has sent nothing.
        batch.lost = batch.lost || !needsValues() || !batch.values.empty();
        batch.unsure = batch.unsure || batch.lost;
        for (const quint32 key : batch.keys) {
            if (batch.lost)
                setOutcome(key, Outcome::Unknown);
        }
        m_again.push_back(std::move(batch));
    }
    m_flights.clear();
}

void BulkRun::rest(State state)
{
    m_patience.stop();
    m_retry.stop();
    if (!m_flights.empty())
        abandonFlights(); // settled by reading when it goes on
    const QPointer<BulkRun> alive(this);
    setState(state);
    if (alive)
        emit rested();
}

void BulkRun::setState(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    emit stateChanged();
}

} // namespace etcdscope
