// SPDX-License-Identifier: Apache-2.0
#include "ui/window/commandpalette.h"

#include "ui/workspace/actionregistry.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QTreeView>

#include <algorithm>

namespace etcdscope {

namespace {

enum Column { ActionColumn, GroupColumn, ShortcutColumn, ColumnCount };
constexpr int ActionRole = Qt::UserRole;
constexpr int SearchRole = Qt::UserRole + 1;

/// Rows with some air between them.
class RowDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) +
               QSize(index.column() == ActionColumn ? 0 : 16, 8);
    }
};

/// Keeps the rows that have every word typed, in any order.
class WordFilter final : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWords(const QStringList &words)
    {
        m_words = words;
        invalidateFilter();
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const QString text = sourceModel()->index(row, ActionColumn, parent).data(SearchRole).toString();
        return std::ranges::all_of(
            m_words, [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
    }

private:
    QStringList m_words;
};

} // namespace

CommandPalette::CommandPalette(QWidget *window)
    : QFrame(window)
    , m_field(new QLineEdit(this))
    , m_list(new QTreeView(this))
    , m_nothing(new QLabel(tr("No action has these words."), this))
    , m_model(new QStandardItemModel(0, ColumnCount, this))
    , m_filtered(new WordFilter(this))
{
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Command palette"));
    setFrameStyle(int(QFrame::StyledPanel) | int(QFrame::Raised));
    setAutoFillBackground(true);
    hide();

    m_field->setObjectName(QStringLiteral("palette.field"));
    m_field->setAccessibleName(tr("Type to find an action"));
    m_field->setPlaceholderText(tr("Type to find an action"));
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::applyFilter);

    m_filtered->setSourceModel(m_model);
    m_list->setObjectName(QStringLiteral("palette.list"));
    m_list->setAccessibleName(tr("Actions"));
    m_list->setModel(m_filtered);
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setHeaderHidden(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(ActionColumn, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(GroupColumn, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(ShortcutColumn, QHeaderView::ResizeToContents);
    connect(m_list, &QTreeView::clicked, this, &CommandPalette::choose);

    m_nothing->setObjectName(QStringLiteral("palette.nothing"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setEnabled(false);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_field);
    layout->addWidget(m_nothing);
    layout->addWidget(m_list, 1);
    window->installEventFilter(this);
}

void CommandPalette::open(QList<QAction *> actions)
{
    // What cannot be done is worth knowing, but after all that can.
    std::ranges::stable_partition(actions, [](const QAction *action) { return action->isEnabled(); });
    if (!isVisible())
        m_focusBefore = window()->focusWidget();
    fill(actions);
    m_field->clear();
    applyFilter({});
    place();
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::fill(const QList<QAction *> &actions)
{
    m_model->removeRows(0, m_model->rowCount());
    for (QAction *action : actions) {
        const QString text = ActionRegistry::plainTextOf(action);
        const QString group = ActionRegistry::groupOf(action);
        const QString reason = ActionRegistry::reasonOf(action);
        const QString shown = action->isEnabled() ? text
                              : reason.isEmpty()  ? tr("%1 (not available now)").arg(text)
                                                  : tr("%1 (not available: %2)").arg(text, reason);
        auto *name = new QStandardItem(shown);
        name->setData(QVariant::fromValue(QPointer<QAction>(action)), ActionRole);
        name->setData(QString(group + u' ' + text), SearchRole);
        name->setToolTip(reason);
        auto *heading = new QStandardItem(group);
        auto *keys = new QStandardItem(action->shortcut().toString(QKeySequence::NativeText));
        const QList<QStandardItem *> row{name, heading, keys};
        for (QStandardItem *item : row)
            item->setEnabled(action->isEnabled());
        m_model->appendRow(row);
    }
}

void CommandPalette::place()
{
    const QSize space = parentWidget()->size();
    const int width = std::min(fontMetrics().averageCharWidth() * 110, space.width() - 32);
    const int height = std::min(fontMetrics().height() * 28, space.height() * 2 / 3);
    setGeometry((space.width() - width) / 2, std::min(64, space.height() / 10), width, height);
}

void CommandPalette::applyFilter(const QString &text)
{
    static_cast<WordFilter *>(m_filtered)->setWords(text.split(u' ', Qt::SkipEmptyParts));
    m_nothing->setVisible(m_filtered->rowCount() == 0);
    m_list->setVisible(m_filtered->rowCount() > 0);
    selectFirstAvailable();
}

void CommandPalette::selectFirstAvailable()
{
    for (int row = 0; row < m_filtered->rowCount(); ++row) {
        const QModelIndex index = m_filtered->index(row, ActionColumn);
        if (index.flags() & Qt::ItemIsEnabled) {
            m_list->setCurrentIndex(index);
            m_list->scrollToTop();
            return;
        }
    }
    m_list->setCurrentIndex({});
}

void CommandPalette::choose()
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid() || !(current.flags() & Qt::ItemIsEnabled))
        return;
    const auto action = current.siblingAtColumn(ActionColumn).data(ActionRole).value<QPointer<QAction>>();
    close();
    if (action && action->isEnabled())
        emit chosen(action);
}

void CommandPalette::close()
{
    if (!isVisible())
        return;
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::OtherFocusReason);
}

bool CommandPalette::passOnToList(int key)
{
    return key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown;
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize && isVisible())
            place();
        return false;
    }
    switch (event->type()) {
    case QEvent::ShortcutOverride: {
        // These keys are the palette's while it is open, whatever they mean to the window.
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter || passOnToList(key))
            event->accept();
        return false;
    }
    case QEvent::KeyPress: {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape)
            close();
        else if (key == Qt::Key_Return || key == Qt::Key_Enter)
            choose();
        else if (passOnToList(key))
            QApplication::sendEvent(m_list, event);
        else
            return false;
        return true;
    }
    case QEvent::FocusOut:
        // A context menu of the field takes the focus for a moment only.
        if (static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason &&
            static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason && isVisible())
            hide();
        return false;
    default:
        return false;
    }
}

void CommandPalette::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange && isVisible())
        place();
    QFrame::changeEvent(event);
}

} // namespace etcdscope
