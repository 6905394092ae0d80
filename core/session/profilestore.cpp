// SPDX-License-Identifier: Apache-2.0
#include "core/session/profilestore.h"

#include "core/base/printable.h"
#include "core/session/profilejson.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace etcdscope {

struct ProfileStore::Job
{
    ProfileDocument mine;
    ProfileFile::Exchange exchange;
};

namespace {

bool isInside(const QStringList &folder, const QStringList &outer)
{
    return folder.size() >= outer.size() && folder.mid(0, outer.size()) == outer;
}

QString searchText(const Profile &profile)
{
    QStringList texts{profile.name, profile.folder.join(QLatin1Char('/')), profile.srv.domain, profile.user,
                      profile.environment.label};
    texts += profile.endpoints;
    for (const QByteArray &prefix : profile.prefixes)
        texts << printable(prefix);
    return texts.join(QLatin1Char('\n'));
}

/// What is in memory is what would be read from the file.
ProfileDocument::Entry entryOf(const QJsonObject &json)
{
    return {profileFromJson(json), json};
}

} // namespace

ProfileStore::ProfileStore(const QString &path, QObject *parent)
    : QObject(parent)
    , m_file(path)
{
    m_worker.setMaxThreadCount(1);
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &ProfileStore::start);
}

ProfileStore::~ProfileStore()
{
    const QSignalBlocker quiet(this);
    if (!isSaved())
        static_cast<void>(saveNow());
}

ProfileFile::Reading ProfileStore::load()
{
    ProfileFile::Reading reading = m_file.read();
    m_now = reading.document;
    const bool replaces = reading.source == ProfileFile::Source::Backup && !reading.newer;
    m_base = replaces ? ProfileDocument() : m_now;
    if (replaces)
        touch();
    emit listChanged();
    return reading;
}

void ProfileStore::follow()
{
    constexpr int settling = 250; // milliseconds: editors write a file in several steps
    m_watcher = std::make_unique<QFileSystemWatcher>();
    m_settled.setSingleShot(true);
    m_settled.setInterval(settling);
    connect(&m_settled, &QTimer::timeout, this, &ProfileStore::look);
    const auto changed = [this] { m_settled.start(); };
    connect(m_watcher.get(), &QFileSystemWatcher::fileChanged, this, changed);
    connect(m_watcher.get(), &QFileSystemWatcher::directoryChanged, this, changed);
    watch();
}

/// A file that takes another one's place is another file: it is seen to come in its folder.
void ProfileStore::watch()
{
    const QString folder = QFileInfo(path()).path();
    if (!m_watcher->directories().contains(folder) && QFileInfo::exists(folder))
        m_watcher->addPath(folder);
    if (!m_watcher->files().contains(path()) && QFileInfo::exists(path()))
        m_watcher->addPath(path());
}

void ProfileStore::look()
{
    watch();
    m_worker.start([this, file = path()] {
        QFile there(file);
        if (!there.open(QIODevice::ReadOnly))
            return;
        const QByteArray bytes = there.readAll();
        const auto theirs = ProfileDocument::fromBytes(bytes);
        if (!theirs)
            return;
        QMetaObject::invokeMethod(
            this,
            [this, theirs = *theirs, hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256)] {
                const bool isNew = std::exchange(m_seen, hash) != hash;
                if (isNew && !m_job && theirs != m_base) // a job that is under way looks itself
                    touch();
            },
            Qt::QueuedConnection);
    });
}

QList<Profile> ProfileStore::profiles() const
{
    QList<Profile> result;
    result.reserve(m_now.entries.size());
    for (const ProfileDocument::Entry &entry : m_now.entries)
        result << entry.profile;
    return result;
}

std::optional<Profile> ProfileStore::profile(const QUuid &id) const
{
    const ProfileDocument::Entry *entry = m_now.find(id);
    return entry ? std::optional(entry->profile) : std::nullopt;
}

QList<QUuid> ProfileStore::search(const QString &text,
                                  const std::function<QString(const Profile &)> &more) const
{
    const QStringList words = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QList<QUuid> found;
    for (const ProfileDocument::Entry &entry : m_now.entries) {
        QString where = searchText(entry.profile);
        if (more)
            where += QLatin1Char('\n') + more(entry.profile);
        const bool all = std::all_of(words.begin(), words.end(), [&](const QString &word) {
            return where.contains(word, Qt::CaseInsensitive);
        });
        if (all)
            found << entry.profile.id;
    }
    return found;
}

void ProfileStore::touch()
{
    m_soon.start();
}

void ProfileStore::insert(const ProfileDocument::Entry &entry, const QUuid &before)
{
    const qsizetype place = m_now.indexOf(before);
    m_now.entries.insert(place < 0 ? m_now.entries.size() : place, entry);
    m_now.ensureFolder(entry.profile.folder);
    touch();
}

void ProfileStore::setProfile(ProfileDocument::Entry &entry, const Profile &profile)
{
    entry = entryOf(patched(entry.json, profileToJson(entry.profile), profileToJson(profile)));
    m_now.ensureFolder(entry.profile.folder);
    touch();
}

QUuid ProfileStore::add(Profile profile, const QUuid &before)
{
    if (profile.id.isNull() || m_now.find(profile.id))
        profile.id = QUuid::createUuid();
    insert(entryOf(profileToJson(profile)), before);
    emit listChanged();
    return profile.id;
}

bool ProfileStore::replace(const Profile &profile)
{
    const qsizetype place = m_now.indexOf(profile.id);
    if (place < 0)
        return false;
    ProfileDocument::Entry &entry = m_now.entries[place];
    if (entry.profile == profile)
        return true;
    const bool moved = entry.profile.folder != profile.folder;
    setProfile(entry, profile);
    const QUuid id = profile.id;
    if (moved)
        emit listChanged();
    emit profileChanged(id);
    return true;
}

std::optional<ProfileStore::Removed> ProfileStore::remove(const QUuid &id)
{
    const qsizetype place = m_now.indexOf(id);
    if (place < 0)
        return std::nullopt;
    Removed removed{.entry = m_now.entries.takeAt(place), .before = {}};
    if (place < m_now.entries.size())
        removed.before = m_now.entries[place].profile.id;
    touch();
    emit listChanged();
    return removed;
}

void ProfileStore::restore(const Removed &removed)
{
    if (m_now.find(removed.entry.profile.id))
        return;
    insert(removed.entry, removed.before);
    emit listChanged();
}

QUuid ProfileStore::clone(const QUuid &id, const QString &name)
{
    const qsizetype place = m_now.indexOf(id);
    if (place < 0)
        return {};
    ProfileDocument::Entry copy = m_now.entries[place];
    Profile profile = copy.profile;
    profile.id = QUuid::createUuid();
    profile.name = name;
    profile.autoOpen = false;
    profile.tls.acceptedFingerprint.clear();
    setProfile(copy, profile);
    const bool last = place + 1 == m_now.entries.size();
    insert(copy, last ? QUuid() : m_now.entries[place + 1].profile.id);
    emit listChanged();
    return profile.id;
}

void ProfileStore::move(const QList<QUuid> &ids, const QStringList &folder, const QUuid &before)
{
    QList<ProfileDocument::Entry> moving;
    qsizetype place = m_now.indexOf(before);
    if (place < 0)
        place = m_now.entries.size();
    for (const QUuid &id : ids) {
        const qsizetype from = m_now.indexOf(id);
        if (from < 0)
            continue;
        moving << m_now.entries.takeAt(from);
        place -= from < place;
    }
    if (moving.isEmpty())
        return;
    for (ProfileDocument::Entry &entry : moving) {
        Profile profile = entry.profile;
        profile.folder = folder;
        setProfile(entry, profile);
        m_now.entries.insert(place++, entry);
    }
    emit listChanged();
}

void ProfileStore::addFolder(const QStringList &folder)
{
    if (m_now.folders.contains(folder))
        return;
    m_now.ensureFolder(folder);
    touch();
    emit listChanged();
}

bool ProfileStore::renameFolder(const QStringList &from, const QStringList &to)
{
    if (from == to)
        return m_now.folders.contains(from);
    if (from.isEmpty() || !m_now.folders.contains(from) || isInside(to, from))
        return false;
    const auto renamed = [&](const QStringList &folder) {
        return isInside(folder, from) ? to + folder.mid(from.size()) : folder;
    };
    const QList<QStringList> folders = std::exchange(m_now.folders, {});
    for (const QStringList &folder : folders)
        m_now.ensureFolder(renamed(folder));
    for (ProfileDocument::Entry &entry : m_now.entries) {
        Profile profile = entry.profile;
        profile.folder = renamed(profile.folder);
        if (profile.folder != entry.profile.folder)
            setProfile(entry, profile);
    }
    touch();
    emit listChanged();
    return true;
}

void ProfileStore::removeFolder(const QStringList &folder)
{
    if (!folder.isEmpty())
        renameFolder(folder, folder.mid(0, folder.size() - 1));
}

QByteArray ProfileStore::exported(const QList<QUuid> &ids) const
{
    ProfileDocument document;
    for (const ProfileDocument::Entry &entry : m_now.entries) {
        if (!ids.isEmpty() && !ids.contains(entry.profile.id))
            continue;
        Profile profile = entry.profile;
        profile.tls.acceptedFingerprint.clear();
        document.entries << entryOf(profileToJson(profile));
        document.ensureFolder(profile.folder);
    }
    if (ids.isEmpty())
        document.folders = m_now.folders;
    return document.toBytes();
}

Result<ProfileStore::Imported> ProfileStore::import(const QByteArray &bytes, const QStringList &folder)
{
    using Remark = Imported::Remark;
    QList<UnreadField> unread;
    auto document = ProfileDocument::fromBytes(bytes, &unread);
    if (!document)
        return document.error();
    Imported result;
    for (const UnreadField &field : std::as_const(unread)) {
        const bool id = field.field == QLatin1String("id");
        result.notes << Imported::Note{id ? Remark::NewId : Remark::Unreadable, field.name,
                                       id ? QString() : field.field};
    }
    for (qsizetype i = 0; i < document->strangers.size(); ++i)
        result.notes << Imported::Note{Remark::Unreadable, {}};
    for (const ProfileDocument::Entry &entry : std::as_const(document->entries)) {
        Profile profile = entry.profile;
        profile.autoOpen = false;
        profile.folder = folder + profile.folder;
        if (!profile.tls.acceptedFingerprint.isEmpty())
            result.notes << Imported::Note{Remark::PinDropped, profile.name};
        profile.tls.acceptedFingerprint.clear();
        if (const ProfileDocument::Entry *there = m_now.find(profile.id)) {
            Profile known = there->profile;
            known.folder = profile.folder;
            known.autoOpen = false;
            known.tls.acceptedFingerprint.clear();
            if (known == profile) {
                result.notes << Imported::Note{Remark::AlreadyThere, profile.name};
                continue;
            }
            profile.id = QUuid::createUuid();
            result.notes << Imported::Note{Remark::NewId, profile.name};
        }
        insert(entryOf(profileToJson(profile)), {});
        result.added << profile.id;
    }
    for (const QStringList &inner : std::as_const(document->folders))
        m_now.ensureFolder(folder + inner);
    touch();
    emit listChanged();
    return result;
}

void ProfileStore::save()
{
    touch();
}

void ProfileStore::start()
{
    if (m_job) // when it ends, what changed since is written
        return;
    m_job = std::make_shared<Job>();
    m_job->mine = m_now;
    m_worker.start([this, job = m_job, file = m_file, base = m_base] {
        job->exchange = file.exchange(base, job->mine);
        QMetaObject::invokeMethod(
            this, [this, job] { finish(job); }, Qt::QueuedConnection);
    });
}

void ProfileStore::finish(std::shared_ptr<Job> job)
{
    if (job != m_job) // saveNow() was faster
        return;
    m_job.reset();
    if (m_watcher)
        watch();
    const ProfileFile::Exchange &exchange = job->exchange;
    m_lastError = exchange.error;
    if (!exchange.setAside.isEmpty())
        emit setAside(exchange.setAside);
    if (exchange.error) {
        if (m_now != job->mine)
            touch();
        emit saveFailed(*exchange.error);
        return;
    }
    m_base = exchange.document;
    const ProfileDocument shown = m_now;
    m_now = ProfileDocument::merged(job->mine, m_now, exchange.document);
    if (m_now != m_base)
        touch();
    announce(shown);
    if (exchange.foreignChanges)
        emit othersChanged(exchange.contested);
    emit saved();
}

void ProfileStore::announce(const ProfileDocument &before)
{
    if (before == m_now)
        return;
    bool list = before.folders != m_now.folders || before.entries.size() != m_now.entries.size();
    QList<QUuid> changed;
    for (qsizetype i = 0; i < m_now.entries.size(); ++i) {
        const Profile &now = m_now.entries[i].profile;
        const qsizetype place = before.indexOf(now.id);
        list = list || place != i || before.entries[place].profile.folder != now.folder;
        if (place >= 0 && before.entries[place].profile != now)
            changed << now.id;
    }
    if (list)
        emit listChanged();
    for (const QUuid &id : std::as_const(changed))
        emit profileChanged(id);
}

Result<void> ProfileStore::saveNow()
{
    m_worker.waitForDone();
    if (m_job)
        finish(m_job);
    m_soon.stop();
    start();
    m_worker.waitForDone();
    finish(m_job);
    m_soon.stop();
    return m_lastError ? Result<void>(*m_lastError) : Result<void>();
}

} // namespace etcdscope
