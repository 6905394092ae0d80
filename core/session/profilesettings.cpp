// SPDX-License-Identifier: Apache-2.0
#include "core/session/profilesettings.h"

namespace etcdscope {

Result<SessionSettings> sessionSettings(const Profile &profile)
{
    if (profile.api == Profile::Api::V2)
        return Error{.kind = ErrorKind::Unsupported,
                     .detail = QStringLiteral("this version opens clusters by the v3 API")};
    auto endpoints = EndpointSet::parse(profile.endpoints);
    if (!endpoints)
        return endpoints.error();
    SessionSettings settings;
    settings.name = profile.name;
    settings.endpoints = std::move(*endpoints);
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
