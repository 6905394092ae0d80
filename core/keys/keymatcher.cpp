// SPDX-License-Identifier: Apache-2.0
#include "core/keys/keymatcher.h"

#include "core/base/printable.h"
#include "core/keys/decodedkey.h"

#include <algorithm>
#include <string_view>

namespace etcdscope {

namespace {

constexpr size_t mostMarks = 64;

/// Bounds of one match (pcre2pattern(3), "Setting match resource limits"). Without them an expression like
/// `(a+)+$` can hold a thread for years.
QString limits()
{
    return QStringLiteral("(*LIMIT_MATCH=100000)(*LIMIT_DEPTH=2000)(*LIMIT_HEAP=4096)");
}

char lower(char c)
{
    return char(c + ((uchar(c - 'A') < 26) << 5));
}

bool isAscii(QByteArrayView bytes)
{
    return std::ranges::all_of(bytes, [](char c) { return uchar(c) < 0x80; });
}

std::string_view view(QByteArrayView bytes)
{
    return {bytes.data(), size_t(bytes.size())};
}

} // namespace

KeyMatcher::KeyMatcher(const KeyPattern &pattern)
    : m_pattern(pattern)
{
    const auto escaped = fromPrintable(pattern.text);
    m_bytes = escaped ? *escaped : pattern.text.toUtf8();
    switch (pattern.kind) {
    case KeyPattern::Kind::Substring:
        setSubstring(m_bytes, escaped && *escaped != pattern.text.toUtf8());
        break;
    case KeyPattern::Kind::Fuzzy:
        m_fuzzy = FuzzyPattern(m_bytes, pattern.matchCase);
        break;
    case KeyPattern::Kind::RegularExpression:
        setExpression();
        break;
    }
}

void KeyMatcher::setSubstring(const QByteArray &bytes, bool isEscaped)
{
    if (m_pattern.matchCase)
        return;
    // Who writes an escape asks for bytes; those have no case beyond ASCII.
    m_asText = !isEscaped && !isAscii(bytes);
    if (m_asText)
        m_text = m_pattern.text;
    std::ranges::transform(m_bytes, m_bytes.begin(), lower);
}

void KeyMatcher::setExpression()
{
    if (m_pattern.text.isEmpty())
        return;
    QRegularExpression::PatternOptions options = QRegularExpression::DotMatchesEverythingOption;
    if (!m_pattern.matchCase)
        options |= QRegularExpression::CaseInsensitiveOption;
    m_expression = QRegularExpression(limits() + m_pattern.text, options);
    if (m_expression.isValid()) {
        m_expression.optimize();
        return;
    }
    const qsizetype position = m_expression.patternErrorOffset() - limits().size();
    m_fault = Fault{.detail = m_expression.errorString(),
                    .position = std::clamp<qsizetype>(position, 0, m_pattern.text.size())};
}

bool KeyMatcher::isEmpty() const
{
    if (m_fault)
        return true;
    return m_pattern.kind == KeyPattern::Kind::Fuzzy ? m_fuzzy.isEmpty() : m_pattern.text.isEmpty();
}

KeyMatcher::Answer KeyMatcher::match(QByteArrayView key, int *score) const
{
    if (isEmpty())
        return Answer::No;
    switch (m_pattern.kind) {
    case KeyPattern::Kind::Substring:
        if (m_asText) {
            decodeKey(key, &m_decoded);
            return m_decoded.contains(m_text, Qt::CaseInsensitive) ? Answer::Yes : Answer::No;
        }
        return indexOf(key, 0) >= 0 ? Answer::Yes : Answer::No;
    case KeyPattern::Kind::Fuzzy: {
        const auto found = m_fuzzy.score(key);
        if (found && score)
            *score = *found;
        return found ? Answer::Yes : Answer::No;
    }
    case KeyPattern::Kind::RegularExpression:
        break;
    }
    decodeKey(key, &m_decoded);
    const QRegularExpressionMatch match = m_expression.match(
        m_decoded, 0, QRegularExpression::NormalMatch, QRegularExpression::DontCheckSubjectStringMatchOption);
    if (!match.isValid())
        return Answer::Undecided;
    return match.hasMatch() ? Answer::Yes : Answer::No;
}

/// Of the bytes looked for; -1 when they are not there.
qsizetype KeyMatcher::indexOf(QByteArrayView key, qsizetype from) const
{
    if (m_pattern.matchCase)
        return qsizetype(view(key).find(view(m_bytes), size_t(from)));
    m_folded.resize(key.size());
    std::ranges::transform(key, m_folded.begin(), lower);
    return qsizetype(view(m_folded).find(view(m_bytes), size_t(from)));
}

std::vector<ByteRange> KeyMatcher::marks(QByteArrayView key) const
{
    std::vector<ByteRange> ranges;
    if (isEmpty())
        return ranges;
    switch (m_pattern.kind) {
    case KeyPattern::Kind::Substring:
        if (m_asText)
            return textMarks(key);
        for (qsizetype at = indexOf(key, 0); at >= 0 && ranges.size() < mostMarks;
             at = indexOf(key, ranges.back().end))
            ranges.push_back({at, at + m_bytes.size()});
        break;
    case KeyPattern::Kind::Fuzzy:
        return m_fuzzy.marks(key);
    case KeyPattern::Kind::RegularExpression:
        return expressionMarks(key);
    }
    return ranges;
}

std::vector<ByteRange> KeyMatcher::textMarks(QByteArrayView key) const
{
    std::vector<ByteRange> ranges;
    std::vector<qsizetype> bytes;
    decodeKey(key, &m_decoded, &bytes);
    for (qsizetype at = m_decoded.indexOf(m_text, 0, Qt::CaseInsensitive);
         at >= 0 && ranges.size() < mostMarks;
         at = m_decoded.indexOf(m_text, at + m_text.size(), Qt::CaseInsensitive))
        ranges.push_back({bytes[size_t(at)], bytes[size_t(at + m_text.size())]});
    return ranges;
}

std::vector<ByteRange> KeyMatcher::expressionMarks(QByteArrayView key) const
{
    std::vector<ByteRange> ranges;
    std::vector<qsizetype> bytes;
    decodeKey(key, &m_decoded, &bytes);
    auto matches = m_expression.globalMatch(m_decoded, 0, QRegularExpression::NormalMatch,
                                            QRegularExpression::DontCheckSubjectStringMatchOption);
    while (matches.hasNext() && ranges.size() < mostMarks) {
        const QRegularExpressionMatch match = matches.next();
        if (!match.hasMatch())
            break;
        if (match.capturedLength() > 0)
            ranges.push_back({bytes[size_t(match.capturedStart())], bytes[size_t(match.capturedEnd())]});
    }
    return ranges;
}

QByteArray KeyMatcher::literalPrefix() const
{
    const QString &text = m_pattern.text;
    if (m_pattern.kind != KeyPattern::Kind::RegularExpression) {
        const auto escaped = fromPrintable(text);
        return escaped ? *escaped : text.toUtf8();
    }
    if (!text.startsWith(u'^') || text.contains(u'|'))
        return {};
    static const QString special = QStringLiteral("\\.[](){}*+?^$|");
    qsizetype end = 1;
    while (end < text.size() && !special.contains(text[end]))
        ++end;
    // What a quantifier follows may be there or not.
    if (end > 1 && end < text.size() && QStringLiteral("*?{").contains(text[end]))
        end -= text[end - 1].isLowSurrogate() ? 2 : 1;
    return text.mid(1, end - 1).toUtf8();
}

} // namespace etcdscope
