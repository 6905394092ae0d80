// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>
#include <QList>

namespace etcdscope {

/// `count` lines (or bytes, where said so) from the one with index `first` on.
struct LineRange
{
    qsizetype first = 0;
    qsizetype count = 0;

    [[nodiscard]] qsizetype end() const { return first + count; }
    bool operator==(const LineRange &) const = default;
};

/// Where a line lies in its bytes, with its '\n'.
struct LineSpan
{
    qsizetype offset = 0;
    qsizetype length = 0;

    bool operator==(const LineSpan &) const = default;
};

/// Every byte is in exactly one line; a line ends after '\n' or at the end. Nothing has no line.
[[nodiscard]] QList<LineSpan> splitLines(QByteArrayView bytes);

/// Lines that are the same on both sides.
struct LineRun
{
    qsizetype left = 0;
    qsizetype right = 0;
    qsizetype count = 0;

    bool operator==(const LineRun &) const = default;
};

/// What comparing may cost.
struct MatchLimits
{
    qsizetype bytes = 16 * 1024 * 1024; ///< of both sides, above: only the common start and end are found
    qsizetype lines = 400'000;          ///< of both sides, above: the same
    int edits =
        1000; ///< lines inserted and removed, above: lines that occur once on each side are the anchors
};

struct LineMatch
{
    QList<LineRun> runs; ///< ascending on both sides, none empty
    bool coarse = false; ///< a limit was met: correct, but there may be a shorter difference
};

/// The lines two texts have in common, by their bytes: the shortest edit script (Myers, An O(ND) Difference
/// Algorithm, 1986) within the limits. Pure, for any thread; some 50 ms at the limits.
[[nodiscard]] LineMatch matchLines(QByteArrayView left, const QList<LineSpan> &leftLines,
                                   QByteArrayView right, const QList<LineSpan> &rightLines,
                                   const MatchLimits &limits = {});

} // namespace etcdscope
