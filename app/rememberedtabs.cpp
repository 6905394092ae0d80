// SPDX-License-Identifier: Apache-2.0
#include "app/rememberedtabs.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace etcdscope {

namespace {

constexpr int formatVersion = 1;

QStringList textsOf(const EndpointSet &endpoints)
{
    QStringList texts;
    const auto urls = endpoints.urls();
    for (const QUrl &url : urls)
        texts += url.toString();
    return texts;
}

QStringList textsIn(const QJsonValue &value)
{
    QStringList texts;
    const auto array = value.toArray();
    for (const QJsonValue &text : array)
        texts += text.toString();
    return texts;
}

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray bytesIn(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

template<class T> T choiceIn(const QJsonValue &value, T last)
{
    return T(std::clamp(value.toInt(), 0, int(last)));
}

QJsonObject objectOf(const RememberedTree &tree)
{
    QJsonArray expanded;
    for (const QByteArray &prefix : tree.expanded)
        expanded.append(base64(prefix));
    QJsonObject object{
        {QStringLiteral("api"), int(tree.api.value_or(Api::V3))},
        {QStringLiteral("expanded"), expanded},
        {QStringLiteral("open"), tree.isOpen},
    };
    if (tree.key)
        object.insert(QStringLiteral("key"), base64(*tree.key));
    return object;
}

RememberedTree treeIn(const QJsonObject &object)
{
    RememberedTree tree;
    tree.api = choiceIn(object.value(QLatin1String("api")), Api::V2);
    const auto expanded = object.value(QLatin1String("expanded")).toArray();
    for (const QJsonValue &prefix : expanded)
        tree.expanded += bytesIn(prefix);
    if (const QJsonValue key = object.value(QLatin1String("key")); key.isString())
        tree.key = bytesIn(key);
    tree.isOpen = object.value(QLatin1String("open")).toBool();
    return tree;
}

QJsonObject objectOf(const RememberedTab &tab)
{
    QJsonArray trees;
    for (const RememberedTree &tree : tab.trees)
        trees.append(objectOf(tree));
    QJsonArray prefixes;
    for (const QByteArray &prefix : tab.prefixes)
        prefixes.append(base64(prefix));
    QJsonObject object{
        {QStringLiteral("name"), tab.name},
        {QStringLiteral("environment"), int(tab.environment.kind)},
        {QStringLiteral("label"), tab.environment.label},
        {QStringLiteral("colour"), tab.environment.colour},
        {QStringLiteral("endpoints"), QJsonArray::fromStringList(tab.endpoints)},
        {QStringLiteral("olderEndpoints"), QJsonArray::fromStringList(tab.olderEndpoints)},
        {QStringLiteral("api"), int(tab.api)},
        {QStringLiteral("basePath"), tab.basePath},
        {QStringLiteral("versionPrefix"), tab.versionPrefix},
        {QStringLiteral("prefixes"), prefixes},
        {QStringLiteral("separator"), int(static_cast<unsigned char>(tab.separator))},
        {QStringLiteral("transport"), int(tab.transport)},
        {QStringLiteral("loadMode"), int(tab.loadMode)},
        {QStringLiteral("readOnly"), tab.readOnly},
        {QStringLiteral("keepWork"), tab.keepWork},
        {QStringLiteral("trees"), trees},
    };
    if (!tab.profile.isNull())
        object.insert(QStringLiteral("profile"), tab.profile.toString());
    return object;
}

RememberedTab tabIn(const QJsonObject &object)
{
    RememberedTab tab;
    const auto at = [&object](const char *name) { return object.value(QLatin1String(name)); };
    tab.profile = QUuid::fromString(at("profile").toString());
    tab.name = at("name").toString();
    tab.environment = {choiceIn(at("environment"), Environment::Kind::Own), at("label").toString(),
                       at("colour").toString()};
    tab.endpoints = textsIn(at("endpoints"));
    tab.olderEndpoints = textsIn(at("olderEndpoints"));
    tab.api = choiceIn(at("api"), Profile::Api::V2);
    tab.basePath = at("basePath").toString();
    tab.versionPrefix = at("versionPrefix").toString();
    const auto prefixes = at("prefixes").toArray();
    for (const QJsonValue &prefix : prefixes)
        tab.prefixes += bytesIn(prefix);
    tab.separator = char(at("separator").toInt('/'));
    tab.transport = choiceIn(at("transport"), Transport::Gateway);
    tab.loadMode = choiceIn(at("loadMode"), LiveFeed::LoadMode::OnDemand);
    tab.readOnly = at("readOnly").toBool(true); // what is missing is read with care
    tab.keepWork = at("keepWork").toBool(false);
    const auto trees = at("trees").toArray();
    for (const QJsonValue &tree : trees)
        tab.trees += treeIn(tree.toObject());
    return tab;
}

} // namespace

bool RememberedTab::isOf(const SessionSettings &settings) const
{
    if (!profile.isNull() || !settings.profile.isNull())
        return profile == settings.profile;
    return endpoints == textsOf(settings.endpoints) && api == settings.api && prefixes == settings.prefixes;
}

Result<SessionSettings> RememberedTab::settings() const
{
    auto set = EndpointSet::parse(endpoints);
    if (!set)
        return set.error();
    SessionSettings settings;
    settings.name = name;
    settings.endpoints = std::move(*set);
    for (const QString &older : olderEndpoints) {
        if (const auto url = EndpointSet::parseOne(older))
            settings.olderEndpoints += *url;
    }
    settings.api = api;
    settings.basePath = basePath;
    settings.versionPrefix = versionPrefix;
    settings.prefixes = prefixes;
    settings.separator = separator;
    settings.transport = transport;
    settings.loadMode = loadMode;
    settings.environment = environment;
    settings.readOnly = readOnly;
    settings.keepWork = keepWork;
    settings.profile = profile;
    return settings;
}

QByteArray RememberedTabs::toJson() const
{
    QJsonArray array;
    for (const RememberedTab &tab : tabs)
        array.append(objectOf(tab));
    return QJsonDocument(QJsonObject{{QStringLiteral("version"), formatVersion},
                                     {QStringLiteral("current"), current},
                                     {QStringLiteral("tabs"), array}})
        .toJson();
}

Result<RememberedTabs> RememberedTabs::fromJson(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonObject root = QJsonDocument::fromJson(json, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return Error::local(problem.errorString());
    if (root.value(QLatin1String("version")).toInt() != formatVersion)
        return Error::local(QStringLiteral("written by another version of this program"));
    RememberedTabs remembered;
    const auto array = root.value(QLatin1String("tabs")).toArray();
    for (const QJsonValue &tab : array)
        remembered.tabs.append(tabIn(tab.toObject()));
    remembered.current = root.value(QLatin1String("current")).toInt();
    return remembered;
}

} // namespace etcdscope
