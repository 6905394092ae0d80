// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QStringList>
#include <QUrl>

namespace etcdscope {

/// What to try for the v2 API: the endpoints as typed and, behind all of them, port 4001 of those that were
/// typed without a port, where etcd listened before 2.0. Each text may be a list with commas; one that is no
/// endpoint stays as it is, for EndpointSet::parse() to refuse.
[[nodiscard]] QStringList endpointCandidatesOfV2(const QStringList &texts);

/// Of those candidates the ones that nobody typed. None when what was typed is no set of endpoints.
[[nodiscard]] QList<QUrl> olderEndpoints(const QStringList &texts);

} // namespace etcdscope
