// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/relock.h"

#include <QObject>
#include <QPointer>

class QAction;
class QMenu;
class QMessageBox;
class QSettings;
class QWidget;

namespace etcdscope {

class ActionRegistry;
class MessageBar;
class Session;

/// Whether one session takes writes, for a person: the action that toggles it, the question before a
/// production cluster is unlocked, the time after which it locks itself again and what is said of that. While
/// the session is read-only every action in its view that writes says so. Owned by the view.
class ReadOnlySwitch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReadOnlySwitch)

public:
    static constexpr auto idleSetting = "session/relockMinutes"; ///< 0: never

    /// All are borrowed; `view` becomes the parent, `messages` shows what is said.
    ReadOnlySwitch(Session &session, QWidget &view, MessageBar &messages, ActionRegistry &actions,
                   QSettings &settings);

    /// Checkable: on is read-only.
    [[nodiscard]] QAction *action() const { return m_toggle; }
    /// How long an unlocked production session may be idle; null for other sessions.
    [[nodiscard]] QMenu *idleMenu() const { return m_idleMenu; }
    [[nodiscard]] Relock &relock() { return m_relock; }

    /// Unlocks; asks before when the cluster is a production one.
    void requestUnlock();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void buildIdleMenu(ActionRegistry &actions);
    void toggled(bool readOnly);
    void update();
    void ask();
    void announce(qint64 left);
    [[nodiscard]] QString afterwards() const;

    Session &m_session;
    QWidget &m_view;
    MessageBar &m_messages;
    ActionRegistry &m_actions;
    QSettings &m_settings;
    Relock m_relock;
    QAction *m_toggle;
    QMenu *m_idleMenu = nullptr;
    QPointer<QMessageBox> m_question;
};

} // namespace etcdscope
