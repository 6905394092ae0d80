// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QStringList>
#include <QUuid>
#include <QWidget>

class QAction;
class QStackedWidget;

namespace etcdscope {

class ActionRegistry;
class Connections;
class EmptyView;
class FilterField;
class MessageBar;
class ProfileDetails;
class ProfileTree;
class ProfileTreeModel;

/// The connections one keeps: search, list, and what is selected. Typing finds, Enter opens.
class ConnectionsPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionsPage)

public:
    /// Both are borrowed and outlive the page.
    ConnectionsPage(Connections &connections, ActionRegistry &actions, QWidget *parent = nullptr);

    void focusFirst();
    [[nodiscard]] bool isEmpty() const;
    /// Folders that are closed, for another time.
    [[nodiscard]] QStringList closedFolders() const;
    void setClosedFolders(const QStringList &folders);

signals:
    void closedFoldersChanged();

private:
    void buildActions(ActionRegistry &actions);
    void buildLayout();
    void reload();
    void filter(const QString &text);
    void selectionMoved();
    void showMenu(const QPoint &place);
    void open();
    void createFolder();
    void confirmRemoval();
    void remove();
    void offerUndo(const QString &what);
    void exportSelected();
    [[nodiscard]] QList<QUuid> selected() const;
    /// The one connection that is selected; null when none or several are.
    [[nodiscard]] QUuid one() const;

    Connections &m_connections;
    ProfileTreeModel *m_model;
    FilterField *m_search;
    MessageBar *m_message;
    QStackedWidget *m_stack;
    EmptyView *m_empty;
    ProfileTree *m_tree;
    ProfileDetails *m_details = nullptr;
    QAction *m_open = nullptr;
    QAction *m_edit = nullptr;
    QAction *m_test = nullptr;
    QAction *m_rename = nullptr;
    QAction *m_clone = nullptr;
    QAction *m_delete = nullptr;
    QAction *m_create = nullptr;
    QAction *m_newFolder = nullptr;
    QAction *m_import = nullptr;
    QAction *m_export = nullptr;
};

} // namespace etcdscope
