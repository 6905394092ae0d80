// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/v2/client.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace etcdscope::v2 {

/// Patterns of keys: an exact path, or a prefix that ends in '*'.
struct Permissions
{
    QStringList read;
    QStringList write;

    bool operator==(const Permissions &) const = default;
};

struct Role
{
    QString name;
    Permissions permissions;
};

struct User
{
    QString name;
    QStringList roles; ///< empty from servers before 2.3, which list names alone: ask user()
};

/// /v2/auth, since etcd 2.1. Nearly everything needs root once authentication is on. Passwords are in no log
/// and no error. https://etcd.io/docs/v2.3/auth_api/
class AuthApi final
{
public:
    explicit AuthApi(std::shared_ptr<Client> client)
        : m_client(std::move(client))
    {
    }

    /// Answered to anybody.
    [[nodiscard]] Call<bool> isEnabled() const;
    /// Conflict without a user "root", and when it is so already.
    [[nodiscard]] Call<void> setEnabled(bool enabled) const;

    [[nodiscard]] Call<std::vector<User>> users() const;
    [[nodiscard]] Call<User> user(const QString &name) const;
    /// AlreadyExists when there is one: looked up first, since etcd would give that one the password.
    [[nodiscard]] Call<void> createUser(const QString &name, const QString &password,
                                        const QStringList &roles = {}) const;
    [[nodiscard]] Call<void> setPassword(const QString &name, const QString &password) const;
    /// Conflict when the user has one already. etcd does not ask whether there is such a role.
    [[nodiscard]] Call<void> grantRoles(const QString &name, const QStringList &roles) const;
    /// Conflict when the user does not have one.
    [[nodiscard]] Call<void> revokeRoles(const QString &name, const QStringList &roles) const;
    [[nodiscard]] Call<void> removeUser(const QString &name) const;

    [[nodiscard]] Call<std::vector<Role>> roles() const;
    [[nodiscard]] Call<Role> role(const QString &name) const;
    [[nodiscard]] Call<void> createRole(const QString &name, const Permissions &permissions = {}) const;
    [[nodiscard]] Call<void> grant(const QString &role, const Permissions &permissions) const;
    /// What the role does not have is ignored.
    [[nodiscard]] Call<void> revoke(const QString &role, const Permissions &permissions) const;
    [[nodiscard]] Call<void> removeRole(const QString &name) const;

    // Of the answers, as every version writes them.
    [[nodiscard]] static std::vector<User> usersOf(const QJsonObject &object);
    [[nodiscard]] static std::vector<Role> rolesOf(const QJsonObject &object);

private:
    std::shared_ptr<Client> m_client;
};

} // namespace etcdscope::v2
