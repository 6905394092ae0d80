// SPDX-License-Identifier: Apache-2.0
#include "core/v3/rangestream.h"

#include "core/rpc/methods.h"
#include "core/rpc/wire.h"

namespace etcdscope::v3 {

std::optional<QString> RangeStreamSink::messageStarted(qint64 size)
{
    m_head.resize(0);
    m_left = size;
    m_part = 0;
    m_inside = false;
    return std::nullopt;
}

std::optional<QString> RangeStreamSink::messageData(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        if (m_part == 0) {
            if (auto problem = takeHead(bytes))
                return problem;
            continue;
        }
        const qsizetype size = qsizetype(qMin(m_part, qint64(bytes.size())));
        m_part -= size;
        m_left -= size;
        if (m_inside) {
            if (auto problem = m_decoder.messageData(bytes.first(size)))
                return problem;
            if (auto problem = partEnded())
                return problem;
        }
        bytes = bytes.sliced(size);
    }
    return std::nullopt;
}

std::optional<QString> RangeStreamSink::messageEnded()
{
    if (m_left != 0 || m_part != 0 || !m_head.isEmpty())
        return QStringLiteral("a RangeStreamResponse ends early");
    return std::nullopt;
}

std::optional<QString> RangeStreamSink::takeHead(QByteArrayView &bytes)
{
    // Once a message or two: no need for the in-place way of FieldScanner.
    m_head.append(bytes.front());
    bytes = bytes.sliced(1);
    --m_left;
    wire::Head head;
    const char *at = m_head.constData();
    const wire::Outcome outcome = wire::readHead(at, at + m_head.size(), head);
    if (outcome == wire::Outcome::Short)
        return std::nullopt;
    if (outcome != wire::Outcome::Ok)
        return QStringLiteral("malformed RangeStreamResponse");
    m_head.resize(0);
    if (head.type != wire::Type::Length)
        return std::nullopt;
    if (head.value > quint64(m_left))
        return QStringLiteral("a length in RangeStreamResponse goes beyond it");
    m_part = qint64(head.value);
    m_inside = head.field == 1;
    if (!m_inside)
        return std::nullopt;
    if (auto problem = m_decoder.messageStarted(m_part))
        return problem;
    return partEnded();
}

std::optional<QString> RangeStreamSink::partEnded()
{
    return m_part == 0 ? m_decoder.messageEnded() : std::nullopt;
}

RangeStreamCall::RangeStreamCall(Channel &channel, const etcdserverpb::RangeRequest &request,
                                 RangeDecoder &decoder, const CallOptions &options)
    : m_sink(decoder)
    , m_stream(channel.open(methods::rangeStream, request, m_sink, options))
{
    connect(m_stream.get(), &ServerStream::received, this, &ServerStream::received);
    connect(m_stream.get(), &ServerStream::finished, this, &ServerStream::finished);
}

} // namespace etcdscope::v3
