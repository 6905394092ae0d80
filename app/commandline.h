// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/keys/livefeed.h"
#include "core/net/endpointset.h"
#include "core/rpc/channelprobe.h"
#include "core/session/profile.h"
#include "ui/window/themechoice.h"

#include <QByteArray>
#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace etcdscope {

/// What the program was asked to do by its arguments.
struct CommandLine
{
    EndpointSet endpoints;      ///< empty: none given
    QList<QUrl> olderEndpoints; ///< of the same hosts, for the v2 API; see olderEndpoints()
    Profile::Api api = Profile::Api::Auto;
    QString basePath;
    QString versionPrefix;
    QList<QByteArray> prefixes;
    std::optional<QByteArray> key;
    QString profile; ///< name of a connection that is kept; empty: none given
    bool playground = false;
    QString link;                     ///< etcd:// or etcds://, not looked at yet; empty: none
    std::optional<ThemeChoice> theme; ///< nothing: as remembered
    Transport transport = Transport::Auto;
    LiveFeed::LoadMode loadMode = LiveFeed::LoadMode::Everything;
    QString screenshot; ///< file to write; empty: none
    QSize size;         ///< of the window; invalid: as remembered
    QString measure;    ///< file to write; empty: none
    int measureSeconds = 5;
    QString measureSearch;                   ///< to type into the search meanwhile; empty: nothing
    std::optional<QByteArray> measureFolder; ///< prefix of a directory to go about in meanwhile
    QList<QByteArray> expand;                ///< prefixes of directories to open
    QList<QByteArray> expandChildren;        ///< and of those whose directories are to be opened too

    [[nodiscard]] bool opensSession() const
    {
        return playground || !profile.isEmpty() || !endpoints.isEmpty();
    }
    /// Ends by itself when it has written a file.
    [[nodiscard]] bool runsAnErrand() const { return !screenshot.isEmpty() || !measure.isEmpty(); }
};

/// Either what to do, or a text with which to end at once.
struct ParsedCommandLine
{
    CommandLine commandLine;
    std::optional<int> exitCode; ///< 0 after --help and --version, 2 for arguments that make no sense
    QString text;                ///< to standard output for 0, to standard error for 2; ends with a newline
};

/// `arguments` with the name of the program first. Needs no application object and no display.
[[nodiscard]] ParsedCommandLine parseCommandLine(const QStringList &arguments, const QString &version);

} // namespace etcdscope
