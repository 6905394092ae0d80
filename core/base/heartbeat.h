// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace etcdscope {

/// Records how long the event loop of its thread was away: a precise 1 ms timer whose lateness is the gap.
class Heartbeat final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Heartbeat)

public:
    explicit Heartbeat(QObject *parent = nullptr);

    void start();

    /// The longest time between two beats since start() or reset(), in microseconds.
    [[nodiscard]] qint64 longestGap() const;

    /// How many gaps were longer than 16 ms since start() or reset().
    [[nodiscard]] int gapsAboveAim() const { return m_gapsAboveAim; }

    void reset();

private:
    void beat();

    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_last = 0;
    qint64 m_longest = 0;
    int m_gapsAboveAim = 0;
};

} // namespace etcdscope
