// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/store/keystore.h"
#include "ui/keys/keytarget.h"
#include "ui/keys/selectedkeys.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QSplitter;
class QVBoxLayout;

namespace etcdscope {

class ActionRegistry;
class GoToField;
class KeyActions;
class KeyBrowser;
class KeyCopier;
class KeyPanel;
class KeySpace;
class OpenKey;
class Session;
class WriteTarget;
struct WriteOutcome;

/// The keys of one key space: the live tree on the left, the key one stands on on the right. Puts the parts
/// together and turns actions into what they do.
class KeySpaceView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeySpaceView)

public:
    /// All are borrowed and outlive the view.
    KeySpaceView(Session &session, KeySpace &keys, ActionRegistry &registry, QWidget *parent = nullptr);
    ~KeySpaceView() override;

    void focusFirst();
    [[nodiscard]] int unsavedCount() const;
    [[nodiscard]] KeySpace &keys() const { return m_keys; }
    /// Heads of all key spaces of the session, this one's among them, above and below the tree. They replace
    /// those given before; owned by this view from now on.
    void setHeads(const std::vector<QWidget *> &above, const std::vector<QWidget *> &below);
    [[nodiscard]] QByteArray splitterState() const;
    void setSplitterState(const QByteArray &state);

    /// Opens exactly this key, reading it alone, and shows it in the tree as soon as it is loaded.
    void goToKey(const QByteArray &key);
    [[nodiscard]] const OpenKey &current() const { return *m_openKey; }

signals:
    /// See Workspace.
    void messageRequested(const QString &text);
    void unlockRequested();

private:
    void buildLayout();
    void connectParts();
    void connectActions();
    [[nodiscard]] StoreFeatures features() const;
    [[nodiscard]] bool isDirectory(const QByteArray &key) const;
    void rightsChanged();
    [[nodiscard]] KeyTarget currentTarget() const;
    [[nodiscard]] SelectedKeys selection() const;
    void targetChanged(const KeyTarget &target);
    void openKey(const QByteArray &key);
    void startNewKey(const QByteArray &beginning, bool directory = false);
    void startNewKeyHere(bool directory = false);
    void keyCreated(const QByteArray &key, Position position);
    void startDelete();
    void startRename(bool duplicate);
    void watchBulk();
    void askDelete(const Entry &entry);
    void written(const WriteOutcome &outcome);
    void showMenu(const QPoint &globalPosition);
    void refresh();

    Session &m_session;
    KeySpace &m_keys;
    WriteTarget *m_target;
    OpenKey *m_openKey;
    KeyCopier *m_copier;
    GoToField *m_goTo;
    KeyBrowser *m_browser;
    QSplitter *m_splitter;
    QVBoxLayout *m_left; // heads, browser, heads
    std::vector<QWidget *> m_heads;
    KeyActions *m_actions;
    KeyPanel *m_panel;
    KeyTarget m_shown; // in the panel
    Call<ReadResult> m_toDelete;
    QTimer m_targetUpdate; // what is shown of a directory follows the keys, as fast as a person reads
};

} // namespace etcdscope
