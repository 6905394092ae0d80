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
    connect(&session, &Session::keySpaceAdded, this, &Arrival::followKeys);
    connect(&session, &Session::statusChanged, this, &Arrival::proceed);
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
    for (KeySpace *space : m_view.session().keySpaces())
        followKeys(space);
}

void Arrival::followKeys(KeySpace *space)
{
    connect(&space->feed(), &LiveFeed::stateChanged, this, &Arrival::proceed);
    connect(&space->feed(), &LiveFeed::positionChanged, this, &Arrival::proceed);
    proceed();
}

/// All keys there are going to be, as far as they can be had at all beside those of the first API.
bool Arrival::isThere() const
{
    const Session &session = m_view.session();
    KeySpace *first = session.keySpace();
    if (!first || first->feed().state() != LiveFeed::State::Live || first->feed().position() < m_needed ||
        session.isLookingForMore())
        return false;
    KeySpace *last = session.keySpaces().back();
    return last->feed().state() == LiveFeed::State::Live || last->feed().state() == LiveFeed::State::Failed;
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
    if (m_done || m_waits || !isThere())
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
