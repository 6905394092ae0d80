// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/session/profile.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>

namespace etcdscope {

/// A field of a profile that could not be read. It has its default, or the most careful value, and stays in
/// the file as it is until the field is changed.
struct UnreadField
{
    QUuid profile;
    QString name;  ///< of the profile
    QString field; ///< as in the file: "tls.keyFile", or "id" for one that was missing or there twice

    bool operator==(const UnreadField &) const = default;
};

/// All profiles as they stand in one file, version 1. What this program does not know of the file is kept.
struct ProfileDocument
{
    struct Entry
    {
        Profile profile;
        QJsonObject json; ///< as in the file, with fields this program does not know

        bool operator==(const Entry &) const = default;
    };

    static constexpr int Version = 1;

    QList<Entry> entries;       ///< in the order in which they are shown
    QList<QStringList> folders; ///< every folder there is, the empty ones and all outer ones included
    QJsonArray strangers;       ///< in place of profiles, and not read
    QJsonObject rest;           ///< fields beside the profiles and folders

    bool operator==(const ProfileDocument &) const = default;

    [[nodiscard]] const Entry *find(const QUuid &id) const;
    [[nodiscard]] qsizetype indexOf(const QUuid &id) const; ///< -1 when there is none
    /// Adds `folder` and its outer ones unless they are there.
    void ensureFolder(const QStringList &folder);

    /// An Error of kind Unsupported when the file is of a newer version, Local when it is damaged.
    [[nodiscard]] static Result<ProfileDocument> fromBytes(const QByteArray &bytes,
                                                           QList<UnreadField> *unread = nullptr);
    [[nodiscard]] QByteArray toBytes() const;

    /// What `mine` and `theirs` have made of `base`, together. What only one side changed, added or removed
    /// is as that side has it. Both changed one field: mine, and the profile is named in `contested`. One
    /// side removed a profile that the other changed: it stays, and is named too.
    [[nodiscard]] static ProfileDocument merged(const ProfileDocument &base, const ProfileDocument &mine,
                                                const ProfileDocument &theirs,
                                                QList<QUuid> *contested = nullptr);
};

} // namespace etcdscope
