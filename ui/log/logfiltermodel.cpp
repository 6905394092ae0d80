// SPDX-License-Identifier: Apache-2.0
#include "ui/log/logfiltermodel.h"

#include "core/base/printable.h"
#include "core/models/operationlogmodel.h"
#include "ui/log/operationtext.h"
#include "ui/widgets/format.h"
#include "ui/widgets/palette.h"

#include <QGuiApplication>

namespace etcdscope {

using Column = OperationLogModel::Column;

LogFilterModel::LogFilterModel(OperationLogModel &log, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_log(log)
{
    setSourceModel(&log);
}

void LogFilterModel::setShowBackground(bool show)
{
    if (m_showBackground == show)
        return;
    m_showBackground = show;
    invalidateFilter();
}

void LogFilterModel::setText(const QString &text)
{
    if (m_text == text)
        return;
    m_text = text;
    invalidateFilter();
}

QVariant LogFilterModel::data(const QModelIndex &index, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return display(index);
    case Qt::ToolTipRole:
        return toolTip(index);
    case Qt::TextAlignmentRole:
        if (index.column() == Column::Revision || index.column() == Column::Duration)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case Qt::FontRole:
        return index.column() == Column::Key ? QVariant(monospaceFont()) : QVariant();
    case Qt::ForegroundRole: {
        const Operation &operation = m_log.operation(mapToSource(index).row());
        if (index.column() == Column::Result && operation.error && !operation.cancelled)
            return toneText(QGuiApplication::palette(), Tone::Error);
        return {};
    }
    default:
        return QSortFilterProxyModel::data(index, role);
    }
}

QVariant LogFilterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool number = section == Column::Revision || section == Column::Duration;
        return QVariant((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Time:
        return tr("Time");
    case Column::Call:
        return tr("Call");
    case Column::Key:
        return tr("Key");
    case Column::Revision:
        return tr("Revision");
    case Column::Duration:
        return tr("Duration");
    case Column::Result:
        return tr("Result");
    case Column::ColumnCount:
        break;
    }
    return {};
}

bool LogFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    const Operation &operation = m_log.operation(sourceRow);
    if (!m_showBackground && OperationLogModel::isBackground(operation))
        return false;
    if (m_text.isEmpty())
        return true;
    const auto has = [this](const QString &text) { return text.contains(m_text, Qt::CaseInsensitive); };
    return has(QString::fromLatin1(operation.method)) || has(printable(operation.key)) ||
           has(QString::fromUtf8(operation.endpoint)) || has(resultText(operation)) ||
           (operation.error && has(operation.error->toString()));
}

QVariant LogFilterModel::display(const QModelIndex &index) const
{
    const Operation &operation = m_log.operation(mapToSource(index).row());
    switch (Column(index.column())) {
    case Column::Time:
        return operation.started.toLocalTime().toString(QStringLiteral("HH:mm:ss.zzz"));
    case Column::Call:
        return shortCall(operation);
    case Column::Key:
        return printable(operation.key);
    case Column::Revision:
        return operation.revision > 0 ? formatNumber(operation.revision) : QString();
    case Column::Duration:
        return operation.running ? QString() : durationText(operation.duration);
    case Column::Result:
        return resultText(operation);
    case Column::ColumnCount:
        break;
    }
    return {};
}

QVariant LogFilterModel::toolTip(const QModelIndex &index) const
{
    const Operation &operation = m_log.operation(mapToSource(index).row());
    switch (Column(index.column())) {
    case Column::Time:
        return formatExactTime(operation.started.toLocalTime());
    case Column::Call:
        return tr("%1 to %2", "a call to an endpoint")
            .arg(QString::fromLatin1(operation.method), QString::fromUtf8(operation.endpoint));
    case Column::Key:
        return printable(operation.key);
    case Column::Result:
        return operation.error ? operation.error->toString() : resultText(operation);
    default:
        return {};
    }
}

} // namespace etcdscope
