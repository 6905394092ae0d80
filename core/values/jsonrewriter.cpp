// SPDX-License-Identifier: Apache-2.0
#include "core/values/jsonrewriter.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace etcdscope {

namespace {

// 20 KB of brackets 10,000 deep would otherwise become 200 MB of spaces.
constexpr qsizetype deepestIndent = 64;
constexpr qsizetype indentWidth = 2;

/// The most an input may grow to: an array of digits six levels deep grows to 7.5 times its size.
qsizetype largestResult(qsizetype size)
{
    return 16 * size + 1024 * 1024;
}

bool opens(JsonTokenType type)
{
    return type == JsonTokenType::ObjectStart || type == JsonTokenType::ArrayStart;
}
bool closes(JsonTokenType type)
{
    return type == JsonTokenType::ObjectEnd || type == JsonTokenType::ArrayEnd;
}

} // namespace

JsonRewriter::JsonRewriter(QByteArray bytes, JsonLayout layout)
    : m_scanner(std::move(bytes))
    , m_limit(largestResult(m_scanner.bytes().size()))
    , m_layout(layout)
{
    // Growing in the middle would copy all of it in one step; what is reserved and not used is never touched.
    m_result.reserve(m_scanner.bytes().size() * (layout == JsonLayout::Indented ? 3 : 1));
}

bool JsonRewriter::step(qsizetype budget)
{
    for (;;) {
        switch (m_scanner.next(budget)) {
        case JsonScanner::Event::Token:
            write();
            if (m_result.size() > m_limit) {
                m_error = jsonErrorAt(JsonProblem::TooLarge, m_scanner.token().offset, m_scanner.bytes());
                m_result.clear();
                return false;
            }
            break;
        case JsonScanner::Event::Paused:
            return true;
        case JsonScanner::Event::End:
            return false;
        case JsonScanner::Event::Error:
            m_error = m_scanner.error();
            m_result.clear();
            return false;
        }
        if (budget <= 0 && m_scanner.position() < m_scanner.bytes().size())
            return true;
    }
}

void JsonRewriter::write()
{
    const JsonToken &token = m_scanner.token();
    const bool indented = m_layout == JsonLayout::Indented;
    if (indented) {
        const bool emptyPair = opens(m_previous) && closes(token.type);
        if ((opens(m_previous) || m_previous == JsonTokenType::Comma || closes(token.type)) && !emptyPair)
            breakLine();
    }
    m_result.append(m_scanner.bytes().constData() + token.offset, token.length);
    if (indented && token.type == JsonTokenType::Colon)
        m_result.append(' ');
    m_previous = token.type;
}

void JsonRewriter::breakLine()
{
    // An opening bracket stands on the level of its parent, and is counted by depth() already.
    const qsizetype level = m_scanner.depth() - (opens(m_scanner.token().type) ? 1 : 0);
    m_result.append('\n');
    m_result.append(indentWidth * std::min(level, deepestIndent), ' ');
}

JsonText rewriteJson(const QByteArray &bytes, JsonLayout layout)
{
    JsonRewriter rewriter(bytes, layout);
    while (rewriter.step(std::numeric_limits<qsizetype>::max())) {
    }
    return {rewriter.result(), rewriter.error()};
}

} // namespace etcdscope
