// SPDX-License-Identifier: Apache-2.0
#include "core/session/relock.h"

#include "core/session/session.h"

#include <algorithm>
#include <utility>

namespace etcdscope {

Relock::Relock(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&m_look, &QTimer::timeout, this, &Relock::look);
    connect(&session, &Session::readOnlyChanged, this, &Relock::follow);
    const auto noteWrite = [this](const Operation &operation) {
        if (operation.mutates && !operation.isAutomatic)
            touch();
    };
    connect(&session.network(), &NetworkAccess::operationStarted, this, noteWrite);
    connect(&session.network(), &NetworkAccess::operationFinished, this, noteWrite);
    follow();
}

void Relock::setIdleTime(std::chrono::milliseconds idle)
{
    m_idle = idle;
    follow();
}

void Relock::follow()
{
    const bool applies = m_session.settings().environment.isProduction() && !m_session.isReadOnly() &&
                         m_idle > std::chrono::milliseconds::zero();
    restart();
    if (applies)
        m_look.start(std::clamp<std::chrono::milliseconds>(m_idle / 20, std::chrono::milliseconds(10),
                                                           std::chrono::seconds(1)));
    else
        m_look.stop();
}

void Relock::touch()
{
    if (!m_look.isActive())
        return;
    look(); // whoever comes back after a night finds it locked
    if (m_look.isActive())
        restart();
}

void Relock::restart()
{
    m_since.start();
    m_sinceWall = QDateTime::currentDateTimeUtc();
    withdraw();
}

void Relock::withdraw()
{
    if (std::exchange(m_announced, false))
        emit withdrawn();
}

qint64 Relock::idleFor() const
{
    return std::max(m_since.elapsed(), m_sinceWall.msecsTo(QDateTime::currentDateTimeUtc()));
}

void Relock::look()
{
    const auto keySpaces = m_session.keySpaces();
    if (std::ranges::any_of(keySpaces, [](KeySpace *keys) { return keys->bulk().isBusy(); })) {
        restart();
        return;
    }
    // Whether somebody is behind it, its operation tells.
    if (std::ranges::any_of(keySpaces, [](KeySpace *keys) { return keys->writer().writesUnderWay() > 0; }))
        return;
    const qint64 left = m_idle.count() - idleFor();
    if (left <= 0) {
        m_announced = false;
        m_session.setReadOnly(true);
        emit locked();
    } else if (left <= std::min(longestNotice, m_idle / 2).count() && !m_announced) {
        m_announced = true;
        emit announced(left);
    }
}

} // namespace etcdscope
