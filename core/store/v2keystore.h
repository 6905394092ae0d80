// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keystore.h"
#include "core/v2/keysapi.h"

#include <memory>

namespace etcdscope {

/// The keys of etcd's v2 API. Position is its index (X-Etcd-Index). A directory is an entry of its own, its
/// key ends in '/'.
///
/// commit() takes one step that changes one key or directory, with conditions on that same key; everything
/// else ends with ErrorKind::Unsupported before anything is sent. A PutStep that keeps the time to live reads
/// it first and then writes under prevIndex, so that nothing that came between is overwritten; who was faster
/// makes it begin anew, or the conditions fail. A directory that is removed counts as one, whatever it held.
/// With a key in the place of a directory, or a directory in that of a key, a PutStep ends with Conflict.
class V2KeyStore final : public KeyStore
{
    Q_OBJECT

public:
    explicit V2KeyStore(std::shared_ptr<v2::Client> client, QObject *parent = nullptr);
    ~V2KeyStore() override;

    [[nodiscard]] Api api() const override { return Api::V2; }
    [[nodiscard]] StoreFeatures features() const override;
    [[nodiscard]] Call<ReadResult> get(const QByteArray &key, const ReadOptions &options) override;
    [[nodiscard]] std::unique_ptr<Listing> list(const ListQuery &query) override;
    [[nodiscard]] std::unique_ptr<ChangeStream> watch(const WatchQuery &query) override;
    [[nodiscard]] Call<TransactionResult> commit(const Transaction &transaction) override;
    [[nodiscard]] Call<Entry> createInOrder(const QByteArray &directory, const QByteArray &value,
                                            const TimeToLive &timeToLive) override;
    [[nodiscard]] Call<Position> compact(Position position, bool physical) override;
    [[nodiscard]] Call<StoreStatus> status() override;
    [[nodiscard]] int pageLimit() const override;
    [[nodiscard]] Locks *locks() override;

    [[nodiscard]] const v2::KeysApi &keys() const { return m_keys; }

private:
    v2::KeysApi m_keys;
    std::unique_ptr<Locks> m_locks; ///< made when they are asked for
    std::shared_ptr<int> m_polls;   ///< long polls under way, of all watches
};

} // namespace etcdscope
