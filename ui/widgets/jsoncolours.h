// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTextCharFormat>
#include <QTextLayout>

namespace etcdscope {

/// The colours of JSON, line by line from the tokens of jsonTokensOfLine(). Not a QSyntaxHighlighter: that
/// one lays out every line of the document, which for 10 MiB takes seconds and hundreds of MiB; the editor
/// asks for the lines it paints. A line longer than 10,000 characters stays plain.
class JsonColours final
{
public:
    static constexpr qsizetype longestLine = 10'000;

    void setPalette(const QPalette &palette);
    [[nodiscard]] QList<QTextLayout::FormatRange> ofLine(const QString &text) const;

private:
    QTextCharFormat m_name;
    QTextCharFormat m_string;
    QTextCharFormat m_number;
    QTextCharFormat m_literal;
    QTextCharFormat m_punctuation;
    QTextCharFormat m_invalid;
};

} // namespace etcdscope
