// SPDX-License-Identifier: Apache-2.0
#include "ui/locks/locklistmodel.h"

#include "core/base/printable.h"
#include "core/store/lockboard.h"
#include "ui/widgets/format.h"
#include "ui/widgets/palette.h"

#include <QFont>

#include <algorithm>
#include <set>

namespace etcdscope {

LockListModel::LockListModel(const LockBoard &board, LockKind kind, QObject *parent)
    : MergedRowsModel(parent)
    , m_board(board)
    , m_kind(kind)
{
}

int LockListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

void LockListModel::update()
{
    std::set<QByteArray> names;
    for (const LockQueue &queue : m_board.queues())
        names.insert(queue.name);
    for (const LockClaim *claim : m_board.claims())
        names.insert(claim->name());
    merge({names.begin(), names.end()});
}

bool LockListModel::isOwn(const QByteArray &name) const
{
    const LockQueue *queue = m_board.queue(name);
    return queue && !queue->contenders.empty() && m_board.claimOf(queue->contenders.front());
}

QString LockListModel::text(const QByteArray &name, int column) const
{
    if (column == Name)
        return printable(name);
    const LockQueue *queue = m_board.queue(name);
    if (!queue || queue->contenders.empty())
        return {};
    switch (column) {
    case Holder:
        return isOwn(name) ? tr("this program") : tokenText(queue->contenders.front());
    case Waiting:
        return queue->contenders.size() == 1 ? QString() : formatNumber(qint64(queue->contenders.size()) - 1);
    case Left:
        return timeLeftText(m_board, queue->contenders.front());
    default:
        return {};
    }
}

QVariant LockListModel::data(const QModelIndex &index, int role) const
{
    const QByteArray &name = idAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(name, index.column());
    case Qt::ToolTipRole:
        if (const LockQueue *queue = m_board.queue(name))
            return queueText(m_kind, *queue);
        return {};
    case Qt::TextAlignmentRole:
        if (index.column() == Waiting)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case Qt::FontRole:
        if (index.column() == Name || (index.column() == Holder && !isOwn(name)))
            return monospaceFont();
        return {};
    default:
        return {};
    }
}

QVariant LockListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Waiting)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Holder:
        return lockWord(m_kind, LockWord::Holder);
    case Waiting:
        return tr("Waiting");
    case Left:
        return tr("Ends in");
    default:
        return {};
    }
}

} // namespace etcdscope
