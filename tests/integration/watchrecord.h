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

/// Batches of changes in the order in which they were handed out, over all watches.
using WatchRecord = std::vector<std::vector<RecordedChange>>;

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

    [[nodiscard]] const WatchRecord &record() const { return m_record; }

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
    WatchRecord m_record;
};

/// What is wrong with a record, given all that happened: the promises of etcd's watch (ordered, unique,
/// atomic, resumable, reliable: nothing missing and nothing else) between `after` and `until`, both by
/// revision. Empty when nothing is.
[[nodiscard]] QString brokenPromise(const WatchRecord &record, const std::vector<RecordedChange> &history,
                                    qint64 after, qint64 until);

/// Of a record with gaps: what can be told without the history.
[[nodiscard]] QString brokenOrder(const WatchRecord &record);

} // namespace etcdscope
