// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/edit/bulk/bulkplan.h"

#include <QObject>

#include <memory>
#include <optional>

namespace etcdscope {

class KeyStore;
class RangeReader;

/// What a bulk operation is going to do.
enum class BulkKind { Delete, Duplicate, Rename };

/// Reads what a bulk operation is about from the cluster, all at one revision: the keys, and their values as
/// long as the journal can keep them, so that the operation can be taken back. Owned by whoever asked;
/// destruction cancels.
class BulkPreview final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BulkPreview)

public:
    enum class State { Reading, Ready, Failed, Cancelled };

    /// `journalLimit` in bytes.
    BulkPreview(KeyStore &store, BulkScope scope, BulkKind kind, qsizetype journalLimit,
                QObject *parent = nullptr);
    ~BulkPreview() override;

    /// Starts, or starts over at a new revision.
    void start();
    /// Ends without finished().
    void cancel();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    [[nodiscard]] qint64 keysRead() const { return m_plan->size(); }
    /// All keys in the parts that were begun; 0 while it is not known.
    [[nodiscard]] qint64 keysExpected() const;
    /// Complete once Ready; while Reading the keys so far, in order.
    [[nodiscard]] std::shared_ptr<const BulkPlan> plan() const { return m_plan; }
    /// The journal can keep what will be there before the operation and after it.
    [[nodiscard]] bool fitsJournal() const { return m_plan->hasValues(); }

signals:
    void progressed();
    /// Once after each start(): state() is Ready or Failed.
    void finished();

private:
    void take(quint32 part, const EntryBatch &batch);
    void ended(const std::optional<Error> &error);

    KeyStore &m_store;
    const BulkScope m_scope;
    const BulkKind m_kind;
    const qsizetype m_journalLimit;
    std::shared_ptr<BulkPlan> m_plan;
    std::unique_ptr<RangeReader> m_reader;
    State m_state = State::Cancelled;
    std::optional<Error> m_error;
    qsizetype m_journalBytes = 0;
    int m_restarts = 0;
};

} // namespace etcdscope
