// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/selectedkeys.h"

#include "core/models/keytreemodel.h"

#include <QItemSelection>

namespace etcdscope {

namespace {

/// Rows of the root can have different parents: `/a/` has one, `a/` has none.
constexpr int mostRowsOfRoot = 10'000;

KeyTarget targetOf(const QModelIndex &index)
{
    return {.kind = index.data(KeyTreeModel::IsDirectoryRole).toBool() ? KeyTarget::Kind::Directory
                                                                       : KeyTarget::Kind::Key,
            .bytes = index.data(KeyTreeModel::KeyBytesRole).toByteArray(),
            .count = index.data(KeyTreeModel::CountRole).toLongLong(),
            .isGoing = index.data(KeyTreeModel::GoingRole).toBool(),
            .isExplicit = index.data(KeyTreeModel::IsExplicitRole).toBool()};
}

BulkPart partOf(const KeyTarget &target, char separator)
{
    return target.isDirectory() ? BulkPart::directory(target.bytes, separator)
                                : BulkPart::key(target.bytes, separator);
}

} // namespace

SelectedKeys selectionOf(const KeyTarget &target, char separator)
{
    if (target.kind == KeyTarget::Kind::None)
        return {};
    return {.parts = {partOf(target, separator)}, .rows = 1, .only = target};
}

SelectedKeys selectionOf(const QItemSelection &selection, char separator)
{
    SelectedKeys result;
    for (const QItemSelectionRange &range : selection) {
        if (!range.isValid() || range.left() > KeyTreeModel::NameColumn)
            continue; // rows are selected whole
        const QModelIndex first = range.model()->index(range.top(), KeyTreeModel::NameColumn, range.parent());
        const QModelIndex last = first.siblingAtRow(range.bottom());
        const int rows = range.height();
        result.rows += rows;
        if (rows == 1) {
            result.only = targetOf(first);
            result.parts.push_back(partOf(result.only, separator));
        } else if (!range.parent().isValid() && rows <= mostRowsOfRoot) {
            for (int row = range.top(); row <= range.bottom(); ++row)
                result.parts.push_back(partOf(targetOf(first.siblingAtRow(row)), separator));
        } else {
            const KeyTarget from = targetOf(first);
            const KeyTarget to = targetOf(last);
            QByteArray parent = range.parent().data(KeyTreeModel::KeyBytesRole).toByteArray();
            if (!range.parent().isValid() && from.bytes.startsWith(separator) &&
                to.bytes.startsWith(separator))
                parent = QByteArray(1, separator);
            result.parts.push_back(BulkPart::rows(parent, from.bytes, to.bytes, to.isDirectory()));
        }
    }
    if (result.rows != 1)
        result.only = {};
    return result;
}

} // namespace etcdscope
