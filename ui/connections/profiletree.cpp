// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/profiletree.h"

#include "ui/connections/profiledelegate.h"
#include "ui/connections/profiletext.h"
#include "ui/connections/profiletreemodel.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <utility>

namespace etcdscope {

ProfileTree::ProfileTree(ProfileTreeModel &model, QWidget *parent)
    : QTreeView(parent)
    , m_tree(model)
{
    setObjectName(QStringLiteral("connections.list"));
    setAccessibleName(tr("Connections"));
    setItemDelegate(new ProfileDelegate(this));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(EditKeyPressed);
    setDragDropMode(InternalMove);
    setDefaultDropAction(Qt::MoveAction);
    setAutoExpandDelay(600);
    setExpandsOnDoubleClick(true);
    setTabKeyNavigation(false);
    // Before the view connects its own: what is open must be known before it forgets.
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, &ProfileTree::remember);
    setModel(&model);
    connect(&model, &QAbstractItemModel::modelReset, this, &ProfileTree::restore);
    connect(this, &QTreeView::doubleClicked, this, &ProfileTree::openSelected);
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex &index) { noteClosed(index, true); });
    connect(this, &QTreeView::expanded, this, [this](const QModelIndex &index) { noteClosed(index, false); });
    restore();
}

QList<QUuid> ProfileTree::selectedProfiles() const
{
    QList<QUuid> found;
    const auto indexes = selectionModel()->selectedRows();
    for (const QModelIndex &index : indexes) {
        if (const Profile *profile = m_tree.profileAt(index))
            found += profile->id;
    }
    return found;
}

QList<QStringList> ProfileTree::selectedFolders() const
{
    QList<QStringList> found;
    const auto indexes = selectionModel()->selectedRows();
    for (const QModelIndex &index : indexes) {
        if (const auto folder = m_tree.folderAt(index))
            found += *folder;
    }
    return found;
}

void ProfileTree::select(const QUuid &id)
{
    if (const QModelIndex index = m_tree.indexOf(id); index.isValid())
        select(index);
}

void ProfileTree::select(const QModelIndex &index)
{
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        expand(above);
    setCurrentIndex(index);
    scrollTo(index);
}

void ProfileTree::editFolder(const QStringList &folder)
{
    const QModelIndex index = m_tree.indexOfFolder(folder);
    if (!index.isValid())
        return;
    select(index);
    edit(index);
}

void ProfileTree::noteClosed(const QModelIndex &index, bool closed)
{
    const auto folder = m_tree.folderAt(index);
    if (!folder || m_tree.isFiltered() || m_closed.contains(*folder) == closed)
        return;
    if (closed)
        m_closed.insert(*folder);
    else
        m_closed.remove(*folder);
    emit closedFoldersChanged();
}

QStringList ProfileTree::closedFolders() const
{
    QStringList texts;
    for (const QStringList &folder : m_closed)
        texts += folderText(folder);
    texts.sort();
    return texts;
}

void ProfileTree::setClosedFolders(const QStringList &folders)
{
    m_closed.clear();
    for (const QString &text : folders)
        m_closed.insert(folderFromText(text));
    restore();
}

void ProfileTree::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!enter || state() == EditingState) {
        QTreeView::keyPressEvent(event);
        return;
    }
    if (m_tree.profileAt(currentIndex()))
        openSelected();
    else if (currentIndex().isValid())
        setExpanded(currentIndex(), !isExpanded(currentIndex()));
}

void ProfileTree::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::MiddleButton) {
        m_pressed = indexAt(event->position().toPoint());
        return;
    }
    QTreeView::mousePressEvent(event);
}

void ProfileTree::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::MiddleButton) {
        const QModelIndex pressed = std::exchange(m_pressed, QModelIndex());
        if (const Profile *profile = m_tree.profileAt(pressed);
            profile && indexAt(event->position().toPoint()) == pressed)
            emit opened(profile->id);
        return;
    }
    QTreeView::mouseReleaseEvent(event);
}

void ProfileTree::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTreeView::selectionChanged(selected, deselected);
    if (!m_restoring)
        emit selectionMoved();
}

void ProfileTree::openSelected()
{
    const QList<QUuid> ids = selectedProfiles();
    for (const QUuid &id : ids)
        emit opened(id);
}

void ProfileTree::remember()
{
    if (!selectionModel())
        return;
    m_restoring = true;
    m_pressed = QModelIndex();
    m_kept = selectedProfiles();
    m_keptFolders = selectedFolders();
    const Profile *current = m_tree.profileAt(currentIndex());
    m_keptCurrent = current ? current->id : QUuid();
}

void ProfileTree::restore()
{
    openUnder({});
    if (const QModelIndex current = m_tree.indexOf(m_keptCurrent); current.isValid()) {
        setAutoScroll(false); // scrolling there would open the folders around it
        selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
        setAutoScroll(true);
    }
    const auto keep = [this](const QModelIndex &index) {
        if (index.isValid())
            selectionModel()->select(index, QItemSelectionModel::Select);
    };
    for (const QUuid &id : std::as_const(m_kept))
        keep(m_tree.indexOf(id));
    for (const QStringList &folder : std::as_const(m_keptFolders))
        keep(m_tree.indexOfFolder(folder));
    m_restoring = false;
    emit selectionMoved();
}

void ProfileTree::openUnder(const QModelIndex &parent)
{
    for (int row = 0; row < m_tree.rowCount(parent); ++row) {
        const QModelIndex index = m_tree.index(row, 0, parent);
        const auto folder = m_tree.folderAt(index);
        if (!folder)
            break; // folders come first
        setExpanded(index, m_tree.isFiltered() || !m_closed.contains(*folder));
        openUnder(index);
    }
}

} // namespace etcdscope
