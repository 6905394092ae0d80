// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/values/difference.h"
#include "core/values/merge.h"
#include "ui/widgets/rowtextview.h"

#include <QList>

#include <array>

namespace etcdscope {

/// One line of a value as it can stand in a text widget: without its '\n', with signs in the place of what
/// cannot be seen or would break the line (a carriage return, controls, other line separators).
[[nodiscard]] QString visibleLine(QByteArrayView line);

/// The rows of a unified view: a heading with the line numbers over each hunk, '-', '+' or a space before
/// each line, what changed within a line marked, very long lines cut around it, a last row that says how many
/// rows were left out above `mostRows`. A binary difference is shown as hex around the stretch that differs.
[[nodiscard]] QList<TextRow> unifiedRows(const Difference &difference, qsizetype context = 3,
                                         qsizetype mostRows = 5000);

/// The rows of base, mine and theirs, made equally many by fillers, so that what belongs together is level.
/// Long stretches without a change are kept whole up to `mostRows`.
[[nodiscard]] std::array<QList<TextRow>, 3> threeWayRows(const Merge &merge, qsizetype mostRows = 5000);

} // namespace etcdscope
