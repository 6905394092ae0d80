// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rpc/channel.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace etcdscope::v3 {

/// A member as the cluster lists it.
struct Member
{
    QString name; ///< empty until it was started for the first time
    QStringList clientUrls;
    bool isLearner = false;
};

/// etcd's Cluster service. Borrows the channel.
class Cluster final
{
public:
    explicit Cluster(Channel &channel)
        : m_channel(channel)
    {
    }

    [[nodiscard]] Call<std::vector<Member>> members();

private:
    Channel &m_channel;
};

} // namespace etcdscope::v3
