// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keystore.h"

#include <QString>

#include <memory>
#include <vector>

namespace etcdscope {

/// One change, as a watch tells it.
struct RecordedChange
{
    QByteArray key;
    bool isDelete = false;
    qint64 modRevision = 0;
    qint64 createRevision = 0;
    qint64 version = 0;

    friend bool operator==(const RecordedChange &, const RecordedChange &) = default;
};

/// What one watch said in one go: changes, or that nothing is missing up to a revision.
struct RecordedPart
{
    int watch = 0; ///< number of the watch, among those that were opened for its range one after the other
    std::vector<RecordedChange> changes = {};
    qint64 progress = 0; ///< without changes
};

/// All that the watches of one range handed out, in that order.
struct WatchRecord
{
    KeyRange range;
    int watches = 0;
    std::vector<RecordedPart> parts = {};
};

[[nodiscard]] std::vector<RecordedChange> changesOf(const EntryBatch &batch);

/// A store that passes everything on and keeps what its watches hand out. Borrows `store`.
class RecordingStore final : public KeyStore
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecordingStore)

public:
    explicit RecordingStore(KeyStore &store)
        : m_store(store)
    {
    }

    /// One a range that was watched, in the order of their first watches.
    [[nodiscard]] const std::vector<std::unique_ptr<WatchRecord>> &records() const { return m_records; }
    /// Of the one range there is.
    [[nodiscard]] const WatchRecord &record() const { return *m_records.front(); }

    [[nodiscard]] Api api() const override { return Api::V3; }
    [[nodiscard]] StoreFeatures features() const override { return m_store.features(); }
    [[nodiscard]] Call<ReadResult> get(const QByteArray &key, const ReadOptions &options) override
    {
        return m_store.get(key, options);
    }
    [[nodiscard]] std::unique_ptr<Listing> list(const ListQuery &query) override
    {
        return m_store.list(query);
    }
    [[nodiscard]] std::unique_ptr<ChangeStream> watch(const WatchQuery &query) override;
    [[nodiscard]] Call<TransactionResult> commit(const Transaction &transaction) override
    {
        return m_store.commit(transaction);
    }
    [[nodiscard]] Call<Position> compact(Position position, bool physical) override
    {
        return m_store.compact(position, physical);
    }
    [[nodiscard]] Call<StoreStatus> status() override { return m_store.status(); }
    [[nodiscard]] int pageLimit() const override { return m_store.pageLimit(); }

private:
    class Stream;

    KeyStore &m_store;
    std::vector<std::unique_ptr<WatchRecord>> m_records; // where they are, streams know
};

/// Whether a note of progress is a promise. Servers before 3.4.25 and 3.5.8 let it overtake events, so only
/// its order among what came before it can be relied on there.
enum class ProgressNotes { Reliable, MayOvertake };

/// Of this version, such as "3.4.23".
[[nodiscard]] ProgressNotes progressNotesOf(const QByteArray &version);

/// What is wrong with a record, given all that happened: the promises of etcd's watch (filtered, ordered,
/// unique, atomic, bookmarkable, resumable, reliable: nothing missing and nothing else) between `after` and
/// `until`, both by revision. Empty when nothing is.
[[nodiscard]] QString brokenPromise(const WatchRecord &record, const std::vector<RecordedChange> &history,
                                    qint64 after, qint64 until,
                                    ProgressNotes notes = ProgressNotes::Reliable);

/// Of a record with gaps: what can be told without the history.
[[nodiscard]] QString brokenOrder(const WatchRecord &record, ProgressNotes notes = ProgressNotes::Reliable);

} // namespace etcdscope
