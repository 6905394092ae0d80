// SPDX-License-Identifier: Apache-2.0
#include "core/values/jsonline.h"

namespace etcdscope {

namespace {

bool isWordPart(QChar c)
{
    return c.isLetterOrNumber() || c == u'.' || c == u'+' || c == u'-' || c == u'_';
}

bool isNumber(QStringView word)
{
    qsizetype at = 0;
    const auto digits = [&] {
        const qsizetype from = at;
        while (at < word.size() && word[at] >= u'0' && word[at] <= u'9')
            ++at;
        return at - from;
    };
    const auto skip = [&](QStringView any) {
        const bool found = at < word.size() && any.contains(word[at]);
        at += found ? 1 : 0;
        return found;
    };
    (void)skip(u"-");
    const bool leadingZero = at < word.size() && word[at] == u'0';
    const qsizetype integer = digits();
    if (integer == 0 || (leadingZero && integer > 1))
        return false;
    if (skip(u".") && digits() == 0)
        return false;
    if (skip(u"eE")) {
        (void)skip(u"+-");
        if (digits() == 0)
            return false;
    }
    return at == word.size();
}

qsizetype stringEnd(QStringView line, qsizetype from)
{
    for (qsizetype at = from + 1; at < line.size(); ++at) {
        if (line[at] == u'\\')
            ++at;
        else if (line[at] == u'"')
            return at + 1;
    }
    return line.size();
}

JsonTokenType punctuation(QChar c)
{
    switch (c.unicode()) {
    case u'{':
        return JsonTokenType::ObjectStart;
    case u'}':
        return JsonTokenType::ObjectEnd;
    case u'[':
        return JsonTokenType::ArrayStart;
    case u']':
        return JsonTokenType::ArrayEnd;
    case u':':
        return JsonTokenType::Colon;
    case u',':
        return JsonTokenType::Comma;
    default:
        return JsonTokenType::Invalid;
    }
}

} // namespace

QList<JsonToken> jsonTokensOfLine(QStringView line)
{
    QList<JsonToken> tokens;
    for (qsizetype at = 0; at < line.size();) {
        const QChar c = line[at];
        qsizetype end = at + 1;
        if (c == u' ' || c == u'\t' || c == u'\r' || c == QChar(QChar::ByteOrderMark)) {
            at = end;
            continue;
        }
        JsonTokenType type = punctuation(c);
        if (c == u'"') {
            end = stringEnd(line, at);
            type = JsonTokenType::String;
        } else if (isWordPart(c)) {
            while (end < line.size() && isWordPart(line[end]))
                ++end;
            const QStringView word = line.sliced(at, end - at);
            if (word == u"true" || word == u"false" || word == u"null")
                type = JsonTokenType::Literal;
            else if (isNumber(word))
                type = JsonTokenType::Number;
        }
        if (type == JsonTokenType::Colon && !tokens.isEmpty() && tokens.last().type == JsonTokenType::String)
            tokens.last().type = JsonTokenType::Name;
        tokens.append({type, at, end - at});
        at = end;
    }
    return tokens;
}

} // namespace etcdscope
