// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/environment.h"

#include <QWidget>

class QToolButton;

namespace etcdscope {

class ReadOnlySwitch;
class Session;

/// The head of a session: a stripe in the colour of its environment, the label and the name beside it, and
/// the one click that makes it read-only or lets it write.
class SessionBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionBar)

public:
    /// Both are borrowed and outlive this.
    SessionBar(Session &session, ReadOnlySwitch &readOnly, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void update();

    Session &m_session;
    const Environment m_environment;
    const QString m_shortcut;
    QToolButton *m_lock;
};

} // namespace etcdscope
