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

    /// What is wrong with a text that is no link, or none that is opened.
    enum class Fault {
        Scheme, ///< it does not begin with etcd:// or etcds://
        TooLong,
        Secret,       ///< a user or a password is in it
        Hosts,        ///< there is none, or one cannot be read
        Fragment,     ///< a '#', which in a key is written %23
        Encoding,     ///< a '%' without two hexadecimal digits
        Query,        ///< something else than ?prefix=
        KeyAndPrefix, ///< both at once
    };

    /// Nothing, and `fault` if somebody asks, when it cannot be opened.
    [[nodiscard]] static std::optional<EtcdLink> parse(const QString &text, Fault *fault = nullptr);
};

} // namespace etcdscope
