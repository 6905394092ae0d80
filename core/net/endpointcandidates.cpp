// SPDX-License-Identifier: Apache-2.0
#include "core/net/endpointcandidates.h"

#include "core/net/endpointset.h"

#include <QRegularExpression>

namespace etcdscope {

QStringList endpointCandidatesOfV2(const QStringList &texts)
{
    static const QRegularExpression withPort(QStringLiteral(":[0-9]+/?$"));
    constexpr int OlderPort = 4001;
    QStringList typed;
    QStringList older;
    for (const QString &text : texts) {
        const QStringList parts = text.split(QLatin1Char(','));
        for (const QString &part : parts) {
            const QString endpoint = part.trimmed();
            typed << endpoint;
            const auto url = EndpointSet::parseOne(endpoint);
            if (!url || withPort.match(endpoint).hasMatch())
                continue;
            QUrl other = *url;
            other.setPort(OlderPort);
            older << other.toString();
        }
    }
    return typed + older;
}

QList<QUrl> olderEndpoints(const QStringList &texts)
{
    const auto typed = EndpointSet::parse(texts);
    const auto all = EndpointSet::parse(endpointCandidatesOfV2(texts));
    return typed && all ? all->urls().mid(typed->size()) : QList<QUrl>();
}

} // namespace etcdscope
