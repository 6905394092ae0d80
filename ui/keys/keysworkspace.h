// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/store/keystore.h"
#include "ui/keys/keytarget.h"
#include "ui/workspace/workspace.h"

#include <QTimer>

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

/// The keys of a session: the live tree on the left, the key one stands on on the right. Puts the parts
/// together and turns actions into what they do.
class KeysWorkspace final : public Workspace
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeysWorkspace)

public:
    /// All are borrowed and outlive the workspace; `keys` may be another key space than the session's own.
    KeysWorkspace(Session &session, KeySpace &keys, ActionRegistry &registry, QWidget *parent = nullptr);
    ~KeysWorkspace() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QIcon icon() const override;
    void focusFirst() override;
    [[nodiscard]] int unsavedCount() const override;

    /// Opens exactly this key, reading it alone, and shows it in the tree as soon as it is loaded.
    void goToKey(const QByteArray &key);
    [[nodiscard]] const OpenKey &current() const { return *m_openKey; }

private:
    void buildLayout();
    void connectParts();
    void connectActions();
    void rightsChanged();
    void targetChanged(const KeyTarget &target);
    void openKey(const QByteArray &key);
    void startNewKey(const QByteArray &beginning);
    void startNewKeyHere();
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
    KeyActions *m_actions;
    KeyPanel *m_panel;
    Call<ReadResult> m_toDelete;
    QTimer m_targetUpdate; // what is shown of a directory follows the keys, as fast as a person reads
};

} // namespace etcdscope
