// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/profilestore.h"

#include <QFile>

namespace etcdscope {

inline Profile named(const QString &name, const QStringList &folder = {})
{
    Profile profile;
    profile.name = name;
    profile.folder = folder;
    return profile;
}

inline Profile full()
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = QStringLiteral("käse \"x\"\n");
    profile.folder = {QStringLiteral("a/b"), QStringLiteral("c")};
    profile.api = Profile::Api::V2;
    profile.transport = Transport::Gateway;
    profile.endpoints = {QStringLiteral("https://a:1"), QStringLiteral("b")};
    profile.srv = {QStringLiteral("example.org"), QStringLiteral("blue")};
    profile.basePath = QStringLiteral("/proxy");
    profile.versionPrefix = QStringLiteral("/etcd");
    profile.redirects = v2::Client::Redirects::Follow;
    profile.prefixes = {QByteArray("/app/"), QByteArray("\x00\xff\\x41 ", 7), QByteArray()};
    profile.separator = '\xfe';
    profile.loadMode = LiveFeed::LoadMode::OnDemand;
    profile.user = QStringLiteral("root");
    profile.secretKeeping = Profile::SecretKeeping::ThisRun;
    profile.tls = {QStringLiteral("/ca"), QStringLiteral("/crt"), QStringLiteral("/key"),
                   QStringLiteral("name"), QByteArray(32, '\xa5')};
    profile.proxy = {ProxySettings::Kind::Socks5, QStringLiteral("proxy"), 1080, QStringLiteral("me")};
    profile.environment = {Environment::Kind::Own, QStringLiteral("Lab"), QStringLiteral("#102030")};
    profile.readOnly = true;
    profile.connectTimeout = 1;
    profile.callTimeout = 2;
    profile.autoOpen = true;
    profile.keepWork = false;
    return profile;
}

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

inline QStringList names(const ProfileStore &store)
{
    QStringList result;
    for (const Profile &profile : store.profiles())
        result << profile.name;
    return result;
}

} // namespace etcdscope
