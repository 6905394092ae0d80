// SPDX-License-Identifier: Apache-2.0
#include "core/keys/batchpacer.h"

#include "core/base/threadclock.h"

namespace etcdscope {

namespace {
constexpr qint64 batchTime = 2'000;    // microseconds after which a batch takes no further step
constexpr qint64 freeOfCharge = 5'000; // a turn this short needs no pause
constexpr qint64 longestPause = 400'000;
} // namespace

BatchPacer::BatchPacer(QObject *parent)
    : QObject(parent)
{
    m_clock.start();
    m_turn.setSingleShot(true);
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &BatchPacer::measure);
    m_pause.setSingleShot(true);
    m_pause.setTimerType(Qt::PreciseTimer);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (std::exchange(m_wanted, false))
            emit wake();
    });
}

bool BatchPacer::ready()
{
    const qint64 now = m_clock.nsecsElapsed() / 1000;
    if (!m_measuring && now >= m_notBefore)
        return true;
    m_wanted = true;
    if (!m_measuring && !m_pause.isActive())
        m_pause.start(int((m_notBefore - now) / 1000) + 1);
    return false;
}

void BatchPacer::batchStarted()
{
    m_batch.start();
    if (!m_measuring)
        m_started = threadTime() / 1000;
}

bool BatchPacer::hasTime() const
{
    return m_batch.nsecsElapsed() < batchTime * 1000;
}

void BatchPacer::batchApplied()
{
    m_measuring = true;
    m_turn.start();
}

void BatchPacer::measure()
{
    m_measuring = false;
    const qint64 now = m_clock.nsecsElapsed() / 1000;
    const qint64 cost = threadTime() / 1000 - m_started;
    m_notBefore = cost <= freeOfCharge ? now : now + qMin(4 * cost, longestPause);
    if (!m_wanted)
        return;
    if (m_notBefore <= now) {
        m_wanted = false;
        emit wake();
    } else {
        m_pause.start(int((m_notBefore - now) / 1000) + 1);
    }
}

} // namespace etcdscope
