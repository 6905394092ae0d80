// SPDX-License-Identifier: Apache-2.0
#include "core/base/slicer.h"

#include <QElapsedTimer>
#include <QPointer>

#include <utility>

namespace etcdscope {

Slicer::Slicer(QObject *parent)
    : QObject(parent)
    , m_timer(this)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &Slicer::run);
}

void Slicer::start(std::function<bool()> step)
{
    m_step = std::make_shared<std::function<bool()>>(std::move(step));
    m_timer.start();
}

void Slicer::cancel()
{
    m_timer.stop();
    m_step.reset();
}

void Slicer::run()
{
    QElapsedTimer clock;
    clock.start();
    const QPointer<Slicer> self(this);
    const auto step = m_step; // outlives this turn whatever it does to the slicer
    if (!step)
        return;
    bool more = true;
    do {
        more = (*step)();
        if (!self || m_step != step)
            return;
    } while (more && clock.nsecsElapsed() < 4'000'000);
    if (more)
        return;
    cancel();
    emit finished();
}

} // namespace etcdscope
