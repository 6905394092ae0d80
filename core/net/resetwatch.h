// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractSocket>
#include <QObject>
#include <QPointer>

namespace etcdscope {

/// Notices that a connection is reset before its socket has looked whether it came about. Qt 6.4 then
/// connects again by itself, as fast as it can and without an end, and says nothing of it; only the port on
/// this side tells, which is another one for each connection. Where sockets have no such port to ask for,
/// nothing is noticed.
class ResetWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResetWatch)

public:
    /// Watches `socket`, which is borrowed, from now on whenever it connects.
    explicit ResetWatch(QAbstractSocket &socket, QObject *parent = nullptr);

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    /// From the event loop, once. The socket is still connecting and is to be aborted.
    void reset();

private:
    void watchNotifiers();

    QAbstractSocket &m_socket;
    QPointer<const QObject> m_notifier; ///< whose connection was seen at m_port
    int m_port = 0;
    bool m_told = false;
};

} // namespace etcdscope
