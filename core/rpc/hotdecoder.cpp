// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/hotdecoder.h"

namespace etcdscope {

namespace {

/// Walks over a message that lies whole in memory. `take(head, bytes)` gets every field; `bytes` are those of
/// a length-delimited one. A text says that the bytes are no message, and may come from `take`.
template<class Take> std::optional<QString> walk(QByteArrayView message, const char *what, Take take)
{
    const char *at = message.data();
    const char *const end = at + message.size();
    wire::Head head;
    while (at != end) {
        if (wire::readHead(at, end, head) != wire::Outcome::Ok)
            return QStringLiteral("malformed %1").arg(QLatin1String(what));
        QByteArrayView bytes;
        if (head.type == wire::Type::Length) {
            if (head.value > quint64(end - at))
                return QStringLiteral("a length in %1 goes beyond it").arg(QLatin1String(what));
            bytes = QByteArrayView(at, qsizetype(head.value));
            at += head.value;
        }
        if (std::optional<QString> problem = take(head, bytes))
            return problem;
    }
    return std::nullopt;
}

// The hottest loop of all loading: kept apart from walk(), so that nothing but these few lines is in it.
bool parseKeyValue(QByteArrayView message, KeyValueView &result)
{
    const char *at = message.data();
    const char *const end = at + message.size();
    wire::Head head;
    while (at != end) {
        if (wire::readHead(at, end, head) != wire::Outcome::Ok)
            return false;
        if (head.type == wire::Type::Length) {
            if (head.value > quint64(end - at))
                return false;
            const QByteArrayView bytes(at, qsizetype(head.value));
            at += head.value;
            if (head.field == 1)
                result.key = bytes;
            else if (head.field == 5)
                result.value = bytes;
        } else if (head.type == wire::Type::Varint) {
            const qint64 number = qint64(head.value);
            switch (head.field) {
            case 2:
                result.createRevision = number;
                break;
            case 3:
                result.modRevision = number;
                break;
            case 4:
                result.version = number;
                break;
            case 6:
                result.lease = number;
                break;
            default:
                break;
            }
        }
    }
    return true;
}

std::optional<QString> malformedKeyValue()
{
    return QStringLiteral("malformed KeyValue");
}

std::optional<QString> parseHeader(QByteArrayView message, qint64 &revision, quint64 &clusterId)
{
    return walk(message, "ResponseHeader",
                [&](const wire::Head &head, QByteArrayView) -> std::optional<QString> {
                    if (head.type == wire::Type::Varint && head.field == 1)
                        clusterId = head.value;
                    else if (head.type == wire::Type::Varint && head.field == 3)
                        revision = qint64(head.value);
                    return std::nullopt;
                });
}

} // namespace

std::optional<QString> RangeDecoder::messageStarted(qint64 size)
{
    m_fields.start(size);
    return std::nullopt;
}

std::optional<QString> RangeDecoder::messageData(QByteArrayView bytes)
{
    return m_fields.feed(
        bytes, [](quint32 field) { return field <= 2; },
        [this](quint32 field, QByteArrayView element) -> std::optional<QString> {
            if (field == 1)
                return parseHeader(element, m_revision, m_clusterId);
            KeyValueView view;
            if (!parseKeyValue(element, view))
                return malformedKeyValue();
            keyValue(view);
            return std::nullopt;
        },
        [this](quint32 field, quint64 number) {
            if (field == 3)
                m_more = number != 0;
            else if (field == 4)
                m_count = qint64(number);
        });
}

std::optional<QString> RangeDecoder::messageEnded()
{
    return m_fields.finish();
}

std::optional<QString> WatchDecoder::messageStarted(qint64 size)
{
    m_fields.start(size);
    m_response = {};
    return std::nullopt;
}

std::optional<QString> WatchDecoder::messageData(QByteArrayView bytes)
{
    return m_fields.feed(
        bytes, [](quint32 field) { return field == 1 || field == 6 || field == 11; },
        [this](quint32 field, QByteArrayView element) -> std::optional<QString> {
            if (field == 1)
                return parseHeader(element, m_response.revision, m_response.clusterId);
            if (field == 11)
                return takeEvent(element);
            m_response.cancelReason = element.toByteArray();
            return std::nullopt;
        },
        [this](quint32 field, quint64 number) {
            switch (field) {
            case 2:
                m_response.watchId = qint64(number);
                break;
            case 3:
                m_response.created = number != 0;
                break;
            case 4:
                m_response.canceled = number != 0;
                break;
            case 5:
                m_response.compactRevision = qint64(number);
                break;
            case 7:
                m_response.fragment = number != 0;
                break;
            default:
                break;
            }
        });
}

std::optional<QString> WatchDecoder::messageEnded()
{
    if (auto problem = m_fields.finish())
        return problem;
    responseEnded(m_response);
    return std::nullopt;
}

std::optional<QString> WatchDecoder::takeEvent(QByteArrayView bytes)
{
    bool isDelete = false;
    bool hasKeyValue = false;
    bool hasPrevious = false;
    KeyValueView current;
    KeyValueView previous;
    auto problem =
        walk(bytes, "Event", [&](const wire::Head &head, QByteArrayView part) -> std::optional<QString> {
            if (head.type == wire::Type::Varint && head.field == 1) {
                isDelete = head.value == 1;
            } else if (head.type == wire::Type::Length && (head.field == 2 || head.field == 3)) {
                const bool isCurrent = head.field == 2;
                (isCurrent ? hasKeyValue : hasPrevious) = true;
                if (!parseKeyValue(part, isCurrent ? current : previous))
                    return malformedKeyValue();
            }
            return std::nullopt;
        });
    if (problem)
        return problem;
    if (!hasKeyValue)
        return QStringLiteral("an Event without its key");
    ++m_response.events;
    event(isDelete, current, hasPrevious ? &previous : nullptr);
    return std::nullopt;
}

} // namespace etcdscope
