// SPDX-License-Identifier: Apache-2.0
#include "core/playground/healthprobe.h"

#include <QHostAddress>

namespace etcdscope {

namespace {

constexpr int pause = 25;           // milliseconds between two questions
constexpr int patience = 2000;      // for one answer
constexpr qsizetype longest = 8192; // of an answer; etcd's is below 300 bytes

} // namespace

HealthProbe::HealthProbe(quint16 port, QObject *parent)
    : QObject(parent)
    , m_port(port)
    , m_socket(this)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HealthProbe::ask);
    connect(&m_socket, &QTcpSocket::connected, this, &HealthProbe::sendRequest);
    connect(&m_socket, &QTcpSocket::readyRead, this, &HealthProbe::readAnswer);
    connect(&m_socket, &QTcpSocket::disconnected, this, [this] { m_timer.start(pause); });
    connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] { m_timer.start(pause); });
}

HealthProbe::~HealthProbe()
{
    stop();
}

void HealthProbe::start()
{
    m_timer.start(0);
}

void HealthProbe::stop()
{
    m_socket.disconnect(this);
    m_socket.abort();
    m_timer.stop();
}

void HealthProbe::ask()
{
    m_socket.abort();
    m_answer.clear();
    m_socket.connectToHost(QHostAddress::LocalHost, m_port);
    m_timer.start(patience);
}

void HealthProbe::sendRequest()
{
    m_socket.write("GET /health HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) +
                   "\r\nConnection: close\r\n\r\n");
}

void HealthProbe::readAnswer()
{
    m_answer += m_socket.read(longest - m_answer.size());
    const bool isHealthy = m_answer.startsWith("HTTP/1.1 200") && m_answer.contains("\"health\":\"true\"");
    if (!isHealthy)
        return;
    stop();
    emit healthy();
}

} // namespace etcdscope
