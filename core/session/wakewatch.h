// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>

#include <functional>

namespace etcdscope {

/// Tells when connections are in doubt although nothing was heard of them: the computer slept (the wall clock
/// went on while the steady one stood still), or the network came back or changed, where the system tells.
class WakeWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WakeWatch)

public:
    /// Two clocks in milliseconds: the second one does not count sleep.
    struct Clocks
    {
        std::function<qint64()> wall;
        std::function<qint64()> steady;
    };

    explicit WakeWatch(QObject *parent = nullptr);
    /// With other clocks, looked at by check() alone.
    explicit WakeWatch(Clocks clocks, QObject *parent = nullptr);

    void check();

signals:
    void woke();

private:
    void followNetwork();

    Clocks m_clocks;
    QTimer m_timer;
    qint64 m_ahead = 0; // of the wall clock
};

} // namespace etcdscope
