// SPDX-License-Identifier: Apache-2.0
#include "core/v3/kv.h"

#include "core/rpc/methods.h"
#include "core/v3/rangestream.h"

namespace etcdscope::v3 {

namespace {

std::string text(const QByteArray &bytes)
{
    return bytes.toStdString();
}

CallOptions optionsFor(const QByteArray &key, int deadline)
{
    CallOptions options;
    options.key = key;
    options.deadline = deadline;
    return options;
}

bool changesNothing(const google::protobuf::RepeatedPtrField<etcdserverpb::RequestOp> &operations)
{
    for (const auto &operation : operations) {
        if (operation.request_case() != etcdserverpb::RequestOp::kRequestRange)
            return false;
    }
    return true;
}

} // namespace

etcdserverpb::RangeRequest toMessage(const RangeQuery &query)
{
    using etcdserverpb::RangeRequest;
    RangeRequest message;
    message.set_key(text(query.range.key));
    message.set_range_end(text(query.range.end));
    message.set_limit(query.limit);
    message.set_revision(query.revision);
    switch (query.order) {
    case RangeQuery::Order::None:
        break;
    case RangeQuery::Order::Ascending:
        message.set_sort_order(RangeRequest::ASCEND);
        break;
    case RangeQuery::Order::Descending:
        message.set_sort_order(RangeRequest::DESCEND);
        break;
    }
    switch (query.by) {
    case RangeQuery::By::Key:
        break;
    case RangeQuery::By::Version:
        message.set_sort_target(RangeRequest::VERSION);
        break;
    case RangeQuery::By::CreateRevision:
        message.set_sort_target(RangeRequest::CREATE);
        break;
    case RangeQuery::By::ModRevision:
        message.set_sort_target(RangeRequest::MOD);
        break;
    case RangeQuery::By::Value:
        message.set_sort_target(RangeRequest::VALUE);
        break;
    }
    message.set_serializable(query.serializable);
    message.set_keys_only(query.keysOnly);
    message.set_count_only(query.countOnly);
    message.set_min_mod_revision(query.minModRevision);
    message.set_max_mod_revision(query.maxModRevision);
    message.set_min_create_revision(query.minCreateRevision);
    message.set_max_create_revision(query.maxCreateRevision);
    return message;
}

etcdserverpb::PutRequest toMessage(const PutQuery &query)
{
    etcdserverpb::PutRequest message;
    message.set_key(text(query.key));
    message.set_value(text(query.value));
    message.set_lease(query.lease);
    message.set_prev_kv(query.previous);
    message.set_ignore_value(query.ignoreValue);
    message.set_ignore_lease(query.ignoreLease);
    return message;
}

etcdserverpb::DeleteRangeRequest toMessage(const DeleteQuery &query)
{
    etcdserverpb::DeleteRangeRequest message;
    message.set_key(text(query.range.key));
    message.set_range_end(text(query.range.end));
    message.set_prev_kv(query.previous);
    return message;
}

etcdserverpb::Compare toMessage(const Comparison &comparison)
{
    using etcdserverpb::Compare;
    Compare message;
    message.set_key(text(comparison.range.key));
    message.set_range_end(text(comparison.range.end));
    switch (comparison.is) {
    case Comparison::Is::Equal:
        message.set_result(Compare::EQUAL);
        break;
    case Comparison::Is::Greater:
        message.set_result(Compare::GREATER);
        break;
    case Comparison::Is::Less:
        message.set_result(Compare::LESS);
        break;
    case Comparison::Is::NotEqual:
        message.set_result(Compare::NOT_EQUAL);
        break;
    }
    switch (comparison.what) {
    case Comparison::What::Version:
        message.set_target(Compare::VERSION);
        message.set_version(comparison.number);
        break;
    case Comparison::What::CreateRevision:
        message.set_target(Compare::CREATE);
        message.set_create_revision(comparison.number);
        break;
    case Comparison::What::ModRevision:
        message.set_target(Compare::MOD);
        message.set_mod_revision(comparison.number);
        break;
    case Comparison::What::Value:
        message.set_target(Compare::VALUE);
        message.set_value(text(comparison.value));
        break;
    case Comparison::What::Lease:
        message.set_target(Compare::LEASE);
        message.set_lease(comparison.number);
        break;
    }
    return message;
}

Txn &Txn::when(const Comparison &comparison)
{
    *m_message.add_compare() = toMessage(comparison);
    return *this;
}

Txn &Txn::then(const RangeQuery &query)
{
    *m_message.add_success()->mutable_request_range() = toMessage(query);
    return *this;
}

Txn &Txn::then(const PutQuery &query)
{
    *m_message.add_success()->mutable_request_put() = toMessage(query);
    return *this;
}

Txn &Txn::then(const DeleteQuery &query)
{
    *m_message.add_success()->mutable_request_delete_range() = toMessage(query);
    return *this;
}

Txn &Txn::otherwise(const RangeQuery &query)
{
    *m_message.add_failure()->mutable_request_range() = toMessage(query);
    return *this;
}

Txn &Txn::otherwise(const PutQuery &query)
{
    *m_message.add_failure()->mutable_request_put() = toMessage(query);
    return *this;
}

Txn &Txn::otherwise(const DeleteQuery &query)
{
    *m_message.add_failure()->mutable_request_delete_range() = toMessage(query);
    return *this;
}

bool Txn::onlyReads() const
{
    return changesNothing(m_message.success()) && changesNothing(m_message.failure());
}

QByteArray Txn::firstKey() const
{
    for (const auto *operations : {&m_message.success(), &m_message.failure()}) {
        for (const auto &operation : *operations) {
            const std::string *key = nullptr;
            switch (operation.request_case()) {
            case etcdserverpb::RequestOp::kRequestPut:
                key = &operation.request_put().key();
                break;
            case etcdserverpb::RequestOp::kRequestDeleteRange:
                key = &operation.request_delete_range().key();
                break;
            case etcdserverpb::RequestOp::kRequestRange:
                key = &operation.request_range().key();
                break;
            default:
                break;
            }
            if (key)
                return QByteArray::fromStdString(*key);
        }
    }
    return m_message.compare_size() > 0 ? QByteArray::fromStdString(m_message.compare(0).key())
                                        : QByteArray();
}

Call<etcdserverpb::RangeResponse> Kv::range(const RangeQuery &query, int deadline)
{
    return m_channel.call<etcdserverpb::RangeResponse>(methods::range, toMessage(query),
                                                       optionsFor(query.range.key, deadline));
}

std::unique_ptr<ServerStream> Kv::openRange(const RangeQuery &query, RangeDecoder &decoder, int deadline)
{
    CallOptions options = optionsFor(query.range.key, deadline);
    options.maxMessageSize = largestPage;
    return m_channel.open(methods::range, toMessage(query), decoder, options);
}

std::unique_ptr<ServerStream> Kv::openRangeStream(const RangeQuery &query, RangeDecoder &decoder,
                                                  int deadline)
{
    CallOptions options = optionsFor(query.range.key, deadline);
    options.maxMessageSize = largestPage;
    return std::make_unique<RangeStreamCall>(m_channel, toMessage(query), decoder, options);
}

Call<etcdserverpb::PutResponse> Kv::put(const PutQuery &query, int deadline)
{
    return m_channel.call<etcdserverpb::PutResponse>(methods::put, toMessage(query),
                                                     optionsFor(query.key, deadline));
}

Call<etcdserverpb::DeleteRangeResponse> Kv::deleteRange(const DeleteQuery &query, int deadline)
{
    return m_channel.call<etcdserverpb::DeleteRangeResponse>(methods::deleteRange, toMessage(query),
                                                             optionsFor(query.range.key, deadline));
}

Call<etcdserverpb::TxnResponse> Kv::txn(const Txn &txn, int deadline)
{
    CallOptions options = optionsFor(txn.firstKey(), deadline);
    options.readOnly = txn.onlyReads();
    return m_channel.call<etcdserverpb::TxnResponse>(methods::txn, txn.message(), options);
}

Call<etcdserverpb::CompactionResponse> Kv::compact(qint64 revision, bool physical, int deadline)
{
    etcdserverpb::CompactionRequest request;
    request.set_revision(revision);
    request.set_physical(physical);
    return m_channel.call<etcdserverpb::CompactionResponse>(methods::compact, request,
                                                            optionsFor({}, deadline));
}

} // namespace etcdscope::v3
