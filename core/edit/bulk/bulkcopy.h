// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/edit/bulk/bulkmapping.h"
#include "core/edit/bulk/bulkrun.h"

namespace etcdscope {

/// Duplicates the keys of a plan under new names, or renames them: values and leases stay. A transaction
/// writes new names only where no key is, of keys that are as in the plan; a rename deletes the old ones in
/// the same transaction. Within what a server takes in one transaction all happens at once, else in batches.
class BulkCopy final : public BulkRun
{
    Q_OBJECT

public:
    /// `skipped` are keys to be left alone because their new names exist, in ascending order.
    BulkCopy(KeyStore &store, Journal &journal, std::shared_ptr<const BulkPlan> plan, BulkMapping mapping,
             bool removesOld, const std::vector<quint32> &skipped, bool allOrNothing,
             QObject *parent = nullptr);
    ~BulkCopy() override;

    [[nodiscard]] BulkKind kind() const override
    {
        return m_removesOld ? BulkKind::Rename : BulkKind::Duplicate;
    }
    [[nodiscard]] const BulkMapping &mapping() const { return m_mapping; }

    /// Keys in one transaction: each takes two comparisons.
    [[nodiscard]] static int keysInTransaction(const StoreFeatures &features);
    /// Bytes of a request that one key takes, its value included when the plan has it.
    [[nodiscard]] static qint64 bytesInTransaction(const BulkPlan &plan, const BulkMapping &mapping,
                                                   quint32 key);

protected:
    [[nodiscard]] Transaction writeOf(const Batch &batch) const override;
    [[nodiscard]] std::vector<Step> readsOf(const Batch &batch, bool withValues) const override;
    [[nodiscard]] int readsPerKey() const override { return 2; }
    [[nodiscard]] Outcome judge(const Batch &batch, size_t i, const StepResult *reads,
                                bool lost) const override;
    [[nodiscard]] qint64 bytesOf(quint32 key) const override;
    [[nodiscard]] int keysPerBatch() const override;
    [[nodiscard]] bool needsValues() const override { return !m_plan->hasValues(); }
    void keepBeforeImage(quint32 key, const QByteArray &value, Position position, bool known) override;
    [[nodiscard]] bool stopsAtConflict() const override;

private:
    [[nodiscard]] QByteArray valueOf(const Batch &batch, size_t i) const;

    const BulkMapping m_mapping;
    const bool m_removesOld;
    const bool m_allOrNothing;
};

} // namespace etcdscope
