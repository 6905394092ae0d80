// SPDX-License-Identifier: Apache-2.0
#include "app/measuredacts.h"

#include <QCoreApplication>
#include <QEvent>
#include <QKeyEvent>

#include <utility>

namespace etcdscope {

namespace {
constexpr std::chrono::seconds patience(20);
}

MeasuredActs::MeasuredActs(QObject *parent)
    : QObject(parent)
{
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, &MeasuredActs::rested);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] { fail(QStringLiteral("not shown in time")); });
}

void MeasuredActs::start(std::vector<MeasuredAct> acts)
{
    m_acts = std::move(acts);
    m_heartbeat.start();
    next();
}

void MeasuredActs::next()
{
    if (m_current == m_acts.size()) {
        m_acts.clear();
        emit finished({});
        return;
    }
    if (!act().shownIn) {
        fail(QStringLiteral("there is nothing to show it"));
        return;
    }
    act().shownIn->installEventFilter(this);
    m_patience.start();
    m_heartbeat.reset();
    m_clock.start();
    act().work();
}

bool MeasuredActs::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Paint || watched != act().shownIn || (act().isDone && !act().isDone()))
        return false;
    watched->removeEventFilter(this);
    // Painting comes after this filter; its turn of the event loop has to end first.
    QMetaObject::invokeMethod(this, &MeasuredActs::shown, Qt::QueuedConnection);
    return false;
}

void MeasuredActs::shown()
{
    if (m_acts.empty())
        return; // it has failed meanwhile
    m_patience.stop();
    m_milliseconds = double(m_clock.nsecsElapsed()) / 1e6;
    m_rest.start(act().rest);
}

void MeasuredActs::rested()
{
    emit measured(act().name, m_milliseconds, m_heartbeat.longestGap());
    ++m_current;
    next();
}

void MeasuredActs::fail(const QString &why)
{
    if (m_acts.empty())
        return; // of an act that is over
    m_patience.stop();
    m_rest.stop();
    const QString name = act().name;
    if (act().shownIn)
        act().shownIn->removeEventFilter(this);
    m_acts.clear();
    emit finished(QStringLiteral("%1: %2").arg(name, why));
}

void pressKey(QWidget &widget, Qt::Key key, Qt::KeyboardModifiers modifiers, const QString &text)
{
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key, modifiers, text);
        QCoreApplication::sendEvent(&widget, &event);
    }
}

void typeText(QWidget &widget, const QString &text)
{
    for (const QChar character : text)
        pressKey(widget, Qt::Key(character.toUpper().unicode()), {}, QString(character));
}

} // namespace etcdscope
