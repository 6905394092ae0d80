// SPDX-License-Identifier: Apache-2.0
#include "core/store/v3messages.h"

#include <limits>

namespace etcdscope::v3messages {

namespace {

QByteArray bytes(const std::string &text)
{
    return {text.data(), qsizetype(text.size())};
}

v3::PutQuery query(const PutStep &step)
{
    v3::PutQuery put{.key = step.key, .value = step.value, .previous = step.wantPrevious};
    if (step.keepValue) {
        put.value.clear();
        put.ignoreValue = true;
    }
    switch (step.lease.kind) {
    case LeaseChoice::Kind::Keep:
        put.ignoreLease = !step.isNew; // etcd refuses to keep the lease of a key that does not exist
        break;
    case LeaseChoice::Kind::Detach:
        break;
    case LeaseChoice::Kind::Attach:
        put.lease = step.lease.id;
        break;
    }
    return put;
}

v3::DeleteQuery query(const RemoveStep &step)
{
    return {.range = range(step.range), .previous = step.wantPrevious};
}

v3::RangeQuery query(const ReadStep &step)
{
    v3::RangeQuery read;
    read.range = range(step.range);
    read.limit = step.limit;
    read.keysOnly = step.keysOnly;
    return read;
}

} // namespace

v3::Range range(const KeyRange &range)
{
    switch (range.extent) {
    case KeyRange::Extent::Single:
        return v3::Range::single(range.begin);
    case KeyRange::Extent::Span: {
        // etcd has no empty key: the least one is a zero byte.
        const QByteArray begin = range.begin.isEmpty() ? QByteArray(1, '\0') : range.begin;
        // As an end, etcd reads no bytes as "this one key" and a zero byte as "no end": an empty range must
        // not become either of them.
        if (begin >= range.end)
            return {QByteArray(1, '\1'), QByteArray(1, '\1')};
        return {begin, range.end};
    }
    case KeyRange::Extent::OpenEnd:
        return range.begin.isEmpty() ? v3::Range::everything() : v3::Range::from(range.begin);
    }
    return {};
}

v3::RangeQuery query(const ListQuery &query)
{
    v3::RangeQuery result;
    result.range = range(query.range);
    result.limit = query.limit;
    result.revision = query.at.value;
    if (query.sort != ListQuery::Sort::None) {
        result.order =
            query.descending ? v3::RangeQuery::Order::Descending : v3::RangeQuery::Order::Ascending;
        switch (query.sort) {
        case ListQuery::Sort::None:
        case ListQuery::Sort::Key:
            result.by = v3::RangeQuery::By::Key;
            break;
        case ListQuery::Sort::Version:
            result.by = v3::RangeQuery::By::Version;
            break;
        case ListQuery::Sort::CreateRevision:
            result.by = v3::RangeQuery::By::CreateRevision;
            break;
        case ListQuery::Sort::ModRevision:
            result.by = v3::RangeQuery::By::ModRevision;
            break;
        case ListQuery::Sort::Value:
            result.by = v3::RangeQuery::By::Value;
            break;
        }
    }
    result.serializable = query.serializable;
    result.keysOnly = query.keysOnly;
    result.countOnly = query.countOnly;
    result.minModRevision = query.minModRevision;
    result.maxModRevision = query.maxModRevision;
    result.minCreateRevision = query.minCreateRevision;
    result.maxCreateRevision = query.maxCreateRevision;
    return result;
}

v3::WatchQuery query(const WatchQuery &query)
{
    v3::WatchQuery result;
    result.range = range(query.range);
    // A server can say any number, and the largest has no successor.
    if (query.since.isValid())
        result.startRevision = query.since.value + (query.since.value < std::numeric_limits<qint64>::max());
    result.previous = query.wantPrevious;
    result.progressNotify = query.progressNotify;
    result.withoutPuts = !query.puts;
    result.withoutDeletes = !query.deletes;
    result.once = query.once;
    result.createdTimeout = query.openDeadline;
    return result;
}

v3::Comparison comparison(const Condition &condition)
{
    v3::Comparison result;
    result.range = {condition.key, condition.rangeEnd};
    result.number = condition.number;
    switch (condition.relation) {
    case Condition::Relation::Equal:
        result.is = v3::Comparison::Is::Equal;
        break;
    case Condition::Relation::NotEqual:
        result.is = v3::Comparison::Is::NotEqual;
        break;
    case Condition::Relation::Less:
        result.is = v3::Comparison::Is::Less;
        break;
    case Condition::Relation::Greater:
        result.is = v3::Comparison::Is::Greater;
        break;
    }
    switch (condition.target) {
    case Condition::Target::ModRevision:
        result.what = v3::Comparison::What::ModRevision;
        break;
    case Condition::Target::CreateRevision:
        result.what = v3::Comparison::What::CreateRevision;
        break;
    case Condition::Target::Version:
        result.what = v3::Comparison::What::Version;
        break;
    case Condition::Target::Value:
        result.what = v3::Comparison::What::Value;
        result.value = condition.value;
        break;
    case Condition::Target::Lease:
        result.what = v3::Comparison::What::Lease;
        break;
    case Condition::Target::Existence: {
        // A key that does not exist has create revision 0; comparing its value would be false either way.
        const bool wanted = (condition.number != 0) == (condition.relation == Condition::Relation::Equal);
        result.what = v3::Comparison::What::CreateRevision;
        result.is = wanted ? v3::Comparison::Is::Greater : v3::Comparison::Is::Equal;
        result.number = 0;
        break;
    }
    }
    return result;
}

v3::Txn txn(const Transaction &transaction)
{
    v3::Txn txn;
    for (const Condition &condition : transaction.conditions)
        txn.when(comparison(condition));
    for (const Step &step : transaction.success)
        std::visit([&](const auto &s) { txn.then(query(s)); }, step);
    for (const Step &step : transaction.failure)
        std::visit([&](const auto &s) { txn.otherwise(query(s)); }, step);
    return txn;
}

Entry entry(const mvccpb::KeyValue &keyValue)
{
    return {.key = bytes(keyValue.key()),
            .value = bytes(keyValue.value()),
            .createRevision = keyValue.create_revision(),
            .modRevision = keyValue.mod_revision(),
            .version = keyValue.version(),
            .lease = keyValue.lease(),
            .timeToLive = std::nullopt};
}

TransactionResult result(const etcdserverpb::TxnResponse &response)
{
    TransactionResult result;
    result.succeeded = response.succeeded();
    result.position = {response.header().revision()};
    for (const etcdserverpb::ResponseOp &op : response.responses()) {
        StepResult step;
        if (op.has_response_range()) {
            for (const auto &keyValue : op.response_range().kvs())
                step.entries.push_back(entry(keyValue));
        } else if (op.has_response_put()) {
            if (op.response_put().has_prev_kv())
                step.entries.push_back(entry(op.response_put().prev_kv()));
        } else if (op.has_response_delete_range()) {
            step.removed = op.response_delete_range().deleted();
            for (const auto &keyValue : op.response_delete_range().prev_kvs())
                step.entries.push_back(entry(keyValue));
        }
        result.steps.push_back(std::move(step));
    }
    return result;
}

} // namespace etcdscope::v3messages
