// SPDX-License-Identifier: Apache-2.0
#include "ui/locks/lockqueuemodel.h"

#include "core/base/printable.h"
#include "core/store/lockboard.h"
#include "ui/widgets/format.h"
#include "ui/widgets/palette.h"

#include <QFont>

#include <algorithm>

namespace etcdscope {

LockQueueModel::LockQueueModel(const LockBoard &board, LockKind kind, QObject *parent)
    : MergedRowsModel(parent)
    , m_board(board)
    , m_kind(kind)
{
}

int LockQueueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

void LockQueueModel::show(const QByteArray &name)
{
    m_name = name;
    std::vector<QByteArray> keys;
    if (const LockQueue *queue = m_board.queue(name)) {
        for (const Contender &contender : queue->contenders)
            keys.push_back(contender.key);
    }
    merge(keys);
}

const Contender *LockQueueModel::contenderAt(int row) const
{
    const LockQueue *queue = m_board.queue(m_name);
    if (!queue || row < 0 || row >= rowCount())
        return nullptr;
    const auto found = std::ranges::find(queue->contenders, idAt(row), &Contender::key);
    return found == queue->contenders.end() ? nullptr : &*found;
}

QString LockQueueModel::text(const Contender &contender, int column) const
{
    switch (column) {
    case Place: {
        // Not by the row: while rows are being merged, that is not yet the place.
        const qint64 place = &contender - m_board.queue(m_name)->contenders.data();
        return place == 0 ? lockWord(m_kind, LockWord::Holder) : formatNumber(place);
    }
    case Token:
        return m_board.claimOf(contender) ? tr("%1 (this program)").arg(tokenText(contender))
                                          : tokenText(contender);
    case Left:
        return timeLeftText(m_board, contender);
    case Created:
        return formatNumber(contender.createRevision);
    case Key:
        return printable(contender.key);
    default:
        return {};
    }
}

QVariant LockQueueModel::data(const QModelIndex &index, int role) const
{
    const Contender *contender = contenderAt(index.row());
    if (!contender)
        return {};
    const bool isOwn = m_board.claimOf(*contender);
    switch (role) {
    case Qt::DisplayRole:
        return text(*contender, index.column());
    case Qt::ToolTipRole:
        return index.column() == Key || index.column() == Token ? text(*contender, index.column())
                                                                : QString();
    case Qt::TextAlignmentRole:
        if (index.column() == Created)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case Qt::FontRole: {
        QFont font = index.column() == Key || index.column() == Token ? monospaceFont() : QFont();
        font.setBold(isOwn);
        return font;
    }
    default:
        return {};
    }
}

QVariant LockQueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Created)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Place:
        return tr("Place");
    case Token:
        return m_kind == LockKind::Lock ? tr("Token") : tr("Candidate");
    case Left:
        return tr("Ends in");
    case Created:
        return tr("Created at");
    case Key:
        return tr("Key");
    default:
        return {};
    }
}

} // namespace etcdscope
