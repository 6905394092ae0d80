// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSyntaxHighlighter>

namespace etcdscope {

/// Colours JSON line by line from the tokens of jsonTokensOfLine(). A line longer than 10,000 characters
/// stays plain: colouring it would cost more than a keystroke may.
class JsonHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JsonHighlighter)

public:
    static constexpr qsizetype longestLine = 10'000;

    explicit JsonHighlighter(QTextDocument *document);

    /// Takes new colours; the owner then asks for rehighlight().
    void setPalette(const QPalette &palette);

protected:
    void highlightBlock(const QString &text) override;

private:
    QTextCharFormat m_name;
    QTextCharFormat m_string;
    QTextCharFormat m_number;
    QTextCharFormat m_literal;
    QTextCharFormat m_punctuation;
    QTextCharFormat m_invalid;
};

} // namespace etcdscope
