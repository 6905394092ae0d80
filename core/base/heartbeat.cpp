// SPDX-License-Identifier: Apache-2.0
#include "core/base/heartbeat.h"

namespace etcdscope {

Heartbeat::Heartbeat(QObject *parent)
    : QObject(parent)
    , m_timer(this)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(1);
    connect(&m_timer, &QTimer::timeout, this, &Heartbeat::beat);
}

void Heartbeat::start()
{
    m_clock.start();
    reset();
    m_timer.start();
}

qint64 Heartbeat::longestGap() const
{
    return m_clock.isValid() ? qMax(m_longest, m_clock.nsecsElapsed() / 1000 - m_last) : 0;
}

void Heartbeat::reset()
{
    m_last = m_clock.isValid() ? m_clock.nsecsElapsed() / 1000 : 0;
    m_longest = 0;
    m_gapsAboveAim = 0;
}

void Heartbeat::beat()
{
    const qint64 now = m_clock.nsecsElapsed() / 1000;
    const qint64 gap = now - m_last;
    m_last = now;
    m_longest = qMax(m_longest, gap);
    if (gap > 16000)
        ++m_gapsAboveAim;
}

} // namespace etcdscope
