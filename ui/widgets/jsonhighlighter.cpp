// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/jsonhighlighter.h"

#include "core/values/jsonline.h"
#include "ui/widgets/palette.h"

#include <QTextCharFormat>

namespace etcdscope {

JsonHighlighter::JsonHighlighter(QTextDocument *document)
    : QSyntaxHighlighter(document)
{
}

void JsonHighlighter::setPalette(const QPalette &palette)
{
    m_name.setForeground(syntaxText(palette, Syntax::Name));
    m_string.setForeground(syntaxText(palette, Syntax::String));
    m_number.setForeground(syntaxText(palette, Syntax::Number));
    m_literal.setForeground(syntaxText(palette, Syntax::Literal));
    m_punctuation.setForeground(syntaxText(palette, Syntax::Punctuation));
    m_invalid.setForeground(syntaxText(palette, Syntax::Invalid));
    m_invalid.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    m_invalid.setUnderlineColor(syntaxText(palette, Syntax::Invalid));
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    if (text.size() > longestLine)
        return;
    for (const JsonToken &token : jsonTokensOfLine(text)) {
        const QTextCharFormat *format = &m_punctuation;
        if (token.type == JsonTokenType::Name)
            format = &m_name;
        else if (token.type == JsonTokenType::String)
            format = &m_string;
        else if (token.type == JsonTokenType::Number)
            format = &m_number;
        else if (token.type == JsonTokenType::Literal)
            format = &m_literal;
        else if (token.type == JsonTokenType::Invalid)
            format = &m_invalid;
        setFormat(int(token.offset), int(token.length), *format);
    }
}

} // namespace etcdscope
