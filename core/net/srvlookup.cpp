// SPDX-License-Identifier: Apache-2.0
#include "core/net/srvlookup.h"

#include <QDnsLookup>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <memory>

namespace etcdscope {

namespace {

/// One look-up through the names, which owns itself through the functions that its calls and timer hold.
class Walk final : public QObject
{
    Q_DISABLE_COPY_MOVE(Walk)

public:
    Walk(SrvResolver &resolver, const QStringList &names, int deadline)
        : m_resolver(resolver)
        , m_names(names)
    {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this, deadline] {
            end(failed(ErrorKind::Timeout, QStringLiteral("no answer in %1 ms").arg(deadline)));
        });
        m_timer.start(deadline);
    }

    static Call<SrvEndpoints> start(std::unique_ptr<Walk> owned)
    {
        Walk *walk = owned.release();
        auto call = walk->m_promise.call();
        walk->m_promise.onCancel([walk] {
            walk->m_lookup.cancel();
            walk->m_timer.stop();
            walk->deleteLater();
        });
        walk->next();
        return call;
    }

private:
    void next()
    {
        if (m_asked.size() == m_names.size()) {
            end(failed(ErrorKind::NotFound, QStringLiteral("no SRV records")));
            return;
        }
        m_asked << m_names[m_asked.size()];
        m_lookup = m_resolver.lookUp(m_asked.last());
        m_lookup.then(this, [this](const Result<QList<SrvRecord>> &records) {
            if (!records)
                end(failed(records.error().kind, records.error().detail));
            else if (const QStringList endpoints = endpointsOf(*records); !endpoints.isEmpty())
                end(SrvEndpoints{endpoints, m_asked.last(), m_asked});
            else
                next();
        });
    }

    [[nodiscard]] QStringList endpointsOf(QList<SrvRecord> records) const
    {
        std::stable_sort(records.begin(), records.end(), [](const SrvRecord &a, const SrvRecord &b) {
            return a.priority != b.priority ? a.priority < b.priority : a.weight > b.weight;
        });
        const bool secure =
            m_asked.size() % 2; // every other one of srvNames(); a service may be called "ssl"
        QStringList endpoints;
        for (const SrvRecord &record : std::as_const(records)) {
            QString host = record.target;
            if (host.endsWith(QLatin1Char('.')))
                host.chop(1);
            if (host.isEmpty() || record.port < 1 || record.port > 65535) // "." = there is no such service
                continue;
            const QString endpoint = QStringLiteral("%1://%2:%3")
                                         .arg(secure ? QLatin1String("https") : QLatin1String("http"), host)
                                         .arg(record.port);
            if (!endpoints.contains(endpoint))
                endpoints << endpoint;
        }
        return endpoints;
    }

    [[nodiscard]] Error failed(ErrorKind kind, const QString &why) const
    {
        return {.kind = kind,
                .detail = QStringLiteral("%1; asked for %2").arg(why, m_asked.join(QLatin1String(", ")))};
    }

    void end(const Result<SrvEndpoints> &result)
    {
        m_timer.stop();
        deleteLater();
        m_promise.finish(result);
    }

    SrvResolver &m_resolver;
    const QStringList m_names;
    QStringList m_asked;
    QTimer m_timer;
    Call<QList<SrvRecord>> m_lookup;
    Promise<SrvEndpoints> m_promise;
};

QList<SrvRecord> recordsOf(const QDnsLookup &lookup)
{
    QList<SrvRecord> records;
    const auto found = lookup.serviceRecords();
    for (const QDnsServiceRecord &record : found)
        records << SrvRecord{record.target(), record.port(), record.priority(), record.weight()};
    return records;
}

} // namespace

Call<QList<SrvRecord>> DnsSrvResolver::lookUp(const QString &name)
{
    const Promise<QList<SrvRecord>> promise;
    auto call = promise.call();
    auto *lookup = new QDnsLookup(QDnsLookup::SRV, name, m_nameServer);
    QObject::connect(lookup, &QDnsLookup::finished, lookup, [lookup, promise] {
        lookup->deleteLater();
        // Qt 6.4 says "invalid reply" of a name that exists without such records, and of silence alike.
        const QDnsLookup::Error error = lookup->error();
        if (error == QDnsLookup::NoError || error == QDnsLookup::NotFoundError ||
            error == QDnsLookup::InvalidReplyError)
            promise.finish(recordsOf(*lookup));
        else
            promise.finish(Error{.kind = ErrorKind::Network, .detail = lookup->errorString()});
    });
    promise.onCancel([lookup] {
        lookup->disconnect();
        lookup->abort();
        lookup->deleteLater();
    });
    lookup->lookup();
    return call;
}

QStringList srvNames(const QString &domain, const QString &serviceName)
{
    QStringList services{QStringLiteral("etcd-client-ssl"), QStringLiteral("etcd-client")};
    if (serviceName.isEmpty()) {
        services << QStringLiteral("etcd-ssl") << QStringLiteral("etcd");
    } else {
        for (QString &service : services)
            service += QLatin1Char('-') + serviceName;
    }
    QStringList names;
    for (const QString &service : std::as_const(services))
        names << QStringLiteral("_%1._tcp.%2").arg(service, domain);
    return names;
}

Call<SrvEndpoints> lookUpSrvEndpoints(SrvResolver &resolver, const QString &domain,
                                      const QString &serviceName, int deadline)
{
    QString host = domain.trimmed();
    if (host.endsWith(QLatin1Char('.')))
        host.chop(1);
    const QString ascii = QString::fromLatin1(QUrl::toAce(host));
    if (ascii.isEmpty())
        return answered<SrvEndpoints>(Error::local(QStringLiteral("\"%1\" is no domain").arg(domain)));
    return Walk::start(std::make_unique<Walk>(resolver, srvNames(ascii, serviceName.trimmed()), deadline));
}

} // namespace etcdscope
