// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/locks.h"

#include <memory>

namespace etcdscope {

/// A candidacy, as LockOptions but for what an election takes for granted.
struct CandidateOptions
{
    QByteArray name = {};  ///< empty: that of this computer
    qint64 timeToLive = 0; ///< seconds; 0 = persistent: until it is withdrawn, also when this program dies
    int patience = 0;      ///< milliseconds to wait for others; 0 = as long as it takes
    bool renewing = true;
};

/// Leader election by the layout of locks: who holds the lock is the leader, the value of its key is its
/// name. With the v2 API: `/_elections/<election>/<20-digit index>`.
///
/// A name stands for one candidate: standing again under a name that is in the queue takes over its place
/// instead of joining a second time. What etcd 0.x did with its module /mod/v2/leader (set, get, delete, name
/// and TTL) is done here with plain keys; that module is gone since etcd 2.0, and the libraries that used it
/// raise NotImplementedError.
class Elections final
{
public:
    explicit Elections(std::unique_ptr<Locks> locks);

    [[nodiscard]] static QByteArray thisComputer();

    /// Candidates of all elections, in the order in which they will lead.
    [[nodiscard]] Locks &queues() { return *m_locks; }

    /// Becomes the leader, or waits until it is.
    [[nodiscard]] std::unique_ptr<LockClaim> stand(const QByteArray &election,
                                                   const CandidateOptions &options);
    /// Who leads; nothing when nobody does.
    [[nodiscard]] Call<std::optional<Contender>> leader(const QByteArray &election);
    /// Takes the candidate out of the election, whether it leads or waits. NotFound: it is not in it.
    [[nodiscard]] Call<Position> withdraw(const QByteArray &election, const QByteArray &name);

private:
    std::unique_ptr<Locks> m_locks;
    QObject m_context; // of calls that have a second step
};

} // namespace etcdscope
