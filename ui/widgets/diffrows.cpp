// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/diffrows.h"

#include "core/values/hexdump.h"
#include "ui/widgets/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace etcdscope {

namespace {

struct DiffRows
{
    Q_DECLARE_TR_FUNCTIONS(DiffRows)
};

constexpr qsizetype longestShown = 2000; // bytes of a line; a QPlainTextEdit is slow with longer ones
constexpr qsizetype contextShown = 60;   // bytes of a cut line before what changed

qsizetype sequenceStart(QByteArrayView bytes, qsizetype at)
{
    while (at > 0 && at < bytes.size() && (uchar(bytes[at]) & 0xc0) == 0x80)
        --at;
    return at;
}

QString cutMark(qsizetype bytes)
{
    return DiffRows::tr("[… %1 …]").arg(formatSize(bytes));
}

/// The row of one line, cut to what is around `changed` bytes from `from` on when it is very long.
TextRow lineRow(QByteArrayView line, QChar sign, RowKind kind, qsizetype from = 0, qsizetype changed = 0)
{
    TextRow row;
    row.kind = kind;
    row.text = sign.isNull() ? QString() : QString(sign) + u' ';
    const qsizetype start =
        line.size() > longestShown ? sequenceStart(line, std::max<qsizetype>(0, from - contextShown)) : 0;
    const qsizetype end = line.size() > longestShown
                              ? sequenceStart(line, std::min(line.size(), start + longestShown))
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

QString numbers(qsizetype left, qsizetype right, qsizetype width)
{
    const auto number = [width](qsizetype index) {
        return index < 0 ? QString(width, u' ') : QString::number(index + 1).rightJustified(width);
    };
    return number(left) + u' ' + number(right);
}

TextRow headingRow(const QString &text)
{
    TextRow row;
    row.kind = RowKind::Heading;
    row.text = text;
    return row;
}

QString lineNumbers(const LineRange &range)
{
    if (range.count == 0)
        return DiffRows::tr("none");
    if (range.count == 1)
        return formatNumber(range.first + 1);
    return DiffRows::tr("%1–%2").arg(formatNumber(range.first + 1), formatNumber(range.end()));
}

/// The part in which two lines differ, or nothing when they have too little in common for it to say anything.
CommonEnds commonOf(QByteArrayView left, QByteArrayView right)
{
    CommonEnds common = commonEndsOf(left, right);
    while (common.start > 0 && common.start < left.size() && (uchar(left[common.start]) & 0xc0) == 0x80)
        --common.start;
    while (common.tail > 0 && (uchar(left[left.size() - common.tail]) & 0xc0) == 0x80)
        --common.tail;
    const bool little = 3 * (common.start + common.tail) < std::min(left.size(), right.size());
    return little ? CommonEnds{} : common;
}

void addChangedRows(QList<TextRow> &rows, const Difference &difference, const QList<DifferenceLine> &lines,
                    qsizetype width, qsizetype mostRows)
{
    // Where as many lines came as went, they are taken for pairs.
    const auto removed = std::count_if(lines.begin(), lines.end(),
                                       [](const auto &line) { return line.kind == DifferenceKind::Removed; });
    const bool pairs = removed * 2 == lines.size();
    const bool saysEnding = difference.left.endsWith('\n') != difference.right.endsWith('\n');
    for (qsizetype i = 0; i < lines.size() && rows.size() <= mostRows; ++i) {
        const DifferenceLine &line = lines[i];
        const QByteArrayView bytes = lineBytes(difference, line);
        const bool isRemoved = line.kind == DifferenceKind::Removed;
        qsizetype from = 0;
        qsizetype changed = 0;
        if (pairs) {
            const QByteArrayView partner =
                lineBytes(difference, lines[isRemoved ? i + removed : i - removed]);
            const CommonEnds common = isRemoved ? commonOf(bytes, partner) : commonOf(partner, bytes);
            from = common.start;
            changed = common.start + common.tail > 0 ? bytes.size() - common.start - common.tail : 0;
        }
        TextRow row = lineRow(bytes, isRemoved ? u'-' : u'+', isRemoved ? RowKind::Removed : RowKind::Added,
                              from, changed);
        row.gutter = numbers(line.left, line.right, width);
        rows.append(row);
        if (saysEnding && !bytes.endsWith('\n'))
            rows.append(headingRow(DiffRows::tr("no line ending at the end")));
    }
}

void addHunk(QList<TextRow> &rows, const Difference &difference, const DifferenceHunk &hunk, qsizetype width,
             qsizetype mostRows)
{
    rows.append(headingRow(DiffRows::tr("lines %1 → %2", "line numbers before and after")
                               .arg(lineNumbers(hunk.left), lineNumbers(hunk.right))));
    for (qsizetype i = 0; i < hunk.lines.size() && rows.size() <= mostRows;) {
        if (hunk.lines[i].kind == DifferenceKind::Equal) {
            TextRow row = lineRow(lineBytes(difference, hunk.lines[i]), u' ', RowKind::Plain);
            row.gutter = numbers(hunk.lines[i].left, hunk.lines[i].right, width);
            rows.append(row);
            ++i;
            continue;
        }
        qsizetype end = i;
        while (end < hunk.lines.size() && hunk.lines[end].kind != DifferenceKind::Equal)
            ++end;
        addChangedRows(rows, difference, hunk.lines.sliced(i, end - i), width, mostRows);
        i = end;
    }
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

constexpr qsizetype dumpWidth = 16;
constexpr qsizetype mostDumpRows = 256;

void addDump(QList<TextRow> &rows, const QByteArray &bytes, LineRange range, QChar sign, RowKind kind)
{
    const int digits = hexOffsetDigits(bytes.size());
    qsizetype at = range.first;
    for (qsizetype row = 0; at < range.end(); ++row) {
        if (row == mostDumpRows) {
            rows.append(headingRow(DiffRows::tr("%1 more not shown").arg(formatSize(range.end() - at))));
            return;
        }
        const qsizetype count = std::min(dumpWidth, range.end() - at);
        TextRow text;
        text.kind = kind;
        text.text =
            QString(sign) + u' ' + hexDumpRow(QByteArrayView(bytes).sliced(at, count), at, dumpWidth, digits);
        rows.append(text);
        at += count;
    }
}

QList<TextRow> binaryRows(const Difference &difference)
{
    QList<TextRow> rows;
    for (const DifferenceBlock &block : difference.blocks) {
        if (!block.equal) {
            addDump(rows, difference.left, block.left, u'-', RowKind::Removed);
            addDump(rows, difference.right, block.right, u'+', RowKind::Added);
            continue;
        }
        const bool before = block.left.first == 0;
        const qsizetype shown = std::min(dumpWidth, block.left.count);
        const LineRange part =
            before ? LineRange{block.left.end() - shown, shown} : LineRange{block.left.first, shown};
        const TextRow same = headingRow(DiffRows::tr("%1 the same").arg(formatExactSize(block.left.count)));
        if (before)
            rows.append(same);
        addDump(rows, difference.left, part, u' ', RowKind::Plain);
        if (!before)
            rows.append(same);
    }
    return rows;
}

/// Signs of a side within a chunk, and its colour.
struct Look
{
    RowKind kind = RowKind::Plain;
    QChar sign = u' ';
};

Look lookOf(MergeKind kind, int side)
{
    switch (kind) {
    case MergeKind::Unchanged:
        return {};
    case MergeKind::Conflict:
        return {RowKind::Conflict, u'!'};
    case MergeKind::Mine:
        return side == 1 ? Look{RowKind::Changed, u'*'} : Look{};
    case MergeKind::Theirs:
        return side == 2 ? Look{RowKind::Changed, u'*'} : Look{};
    case MergeKind::Both:
        return side != 0 ? Look{RowKind::Changed, u'='} : Look{};
    }
    return {};
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

QList<TextRow> unifiedRows(const Difference &difference, qsizetype context, qsizetype mostRows)
{
    if (difference.isEmpty())
        return {};
    QList<TextRow> rows;
    if (difference.binary) {
        rows = binaryRows(difference);
    } else {
        const qsizetype most = std::max(difference.leftLines.size(), difference.rightLines.size());
        const qsizetype width = QString::number(most).size();
        const QList<DifferenceHunk> hunks = hunksOf(difference, context);
        for (const DifferenceHunk &hunk : hunks) {
            addHunk(rows, difference, hunk, width, mostRows);
            if (rows.size() > mostRows)
                break;
        }
    }
    if (rows.size() > mostRows) {
        rows.resize(mostRows);
        rows.append(headingRow(DiffRows::tr("The difference goes on; only its first %1 lines are shown.")
                                   .arg(formatNumber(mostRows))));
    }
    return rows;
}

std::array<QList<TextRow>, 3> threeWayRows(const Merge &merge, qsizetype mostRows)
{
    std::array<QList<TextRow>, 3> sides;
    const std::array<const MergeText *, 3> texts{&merge.base, &merge.mine, &merge.theirs};
    const qsizetype most =
        std::max({merge.base.lines.size(), merge.mine.lines.size(), merge.theirs.lines.size()});
    const qsizetype width = QString::number(most).size();
    for (const MergeChunk &chunk : merge.chunks) {
        const std::array<LineRange, 3> ranges{chunk.base, chunk.mine, chunk.theirs};
        const qsizetype height = std::max({ranges[0].count, ranges[1].count, ranges[2].count});
        for (size_t side = 0; side < 3; ++side) {
            const Look look = lookOf(chunk.kind, int(side));
            for (qsizetype i = 0; i < height && sides[side].size() < mostRows; ++i) {
                TextRow row;
                row.kind = RowKind::Filler;
                if (i < ranges[side].count) {
                    const qsizetype index = ranges[side].first + i;
                    if (merge.binary)
                        row.text = hexText(texts[side]->line(index).first(
                            std::min<qsizetype>(256, texts[side]->line(index).size())));
                    else
                        row = lineRow(texts[side]->line(index), QChar(), look.kind);
                    row.kind = look.kind;
                    row.gutter = QString::number(index + 1).rightJustified(width) + u' ' + look.sign;
                } else {
                    row.gutter = QString(width + 1, u' ') + look.sign;
                }
                sides[side].append(row);
            }
        }
        if (sides[0].size() >= mostRows) {
            for (QList<TextRow> &rows : sides)
                rows.append(headingRow(
                    DiffRows::tr("Only the first %1 lines are shown.").arg(formatNumber(mostRows))));
            break;
        }
    }
    return sides;
}

} // namespace etcdscope
