// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/keychain/keychainsecretstore.h"
#include "core/session/memorysecretstore.h"
#include "core/session/profilestore.h"
#include "core/session/secretkeeper.h"
#include "ui/connections/connections.h"

class QSettings;

namespace etcdscope {

/// The connections of this run: their file, where their secrets are, and what is done with them.
struct ProfileServices
{
    /// `settings` is borrowed and outlives this; beside its file `profiles.json` lies or will lie.
    explicit ProfileServices(QSettings &settings);

    /// What must be said about the file as it was found; empty when nothing.
    [[nodiscard]] QString loadProblem() const;

    /// The connection with this name, whatever the case if that leaves one; null when there is none.
    [[nodiscard]] QUuid named(const QString &name) const;
    [[nodiscard]] QList<QUuid> opened() const; ///< when the program starts
    /// The connection to production that has one of the endpoints of these settings; nothing when none has.
    /// One that knows its endpoints from DNS alone is not found.
    [[nodiscard]] std::optional<Profile> productionAt(const SessionSettings &settings) const;

    ProfileStore store;
    KeychainSecretStore keychain;
    MemorySecretStore thisRun;
    SecretKeeper keeper;
    Connections connections;
    ProfileFile::Reading reading;
};

} // namespace etcdscope
