// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"

#include <QHostAddress>
#include <QList>
#include <QString>
#include <QStringList>

namespace etcdscope {

struct SrvRecord
{
    QString target;
    int port = 0;
    int priority = 0; ///< the lower first
    int weight = 0;   ///< among equals the higher first
};

/// Who asks for SRV records.
class SrvResolver
{
public:
    virtual ~SrvResolver() = default;

    /// The records of one full name, in any order; none when the name does not exist, which is no error.
    [[nodiscard]] virtual Call<QList<SrvRecord>> lookUp(const QString &name) = 0;
};

/// Asks the name servers of the system, or the one given (at port 53).
class DnsSrvResolver final : public SrvResolver
{
public:
    explicit DnsSrvResolver(const QHostAddress &nameServer = {})
        : m_nameServer(nameServer)
    {
    }

    [[nodiscard]] Call<QList<SrvRecord>> lookUp(const QString &name) override;

private:
    QHostAddress m_nameServer;
};

struct SrvEndpoints
{
    QStringList endpoints; ///< "https://host:port", as EndpointSet takes them, best first; all of one scheme
    QString name;          ///< the name they were found under
    QStringList asked;     ///< all names that were asked for, in order
};

/// The names asked for, in this order: those of etcd, `_etcd-client-ssl._tcp.<domain>` and
/// `_etcd-client._tcp.<domain>`, each with `-<serviceName>` behind the service if one is given; without one
/// also `_etcd-ssl._tcp` and `_etcd._tcp`, which older clients ask for.
[[nodiscard]] QStringList srvNames(const QString &domain, const QString &serviceName);

/// Looks for the endpoints of a domain. The first name that has records counts alone; https where it says
/// "ssl". A name that cannot be looked up ends it: to go on might lead from TLS to clear text. Errors are
/// NotFound, Timeout (after `deadline` milliseconds in all), Network, or Local for what is no domain; their
/// detail says which names were asked for. `resolver` is borrowed until the answer.
[[nodiscard]] Call<SrvEndpoints> lookUpSrvEndpoints(SrvResolver &resolver, const QString &domain,
                                                    const QString &serviceName = {}, int deadline = 10'000);

} // namespace etcdscope
