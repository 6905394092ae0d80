// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

class QNetworkReply;

namespace etcdscope {

/// Why `reply`, which ended with an error of the network layer, did so: kind, fate and detail, for an
/// Http2Reply, a refused reply and a reply of Qt's HTTP alike. Says nothing about what a body or a
/// `grpc-status` holds. Precondition: reply.error() != NoError.
[[nodiscard]] Error transportError(const QNetworkReply &reply);

} // namespace etcdscope
