// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/locks/lockwords.h"
#include "ui/locks/mergedrowsmodel.h"

namespace etcdscope {

/// The locks of a board, and those that this program asks for; one a row, by name.
class LockListModel final : public MergedRowsModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LockListModel)

public:
    enum Column { Name, Holder, Waiting, Left, ColumnCount };

    /// The board is borrowed.
    LockListModel(const LockBoard &board, LockKind kind, QObject *parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The board has changed.
    void update();
    /// A second has passed.
    void tick() { columnChanged(Left); }

private:
    [[nodiscard]] QString text(const QByteArray &name, int column) const;
    [[nodiscard]] bool isOwn(const QByteArray &name) const;

    const LockBoard &m_board;
    const LockKind m_kind;
};

} // namespace etcdscope
