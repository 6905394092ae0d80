// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/statusdot.h"
#include "ui/window/sessionsummary.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace etcdscope {

/// The shape that stands for a level, in the status line and on the tab.
[[nodiscard]] StatusDot::State dotOf(SessionSummary::Level level);

/// The lowest line of a session: its state, where it goes, how much is loaded, how far away it is, and
/// passing notes.
class StatusLine final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusLine)

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void showSummary(const SessionSummary &summary);

    /// A note that goes away by itself after some seconds.
    void showNote(const QString &text);

private:
    StatusDot *m_state;
    QLabel *m_environment;
    QLabel *m_access;
    QLabel *m_endpoint;
    QLabel *m_transport;
    QLabel *m_keys;
    QLabel *m_roundTrip;
    QLabel *m_note;
    QTimer m_noteTimer;
};

} // namespace etcdscope
