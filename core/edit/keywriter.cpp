// SPDX-License-Identifier: Apache-2.0
#include "core/edit/keywriter.h"

#include "core/edit/journal.h"

#include <QPointer>
#include <QTimer>

#include <algorithm>

namespace etcdscope {

namespace {
constexpr int settleAttempts = 5;
constexpr int settleInterval = 1'000; // milliseconds between attempts to read
} // namespace

struct KeyWriter::Write
{
    QByteArray key;
    std::optional<Entry> before;
    std::optional<QByteArray> after;
    Promise<WriteOutcome> promise;
    Call<TransactionResult> commit;
    Call<ReadResult> reading;
    int attempts = 0;
};

KeyWriter::KeyWriter(KeyStore &store, Journal &journal, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_journal(journal)
{
}

KeyWriter::~KeyWriter() = default;

Call<WriteOutcome> KeyWriter::save(const Entry &base, const QByteArray &value, LeaseChoice lease)
{
    Transaction transaction;
    transaction.conditions.push_back(Condition::unchangedSince(base.key, base.modRevision));
    transaction.success.push_back(
        PutStep{.key = base.key, .value = value, .lease = lease, .isNew = base.modRevision == 0});
    transaction.failure.push_back(ReadStep{.range = KeyRange::single(base.key)});
    return begin(std::move(transaction), base.modRevision == 0 ? std::nullopt : std::optional(base), value);
}

Call<WriteOutcome> KeyWriter::create(const QByteArray &key, const QByteArray &value, LeaseChoice lease)
{
    Transaction transaction;
    transaction.conditions.push_back(Condition::absent(key));
    transaction.success.push_back(PutStep{.key = key, .value = value, .lease = lease, .isNew = true});
    transaction.failure.push_back(ReadStep{.range = KeyRange::single(key)});
    return begin(std::move(transaction), std::nullopt, value);
}

Call<WriteOutcome> KeyWriter::remove(const Entry &base)
{
    Transaction transaction;
    transaction.conditions.push_back(Condition::unchangedSince(base.key, base.modRevision));
    transaction.success.push_back(RemoveStep{.range = KeyRange::single(base.key)});
    transaction.failure.push_back(ReadStep{.range = KeyRange::single(base.key)});
    return begin(std::move(transaction), base, std::nullopt);
}

bool KeyWriter::isWriting(const QByteArray &key) const
{
    return std::ranges::any_of(m_writes, [&](const auto &write) { return write->key == key; });
}

int KeyWriter::writesUnderWay() const
{
    return int(m_writes.size());
}

Call<WriteOutcome> KeyWriter::begin(Transaction transaction, std::optional<Entry> before,
                                    std::optional<QByteArray> after)
{
    auto write = std::make_unique<Write>();
    write->key = transaction.conditions.front().key;
    write->before = std::move(before);
    write->after = std::move(after);
    Write *raw = write.get();
    m_writes.push_back(std::move(write));
    raw->commit = m_store.commit(transaction);
    raw->commit.then(this,
                     [this, raw](Result<TransactionResult> result) { answered(raw, std::move(result)); });
    auto call = raw->promise.call();
    emit started(raw->key);
    return call;
}

void KeyWriter::answered(Write *write, Result<TransactionResult> result)
{
    WriteOutcome outcome{.key = write->key};
    if (!result) {
        if (result.error().fate == RequestFate::MaybeSent) {
            settle(write, result.error());
            return;
        }
        outcome.kind = WriteOutcome::Kind::Failed;
        outcome.error = result.error();
        end(write, std::move(outcome));
        return;
    }
    outcome.position = result->position;
    if (result->succeeded) {
        outcome.kind = WriteOutcome::Kind::Done;
    } else {
        outcome.kind = WriteOutcome::Kind::Conflict;
        if (!result->steps.empty() && !result->steps.front().entries.empty())
            outcome.theirs = result->steps.front().entries.front();
    }
    end(write, std::move(outcome));
}

void KeyWriter::settle(Write *write, const Error &error)
{
    ++write->attempts;
    write->reading = m_store.get(write->key);
    write->reading.then(
        this, [this, write, error](Result<ReadResult> result) { settled(write, error, std::move(result)); });
}

void KeyWriter::settled(Write *write, const Error &error, Result<ReadResult> result)
{
    WriteOutcome outcome{.key = write->key, .error = error};
    if (!result) {
        if (write->attempts < settleAttempts) {
            // The server may be on its way back.
            QTimer::singleShot(settleInterval, this, [this, write, error] { settle(write, error); });
            return;
        }
        outcome.kind = WriteOutcome::Kind::Unknown;
        end(write, std::move(outcome));
        return;
    }
    const std::optional<Entry> &now = result->entry;
    outcome.theirs = now;
    const qint64 seen = write->before ? write->before->modRevision : 0;
    const qint64 found = now ? now->modRevision : 0;
    // A key created anew has another create revision, and each write counts its version up by one: so the
    // first write after what was seen can be told from later ones.
    const bool sameLife = write->before && now && now->createRevision == write->before->createRevision;
    const bool isNext =
        write->before ? sameLife && now->version == write->before->version + 1 : now && now->version == 1;
    if (found == seen) {
        // The read is linearizable, yet the write may still be waiting in the cluster's log or in a queue on
        // the way: only a key that has moved on settles it for good.
        outcome.kind = WriteOutcome::Kind::Unknown;
    } else if (write->after ? isNext && now->value == *write->after : !now) {
        outcome.kind = WriteOutcome::Kind::Done;
        outcome.position = now ? Position{now->modRevision} : result->position;
        outcome.settledByReading = true;
    } else if (sameLife && (isNext || !write->after)) {
        // Somebody else's write came right after what was seen, so the compare of ours cannot hold any more;
        // a delete of ours would have ended the life of the key.
        outcome.kind = WriteOutcome::Kind::Conflict;
        outcome.position = result->position;
        outcome.error.reset();
        outcome.settledByReading = true;
    } else {
        // Ours may have happened before theirs; the compare makes either order safe, but not known.
        outcome.kind = WriteOutcome::Kind::Unknown;
    }
    end(write, std::move(outcome));
}

void KeyWriter::end(Write *write, WriteOutcome outcome)
{
    const auto it = std::ranges::find_if(m_writes, [&](const auto &held) { return held.get() == write; });
    const auto held = std::move(*it);
    m_writes.erase(it);
    const QPointer<KeyWriter> alive(this);
    if (outcome.kind == WriteOutcome::Kind::Done || outcome.kind == WriteOutcome::Kind::Unknown) {
        m_journal.add({.id = 0,
                       .group = 0,
                       .time = QDateTime::currentDateTimeUtc(),
                       .key = held->key,
                       .before = held->before,
                       .after = held->after,
                       .position = outcome.settledByReading && !held->after ? Position() : outcome.position,
                       .outcome = outcome.kind == WriteOutcome::Kind::Done ? JournalEntry::Outcome::Done
                                                                           : JournalEntry::Outcome::Unknown});
    }
    if (alive)
        emit finished(outcome);
    held->promise.finish(std::move(outcome)); // last: the receiver may delete this object
}

} // namespace etcdscope
