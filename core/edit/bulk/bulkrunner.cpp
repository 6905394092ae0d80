// SPDX-License-Identifier: Apache-2.0
#include "core/edit/bulk/bulkrunner.h"

#include "core/edit/bulk/bulkcopy.h"
#include "core/edit/bulk/bulkdelete.h"

namespace etcdscope {

BulkRunner::BulkRunner(KeyStore &store, Journal &journal, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_journal(journal)
{
}

BulkRunner::~BulkRunner() = default;

std::unique_ptr<BulkPreview> BulkRunner::preview(const BulkScope &scope, BulkKind kind)
{
    return std::make_unique<BulkPreview>(m_store, scope, kind, m_journal.byteLimit());
}

StoreFeatures BulkRunner::features() const
{
    return m_store.features();
}

BulkRun *BulkRunner::remove(std::shared_ptr<const BulkPlan> plan)
{
    return begin(std::make_unique<BulkDelete>(m_store, m_journal, std::move(plan)));
}

BulkRun *BulkRunner::copy(std::shared_ptr<const BulkPlan> plan, const BulkMapping &mapping, BulkKind kind,
                          const std::vector<quint32> &skipped, bool allOrNothing)
{
    return begin(std::make_unique<BulkCopy>(m_store, m_journal, std::move(plan), mapping,
                                            kind == BulkKind::Rename, skipped, allOrNothing));
}

BulkRun *BulkRunner::begin(std::unique_ptr<BulkRun> run)
{
    Q_ASSERT(!isBusy());
    if (m_run)
        m_run.release()->deleteLater(); // somebody may be in one of its slots
    m_run = std::move(run);
    BulkRun *const started = m_run.get();
    emit currentChanged();
    started->start();
    return started;
}

void BulkRunner::dismiss()
{
    if (!m_run || isBusy())
        return;
    m_run.release()->deleteLater();
    emit currentChanged();
}

} // namespace etcdscope
