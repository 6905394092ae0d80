// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/operation.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QTimer>

#include <deque>

namespace etcdscope {

/// What a session has sent, oldest first: at most `capacity` operations, the oldest of which make room. Rows
/// appear, change and go in batches, ten times a second at most. Gives raw data and technical text; headings
/// and wording are the view's.
class OperationLogModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OperationLogModel)

public:
    enum Column { Time, Call, Key, Revision, Duration, Result, ColumnCount };

    enum Role {
        /// The whole Operation, whatever the column.
        OperationRole = Qt::UserRole,
        /// True for what the program sends by itself to see whether the cluster is there.
        BackgroundRole,
    };

    explicit OperationLogModel(int capacity = 10'000, QObject *parent = nullptr);

    /// An operation that began, or the new state of one that did. One with an unknown id is taken up when it
    /// is newer than all others; else it has made room before and is passed over.
    void add(const Operation &operation);

    /// Forgets all operations but those under way.
    void clear();

    /// Precondition: 0 <= row < rowCount().
    [[nodiscard]] const Operation &operation(int row) const;
    [[nodiscard]] int capacity() const { return m_capacity; }

    [[nodiscard]] static bool isBackground(const Operation &operation);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    void flush();
    void showArrived();
    void showUpdates();
    [[nodiscard]] int rowOf(quint64 id) const;

    const int m_capacity;
    std::deque<Operation> m_operations;  // ascending by id
    std::deque<Operation> m_arrived;     // not shown yet, ascending by id
    QHash<quint64, Operation> m_updates; // new states of operations that are shown
    quint64 m_newest = 0;
    QTimer m_flush;
};

} // namespace etcdscope
