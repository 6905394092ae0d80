// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keystore.h"

#include <QHash>
#include <QList>

#include <map>
#include <vector>

namespace etcdscope {

/// A key store in memory with revisions, watches and the faults a window has to live with. Answers come from
/// the event loop. put() and remove() are what somebody else does.
///
/// As a store of the v2 API it has paths instead of any bytes, directories of their own, times to live, keys
/// in order and hidden ones, and takes one write at a time; a key goes when its time is over.
class MemoryKeyStore final : public KeyStore
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MemoryKeyStore)

public:
    explicit MemoryKeyStore(Api api = Api::V3);
    ~MemoryKeyStore() override;

    [[nodiscard]] Api api() const override { return m_api; }
    [[nodiscard]] StoreFeatures features() const override;
    [[nodiscard]] Call<ReadResult> get(const QByteArray &key, const ReadOptions &options = {}) override;
    [[nodiscard]] std::unique_ptr<Listing> list(const ListQuery &query) override;
    [[nodiscard]] std::unique_ptr<ChangeStream> watch(const WatchQuery &query) override;
    [[nodiscard]] Call<TransactionResult> commit(const Transaction &transaction) override;
    [[nodiscard]] Call<Entry> createInOrder(const QByteArray &directory, const QByteArray &value,
                                            const TimeToLive &timeToLive) override;
    [[nodiscard]] Call<Position> compact(Position position, bool physical) override;
    [[nodiscard]] Call<StoreStatus> status() override;
    [[nodiscard]] int pageLimit() const override { return 10'000; }

    // --- what others do ---
    qint64 put(const QByteArray &key, const QByteArray &value, qint64 lease = 0);
    qint64 remove(const QByteArray &key);
    /// Its time to live is over.
    qint64 expire(const QByteArray &key);
    qint64 makeDirectory(const QByteArray &directory);
    /// Nobody is told. Nothing: it stays.
    void setTimeToLive(const QByteArray &key, std::optional<qint64> seconds);
    [[nodiscard]] std::optional<Entry> entry(const QByteArray &key) const;
    [[nodiscard]] qint64 revision() const { return m_revision; }

    // --- faults ---
    /// Offline: streams end, everything new fails with a network error.
    void setOnline(bool online);
    /// The next commit is answered by this; `happens` = it is done all the same.
    void failNextCommit(const Error &error, bool happens);
    /// Reads, or listings, are not answered until this is false again.
    void holdReads(bool hold);
    void holdListings(bool hold);
    /// Runs once, right before the next commit is looked at.
    void beforeNextCommit(std::function<void()> act) { m_beforeCommit = std::move(act); }

    // --- what was asked ---
    [[nodiscard]] const QList<QByteArray> &gets() const { return m_gets; }
    [[nodiscard]] int lists() const { return m_lists; }
    [[nodiscard]] const std::vector<Transaction> &commits() const { return m_commits; }
    void forgetRequests();

private:
    class MemoryListing;
    class MemoryStream;
    struct Change
    {
        Entry entry;
        bool isDelete = false;
        bool isExpired = false;
    };

    [[nodiscard]] bool isV2() const { return m_api == Api::V2; }
    [[nodiscard]] std::optional<Error> refusal(const Transaction &transaction) const;
    [[nodiscard]] static bool isHiddenFrom(const KeyRange &range, const QByteArray &key);
    [[nodiscard]] EntryBatch::Item itemOf(const Entry &entry) const;
    void makeDirectoriesAbove(const QByteArray &key);
    StepResult runV2(const PutStep &step);
    void applyTimeToLive(const QByteArray &key, const TimeToLive &timeToLive);
    [[nodiscard]] bool holds(const Condition &condition) const;
    [[nodiscard]] StepResult run(const Step &step);
    qint64 drop(const QByteArray &key, bool isExpired);
    void record(Change change);
    void answerHeldReads();
    [[nodiscard]] Result<ReadResult> read(const QByteArray &key) const;
    [[nodiscard]] static Error offlineError(RequestFate fate);

    const Api m_api;
    std::map<QByteArray, Entry> m_entries;
    std::map<QByteArray, qint64> m_expires; // milliseconds since 1970
    std::vector<Change> m_history;
    std::vector<Transaction> m_commits;
    QList<MemoryListing *> m_listings;
    QList<MemoryStream *> m_streams;
    QList<QByteArray> m_gets;
    std::vector<std::pair<QByteArray, Promise<ReadResult>>> m_heldReads;
    std::function<void()> m_beforeCommit;
    std::optional<std::pair<Error, bool>> m_failure;
    qint64 m_revision = 1;
    qint64 m_compacted = 0;
    int m_lists = 0;
    bool m_online = true;
    bool m_holdReads = false;
    bool m_holdListings = false;
    bool m_inTransaction = false;
};

} // namespace etcdscope
