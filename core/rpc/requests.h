// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/callpolicy.h"
#include "core/rpc/channel.h"

#include <QByteArray>

/// What the requests of both transports have in common.
namespace etcdscope {

[[nodiscard]] CallInfo callInfo(const Method &method, const CallOptions &options);

[[nodiscard]] QByteArray userAgent();

/// A deadline in milliseconds as gRPC writes it: at most eight digits and a unit (gRPC over HTTP/2,
/// "Timeout").
[[nodiscard]] QByteArray grpcTimeout(int milliseconds);

} // namespace etcdscope
