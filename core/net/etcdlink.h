// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/net/endpointset.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace etcdscope {

/// Where a link leads: `etcd://host:port[,host:port]/key` or `...?prefix=keys%20below`, `etcds://` for TLS.
/// What follows the first slash is the key byte for byte, percent-encoded where needed: a key that begins
/// with a slash has two of them, or %2F.
struct EtcdLink
{
    EndpointSet endpoints;
    std::optional<QByteArray> key;
    QByteArray prefix; ///< empty: all keys

    [[nodiscard]] bool isSecure() const { return endpoints.current().scheme() == QLatin1String("https"); }

    [[nodiscard]] static bool isLink(const QString &text);

    /// Refused with Local and a text that says what is wrong, and that never repeats a user or a password.
    [[nodiscard]] static Result<EtcdLink> parse(const QString &text);
};

} // namespace etcdscope
