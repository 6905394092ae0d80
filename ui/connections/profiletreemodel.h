// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/profile.h"

#include <QAbstractItemModel>
#include <QList>
#include <QUuid>

#include <memory>
#include <optional>
#include <vector>

namespace etcdscope {

/// Connections in their folders: folders first, by name, then the connections in the order they were
/// arranged. It shows; what a person drags or renames is asked for by signal, and shows once setProfiles()
/// was called with it. Built anew each time, which is 200 rows: a view keeps what is open by folder.
class ProfileTreeModel final : public QAbstractItemModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfileTreeModel)

public:
    enum Role {
        ProfileRole = Qt::UserRole + 1, ///< const Profile *, null for a folder
        PlaceRole, ///< where it leads, in one line; of a folder the number of connections
    };

    explicit ProfileTreeModel(QObject *parent = nullptr);
    ~ProfileTreeModel() override;

    /// `folders` are shown also when no connection is in them.
    void setProfiles(QList<Profile> profiles, const QList<QStringList> &folders = {});
    /// Shows only connections with every word of it in their name, folder, endpoints, environment or user,
    /// and folders that have some. All are shown when it is blank.
    void setFilter(const QString &filter);
    [[nodiscard]] bool isFiltered() const { return !m_words.isEmpty(); }

    /// How many connections are shown.
    [[nodiscard]] int shownCount() const { return m_shown; }
    /// The row that answers the filter best: a name that is it, one that begins with it, then one that has
    /// it; the first row of a connection without a filter.
    [[nodiscard]] QModelIndex bestMatch() const;

    /// Null for a folder; valid until setProfiles().
    [[nodiscard]] const Profile *profileAt(const QModelIndex &index) const;
    /// Nothing for a connection.
    [[nodiscard]] std::optional<QStringList> folderAt(const QModelIndex &index) const;
    /// The folder of the row or, for a folder, itself; the top for no row.
    [[nodiscard]] QStringList folderAround(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const QUuid &id) const;
    [[nodiscard]] QModelIndex indexOfFolder(const QStringList &folder) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                         const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

signals:
    /// `before` is a connection in `into`, or null for its end.
    void moveRequested(const QList<QUuid> &profiles, const QList<QStringList> &folders,
                       const QStringList &into, const QUuid &before);
    void profileRenameRequested(const QUuid &id, const QString &name);
    void folderRenameRequested(const QStringList &folder, const QString &name);

private:
    struct Node;

    void build();
    Node &folderNode(const QStringList &folder);
    [[nodiscard]] bool matches(const Profile &profile) const;
    [[nodiscard]] const Node *nodeAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexFor(const Node *node) const;

    QList<Profile> m_profiles;
    QList<QStringList> m_folders;
    QStringList m_words;
    std::unique_ptr<Node> m_root;
    int m_shown = 0;
};

} // namespace etcdscope
