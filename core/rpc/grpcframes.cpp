// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/grpcframes.h"

#include <google/protobuf/message.h>

#include <QtEndian>

#include <cstring>

namespace etcdscope {

QByteArray grpcFrame(const google::protobuf::Message &message)
{
    const size_t size = message.ByteSizeLong();
    QByteArray frame(qsizetype(size) + 5, Qt::Uninitialized);
    frame[0] = '\0';
    qToBigEndian(quint32(size), frame.data() + 1);
    message.SerializeWithCachedSizesToArray(reinterpret_cast<uint8_t *>(frame.data() + 5));
    return frame;
}

std::optional<GrpcFrameParser::Fault> GrpcFrameParser::feed(QByteArrayView bytes, MessageSink &sink)
{
    while (!bytes.isEmpty()) {
        if (!m_inMessage) {
            const qsizetype take = qMin(qsizetype(5 - m_prefixSize), bytes.size());
            std::memcpy(m_prefix.data() + m_prefixSize, bytes.data(), size_t(take));
            m_prefixSize += int(take);
            bytes = bytes.sliced(take);
            if (m_prefixSize < 5)
                break;
            if (auto fault = startMessage(sink))
                return fault;
        } else {
            const qsizetype take = qsizetype(qMin(m_missing, qint64(bytes.size())));
            m_missing -= take;
            if (auto problem = sink.messageData(bytes.first(take)))
                return Fault{ErrorKind::Protocol, *problem};
            bytes = bytes.sliced(take);
        }
        if (m_inMessage && m_missing == 0) {
            if (auto fault = endMessage(sink))
                return fault;
        }
    }
    return std::nullopt;
}

std::optional<GrpcFrameParser::Fault> GrpcFrameParser::finish() const
{
    if (m_inMessage)
        return Fault{ErrorKind::Protocol,
                     QStringLiteral("the answer ends %1 bytes before the end of a message").arg(m_missing)};
    if (m_prefixSize > 0)
        return Fault{ErrorKind::Protocol, QStringLiteral("the answer ends inside a message's prefix")};
    return std::nullopt;
}

std::optional<GrpcFrameParser::Fault> GrpcFrameParser::startMessage(MessageSink &sink)
{
    const qint64 size = qFromBigEndian<quint32>(m_prefix.data() + 1);
    m_prefixSize = 0;
    if (m_prefix[0] == 1)
        return Fault{ErrorKind::Protocol,
                     QStringLiteral("the server sent a compressed message, which was not offered")};
    if (m_prefix[0] != 0)
        return Fault{ErrorKind::Protocol, QStringLiteral("the answer is not made of gRPC messages")};
    if (size > m_maxMessageSize)
        return Fault{ErrorKind::TooLarge,
                     QStringLiteral("the server sent a message of %1 bytes, the limit is %2")
                         .arg(size)
                         .arg(m_maxMessageSize)};
    m_inMessage = true;
    m_missing = size;
    if (auto problem = sink.messageStarted(size))
        return Fault{ErrorKind::Protocol, *problem};
    return std::nullopt;
}

std::optional<GrpcFrameParser::Fault> GrpcFrameParser::endMessage(MessageSink &sink)
{
    m_inMessage = false;
    ++m_messages;
    if (auto problem = sink.messageEnded())
        return Fault{ErrorKind::Protocol, *problem};
    return std::nullopt;
}

} // namespace etcdscope
