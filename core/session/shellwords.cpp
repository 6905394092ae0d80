// SPDX-License-Identifier: Apache-2.0
#include "core/session/shellwords.h"

#include <optional>
#include <utility>

namespace etcdscope {

namespace {

bool isNameCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_';
}

} // namespace

ShellText::ShellText(const QString &text)
    : m_text(text)
{
    m_text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
}

QChar ShellText::peek(qsizetype ahead) const
{
    return m_place + ahead < m_text.size() ? m_text[m_place + ahead] : QChar();
}

QList<ShellWord> ShellText::next(const QHash<QString, QString> &variables)
{
    QList<ShellWord> words;
    std::optional<ShellWord> word;
    const auto endWord = [&] {
        if (word)
            words << *std::exchange(word, std::nullopt);
    };
    const auto current = [&]() -> ShellWord & { return word ? *word : word.emplace(); };
    while (!atEnd()) {
        const QChar c = peek();
        if (c == u'\\' && peek(1) == u'\n') {
            m_place += 2;
        } else if (c == u'\\' && m_place + 1 < m_text.size()) {
            current().text += peek(1);
            m_place += 2;
        } else if (c == u'\'' || c == u'"') {
            readQuoted(current(), variables);
        } else if (c == u'$' || c == u'`') {
            readVariable(current(), variables);
        } else if (c == u'\n' || c == u';' || c == u'&' || c == u'|') {
            ++m_place;
            endWord();
            if (!words.isEmpty())
                return words;
        } else if (c == u'#' && !word) {
            while (!atEnd() && peek() != u'\n')
                ++m_place;
        } else if (c.isSpace()) {
            ++m_place;
            endWord();
        } else {
            current().text += c;
            ++m_place;
        }
    }
    endWord();
    return words;
}

void ShellText::readQuoted(ShellWord &word, const QHash<QString, QString> &variables)
{
    const QChar quote = peek();
    ++m_place;
    while (!atEnd() && peek() != quote) {
        const QChar c = peek();
        if (quote == u'"' && c == u'\\' && peek(1) == u'\n') {
            m_place += 2;
        } else if (quote == u'"' && c == u'\\' && QStringLiteral("\"\\$`").contains(peek(1))) {
            word.text += peek(1);
            m_place += 2;
        } else if (quote == u'"' && (c == u'$' || c == u'`')) {
            readVariable(word, variables);
        } else {
            word.text += c;
            ++m_place;
        }
    }
    m_cut = m_cut || atEnd();
    ++m_place;
}

void ShellText::readVariable(ShellWord &word, const QHash<QString, QString> &variables)
{
    if (peek() == u'`' || peek(1) == u'(') { // a command's output
        word.complete = false;
        word.text += peek();
        ++m_place;
        return;
    }
    const bool braced = peek(1) == u'{';
    qsizetype end = m_place + (braced ? 2 : 1);
    const qsizetype start = end;
    while (end < m_text.size() && isNameCharacter(m_text[end]))
        ++end;
    const QString name = m_text.mid(start, end - start);
    const bool closed = !braced || (end < m_text.size() && m_text[end] == u'}');
    if (name.isEmpty() && !braced) { // a lone dollar
        word.text += peek();
        ++m_place;
        return;
    }
    const auto value = variables.constFind(name);
    if (value != variables.constEnd() && closed)
        word.text += *value;
    else
        word.complete = false;
    m_place = end + (braced && closed ? 1 : 0);
}

} // namespace etcdscope
