// SPDX-License-Identifier: Apache-2.0
#include "ui/locks/mergedrowsmodel.h"

#include <algorithm>

namespace etcdscope {

int MergedRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_ids.size());
}

int MergedRowsModel::rowOf(const QByteArray &id) const
{
    const auto found = std::ranges::lower_bound(m_ids, id);
    return found != m_ids.end() && *found == id ? int(found - m_ids.begin()) : -1;
}

void MergedRowsModel::merge(const std::vector<QByteArray> &ids)
{
    for (int row = int(m_ids.size()) - 1; row >= 0; --row) {
        if (std::ranges::binary_search(ids, m_ids[size_t(row)]))
            continue;
        beginRemoveRows({}, row, row);
        m_ids.erase(m_ids.begin() + row);
        endRemoveRows();
    }
    for (size_t row = 0; row < ids.size(); ++row) {
        if (row < m_ids.size() && m_ids[row] == ids[row])
            continue;
        beginInsertRows({}, int(row), int(row));
        m_ids.insert(m_ids.begin() + qsizetype(row), ids[row]);
        endInsertRows();
    }
    if (!m_ids.empty())
        emit dataChanged(index(0, 0), index(int(m_ids.size()) - 1, columnCount() - 1));
}

void MergedRowsModel::columnChanged(int column)
{
    if (!m_ids.empty())
        emit dataChanged(index(0, column), index(int(m_ids.size()) - 1, column));
}

} // namespace etcdscope
