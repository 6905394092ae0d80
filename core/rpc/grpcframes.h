// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/rpc/channel.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <optional>

namespace etcdscope {

/// A message as gRPC sends it: a zero byte (not compressed), its length in four bytes, most significant
/// first, and its bytes (gRPC over HTTP/2, "Length-Prefixed-Message").
[[nodiscard]] QByteArray grpcFrame(const google::protobuf::Message &message);

/// Cuts the body of a gRPC answer into messages, whatever the pieces it arrives in, and hands them to a sink.
class GrpcFrameParser final
{
public:
    explicit GrpcFrameParser(qint64 maxMessageSize)
        : m_maxMessageSize(maxMessageSize)
    {
    }

    struct Fault
    {
        ErrorKind kind = ErrorKind::Protocol;
        QString text;
    };

    /// After a fault nothing more may be fed.
    [[nodiscard]] std::optional<Fault> feed(QByteArrayView bytes, MessageSink &sink);

    /// Says what is missing when the body ends here.
    [[nodiscard]] std::optional<Fault> finish() const;

    [[nodiscard]] qint64 messages() const { return m_messages; } ///< whole ones so far

private:
    std::optional<Fault> startMessage(MessageSink &sink);
    std::optional<Fault> endMessage(MessageSink &sink);

    qint64 m_maxMessageSize;
    std::array<char, 5> m_prefix{};
    int m_prefixSize = 0;
    bool m_inMessage = false;
    qint64 m_missing = 0;
    qint64 m_messages = 0;
};

} // namespace etcdscope
