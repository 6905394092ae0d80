// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/keys/keyselection.h"
#include "ui/keys/keytarget.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QStackedWidget;
class QTreeView;

namespace etcdscope {

class EmptyView;
class FilterField;
class FilterResults;
class KeySpace;
class KeyTreeModel;
class KeyTreeView;
class LoadLine;

/// The left side: a filter, the tree of keys or the list of those that match, and how much is loaded.
class KeyBrowser final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyBrowser)

public:
    /// `prefix` is what the session is limited to, empty for everything.
    KeyBrowser(KeySpace &keys, const QByteArray &prefix, QWidget *parent = nullptr);
    ~KeyBrowser() override;

    /// What tree and result list have in common; the place for actions on keys.
    [[nodiscard]] QWidget *lists() const;
    [[nodiscard]] KeyTreeView &tree() { return *m_tree; }
    [[nodiscard]] KeyTarget currentTarget() const;
    /// All rows that are selected.
    [[nodiscard]] KeySelection selection() const;
    /// Shows the key in the tree. When it is not loaded yet it is shown as soon as it is, until another row
    /// is chosen.
    void reveal(const QByteArray &key);
    /// Whatever reveal() still waits for shall not be shown any more.
    void stopAwaiting() { m_awaited.clear(); }
    void focusList();
    void focusFilter();

signals:
    void targetChanged(const etcdscope::KeyTarget &target);
    /// The key shall be worked on.
    void keyActivated(const QByteArray &key);
    void menuRequested(const QPoint &globalPosition);
    void refreshRequested();
    void newKeyRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum Page { TreePage, ResultsPage, EmptyPage };
    /// What the button of the empty view does.
    enum class Remedy { None, Refresh, NewKey, ClearFilter };

    void buildResults();
    void connectFeed();
    void applied();
    void updatePage();
    void describeEmptiness();
    void showEmpty(const QString &title, const QString &text, Remedy remedy, const QString &button = {});
    void filterChanged(const QString &text);
    void updateFilterNote();
    void revealResult();
    void openOnlyDirectory();

    KeySpace &m_keys;
    const QByteArray m_prefix;
    KeyTreeModel *m_model;
    FilterResults *m_found;
    FilterField *m_filter;
    QLabel *m_filterNote;
    QStackedWidget *m_stack;
    KeyTreeView *m_tree;
    QTreeView *m_results;
    EmptyView *m_empty;
    LoadLine *m_load;
    QTimer m_typing;      // the filter waits for the next letter
    QTimer m_purge;       // deleted rows are seen to go
    QByteArray m_awaited; // to be shown when it is loaded
    Remedy m_remedy = Remedy::None;
    bool m_openedOnly = false;
    bool m_revealing = false;
};

} // namespace etcdscope
