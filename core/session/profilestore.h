// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/profilefile.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace etcdscope {

/// All profiles and their folders, in memory, and the one file they are kept in. A change counts at once and
/// is written soon after, on a worker; one that cannot be written stays in memory, is reported by
/// saveFailed() and tried again with the next change or save(). Changes that another program made to the file
/// meanwhile are taken over field by field. What a file cannot hold (a time-out of nothing, a password in an
/// address) is not held here either. Destruction writes what is not written yet.
class ProfileStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfileStore)

public:
    /// What remove() took, for putting back.
    struct Removed
    {
        ProfileDocument::Entry entry;
        QUuid before; ///< the profile that followed; null = none
    };

    struct Imported
    {
        enum class Remark {
            AlreadyThere, ///< skipped: there is one that is equal, id included
            NewId,        ///< its id was taken or missing
            Unreadable,   ///< `field` could not be read and has its default; or, without a field, skipped
            PinDropped,   ///< the certificate accepted in its former place is not accepted here
        };
        struct Note
        {
            Remark remark;
            QString name;
            QString field = {};
        };

        QList<QUuid> added;
        QList<Note> notes;
    };

    explicit ProfileStore(const QString &path, QObject *parent = nullptr);
    ~ProfileStore() override;

    /// Reads the file, to be called once before anything else. Blocks for some milliseconds. A backup that
    /// had to be read takes the place of a missing or damaged file.
    ProfileFile::Reading load();
    /// From now on sees what other programs write to the file, some moments after they did. A file that
    /// cannot be read, or is gone, is left alone until there is something to write.
    void follow();

    [[nodiscard]] QString path() const { return m_file.path(); }
    [[nodiscard]] QList<Profile> profiles() const; ///< in the order in which they are shown
    [[nodiscard]] std::optional<Profile> profile(const QUuid &id) const;
    [[nodiscard]] QList<QStringList> folders() const { return m_now.folders; } ///< empty and outer ones too

    /// The profiles that have every word of `text` somewhere in name, folder, endpoints, SRV domain, user,
    /// prefixes or label of the environment, whatever the case. `more` gives words of the caller's to look
    /// in.
    [[nodiscard]] QList<QUuid> search(const QString &text,
                                      const std::function<QString(const Profile &)> &more = {}) const;

    /// Adds a profile, with a new id if it has none or one that is taken, before the one given or at the end.
    QUuid add(Profile profile, const QUuid &before = {});
    /// False when there is no profile with this id any more; nothing happens then.
    bool replace(const Profile &profile);
    /// Nothing when there was none. The profile's secrets are the caller's to remove.
    std::optional<Removed> remove(const QUuid &id);
    void restore(const Removed &removed);
    /// A copy behind the original that opens nothing by itself and accepts no certificate of its own. Null
    /// when there is no original.
    QUuid clone(const QUuid &id, const QString &name);
    /// Puts profiles, in the order given, into a folder before the profile given or behind all.
    void move(const QList<QUuid> &ids, const QStringList &folder, const QUuid &before = {});

    void addFolder(const QStringList &folder);
    /// Renames or moves a folder with all that is in it, into one with this name if there is one. False when
    /// there is no such folder or it would get into itself.
    bool renameFolder(const QStringList &from, const QStringList &to);
    /// What is in the folder moves to the folder around it.
    void removeFolder(const QStringList &folder);

    /// The profiles (all when empty) as a file for others: no secrets, no accepted certificates, and nothing
    /// that this program does not know.
    [[nodiscard]] QByteArray exported(const QList<QUuid> &ids = {}) const;
    /// Adds the profiles of such a file below `folder`. None of them opens by itself.
    Result<Imported> import(const QByteArray &bytes, const QStringList &folder = {});

    [[nodiscard]] bool isSaved() const { return !m_job && m_now == m_base; }
    [[nodiscard]] const std::optional<Error> &lastError() const { return m_lastError; }
    /// Writes what is not written, and takes over what others wrote. Ends in saved() or saveFailed().
    void save();
    /// The same, done when it returns; for the end of the program.
    Result<void> saveNow();

signals:
    /// Profiles or folders came, went or moved.
    void listChanged();
    /// Fields of a profile changed, its place in its folder did not.
    void profileChanged(const QUuid &id);
    void saved();
    void saveFailed(const etcdscope::Error &error);
    /// Another program had written, and that is taken over. `contested`: profiles that both had changed, see
    /// ProfileDocument::merged().
    void othersChanged(const QList<QUuid> &contested);
    /// A file that could not be read had appeared and was given this name.
    void setAside(const QString &path);

private:
    struct Job;

    void watch();
    void look();
    void touch();
    void insert(const ProfileDocument::Entry &entry, const QUuid &before);
    void setProfile(ProfileDocument::Entry &entry, const Profile &profile);
    void start();
    void finish(std::shared_ptr<Job> job);
    void announce(const ProfileDocument &before);

    ProfileFile m_file;
    ProfileDocument m_now;
    ProfileDocument m_base; ///< as last read from the file or written to it
    std::optional<Error> m_lastError;
    std::shared_ptr<Job> m_job;
    QTimer m_soon;
    std::unique_ptr<QFileSystemWatcher> m_watcher; ///< null: others are not followed
    QTimer m_settled;                              ///< runs while somebody writes
    QByteArray m_seen;                             ///< a hash of the file as look() found it
    QThreadPool m_worker;
};

} // namespace etcdscope
