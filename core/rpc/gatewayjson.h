// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/rpc/method.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

/// What etcd's JSON gateway writes and reads: protobuf's JSON mapping with the field names of the .proto
/// files, defaults left out, and its own frames around streams and errors. All functions may run on any
/// thread.
namespace etcdscope {

/// A request body. Nothing when a string field is not UTF-8.
[[nodiscard]] std::optional<QByteArray> gatewayJson(const google::protobuf::Message &message);

/// The wire bytes of an answer of `method`. Unknown fields are passed over. Nothing when `json` is no such
/// message.
[[nodiscard]] std::optional<QByteArray> wireFromGatewayJson(const Method &method, QByteArrayView json);

/// True for text that begins like an object and ends before it does, and for no text at all: what is left of
/// an answer that was cut off. Looks at brackets and strings only.
[[nodiscard]] bool endsInsideJson(QByteArrayView json);

/// One line of a stream: `{"result":...}` or `{"error":...}`.
struct GatewayLine
{
    enum class Kind { Result, Error, Malformed };

    Kind kind = Kind::Malformed;
    QByteArrayView payload; ///< the value, in the line's own memory
};
[[nodiscard]] GatewayLine parseGatewayLine(QByteArrayView line);

/// The error in a body or in the payload of an error line, in all shapes that gateways 1.x and 2.x give it:
/// `{"error":M,"message":M,"code":N}`, `{"code":N,"message":M}`, `{"grpc_code":N,"message":M}`. Nothing when
/// it is none of them.
[[nodiscard]] std::optional<Error> errorFromGatewayJson(QByteArrayView json);

} // namespace etcdscope
