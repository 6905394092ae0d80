// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/locks/lockwords.h"
#include "ui/locks/mergedrowsmodel.h"

#include <optional>

namespace etcdscope {

/// Who holds one lock of a board and who waits for it, in that order.
class LockQueueModel final : public MergedRowsModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LockQueueModel)

public:
    enum Column { Place, Token, Left, Created, Key, ColumnCount };

    /// The board is borrowed.
    LockQueueModel(const LockBoard &board, LockKind kind, QObject *parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Another lock, or the board has changed.
    void show(const QByteArray &name);
    void tick() { columnChanged(Left); }
    [[nodiscard]] const Contender *contenderAt(int row) const;

private:
    [[nodiscard]] QString text(const Contender &contender, int column) const;

    const LockBoard &m_board;
    const LockKind m_kind;
    QByteArray m_name;
};

} // namespace etcdscope
