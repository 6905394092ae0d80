// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/values/merge.h"
#include "ui/widgets/rowtextview.h"

#include <QList>

#include <array>

namespace etcdscope {

/// A merge as three columns show it. A plain value that can be handed to another thread.
struct ThreeWayRows
{
    std::array<QList<TextRow>, 3> sides; ///< base, mine, theirs
    int conflicts = 0;                   ///< stretches of lines, also of those left out
    int mine = 0;
    int theirs = 0;
    int both = 0;
};

/// The rows of base, mine and theirs, made equally many by fillers, so that what belongs together is level.
/// When there are more than `mostRows`, stretches without a change are cut to a few lines around the changes;
/// a last row says when that was not enough. Very long lines are cut around what changed. Pure, for any
/// thread.
[[nodiscard]] ThreeWayRows threeWayRows(const Merge &merge, qsizetype mostRows = 5000);

} // namespace etcdscope
