// SPDX-License-Identifier: Apache-2.0
#include "core/session/memorysecretstore.h"

namespace etcdscope {

namespace {

void wipe(std::vector<char16_t> &secret)
{
    volatile char16_t *characters = secret.data(); // volatile: or the compiler leaves it out
    for (size_t i = 0; i < secret.size(); ++i)
        characters[i] = 0;
}

} // namespace

MemorySecretStore::MemorySecretStore(QObject *parent)
    : SecretStore(parent)
{
}

MemorySecretStore::~MemorySecretStore()
{
    for (auto &[key, secret] : m_secrets)
        wipe(secret);
}

Call<std::optional<QString>> MemorySecretStore::read(const SecretId &id)
{
    const auto found = m_secrets.find({id.profile, id.kind});
    if (found == m_secrets.end())
        return answered(Result(std::optional<QString>()));
    const std::vector<char16_t> &secret = found->second;
    return answered(Result(std::optional(QString::fromUtf16(secret.data(), qsizetype(secret.size())))));
}

Call<std::monostate> MemorySecretStore::write(const SecretId &id, const QString &secret)
{
    forget(id);
    const QStringView view(secret);
    m_secrets.emplace(Key(id.profile, id.kind),
                      std::vector<char16_t>(view.utf16(), view.utf16() + view.size()));
    return answered(Result(std::monostate()));
}

Call<std::monostate> MemorySecretStore::remove(const SecretId &id)
{
    forget(id);
    return answered(Result(std::monostate()));
}

void MemorySecretStore::forget(const SecretId &id)
{
    const auto found = m_secrets.find({id.profile, id.kind});
    if (found == m_secrets.end())
        return;
    wipe(found->second);
    m_secrets.erase(found);
}

} // namespace etcdscope
