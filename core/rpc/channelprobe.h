// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/rpc/channel.h"

#include <QUrl>

#include <memory>

namespace etcdscope {

class Credentials;
class NetworkAccess;

enum class Transport {
    Auto,    ///< gRPC, or the gateway where something between here and etcd passes HTTP/1.1 alone
    Grpc,    ///< gRPC alone
    Gateway, ///< etcd's JSON gateway alone
};

/// Finds the way to speak with `endpoint` by asking for its status, which changes nothing, and gives a
/// channel that works. Any answer of a gRPC server or of a gateway will do, also a refusal for want of
/// credentials. Auto goes on to the gateway only when something answered that does not speak gRPC: HTTP/1.1,
/// no h2 in ALPN, an HTTP error or a page of a proxy. A peer that cannot be reached, is silent or fails in
/// TLS is an error. `network` and `credentials` are borrowed and must outlive the channel. `deadline` is that
/// of each attempt. `basePath` ("/etcd") stands before the paths of the gateway; gRPC knows no such thing.
[[nodiscard]] Call<std::shared_ptr<Channel>>
openChannel(NetworkAccess &network, const QUrl &endpoint, Transport transport = Transport::Auto,
            const Credentials *credentials = nullptr, int deadline = 10'000, const QByteArray &basePath = {});

} // namespace etcdscope
