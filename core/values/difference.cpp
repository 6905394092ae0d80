// SPDX-License-Identifier: Apache-2.0
#include "core/values/difference.h"

#include <algorithm>

namespace etcdscope {

namespace {

bool isLineText(const QByteArray &bytes)
{
    return !bytes.contains('\0') && bytes.isValidUtf8();
}

void addBlock(Difference &difference, bool equal, LineRange left, LineRange right)
{
    if (left.count == 0 && right.count == 0)
        return;
    difference.blocks.append({equal, left, right});
    if (!equal) {
        difference.removed += left.count;
        difference.added += right.count;
    }
}

} // namespace

CommonEnds commonEndsOf(QByteArrayView left, QByteArrayView right)
{
    const auto [leftEnd, rightEnd] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
    CommonEnds common;
    common.start = leftEnd - left.begin();
    const qsizetype rest = std::min(left.size(), right.size()) - common.start;
    while (common.tail < rest && left[left.size() - 1 - common.tail] == right[right.size() - 1 - common.tail])
        ++common.tail;
    return common;
}

Difference differenceOf(const QByteArray &left, const QByteArray &right, const MatchLimits &limits)
{
    Difference difference;
    difference.left = left;
    difference.right = right;
    difference.binary = !isLineText(left) || !isLineText(right);
    if (difference.binary) {
        const auto [start, tail] = commonEndsOf(left, right);
        addBlock(difference, true, {0, start}, {0, start});
        addBlock(difference, false, {start, left.size() - start - tail},
                 {start, right.size() - start - tail});
        addBlock(difference, true, {left.size() - tail, tail}, {right.size() - tail, tail});
        return difference;
    }
    difference.leftLines = splitLines(left);
    difference.rightLines = splitLines(right);
    const LineMatch match = matchLines(left, difference.leftLines, right, difference.rightLines, limits);
    difference.coarse = match.coarse;
    qsizetype leftDone = 0;
    qsizetype rightDone = 0;
    for (const LineRun &run : match.runs) {
        addBlock(difference, false, {leftDone, run.left - leftDone}, {rightDone, run.right - rightDone});
        addBlock(difference, true, {run.left, run.count}, {run.right, run.count});
        leftDone = run.left + run.count;
        rightDone = run.right + run.count;
    }
    addBlock(difference, false, {leftDone, difference.leftLines.size() - leftDone},
             {rightDone, difference.rightLines.size() - rightDone});
    return difference;
}

QList<DifferenceHunk> hunksOf(const Difference &difference, qsizetype context)
{
    QList<DifferenceHunk> hunks;
    if (difference.binary)
        return hunks;
    bool open = false; // the last hunk goes on
    const auto addEqual = [&](LineRange left, LineRange right) {
        for (qsizetype i = 0; i < left.count; ++i)
            hunks.last().lines.append({DifferenceKind::Equal, left.first + i, right.first + i});
        hunks.last().left.count += left.count;
        hunks.last().right.count += right.count;
    };
    for (qsizetype b = 0; b < difference.blocks.size(); ++b) {
        const DifferenceBlock &block = difference.blocks[b];
        const bool last = b + 1 == difference.blocks.size();
        if (block.equal) {
            const qsizetype after = open ? std::min(context, block.left.count) : 0;
            const qsizetype before = last ? 0 : std::min(context, block.left.count - after);
            if (open)
                addEqual({block.left.first, after}, {block.right.first, after});
            open = open && after + before == block.left.count;
            if (last)
                break;
            const LineRange left{block.left.end() - before, before};
            const LineRange right{block.right.end() - before, before};
            if (!open)
                hunks.append(DifferenceHunk{{left.first, 0}, {right.first, 0}, {}});
            open = true;
            addEqual(left, right);
            continue;
        }
        if (!open)
            hunks.append(DifferenceHunk{{block.left.first, 0}, {block.right.first, 0}, {}});
        open = true;
        DifferenceHunk &hunk = hunks.last();
        for (qsizetype i = block.left.first; i < block.left.end(); ++i)
            hunk.lines.append({DifferenceKind::Removed, i, -1});
        for (qsizetype i = block.right.first; i < block.right.end(); ++i)
            hunk.lines.append({DifferenceKind::Added, -1, i});
        hunk.left.count += block.left.count;
        hunk.right.count += block.right.count;
    }
    return hunks;
}

QByteArrayView lineBytes(const Difference &difference, const DifferenceLine &line)
{
    const bool fromLeft = line.left >= 0;
    const LineSpan span = fromLeft ? difference.leftLines[line.left] : difference.rightLines[line.right];
    return QByteArrayView(fromLeft ? difference.left : difference.right).sliced(span.offset, span.length);
}

} // namespace etcdscope
