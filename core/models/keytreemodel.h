// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/keys/keyindex.h"

#include <QAbstractItemModel>

#include <array>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace etcdscope {

/// A KeyIndex as a tree for a view. Holds no data of its own.
///
/// Rows of a directory are exposed when they are asked for (fetchMore(), indexOf()): until then
/// canFetchMore() is true, rowCount() 0, and the index may change them without a word. The root is exposed
/// from the start. Once exposed, a directory stays so until it is removed, and persistent indexes in it
/// follow every change.
///
/// Gives data, no wording and no icons: header texts are set with setHeaderData(), numbers are numbers.
class KeyTreeModel final : public QAbstractItemModel, private KeyIndexObserver
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyTreeModel)

public:
    enum Column {
        NameColumn,
        VersionColumn, ///< of a directory: how many keys it holds
        RevisionColumn,
        LeaseColumn, ///< the lease, or where keys have a time to live of their own, ExpiresRole
        ColumnCount
    };
    enum Role {
        KeyBytesRole = Qt::UserRole, ///< QByteArray: the full key, of a directory its prefix
        IsDirectoryRole,             ///< bool
        IsExplicitRole,              ///< bool: a directory that exists by itself
        IsEmptyNameRole,             ///< bool: the name in the first column stands for no bytes at all
        CountRole,                   ///< qlonglong: keys below a directory
        ModRevisionRole,             ///< qlonglong
        VersionRole,                 ///< qlonglong
        LeaseRole,                   ///< qlonglong: 0 = none
        ExpiresRole,                 ///< qlonglong: milliseconds since 1970; 0 = never, or with its lease
        RecentRole,                  ///< bool: changed after recentSince()
        GoingRole,                   ///< bool: deleted, still shown
        DraftRole,                   ///< bool: has an unsaved draft
    };
    /// Rows of one directory that are on screen.
    struct VisibleRange
    {
        DirectoryId directory = noDirectory;
        int first = 0;
        int last = -1;

        friend bool operator==(const VisibleRange &, const VisibleRange &) = default;
    };

    /// Becomes the observer of `index`, which is borrowed and must live longer.
    explicit KeyTreeModel(KeyIndex &index, QObject *parent = nullptr);
    ~KeyTreeModel() override;

    /// The row an index stands for; {root, -1} for the invalid one.
    [[nodiscard]] RowRef rowAt(const QModelIndex &index) const;
    /// The directory an index stands for: the root for the invalid one, noDirectory for a key.
    [[nodiscard]] DirectoryId directoryAt(const QModelIndex &index) const;
    /// The index of a row that exists in an exposed directory.
    [[nodiscard]] QModelIndex indexOfRow(RowRef row, int column = NameColumn) const;
    [[nodiscard]] bool isExposed(DirectoryId directory) const;
    /// The index of exactly this key; what is above is exposed for it. Invalid if there is none.
    [[nodiscard]] QModelIndex indexOf(QByteArrayView key);
    /// The same for a directory by its full prefix. Invalid for the root too.
    [[nodiscard]] QModelIndex indexOfDirectory(QByteArrayView prefix);
    /// Keyboard search: among the rows beside `start` (those of the root for the invalid one) whose name
    /// begins with this, `start` itself if it does, else the next behind it, else the first. In the root a
    /// leading separator may be left out. Invalid if there is none.
    [[nodiscard]] QModelIndex findByLabelPrefix(const QModelIndex &start, QByteArrayView labelPrefix) const;

    /// What is on screen. From then on dataChanged() comes for these rows alone, and of deleted keys these
    /// stay as going until KeyIndex::purge(). The ranges move with insertions and removals. std::nullopt:
    /// every changed row is told, none is kept.
    void setVisibleRows(std::optional<std::vector<VisibleRange>> ranges);
    [[nodiscard]] const std::optional<std::vector<VisibleRange>> &visibleRows() const { return m_visible; }

    /// Rows with a later modification are recent. None are before the first call.
    void setRecentSince(qint64 revision);
    [[nodiscard]] qint64 recentSince() const { return m_recentSince; }
    /// Answers DraftRole, by full key.
    void setDraftTest(std::function<bool(const QByteArray &key)> hasDraft);
    /// A draft of this key came or went.
    void noteDraft(QByteArrayView key);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] QModelIndex sibling(int row, int column, const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool setHeaderData(int section, Qt::Orientation orientation, const QVariant &value, int role) override;

private:
    [[nodiscard]] bool observes(DirectoryId directory) const override { return isExposed(directory); }
    void rowsAboutToBeInserted(DirectoryId directory, int first, int last) override;
    void rowsInserted(DirectoryId directory, int first, int last) override;
    void rowsAboutToBeRemoved(DirectoryId directory, int first, int last) override;
    void rowsRemoved(DirectoryId directory, int first, int last) override;
    void rowsChanged(DirectoryId directory, int first, int last) override;
    [[nodiscard]] bool keepsDeleted(RowRef row) const override;
    void directoryRemoved(DirectoryId directory) override;
    void aboutToBeReset() override;
    void reset() override;

    [[nodiscard]] QModelIndex indexOfDirectory(DirectoryId directory) const;
    void expose(DirectoryId directory);
    void exposeUpTo(DirectoryId directory);
    [[nodiscard]] std::span<VisibleRange> visibleRanges();
    void tellChanged(DirectoryId directory, int first, int last, const QList<int> &roles = {});
    [[nodiscard]] QVariant count(DirectoryId directory) const;
    [[nodiscard]] QVariant cell(const KeyIndex::Row &row, int column) const;

    KeyIndex &m_index;
    std::vector<bool> m_exposed; ///< by DirectoryId
    std::optional<std::vector<VisibleRange>> m_visible;
    qint64 m_recentSince = std::numeric_limits<qint64>::max();
    std::function<bool(const QByteArray &)> m_hasDraft;
    std::array<QVariant, ColumnCount> m_headers;

    // A view asks for row after row of one parent.
    mutable RowRef m_lastParent;
    mutable DirectoryId m_lastDirectory = noDirectory;
};

} // namespace etcdscope
