// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <google/protobuf/message.h>

namespace etcdscope {

/// One remote procedure of etcd: where it is found on either transport, and whether it can change anything.
/// The table of all of them is methods.h.
struct Method
{
    enum class Kind {
        Unary,        ///< one request, one answer
        ServerStream, ///< one request, answers until the server ends the call
        BidiStream,   ///< requests and answers until either side ends the call
    };

    const char *name;        ///< "etcdserverpb.KV/Range": the gRPC path without its leading slash
    const char *gatewayPath; ///< "/kv/range": below the gateway's prefix; null when the gateway has none
    bool mutates;            ///< Txn: true; a call of it that only reads says so in CallOptions
    const google::protobuf::Message &(*reply)(); ///< the default instance of the reply
    Kind kind = Kind::Unary;
};

} // namespace etcdscope
