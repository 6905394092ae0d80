// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/etcdserver.h"

#include <memory>
#include <vector>

namespace etcdscope {

/// Three (or so) members of one real etcd cluster on loopback. Member i is at(i).
class EtcdCluster final
{
    Q_DISABLE_COPY_MOVE(EtcdCluster)

public:
    explicit EtcdCluster(EtcdOptions options = {}, int size = 3);
    ~EtcdCluster();

    /// Starts all and waits until each serves.
    [[nodiscard]] bool start();

    [[nodiscard]] int size() const { return int(m_members.size()); }
    [[nodiscard]] EtcdServer &at(int member) { return *m_members[size_t(member)]; }
    [[nodiscard]] QList<QUrl> urls() const;

    /// The member that leads, asked of the others; -1 when there is none within `milliseconds`.
    [[nodiscard]] int leader(int milliseconds = 10'000);

    void killMember(int member) { at(member).kill(); }
    /// Starts it again on its ports and data, and waits until it serves.
    [[nodiscard]] bool restartMember(int member) { return at(member).restart(); }

private:
    [[nodiscard]] bool launchOnFreshPorts();

    EtcdOptions m_options;
    int m_size;
    std::vector<std::unique_ptr<EtcdServer>> m_members;
};

} // namespace etcdscope
