// SPDX-License-Identifier: Apache-2.0
#include "core/edit/bulk/bulkcopy.h"

#include <algorithm>

namespace etcdscope {

BulkCopy::BulkCopy(KeyStore &store, Journal &journal, std::shared_ptr<const BulkPlan> plan,
                   BulkMapping mapping, bool removesOld, const std::vector<quint32> &skipped,
                   bool allOrNothing, QObject *parent)
    : BulkRun(store, journal, std::move(plan), parent)
    , m_mapping(std::move(mapping))
    , m_removesOld(removesOld)
    , m_allOrNothing(allOrNothing)
{
    for (const quint32 key : skipped)
        setOutcome(key, Outcome::Occupied);
    addWork(0, m_plan->size());
}

BulkCopy::~BulkCopy() = default;

int BulkCopy::keysInTransaction(const StoreFeatures &features)
{
    return std::max(1, features.transactionLimit / 2);
}

qint64 BulkCopy::bytesInTransaction(const BulkPlan &plan, const BulkMapping &mapping, quint32 key)
{
    // Both names stand in a comparison, in a step, and in what is read when it fails.
    const qint64 names = 2 * qint64(plan.at(key).size) + mapping.longestGrowth();
    return 3 * names + plan.value(key).size() + 160;
}

Transaction BulkCopy::writeOf(const Batch &batch) const
{
    Transaction transaction;
    for (size_t i = 0; i < batch.keys.size(); ++i) {
        const quint32 key = batch.keys[i];
        const BulkPlan::Key &old = m_plan->at(key);
        const QByteArray oldName = m_plan->key(key).toByteArray();
        const QByteArray newName = m_mapping.nameFor(*m_plan, key);
        transaction.conditions.push_back(Condition::unchangedSince(oldName, old.modRevision));
        transaction.conditions.push_back(Condition::absent(newName));
        transaction.success.push_back(
            PutStep{.key = newName,
                    .value = valueOf(batch, i),
                    .lease = old.lease != 0 ? LeaseChoice::attach(old.lease) : LeaseChoice::detach(),
                    .isNew = true});
        if (m_removesOld)
            transaction.success.push_back(RemoveStep{.range = KeyRange::single(oldName)});
    }
    return transaction;
}

std::vector<Step> BulkCopy::readsOf(const Batch &batch, bool withValues) const
{
    std::vector<Step> steps;
    for (const quint32 key : batch.keys) {
        const auto read = [&](const QByteArray &name) {
            steps.push_back(ReadStep{.range = KeyRange::single(name), .keysOnly = !withValues});
        };
        read(m_plan->key(key).toByteArray());
        read(m_mapping.nameFor(*m_plan, key));
    }
    return steps;
}

BulkRun::Outcome BulkCopy::judge(const Batch &batch, size_t i, const StepResult *reads, bool lost) const
{
    const BulkPlan::Key &planned = m_plan->at(batch.keys[i]);
    const Entry *const oldOne = reads[0].entries.empty() ? nullptr : &reads[0].entries.front();
    const Entry *const newOne = reads[1].entries.empty() ? nullptr : &reads[1].entries.front();
    const bool oldIsSame = oldOne && oldOne->modRevision == planned.modRevision;
    if (lost && newOne && newOne->createRevision > m_plan->position().value && newOne->version == 1 &&
        newOne->lease == planned.lease && newOne->value == valueOf(batch, i) &&
        (m_removesOld ? !oldOne : true))
        return Outcome::Done;
    if (oldIsSame)
        return newOne ? Outcome::Occupied : Outcome::Pending;
    return oldOne ? Outcome::Changed : Outcome::Gone;
}

QByteArray BulkCopy::valueOf(const Batch &batch, size_t i) const
{
    return batch.values.empty() ? m_plan->value(batch.keys[i]).toByteArray() : batch.values[i];
}

qint64 BulkCopy::bytesOf(quint32 key) const
{
    return bytesInTransaction(*m_plan, m_mapping, key);
}

int BulkCopy::keysPerBatch() const
{
    // Values that are read first come in one answer.
    return needsValues() ? std::min(16, keysInTransaction(m_store.features()))
                         : keysInTransaction(m_store.features());
}

bool BulkCopy::stopsAtConflict() const
{
    return m_allOrNothing;
}

void BulkCopy::keepBeforeImage(quint32 key, const QByteArray &value, Position position, bool known)
{
    const auto outcome = known ? JournalEntry::Outcome::Done : JournalEntry::Outcome::Unknown;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_journal.add({.id = 0,
                   .group = m_group,
                   .time = now,
                   .key = m_mapping.nameFor(*m_plan, key),
                   .before = std::nullopt,
                   .after = value,
                   .position = position,
                   .outcome = outcome});
    if (!m_removesOld)
        return;
    Entry before = m_plan->entry(key);
    before.value = value;
    m_journal.add({.id = 0,
                   .group = m_group,
                   .time = now,
                   .key = before.key,
                   .before = before,
                   .after = std::nullopt,
                   .position = position,
                   .outcome = outcome});
}

} // namespace etcdscope
