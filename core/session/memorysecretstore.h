// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/secretstore.h"

#include <map>
#include <vector>

namespace etcdscope {

/// Secrets of this run, in memory and nowhere else. Its own copies are overwritten when they are removed or
/// replaced, and with the store; those handed out are not its own.
class MemorySecretStore final : public SecretStore
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MemorySecretStore)

public:
    explicit MemorySecretStore(QObject *parent = nullptr);
    ~MemorySecretStore() override;

    [[nodiscard]] Call<std::optional<QString>> read(const SecretId &id) override;
    [[nodiscard]] Call<std::monostate> write(const SecretId &id, const QString &secret) override;
    [[nodiscard]] Call<std::monostate> remove(const SecretId &id) override;

private:
    using Key = std::pair<QUuid, SecretKind>;

    void forget(const SecretId &id);

    std::map<Key, std::vector<char16_t>> m_secrets;
};

} // namespace etcdscope
