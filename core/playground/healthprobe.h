// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

namespace etcdscope {

/// Asks a loopback etcd for GET /health (plain HTTP) again and again until it says that it is healthy, that
/// is, that it has a leader. healthy() comes once, from the event loop; stop() or destruction ends the
/// asking.
class HealthProbe final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HealthProbe)

public:
    explicit HealthProbe(quint16 port, QObject *parent = nullptr);
    ~HealthProbe() override;

    void start();
    void stop();

signals:
    void healthy();

private:
    void ask();
    void sendRequest();
    void readAnswer();

    const quint16 m_port;
    QTcpSocket m_socket;
    QTimer m_timer;
    QByteArray m_answer;
};

} // namespace etcdscope
