// SPDX-License-Identifier: Apache-2.0
#include "ui/log/logpanel.h"

#include "core/models/operationlogmodel.h"
#include "ui/log/logfiltermodel.h"
#include "ui/log/operationtext.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/palette.h"
#include "ui/workspace/actionregistry.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace etcdscope {

namespace {

QToolButton *buttonFor(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setObjectName(action->objectName() + QStringLiteral(".button"));
    button->setAccessibleName(ActionRegistry::plainTextOf(action));
    return button;
}

/// Keeps numbers at the right edge away from the text of the next column.
class SpacedDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationPosition = QStyleOptionViewItem::Right;
        option->decorationSize = QSize(8, 1);
    }
};

} // namespace

LogPanel::LogPanel(OperationLogModel &log, ActionRegistry &actions, Qt::Orientation arrangement,
                   QWidget *parent)
    : QWidget(parent)
    , m_log(log)
    , m_filtered(new LogFilterModel(log, this))
    , m_filter(new FilterField(this))
    , m_heartbeats(new QCheckBox(tr("Show &heartbeats"), this))
    , m_table(new QTableView(this))
    , m_details(new QPlainTextEdit(this))
    , m_splitter(new QSplitter(arrangement, this))
{
    setObjectName(QStringLiteral("log.panel"));
    buildActions(actions);
    buildTable();

    m_filter->setObjectName(QStringLiteral("log.filterField"));
    m_filter->setAccessibleName(tr("Filter calls"));
    m_filter->setPlaceholderText(tr("Filter calls"));
    m_filter->setMaximumWidth(320);
    connect(m_filter, &QLineEdit::textChanged, m_filtered, &LogFilterModel::setText);
    connect(m_filter, &FilterField::listRequested, this, &LogPanel::focusFirst);
    connect(m_filter, &FilterField::left, this, &LogPanel::focusFirst);

    m_heartbeats->setObjectName(QStringLiteral("log.heartbeats"));
    m_heartbeats->setAccessibleName(tr("Show heartbeats"));
    m_heartbeats->setToolTip(
        tr("Calls by which the program sees every few seconds that the cluster is there"));
    connect(m_heartbeats, &QCheckBox::toggled, m_filtered, &LogFilterModel::setShowBackground);

    m_details->setObjectName(QStringLiteral("log.details"));
    m_details->setAccessibleName(tr("Details of the call"));
    m_details->setPlaceholderText(tr("Select a call to see all of it."));
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);

    m_splitter->setObjectName(arrangement == Qt::Vertical ? QStringLiteral("log.splitter")
                                                          : QStringLiteral("log.sideSplitter"));
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes(arrangement == Qt::Vertical ? QList<int>{400, 150} : QList<int>{700, 350});
    m_splitter->setChildrenCollapsible(false);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 8, 8, 0);
    bar->setSpacing(8);
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_heartbeats);
    bar->addStretch();
    for (QAction *action : {m_copy, m_copyCommand, m_clear})
        bar->addWidget(buttonFor(action, this));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(bar);
    layout->addWidget(m_splitter, 1);
    setTabOrder(m_filter, m_heartbeats);
    setTabOrder(m_heartbeats, m_table);
    setTabOrder(m_table, m_details);

    followNewRows();
    updateDetails();
    updateActions();
}

void LogPanel::focusFirst()
{
    m_table->setFocus();
}

void LogPanel::buildActions(ActionRegistry &actions)
{
    const QString group = tr("Log");
    m_copy = actions.add(
        this, {.id = "log.copy", .text = tr("&Copy"), .group = group, .shortcuts = {QKeySequence::Copy}});
    // The text of the details is copied with the same keys; they belong to whatever has the focus.
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    m_copyCommand =
        actions.add(this, {.id = "log.copyCommand", .text = tr("Copy as &etcdctl"), .group = group});
    m_clear = actions.add(this, {.id = "log.clear", .text = tr("C&lear"), .group = group});
    QAction *filter = actions.add(
        this,
        {.id = "log.filter", .text = tr("&Filter Calls"), .group = group, .shortcuts = {QKeySequence::Find}});
    m_clear->setToolTip(tr("Forget all calls that have ended"));
    connect(m_copy, &QAction::triggered, this, &LogPanel::copyRows);
    connect(m_copyCommand, &QAction::triggered, this, &LogPanel::copyCommand);
    connect(m_clear, &QAction::triggered, &m_log, &OperationLogModel::clear);
    connect(filter, &QAction::triggered, this, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
}

void LogPanel::buildTable()
{
    m_table->setObjectName(QStringLiteral("log.table"));
    m_table->setAccessibleName(tr("Calls"));
    m_table->setModel(m_filtered);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    for (const int column : {OperationLogModel::Revision, OperationLogModel::Duration})
        m_table->setItemDelegateForColumn(column, new SpacedDelegate(m_table));
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->addActions({m_copy, m_copyCommand, m_clear});
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);

    QHeaderView *rows = m_table->verticalHeader();
    rows->hide();
    rows->setSectionResizeMode(QHeaderView::Fixed);
    rows->setDefaultSectionSize(std::max(QFontMetrics(monospaceFont()).height(), fontMetrics().height()) + 4);

    QHeaderView *columns = m_table->horizontalHeader();
    columns->setHighlightSections(false);
    columns->setStretchLastSection(false);
    columns->setSectionResizeMode(OperationLogModel::Key, QHeaderView::Stretch);
    const auto width = [this](const QString &sample) { return fontMetrics().horizontalAdvance(sample) + 24; };
    columns->resizeSection(OperationLogModel::Time, width(QStringLiteral("00:00:00.000")));
    columns->resizeSection(OperationLogModel::Call, width(QStringLiteral("Maintenance/Status")));

    columns->resizeSection(OperationLogModel::Revision, width(QStringLiteral("10,000,000")));
    columns->resizeSection(OperationLogModel::Duration, width(QStringLiteral("1,000 ms x")));
    columns->resizeSection(OperationLogModel::Result, width(QStringLiteral("refused: read-only xx")));

    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        updateDetails();
        updateActions();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &LogPanel::updateDetails);
    connect(m_filtered, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) {
                const int row = m_table->currentIndex().row();
                if (first.row() <= row && row <= last.row())
                    updateDetails();
            });
    connect(m_filtered, &QAbstractItemModel::modelReset, this, [this] {
        updateDetails();
        updateActions();
    });
}

void LogPanel::followNewRows()
{
    QScrollBar *bar = m_table->verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this,
            [this, bar](int value) { m_atEnd = value == bar->maximum(); });
    // A new row makes the range longer; who looked at the end goes on looking at the end.
    connect(bar, &QScrollBar::rangeChanged, this, [this, bar](int, int maximum) {
        if (m_atEnd)
            bar->setValue(maximum);
    });
}

void LogPanel::updateDetails()
{
    const QModelIndex current = m_table->currentIndex();
    const bool shown = current.isValid() && m_table->selectionModel()->isRowSelected(current.row());
    const QString text =
        shown ? operationDetails(m_log.operation(m_filtered->mapToSource(current).row())) : QString();
    if (text != m_details->toPlainText())
        m_details->setPlainText(text);
}

void LogPanel::updateActions()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    const QString nothing = rows.isEmpty() ? tr("no call is selected") : QString();
    ActionRegistry::setUnavailable(m_copy, nothing);
    const bool possible = std::ranges::any_of(rows, [this](const QModelIndex &row) {
        return operationCommand(m_log.operation(m_filtered->mapToSource(row).row())).has_value();
    });
    ActionRegistry::setUnavailable(m_copyCommand, !nothing.isEmpty() ? nothing
                                                  : possible
                                                      ? QString()
                                                      : tr("the log keeps no values and no ends of ranges"));
}

void LogPanel::copyRows()
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList lines;
    for (const QModelIndex &row : rows)
        lines += operationRow(m_log.operation(m_filtered->mapToSource(row).row()));
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void LogPanel::copyCommand()
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList lines;
    for (const QModelIndex &row : rows) {
        if (const auto command = operationCommand(m_log.operation(m_filtered->mapToSource(row).row())))
            lines += *command;
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace etcdscope
