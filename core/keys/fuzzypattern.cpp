// SPDX-License-Identifier: Apache-2.0
#include "core/keys/fuzzypattern.h"

#include "core/base/utf8.h"

#include <QString>

#include <algorithm>
#include <cstring>

namespace etcdscope {

namespace {

constexpr int found = 16;
constexpr int sideBySide = 12;
constexpr int atSegment = 12; // the first byte of a segment
constexpr int atWord = 8;
constexpr int inLastSegment = 4;
constexpr int rightCase = 1;
constexpr int gap = 3; // and one more for each byte of it
constexpr int longestGap = 20;

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || uchar(c) >= 0x80;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

int bonusAt(QByteArrayView key, qsizetype at)
{
    if (at == 0 || key[at - 1] == '/')
        return atSegment;
    const char before = key[at - 1];
    const char here = key[at];
    const bool afterSign = !isLetter(before) && !isDigit(before);
    const bool camel = before >= 'a' && before <= 'z' && here >= 'A' && here <= 'Z';
    const bool number = isDigit(here) && !isDigit(before);
    return afterSign || camel || number ? atWord : 0;
}

} // namespace

int FuzzyPattern::Character::sizeAt(QByteArrayView key, qsizetype at) const
{
    const char here = key[at];
    if (here != bytes[0] && here != otherCase[0])
        return 0;
    const auto has = [&](const char *wanted, int count) {
        return key.size() - at >= count && std::memcmp(key.data() + at, wanted, size_t(count)) == 0;
    };
    if (has(bytes, size))
        return size;
    return has(otherCase, otherSize) ? otherSize : 0;
}

FuzzyPattern::FuzzyPattern(QByteArrayView characters, bool matchCase)
{
    for (qsizetype i = 0; i < characters.size();) {
        char32_t codePoint = 0;
        const int size = std::max(1, utf8Length(characters, i, &codePoint));
        const QByteArrayView bytes = characters.sliced(i, size);
        i += size;
        if (bytes[0] == ' ')
            continue;
        QByteArray other = bytes.toByteArray();
        const bool isByte = size == 1 && uchar(bytes[0]) >= 0x80;
        if (!matchCase && !isByte) {
            const QString text = QString::fromUtf8(bytes);
            other = (text.toLower() == text ? text.toUpper() : text.toLower()).toUtf8();
            if (other.size() > 4 || other.isEmpty()) // ß has no capital of its own
                other = bytes.toByteArray();
        }
        Character one;
        one.size = size;
        one.otherSize = int(other.size());
        std::copy(bytes.begin(), bytes.end(), one.bytes);
        std::copy(other.begin(), other.end(), one.otherCase);
        m_characters.push_back(one);
    }
}

bool FuzzyPattern::findFirst(QByteArrayView key, size_t character, qsizetype from, ByteRange *range) const
{
    const Character &wanted = m_characters[character];
    for (qsizetype at = from; at < key.size(); ++at) {
        if (const int size = wanted.sizeAt(key, at)) {
            *range = {at, at + size};
            return true;
        }
    }
    return false;
}

bool FuzzyPattern::findLast(QByteArrayView key, size_t character, qsizetype until, ByteRange *range) const
{
    const Character &wanted = m_characters[character];
    for (qsizetype at = until - 1; at >= 0; --at) {
        const int size = wanted.sizeAt(key, at);
        if (size > 0 && at + size <= until) {
            *range = {at, at + size};
            return true;
        }
    }
    return false;
}

/// Sets m_way. Most keys end in the first loop.
std::optional<int> FuzzyPattern::bestWay(QByteArrayView key) const
{
    const size_t count = m_characters.size();
    m_way.resize(count);
    m_other.resize(count);
    qsizetype at = 0;
    for (size_t i = 0; i < count; ++i) {
        if (!findFirst(key, i, at, &m_way[i]))
            return std::nullopt;
        at = m_way[i].end;
    }
    // What is there in one order is there in the other: none of these fails.
    bool ok = true;
    for (size_t i = count - 1; i-- > 0;)
        ok = ok && findLast(key, i, m_way[i + 1].begin, &m_way[i]);
    at = key.size();
    for (size_t i = count; i-- > 0; at = m_other[i].begin)
        ok = ok && findLast(key, i, at, &m_other[i]);
    for (size_t i = 1; i < count; ++i)
        ok = ok && findFirst(key, i, m_other[i - 1].end, &m_other[i]);
    Q_ASSERT(ok);
    const int score = scoreOf(key, m_way);
    if (m_other == m_way)
        return score;
    const int otherScore = scoreOf(key, m_other);
    if (otherScore < score)
        return score;
    m_way.swap(m_other);
    return otherScore;
}

int FuzzyPattern::scoreOf(QByteArrayView key, const Way &way) const
{
    const qsizetype lastSegment = key.lastIndexOf('/') + 1;
    int score = 0;
    for (size_t i = 0; i < way.size(); ++i) {
        const ByteRange &here = way[i];
        score += found;
        const int bonus = bonusAt(key, here.begin);
        if (i > 0 && here.begin == way[i - 1].end) {
            score += std::max(sideBySide, bonus);
        } else {
            score += bonus;
            if (i > 0)
                score -= std::min(gap + int(std::min<qsizetype>(here.begin - way[i - 1].end, longestGap)),
                                  longestGap);
        }
        if (here.begin >= lastSegment)
            score += inLastSegment;
        if (key[here.begin] == m_characters[i].bytes[0])
            score += rightCase;
    }
    return score;
}

std::optional<int> FuzzyPattern::score(QByteArrayView key) const
{
    return isEmpty() ? std::nullopt : bestWay(key);
}

std::vector<ByteRange> FuzzyPattern::marks(QByteArrayView key) const
{
    std::vector<ByteRange> ranges;
    if (!score(key))
        return ranges;
    for (const ByteRange &one : m_way) {
        if (!ranges.empty() && ranges.back().end == one.begin)
            ranges.back().end = one.end;
        else
            ranges.push_back(one);
    }
    return ranges;
}

} // namespace etcdscope
