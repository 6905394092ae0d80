// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/endpointset.h"
#include "core/rpc/login.h"
#include "core/session/profile.h"

#include <QByteArrayList>
#include <QString>
#include <QUuid>

namespace etcdscope {

/// What a session is opened with. Holds secrets: it is written nowhere.
struct SessionSettings
{
    QString name; ///< shown on the tab; the endpoint when empty
    EndpointSet endpoints;
    QList<QUrl> olderEndpoints =
        {}; ///< tried behind `endpoints` unless v3 alone is wanted; see olderEndpoints()
    Profile::Api api = Profile::Api::Auto;
    QByteArrayList prefixes = {}; ///< only keys that start with one of them; all the user may see when empty
    char separator = '/';         ///< of the v3 API; v2 has directories of its own
    Transport transport = Transport::Auto;
    QString basePath = {};      ///< as Profile::basePath
    QString versionPrefix = {}; ///< as Profile::versionPrefix
    v2::Client::Redirects redirects = v2::Client::Redirects::SameEndpoints;
    LiveFeed::LoadMode loadMode = LiveFeed::LoadMode::Everything;

    TlsSettings tls = {};
    QString keyPassphrase = {}; ///< of the client's key in `tls`
    Login login = {};
    ProxySettings proxy = {};
    QString proxyPassword = {};
    int connectTimeout = 10'000; ///< milliseconds for one attempt at one endpoint
    int callTimeout = 10'000;    ///< milliseconds for one small call
    Environment environment = {};
    bool readOnly = false; ///< at first; see Session::setReadOnly()
    bool keepWork = true;  ///< drafts and journal may lie on disk
    QUuid profile = {};    ///< null: opened by its address alone
};

} // namespace etcdscope
