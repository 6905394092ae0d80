// SPDX-License-Identifier: Apache-2.0
#include "core/values/merge.h"

#include <algorithm>
#include <vector>

namespace etcdscope {

namespace {

MergeText textOf(const QByteArray &bytes, bool binary)
{
    if (!binary)
        return {bytes, splitLines(bytes)};
    return {bytes, bytes.isEmpty() ? QList<LineSpan>() : QList<LineSpan>{{0, bytes.size()}}};
}

/// For every line of the base: its line on the other side, -1 when it has none.
std::vector<qsizetype> partnersOf(const MergeText &base, const LineMatch &match)
{
    std::vector<qsizetype> partners(size_t(base.lines.size()), -1);
    for (const LineRun &run : match.runs) {
        for (qsizetype i = 0; i < run.count; ++i)
            partners[size_t(run.left + i)] = run.right + i;
    }
    return partners;
}

MergeKind kindOf(const Merge &merge, const MergeChunk &chunk)
{
    const QByteArrayView base = merge.base.range(chunk.base);
    const QByteArrayView mine = merge.mine.range(chunk.mine);
    const QByteArrayView theirs = merge.theirs.range(chunk.theirs);
    if (mine == theirs)
        return mine == base ? MergeKind::Unchanged : MergeKind::Both;
    if (mine == base)
        return MergeKind::Theirs;
    return theirs == base ? MergeKind::Mine : MergeKind::Conflict;
}

void endLine(QByteArray &bytes)
{
    if (!bytes.isEmpty() && !bytes.endsWith('\n'))
        bytes += '\n';
}

} // namespace

QByteArrayView MergeText::line(qsizetype index) const
{
    return QByteArrayView(bytes).sliced(lines[index].offset, lines[index].length);
}

QByteArrayView MergeText::range(LineRange range) const
{
    if (range.count == 0)
        return {};
    const LineSpan last = lines[range.end() - 1];
    const qsizetype from = lines[range.first].offset;
    return QByteArrayView(bytes).sliced(from, last.offset + last.length - from);
}

Merge mergeOf(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs,
              const MatchLimits &limits)
{
    Merge merge;
    const auto isLineText = [](const QByteArray &bytes) {
        return !bytes.contains('\0') && bytes.isValidUtf8();
    };
    merge.binary = !isLineText(base) || !isLineText(mine) || !isLineText(theirs);
    merge.base = textOf(base, merge.binary);
    merge.mine = textOf(mine, merge.binary);
    merge.theirs = textOf(theirs, merge.binary);
    const LineMatch toMine = matchLines(base, merge.base.lines, mine, merge.mine.lines, limits);
    const LineMatch toTheirs = matchLines(base, merge.base.lines, theirs, merge.theirs.lines, limits);
    merge.coarse = toMine.coarse || toTheirs.coarse;
    const std::vector<qsizetype> inMine = partnersOf(merge.base, toMine);
    const std::vector<qsizetype> inTheirs = partnersOf(merge.base, toTheirs);

    const qsizetype lines = merge.base.lines.size();
    MergeChunk done; // the ranges before the next chunk: only their ends count
    const auto add = [&](qsizetype b, qsizetype m, qsizetype t, bool stable) {
        MergeChunk chunk{MergeKind::Unchanged,
                         {done.base.end(), b - done.base.end()},
                         {done.mine.end(), m - done.mine.end()},
                         {done.theirs.end(), t - done.theirs.end()}};
        if (chunk.base.count == 0 && chunk.mine.count == 0 && chunk.theirs.count == 0)
            return;
        chunk.kind = stable ? MergeKind::Unchanged : kindOf(merge, chunk);
        merge.conflicts += chunk.kind == MergeKind::Conflict ? 1 : 0;
        merge.chunks.append(chunk);
        done = chunk;
    };
    for (qsizetype b = 0; b < lines;) {
        const qsizetype m = inMine[size_t(b)];
        const qsizetype t = inTheirs[size_t(b)];
        if (m < 0 || t < 0) {
            ++b;
            continue;
        }
        add(b, m, t, false);
        qsizetype same = 1;
        while (b + same < lines && inMine[size_t(b + same)] == m + same &&
               inTheirs[size_t(b + same)] == t + same)
            ++same;
        add(b + same, m + same, t + same, true);
        b += same;
    }
    add(lines, merge.mine.lines.size(), merge.theirs.lines.size(), false);
    return merge;
}

std::optional<QByteArray> mergedBytes(const Merge &merge)
{
    if (merge.conflicts > 0)
        return std::nullopt;
    QByteArray merged;
    for (const MergeChunk &chunk : merge.chunks)
        merged +=
            chunk.kind == MergeKind::Theirs ? merge.theirs.range(chunk.theirs) : merge.mine.range(chunk.mine);
    return merged;
}

QByteArray mergedWithMarkers(const Merge &merge, QByteArrayView mineLabel, QByteArrayView theirsLabel)
{
    QByteArray merged;
    for (const MergeChunk &chunk : merge.chunks) {
        if (chunk.kind != MergeKind::Conflict) {
            merged += chunk.kind == MergeKind::Theirs ? merge.theirs.range(chunk.theirs)
                                                      : merge.mine.range(chunk.mine);
            continue;
        }
        endLine(merged);
        merged += "<<<<<<< ";
        merged += mineLabel;
        merged += '\n';
        merged += merge.mine.range(chunk.mine);
        endLine(merged);
        merged += "||||||| base\n";
        merged += merge.base.range(chunk.base);
        endLine(merged);
        merged += "=======\n";
        merged += merge.theirs.range(chunk.theirs);
        endLine(merged);
        merged += ">>>>>>> ";
        merged += theirsLabel;
        merged += '\n';
    }
    return merged;
}

} // namespace etcdscope
