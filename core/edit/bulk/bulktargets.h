// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/edit/bulk/bulkmapping.h"
#include "core/store/change.h"
#include "core/store/keystore.h"

#include <QObject>
#include <QSet>

#include <memory>
#include <optional>
#include <vector>

namespace etcdscope {

/// Looks up whether the new names of the keys of a plan exist already, and counts the steps it will take.
/// Owned by whoever asked; destruction cancels.
class BulkTargets final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BulkTargets)

public:
    BulkTargets(KeyStore &store, std::shared_ptr<const BulkPlan> plan, BulkMapping mapping,
                QObject *parent = nullptr);
    ~BulkTargets() override;

    void start();

    [[nodiscard]] quint32 checked() const { return m_checked; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    /// Keys whose new name exists, or is that of another of them, or is the old one; ascending at the end.
    [[nodiscard]] const std::vector<quint32> &occupied() const { return m_occupied; }
    /// Transactions for all keys that are not occupied: 1 = all at once. More are to be expected when the
    /// plan has no values.
    [[nodiscard]] int steps() const { return m_steps; }

signals:
    void progressed();
    /// Once; nothing after it.
    void finished();

private:
    struct Flight;

    void pump();
    void answered(Flight *flight, Result<TransactionResult> result);
    void end(const std::optional<Error> &error);

    KeyStore &m_store;
    const std::shared_ptr<const BulkPlan> m_plan;
    const BulkMapping m_mapping;
    std::vector<std::unique_ptr<Flight>> m_flights;
    std::vector<quint32> m_occupied;
    QSet<QByteArray> m_names; // only where two can meet
    std::optional<Error> m_error;
    quint32 m_next = 0;
    quint32 m_checked = 0;
    int m_steps = 0;
    int m_keysInStep = 0;
    qint64 m_bytesInStep = 0;
    bool m_ended = false;
};

} // namespace etcdscope
