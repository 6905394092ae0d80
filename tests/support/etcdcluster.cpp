// SPDX-License-Identifier: Apache-2.0
#include "tests/support/etcdcluster.h"

#include "core/playground/loopbackports.h"

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QThread>

namespace etcdscope {

EtcdCluster::EtcdCluster(EtcdOptions options, int size)
    : m_options(std::move(options))
    , m_size(size)
{
}

EtcdCluster::~EtcdCluster() = default;

bool EtcdCluster::start()
{
    for (int attempt = 0; attempt < 3; ++attempt) {
        if (!launchOnFreshPorts())
            return false;
        bool ready = true;
        bool taken = false;
        for (const auto &member : m_members) {
            ready = ready && member->waitUntilReady();
            taken = taken || member->log().contains("address already in use");
        }
        if (ready)
            return true;
        if (!taken) {
            for (const auto &member : m_members)
                member->reportLog();
            return false;
        }
    }
    return false;
}

bool EtcdCluster::launchOnFreshPorts()
{
    m_members.clear();
    const std::vector<quint16> ports = freeLoopbackPorts(2 * m_size);
    if (ports.empty())
        return false;
    const auto name = [](int i) { return QStringLiteral("m%1").arg(i + 1); };
    QStringList peers;
    for (int i = 0; i < m_size; ++i)
        peers << QStringLiteral("%1=http://127.0.0.1:%2").arg(name(i)).arg(ports[size_t(2 * i + 1)]);
    for (int i = 0; i < m_size; ++i) {
        auto member = std::make_unique<EtcdServer>(m_options);
        member->m_membership = {name(i), peers.join(QLatin1Char(','))};
        member->m_clientPort = ports[size_t(2 * i)];
        member->m_peerPort = ports[size_t(2 * i + 1)];
        m_members.push_back(std::move(member));
    }
    bool launched = true;
    for (const auto &member : m_members)
        launched = member->launch() && launched;
    return launched;
}

QList<QUrl> EtcdCluster::urls() const
{
    QList<QUrl> urls;
    for (const auto &member : m_members)
        urls << member->url();
    return urls;
}

int EtcdCluster::leader(int milliseconds)
{
    QDeadlineTimer deadline(milliseconds);
    while (!deadline.hasExpired()) {
        for (int i = 0; i < size(); ++i) {
            if (!at(i).isRunning())
                continue;
            bool ok = false;
            const QByteArray json =
                at(i).etcdctl({"--command-timeout=2s", "endpoint", "status", "--write-out=json"}, {}, &ok);
            const QJsonValue status = QJsonDocument::fromJson(json).array().at(0)[QLatin1String("Status")];
            const QJsonValue leader = status[QLatin1String("leader")];
            if (ok && leader.toDouble() > 0 &&
                leader == status[QLatin1String("header")][QLatin1String("member_id")])
                return i;
        }
        QThread::msleep(50);
    }
    return -1;
}

} // namespace etcdscope
