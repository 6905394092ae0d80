// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"

#include <QObject>
#include <QString>
#include <QUuid>

#include <optional>
#include <variant>

namespace etcdscope {

enum class SecretKind { Password, KeyPassphrase, ProxyPassword };

struct SecretId
{
    QUuid profile;
    SecretKind kind = SecretKind::Password;

    bool operator==(const SecretId &) const = default;
};

/// Where secrets lie. A secret goes nowhere else: into no file, log or error text. Errors are Unsupported
/// (there is no such store here, for example no keychain) or Local (it refused: locked, denied).
class SecretStore : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretStore)

public:
    explicit SecretStore(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    /// Nothing when there is no such secret, which is no error.
    [[nodiscard]] virtual Call<std::optional<QString>> read(const SecretId &id) = 0;
    [[nodiscard]] virtual Call<std::monostate> write(const SecretId &id, const QString &secret) = 0;
    /// Succeeds when there was none.
    [[nodiscard]] virtual Call<std::monostate> remove(const SecretId &id) = 0;
};

} // namespace etcdscope
