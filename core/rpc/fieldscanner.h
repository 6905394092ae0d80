// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rpc/wire.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace etcdscope {

/// Cuts one protobuf message into its top-level fields while its bytes arrive in arbitrary pieces. A field
/// that lies whole in a piece is handed out in place; one that is split is gathered first. Never keeps more
/// than one.
class FieldScanner final
{
public:
    /// A longer field ends the message with an error instead of being gathered.
    static constexpr qint64 maximumElement = 64 * 1024 * 1024;

    /// Begins a message of `size` bytes; what is left of an older one is dropped.
    void start(qint64 size);

    /// `wanted(field) -> bool` says whether a length-delimited field is worth having,
    /// `element(field, bytes) -> std::optional<QString>` takes it, a text refuses it,
    /// `number(field, value)` takes a varint. Returns what is wrong with the bytes, with its offset.
    template<class Wanted, class Element, class Number>
    [[nodiscard]] std::optional<QString> feed(QByteArrayView bytes, Wanted wanted, Element element,
                                              Number number);

    /// Says what is missing when the message is not whole.
    [[nodiscard]] std::optional<QString> finish() const;

private:
    [[nodiscard]] std::optional<QString> takeHead(const char *&at, const char *end, bool &complete,
                                                  wire::Head &head);
    [[nodiscard]] std::optional<QString> malformed(wire::Outcome outcome, qint64 offset) const;
    [[nodiscard]] static QString atOffset(const QString &what, qint64 offset);
    [[nodiscard]] std::optional<QString> tooLong(const wire::Head &head) const;

    /// Where `at` is in the message, given the end of the piece it points into.
    [[nodiscard]] qint64 offsetOf(const char *at, const char *end) const { return m_received - (end - at); }

    qint64 m_size = 0;
    qint64 m_received = 0;  ///< bytes of the message given to feed() so far, this piece included
    QByteArray m_partHead;  ///< beginning of a head that was split
    QByteArray m_gathered;  ///< beginning of an element that was split
    qint64 m_missing = 0;   ///< bytes of the split or skipped element still to come
    qint64 m_elementAt = 0; ///< its offset
    quint32 m_field = 0;    ///< its field, 0 = to be skipped
};

template<class Wanted, class Element, class Number>
std::optional<QString> FieldScanner::feed(QByteArrayView bytes, Wanted wanted, Element element, Number number)
{
    const char *at = bytes.data();
    const char *const end = at + bytes.size();
    m_received += bytes.size();
    if (m_received > m_size)
        return atOffset(QStringLiteral("more bytes than the message has"), m_size);

    const auto handOut = [&](quint32 field, QByteArrayView view, qint64 offset) -> std::optional<QString> {
        auto problem = element(field, view);
        if (problem)
            return atOffset(*problem, offset);
        return std::nullopt;
    };

    while (at != end) {
        if (m_missing > 0) {
            const qsizetype take = qsizetype(qMin(m_missing, qint64(end - at)));
            if (m_field != 0)
                m_gathered.append(at, take);
            at += take;
            m_missing -= take;
            if (m_missing > 0)
                break;
            if (m_field != 0) {
                auto problem = handOut(m_field, m_gathered, m_elementAt);
                m_gathered.resize(0);
                if (problem)
                    return problem;
            }
            continue;
        }

        wire::Head head;
        bool complete = false;
        if (auto problem = takeHead(at, end, complete, head))
            return problem;
        if (!complete)
            break;
        if (head.type == wire::Type::Varint) {
            number(head.field, head.value);
        } else if (head.type == wire::Type::Length) {
            const qint64 offset = offsetOf(at, end);
            if (head.value > quint64(m_size - offset))
                return atOffset(QStringLiteral("a field of %1 bytes goes beyond the message").arg(head.value),
                                offset);
            const bool want = wanted(head.field);
            if (want && qint64(head.value) > maximumElement)
                return tooLong(head);
            if (qint64(head.value) <= end - at) {
                if (want) {
                    if (auto problem = handOut(head.field, QByteArrayView(at, qsizetype(head.value)), offset))
                        return problem;
                }
                at += head.value;
            } else {
                m_field = want ? head.field : 0;
                m_missing = qint64(head.value);
                m_elementAt = offset;
            }
        }
    }
    return std::nullopt;
}

} // namespace etcdscope
