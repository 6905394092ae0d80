// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/values/difference.h"
#include "ui/widgets/rowtextview.h"

#include <QList>

namespace etcdscope {

/// The rows of a unified view: a heading with the line numbers over each hunk, '-', '+' or a space before
/// each line, what changed within a line marked, very long lines cut around it, a last row that says how many
/// rows were left out above `mostRows`. A binary difference is shown as hex around the stretch that differs.
/// Pure, for any thread.
[[nodiscard]] QList<TextRow> unifiedRows(const Difference &difference, qsizetype context = 3,
                                         qsizetype mostRows = 5000);

} // namespace etcdscope
