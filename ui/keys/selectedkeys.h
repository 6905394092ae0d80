// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/edit/bulk/bulkscope.h"
#include "ui/keys/keytarget.h"

#include <vector>

class QItemSelection;

namespace etcdscope {

/// The rows that are selected, as ranges of keys.
struct SelectedKeys
{
    std::vector<BulkPart> parts;
    qint64 rows = 0;
    KeyTarget only; ///< the one row, when it is one

    [[nodiscard]] bool isEmpty() const { return rows == 0; }
    [[nodiscard]] bool isOne() const { return rows == 1; }
};

/// Of a KeyTreeModel's rows. What it costs depends on the ranges, not on the rows in them.
[[nodiscard]] SelectedKeys selectionOf(const QItemSelection &selection, char separator);
/// Of the one row a list stands on.
[[nodiscard]] SelectedKeys selectionOf(const KeyTarget &target, char separator);

} // namespace etcdscope
