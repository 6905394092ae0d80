// SPDX-License-Identifier: Apache-2.0
#include "tests/layers/sourcetext.h"

#include <QRegularExpression>

namespace etcdscope {

SourceText::SourceText(const QString &text)
{
    // Whichever of these starts first wins: a comment in a string is none, nor a string in a comment.
    static const QRegularExpression piece(
        QStringLiteral(R"re((?<include>^[ \t]*\#[ \t]*include[ \t]*["<](?<path>[^">\n]+)[">]))re"
                       R"re(|//[^\n]*|/\*.*?\*/)re"
                       R"re(|R"(?<mark>[^ ()\\\n]*)\(.*?\)\k<mark>")re"
                       R"re(|"(?:\\.|[^"\\\n])*")re"
                       R"re(|'(?:\\.|[^'\\\n])+')re"),
        QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption);
    qsizetype last = 0;
    auto pieces = piece.globalMatch(text);
    while (pieces.hasNext()) {
        const auto match = pieces.next();
        if (!match.captured(u"include").isEmpty())
            includes << match.captured(u"path");
        code += QStringView(text).mid(last, match.capturedStart() - last);
        code += QLatin1Char(' ');
        last = match.capturedEnd();
    }
    code += QStringView(text).mid(last);
}

} // namespace etcdscope
