// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace etcdscope {

/// Notices that a peer says nothing while it is expected to live: after `silence` milliseconds a PING is due,
/// and after `answer` more without a byte the peer is taken for gone. Any byte counts as life. The time
/// during which this program itself did not run (a suspended computer, a debugger) does not count.
class SilenceWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SilenceWatch)

public:
    SilenceWatch(int silence, int answer, QObject *parent = nullptr);

    /// A byte came.
    void heard();

    /// Watching costs nothing while not active. Each start begins a new time of silence.
    void setActive(bool active);

signals:
    void pingDue();
    void silent(qint64 milliseconds);

private:
    void arm(qint64 milliseconds);
    void check();

    int m_silence;
    int m_answer;
    QTimer m_timer;
    QElapsedTimer m_armed;
    QElapsedTimer m_quiet;
    QElapsedTimer m_waiting; // for the answer to a PING
};

} // namespace etcdscope
