// SPDX-License-Identifier: Apache-2.0
#include "core/session/wakewatch.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QNetworkInformation>

#include <utility>

namespace etcdscope {

namespace {

constexpr int interval = 1'000;
// A clock that is set by more is taken for a sleep, which costs a reconnect.
constexpr qint64 shortestSleep = 5'000;

WakeWatch::Clocks systemClocks()
{
    QElapsedTimer steady;
    steady.start();
    return {.wall = &QDateTime::currentMSecsSinceEpoch, .steady = [steady] { return steady.elapsed(); }};
}

} // namespace

WakeWatch::WakeWatch(QObject *parent)
    : WakeWatch(systemClocks(), parent)
{
    connect(&m_timer, &QTimer::timeout, this, &WakeWatch::check);
    m_timer.start(interval);
    // Asking the system takes a moment, which is not taken from what is opened now.
    QTimer::singleShot(interval, this, &WakeWatch::followNetwork);
}

WakeWatch::WakeWatch(Clocks clocks, QObject *parent)
    : QObject(parent)
    , m_clocks(std::move(clocks))
    , m_ahead(m_clocks.wall() - m_clocks.steady())
{
}

void WakeWatch::check()
{
    const qint64 ahead = m_clocks.wall() - m_clocks.steady();
    const qint64 slept = ahead - std::exchange(m_ahead, ahead);
    if (slept > shortestSleep)
        emit woke();
}

void WakeWatch::followNetwork()
{
    // Not everywhere is there a backend; without one the loss of connections has to tell.
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    const auto *information = QNetworkInformation::instance();
    connect(information, &QNetworkInformation::reachabilityChanged, this,
            [this](QNetworkInformation::Reachability reachability) {
                if (reachability != QNetworkInformation::Reachability::Disconnected)
                    emit woke();
            });
}

} // namespace etcdscope
