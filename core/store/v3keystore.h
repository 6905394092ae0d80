// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keystore.h"
#include "core/store/leases.h"

#include <memory>

namespace etcdscope {

class Channel;

/// The keys of etcd's v3 API. Position is its revision.
class V3KeyStore final : public KeyStore
{
    Q_OBJECT

public:
    explicit V3KeyStore(std::shared_ptr<Channel> channel, QObject *parent = nullptr);
    ~V3KeyStore() override;

    [[nodiscard]] Api api() const override { return Api::V3; }
    [[nodiscard]] StoreFeatures features() const override;
    [[nodiscard]] Call<ReadResult> get(const QByteArray &key, const ReadOptions &options) override;
    [[nodiscard]] std::unique_ptr<Listing> list(const ListQuery &query) override;
    [[nodiscard]] std::unique_ptr<ChangeStream> watch(const WatchQuery &query) override;
    [[nodiscard]] Call<TransactionResult> commit(const Transaction &transaction) override;
    [[nodiscard]] Call<Position> compact(Position position, bool physical) override;
    [[nodiscard]] Call<StoreStatus> status() override;
    [[nodiscard]] Leases *leases() override;
    [[nodiscard]] int pageLimit() const override;

private:
    std::shared_ptr<Channel> m_channel;
    std::shared_ptr<bool> m_comparesRanges = std::make_shared<bool>(true); // shared with answers to come
    std::unique_ptr<Leases> m_leases;
};

} // namespace etcdscope
