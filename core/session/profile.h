// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/keys/livefeed.h"
#include "core/net/tlssettings.h"
#include "core/rpc/channelprobe.h"
#include "core/session/environment.h"
#include "core/v2/client.h"

#include <QByteArrayList>
#include <QString>
#include <QStringList>
#include <QUuid>

namespace etcdscope {

/// Where endpoints come from beside those that were typed: DNS SRV records of a domain.
struct SrvLookupSettings
{
    QString domain;      ///< empty = not used
    QString serviceName; ///< suffix of etcd's --discovery-srv-name: `_etcd-client-<serviceName>._tcp`

    bool operator==(const SrvLookupSettings &) const = default;
};

struct ProxySettings
{
    enum class Kind { System, None, Http, Socks5 };

    Kind kind = Kind::System;
    QString host;
    int port = 0;
    QString user; ///< its password is a secret, see SecretStore

    bool operator==(const ProxySettings &) const = default;
};

/// Everything that is remembered of a cluster in order to open it again. A plain value without secrets: a
/// password or passphrase is found by `id` in a SecretStore, or asked for.
struct Profile
{
    enum class Api { Auto, V3, V2 };
    enum class SecretKeeping {
        Keychain, ///< in the keychain of the desktop
        ThisRun,  ///< in memory until the program ends
        AskEachTime,
    };

    QUuid id;           ///< never null in a ProfileStore, unique there
    QString name;       ///< the first endpoint when empty
    QStringList folder; ///< names of folders from the outermost; empty = at the top

    Api api = Api::Auto;
    Transport transport = Transport::Auto;
    QStringList endpoints; ///< as typed; see EndpointSet
    SrvLookupSettings srv;
    QString basePath;      ///< put before every path of HTTP ("/etcd"): v2, gateway, version, health
    QString versionPrefix; ///< stands in place of "/v2", as in python-etcd; empty = "/v2"
    v2::Client::Redirects redirects = v2::Client::Redirects::SameEndpoints;

    QByteArrayList prefixes; ///< only keys below these; all the user may see when empty
    char separator = '/';
    LiveFeed::LoadMode loadMode = LiveFeed::LoadMode::Everything;

    QString user; ///< empty = none
    SecretKeeping secretKeeping = SecretKeeping::Keychain;
    TlsSettings tls;
    ProxySettings proxy;

    Environment environment;
    bool readOnly = false;
    int connectTimeout = 10'000; ///< milliseconds for one attempt at one endpoint
    int callTimeout = 10'000;    ///< milliseconds for one small call
    bool autoOpen = false;       ///< opened when the program starts
    bool keepWork = true; ///< drafts and journal survive on disk (0600); a new production profile: false

    bool operator==(const Profile &) const = default;
};

} // namespace etcdscope
