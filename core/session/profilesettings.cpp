// SPDX-License-Identifier: Apache-2.0
#include "core/session/profilesettings.h"

#include "core/net/endpointcandidates.h"

namespace etcdscope {

namespace {

QString withoutSlashAtTheEnd(QString path)
{
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    return path;
}

} // namespace

Result<SessionSettings> sessionSettings(const Profile &profile)
{
    auto endpoints = EndpointSet::parse(profile.endpoints);
    if (!endpoints)
        return endpoints.error();
    SessionSettings settings;
    settings.name = profile.name;
    settings.endpoints = std::move(*endpoints);
    if (profile.api != Profile::Api::V3)
        settings.olderEndpoints = olderEndpoints(profile.endpoints);
    settings.api = profile.api;
    settings.basePath = withoutSlashAtTheEnd(profile.basePath);
    settings.versionPrefix = withoutSlashAtTheEnd(profile.versionPrefix);
    settings.redirects = profile.redirects;
    settings.prefixes = profile.prefixes;
    settings.separator = profile.separator;
    settings.transport = profile.transport;
    settings.loadMode = profile.loadMode;
    settings.tls = profile.tls;
    settings.login.user = profile.user;
    settings.proxy = profile.proxy;
    settings.connectTimeout = profile.connectTimeout;
    settings.callTimeout = profile.callTimeout;
    settings.environment = profile.environment;
    settings.readOnly = profile.readOnly;
    settings.keepWork = profile.keepWork;
    settings.profile = profile.id;
    return settings;
}

Profile profileOf(const SessionSettings &settings)
{
    Profile profile;
    profile.name = settings.name;
    const QList<QUrl> urls = settings.endpoints.urls();
    for (const QUrl &url : urls)
        profile.endpoints += url.toString();
    profile.api = settings.api;
    profile.basePath = settings.basePath;
    profile.versionPrefix = settings.versionPrefix;
    profile.redirects = settings.redirects;
    profile.prefixes = settings.prefixes;
    profile.separator = settings.separator;
    profile.transport = settings.transport;
    profile.loadMode = settings.loadMode;
    profile.tls = settings.tls;
    profile.user = settings.login.user;
    profile.proxy = settings.proxy;
    profile.connectTimeout = settings.connectTimeout;
    profile.callTimeout = settings.callTimeout;
    profile.environment = settings.environment;
    profile.readOnly = settings.readOnly;
    profile.keepWork = settings.keepWork;
    return profile;
}

} // namespace etcdscope
