// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSortFilterProxyModel>

namespace etcdscope {

class OperationLogModel;

/// The part of a log that is wanted, in words and colours: what the view shows. The order stays that of time.
class LogFilterModel final : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogFilterModel)

public:
    explicit LogFilterModel(OperationLogModel &log, QObject *parent = nullptr);

    /// Heartbeats, left out at first.
    void setShowBackground(bool show);
    [[nodiscard]] bool showBackground() const { return m_showBackground; }

    /// Rows with this text in call, key, endpoint or result; case does not matter. All when empty.
    void setText(const QString &text);

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    [[nodiscard]] QVariant display(const QModelIndex &index) const;
    [[nodiscard]] QVariant toolTip(const QModelIndex &index) const;

    OperationLogModel &m_log;
    QString m_text;
    bool m_showBackground = false;
};

} // namespace etcdscope
