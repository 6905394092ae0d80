// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/edit/writeoutcome.h"
#include "core/store/change.h"
#include "core/store/keystore.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace etcdscope {

class Journal;

/// The one place that writes keys for a person. Every write is a compare-and-swap on what the person saw; it
/// belongs to this object, so that closing a panel never cancels one. A write without an answer is settled by
/// reading. Every write that happened, or may have, goes to the journal with its before-image.
class KeyWriter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyWriter)

public:
    KeyWriter(KeyStore &store, Journal &journal, QObject *parent = nullptr);
    ~KeyWriter() override;

    // Where times to live are renewed quietly (StoreFeatures::quietRefresh), save() and remove() let pass
    // that somebody did so since: same value, same creation.

    /// Writes `value` if the key still has base.modRevision. The lease stays unless `lease` says otherwise.
    /// Dropping the returned call forgets the answer, not the write.
    [[nodiscard]] Call<WriteOutcome> save(const Entry &base, const QByteArray &value,
                                          LeaseChoice lease = LeaseChoice::keep());

    /// Creates the key; Conflict when it exists.
    [[nodiscard]] Call<WriteOutcome> create(const QByteArray &key, const QByteArray &value,
                                            LeaseChoice lease = LeaseChoice::detach(),
                                            TimeToLive timeToLive = TimeToLive::none());

    /// Deletes the key if it still has base.modRevision.
    [[nodiscard]] Call<WriteOutcome> remove(const Entry &base);

    // --- where the store has more than keys with values; see StoreFeatures ---

    /// Changes the time to live and nothing else, of a key that still has base.modRevision. A directory
    /// (base.kind) only has to exist: nothing of it can be compared. `quiet`: watchers are not told; such a
    /// renewal leaves nothing to be taken back and is not journaled.
    [[nodiscard]] Call<WriteOutcome> setTimeToLive(const Entry &base, TimeToLive timeToLive,
                                                   bool quiet = false);
    /// Makes an empty directory; Conflict when there is something of its name. The key ends in a separator.
    [[nodiscard]] Call<WriteOutcome> makeDirectory(const QByteArray &directory,
                                                   TimeToLive timeToLive = TimeToLive::none());
    /// Creates a key whose name the server chooses; the outcome names it. Nothing compares here, so sending
    /// it again makes another key. When no answer came the outcome is Unknown, with the directory as its key,
    /// and `theirs` is a key with this value that was made since, if there is one: ours, perhaps.
    [[nodiscard]] Call<WriteOutcome> createInOrder(const QByteArray &directory, const QByteArray &value,
                                                   TimeToLive timeToLive = TimeToLive::none());

    /// True while a write to this key is under way.
    [[nodiscard]] bool isWriting(const QByteArray &key) const;
    [[nodiscard]] int writesUnderWay() const;

signals:
    void started(const QByteArray &key);
    /// Every outcome, also of those whose caller is gone.
    void finished(const etcdscope::WriteOutcome &outcome);

private:
    struct Write;

    Call<WriteOutcome> begin(Transaction transaction, WriteIntent intent, bool isJournaled = true);
    Write *add(WriteIntent intent);
    void send(Write *write);
    bool passRenewal(Write *write, const Entry &theirs);
    void answered(Write *write, Result<TransactionResult> result);
    void settle(Write *write, const Error &error);
    void settled(Write *write, const Error &error, Result<ReadResult> result);
    void sendInOrder(Write *write, const TimeToLive &timeToLive);
    void inOrderAnswered(Write *write, Result<Entry> result);
    void lookForCreated(Write *write, const Error &error);
    void end(Write *write, WriteOutcome outcome);

    KeyStore &m_store;
    Journal &m_journal;
    std::vector<std::unique_ptr<Write>> m_writes;
};

} // namespace etcdscope
