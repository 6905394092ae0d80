// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/locks.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace etcdscope {

/// All locks of a store, read again whenever somebody takes, leaves or waits for one, and now and then
/// besides, since renewals may pass unsaid; and the claims this program has on them. Nothing is read before
/// start(). Destruction does not release claims.
class LockBoard final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LockBoard)

public:
    /// `locks` is borrowed and must outlive this.
    explicit LockBoard(Locks &locks, QObject *parent = nullptr);
    ~LockBoard() override;

    [[nodiscard]] Locks &locks() const { return m_locks; }

    void start();
    [[nodiscard]] bool isStarted() const { return bool(m_watch); }
    /// Reads now.
    void refresh();

    [[nodiscard]] bool isRead() const { return m_isRead; }                          ///< once at least
    [[nodiscard]] const std::vector<LockQueue> &queues() const { return m_queues; } ///< by name
    [[nodiscard]] const LockQueue *queue(const QByteArray &name) const;
    /// Why the last reading failed; what is shown is older than that.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    /// Milliseconds until the contender, as it was read last, ends; 0 when it should be gone. Absent: never.
    [[nodiscard]] std::optional<qint64> timeLeft(const Contender &contender) const;

    /// A claim on a lock of these: it is owned here from now on and stays after it has ended, until
    /// dismissed.
    LockClaim *adopt(std::unique_ptr<LockClaim> claim);
    [[nodiscard]] std::vector<LockClaim *> claims() const;
    /// The one that a key belongs to, or null.
    [[nodiscard]] LockClaim *claimOf(const Contender &contender) const;
    void dismiss(LockClaim *claim);

    /// As Locks::remove(), and reads again.
    [[nodiscard]] Call<Position> remove(const Contender &contender);

signals:
    /// queues(), isRead() or error().
    void changed();
    void claimChanged(etcdscope::LockClaim *claim);

private:
    void schedule();
    void taken(Result<std::vector<LockQueue>> queues);

    Locks &m_locks;
    std::vector<LockQueue> m_queues;
    std::vector<std::unique_ptr<LockClaim>> m_claims;
    std::unique_ptr<LockWatch> m_watch;
    Call<std::vector<LockQueue>> m_reading;
    QElapsedTimer m_sinceRead;
    QTimer m_soon;
    QTimer m_poll;
    std::optional<Error> m_error;
    bool m_isRead = false;
    bool m_readsAgain = false;
};

} // namespace etcdscope
