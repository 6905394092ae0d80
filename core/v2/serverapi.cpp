// SPDX-License-Identifier: Apache-2.0
#include "core/v2/serverapi.h"

#include "core/v2/answers.h"

#include <QJsonDocument>
#include <QVersionNumber>

namespace etcdscope::v2 {

bool ServerVersion::isAtLeast(int major, int minor) const
{
    const QVersionNumber number = QVersionNumber::fromString(server);
    return !number.isNull() && number >= QVersionNumber(major, minor);
}

Call<ServerVersion> ServerApi::version(const QUrl &endpoint) const
{
    return m_client->send({.path = "/version", .isBelowVersion = false, .endpoint = endpoint})
        .transform([](const Result<Response> &response) -> Result<ServerVersion> {
            if (!response)
                return response.error();
            return versionOf(response->body);
        });
}

Call<Health> ServerApi::health(const QUrl &endpoint) const
{
    return m_client
        ->send({.path = "/health", .isBelowVersion = false, .endpoint = endpoint, .alsoAnswer = 503})
        .transform([](const Result<Response> &response) -> Result<Health> {
            const auto object = objectOf(response);
            if (!object)
                return object.error();
            const QJsonValue health = object->value(QLatin1String("health"));
            return Health{.isHealthy = health.toBool() || health.toString() == QLatin1String("true"),
                          .reason = object->value(QLatin1String("reason")).toString()};
        });
}

ServerVersion ServerApi::versionOf(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject()) { // "etcd 0.4.9"
        return {.server = QString::fromUtf8(body.simplified()).section(QLatin1Char(' '), -1), .cluster = {}};
    }
    const QJsonObject object = document.object();
    const QString cluster = object.value(QLatin1String("etcdcluster")).toString();
    // 2.0 and 2.1 say it otherwise.
    const QString server = object.value(QLatin1String("etcdserver")).toString();
    return {.server = server.isEmpty() ? object.value(QLatin1String("releaseVersion")).toString() : server,
            .cluster = cluster == QLatin1String("not_decided") ? QString() : cluster};
}

} // namespace etcdscope::v2
