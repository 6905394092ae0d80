// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/resultlist.h"

#include "core/models/keytreemodel.h"
#include "ui/keys/matchdelegate.h"
#include "ui/keys/searchresults.h"
#include "ui/widgets/palette.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace etcdscope {

ResultList::ResultList(SearchResults &results, QWidget *parent)
    : QTreeView(parent)
    , m_results(results)
{
    setObjectName(QStringLiteral("searchResults"));
    setAccessibleName(tr("Keys that were found"));
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setFont(monospaceFont());
    setItemDelegate(new MatchDelegate(this));
    connect(&results, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        m_current = currentIndex().data(KeyTreeModel::KeyBytesRole).toByteArray();
        m_scrolled = verticalScrollBar()->value();
    });
    setModel(&results);
    connect(&results, &QAbstractItemModel::modelReset, this, &ResultList::restoreCurrent);
    connect(this, &QTreeView::doubleClicked, this, [this](const QModelIndex &index) {
        emit chosen(index.siblingAtColumn(0).data(KeyTreeModel::KeyBytesRole).toByteArray());
    });
}

KeyTarget ResultList::currentTarget() const
{
    const QModelIndex current = currentIndex();
    if (!current.isValid())
        return {};
    return {.kind = KeyTarget::Kind::Key,
            .bytes = m_results.keyAt(current.row()),
            .count = 0,
            .isGoing = current.data(KeyTreeModel::GoingRole).toBool()};
}

void ResultList::restoreCurrent()
{
    const QByteArray key = std::exchange(m_current, {});
    if (key.isEmpty())
        return;
    for (int row = 0; row < m_results.rowCount(); ++row) {
        if (m_results.keyAt(row) != key)
            continue;
        const QScopedValueRollback guard(m_restoring, true);
        selectionModel()->setCurrentIndex(m_results.index(row, 0),
                                          QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        executeDelayedItemsLayout();
        verticalScrollBar()->setValue(m_scrolled);
        return;
    }
}

void ResultList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    if (!m_restoring)
        emit targetChanged(currentTarget());
}

void ResultList::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const KeyTarget target = currentTarget(); target.isKey())
            emit chosen(target.bytes);
        return;
    case Qt::Key_Escape:
        emit left();
        return;
    default:
        QTreeView::keyPressEvent(event);
    }
}

void ResultList::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Keyboard) {
        emit menuRequested(viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft()));
        return;
    }
    if (const QModelIndex under = indexAt(event->pos()); under.isValid())
        setCurrentIndex(under);
    emit menuRequested(event->globalPos());
}

} // namespace etcdscope
