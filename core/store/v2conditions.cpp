// SPDX-License-Identifier: Apache-2.0
#include "core/store/v2conditions.h"

#include "core/store/v2entries.h"

#include <algorithm>

namespace etcdscope::v2conditions {

namespace {

using Target = Condition::Target;
using Relation = Condition::Relation;

template<class T> bool holds(const T &left, Relation relation, const T &right)
{
    switch (relation) {
    case Relation::Equal:
        return left == right;
    case Relation::NotEqual:
        return left != right;
    case Relation::Less:
        return left < right;
    case Relation::Greater:
        return left > right;
    }
    return false;
}

bool holdsFor(const Condition &condition, const std::optional<Entry> &entry)
{
    switch (condition.target) {
    case Target::Existence:
    case Target::Version: // never asked for more than whether there is one, see problem()
        return holds<qint64>(entry ? 1 : 0, condition.relation, condition.number);
    case Target::ModRevision:
        return holds<qint64>(entry ? entry->modRevision : 0, condition.relation, condition.number);
    case Target::CreateRevision:
        return holds<qint64>(entry ? entry->createRevision : 0, condition.relation, condition.number);
    case Target::Value:
        return entry && holds(entry->value, condition.relation, condition.value);
    case Target::Lease:
        return false;
    }
    return false;
}

Error unsupported(const QString &detail)
{
    return {.kind = ErrorKind::Unsupported, .detail = detail};
}

/// The key that the one step of a transaction changes; nothing when it is more than one.
std::optional<QByteArray> keyOf(const Step &step)
{
    if (const auto *put = std::get_if<PutStep>(&step))
        return put->key;
    if (const auto *remove = std::get_if<RemoveStep>(&step)) {
        if (remove->range.extent == KeyRange::Extent::Single)
            return remove->range.begin;
        return v2entries::wholeDirectory(remove->range);
    }
    return std::nullopt;
}

bool isSingleRead(const Step &step)
{
    const auto *read = std::get_if<ReadStep>(&step);
    return read && read->range.extent == KeyRange::Extent::Single;
}

} // namespace

std::optional<Compare> compare(const std::vector<Condition> &conditions)
{
    Compare result;
    for (const Condition &one : conditions) {
        if (one.relation != Relation::Equal)
            return std::nullopt;
        const bool isAbsence =
            (one.target == Target::Existence || one.target == Target::ModRevision) && one.number == 0;
        if (isAbsence && conditions.size() == 1)
            result.exists = false; // with anything beside it the server would forget about that
        else if (one.target == Target::Existence && one.number == 1)
            result.exists = true;
        else if (one.target == Target::ModRevision && one.number > 0 && !result.index)
            result.index = one.number;
        else if (one.target == Target::Value && !one.value.isEmpty() && !result.value)
            result.value = one.value;
        else
            return std::nullopt;
    }
    return result;
}

bool hold(const std::vector<Condition> &conditions, const std::optional<Entry> &entry)
{
    return std::ranges::all_of(conditions,
                               [&](const Condition &condition) { return holdsFor(condition, entry); });
}

std::optional<Error> problem(const Transaction &transaction)
{
    if (transaction.success.size() != 1)
        return unsupported(QStringLiteral("the v2 API changes one key at a time"));
    const std::optional<QByteArray> key = keyOf(transaction.success.front());
    if (!key)
        return unsupported(QStringLiteral("the v2 API changes single keys and whole directories"));
    if (!std::ranges::all_of(transaction.failure, isSingleRead))
        return unsupported(QStringLiteral("the v2 API cannot write when a compare fails"));
    if (const auto *put = std::get_if<PutStep>(&transaction.success.front())) {
        if (put->lease.kind == LeaseChoice::Kind::Attach)
            return unsupported(QStringLiteral("the v2 API has no leases"));
        if (put->isDirectory && !v2entries::isDirectoryKey(put->key))
            return Error::local(QStringLiteral("the key of a directory ends in a slash"));
        if (put->quiet && (!put->keepValue || put->timeToLive.kind != TimeToLive::Kind::Seconds))
            return Error::local(QStringLiteral("a refresh sets a time to live and keeps the value"));
    }
    for (const Condition &condition : transaction.conditions) {
        if (condition.key != *key || !condition.rangeEnd.isEmpty())
            return unsupported(QStringLiteral("the v2 API compares only the key that it writes"));
        if (condition.target == Target::Lease ||
            (condition.target == Target::Version && condition.number != 0))
            return unsupported(QStringLiteral("the v2 API has neither leases nor versions to compare"));
    }
    return std::nullopt;
}

} // namespace etcdscope::v2conditions
