// SPDX-License-Identifier: Apache-2.0
#include "core/edit/keywriter.h"

#include "core/edit/journal.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

#include <algorithm>

namespace etcdscope {

namespace {
constexpr int settleAttempts = 5;
constexpr int settleInterval = 1'000; // milliseconds between attempts to read
constexpr int mostRenewalsPassed = 3; // of others, for one write
} // namespace

struct KeyWriter::Write
{
    WriteIntent intent;
    Transaction transaction;
    Promise<WriteOutcome> promise;
    Call<TransactionResult> commit;
    Call<Entry> creation;
    Call<ReadResult> reading;
    std::unique_ptr<Listing> listing;
    Position since; // of the store before a key in order was asked for; invalid when it is not known
    QElapsedTimer sent;
    bool isJournaled = true;
    int attempts = 0;
    int renewalsPassed = 0;
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
    return begin(std::move(transaction),
                 {.key = base.key,
                  .before = base.modRevision == 0 ? std::nullopt : std::optional(base),
                  .after = value});
}

Call<WriteOutcome> KeyWriter::create(const QByteArray &key, const QByteArray &value, LeaseChoice lease,
                                     TimeToLive timeToLive)
{
    Transaction transaction;
    transaction.conditions.push_back(Condition::absent(key));
    transaction.success.push_back(
        PutStep{.key = key, .value = value, .lease = lease, .isNew = true, .timeToLive = timeToLive});
    transaction.failure.push_back(ReadStep{.range = KeyRange::single(key)});
    return begin(std::move(transaction), {.key = key, .after = value});
}

Call<WriteOutcome> KeyWriter::remove(const Entry &base)
{
    Transaction transaction;
    transaction.conditions.push_back(Condition::unchangedSince(base.key, base.modRevision));
    transaction.success.push_back(RemoveStep{.range = KeyRange::single(base.key)});
    transaction.failure.push_back(ReadStep{.range = KeyRange::single(base.key)});
    return begin(std::move(transaction), {.key = base.key, .before = base});
}

Call<WriteOutcome> KeyWriter::setTimeToLive(const Entry &base, TimeToLive timeToLive, bool quiet)
{
    const bool isDirectory = base.kind == Entry::Kind::Directory;
    Transaction transaction;
    transaction.conditions.push_back(isDirectory ? Condition::exists(base.key)
                                                 : Condition::unchangedSince(base.key, base.modRevision));
    transaction.success.push_back(PutStep{.key = base.key,
                                          .keepValue = true,
                                          .timeToLive = timeToLive,
                                          .isDirectory = isDirectory,
                                          .quiet = quiet});
    transaction.failure.push_back(ReadStep{.range = KeyRange::single(base.key)});
    return begin(std::move(transaction),
                 {.key = base.key, .before = base, .after = base.value, .timeToLive = timeToLive}, !quiet);
}

Call<WriteOutcome> KeyWriter::makeDirectory(const QByteArray &directory, TimeToLive timeToLive)
{
    Transaction transaction;
    transaction.conditions.push_back(Condition::absent(directory));
    transaction.success.push_back(
        PutStep{.key = directory, .isNew = true, .timeToLive = timeToLive, .isDirectory = true});
    transaction.failure.push_back(ReadStep{.range = KeyRange::single(directory)});
    return begin(std::move(transaction), {.key = directory, .after = QByteArray()});
}

bool KeyWriter::isWriting(const QByteArray &key) const
{
    return std::ranges::any_of(m_writes, [&](const auto &write) { return write->intent.key == key; });
}

int KeyWriter::writesUnderWay() const
{
    return int(m_writes.size());
}

KeyWriter::Write *KeyWriter::add(WriteIntent intent)
{
    Write *const write = m_writes.emplace_back(std::make_unique<Write>()).get();
    write->intent = std::move(intent);
    write->sent.start();
    return write;
}

Call<WriteOutcome> KeyWriter::begin(Transaction transaction, WriteIntent intent, bool isJournaled)
{
    Write *const write = add(std::move(intent));
    write->isJournaled = isJournaled;
    write->transaction = std::move(transaction);
    send(write);
    auto call = write->promise.call();
    emit started(write->intent.key);
    return call;
}

void KeyWriter::send(Write *write)
{
    write->commit = m_store.commit(write->transaction);
    write->commit.then(
        this, [this, write](Result<TransactionResult> result) { answered(write, std::move(result)); });
}

/// A time to live can be renewed without a word to anybody, which moves the key on and changes nothing that
/// the person saw: the write holds for the renewed key too.
bool KeyWriter::passRenewal(Write *write, const Entry &theirs)
{
    const std::optional<Entry> &before = write->intent.before;
    if (!m_store.features().quietRefresh || write->intent.timeToLive || !before ||
        before->kind != Entry::Kind::Value || theirs.kind != before->kind || theirs.value != before->value ||
        theirs.createRevision != before->createRevision || theirs.modRevision <= before->modRevision ||
        write->renewalsPassed == mostRenewalsPassed)
        return false;
    ++write->renewalsPassed;
    write->intent.before = theirs;
    write->transaction.conditions = {Condition::unchangedSince(theirs.key, theirs.modRevision)};
    send(write);
    return true;
}

void KeyWriter::answered(Write *write, Result<TransactionResult> result)
{
    WriteOutcome outcome{.key = write->intent.key};
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
        if (outcome.theirs && passRenewal(write, *outcome.theirs))
            return;
    }
    end(write, std::move(outcome));
}

void KeyWriter::settle(Write *write, const Error &error)
{
    ++write->attempts;
    write->reading = m_store.get(write->intent.key);
    write->reading.then(
        this, [this, write, error](Result<ReadResult> result) { settled(write, error, std::move(result)); });
}

void KeyWriter::settled(Write *write, const Error &error, Result<ReadResult> result)
{
    if (result) {
        end(write, outcomeFromReading(write->intent, error, *result, write->sent.elapsed() / 1'000));
    } else if (write->attempts < settleAttempts) {
        // The server may be on its way back.
        QTimer::singleShot(settleInterval, this, [this, write, error] { settle(write, error); });
    } else {
        end(write,
            {.kind = WriteOutcome::Kind::Unknown, .key = write->intent.key, .theirs = {}, .error = error});
    }
}

// --- names chosen by the server ---

Call<WriteOutcome> KeyWriter::createInOrder(const QByteArray &directory, const QByteArray &value,
                                            TimeToLive timeToLive)
{
    Write *const write = add({.key = directory, .after = value});
    // Where the store stands before, so that after a loss what was made since can be told.
    write->reading = m_store.get(directory);
    write->reading.then(this, [this, write, timeToLive](Result<ReadResult> result) {
        if (result)
            write->since = result->position;
        sendInOrder(write, timeToLive);
    });
    auto call = write->promise.call();
    emit started(write->intent.key);
    return call;
}

void KeyWriter::sendInOrder(Write *write, const TimeToLive &timeToLive)
{
    write->creation = m_store.createInOrder(write->intent.key, *write->intent.after, timeToLive);
    write->creation.then(this,
                         [this, write](Result<Entry> result) { inOrderAnswered(write, std::move(result)); });
}

void KeyWriter::inOrderAnswered(Write *write, Result<Entry> result)
{
    if (result) {
        write->intent.key = result->key;
        end(write, {.kind = WriteOutcome::Kind::Done, .key = result->key, .position = {result->modRevision}});
    } else if (result.error().fate == RequestFate::MaybeSent) {
        lookForCreated(write, result.error());
    } else {
        end(write, {.kind = WriteOutcome::Kind::Failed, .key = write->intent.key, .error = result.error()});
    }
}

void KeyWriter::lookForCreated(Write *write, const Error &error)
{
    ++write->attempts;
    ListQuery query;
    query.range = KeyRange::prefix(write->intent.key);
    write->listing = m_store.list(query);
    connect(write->listing.get(), &Listing::finished, this,
            [this, write, error](const std::optional<Error> &problem) {
                Listing *const listing = write->listing.release();
                listing->deleteLater(); // it speaks here
                if (problem && write->attempts < settleAttempts) {
                    QTimer::singleShot(settleInterval, this,
                                       [this, write, error] { lookForCreated(write, error); });
                    return;
                }
                WriteOutcome outcome{
                    .kind = WriteOutcome::Kind::Unknown, .key = write->intent.key, .error = error};
                const EntryBatch &found = listing->pending();
                for (qsizetype i = found.size() - 1; !problem && i >= 0 && !outcome.theirs; --i) {
                    const bool isNew =
                        write->since.isValid() && found.at(i).createRevision > write->since.value;
                    if (isNew && found.at(i).kind == Entry::Kind::Value &&
                        found.value(i) == QByteArrayView(*write->intent.after))
                        outcome.theirs = found.entry(i);
                }
                end(write, std::move(outcome));
            });
}

void KeyWriter::end(Write *write, WriteOutcome outcome)
{
    const auto it = std::ranges::find_if(m_writes, [&](const auto &held) { return held.get() == write; });
    const auto held = std::move(*it);
    m_writes.erase(it);
    const QPointer<KeyWriter> alive(this);
    const bool mayHaveHappened =
        outcome.kind == WriteOutcome::Kind::Done || outcome.kind == WriteOutcome::Kind::Unknown;
    if (mayHaveHappened && held->isJournaled) {
        m_journal.add(
            {.id = 0,
             .group = 0,
             .time = QDateTime::currentDateTimeUtc(),
             .key = held->intent.key,
             .before = held->intent.before,
             .after = held->intent.after,
             .position = outcome.settledByReading && !held->intent.after ? Position() : outcome.position,
             .outcome = outcome.kind == WriteOutcome::Kind::Done ? JournalEntry::Outcome::Done
                                                                 : JournalEntry::Outcome::Unknown});
    }
    if (alive)
        emit finished(outcome);
    held->promise.finish(std::move(outcome)); // last: the receiver may delete this object
}

} // namespace etcdscope
