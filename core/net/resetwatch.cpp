// SPDX-License-Identifier: Apache-2.0
#include "core/net/resetwatch.h"

#include <QEvent>
#include <QSocketNotifier>

#include <utility>

#ifdef Q_OS_UNIX
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#endif

namespace etcdscope {

namespace {

/// On this side; 0 when it cannot be told.
int localPort(const QSocketNotifier &notifier)
{
#ifdef Q_OS_UNIX
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getsockname(int(notifier.socket()), reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return 0;
    if (address.ss_family == AF_INET)
        return ntohs(reinterpret_cast<const sockaddr_in &>(address).sin_port);
    if (address.ss_family == AF_INET6)
        return ntohs(reinterpret_cast<const sockaddr_in6 &>(address).sin6_port);
#else
    Q_UNUSED(notifier)
#endif
    return 0;
}

} // namespace

ResetWatch::ResetWatch(QAbstractSocket &socket, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
{
    // The notifiers are made after this signal, and are heard only from the event loop. A host with several
    // addresses gets another one for each, when the last one is gone.
    connect(&socket, &QAbstractSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::ConnectingState)
            QMetaObject::invokeMethod(this, &ResetWatch::watchNotifiers, Qt::QueuedConnection);
    });
}

void ResetWatch::watchNotifiers()
{
    const auto notifiers = m_socket.findChildren<QSocketNotifier *>();
    for (QSocketNotifier *notifier : notifiers) {
        if (notifier->type() != QSocketNotifier::Write)
            continue;
        notifier->installEventFilter(this); // again is no harm
        connect(notifier, &QObject::destroyed, this, &ResetWatch::watchNotifiers,
                Qt::ConnectionType(Qt::QueuedConnection | Qt::UniqueConnection));
    }
}

bool ResetWatch::eventFilter(QObject *watched, QEvent *event)
{
    const auto *notifier = qobject_cast<QSocketNotifier *>(watched);
    if (event->type() != QEvent::SockAct || !notifier)
        return false;
    if (m_socket.state() != QAbstractSocket::ConnectingState) {
        watched->removeEventFilter(this);
        return false;
    }
    const int port = localPort(*notifier);
    const bool isSame = std::exchange(m_notifier, watched) == watched;
    if (!isSame || m_port == 0 || port == m_port) {
        m_port = port;
        return false;
    }
    if (!std::exchange(m_told, true))
        QMetaObject::invokeMethod(this, &ResetWatch::reset, Qt::QueuedConnection);
    return true; // not once more
}

} // namespace etcdscope
