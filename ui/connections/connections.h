// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/srvlookup.h"
#include "core/session/profilestore.h"
#include "core/session/secretkeeper.h"
#include "core/session/session.h"
#include "ui/connections/formgroup.h"

#include <functional>
#include <vector>

namespace etcdscope {

class ProfileForm;

/// What a person does with connections: make, change, remove, test and open them. Shows its forms and
/// questions over the window it is given, from wherever in the program. One for the whole run: what was
/// removed can be put back until something else is removed.
class Connections final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Connections)

public:
    /// Both are borrowed and outlive it.
    Connections(ProfileStore &store, SecretKeeper &secrets, QObject *parent = nullptr);
    ~Connections() override;

    [[nodiscard]] ProfileStore &store() { return m_store; }

    /// Finds or asks for what it needs, then sessionRequested(). Nothing when there is no such connection.
    void open(const QUuid &id, QWidget *window);
    /// The form of a new connection with these fields.
    ProfileForm *create(const Profile &filled, QWidget *window);
    void edit(const QUuid &id, QWidget *window);
    void test(const QUuid &id, QWidget *window);
    /// Why a session cannot be opened, with what it was to be opened with; `id` is null when no
    /// connection is kept for it.
    void diagnose(const QUuid &id, const SessionSettings &settings, QWidget *window);
    /// Asks for the password of a session that was refused with the one it had; `entered` comes once, or
    /// never.
    void askPassword(const SessionSettings &settings, QWidget *window,
                     const std::function<void(const Login &)> &entered);
    /// Asks for addresses, flags, variables or a file.
    void import(QWidget *window);

    /// Removes connections, and folders with what is in them.
    void remove(const QList<QUuid> &ids, const QList<QStringList> &folders);
    /// Puts back what the last remove() took.
    void undoRemove();

signals:
    void sessionRequested(const etcdscope::SessionSettings &settings);
    /// A connection was made or changed by a form.
    void kept(const QUuid &id);
    /// Something must be said about a secret or a file that could not be kept, or that another program
    /// changed, or a connection that could not be opened.
    void problemFound(const QString &text, const QString &details);
    /// The list has changed without the person's doing.
    void noted(const QString &text);

private:
    using WithSecrets = std::function<void(const Profile &, const ProfileSecrets &)>;

    void tellOfOthers(const QList<QUuid> &contested);
    ProfileForm *showForm(const Profile &profile, bool isNew, QWidget *window);
    void keep(const Profile &profile, const ProfileSecrets &secrets);
    void forgetRemoved();
    void inquire(const Profile &profile, const ProfileSecrets &typed, QWidget *window,
                 const WithSecrets &proceed);
    void testProfile(const Profile &profile, const ProfileSecrets &typed, QWidget *window, ProfileForm *form);
    void request(const Profile &profile, const ProfileSecrets &secrets);
    void showTest(const SessionSettings &settings, const Profile &profile, QWidget *window,
                  ProfileForm *form);
    /// Makes settings of it, after DNS was asked when the profile wants that.
    void resolve(const Profile &profile, const ProfileSecrets &secrets,
                 const std::function<void(const SessionSettings &)> &proceed);
    void settle(const Profile &profile, const ProfileSecrets &secrets,
                const std::function<void(const SessionSettings &)> &proceed);

    ProfileStore &m_store;
    SecretKeeper &m_secrets;
    QList<ProfileStore::Removed> m_removed;
    QList<QStringList> m_removedFolders;
    std::vector<Call<SecretKeeper::Kept>> m_keeping;
    std::vector<Call<std::monostate>> m_forgetting;
    DnsSrvResolver m_resolver;
    std::vector<Call<SrvEndpoints>> m_lookUps;
};

} // namespace etcdscope
