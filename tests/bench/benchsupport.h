// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/endpointset.h"
#include "core/net/networkaccess.h"
#include "core/rpc/channelprobe.h"
#include "core/store/v3keystore.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>
#include <functional>
#include <memory>

namespace etcdscope {

/// One line of results: a JSON object with named figures and units.
inline void report(const QJsonObject &figures)
{
    std::puts(QJsonDocument(figures).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

/// A benchmark against a cluster: takes --endpoint (and --transport), connects, hands over the store.
class StoreBench
{
public:
    StoreBench(QCoreApplication &application, const QString &description)
        : m_application(application)
    {
        m_parser.setApplicationDescription(description);
        m_parser.addHelpOption();
        m_parser.addOption({QStringLiteral("endpoint"), QStringLiteral("Cluster to measure."),
                            QStringLiteral("URL"), QStringLiteral("http://127.0.0.1:2379")});
        m_parser.addOption({QStringLiteral("transport"), QStringLiteral("grpc or gateway."),
                            QStringLiteral("NAME"), QStringLiteral("grpc")});
    }

    QCommandLineParser &parser() { return m_parser; }
    NetworkAccess &network() { return m_network; }
    /// There from when run() calls its body.
    Channel &channel() { return *m_channel; }

    /// Returns the exit code of the application.
    int run(std::function<void(KeyStore &)> body)
    {
        m_parser.process(m_application);
        const auto endpoint = EndpointSet::parseOne(m_parser.value(QStringLiteral("endpoint")));
        if (!endpoint) {
            std::fprintf(stderr, "%s\n", qPrintable(endpoint.error().toString()));
            return 2;
        }
        const Transport transport = m_parser.value(QStringLiteral("transport")) == QLatin1String("gateway")
                                        ? Transport::Gateway
                                        : Transport::Grpc;
        m_probe = openChannel(m_network, *endpoint, transport);
        m_probe.then(&m_application, [this, body](Result<std::shared_ptr<Channel>> channel) {
            if (!channel) {
                std::fprintf(stderr, "%s\n", qPrintable(channel.error().toString()));
                QCoreApplication::exit(1);
                return;
            }
            m_channel = *channel;
            m_store = std::make_unique<V3KeyStore>(*channel);
            body(*m_store);
        });
        const int code = QCoreApplication::exec();
        m_store.reset();
        return code;
    }

private:
    QCoreApplication &m_application;
    QCommandLineParser m_parser;
    NetworkAccess m_network;
    Call<std::shared_ptr<Channel>> m_probe;
    std::shared_ptr<Channel> m_channel;
    std::unique_ptr<V3KeyStore> m_store;
};

} // namespace etcdscope
