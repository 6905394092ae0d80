// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"

#include <QList>
#include <QObject>
#include <QUrl>

class QAction;
class QWidget;

namespace etcdscope {

class ActionRegistry;
class MessageBar;
class Session;

/// Asks the members of a session's cluster for their addresses, when a person wants that, and says what came
/// of it. Owned by the view.
class EndpointLearning final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EndpointLearning)

public:
    /// All are borrowed; `view` becomes the parent, `messages` shows what is said.
    EndpointLearning(Session &session, QWidget &view, MessageBar &messages, ActionRegistry &actions);

    [[nodiscard]] QAction *action() const { return m_action; }

private:
    void ask();
    void take(const Result<QList<QUrl>> &added);
    void update();

    Session &m_session;
    MessageBar &m_messages;
    QAction *m_action;
    Call<QList<QUrl>> m_call;
};

} // namespace etcdscope
