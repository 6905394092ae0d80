// SPDX-License-Identifier: Apache-2.0
#include "app/arrival.h"

#include "app/commandline.h"
#include "app/keysaccess.h"
#include "core/session/session.h"
#include "ui/window/sessionview.h"

#include <chrono>

namespace etcdscope {

namespace {

// A view reads a value some moments after its key was selected, and paints it after that.
constexpr std::chrono::milliseconds quietTime(400);

// What was just written is lit up for a moment; a picture shall not show that of all keys.
constexpr std::chrono::milliseconds fadeTime(2000);

bool isStream(const Operation &operation)
{
    return operation.method.contains("Watch");
}

} // namespace

Arrival::Arrival(SessionView &view, const CommandLine &commandLine, bool waits)
    : QObject(&view)
    , m_view(view)
    , m_expand(commandLine.expand)
    , m_expandChildren(commandLine.expandChildren)
    , m_key(commandLine.key)
    , m_waits(waits)
{
    m_quiet.setSingleShot(true);
    connect(&m_quiet, &QTimer::timeout, this, [this] {
        m_arrived = true; // a later heartbeat is quiet again, but not another arrival
        emit arrived();
    });
    Session &session = view.session();
    connect(&session.network(), &NetworkAccess::operationStarted, this, &Arrival::operationStarted);
    connect(&session.network(), &NetworkAccess::operationFinished, this, &Arrival::operationFinished);
    connect(&session, &Session::opened, this, &Arrival::followSession);
}

void Arrival::release(Position position)
{
    m_needed = position;
    QTimer::singleShot(fadeTime, this, [this] {
        m_waits = false;
        proceed();
    });
}

void Arrival::followSession()
{
    const LiveFeed &feed = m_view.session().keySpace()->feed();
    connect(&feed, &LiveFeed::stateChanged, this, &Arrival::proceed);
    connect(&feed, &LiveFeed::positionChanged, this, &Arrival::proceed);
    proceed();
}

void Arrival::operationStarted(const Operation &operation)
{
    if (isStream(operation))
        return;
    m_underWay.insert(operation.id);
    m_quiet.stop();
}

void Arrival::operationFinished(const Operation &operation)
{
    m_underWay.remove(operation.id);
    restartQuiet();
}

void Arrival::proceed()
{
    KeySpace *space = m_view.session().keySpace();
    if (m_done || m_waits || !space || space->feed().state() != LiveFeed::State::Live ||
        space->feed().position() < m_needed)
        return;
    m_done = true;
    for (const QByteArray &prefix : m_expand)
        expandDirectory(m_view, prefix, false);
    for (const QByteArray &prefix : m_expandChildren)
        expandDirectory(m_view, prefix, true);
    if (m_key)
        selectKey(m_view, *m_key);
    restartQuiet();
}

void Arrival::restartQuiet()
{
    if (m_done && !m_arrived && m_underWay.isEmpty())
        m_quiet.start(quietTime);
}

} // namespace etcdscope
