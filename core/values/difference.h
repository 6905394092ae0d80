// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/values/linematch.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace etcdscope {

/// A stretch that is the same on both sides, or one that differs: its left part is removed, its right part
/// added. In lines; in bytes when the difference is binary.
struct DifferenceBlock
{
    bool equal = false;
    LineRange left;
    LineRange right;

    bool operator==(const DifferenceBlock &) const = default;
};

/// How two values differ. A plain value that can be handed to another thread.
struct Difference
{
    QByteArray left;
    QByteArray right;
    QList<LineSpan> leftLines; ///< no lines when binary
    QList<LineSpan> rightLines;
    QList<DifferenceBlock> blocks; ///< in order, covering both sides whole
    bool binary = false;   ///< a side is not text: blocks are common start, one replaced stretch, common end
    bool coarse = false;   ///< a limit was met (MatchLimits): correct, not the shortest
    qsizetype removed = 0; ///< lines, or bytes when binary
    qsizetype added = 0;

    [[nodiscard]] bool isEmpty() const { return removed == 0 && added == 0; }
};

/// Compares line by line, a line being all up to and with its '\n'; a value with a NUL or invalid UTF-8 by
/// bytes. Pure, for any thread; small values take microseconds, those at the limits some 100 ms.
[[nodiscard]] Difference differenceOf(const QByteArray &left, const QByteArray &right,
                                      const MatchLimits &limits = {});

enum class DifferenceKind { Equal, Removed, Added };

struct DifferenceLine
{
    DifferenceKind kind = DifferenceKind::Equal;
    qsizetype left = -1;  ///< index of the line on the left, -1 when added
    qsizetype right = -1; ///< index of the line on the right, -1 when removed

    bool operator==(const DifferenceLine &) const = default;
};

/// Changes that are near each other, with the equal lines around them.
struct DifferenceHunk
{
    LineRange left;
    LineRange right;
    QList<DifferenceLine> lines;
};

/// A difference of lines for showing, `context` equal lines around every change. Not for a binary one, which
/// has no lines.
[[nodiscard]] QList<DifferenceHunk> hunksOf(const Difference &difference, qsizetype context = 3);

/// The line's bytes with its ending; borrowed from the difference.
[[nodiscard]] QByteArrayView lineBytes(const Difference &difference, const DifferenceLine &line);

/// How many bytes two views have in common at the start and, of the rest, at the end.
struct CommonEnds
{
    qsizetype start = 0;
    qsizetype tail = 0;
};
[[nodiscard]] CommonEnds commonEndsOf(QByteArrayView left, QByteArrayView right);

} // namespace etcdscope
