// SPDX-License-Identifier: Apache-2.0
#include "core/net/endpointset.h"

#include <algorithm>

namespace etcdscope {

namespace {

constexpr int DefaultPort = 2379;

Error refused(const QString &text, const char *reason)
{
    return Error::local(QStringLiteral("endpoint \"%1\": %2").arg(text, QLatin1String(reason)));
}

} // namespace

Result<QUrl> EndpointSet::parseOne(const QString &text)
{
    const QString typed = text.trimmed();
    if (typed.isEmpty())
        return Error::local(QStringLiteral("endpoint is empty"));

    QString scheme = QStringLiteral("http");
    QString rest = typed;
    if (const qsizetype mark = typed.indexOf(QLatin1String("://")); mark >= 0) {
        scheme = typed.left(mark).toLower();
        rest = typed.mid(mark + 3);
    }
    if (scheme != QLatin1String("http") && scheme != QLatin1String("https"))
        return refused(typed, "the scheme must be http or https");
    if (rest.contains(QLatin1Char('?')) || rest.contains(QLatin1Char('#')))
        return refused(typed, "a query or fragment has no place here");
    if (rest.contains(QLatin1Char('@'))) {
        // The text is not repeated: what stands before the @ may be a password.
        return Error::local(
            QStringLiteral("endpoint: user and password are given separately, not in the address"));
    }
    if (rest.endsWith(QLatin1Char('/')))
        rest.chop(1);
    if (rest.contains(QLatin1Char('/')))
        return refused(typed, "an endpoint has no path");

    QString host = rest;
    QString port;
    bool literal6 = false;
    if (rest.startsWith(QLatin1Char('['))) {
        const qsizetype close = rest.indexOf(QLatin1Char(']'));
        if (close < 0)
            return refused(typed, "the bracket of the IPv6 address is not closed");
        host = rest.mid(1, close - 1);
        literal6 = true;
        const QString after = rest.mid(close + 1);
        if (!after.isEmpty() && !after.startsWith(QLatin1Char(':')))
            return refused(typed, "after the IPv6 address only a port can follow");
        port = after;
    } else {
        if (rest.count(QLatin1Char(':')) > 1)
            return refused(typed, "an IPv6 address stands in brackets");
        if (const qsizetype colon = rest.indexOf(QLatin1Char(':')); colon >= 0) {
            host = rest.left(colon);
            port = rest.mid(colon);
        }
    }
    if (host.isEmpty())
        return refused(typed, "the host is missing");

    int number = DefaultPort;
    if (!port.isEmpty()) {
        bool ok = false;
        const QString digits = port.mid(1);
        number = digits.toInt(&ok);
        const bool onlyDigits =
            std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
        if (!ok || !onlyDigits || number < 1 || number > 65535)
            return refused(typed, "the port must be a number from 1 to 65535");
    }

    QUrl url;
    url.setScheme(scheme);
    url.setHost(host, QUrl::StrictMode);
    url.setPort(number);
    if (!url.isValid() || url.host().isEmpty() || url.host().contains(QLatin1Char(':')) != literal6)
        return refused(typed, "this is not a host name or address");
    return url;
}

Result<EndpointSet> EndpointSet::parse(const QStringList &texts)
{
    EndpointSet set;
    for (const QString &text : texts) {
        const QStringList parts = text.split(QLatin1Char(','));
        for (const QString &part : parts) {
            const Result<QUrl> url = parseOne(part);
            if (!url)
                return url.error();
            const bool known = std::any_of(set.m_entries.begin(), set.m_entries.end(),
                                           [&](const Entry &entry) { return entry.url == *url; });
            if (!known)
                set.m_entries.push_back({*url});
        }
    }
    if (set.m_entries.empty())
        return Error::local(QStringLiteral("no endpoint given"));
    const QString scheme = set.m_entries.front().url.scheme();
    for (const Entry &entry : set.m_entries) {
        if (entry.url.scheme() != scheme)
            return Error::local(QStringLiteral("endpoints of one cluster must be all http or all https"));
    }
    return set;
}

bool EndpointSet::add(const QUrl &endpoint)
{
    const bool known = std::any_of(m_entries.begin(), m_entries.end(),
                                   [&](const Entry &entry) { return entry.url == endpoint; });
    if (!known)
        m_entries.push_back({endpoint});
    return !known;
}

QByteArray EndpointSet::hostAndPort(const QUrl &url)
{
    const int fallback = url.scheme() == QLatin1String("https") ? 443 : 80;
    const QString host = url.host();
    const bool literal6 = host.contains(QLatin1Char(':'));
    return (literal6 ? QByteArray("[" + host.toLatin1() + "]") : QUrl::toAce(host)) + ':' +
           QByteArray::number(url.port(fallback));
}

QList<QUrl> EndpointSet::urls() const
{
    QList<QUrl> result;
    result.reserve(size());
    for (const Entry &entry : m_entries)
        result.append(entry.url);
    return result;
}

QUrl EndpointSet::current() const
{
    return m_entries.empty() ? QUrl() : m_entries[m_current].url;
}

void EndpointSet::setFailed(const QUrl &endpoint, bool failed)
{
    for (Entry &entry : m_entries) {
        if (entry.url == endpoint)
            entry.failed = failed;
    }
}

void EndpointSet::markFailed(const QUrl &endpoint)
{
    setFailed(endpoint, true);
}

void EndpointSet::markWorking(const QUrl &endpoint)
{
    setFailed(endpoint, false);
}

bool EndpointSet::allFailed() const
{
    return std::all_of(m_entries.begin(), m_entries.end(), [](const Entry &entry) { return entry.failed; });
}

QUrl EndpointSet::next()
{
    if (m_entries.empty())
        return {};
    if (allFailed()) {
        for (Entry &entry : m_entries)
            entry.failed = false;
    }
    do {
        m_current = (m_current + 1) % m_entries.size();
    } while (m_entries[m_current].failed);
    return current();
}

} // namespace etcdscope
