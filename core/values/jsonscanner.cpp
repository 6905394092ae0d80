// SPDX-License-Identifier: Apache-2.0
#include "core/values/jsonscanner.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

namespace etcdscope {

namespace {

bool isDigit(uchar c)
{
    return c >= '0' && c <= '9';
}
bool isHexDigit(uchar c)
{
    return isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}
bool isSpace(uchar c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace

JsonError jsonErrorAt(JsonProblem problem, qsizetype offset, const QByteArray &bytes)
{
    JsonError error{problem, offset, 1, 1};
    const char *const begin = bytes.constData();
    const char *const end = begin + offset;
    const char *lineStart = begin;
    while (const void *newline = std::memchr(lineStart, '\n', size_t(end - lineStart))) {
        lineStart = static_cast<const char *>(newline) + 1;
        ++error.line;
    }
    error.column += std::count_if(lineStart, end, [](char c) { return (uchar(c) & 0xc0) != 0x80; });
    return error;
}

JsonScanner::JsonScanner(QByteArray bytes)
    : m_bytes(std::move(bytes))
{
    if (m_bytes.startsWith("\xef\xbb\xbf"))
        m_at = 3;
}

JsonScanner::Event JsonScanner::next(qsizetype &budget)
{
    if (m_failed)
        return Event::Error;
    const qsizetype from = m_at;
    const qsizetype limit = from + std::min(budget, m_bytes.size() - from);
    const char *const data = m_bytes.constData();

    std::optional<Event> event;
    while (!event && m_at < limit) {
        switch (m_inside) {
        case Inside::None:
            while (m_at < limit && isSpace(uchar(data[m_at])))
                ++m_at;
            if (m_at < limit && (event = begin(uchar(data[m_at]))) == Event::Paused)
                event.reset();
            break;
        case Inside::Number:
            event = continueNumber(limit);
            break;
        case Inside::Literal:
            event = continueLiteral(limit);
            break;
        default:
            event = continueString(limit);
        }
    }
    if (!event && m_at == m_bytes.size()) {
        if (m_inside == Inside::Number && numberMayEnd())
            event = finish(m_at);
        else if (m_inside == Inside::None && m_expect == Expect::Nothing)
            event = Event::End;
        else
            event = fail(JsonProblem::UnexpectedEnd, m_at);
    }
    budget -= m_at - from;
    return event.value_or(Event::Paused);
}

JsonScanner::Event JsonScanner::fail(JsonProblem problem, qsizetype offset)
{
    m_failed = true;
    m_error = jsonErrorAt(problem, offset, m_bytes);
    return Event::Error;
}

/// The first byte of a token. Paused: the token has begun and goes on.
JsonScanner::Event JsonScanner::begin(uchar c)
{
    const bool wantsValue = m_expect == Expect::Value || m_expect == Expect::ValueOrArrayEnd;
    const bool wantsName = m_expect == Expect::Name || m_expect == Expect::NameOrObjectEnd;
    m_token.offset = m_at;
    switch (c) {
    case '{':
        return wantsValue ? open(JsonTokenType::ObjectStart) : unexpected();
    case '[':
        return wantsValue ? open(JsonTokenType::ArrayStart) : unexpected();
    case '}':
        if (m_expect == Expect::NameOrObjectEnd || (m_expect == Expect::CommaOrEnd && m_open.back()))
            return close(JsonTokenType::ObjectEnd);
        return unexpected();
    case ']':
        if (m_expect == Expect::ValueOrArrayEnd || (m_expect == Expect::CommaOrEnd && !m_open.back()))
            return close(JsonTokenType::ArrayEnd);
        return unexpected();
    case ':':
        return m_expect == Expect::Colon ? single(JsonTokenType::Colon, Expect::Value) : unexpected();
    case ',':
        if (m_expect == Expect::CommaOrEnd)
            return single(JsonTokenType::Comma, m_open.back() ? Expect::Name : Expect::Value);
        return unexpected();
    case '"':
        if (!wantsValue && !wantsName)
            return unexpected();
        m_token.type = wantsName ? JsonTokenType::Name : JsonTokenType::String;
        m_inside = Inside::String;
        ++m_at;
        return Event::Paused;
    default:
        break;
    }
    if (!wantsValue)
        return unexpected();
    if (c == '-' || isDigit(c)) {
        m_token.type = JsonTokenType::Number;
        m_number = c == '-' ? NumberPart::Minus : c == '0' ? NumberPart::Zero : NumberPart::Integer;
        m_inside = Inside::Number;
        ++m_at;
        return Event::Paused;
    }
    m_literal = c == 't' ? "true" : c == 'f' ? "false" : c == 'n' ? "null" : nullptr;
    if (!m_literal)
        return unexpected();
    m_token.type = JsonTokenType::Literal;
    m_inside = Inside::Literal;
    return Event::Paused;
}

JsonScanner::Event JsonScanner::open(JsonTokenType type)
{
    if (depth() == maximumDepth)
        return fail(JsonProblem::TooDeep, m_at);
    const bool object = type == JsonTokenType::ObjectStart;
    m_open.push_back(object);
    return single(type, object ? Expect::NameOrObjectEnd : Expect::ValueOrArrayEnd);
}

JsonScanner::Event JsonScanner::close(JsonTokenType type)
{
    m_open.pop_back();
    return single(type, m_open.empty() ? Expect::Nothing : Expect::CommaOrEnd);
}

JsonScanner::Event JsonScanner::single(JsonTokenType type, Expect then)
{
    m_token.type = type;
    m_token.length = 1;
    m_expect = then;
    ++m_at;
    return Event::Token;
}

JsonScanner::Event JsonScanner::finish(qsizetype end)
{
    m_at = end;
    m_token.length = end - m_token.offset;
    m_inside = Inside::None;
    if (m_token.type == JsonTokenType::Name)
        m_expect = Expect::Colon;
    else
        m_expect = m_open.empty() ? Expect::Nothing : Expect::CommaOrEnd;
    return Event::Token;
}

JsonScanner::Event JsonScanner::unexpected()
{
    switch (m_expect) {
    case Expect::Value:
    case Expect::ValueOrArrayEnd:
        return fail(JsonProblem::ExpectedValue, m_at);
    case Expect::Name:
    case Expect::NameOrObjectEnd:
        return fail(JsonProblem::ExpectedName, m_at);
    case Expect::Colon:
        return fail(JsonProblem::ExpectedColon, m_at);
    case Expect::CommaOrEnd:
        return fail(JsonProblem::ExpectedComma, m_at);
    case Expect::Nothing:
        break;
    }
    return fail(JsonProblem::TrailingContent, m_at);
}

std::optional<JsonScanner::Event> JsonScanner::continueString(qsizetype limit)
{
    const auto *const data = reinterpret_cast<const uchar *>(m_bytes.constData());
    for (; m_at < limit; ++m_at) {
        const uchar c = data[m_at];
        switch (m_inside) {
        case Inside::Escape:
            if (c == 'u') {
                m_inside = Inside::Hex;
                m_left = 4;
            } else if (c != 0 && std::strchr("\"\\/bfnrt", c)) {
                m_inside = Inside::String;
            } else {
                return fail(JsonProblem::InvalidEscape, m_at);
            }
            break;
        case Inside::Hex:
            if (!isHexDigit(c))
                return fail(JsonProblem::InvalidEscape, m_at);
            if (--m_left == 0)
                m_inside = Inside::String;
            break;
        case Inside::Utf8:
            if (c < m_lowest || c > m_highest)
                return fail(JsonProblem::InvalidUtf8, m_at);
            m_lowest = 0x80;
            m_highest = 0xbf;
            if (--m_left == 0)
                m_inside = Inside::String;
            break;
        default:
            if (c == '"')
                return finish(m_at + 1);
            if (c == '\\')
                m_inside = Inside::Escape;
            else if (c < 0x20)
                return fail(JsonProblem::ControlCharacter, m_at);
            else if (c >= 0x80 && !startSequence(c))
                return fail(JsonProblem::InvalidUtf8, m_at);
        }
    }
    return std::nullopt;
}

/// The bounds of the second byte keep out overlong forms, surrogates and what lies above U+10FFFF
/// (RFC 3629, section 4).
bool JsonScanner::startSequence(uchar lead)
{
    if (lead < 0xc2 || lead > 0xf4)
        return false;
    m_left = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    m_lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    m_highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    m_inside = Inside::Utf8;
    return true;
}

bool JsonScanner::numberMayEnd() const
{
    return m_number == NumberPart::Zero || m_number == NumberPart::Integer ||
           m_number == NumberPart::Fraction || m_number == NumberPart::Power;
}

std::optional<JsonScanner::Event> JsonScanner::continueNumber(qsizetype limit)
{
    for (; m_at < limit; ++m_at) {
        const auto c = uchar(m_bytes[m_at]);
        const bool digit = isDigit(c);
        switch (m_number) {
        case NumberPart::Minus:
            if (digit) {
                m_number = c == '0' ? NumberPart::Zero : NumberPart::Integer;
                continue;
            }
            break;
        case NumberPart::Point:
        case NumberPart::Fraction:
            if (digit) {
                m_number = NumberPart::Fraction;
                continue;
            }
            break;
        case NumberPart::Exponent:
            if (c == '+' || c == '-') {
                m_number = NumberPart::ExponentSign;
                continue;
            }
            [[fallthrough]];
        case NumberPart::ExponentSign:
        case NumberPart::Power:
            if (digit) {
                m_number = NumberPart::Power;
                continue;
            }
            break;
        case NumberPart::Integer:
            if (digit)
                continue;
            break;
        case NumberPart::Zero: // a digit after a leading zero is an error
            break;
        }
        if (c == '.' && (m_number == NumberPart::Zero || m_number == NumberPart::Integer)) {
            m_number = NumberPart::Point;
            continue;
        }
        if ((c == 'e' || c == 'E') && numberMayEnd() && m_number != NumberPart::Power) {
            m_number = NumberPart::Exponent;
            continue;
        }
        const bool separated = isSpace(c) || c == ',' || c == ']' || c == '}';
        if (!numberMayEnd() || !separated)
            return fail(JsonProblem::InvalidNumber, m_at);
        return finish(m_at);
    }
    return std::nullopt;
}

std::optional<JsonScanner::Event> JsonScanner::continueLiteral(qsizetype limit)
{
    while (m_at < limit) {
        const char wanted = m_literal[m_at - m_token.offset];
        if (wanted != m_bytes[m_at])
            return fail(JsonProblem::ExpectedValue, m_token.offset);
        ++m_at;
        if (m_literal[m_at - m_token.offset] == '\0')
            return finish(m_at);
    }
    return std::nullopt;
}

std::optional<JsonError> checkJson(const QByteArray &bytes)
{
    JsonScanner scanner(bytes);
    qsizetype budget = std::numeric_limits<qsizetype>::max();
    for (;;) {
        switch (scanner.next(budget)) {
        case JsonScanner::Event::End:
            return std::nullopt;
        case JsonScanner::Event::Error:
            return scanner.error();
        default:
            break;
        }
    }
}

} // namespace etcdscope
