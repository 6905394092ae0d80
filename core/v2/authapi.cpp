// SPDX-License-Identifier: Apache-2.0
#include "core/v2/authapi.h"

#include "core/v2/answers.h"
#include "core/v2/sequence.h"

#include <QJsonArray>

#include <algorithm>

namespace etcdscope::v2 {

namespace {

QByteArray pathOf(const char *folder, const QString &name)
{
    return QByteArrayLiteral("/auth/") + folder + '/' + name.toUtf8().toPercentEncoding();
}

QJsonObject jsonOf(const Permissions &permissions)
{
    return {{QStringLiteral("kv"),
             QJsonObject{{QStringLiteral("read"), QJsonArray::fromStringList(permissions.read)},
                         {QStringLiteral("write"), QJsonArray::fromStringList(permissions.write)}}}};
}

/// In the list a role is an object or, before 2.3, its name.
Role roleOf(const QJsonValue &value)
{
    if (value.isString())
        return {.name = value.toString(), .permissions = {}};
    const QJsonObject kv =
        value.toObject().value(QLatin1String("permissions")).toObject().value(QLatin1String("kv")).toObject();
    return {.name = value.toObject().value(QLatin1String("role")).toString(),
            .permissions = {.read = textsOf(kv.value(QLatin1String("read"))),
                            .write = textsOf(kv.value(QLatin1String("write")))}};
}

User userOf(const QJsonValue &value)
{
    if (value.isString())
        return {.name = value.toString(), .roles = {}};
    User user;
    user.name = value.toObject().value(QLatin1String("user")).toString();
    const QJsonArray roles = value.toObject().value(QLatin1String("roles")).toArray();
    for (const QJsonValue &role : roles)
        user.roles.append(roleOf(role).name);
    return user;
}

template<class T, class F> Result<T> mapped(const Result<Response> &response, F f)
{
    const auto object = objectOf(response);
    return object ? Result<T>(f(*object)) : Result<T>(object.error());
}

Call<void> put(Client &client, const QByteArray &path, const QJsonObject &body)
{
    return client.send(jsonRequest(Request::Verb::Put, path, body)).transform(doneOf);
}

Call<void> putUser(Client &client, const QString &name, QJsonObject body)
{
    body.insert(QStringLiteral("user"), name);
    return put(client, pathOf("users", name), body);
}

Call<void> putRole(Client &client, const QString &name, const QString &what, const Permissions &permissions)
{
    return put(client, pathOf("roles", name), {{QStringLiteral("role"), name}, {what, jsonOf(permissions)}});
}

} // namespace

Call<bool> AuthApi::isEnabled() const
{
    return m_client->send({.path = "/auth/enable"}).transform([](const Result<Response> &response) {
        return mapped<bool>(response, [](const QJsonObject &object) {
            return object.value(QLatin1String("enabled")).toBool();
        });
    });
}

Call<void> AuthApi::setEnabled(bool enabled) const
{
    const auto verb = enabled ? Request::Verb::Put : Request::Verb::Delete;
    return m_client->send({.verb = verb, .path = "/auth/enable"}).transform(doneOf);
}

Call<std::vector<User>> AuthApi::users() const
{
    return m_client->send({.path = "/auth/users"}).transform([](const Result<Response> &response) {
        return mapped<std::vector<User>>(response, usersOf);
    });
}

Call<User> AuthApi::user(const QString &name) const
{
    return m_client->send({.path = pathOf("users", name)}).transform([](const Result<Response> &response) {
        return mapped<User>(response, userOf);
    });
}

Call<void> AuthApi::createUser(const QString &name, const QString &password, const QStringList &roles) const
{
    QJsonObject body = {{QStringLiteral("password"), password}};
    if (!roles.isEmpty())
        body.insert(QStringLiteral("roles"), QJsonArray::fromStringList(roles));
    return andThen(beforeWriting(users()), [client = m_client, name, body](const std::vector<User> &users) {
        if (std::ranges::find(users, name, &User::name) == users.end())
            return putUser(*client, name, body);
        return answered<void>(Error{.kind = ErrorKind::AlreadyExists,
                                    .detail = QStringLiteral("there is a user of that name already")});
    });
}

Call<void> AuthApi::setPassword(const QString &name, const QString &password) const
{
    return putUser(*m_client, name, {{QStringLiteral("password"), password}});
}

Call<void> AuthApi::grantRoles(const QString &name, const QStringList &roles) const
{
    return putUser(*m_client, name, {{QStringLiteral("grant"), QJsonArray::fromStringList(roles)}});
}

Call<void> AuthApi::revokeRoles(const QString &name, const QStringList &roles) const
{
    return putUser(*m_client, name, {{QStringLiteral("revoke"), QJsonArray::fromStringList(roles)}});
}

Call<void> AuthApi::removeUser(const QString &name) const
{
    return m_client->send({.verb = Request::Verb::Delete, .path = pathOf("users", name)}).transform(doneOf);
}

Call<std::vector<Role>> AuthApi::roles() const
{
    return m_client->send({.path = "/auth/roles"}).transform([](const Result<Response> &response) {
        return mapped<std::vector<Role>>(response, rolesOf);
    });
}

Call<Role> AuthApi::role(const QString &name) const
{
    return m_client->send({.path = pathOf("roles", name)}).transform([](const Result<Response> &response) {
        return mapped<Role>(response, roleOf);
    });
}

Call<void> AuthApi::createRole(const QString &name, const Permissions &permissions) const
{
    return putRole(*m_client, name, QStringLiteral("permissions"), permissions);
}

Call<void> AuthApi::grant(const QString &role, const Permissions &permissions) const
{
    return putRole(*m_client, role, QStringLiteral("grant"), permissions);
}

Call<void> AuthApi::revoke(const QString &role, const Permissions &permissions) const
{
    return putRole(*m_client, role, QStringLiteral("revoke"), permissions);
}

Call<void> AuthApi::removeRole(const QString &name) const
{
    return m_client->send({.verb = Request::Verb::Delete, .path = pathOf("roles", name)}).transform(doneOf);
}

std::vector<User> AuthApi::usersOf(const QJsonObject &object)
{
    std::vector<User> users;
    const QJsonArray array = object.value(QLatin1String("users")).toArray(); // null when there is none
    for (const QJsonValue &user : array)
        users.push_back(userOf(user));
    return users;
}

std::vector<Role> AuthApi::rolesOf(const QJsonObject &object)
{
    std::vector<Role> roles;
    const QJsonArray array = object.value(QLatin1String("roles")).toArray();
    for (const QJsonValue &role : array)
        roles.push_back(roleOf(role));
    return roles;
}

} // namespace etcdscope::v2
