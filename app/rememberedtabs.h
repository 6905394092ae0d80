// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/session/session.h"

#include <QByteArrayList>
#include <QStringList>
#include <QUuid>

#include <optional>

namespace etcdscope {

/// Where one was in one key space of a session.
struct RememberedTree
{
    std::optional<Api> api = {};  ///< nothing: that of the first key space
    QByteArrayList expanded = {}; ///< prefixes of open directories, outer ones first
    std::optional<QByteArray> key = {};
    bool isOpen = false; ///< of the key spaces of the session

    bool operator==(const RememberedTree &) const = default;
};

/// What is remembered of one tab. No secret is in it: a session that needs one finds it by its profile.
struct RememberedTab
{
    QUuid profile; ///< null: opened by its address alone
    QString name;
    Environment environment;
    QStringList endpoints;
    QStringList olderEndpoints;
    Profile::Api api = Profile::Api::Auto;
    QString basePath;
    QString versionPrefix;
    QByteArrayList prefixes;
    char separator = '/';
    Transport transport = Transport::Auto;
    LiveFeed::LoadMode loadMode = LiveFeed::LoadMode::Everything;
    bool readOnly = false;
    bool keepWork = true;
    QList<RememberedTree> trees; ///< of each API at most one

    /// Whether a session with these settings is what was in this tab.
    [[nodiscard]] bool isOf(const SessionSettings &settings) const;
    /// For a tab without a profile; Local when the endpoints are none.
    [[nodiscard]] Result<SessionSettings> settings() const;

    bool operator==(const RememberedTab &) const = default;
};

struct RememberedTabs
{
    QList<RememberedTab> tabs;
    int current = 0;

    [[nodiscard]] QByteArray toJson() const;
    /// Local: no such file, or one of a later version.
    [[nodiscard]] static Result<RememberedTabs> fromJson(const QByteArray &json);

    bool operator==(const RememberedTabs &) const = default;
};

} // namespace etcdscope
