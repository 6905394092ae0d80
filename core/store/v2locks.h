// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/locks.h"
#include "core/v2/keysapi.h"

#include <map>

namespace etcdscope {

class V2LockFeed;

/// Locks as python-etcd and python-aio-etcd have them: a key in order for each contender,
/// `<prefix>/<name>/<20-digit index>`, its value 32 hexadecimal digits that only it has. The lowest key holds
/// the lock. All reads are linearizable.
class V2Locks final : public Locks
{
public:
    static QByteArray defaultPrefix() { return QByteArrayLiteral("/_locks"); }
    static QByteArray electionPrefix() { return QByteArrayLiteral("/_elections"); }

    explicit V2Locks(v2::KeysApi keys, QByteArray prefix = defaultPrefix());
    ~V2Locks() override;

    [[nodiscard]] Call<std::vector<LockQueue>> all() override;
    [[nodiscard]] Call<LockQueue> queue(const QByteArray &name) override;
    [[nodiscard]] std::unique_ptr<LockClaim> acquire(const QByteArray &name,
                                                     const LockOptions &options) override;
    [[nodiscard]] Call<Position> remove(const Contender &contender) override;
    [[nodiscard]] std::unique_ptr<LockWatch> watch() override;
    void reconnect() override;
    [[nodiscard]] QString nameProblem(const QByteArray &name) const override;
    [[nodiscard]] QByteArray place(const QByteArray &name) const override;
    /// By the same layout below electionPrefix().
    [[nodiscard]] Elections *elections() override;

private:
    [[nodiscard]] std::shared_ptr<V2LockFeed> feed(const QByteArray &directory);

    const v2::KeysApi m_keys;
    const QByteArray m_prefix;
    std::map<QByteArray, std::weak_ptr<V2LockFeed>> m_feeds; // by the directory that they watch
    std::unique_ptr<Elections> m_elections;                  // made when it is asked for
    QObject m_context;                                       // of calls that have a second step
};

} // namespace etcdscope
