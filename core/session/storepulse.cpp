// SPDX-License-Identifier: Apache-2.0
#include "core/session/storepulse.h"

#include <QElapsedTimer>

namespace etcdscope {

namespace {
// With the 5 s that a status may take: over HTTP/1.1 a peer that falls silent is noticed within 10 s.
constexpr int interval = 4'000;
} // namespace

StorePulse::StorePulse(KeyStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &StorePulse::beat);
}

void StorePulse::start()
{
    m_timer.start();
    beat();
}

void StorePulse::stop()
{
    m_timer.stop();
    m_call.cancel();
}

void StorePulse::beat()
{
    if (m_call.isActive())
        return; // the last one still waits for its deadline
    QElapsedTimer clock;
    clock.start();
    m_call = m_store.status();
    m_call.then(this, [this, clock](Result<StoreStatus> status) {
        take(std::move(status), clock.nsecsElapsed() / 1000);
    });
}

void StorePulse::take(Result<StoreStatus> status, qint64 microseconds)
{
    m_error.reset();
    if (status) {
        m_roundTrip = microseconds;
        m_status = std::move(*status);
        m_refusal.reset();
    } else if (status.error().kind == ErrorKind::PermissionDenied) {
        m_roundTrip = microseconds; // it is there
        m_status.reset();
        m_refusal = status.error();
    } else {
        m_roundTrip.reset();
        m_error = status.error();
    }
    emit changed();
}

} // namespace etcdscope
