// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/srvlookup.h"
#include "core/session/profilestore.h"
#include "core/session/secretkeeper.h"
#include "core/session/secretremoval.h"
#include "core/session/session.h"
#include "ui/connections/formgroup.h"
#include "ui/connections/secretsheet.h"

#include <functional>
#include <vector>

class QSettings;

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
    /// All are borrowed and outlive it. `settings` are where SecretRemoval notes what it owes; without a
    /// `resolver` the name servers of the system are asked. Destruction makes what was removed final.
    Connections(ProfileStore &store, SecretKeeper &secrets, QSettings *settings = nullptr,
                SrvResolver *resolver = nullptr, QObject *parent = nullptr);
    ~Connections() override;

    [[nodiscard]] ProfileStore &store() { return m_store; }

    /// Finds or asks for what it needs, then sessionRequested(). Nothing when there is no such connection.
    void open(const QUuid &id, QWidget *window);
    /// The same for a session that is there already: `known` need not be found, and `proceed` is called
    /// instead, once or never.
    void prepare(const QUuid &id, const ProfileSecrets &known, QWidget *window,
                 const std::function<void(const SessionSettings &)> &proceed);
    /// The form of a new connection with these fields.
    ProfileForm *create(const Profile &filled, QWidget *window);
    void edit(const QUuid &id, QWidget *window);
    void test(const QUuid &id, QWidget *window);
    /// Why a session cannot be opened, with what it was to be opened with; `id` is null when no
    /// connection is kept for it.
    void diagnose(const QUuid &id, const SessionSettings &settings, QWidget *window);
    /// Asks for the password of a session that was refused with the one it had, and for its user where it has
    /// none; `entered` comes once, or never.
    void askPassword(const SessionSettings &settings, QWidget *window,
                     const std::function<void(const Login &)> &entered);
    /// The same for a secret of the way to the cluster.
    void askSecret(SecretKind kind, const SessionSettings &settings, QWidget *window,
                   const std::function<void(const QString &)> &entered);
    /// Asks for addresses, flags, variables or a file.
    void import(QWidget *window);

    /// Removes connections, and folders with what is in them.
    void remove(const QList<QUuid> &ids, const QList<QStringList> &folders);
    /// Puts back what the last remove() took.
    void undoRemove();
    /// Makes remove() final: the secrets of what it took are removed too.
    void forgetRemoved();
    /// The same for what earlier runs of the program did not come to. To be called once the store is loaded.
    void forgetEarlier();

signals:
    void sessionRequested(const etcdscope::SessionSettings &settings);
    /// A connection was made or changed by a form.
    void kept(const QUuid &id);
    /// The person changed a connection that was kept before, or secrets of it, by a form or by accepting a
    /// certificate; `opens`: a sessionRequested() comes of it too.
    void changed(const QUuid &id, const etcdscope::ProfileSecrets &typed, bool opens);
    /// Something must be said about a secret or a file that could not be kept, or that another program
    /// changed, or a connection that could not be opened.
    void problemFound(const QString &text, const QString &details);
    /// The list has changed without the person's doing.
    void noted(const QString &text);

private:
    using Answered = std::function<void(const SecretSheet &)>;
    using WithSecrets = std::function<void(const Profile &, const ProfileSecrets &)>;

    void tellOfOthers(const QList<QUuid> &contested);
    ProfileForm *showForm(const Profile &profile, bool isNew, QWidget *window);
    /// `proceed` is called when its other secrets are where it wants them.
    void keep(const Profile &profile, const ProfileSecrets &secrets, const std::function<void()> &proceed);
    void keepTyped(const Profile &profile, const ProfileSecrets &secrets);
    /// What was typed when somebody was asked, and where it shall be from now on; nothing else is kept by it.
    void keepAnswer(const QUuid &id, const ProfileSecrets &secrets, Profile::SecretKeeping keeping);
    /// For a TestOfForm the form is the `window`.
    void inquire(const Profile &profile, const ProfileSecrets &typed, SecretSheet::Purpose purpose,
                 QWidget *window, const WithSecrets &proceed);
    /// With the truth about the keychain, where the connection is kept.
    void ask(const Profile &profile, const SecretSheet::Question &question, QWidget *window,
             const std::function<void(SecretSheet &)> &prepare, const Answered &answered);
    /// `proceed` gets why there is no keychain; an empty text when there is one.
    void lookForKeychain(const Profile &profile, QObject *context,
                         const std::function<void(const QString &)> &proceed);
    void testProfile(const Profile &profile, const ProfileSecrets &typed, QWidget *window, ProfileForm *form);
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
    SecretRemoval m_removal;
    DnsSrvResolver m_systemResolver;
    SrvResolver &m_resolver;
    std::vector<Call<SrvEndpoints>> m_lookUps;
};

} // namespace etcdscope
