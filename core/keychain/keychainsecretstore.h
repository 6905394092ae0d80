// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/secretstore.h"

namespace QKeychain {
class Job;
}

namespace etcdscope {

/// Secrets in the keychain of the desktop: Secret Service or KWallet, the one of macOS, of Windows. Where
/// there is none every call is Unsupported; a secret is never put into a file instead. Asking for a locked
/// keychain may make the desktop ask its user, and takes as long as they take. A call that is cancelled, or
/// outlived by its store, is done by the keychain all the same.
class KeychainSecretStore final : public SecretStore
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeychainSecretStore)

public:
    /// `service` is the name under which the keychain files the secrets.
    explicit KeychainSecretStore(const QString &service = QStringLiteral("etcdscope"),
                                 QObject *parent = nullptr);

    [[nodiscard]] Call<std::optional<QString>> read(const SecretId &id) override;
    [[nodiscard]] Call<std::monostate> write(const SecretId &id, const QString &secret) override;
    [[nodiscard]] Call<std::monostate> remove(const SecretId &id) override;

private:
    /// Starts `job` and answers with what `take` makes of it. One that could not succeed is not started.
    template<class T, class Job, class Take> Call<T> run(const SecretId &id, Job *job, Take take);

    QString m_service;
};

} // namespace etcdscope
