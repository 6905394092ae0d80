// SPDX-License-Identifier: Apache-2.0
#include "core/values/textreader.h"

#include <algorithm>
#include <utility>

namespace etcdscope {

TextReader::TextReader(QByteArray bytes)
    : m_bytes(std::move(bytes))
{
}

QString TextReader::next(qsizetype budget)
{
    const QByteArrayView rest = QByteArrayView(m_bytes).sliced(m_position);
    QByteArrayView part = utf8Prefix(rest, std::max<qsizetype>(budget, 4));
    // A CRLF stays whole: its halves would be two different endings.
    if (part.endsWith('\r') && part.size() < rest.size() && rest[part.size()] == '\n')
        part = rest.first(part.size() + 1);
    const auto piece = QByteArray::fromRawData(part.data(), part.size());
    TextForm form = toTextForm(piece);
    if (form.obstacle == TextObstacle::InvalidUtf8)
        refuse(form.obstacle, m_position + form.obstacleOffset);

    const bool endsLines = form.text.contains(u'\n');
    if (endsLines && !m_ending) {
        m_ending = form.ending;
        m_form.ending = form.ending;
    } else if (endsLines && *m_ending != form.ending) {
        const char first = form.ending == LineEnding::Lf ? '\n' : '\r';
        refuse(TextObstacle::MixedLineEndings, m_position + part.indexOf(first));
    }
    if (form.obstacle != TextObstacle::None)
        refuse(form.obstacle, m_position + form.obstacleOffset);
    m_position += part.size();
    return std::move(form.text);
}

void TextReader::refuse(TextObstacle obstacle, qsizetype offset)
{
    // The same order of reasons as toTextForm() has for the whole: a worse one found later counts.
    if (m_form.exact || obstacle < m_form.obstacle) {
        m_form.exact = false;
        m_form.obstacle = obstacle;
        m_form.obstacleOffset = offset;
    }
}

} // namespace etcdscope
