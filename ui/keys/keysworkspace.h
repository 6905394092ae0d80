// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/workspace/workspace.h"

#include <vector>

class QStackedWidget;

namespace etcdscope {

class ActionRegistry;
class KeySpace;
class KeySpaceView;
class OpenKey;
class Session;

/// The keys of a session. One key space fills it; of several, one is open and the others are heads above and
/// below its tree, each with its count, state and position, by which they are opened. What is on the right
/// belongs to the one that is open, and each keeps what it shows while another one is.
class KeysWorkspace final : public Workspace
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeysWorkspace)

public:
    /// All are borrowed and outlive the workspace; `keys` may be another key space than the session's own.
    /// Those that join the session later are added when they do.
    KeysWorkspace(Session &session, KeySpace &keys, ActionRegistry &registry, QWidget *parent = nullptr);
    ~KeysWorkspace() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QIcon icon() const override;
    void focusFirst() override;
    [[nodiscard]] int unsavedCount() const override;

    /// Another key space beside those shown; nothing happens for one of them.
    void addKeySpace(KeySpace &keys);
    /// Opens this one of them.
    void openKeySpace(const KeySpace &keys);
    [[nodiscard]] KeySpaceView &openView() const;
    /// Null when it is none of those shown.
    [[nodiscard]] KeySpaceView *viewOf(const KeySpace &keys) const;

    /// In the key space that is open: opens exactly this key, reading it alone, and shows it in the tree as
    /// soon as it is loaded.
    void goToKey(const QByteArray &key);
    [[nodiscard]] const OpenKey &current() const;

private:
    void addJoined();
    void makeHeads();
    void open(int number, bool takeFocus);

    Session &m_session;
    ActionRegistry &m_registry;
    QStackedWidget *m_stack;
    std::vector<KeySpaceView *> m_views; // in the order of their heads
};

} // namespace etcdscope
