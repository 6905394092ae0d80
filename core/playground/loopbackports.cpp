// SPDX-License-Identifier: Apache-2.0
#include "core/playground/loopbackports.h"

#include <QHostAddress>
#include <QRandomGenerator>
#include <QTcpServer>

#include <memory>

namespace etcdscope {

namespace {

constexpr int lowestPort = 12'000;
constexpr int highestPort = 32'000; // Linux hands out 32768 and up for outgoing connections
constexpr int attempts = 200;

} // namespace

std::vector<quint16> freeLoopbackPorts(int count)
{
    std::vector<quint16> ports;
    std::vector<std::unique_ptr<QTcpServer>> held; // so that no port comes twice
    for (int i = 0; i < attempts && int(ports.size()) < count; ++i) {
        const auto port = quint16(QRandomGenerator::global()->bounded(lowestPort, highestPort));
        auto server = std::make_unique<QTcpServer>();
        if (!server->listen(QHostAddress::LocalHost, port))
            continue;
        ports.push_back(port);
        held.push_back(std::move(server));
    }
    if (int(ports.size()) < count)
        ports.clear();
    return ports;
}

} // namespace etcdscope
