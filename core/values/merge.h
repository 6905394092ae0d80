// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/values/linematch.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace etcdscope {

enum class MergeKind {
    Unchanged, ///< the same in all three
    Mine,      ///< changed by me alone
    Theirs,    ///< changed by them alone
    Both,      ///< changed to the same by both
    Conflict,  ///< changed differently
};

/// Lines of the three texts that belong together.
struct MergeChunk
{
    MergeKind kind = MergeKind::Unchanged;
    LineRange base;
    LineRange mine;
    LineRange theirs;

    bool operator==(const MergeChunk &) const = default;
};

/// One of the three texts with its lines.
struct MergeText
{
    QByteArray bytes;
    QList<LineSpan> lines;

    [[nodiscard]] QByteArrayView line(qsizetype index) const;
    [[nodiscard]] QByteArrayView range(LineRange range) const;
};

/// A three-way comparison. Binary values count as one line each.
struct Merge
{
    MergeText base;
    MergeText mine;
    MergeText theirs;
    QList<MergeChunk> chunks; ///< in order, covering all three whole
    bool binary = false;
    bool coarse = false; ///< a limit was met (MatchLimits): chunks may be larger than need be
    int conflicts = 0;
};

/// Compares what I have and what they have with what both started from. Pure, for any thread.
[[nodiscard]] Merge mergeOf(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs,
                            const MatchLimits &limits = {});

/// Both sides' changes together; std::nullopt when there is a conflict.
[[nodiscard]] std::optional<QByteArray> mergedBytes(const Merge &merge);

/// The same with each conflict written as mine, base and theirs between marker lines that carry the labels,
/// to be resolved by hand. Not for binary values.
[[nodiscard]] QByteArray mergedWithMarkers(const Merge &merge, QByteArrayView mineLabel,
                                           QByteArrayView theirsLabel);

} // namespace etcdscope
