// SPDX-License-Identifier: Apache-2.0
#include "core/net/silencewatch.h"

namespace etcdscope {

namespace {
// A timer this late means that we were away, not the peer: its bytes may be waiting to be read.
constexpr qint64 Lateness = 1000;
constexpr qint64 Grace = 500;
} // namespace

SilenceWatch::SilenceWatch(int silence, int answer, QObject *parent)
    : QObject(parent)
    , m_silence(silence)
    , m_answer(answer)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SilenceWatch::check);
}

void SilenceWatch::heard()
{
    m_quiet.start();
    m_waiting.invalidate();
}

void SilenceWatch::setActive(bool active)
{
    if (active == m_timer.isActive())
        return;
    if (!active) {
        m_timer.stop();
        return;
    }
    heard();
    arm(m_silence);
}

void SilenceWatch::arm(qint64 milliseconds)
{
    m_armed.start();
    m_timer.start(int(qMax<qint64>(1, milliseconds)));
}

void SilenceWatch::check()
{
    if (!m_waiting.isValid()) {
        // Not restarted at every byte: one timer event a period is cheaper.
        if (const qint64 quiet = m_quiet.elapsed(); quiet < m_silence) {
            arm(m_silence - quiet);
            return;
        }
        m_waiting.start();
        arm(m_answer);
        emit pingDue();
        return;
    }
    if (const qint64 waited = m_waiting.elapsed(); waited < m_answer) {
        arm(m_answer - waited);
        return;
    }
    if (m_armed.elapsed() > m_timer.interval() + Lateness) {
        arm(Grace);
        return;
    }
    emit silent(m_quiet.elapsed());
}

} // namespace etcdscope
