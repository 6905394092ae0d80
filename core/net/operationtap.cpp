// SPDX-License-Identifier: Apache-2.0
#include "core/net/operationtap.h"

#include "core/net/callpolicy.h"
#include "core/net/endpointset.h"
#include "core/net/http2reply.h"
#include "core/net/networkaccess.h"
#include "core/net/transporterror.h"

#include <QPointer>

#include <atomic>

namespace etcdscope {

namespace {

quint64 nextId()
{
    static std::atomic<quint64> last = 0;
    return ++last;
}

} // namespace

OperationTap::OperationTap(QObject *parent)
    : QObject(parent)
{
}

void OperationTap::follow(QNetworkReply *reply, const CallInfo &call)
{
    Running running;
    running.operation.id = nextId();
    running.operation.started = QDateTime::currentDateTimeUtc();
    running.operation.method = call.method;
    running.operation.key = call.key;
    running.operation.endpoint = EndpointSet::hostAndPort(reply->url());
    running.operation.mutates = call.mutates;
    running.operation.isAutomatic = call.isAutomatic;
    running.clock.start();
    tell(reply, running.operation);
    m_running.insert(reply, running);

    connect(reply, &QNetworkReply::finished, this, [this, reply] { ended(reply); });
    connect(reply, &QObject::destroyed, this, [this, reply] { vanished(reply); });
}

void OperationTap::annotate(const QNetworkReply *reply, qint64 revision, const std::optional<Error> &error)
{
    if (const auto found = m_running.find(reply); found != m_running.end()) {
        found->operation.revision = revision;
        found->operation.error = error;
        found->annotated = true;
        return;
    }
    for (auto event = m_events.rbegin(); event != m_events.rend(); ++event) {
        if (event->reply == reply && !event->operation.running) {
            event->operation.revision = revision;
            event->operation.error = error;
            return;
        }
    }
}

void OperationTap::ended(const QNetworkReply *reply)
{
    const auto found = m_running.find(reply);
    if (found == m_running.end())
        return;
    Running running = *found;
    m_running.erase(found);

    Operation &operation = running.operation;
    operation.running = false;
    operation.duration = running.clock.nsecsElapsed() / 1000;
    const bool late = reply->property(NetworkAccess::DeadlineProperty).toBool();
    operation.cancelled = reply->error() == QNetworkReply::OperationCanceledError && !late;
    if (!running.annotated && !operation.cancelled && reply->error() != QNetworkReply::NoError)
        operation.error = transportError(*reply);
    tell(reply, operation);
}

void OperationTap::vanished(const QNetworkReply *reply)
{
    // The address may name another reply soon.
    for (Event &event : m_events) {
        if (event.reply == reply)
            event.reply = nullptr;
    }
    const auto found = m_running.find(reply);
    if (found == m_running.end())
        return;
    Running running = *found;
    m_running.erase(found);
    running.operation.running = false;
    running.operation.duration = running.clock.nsecsElapsed() / 1000;
    running.operation.cancelled = true;
    tell(nullptr, running.operation);
}

void OperationTap::tell(const QNetworkReply *reply, const Operation &operation)
{
    m_events.push_back({reply, operation});
    if (m_events.size() == 1)
        QMetaObject::invokeMethod(this, &OperationTap::flush, Qt::QueuedConnection);
}

void OperationTap::flush()
{
    const QPointer<OperationTap> self(this);
    const std::vector<Event> events = std::exchange(m_events, {});
    for (const Event &event : events) {
        if (event.operation.running)
            emit started(event.operation);
        else
            emit finished(event.operation);
        if (!self)
            return;
    }
}

} // namespace etcdscope
