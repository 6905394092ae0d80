// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/edit/bulk/bulkmapping.h"
#include "core/edit/bulk/bulkrun.h"

#include <QObject>

#include <memory>
#include <vector>

namespace etcdscope {

/// The bulk operations of one key space. It owns the one that runs, so that closing a panel never cancels it,
/// and keeps it when it has come to rest until another one starts or it is dismissed.
class BulkRunner final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BulkRunner)

public:
    BulkRunner(KeyStore &store, Journal &journal, QObject *parent = nullptr);
    ~BulkRunner() override;

    /// What would be done, read from the cluster; to be started.
    [[nodiscard]] std::unique_ptr<BulkPreview> preview(const BulkScope &scope, BulkKind kind);

    /// Of the store it works on.
    [[nodiscard]] StoreFeatures features() const;

    /// Null, or the operation that was started last.
    [[nodiscard]] BulkRun *current() const { return m_run.get(); }
    [[nodiscard]] bool isBusy() const { return m_run && !m_run->isResting(); }

    /// Start an operation. Precondition: not busy.
    BulkRun *remove(std::shared_ptr<const BulkPlan> plan);
    BulkRun *copy(std::shared_ptr<const BulkPlan> plan, const BulkMapping &mapping, BulkKind kind,
                  const std::vector<quint32> &skipped, bool allOrNothing);
    /// Lets go of an operation that rests.
    void dismiss();

signals:
    /// Another operation, or none, is current().
    void currentChanged();

private:
    BulkRun *begin(std::unique_ptr<BulkRun> run);

    KeyStore &m_store;
    Journal &m_journal;
    std::unique_ptr<BulkRun> m_run;
};

} // namespace etcdscope
