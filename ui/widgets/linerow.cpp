// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/linerow.h"

#include "ui/widgets/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace etcdscope {

namespace {

struct LineRow
{
    Q_DECLARE_TR_FUNCTIONS(LineRow)
};

constexpr qsizetype contextShown = 60; // bytes of a cut line before what changed

qsizetype sequenceStart(QByteArrayView bytes, qsizetype at)
{
    while (at > 0 && at < bytes.size() && (uchar(bytes[at]) & 0xc0) == 0x80)
        --at;
    return at;
}

QString cutMark(qsizetype bytes)
{
    return LineRow::tr("[… %1 …]").arg(formatSize(bytes));
}

bool needsSign(QChar c)
{
    const char16_t u = c.unicode();
    return (u < 0x20 && u != u'\t') || u == 0x7f || u == 0x2028 || u == 0x2029 || u == 0xfdd0 || u == 0xfdd1;
}

/// Not the pictures of U+2400: many fonts lack them.
QString signOf(QChar c)
{
    if (c == u'\r')
        return QStringLiteral("‹CR›");
    return QStringLiteral("‹%1›").arg(c.unicode(), c.unicode() < 0x100 ? 2 : 4, 16, QLatin1Char('0'));
}

} // namespace

QString visibleLine(QByteArrayView line)
{
    if (line.endsWith('\n'))
        line.chop(1);
    const QString text = QString::fromUtf8(line);
    if (std::none_of(text.begin(), text.end(), needsSign))
        return text;
    QString visible;
    visible.reserve(text.size() + 16);
    for (const QChar c : text) {
        if (needsSign(c))
            visible += signOf(c);
        else
            visible += c;
    }
    return visible;
}

TextRow lineRow(QByteArrayView line, QChar sign, RowKind kind, qsizetype from, qsizetype changed)
{
    TextRow row;
    row.kind = kind;
    row.text = sign.isNull() ? QString() : QString(sign) + u' ';
    const qsizetype start =
        line.size() > longestShownLine ? sequenceStart(line, std::max<qsizetype>(0, from - contextShown)) : 0;
    const qsizetype end = line.size() > longestShownLine
                              ? sequenceStart(line, std::min(line.size(), start + longestShownLine))
                              : line.size();
    if (start > 0)
        row.text += cutMark(start);
    const qsizetype emphasisFrom = std::clamp(sequenceStart(line, from), start, end);
    const qsizetype emphasisTo = std::clamp(from + changed, emphasisFrom, end);
    row.text += visibleLine(line.sliced(start, emphasisFrom - start));
    row.emphasisStart = int(row.text.size());
    row.text += visibleLine(line.sliced(emphasisFrom, emphasisTo - emphasisFrom));
    row.emphasisLength = changed > 0 ? int(row.text.size()) - row.emphasisStart : 0;
    row.text += visibleLine(line.sliced(emphasisTo, end - emphasisTo));
    if (end < line.size())
        row.text += cutMark(line.size() - end);
    return row;
}

TextRow headingRow(const QString &text)
{
    TextRow row;
    row.kind = RowKind::Heading;
    row.text = text;
    return row;
}

} // namespace etcdscope
