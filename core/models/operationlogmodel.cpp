// SPDX-License-Identifier: Apache-2.0
#include "core/models/operationlogmodel.h"

#include "core/base/printable.h"

#include <QSet>

#include <algorithm>
#include <chrono>

namespace etcdscope {

namespace {

constexpr std::chrono::milliseconds flushInterval(100);

template<class Operations> auto findById(Operations &operations, quint64 id)
{
    const auto found = std::ranges::lower_bound(operations, id, {}, &Operation::id);
    return found != operations.end() && found->id == id ? found : operations.end();
}

void dropEnded(std::deque<Operation> &operations)
{
    std::erase_if(operations, [](const Operation &operation) { return !operation.running; });
}

} // namespace

OperationLogModel::OperationLogModel(int capacity, QObject *parent)
    : QAbstractTableModel(parent)
    , m_capacity(std::max(1, capacity))
{
    m_flush.setSingleShot(true);
    m_flush.setInterval(flushInterval);
    connect(&m_flush, &QTimer::timeout, this, &OperationLogModel::flush);
}

void OperationLogModel::add(const Operation &operation)
{
    if (operation.id > m_newest) {
        m_newest = operation.id;
        m_arrived.push_back(operation);
        if (m_arrived.size() > size_t(m_capacity))
            m_arrived.pop_front();
    } else if (const auto arrived = findById(m_arrived, operation.id); arrived != m_arrived.end()) {
        *arrived = operation;
    } else if (rowOf(operation.id) >= 0) {
        m_updates.insert(operation.id, operation);
    } else {
        return;
    }
    if (!m_flush.isActive())
        m_flush.start();
}

void OperationLogModel::clear()
{
    m_flush.stop();
    beginResetModel();
    for (auto update = m_updates.cbegin(); update != m_updates.cend(); ++update)
        *findById(m_operations, update.key()) = *update;
    m_updates.clear();
    std::ranges::move(m_arrived, std::back_inserter(m_operations));
    m_arrived.clear();
    dropEnded(m_operations);
    endResetModel();
}

const Operation &OperationLogModel::operation(int row) const
{
    return m_operations[size_t(row)];
}

bool OperationLogModel::isBackground(const Operation &operation)
{
    // Those of the v2 API are several for each heartbeat; one of them asks for no key in particular.
    static const QSet<QByteArray> heartbeats{"etcdserverpb.Maintenance/Status", "v2 GET /version",
                                             "v2 GET /v2/stats/self", "v2 GET /v2/members/leader"};
    return heartbeats.contains(operation.method) ||
           (operation.method == "v2 GET /v2/keys" && operation.key.isEmpty());
}

int OperationLogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_operations.size());
}

int OperationLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant OperationLogModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid));
    const Operation &operation = m_operations[size_t(index.row())];
    if (role == OperationRole)
        return QVariant::fromValue(operation);
    if (role == BackgroundRole)
        return isBackground(operation);
    if (role != Qt::DisplayRole)
        return {};

    switch (Column(index.column())) {
    case Time:
        return operation.started;
    case Call:
        return QString::fromLatin1(operation.method);
    case Key:
        return printable(operation.key);
    case Revision:
        return operation.revision > 0 ? QVariant(operation.revision) : QVariant();
    case Duration:
        return operation.running ? QVariant() : QVariant(operation.duration);
    case Result:
        return operation.error ? QVariant(operation.error->toString()) : QVariant();
    case ColumnCount:
        break;
    }
    return {};
}

void OperationLogModel::flush()
{
    // Updates first: what they are for may be about to make room.
    showUpdates();
    showArrived();
}

void OperationLogModel::showArrived()
{
    if (m_arrived.empty())
        return;
    const int arrived = int(m_arrived.size());
    const int surplus = std::min(rowCount() + arrived - m_capacity, rowCount());
    if (surplus > 0) {
        beginRemoveRows({}, 0, surplus - 1);
        m_operations.erase(m_operations.begin(), m_operations.begin() + surplus);
        endRemoveRows();
    }
    beginInsertRows({}, rowCount(), rowCount() + arrived - 1);
    std::ranges::move(m_arrived, std::back_inserter(m_operations));
    m_arrived.clear();
    endInsertRows();
}

void OperationLogModel::showUpdates()
{
    const QHash<quint64, Operation> updates = std::exchange(m_updates, {});
    QList<int> rows;
    rows.reserve(updates.size());
    for (auto update = updates.cbegin(); update != updates.cend(); ++update) {
        const int row = rowOf(update.key());
        m_operations[size_t(row)] = *update;
        rows.append(row);
    }
    std::ranges::sort(rows);
    for (qsizetype first = 0; first < rows.size();) {
        qsizetype next = first + 1;
        while (next < rows.size() && rows[next] == rows[next - 1] + 1)
            ++next;
        emit dataChanged(index(rows[first], 0), index(rows[next - 1], ColumnCount - 1));
        first = next;
    }
}

int OperationLogModel::rowOf(quint64 id) const
{
    const auto found = findById(m_operations, id);
    return found == m_operations.end() ? -1 : int(found - m_operations.begin());
}

} // namespace etcdscope
