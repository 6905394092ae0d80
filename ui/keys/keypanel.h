// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/edit/bulk/bulkpreview.h"
#include "ui/keys/keytarget.h"
#include "ui/keys/newkeypage.h"
#include "ui/keys/selectedkeys.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QStackedWidget;

namespace etcdscope {

class BulkRunView;
class DeleteSheet;
class DirectoryPage;
class EmptyView;
class KeyActions;
class KeyPage;
class KeySpace;
class MessageBar;
class OpenKey;
class RenameSheet;
class WriteTarget;

/// The right side: the open key, the form for a new one, what is to be done to many, or why there is nothing
/// of it. While a bulk operation is not looked at, a bar above says how far it is.
class KeyPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyPanel)

public:
    /// All are borrowed and outlive this panel.
    KeyPanel(KeySpace &keys, OpenKey &key, KeyActions &actions, WriteTarget &target,
             QWidget *parent = nullptr);

    void showKey();
    void showDirectory(const KeyTarget &directory);
    /// Its count has changed; does nothing while something else is shown.
    void updateDirectory(const KeyTarget &directory);
    void showNothing();
    /// The form, with `key` as the beginning of what is to be typed.
    void showNewKey(const QByteArray &key, NewKeyPage::Make make = NewKeyPage::Make::Key);
    /// What deleting these rows would do, to be confirmed.
    void showDelete(const SelectedKeys &selection);
    /// The same for renaming or duplicating them.
    void showRename(const SelectedKeys &selection, BulkKind kind);
    void focusValue();
    [[nodiscard]] KeyPage &page() { return *m_page; }
    [[nodiscard]] NewKeyPage &newKey() { return *m_newKey; }

signals:
    /// Escape: back to the list.
    void left();
    void newKeyRequested(const QByteArray &key);
    /// A sheet was left: what the list stands on is to be shown again.
    void sheetLeft();

private:
    void show(QWidget *page);
    [[nodiscard]] QString writeOffer(const QString &button) const;
    void showRun();
    void watchRun();
    void updateNote();

    KeySpace &m_keys;
    OpenKey &m_key;
    WriteTarget &m_target;
    QByteArray m_directory;
    QStackedWidget *m_stack;
    EmptyView *m_empty;
    KeyPage *m_page;
    NewKeyPage *m_newKey;
    DirectoryPage *m_directoryPage = nullptr; // where directories are more than names
    MessageBar *m_note;
    DeleteSheet *m_delete = nullptr; // these are made when they are needed
    RenameSheet *m_rename = nullptr;
    BulkRunView *m_run = nullptr;
    QTimer m_noteTime; // a bar that changes at every turn cannot be read
};

} // namespace etcdscope
