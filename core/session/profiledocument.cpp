// SPDX-License-Identifier: Apache-2.0
#include "core/session/profiledocument.h"

#include "core/session/profilejson.h"

#include <QHash>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <optional>

namespace etcdscope {

namespace {

const QLatin1String FormatField("format");
const QLatin1String Format("etcdscope-profiles");
const QLatin1String VersionField("version");
const QLatin1String ProfilesField("profiles");
const QLatin1String FoldersField("folders");

/// The same id each time the file is read, until it is written.
QUuid idFor(const QJsonObject &json, qsizetype place)
{
    static const QUuid space = QUuid::fromString(QStringLiteral("6b1f2c1e-9d0a-4b5c-8d0e-54d9f3a1c7e2"));
    return QUuid::createUuidV5(space, QByteArray::number(place) + ' ' +
                                          QJsonDocument(json).toJson(QJsonDocument::Compact));
}

/// The kept ones in the order of `first`; those that only `second` has come behind their neighbour there.
template<class T> QList<T> ordered(const QList<T> &first, const QList<T> &second, const QSet<T> &kept)
{
    QList<T> result;
    for (const T &item : first) {
        if (kept.contains(item))
            result << item;
    }
    const QSet<T> known(result.begin(), result.end());
    qsizetype place = 0;
    for (const T &item : second) {
        if (known.contains(item))
            place = result.indexOf(item) + 1;
        else if (kept.contains(item))
            result.insert(place++, item);
    }
    return result;
}

/// The order of who moved something; mine when both did.
template<class T>
QList<T> mergedOrder(const QList<T> &base, const QList<T> &mine, const QList<T> &theirs, const QSet<T> &kept)
{
    const QSet<T> before(base.begin(), base.end());
    const QSet<T> inMine(mine.begin(), mine.end());
    QList<T> baseInMine;
    QList<T> mineInBase;
    std::copy_if(base.begin(), base.end(), std::back_inserter(baseInMine),
                 [&](const T &item) { return inMine.contains(item); });
    std::copy_if(mine.begin(), mine.end(), std::back_inserter(mineInBase),
                 [&](const T &item) { return before.contains(item); });
    return baseInMine == mineInBase ? ordered(theirs, mine, kept) : ordered(mine, theirs, kept);
}

QHash<QUuid, const ProfileDocument::Entry *> byId(const ProfileDocument &document)
{
    QHash<QUuid, const ProfileDocument::Entry *> result;
    for (const ProfileDocument::Entry &entry : document.entries)
        result.insert(entry.profile.id, &entry);
    return result;
}

QList<QUuid> ids(const ProfileDocument &document)
{
    QList<QUuid> result;
    for (const ProfileDocument::Entry &entry : document.entries)
        result << entry.profile.id;
    return result;
}

struct Choice
{
    std::optional<QJsonObject> json; ///< nothing: removed
    bool contested = false;
};

using Side = const ProfileDocument::Entry *;

Choice choose(Side base, Side mine, Side theirs)
{
    const auto of = [](Side side) { return side ? std::optional(side->json) : std::nullopt; };
    if (of(mine) == of(base) || of(mine) == of(theirs))
        return {of(theirs)};
    if (of(theirs) == of(base))
        return {of(mine)};
    if (!mine || !theirs)
        return {of(mine ? mine : theirs), true};
    const QJsonObject was = base ? base->json : QJsonObject();
    const QJsonObject result = patched(theirs->json, was, mine->json);
    return {result, result != patched(mine->json, was, theirs->json)};
}

} // namespace

const ProfileDocument::Entry *ProfileDocument::find(const QUuid &id) const
{
    const qsizetype index = indexOf(id);
    return index < 0 ? nullptr : &entries[index];
}

qsizetype ProfileDocument::indexOf(const QUuid &id) const
{
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry &entry) { return entry.profile.id == id; });
    return found == entries.end() ? -1 : found - entries.begin();
}

void ProfileDocument::ensureFolder(const QStringList &folder)
{
    for (qsizetype depth = 1; depth <= folder.size(); ++depth) {
        const QStringList outer = folder.mid(0, depth);
        if (!folders.contains(outer))
            folders << outer;
    }
}

Result<ProfileDocument> ProfileDocument::fromBytes(const QByteArray &bytes, QList<UnreadField> *unread)
{
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError)
        return Error::local(
            QStringLiteral("no JSON at byte %1: %2").arg(error.offset).arg(error.errorString()));
    ProfileDocument document;
    document.rest = json.object();
    if (document.rest.take(FormatField).toString() != Format)
        return Error::local(QStringLiteral("not a file of profiles"));
    const QJsonValue version = document.rest.take(VersionField);
    if (version.toInt() < 1)
        return Error::local(QStringLiteral("the version is missing"));
    if (version.toInt() > Version) {
        return Error{.kind = ErrorKind::Unsupported,
                     .detail = QStringLiteral("version %1 of profiles, this program knows %2")
                                   .arg(version.toInt())
                                   .arg(Version)};
    }
    const QJsonValue profiles = document.rest.take(ProfilesField);
    const QJsonValue folders = document.rest.take(FoldersField);
    if (!profiles.isArray())
        return Error::local(QStringLiteral("the list of profiles is missing"));

    const QJsonArray folderArray = folders.toArray();
    for (const QJsonValue &folder : folderArray) {
        QStringList names;
        const QJsonArray nameArray = folder.toArray();
        for (const QJsonValue &name : nameArray)
            names << name.toString();
        document.ensureFolder(names);
    }
    QSet<QUuid> known;
    const QJsonArray array = profiles.toArray();
    for (const QJsonValue &value : array) {
        if (!value.isObject()) {
            document.strangers << value;
            continue;
        }
        Entry entry{.profile = {}, .json = value.toObject()};
        QStringList fields;
        entry.profile = profileFromJson(entry.json, &fields);
        if (entry.profile.id.isNull() || known.contains(entry.profile.id)) {
            entry.profile.id = idFor(entry.json, document.entries.size());
            entry.json.insert(QLatin1String("id"), entry.profile.id.toString(QUuid::WithoutBraces));
            fields << QStringLiteral("id");
        }
        known.insert(entry.profile.id);
        document.ensureFolder(entry.profile.folder);
        if (unread) {
            for (const QString &field : std::as_const(fields))
                *unread << UnreadField{entry.profile.id, entry.profile.name, field};
        }
        document.entries << entry;
    }
    return document;
}

QByteArray ProfileDocument::toBytes() const
{
    QJsonArray profiles;
    for (const Entry &entry : entries)
        profiles << entry.json;
    for (const QJsonValue &stranger : strangers)
        profiles << stranger;
    QJsonArray folderArray;
    for (const QStringList &folder : folders)
        folderArray << QJsonArray::fromStringList(folder);
    QJsonObject json = rest;
    json.insert(FormatField, Format);
    json.insert(VersionField, Version);
    json.insert(ProfilesField, profiles);
    json.insert(FoldersField, folderArray);
    return QJsonDocument(json).toJson();
}

ProfileDocument ProfileDocument::merged(const ProfileDocument &base, const ProfileDocument &mine,
                                        const ProfileDocument &theirs, QList<QUuid> *contested)
{
    if (theirs == base)
        return mine;
    if (mine == base)
        return theirs;
    ProfileDocument result;
    result.rest = patched(theirs.rest, base.rest, mine.rest);
    result.strangers = theirs.strangers;

    const auto baseSides = byId(base);
    const auto mineSides = byId(mine);
    const auto theirSides = byId(theirs);
    QHash<QUuid, QJsonObject> kept;
    const auto consider = [&](const QUuid &id) {
        if (kept.contains(id))
            return;
        const Choice choice = choose(baseSides.value(id), mineSides.value(id), theirSides.value(id));
        if (choice.json)
            kept.insert(id, *choice.json);
        if (choice.contested && contested)
            *contested << id;
    };
    for (const ProfileDocument *side : {&mine, &theirs}) {
        for (const Entry &entry : side->entries)
            consider(entry.profile.id);
    }
    const QList<QUuid> keptIds = kept.keys();
    const QList<QUuid> order =
        mergedOrder(ids(base), ids(mine), ids(theirs), QSet<QUuid>(keptIds.begin(), keptIds.end()));
    for (const QUuid &id : order) {
        Entry entry{.profile = profileFromJson(kept.value(id)), .json = kept.value(id)};
        result.entries << entry;
    }

    QSet<QStringList> folders;
    for (const ProfileDocument *side : {&mine, &theirs}) {
        const ProfileDocument *other = side == &mine ? &theirs : &mine;
        for (const QStringList &folder : side->folders) {
            if (base.folders.contains(folder) && !other->folders.contains(folder))
                continue;
            for (qsizetype depth = 1; depth <= folder.size(); ++depth)
                folders.insert(folder.mid(0, depth));
        }
    }
    result.folders = mergedOrder(base.folders, mine.folders, theirs.folders, folders);
    for (const Entry &entry : std::as_const(result.entries))
        result.ensureFolder(entry.profile.folder);
    return result;
}

} // namespace etcdscope
