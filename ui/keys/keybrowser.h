// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/keys/keytarget.h"
#include "ui/keys/selectedkeys.h"

#include <QTimer>
#include <QWidget>

#include <set>

class QStackedWidget;

namespace etcdscope {

class EmptyView;
class HiddenKeys;
struct Environment;
class KeySpace;
class KeyTreeModel;
class KeyTreeView;
class LoadLine;
class MessageBar;
class ResultList;
class SearchBar;
class SearchResults;

/// The left side: the search, the tree of keys or the list of those that were found, and how much is loaded.
class KeyBrowser final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyBrowser)

public:
    /// `environment` heads the tree.
    KeyBrowser(KeySpace &keys, const Environment &environment, QWidget *parent = nullptr);
    ~KeyBrowser() override;

    /// What tree and result list have in common; the place for actions on keys.
    [[nodiscard]] QWidget *lists() const;
    [[nodiscard]] KeyTreeView &tree() { return *m_tree; }
    [[nodiscard]] KeyTarget currentTarget() const;
    /// All rows that are selected.
    [[nodiscard]] SelectedKeys selection() const;
    /// Shows the key in the tree. When it is not loaded yet it is shown as soon as it is, until another row
    /// is chosen; no row is selected meanwhile, and isElsewhere().
    void reveal(const QByteArray &key);
    /// What is looked at is none of the rows: currentTarget() is not it.
    [[nodiscard]] bool isElsewhere() const { return !m_awaited.isEmpty(); }
    /// Whatever reveal() still waits for shall not be shown any more.
    void stopAwaiting() { m_awaited.clear(); }
    void focusList();
    void focusFilter();
    /// What listings leave out (features().hiddenKeys), as far as its place is known.
    void showHidden(bool show);
    /// Says above the tree that something is missing in it; nothing when the text is empty. `refusal` stands
    /// where the tree would be when the server refuses every key.
    void setRights(const QString &missing, const QString &refusal);
    /// Whether a new key is offered where there are none; true in the beginning.
    void setWritable(bool writable);

signals:
    void targetChanged(const etcdscope::KeyTarget &target);
    /// The key shall be worked on.
    void keyActivated(const QByteArray &key);
    void menuRequested(const QPoint &globalPosition);
    void refreshRequested();
    /// All keys shall be loaded, no longer only what is opened.
    void everythingRequested();
    void newKeyRequested();

private:
    enum Page { TreePage, ResultsPage, EmptyPage };
    /// What the button of the empty view does.
    enum class Remedy { None, Refresh, NewKey, ClearSearch, SearchServer };

    void buildLayout();
    void connectSearch();
    void connectFeed();
    void takeRemedy();
    void applied();
    void updatePage();
    void describeEmptiness();
    void showEmpty(const QString &title, const QString &text, Remedy remedy, const QString &button = {});
    void describeNoResult();
    void revealResult(const QByteArray &key);
    void openOnlyDirectory();
    void openAboveRanges();
    void readWanted();
    void approachAwaited();
    void await(const QByteArray &key);
    void selectionChanged();

    KeySpace &m_keys;
    KeyTreeModel *m_model;
    SearchResults *m_found;
    SearchBar *m_search;
    MessageBar *m_missing;
    QStackedWidget *m_stack;
    KeyTreeView *m_tree;
    ResultList *m_results;
    EmptyView *m_empty;
    HiddenKeys *m_hidden; // null where nothing is hidden
    LoadLine *m_load;
    QTimer m_purge;                     // deleted rows are seen to go
    std::set<QByteArray> m_wanted;      // directories that were opened and have not been read yet
    std::set<QByteArray> m_openedAbove; // beginnings of ranges
    QByteArray m_awaited;               // to be shown when it is loaded
    QString m_missingText;
    QString m_refusal;
    Remedy m_remedy = Remedy::None;
    bool m_writable = true;
    bool m_openedOnly = false;
    bool m_revealing = false;
};

} // namespace etcdscope
