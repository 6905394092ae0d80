// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/keys/keytarget.h"

#include <QTreeView>

namespace etcdscope {

class SearchResults;

/// The list of what a search found, in the place of the tree. Enter or a double click chooses a key, Escape
/// leaves. The current key stays current when the results are put in order anew.
class ResultList final : public QTreeView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResultList)

public:
    /// The results are borrowed.
    explicit ResultList(SearchResults &results, QWidget *parent = nullptr);

    [[nodiscard]] KeyTarget currentTarget() const;

signals:
    /// The user stands on another row.
    void targetChanged(const etcdscope::KeyTarget &target);
    /// The key shall be shown in the tree.
    void chosen(const QByteArray &key);
    void left();
    void menuRequested(const QPoint &globalPosition);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void restoreCurrent();

    SearchResults &m_results;
    QByteArray m_current; // while the results are reset
    int m_scrolled = 0;
    bool m_restoring = false;
};

} // namespace etcdscope
