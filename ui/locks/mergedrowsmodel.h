// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>

#include <vector>

namespace etcdscope {

/// Rows in ascending order of what they are called by. New ones are merged with those that are there, so that
/// selection and scroll position stay.
class MergedRowsModel : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MergedRowsModel)

public:
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] const QByteArray &idAt(int row) const { return m_ids[size_t(row)]; }
    /// -1: there is none.
    [[nodiscard]] int rowOf(const QByteArray &id) const;

protected:
    using QAbstractTableModel::QAbstractTableModel;

    /// Ascending, each once.
    void merge(const std::vector<QByteArray> &ids);
    void columnChanged(int column);

private:
    std::vector<QByteArray> m_ids;
};

} // namespace etcdscope
