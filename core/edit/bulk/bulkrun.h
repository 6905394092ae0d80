// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/base/slicer.h"
#include "core/edit/bulk/bulkplan.h"
#include "core/edit/bulk/bulkpreview.h"
#include "core/edit/journal.h"
#include "core/store/change.h"
#include "core/store/keystore.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace etcdscope {

/// Carries out a bulk operation on the keys of a plan, in transactions that compare every key with what the
/// plan says of it; where the store has no transactions, key by key. So nothing is written over that somebody
/// else changed, and a batch whose answer was lost may be sent again once reading has not settled it: late or
/// twice, it happens once. Owned by BulkRunner, independent of any panel.
class BulkRun : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BulkRun)

public:
    enum class State {
        Ready,
        Running,
        Waiting,  ///< the cluster does not answer; tries again by itself
        Stopping, ///< cancelled; what is under way is waited for, but not long
        Stopped,  ///< cancelled; resume() goes on
        Failed,   ///< error() says why; resume() goes on
        Finished, ///< every key has its outcome
    };
    Q_ENUM(State)

    enum class Outcome : quint8 {
        Pending, ///< nothing happened to it
        Unknown, ///< sent, no answer, not settled by reading yet
        Done,
        Gone,     ///< somebody else deleted it first
        Changed,  ///< left alone: changed after the preview
        Occupied, ///< left alone: its new name exists
        Refused,  ///< the cluster refused it
    };
    static constexpr int outcomeCount = 7;

    /// A key that was not done.
    struct Exception
    {
        QByteArray key;
        Outcome outcome;
        std::optional<Error> error; ///< Refused
    };
    static constexpr size_t mostExceptions = 1'000; ///< kept by name; counts are exact

    ~BulkRun() override;

    void start();
    /// Sends no more. Comes to rest when what is under way has ended, and after a second in any case.
    void cancel();
    /// Goes on with what is left, after Stopped or Failed.
    void resume();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isResting() const;
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    [[nodiscard]] virtual BulkKind kind() const = 0;
    [[nodiscard]] const BulkPlan &plan() const { return *m_plan; }
    [[nodiscard]] qint64 total() const { return m_plan->size(); }
    [[nodiscard]] qint64 count(Outcome outcome) const { return m_counts[size_t(outcome)]; }
    /// Keys that have an outcome by now.
    [[nodiscard]] qint64 settled() const
    {
        return total() - count(Outcome::Pending) - count(Outcome::Unknown);
    }
    [[nodiscard]] const std::vector<Exception> &exceptions() const { return m_exceptions; }
    /// Done without an answer: reading afterwards told.
    [[nodiscard]] qint64 settledByReading() const { return m_settledByReading; }
    /// Keys in the ranges that were made after the preview and left alone.
    [[nodiscard]] qint64 createdMeanwhile() const { return m_created; }
    [[nodiscard]] const std::vector<QByteArray> &createdNames() const { return m_createdNames; }
    /// Revision of the last transaction that was answered.
    [[nodiscard]] Position position() const { return m_position; }
    /// Under this number in the journal; 0 when nothing is kept there.
    [[nodiscard]] quint64 journalGroup() const { return m_group; }

signals:
    /// At most some twenty times a second.
    void progressed();
    void stateChanged();
    /// Each time it comes to rest: Stopped, Failed or Finished.
    void rested();

protected:
    /// Keys written in one transaction.
    struct Batch
    {
        std::vector<quint32> keys = {};
        std::vector<QByteArray> values = {}; ///< as many, where the plan has none and they are needed
        bool lost = false;                   ///< was sent, and no answer came: to be settled by reading
        bool unsure = false;                 ///< was sent before, and that may still arrive
    };

    BulkRun(KeyStore &store, Journal &journal, std::shared_ptr<const BulkPlan> plan, QObject *parent);

    /// A transaction that does the batch if all of its conditions hold.
    [[nodiscard]] virtual Transaction writeOf(const Batch &batch) const = 0;
    /// Steps that read what judge() wants to know, the same number for every key.
    [[nodiscard]] virtual std::vector<Step> readsOf(const Batch &batch, bool withValues) const = 0;
    [[nodiscard]] virtual int readsPerKey() const = 0;
    /// What became of a key of a batch that did not happen as a whole, or nobody knows whether it did
    /// (`lost`). Pending: it is as it was.
    [[nodiscard]] virtual Outcome judge(const Batch &batch, size_t i, const StepResult *reads,
                                        bool lost) const = 0;
    /// Bytes of a request this key takes.
    [[nodiscard]] virtual qint64 bytesOf(quint32 key) const = 0;
    /// The largest number of keys in one transaction.
    [[nodiscard]] virtual int keysPerBatch() const = 0;
    [[nodiscard]] virtual bool needsValues() const { return false; }
    virtual void keepBeforeImage(quint32 key, const QByteArray &value, Position position, bool known) = 0;
    /// What comes before the batches: true while there is some of it, which calls pump() when it is done.
    virtual bool runFirst() { return false; }
    /// The same for what comes after them.
    virtual bool runLast() { return false; }
    /// Cancelled, and it did not come to an end: whatever runFirst() and runLast() have under way is lost.
    virtual void abandon() {}
    /// All or nothing: a batch that does not happen stops the run.
    [[nodiscard]] virtual bool stopsAtConflict() const { return false; }

    void pump();
    /// These keys shall be written in batches.
    void addWork(quint32 first, quint32 last);
    /// An outcome for all keys from `first` up to `last` that have none, in slices.
    void mark(quint32 first, quint32 last, Outcome outcome, Position position = {}, bool byReading = false);
    [[nodiscard]] bool isMarking() const { return m_slicer.isActive(); }
    void setOutcome(quint32 key, Outcome outcome, const std::optional<Error> &error = {});
    void created(const QByteArray &name);
    void forgetCreated();
    [[nodiscard]] Outcome outcomeOf(quint32 key) const { return Outcome(m_outcomes[key]); }
    /// After an error that may pass: calls pump() again after a while, or gives up. False: it has given up.
    bool waitAndRetry(const Error &error);
    void fail(const Error &error);
    [[nodiscard]] bool isStopping() const { return m_state == State::Stopping; }
    [[nodiscard]] static bool mayPass(const Error &error);
    /// Splitting a batch will not help against these.
    [[nodiscard]] static bool concernsAll(const Error &error);
    void answeredAt(Position position) { m_position = position; }
    void working() { m_failures = 0; }

    KeyStore &m_store;
    Journal &m_journal;
    const std::shared_ptr<const BulkPlan> m_plan;
    quint64 m_group = 0;

private:
    struct Flight;
    struct Span
    {
        quint32 first;
        quint32 last;
    };
    struct Mark
    {
        Span keys;
        Outcome outcome;
        Position position;
        bool byReading;
    };

    [[nodiscard]] std::optional<Batch> nextBatch();
    void launch(Batch batch);
    void write(Flight *flight);
    void fetched(Flight *flight, Result<TransactionResult> result);
    void answered(Flight *flight, Result<TransactionResult> result);
    [[nodiscard]] Call<TransactionResult> read(const Batch &batch);
    void settle(Flight *flight, const std::optional<Error> &error);
    void settled(Flight *flight, const std::optional<Error> &error, Result<TransactionResult> result);
    void conclude(Flight *flight, const std::vector<StepResult> &reads, bool lost);
    void refused(Flight *flight, const Error &error);
    [[nodiscard]] Batch land(Flight *flight);
    void done(const Batch &batch, Position position, bool byReading);
    bool markSome();
    void rest(State state);
    void setState(State state);
    void abandonFlights();

    std::vector<quint8> m_outcomes;
    std::array<qint64, outcomeCount> m_counts{};
    std::vector<Exception> m_exceptions;
    std::vector<QByteArray> m_createdNames;
    qint64 m_created = 0;
    qint64 m_settledByReading = 0;
    Position m_position;
    State m_state = State::Ready;
    std::optional<Error> m_error;
    std::deque<Span> m_work;
    std::deque<Batch> m_again; // whole batches to be tried (again)
    std::vector<std::unique_ptr<Flight>> m_flights;
    std::deque<Mark> m_marks;
    Slicer m_slicer;
    QTimer m_progress;
    QTimer m_retry;
    QTimer m_patience; // until a cancel stops waiting
    int m_largestBatch;
    int m_failures = 0; // in a row, of calls that may work later
    int m_refusals = 0; // before anything worked
};

} // namespace etcdscope
