// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/diffrows.h"

#include "core/values/hexdump.h"
#include "ui/widgets/format.h"
#include "ui/widgets/linerow.h"

#include <QCoreApplication>

#include <algorithm>

namespace etcdscope {

namespace {

struct DiffRows
{
    Q_DECLARE_TR_FUNCTIONS(DiffRows)
};

QString numbers(qsizetype left, qsizetype right, qsizetype width)
{
    const auto number = [width](qsizetype index) {
        return index < 0 ? QString(width, u' ') : QString::number(index + 1).rightJustified(width);
    };
    return number(left) + u' ' + number(right);
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

} // namespace

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
    qsizetype fitting = 0;
    for (qsizetype text = 0; fitting < std::min(rows.size(), mostRows) && text < mostShownText; ++fitting)
        text += rows[fitting].text.size();
    if (rows.size() > fitting) {
        rows.resize(fitting);
        rows.append(headingRow(DiffRows::tr("The difference goes on; only its first %1 lines are shown.")
                                   .arg(formatNumber(fitting))));
    }
    return rows;
}

} // namespace etcdscope
