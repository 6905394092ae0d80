// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

class QNetworkReply;

namespace etcdscope {

/// Why `reply`, which ended with an error of the network layer, did so: kind, fate and detail, for an
/// Http2Reply, a refused reply and a reply of Qt's HTTP alike. Says nothing about what a body or a
/// `grpc-status` holds. Precondition: reply.error() != NoError.
[[nodiscard]] Error transportError(const QNetworkReply &reply);

/// Whether a proxy on the way takes no, or other, credentials: it says so with HTTP status 407, which stands
/// in the error for SOCKS5 too.
[[nodiscard]] bool isOfProxyLogin(const Error &error);

} // namespace etcdscope
