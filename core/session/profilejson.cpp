// SPDX-License-Identifier: Apache-2.0
#include "core/session/profilejson.h"

#include "core/base/printable.h"

#include <QJsonArray>

#include <array>
#include <limits>

namespace etcdscope {

namespace {

template<class Enum, size_t N> using Words = std::array<std::pair<Enum, const char *>, N>;

constexpr Words<Profile::Api, 3> ApiWords{
    {{Profile::Api::Auto, "auto"}, {Profile::Api::V3, "v3"}, {Profile::Api::V2, "v2"}}};
constexpr Words<Transport, 3> TransportWords{
    {{Transport::Auto, "auto"}, {Transport::Grpc, "grpc"}, {Transport::Gateway, "gateway"}}};
constexpr Words<v2::Client::Redirects, 3> RedirectWords{
    {{v2::Client::Redirects::Refuse, "refuse"},
     {v2::Client::Redirects::SameEndpoints, "sameEndpoints"},
     {v2::Client::Redirects::Follow, "follow"}}};
constexpr Words<LiveFeed::LoadMode, 2> LoadModeWords{
    {{LiveFeed::LoadMode::Everything, "everything"}, {LiveFeed::LoadMode::OnDemand, "onDemand"}}};
constexpr Words<Profile::SecretKeeping, 3> SecretWords{
    {{Profile::SecretKeeping::Keychain, "keychain"},
     {Profile::SecretKeeping::ThisRun, "thisRun"},
     {Profile::SecretKeeping::AskEachTime, "askEachTime"}}};
constexpr Words<ProxySettings::Kind, 4> ProxyWords{{{ProxySettings::Kind::System, "system"},
                                                    {ProxySettings::Kind::None, "none"},
                                                    {ProxySettings::Kind::Http, "http"},
                                                    {ProxySettings::Kind::Socks5, "socks5"}}};
constexpr Words<Environment::Kind, 5> EnvironmentWords{{{Environment::Kind::Unspecified, "unspecified"},
                                                        {Environment::Kind::Development, "development"},
                                                        {Environment::Kind::Test, "test"},
                                                        {Environment::Kind::Production, "production"},
                                                        {Environment::Kind::Own, "own"}}};

template<class Enum, size_t N> QString wordOf(Enum value, const Words<Enum, N> &words)
{
    for (const auto &[known, word] : words) {
        if (known == value)
            return QLatin1String(word);
    }
    return {};
}

QString withoutUser(const QString &address)
{
    const qsizetype scheme = address.indexOf(QLatin1String("://"));
    const qsizetype start = scheme < 0 ? 0 : scheme + 3;
    return address.left(start) + address.mid(std::max(start, address.lastIndexOf(QLatin1Char('@')) + 1));
}

/// Takes fields out of an object and notes those that are not what they should be.
class Fields final
{
public:
    Fields(const QJsonObject &json, QStringList *unreadable, const QString &path = {})
        : m_json(json)
        , m_unreadable(unreadable)
        , m_path(path)
    {
    }

    [[nodiscard]] Fields object(const char *name) const
    {
        const QJsonValue value = take(name, QJsonValue::Object);
        return {value.toObject(), m_unreadable, m_path + QLatin1String(name) + QLatin1Char('.')};
    }

    void read(const char *name, QString &value) const
    {
        value = take(name, QJsonValue::String).toString(value);
    }

    void read(const char *name, bool &value, bool careful) const
    {
        const QJsonValue found = m_json.value(QLatin1String(name));
        value = take(name, QJsonValue::Bool).toBool(found.isUndefined() ? value : careful);
    }

    void read(const char *name, int &value, int least, int most) const
    {
        const double number = take(name, QJsonValue::Double).toDouble(value);
        if (number >= least && number <= most && number == int(number))
            value = int(number);
        else
            note(name);
    }

    void read(const char *name, QStringList &list) const
    {
        const QJsonArray array = take(name, QJsonValue::Array).toArray();
        for (const QJsonValue &value : array) {
            if (value.isString())
                list << value.toString();
            else
                note(name);
        }
    }

    void readBytes(const char *name, QByteArrayList &list) const
    {
        QStringList texts;
        read(name, texts);
        for (const QString &text : std::as_const(texts)) {
            if (const auto bytes = fromPrintable(text))
                list << *bytes;
            else
                note(name);
        }
    }

    void readByte(const char *name, char &byte) const
    {
        QString text;
        read(name, text);
        const auto bytes = fromPrintable(text);
        if (bytes && bytes->size() == 1)
            byte = bytes->front();
        else if (m_json.contains(QLatin1String(name)))
            note(name);
    }

    void readHex(const char *name, QByteArray &bytes) const
    {
        QString text;
        read(name, text);
        bytes = QByteArray::fromHex(text.toLatin1());
        if (QLatin1String(bytes.toHex()) != text.toLower()) {
            bytes.clear();
            note(name);
        }
    }

    template<class Enum, size_t N>
    void read(const char *name, Enum &value, const Words<Enum, N> &words, Enum careful) const
    {
        if (!m_json.contains(QLatin1String(name)))
            return;
        const QString text = m_json.value(QLatin1String(name)).toString();
        for (const auto &[known, word] : words) {
            if (text == QLatin1String(word)) {
                value = known;
                return;
            }
        }
        value = careful;
        note(name);
    }

private:
    QJsonValue take(const char *name, QJsonValue::Type type) const
    {
        const QJsonValue value = m_json.value(QLatin1String(name));
        if (value.type() == type)
            return value;
        if (!value.isUndefined())
            note(name);
        return QJsonValue::Undefined;
    }

    void note(const char *name) const
    {
        const QString field = m_path + QLatin1String(name);
        if (m_unreadable && !m_unreadable->contains(field))
            *m_unreadable << field;
    }

    QJsonObject m_json;
    QStringList *m_unreadable;
    QString m_path;
};

} // namespace

QJsonObject profileToJson(const Profile &profile)
{
    QStringList endpoints;
    for (const QString &endpoint : profile.endpoints)
        endpoints << withoutUser(endpoint);
    QJsonArray prefixes;
    for (const QByteArray &prefix : profile.prefixes)
        prefixes << printable(prefix);
    const auto text = [](const char *characters) { return QLatin1String(characters); };
    return {
        {text("id"), profile.id.toString(QUuid::WithoutBraces)},
        {text("name"), profile.name},
        {text("folder"), QJsonArray::fromStringList(profile.folder)},
        {text("api"), wordOf(profile.api, ApiWords)},
        {text("transport"), wordOf(profile.transport, TransportWords)},
        {text("endpoints"), QJsonArray::fromStringList(endpoints)},
        {text("srv"),
         QJsonObject{{text("domain"), profile.srv.domain}, {text("serviceName"), profile.srv.serviceName}}},
        {text("basePath"), profile.basePath},
        {text("versionPrefix"), profile.versionPrefix},
        {text("redirects"), wordOf(profile.redirects, RedirectWords)},
        {text("prefixes"), prefixes},
        {text("separator"), printable(QByteArrayView(&profile.separator, 1))},
        {text("loadMode"), wordOf(profile.loadMode, LoadModeWords)},
        {text("user"), profile.user},
        {text("secretKeeping"), wordOf(profile.secretKeeping, SecretWords)},
        {text("tls"), QJsonObject{{text("authorityFile"), profile.tls.authorityFile},
                                  {text("certificateFile"), profile.tls.certificateFile},
                                  {text("keyFile"), profile.tls.keyFile},
                                  {text("serverName"), profile.tls.serverName},
                                  {text("acceptedFingerprint"),
                                   QString::fromLatin1(profile.tls.acceptedFingerprint.toHex())}}},
        {text("proxy"), QJsonObject{{text("kind"), wordOf(profile.proxy.kind, ProxyWords)},
                                    {text("host"), withoutUser(profile.proxy.host)},
                                    {text("port"), profile.proxy.port},
                                    {text("user"), profile.proxy.user}}},
        {text("environment"), QJsonObject{{text("kind"), wordOf(profile.environment.kind, EnvironmentWords)},
                                          {text("label"), profile.environment.label},
                                          {text("colour"), profile.environment.colour}}},
        {text("readOnly"), profile.readOnly},
        {text("connectTimeout"), profile.connectTimeout},
        {text("callTimeout"), profile.callTimeout},
        {text("autoOpen"), profile.autoOpen},
        {text("keepWork"), profile.keepWork},
    };
}

Profile profileFromJson(const QJsonObject &json, QStringList *unreadable)
{
    constexpr int MostMilliseconds = std::numeric_limits<int>::max();
    Profile profile;
    const Fields fields(json, unreadable);
    QString id;
    fields.read("id", id);
    profile.id = QUuid::fromString(id);
    fields.read("name", profile.name);
    fields.read("folder", profile.folder);
    fields.read("api", profile.api, ApiWords, Profile::Api::Auto);
    fields.read("transport", profile.transport, TransportWords, Transport::Auto);
    fields.read("endpoints", profile.endpoints);
    const Fields srv = fields.object("srv");
    srv.read("domain", profile.srv.domain);
    srv.read("serviceName", profile.srv.serviceName);
    fields.read("basePath", profile.basePath);
    fields.read("versionPrefix", profile.versionPrefix);
    fields.read("redirects", profile.redirects, RedirectWords, v2::Client::Redirects::Refuse);
    fields.readBytes("prefixes", profile.prefixes);
    fields.readByte("separator", profile.separator);
    fields.read("loadMode", profile.loadMode, LoadModeWords, LiveFeed::LoadMode::OnDemand);
    fields.read("user", profile.user);
    fields.read("secretKeeping", profile.secretKeeping, SecretWords, Profile::SecretKeeping::AskEachTime);
    const Fields tls = fields.object("tls");
    tls.read("authorityFile", profile.tls.authorityFile);
    tls.read("certificateFile", profile.tls.certificateFile);
    tls.read("keyFile", profile.tls.keyFile);
    tls.read("serverName", profile.tls.serverName);
    tls.readHex("acceptedFingerprint", profile.tls.acceptedFingerprint);
    const Fields proxy = fields.object("proxy");
    proxy.read("kind", profile.proxy.kind, ProxyWords, ProxySettings::Kind::System);
    proxy.read("host", profile.proxy.host);
    proxy.read("port", profile.proxy.port, 0, 65535);
    proxy.read("user", profile.proxy.user);
    if (json.contains(QLatin1String("environment")) && !json.value(QLatin1String("environment")).isObject())
        profile.environment.kind = Environment::Kind::Production;
    const Fields environment = fields.object("environment");
    environment.read("kind", profile.environment.kind, EnvironmentWords, Environment::Kind::Production);
    environment.read("label", profile.environment.label);
    environment.read("colour", profile.environment.colour);
    fields.read("readOnly", profile.readOnly, true);
    fields.read("connectTimeout", profile.connectTimeout, 1, MostMilliseconds);
    fields.read("callTimeout", profile.callTimeout, 1, MostMilliseconds);
    fields.read("autoOpen", profile.autoOpen, false);
    profile.keepWork = !profile.environment.isProduction(); // where nothing is said
    fields.read("keepWork", profile.keepWork, false);
    return profile;
}

QJsonObject patched(QJsonObject json, const QJsonObject &was, const QJsonObject &now)
{
    for (auto field = now.begin(); field != now.end(); ++field) {
        const QJsonValue before = was.value(field.key());
        const QJsonValue after = field.value();
        if (before == after)
            continue;
        const QJsonValue there = json.value(field.key());
        if (before.isObject() && after.isObject() && there.isObject())
            json.insert(field.key(), patched(there.toObject(), before.toObject(), after.toObject()));
        else
            json.insert(field.key(), after);
    }
    for (auto field = was.begin(); field != was.end(); ++field) {
        if (!now.contains(field.key()))
            json.remove(field.key());
    }
    return json;
}

} // namespace etcdscope
