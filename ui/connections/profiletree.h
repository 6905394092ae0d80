// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QSet>
#include <QStringList>
#include <QTreeView>
#include <QUuid>

namespace etcdscope {

class ProfileTreeModel;

/// The list of connections. Keeps what is open and selected over a change of the model, by folder and id;
/// while it is filtered, everything is open. Enter and double click open, the middle button opens too and
/// leaves the selection as it is, F2 renames in place.
class ProfileTree final : public QTreeView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfileTree)

public:
    explicit ProfileTree(ProfileTreeModel &model, QWidget *parent = nullptr);

    [[nodiscard]] QList<QUuid> selectedProfiles() const;
    [[nodiscard]] QList<QStringList> selectedFolders() const;
    /// Selects it alone, opens the folders around it and scrolls there; nothing when it is not shown.
    void select(const QUuid &id);
    void select(const QModelIndex &index);
    void editFolder(const QStringList &folder);

    [[nodiscard]] QStringList closedFolders() const;
    void setClosedFolders(const QStringList &folders);

signals:
    void opened(const QUuid &id);
    void selectionMoved();
    /// By the person, not by a filter.
    void closedFoldersChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    void remember();
    void restore();
    void openUnder(const QModelIndex &parent);
    void openSelected();
    void noteClosed(const QModelIndex &index, bool closed);

    ProfileTreeModel &m_tree;
    QSet<QStringList> m_closed;
    QList<QUuid> m_kept;
    QList<QStringList> m_keptFolders;
    QUuid m_keptCurrent;
    QModelIndex m_pressed; // with the middle button
    bool m_restoring = false;
};

} // namespace etcdscope
