// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/memorysecretstore.h"
#include "core/session/profilestore.h"
#include "core/session/secretkeeper.h"
#include "ui/connections/connections.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace etcdscope {

/// A computer without a keychain.
class NoKeychain final : public SecretStore
{
public:
    Call<std::optional<QString>> read(const SecretId &) override { return refused<std::optional<QString>>(); }
    Call<std::monostate> write(const SecretId &, const QString &) override
    {
        return refused<std::monostate>();
    }
    Call<std::monostate> remove(const SecretId &) override { return refused<std::monostate>(); }

private:
    template<class T> static Call<T> refused()
    {
        return answered(Result<T>(
            Error{.kind = ErrorKind::Unsupported, .detail = QStringLiteral("no keychain for this test")}));
    }
};

/// Connections in a file of their own, with secrets in memory.
struct ConnectionsFixture
{
    explicit ConnectionsFixture(bool hasKeychain = true)
        : store(path())
        , keeper(hasKeychain ? static_cast<SecretStore &>(keychain) : absent, thisRun, QProcessEnvironment())
        , connections(store, keeper)
    {
        store.load();
    }

    [[nodiscard]] QString path() const { return folder.filePath(QStringLiteral("profiles.json")); }

    QUuid add(const QString &name, const QString &endpoint, const QStringList &in = {})
    {
        Profile profile;
        profile.name = name;
        profile.endpoints = {endpoint};
        profile.folder = in;
        return store.add(profile);
    }

    /// The profile with this name; an empty one when there is none.
    [[nodiscard]] Profile named(const QString &name) const
    {
        const auto profiles = store.profiles();
        for (const Profile &profile : profiles) {
            if (profile.name == name)
                return profile;
        }
        return {};
    }

    QTemporaryDir folder;
    ProfileStore store;
    MemorySecretStore keychain;
    MemorySecretStore thisRun;
    NoKeychain absent;
    SecretKeeper keeper;
    Connections connections;
};

} // namespace etcdscope
