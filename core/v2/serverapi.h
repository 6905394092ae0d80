// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/v2/client.h"

#include <memory>

namespace etcdscope::v2 {

struct ServerVersion
{
    QString server;  ///< "3.4.23"
    QString cluster; ///< "3.4.0"; empty from servers before 2.2 and while it is not decided

    /// Whether the server is `major`.`minor` or later. False when its version cannot be read.
    [[nodiscard]] bool isAtLeast(int major, int minor) const;
};

struct Health
{
    bool isHealthy = false;
    QString reason = {}; ///< since 3.5
};

/// What a member says of itself beside the API, to anybody.
class ServerApi final
{
public:
    explicit ServerApi(std::shared_ptr<Client> client)
        : m_client(std::move(client))
    {
    }

    // Of the member at `endpoint`; empty: the one in use.
    [[nodiscard]] Call<ServerVersion> version(const QUrl &endpoint = {}) const;
    /// Takes a second or so without a quorum.
    [[nodiscard]] Call<Health> health(const QUrl &endpoint = {}) const;

    /// As text before 2.2.
    [[nodiscard]] static ServerVersion versionOf(const QByteArray &body);

private:
    std::shared_ptr<Client> m_client;
};

} // namespace etcdscope::v2
