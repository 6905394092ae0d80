// SPDX-License-Identifier: Apache-2.0
#include "core/store/v2nodescanner.h"

#include <cstring>
#include <limits>

namespace etcdscope {

namespace {

/// Writes UTF-8; a half of a surrogate pair becomes the replacement character, as everywhere in Qt and Go.
char *writeCodePoint(char *to, quint32 code)
{
    if (code >= 0xd800 && code < 0xe000)
        code = 0xfffd;
    if (code < 0x80) {
        *to++ = char(code);
    } else if (code < 0x800) {
        *to++ = char(0xc0 | code >> 6);
        *to++ = char(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        *to++ = char(0xe0 | code >> 12);
        *to++ = char(0x80 | (code >> 6 & 0x3f));
        *to++ = char(0x80 | (code & 0x3f));
    } else {
        *to++ = char(0xf0 | code >> 18);
        *to++ = char(0x80 | (code >> 12 & 0x3f));
        *to++ = char(0x80 | (code >> 6 & 0x3f));
        *to++ = char(0x80 | (code & 0x3f));
    }
    return to;
}

} // namespace

V2NodeScanner::V2NodeScanner(QByteArray &body)
    : m_begin(body.data())
    , m_at(m_begin)
    , m_end(m_begin + body.size())
{
}

bool V2NodeScanner::scan()
{
    if (!take('{'))
        return false;
    bool haveNode = false;
    do {
        QByteArrayView name;
        if (!scanString(&name) || !take(':'))
            return false;
        const bool isNode = name == "node";
        if (!(isNode ? scanTree() : skipValue()))
            return false;
        haveNode = haveNode || isNode;
    } while (take(','));
    return take('}') && haveNode;
}

bool V2NodeScanner::scanTree()
{
    std::vector<ScannedNode> open;
    if (!take('{'))
        return false;
    open.emplace_back();
    for (;;) {
        if (take('}')) {
            finish(open.back());
            open.pop_back();
            if (open.empty())
                return true;
            // Inside the list of the node above.
            if (take(',')) {
                if (!take('{'))
                    return false;
                open.emplace_back();
                continue;
            }
            if (!take(']'))
                return false;
            (void)take(',');
            continue;
        }
        QByteArrayView name;
        if (!scanString(&name) || !take(':'))
            return false;
        if (name == "nodes" && take('[')) {
            if (take(']')) {
                (void)take(',');
                continue;
            }
            if (!take('{'))
                return false;
            open.emplace_back();
            continue;
        }
        if (!scanField(open.back(), name))
            return false;
        (void)take(',');
    }
}

bool V2NodeScanner::scanField(ScannedNode &node, QByteArrayView name)
{
    if (name == "key")
        return scanString(&node.key);
    if (name == "value")
        return scanString(&node.value);
    if (name == "modifiedIndex")
        return scanNumber(&node.modifiedIndex);
    if (name == "createdIndex")
        return scanNumber(&node.createdIndex);
    if (name == "dir")
        return scanFlag(&node.isDirectory);
    if (name == "ttl")
        return scanNumber(&node.timeToLive);
    if (name == "expiration")
        node.expires = true;
    return skipValue();
}

void V2NodeScanner::finish(ScannedNode node)
{
    if (node.isDirectory && !node.key.isEmpty()) {
        // Where the string ended there is room for one byte: that of its quotation mark at least.
        const_cast<char *>(node.key.data())[node.key.size()] = '/';
        node.key = {node.key.data(), node.key.size() + 1};
    }
    m_nodes.push_back(node);
}

bool V2NodeScanner::scanString(QByteArrayView *text)
{
    if (!take('"'))
        return false;
    char *const begin = m_at;
    char *to = m_at;
    for (;;) {
        // As a rule there is no escape, and nothing moves.
        const char *const from = m_at;
        while (m_at < m_end && *m_at != '"' && *m_at != '\\')
            ++m_at;
        if (to != from)
            std::memmove(to, from, size_t(m_at - from));
        to += m_at - from;
        if (m_at == m_end)
            return false;
        if (*m_at++ == '"') {
            *text = {begin, to - begin};
            return true;
        }
        to = decodeEscape(to);
        if (!to)
            return false;
    }
}

/// Behind a backslash. Null when there is no such escape.
char *V2NodeScanner::decodeEscape(char *to)
{
    if (m_at == m_end)
        return nullptr;
    const char kind = *m_at++;
    static constexpr char names[] = "\"\\/bfnrt";
    static constexpr char meanings[] = "\"\\/\b\f\n\r\t";
    if (kind != 'u') {
        const void *const found = kind == '\0' ? nullptr : std::strchr(names, kind);
        if (!found)
            return nullptr;
        *to++ = meanings[static_cast<const char *>(found) - names];
        return to;
    }
    quint32 unit = 0;
    if (!scanHex(&unit))
        return nullptr;
    if (unit >= 0xd800 && unit < 0xdc00 && m_end - m_at >= 6 && m_at[0] == '\\' && m_at[1] == 'u') {
        char *const before = m_at;
        quint32 low = 0;
        m_at += 2;
        if (!scanHex(&low))
            return nullptr;
        if (low >= 0xdc00 && low < 0xe000)
            unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
        else
            m_at = before;
    }
    return writeCodePoint(to, unit);
}

bool V2NodeScanner::scanHex(quint32 *unit)
{
    if (m_end - m_at < 4)
        return false;
    bool ok = false;
    *unit = QByteArrayView(m_at, 4).toUInt(&ok, 16);
    m_at += 4;
    return ok;
}

bool V2NodeScanner::scanNumber(qint64 *number)
{
    const bool isNegative = take('-');
    quint64 value = 0;
    const char *const begin = m_at;
    for (; m_at < m_end && *m_at >= '0' && *m_at <= '9'; ++m_at) {
        if (value > quint64(std::numeric_limits<qint64>::max()) / 10 - 1)
            return false;
        value = value * 10 + quint64(*m_at - '0');
    }
    *number = isNegative ? -qint64(value) : qint64(value);
    return m_at > begin;
}

bool V2NodeScanner::scanFlag(bool *flag)
{
    *flag = takeWord("true");
    return *flag || takeWord("false");
}

/// Any value, of which nothing is kept.
bool V2NodeScanner::skipValue()
{
    int depth = 0;
    do {
        skipSpace();
        if (m_at == m_end)
            return false;
        if (*m_at == '"') {
            QByteArrayView ignored;
            if (!scanString(&ignored))
                return false;
        } else if (*m_at == '{' || *m_at == '[') {
            ++depth;
            ++m_at;
        } else if (*m_at == '}' || *m_at == ']') {
            --depth;
            ++m_at;
        } else if (depth > 0 && (*m_at == ',' || *m_at == ':')) {
            ++m_at;
        } else { // a number or a word
            const char *const begin = m_at;
            while (m_at < m_end && !std::strchr(",:]}\"[{ \t\r\n", *m_at))
                ++m_at;
            if (m_at == begin)
                return false;
        }
    } while (depth > 0);
    return depth == 0;
}

void V2NodeScanner::skipSpace()
{
    while (m_at < m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
        ++m_at;
}

bool V2NodeScanner::take(char expected)
{
    skipSpace();
    if (m_at == m_end || *m_at != expected)
        return false;
    ++m_at;
    return true;
}

bool V2NodeScanner::takeWord(QByteArrayView word)
{
    skipSpace();
    if (!QByteArrayView(m_at, m_end - m_at).startsWith(word))
        return false;
    m_at += word.size();
    return true;
}

} // namespace etcdscope
