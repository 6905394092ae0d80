// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/endpointset.h"
#include "core/session/profile.h"
#include "core/v3/cluster.h"

#include <QList>
#include <QNetworkProxy>
#include <QUrl>

namespace etcdscope {

/// DefaultProxy for what the system says.
[[nodiscard]] QNetworkProxy networkProxy(const ProxySettings &settings, const QString &password);

/// Those of the addresses that can be used beside `known`: of the same scheme, and of loopback only where a
/// known one is of loopback too.
[[nodiscard]] QList<QUrl> usableEndpoints(const QStringList &addresses, const EndpointSet &known);

/// The same of what members say of themselves: started members that are no learners.
[[nodiscard]] QList<QUrl> clientEndpoints(const std::vector<v3::Member> &members, const EndpointSet &known);

} // namespace etcdscope
