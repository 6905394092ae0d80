// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keystore.h"

#include <QPointer>

#include <initializer_list>
#include <vector>

namespace etcdscope {

/// A key with its modification revision; a delete when `isDelete`.
struct ScriptedKey
{
    QByteArray key;
    qint64 revision = 0;
    bool isDelete = false;
};

/// A listing that a test answers step by step. Answers come at once, from inside the calls of the test.
class ScriptedListing final : public Listing
{
    Q_OBJECT

public:
    explicit ScriptedListing(const ListQuery &asked)
        : query(asked)
    {
    }

    [[nodiscard]] Position position() const override { return at; }
    [[nodiscard]] qint64 total() const override { return count; }
    [[nodiscard]] bool more() const override { return cut; }
    [[nodiscard]] quint64 clusterId() const override { return cluster; }
    void setPaused(bool value) override { paused = value; }

    void give(const std::vector<ScriptedKey> &keys);
    void giveEntry(const Entry &entry);
    /// Ends it well, with `total` keys in the range.
    void end(qint64 total, bool more = false);
    void fail(ErrorKind kind);

    const ListQuery query;
    Position at = {};
    quint64 cluster = 0;
    qint64 count = 0;
    bool cut = false;
    bool paused = false;
};

/// A watch that a test feeds.
class ScriptedChanges final : public ChangeStream
{
    Q_OBJECT

public:
    explicit ScriptedChanges(const WatchQuery &asked)
        : query(asked)
        , resume(asked.since)
    {
    }

    [[nodiscard]] Position resumePosition() const override { return resume; }
    [[nodiscard]] quint64 clusterId() const override { return cluster; }
    void setPaused(bool value) override { paused = value; }
    void requestProgress() override {}

    void open(qint64 revision) { emit opened({revision}); }
    /// `quiet`: they are there, but nothing has been signalled yet.
    void give(const std::vector<ScriptedKey> &changes, bool quiet = false);
    void note(qint64 revision) { emit progressed({revision}); }
    void fail(ErrorKind kind);

    const WatchQuery query;
    Position resume;
    quint64 cluster = 0;
    bool paused = false;
};

/// A KeyStore that does nothing until the test says so. What is asked can be looked at after its owner
/// dropped it: the pointers are null then.
class ScriptedKeyStore final : public KeyStore
{
    Q_OBJECT

public:
    [[nodiscard]] Api api() const override { return Api::V3; }
    [[nodiscard]] StoreFeatures features() const override { return can; }
    [[nodiscard]] Call<ReadResult> get(const QByteArray &key, const ReadOptions &options) override;
    [[nodiscard]] std::unique_ptr<Listing> list(const ListQuery &query) override;
    [[nodiscard]] std::unique_ptr<ChangeStream> watch(const WatchQuery &query) override;
    [[nodiscard]] Call<TransactionResult> commit(const Transaction &transaction) override;
    [[nodiscard]] Call<Entry> createInOrder(const QByteArray &directory, const QByteArray &value,
                                            const TimeToLive &timeToLive) override;
    [[nodiscard]] Call<Position> compact(Position position, bool physical) override;
    [[nodiscard]] Call<StoreStatus> status() override;
    [[nodiscard]] int pageLimit() const override { return limit; }

    /// The newest; null when there was none or it was dropped.
    [[nodiscard]] ScriptedListing *listing() const;
    [[nodiscard]] ScriptedChanges *changes() const;
    [[nodiscard]] int openListings() const;

    std::vector<QPointer<ScriptedListing>> listings;
    std::vector<QPointer<ScriptedChanges>> watches;
    std::vector<Promise<ReadResult>> reads;
    std::vector<Transaction> transactions;
    std::vector<Promise<TransactionResult>> commits;
    std::vector<Promise<Entry>> creations; ///< in order
    int limit = 100'000;
    StoreFeatures can;
};

} // namespace etcdscope
