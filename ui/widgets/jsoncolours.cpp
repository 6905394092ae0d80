// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/jsoncolours.h"

#include "core/values/jsonline.h"
#include "ui/widgets/palette.h"

#include <QPalette>

namespace etcdscope {

void JsonColours::setPalette(const QPalette &palette)
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

QList<QTextLayout::FormatRange> JsonColours::ofLine(const QString &text) const
{
    QList<QTextLayout::FormatRange> ranges;
    if (text.size() > longestLine)
        return ranges;
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
        ranges.append({int(token.offset), int(token.length), *format});
    }
    return ranges;
}

} // namespace etcdscope
