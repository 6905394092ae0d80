// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/profiledocument.h"

#include <QString>

#include <optional>

namespace etcdscope {

/// The file of profiles on disk, and beside it its last good version ("<path>.bak") and the versions that
/// could not be read, set aside as "<path>.<damaged|newer>-<time>". Everything is for the owner alone. Holds
/// nothing itself; functions block, so those that write belong on a worker.
class ProfileFile final
{
public:
    enum class Source { Nothing, File, Backup };

    struct Reading
    {
        ProfileDocument document;
        Source source = Source::Nothing;
        QList<UnreadField> unread;
        std::optional<Error> error; ///< why the file itself was not read
        bool newer = false;         ///< it is of a newer version of this program, and untouched
        QString setAside;           ///< the name that a damaged file has now; empty = none, or it stays
    };

    struct Exchange
    {
        ProfileDocument document; ///< what is in the file now, or would be but for the error
        std::optional<Error> error;
        bool foreignChanges = false; ///< somebody else had written
        QList<QUuid> contested;      ///< see ProfileDocument::merged()
        QString setAside;            ///< what lay there could not be read, and has this name now
    };

    explicit ProfileFile(const QString &path)
        : m_path(path)
    {
    }

    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QString backupPath() const { return m_path + QStringLiteral(".bak"); }

    /// Reads the file, or the backup where there is no file or it cannot be understood. A damaged file is set
    /// aside at once; one of a newer version only when exchange() is to take its place.
    [[nodiscard]] Reading read() const;

    /// Brings `mine`, made from `base`, and what is in the file by now together, and writes it unless it is
    /// there already. Never takes the place of what it could not read. One program at a time, by a lock.
    [[nodiscard]] Exchange exchange(const ProfileDocument &base, const ProfileDocument &mine) const;

private:
    [[nodiscard]] QString lockPath() const { return m_path + QStringLiteral(".lock"); }
    [[nodiscard]] Result<QString> setAside(const char *why) const;
    [[nodiscard]] Result<void> ensureFolder() const;

    QString m_path;
};

} // namespace etcdscope
