// SPDX-License-Identifier: Apache-2.0
#include "core/store/v3keystore.h"

#include "core/rpc/channel.h"
#include "core/store/v3leases.h"
#include "core/store/v3messages.h"
#include "core/store/v3streams.h"
#include "core/v3/kv.h"
#include "core/v3/maintenance.h"

namespace etcdscope {

namespace {

/// Compare.range_end came with etcd 3.3; a server that does not know it compares the first key alone and says
/// nothing.
bool comparesRanges(const std::string &version)
{
    const QList<QByteArray> numbers = QByteArray::fromStdString(version).split('.');
    return numbers.size() < 2 || numbers[0].toInt() != 3 || numbers[1].toInt() >= 3;
}

} // namespace

V3KeyStore::V3KeyStore(std::shared_ptr<Channel> channel, QObject *parent)
    : KeyStore(parent)
    , m_channel(std::move(channel))
    , m_leases(std::make_unique<V3Leases>(m_channel))
{
}

V3KeyStore::~V3KeyStore() = default;

StoreFeatures V3KeyStore::features() const
{
    return {.rangeConditions = *m_comparesRanges};
}

Call<ReadResult> V3KeyStore::get(const QByteArray &key, const ReadOptions &options)
{
    v3::RangeQuery query;
    query.range = v3::Range::single(key);
    query.revision = options.at.value;
    query.serializable = options.serializable;
    return v3::Kv(*m_channel)
        .range(query, options.deadline)
        .transform([](Result<etcdserverpb::RangeResponse> response) -> Result<ReadResult> {
            if (!response)
                return response.error();
            ReadResult result;
            result.position = {response->header().revision()};
            if (response->kvs_size() > 0)
                result.entry = v3messages::entry(response->kvs(0));
            return result;
        });
}

std::unique_ptr<Listing> V3KeyStore::list(const ListQuery &query)
{
    return std::make_unique<V3Listing>(*m_channel, query);
}

std::unique_ptr<ChangeStream> V3KeyStore::watch(const WatchQuery &query)
{
    return std::make_unique<V3ChangeStream>(*m_channel, query);
}

Call<TransactionResult> V3KeyStore::commit(const Transaction &transaction)
{
    return v3::Kv(*m_channel)
        .txn(v3messages::txn(transaction))
        .transform([](Result<etcdserverpb::TxnResponse> response) -> Result<TransactionResult> {
            if (!response)
                return response.error();
            return v3messages::result(*response);
        });
}

Call<Position> V3KeyStore::compact(Position position, bool physical)
{
    return v3::Kv(*m_channel)
        .compact(position.value, physical, physical ? 0 : 10'000) // on disk can take minutes: no deadline
        .transform([](Result<etcdserverpb::CompactionResponse> response) -> Result<Position> {
            if (!response)
                return response.error();
            return Position{response->header().revision()};
        });
}

Call<StoreStatus> V3KeyStore::status()
{
    return v3::Maintenance(*m_channel)
        .status()
        .transform([compares = m_comparesRanges](
                       Result<etcdserverpb::StatusResponse> response) -> Result<StoreStatus> {
            if (!response)
                return response.error();
            *compares = *compares && comparesRanges(response->version()); // any member may answer a write
            StoreStatus status;
            status.version = QByteArray::fromStdString(response->version());
            status.clusterId = response->header().cluster_id();
            status.memberId = response->header().member_id();
            status.leaderId = response->leader();
            status.position = {response->header().revision()};
            status.databaseSize = response->dbsize();
            for (const std::string &error : response->errors())
                status.errors.push_back(QByteArray::fromStdString(error));
            return status;
        });
}

Leases *V3KeyStore::leases()
{
    return m_leases.get();
}

int V3KeyStore::pageLimit() const
{
    return m_channel->pageLimit();
}

} // namespace etcdscope
