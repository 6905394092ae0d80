// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/v2/client.h"

#include <QDateTime>

#include <memory>
#include <optional>
#include <vector>

namespace etcdscope::v2 {

/// Of one member. One without a leader calls itself the leader: MembersApi::leader() knows better.
struct SelfStats
{
    QString name;
    QByteArray id;
    bool saysLeader = false; ///< "StateLeader"
    QDateTime startTime;     ///< UTC
    QByteArray leaderId;
    QString leaderUptime;      ///< as etcd writes it: "10m59.322358947s"
    QDateTime leaderStartTime; ///< UTC
    qint64 receivedAppends = 0;
    qint64 sentAppends = 0;
    std::optional<double> receivedPackages; ///< a second; where there are any
    std::optional<double> sentPackages;
    std::optional<double> receivedBytes;
    std::optional<double> sentBytes;
};

/// Between the leader and one follower, in milliseconds.
struct FollowerStats
{
    QByteArray id;
    double current = 0;
    double average = 0;
    double deviation = 0;
    double minimum = 0;
    double maximum = 0;
    qint64 succeeded = 0;
    qint64 failed = 0;
};

struct LeaderStats
{
    QByteArray id;
    std::vector<FollowerStats> followers; ///< by id
};

/// What one member was asked since its start.
struct StoreStats
{
    struct Count
    {
        qint64 succeeded = 0;
        qint64 failed = 0;
    };
    Count gets;
    Count sets;
    Count removals;
    Count updates;
    Count creations;
    Count swaps;            ///< compareAndSwap
    Count comparedRemovals; ///< compareAndDelete
    qint64 expired = 0;
    qint64 watchers = 0;
};

/// /v2/stats. Given to anybody, also with authentication on.
/// https://etcd.io/docs/v2.3/api/#statistics
class StatsApi final
{
public:
    explicit StatsApi(std::shared_ptr<Client> client)
        : m_client(std::move(client))
    {
    }

    /// Of the member at `endpoint`; empty: the one in use.
    [[nodiscard]] Call<SelfStats> self(const QUrl &endpoint = {}) const;
    [[nodiscard]] Call<StoreStats> store(const QUrl &endpoint = {}) const;
    /// Asks who leads, and then that member, at an endpoint that is known or else at the first address it
    /// gives itself.
    [[nodiscard]] Call<LeaderStats> leader() const;

private:
    std::shared_ptr<Client> m_client;
};

} // namespace etcdscope::v2
