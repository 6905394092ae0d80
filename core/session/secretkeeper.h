// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rpc/login.h"
#include "core/session/profile.h"
#include "core/session/secretstore.h"

#include <QProcessEnvironment>

#include <memory>

namespace etcdscope {

/// Finds the secrets of profiles and keeps them where the profile says. Asking a person is not its work: it
/// says that somebody must be asked. Both stores are borrowed and outlive it.
class SecretKeeper final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretKeeper)

public:
    enum class Place {
        Nowhere, ///< of found secrets: a person must be asked
        Keychain,
        ThisRun,
        Environment, ///< ETCDCTL_USER and ETCDCTL_PASSWORD
    };

    struct Found
    {
        Place place = Place::Nowhere;
        QString secret;             ///< may be empty although found
        std::optional<Error> error; ///< why the keychain did not say, while the answer came from elsewhere
    };

    struct Kept
    {
        Place place = Place::Nowhere;
        std::optional<Error> error; ///< why it is kept for this run and not in the keychain
    };

    SecretKeeper(SecretStore &keychain, SecretStore &thisRun,
                 const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment(),
                 QObject *parent = nullptr);

    /// Looks where the profile keeps its secrets, then among those of this run, and for a password in the
    /// environment, which counts for its user alone. A profile that asks each time is never answered from the
    /// keychain or this run. Never fails: what nobody knows is Nowhere.
    [[nodiscard]] Call<Found> find(const Profile &profile, SecretKind kind);

    /// What ETCDCTL_USER and ETCDCTL_PASSWORD say. The user is empty and the password null where they say
    /// none.
    [[nodiscard]] Login environmentLogin() const;

    /// Keeps a secret as the profile wants it; one that the keychain does not take is kept for this run.
    [[nodiscard]] Call<Kept> keep(const Profile &profile, SecretKind kind, const QString &secret);

    /// Brings the secrets of a profile from where they were kept to where it wants them now; one that asks
    /// each time keeps none. What the new place does not take, or the former one does not show, stays where
    /// it is. The answer has the last error that a person should know of.
    [[nodiscard]] Call<Kept> move(const Profile &profile, Profile::SecretKeeping former);

    /// Removes all secrets of a profile that is no more. The error is the keychain's last one, unless it is
    /// that there is no keychain.
    [[nodiscard]] Call<std::monostate> forget(const QUuid &profile);

private:
    [[nodiscard]] Found fromEnvironment(const Profile &profile, SecretKind kind,
                                        const std::optional<Error> &error) const;
    void findInThisRun(const Profile &profile, SecretKind kind, const std::optional<Error> &error,
                       const Promise<Found> &promise);
    void moveNext(const Profile &profile, Profile::SecretKeeping former, int kind, const Kept &sum,
                  const Promise<Kept> &promise);
    void forgetNext(const QUuid &profile, int step, const std::optional<Error> &error,
                    const Promise<std::monostate> &promise);

    SecretStore &m_keychain;
    SecretStore &m_thisRun;
    QProcessEnvironment m_environment;
};

} // namespace etcdscope
