// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/fieldscanner.h"

namespace etcdscope {

void FieldScanner::start(qint64 size)
{
    m_size = size;
    m_received = 0;
    m_partHead.resize(0);
    m_gathered.resize(0);
    m_missing = 0;
    m_elementAt = 0;
    m_field = 0;
}

std::optional<QString> FieldScanner::finish() const
{
    if (m_received != m_size || m_missing > 0 || !m_partHead.isEmpty())
        return atOffset(QStringLiteral("the message ends early"), m_received);
    return std::nullopt;
}

std::optional<QString> FieldScanner::takeHead(const char *&at, const char *end, bool &complete,
                                              wire::Head &head)
{
    using wire::Outcome;
    if (m_partHead.isEmpty()) {
        const Outcome outcome = wire::readHead(at, end, head);
        complete = outcome == Outcome::Ok;
        if (outcome == Outcome::Short) {
            m_partHead.append(at, end - at);
            at = end;
        } else if (!complete) {
            return malformed(outcome, offsetOf(at, end));
        }
        return std::nullopt;
    }

    const qsizetype before = m_partHead.size();
    const qint64 offset = offsetOf(at, end) - before;
    m_partHead.append(at, qMin(wire::maximumHead - before, qsizetype(end - at)));
    const char *p = m_partHead.constData();
    const Outcome outcome = wire::readHead(p, p + m_partHead.size(), head);
    complete = outcome == Outcome::Ok;
    if (complete) {
        at += (p - m_partHead.constData()) - before;
        m_partHead.resize(0);
    } else if (outcome == Outcome::Short) {
        at += m_partHead.size() - before;
    } else {
        return malformed(outcome, offset);
    }
    return std::nullopt;
}

std::optional<QString> FieldScanner::malformed(wire::Outcome outcome, qint64 offset) const
{
    switch (outcome) {
    case wire::Outcome::BadVarint:
        return atOffset(QStringLiteral("malformed varint"), offset);
    case wire::Outcome::BadTag:
        return atOffset(QStringLiteral("malformed field number"), offset);
    default:
        return atOffset(QStringLiteral("unknown wire type"), offset);
    }
}

QString FieldScanner::atOffset(const QString &what, qint64 offset)
{
    return QStringLiteral("%1 at offset %2").arg(what).arg(offset);
}

std::optional<QString> FieldScanner::tooLong(const wire::Head &head) const
{
    return QStringLiteral("field %1 has %2 bytes, too large: the limit is %3")
        .arg(head.field)
        .arg(head.value)
        .arg(maximumElement);
}

} // namespace etcdscope
