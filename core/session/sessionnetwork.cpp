// SPDX-License-Identifier: Apache-2.0
#include "core/session/sessionnetwork.h"

#include <QHostAddress>

#include <algorithm>

namespace etcdscope {

namespace {

bool isOfThisComputer(const QUrl &url)
{
    const QHostAddress address(url.host());
    return url.host() == QLatin1String("localhost") || address.isLoopback();
}

/// A member that listens everywhere and was not told what to advertise says so.
bool isNowhere(const QUrl &url)
{
    const QHostAddress address(url.host());
    return address == QHostAddress::AnyIPv4 || address == QHostAddress::AnyIPv6;
}

} // namespace

QNetworkProxy networkProxy(const ProxySettings &settings, const QString &password)
{
    switch (settings.kind) {
    case ProxySettings::Kind::System:
        return QNetworkProxy(QNetworkProxy::DefaultProxy);
    case ProxySettings::Kind::None:
        return QNetworkProxy(QNetworkProxy::NoProxy);
    case ProxySettings::Kind::Http:
    case ProxySettings::Kind::Socks5:
        break;
    }
    const auto type =
        settings.kind == ProxySettings::Kind::Http ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy;
    return QNetworkProxy(type, settings.host, quint16(settings.port), settings.user, password);
}

QList<QUrl> usableEndpoints(const QStringList &addresses, const EndpointSet &known)
{
    const QList<QUrl> urls = known.urls();
    const bool isLocal = std::any_of(urls.begin(), urls.end(), isOfThisComputer);
    QList<QUrl> result;
    for (const QString &text : addresses) {
        const Result<QUrl> url = EndpointSet::parseOne(text);
        if (!url || url->scheme() != known.current().scheme() || isNowhere(*url))
            continue;
        if (isLocal || !isOfThisComputer(*url))
            result.append(*url);
    }
    return result;
}

QList<QUrl> clientEndpoints(const std::vector<v3::Member> &members, const EndpointSet &known)
{
    QStringList addresses;
    for (const v3::Member &member : members) {
        if (!member.name.isEmpty() && !member.isLearner)
            addresses += member.clientUrls;
    }
    return usableEndpoints(addresses, known);
}

} // namespace etcdscope
