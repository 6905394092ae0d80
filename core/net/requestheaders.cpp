// SPDX-License-Identifier: Apache-2.0
#include "core/net/requestheaders.h"

#include "core/net/endpointset.h"

#include <QNetworkRequest>
#include <QUrl>

namespace etcdscope {

HeaderFields requestHeaders(const QNetworkRequest &request)
{
    const QUrl url = request.url();
    QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    if (path.isEmpty())
        path = "/";
    if (url.hasQuery())
        path += '?' + url.query(QUrl::FullyEncoded).toLatin1();

    HeaderFields fields{{":method", "POST"},
                        {":scheme", url.scheme().toLatin1()},
                        {":path", path},
                        {":authority", EndpointSet::hostAndPort(url)}};
    const QList<QByteArray> names = request.rawHeaderList();
    for (const QByteArray &given : names) {
        const QByteArray name = given.toLower();
        if (name == "host" || name == "connection" || name == "transfer-encoding" || name == "te")
            continue;
        fields.emplace_back(name, request.rawHeader(given));
    }
    fields.emplace_back("te", "trailers");
    if (!request.hasRawHeader("user-agent"))
        fields.emplace_back("user-agent", "etcdscope");
    return fields;
}

} // namespace etcdscope
