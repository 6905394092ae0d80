// SPDX-License-Identifier: Apache-2.0
#include "core/v2/keysjson.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <utility>

namespace etcdscope::v2 {

namespace {

constexpr std::array actions = std::to_array<std::pair<const char *, Action>>({
    {"get", Action::Get},
    {"set", Action::Set},
    {"create", Action::Create},
    {"update", Action::Update},
    {"compareAndSwap", Action::CompareAndSwap},
    {"delete", Action::Delete},
    {"compareAndDelete", Action::CompareAndDelete},
    {"expire", Action::Expire},
});

} // namespace

Action actionFromText(const QString &text)
{
    const auto *row = std::ranges::find_if(
        actions, [&](const auto &action) { return text == QLatin1String(action.first); });
    return row == actions.end() ? Action::Unknown : row->second;
}

Node nodeFromJson(const QJsonObject &object)
{
    Node node;
    node.key = object.value(QLatin1String("key")).toString().toUtf8();
    if (node.key.isEmpty()) // the root goes without
        node.key = "/";
    if (const QJsonValue value = object.value(QLatin1String("value")); value.isString()) {
        // Not null: an empty value is one.
        node.value = value.toString().isEmpty() ? QByteArray("") : value.toString().toUtf8();
    }
    node.isDirectory = object.value(QLatin1String("dir")).toBool();
    node.createdIndex = object.value(QLatin1String("createdIndex")).toInteger();
    node.modifiedIndex = object.value(QLatin1String("modifiedIndex")).toInteger();
    const QString expiration = object.value(QLatin1String("expiration")).toString();
    if (!expiration.isEmpty()) {
        node.expiration = QDateTime::fromString(expiration, Qt::ISODateWithMs).toUTC();
        // Left out when 0, and below that while what has run out is not removed yet.
        node.timeToLive = std::max<qint64>(object.value(QLatin1String("ttl")).toInteger(), 0);
    }
    const QJsonArray nodes = object.value(QLatin1String("nodes")).toArray();
    node.nodes.reserve(size_t(nodes.size()));
    for (const QJsonValue &child : nodes)
        node.nodes.push_back(nodeFromJson(child.toObject()));
    return node;
}

} // namespace etcdscope::v2
