// SPDX-License-Identifier: Apache-2.0
#include "core/session/profileimport.h"

#include "core/net/endpointset.h"
#include "core/session/etcdctloptions.h"
#include "core/session/shellwords.h"

#include <QDir>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>

namespace etcdscope {

namespace {

using Option = EtcdctlOption;
using Kind = ProfileImport::Note::Kind;

struct Given
{
    QString name; ///< as it was written, for notes
    QString value;
};

/// What was given, before it is turned into a profile.
class Collection final
{
public:
    ProfileImport result;

    void note(Kind kind, const QString &about = {})
    {
        const ProfileImport::Note note{kind, about};
        if (!result.notes.contains(note))
            result.notes << note;
    }

    void setVariable(const QString &name, const ShellWord &value)
    {
        const auto info = etcdctlVariable(name);
        if (!info)
            note(Kind::UnknownVariable, name);
        else
            set(*info, m_variables, name, value);
    }

    void setFlag(const EtcdctlOptionInfo &info, const QString &name, const ShellWord &value)
    {
        set(info, m_flags, name, value);
    }

    void addAddress(const QString &text) { m_addresses << text; }
    /// There was a command of etcdctl: other commands around it hold no addresses.
    void noteCommand() { m_command = true; }

    ProfileImport finish();

private:
    using Options = QMap<Option, Given>;

    void set(const EtcdctlOptionInfo &info, Options &options, const QString &name, const ShellWord &value)
    {
        if (info.v2Only && info.option != Option::Output)
            m_v2 = true;
        if (!value.complete)
            note(Kind::UnresolvedValue, name);
        else
            options.insert(info.option, {name, value.text});
    }

    [[nodiscard]] const Given *find(Option option) const
    {
        for (const Options *options : {&m_flags, &m_variables}) {
            if (const auto found = options->constFind(option); found != options->cend())
                return &*found;
        }
        return nullptr;
    }

    [[nodiscard]] bool isSet(Option option);
    void takeApi();
    void takeFile(Option option, QString &file);
    void takeTime(Option option, int &time);
    void takeUser();
    void takeEndpoints();
    void takeEndpoint(const QString &typed, bool secure);

    Options m_variables;
    Options m_flags;
    QStringList m_addresses;
    bool m_v2 = false;
    bool m_command = false;
};

bool Collection::isSet(Option option)
{
    const Given *given = find(option);
    if (!given)
        return false;
    const auto value = goBool(given->value);
    if (!value)
        note(Kind::BadValue, given->name);
    return value.value_or(false);
}

void Collection::takeApi()
{
    if (m_v2)
        result.profile.api = Profile::Api::V2;
    const Given *given = find(Option::Api);
    if (!given)
        return;
    if (given->value == QLatin1String("3"))
        result.profile.api = Profile::Api::V3;
    else if (given->value == QLatin1String("2"))
        result.profile.api = Profile::Api::V2;
    else
        note(Kind::BadValue, given->name);
}

void Collection::takeFile(Option option, QString &file)
{
    const Given *given = find(option);
    if (!given || given->value.isEmpty())
        return;
    file = given->value;
    if (file.startsWith(QLatin1String("~/")))
        file.replace(0, 1, QDir::homePath());
    if (QDir::isRelativePath(file))
        note(Kind::RelativeFile, file);
}

void Collection::takeTime(Option option, int &time)
{
    const Given *given = find(option);
    if (!given)
        return;
    if (const auto duration = goDuration(given->value))
        time = *duration;
    else
        note(Kind::BadValue, given->name);
}

void Collection::takeUser()
{
    const Given *password = find(Option::Password);
    if (password)
        result.password = password->value;
    const Given *user = find(Option::User);
    if (!user)
        return;
    const qsizetype colon = user->value.indexOf(QLatin1Char(':'));
    if (password || colon < 0) { // etcdctl: with --password the whole of --user is the name
        result.profile.user = user->value;
    } else {
        result.profile.user = user->value.left(colon);
        result.password = user->value.mid(colon + 1);
    }
}

void Collection::takeEndpoint(const QString &typed, bool secure)
{
    QString endpoint = typed;
    const qsizetype scheme = endpoint.indexOf(QLatin1String("://"));
    const qsizetype start = scheme < 0 ? 0 : scheme + 3;
    if (const qsizetype at = endpoint.lastIndexOf(QLatin1Char('@')); at >= start) {
        const QString userInfo = endpoint.mid(start, at - start);
        endpoint.remove(start, at - start + 1);
        const qsizetype colon = userInfo.indexOf(QLatin1Char(':'));
        if (!find(Option::User)) {
            result.profile.user = QUrl::fromPercentEncoding(userInfo.left(colon).toUtf8());
            if (colon >= 0)
                result.password = QUrl::fromPercentEncoding(userInfo.mid(colon + 1).toUtf8());
        }
    }
    if (!EndpointSet::parseOne(endpoint)) {
        note(Kind::BadEndpoint, endpoint == typed ? typed : QString());
        return;
    }
    if (scheme < 0 && secure)
        endpoint.prepend(QLatin1String("https://"));
    if (!result.profile.endpoints.contains(endpoint))
        result.profile.endpoints << endpoint;
}

void Collection::takeEndpoints()
{
    const TlsSettings &tls = result.profile.tls;
    // What etcdctl does with an address that has no scheme: API 3 asks whether anything of TLS was given.
    const bool files =
        !tls.authorityFile.isEmpty() || !tls.certificateFile.isEmpty() || !tls.keyFile.isEmpty();
    const bool refused = find(Option::InsecureTransport) && !isSet(Option::InsecureTransport);
    const bool secure = result.profile.api != Profile::Api::V2 && (files || refused);

    static const QRegularExpression separators(QStringLiteral("[,\\s]+"));
    QStringList typed = m_command ? QStringList() : m_addresses;
    if (const Given *given = find(Option::Endpoints))
        typed << given->value;
    for (const QString &text : std::as_const(typed)) {
        const QStringList parts = text.split(separators, Qt::SkipEmptyParts);
        for (const QString &part : parts)
            takeEndpoint(part, secure);
    }
    const QStringList &endpoints = result.profile.endpoints;
    const auto https = endpoints.filter(
        QRegularExpression(QStringLiteral("^https://"), QRegularExpression::CaseInsensitiveOption));
    if (!https.isEmpty() && https.size() < endpoints.size())
        note(Kind::MixedSchemes);
}

ProfileImport Collection::finish()
{
    Profile &profile = result.profile;
    takeApi();
    takeFile(Option::CaFile, profile.tls.authorityFile);
    takeFile(Option::CertificateFile, profile.tls.certificateFile);
    takeFile(Option::KeyFile, profile.tls.keyFile);
    takeTime(Option::ConnectTimeout, profile.connectTimeout);
    takeTime(Option::CallTimeout, profile.callTimeout);
    takeUser();
    if (const Given *domain = find(Option::DiscoverySrv))
        profile.srv.domain = domain->value;
    if (const Given *service = find(Option::DiscoverySrvName))
        profile.srv.serviceName = service->value;
    takeEndpoints();
    if (isSet(Option::InsecureSkipVerify))
        note(Kind::VerificationWanted);
    if (profile == Profile() && !result.password)
        note(Kind::NothingFound);
    return result;
}

/// Reads commands of a shell.
class Reader final
{
public:
    ProfileImport read(const QString &text)
    {
        ShellText commands(withoutPrompts(text));
        for (auto words = commands.next(m_variables); !words.isEmpty(); words = commands.next(m_variables))
            readCommand(words);
        if (commands.isCut())
            m_collection.note(Kind::OpenQuote);
        return m_collection.finish();
    }

private:
    static bool isEtcdctl(const ShellWord &word)
    {
        static const QRegularExpression program(QStringLiteral("(^|[/\\\\])etcdctl(\\.exe)?$"));
        return program.match(word.text).hasMatch();
    }

    /// "$ etcdctl" and "# etcdctl" are copied from a terminal: no variable and no comment.
    static QString withoutPrompts(QString text)
    {
        static const QRegularExpression prompt(
            QStringLiteral(
                "^[ \\t]*[$#%>][ \\t]+(?=([A-Z_0-9]+=\\S*[ \\t]+)*(\\S*/)?etcdctl[ \\t]|export[ \\t])"),
            QRegularExpression::MultilineOption);
        return text.remove(prompt);
    }

    /// Whether the word sets a variable; it does so then.
    bool readAssignment(const ShellWord &word)
    {
        static const QRegularExpression assignment(
            QStringLiteral("^(?:Environment=)?([A-Za-z_][A-Za-z_0-9]*)=(.*)$"),
            QRegularExpression::DotMatchesEverythingOption);
        const auto match = assignment.match(word.text);
        if (!match.hasMatch())
            return false;
        const QString name = match.captured(1);
        const ShellWord value{match.captured(2), word.complete};
        if (value.complete)
            m_variables.insert(name, value.text);
        else
            m_variables.remove(name);
        if (name.startsWith(QLatin1String("ETCDCTL_")))
            m_collection.setVariable(name, value);
        return true;
    }

    void readCommand(const QList<ShellWord> &words)
    {
        static const QStringList setters{QStringLiteral("export"), QStringLiteral("set"),
                                         QStringLiteral("setx"),   QStringLiteral("env"),
                                         QStringLiteral("sudo"),   QStringLiteral("declare")};
        const auto program = std::find_if(words.begin(), words.end(), isEtcdctl);
        bool sets = program != words.end();
        if (sets)
            m_collection.noteCommand();
        const QString &first = words.constFirst().text;
        const bool ours = first.startsWith(u'-') || first.contains(QLatin1String("://"));
        auto word = words.begin();
        for (; word != program; ++word) { // before etcdctl, or all: variables, addresses, flags alone
            if (readAssignment(*word) || setters.contains(word->text))
                sets = true;
            else if (program == words.end() && word->text.startsWith(u'-'))
                break;
            else if (!sets && word->complete)
                m_collection.addAddress(word->text);
        }
        if (program != words.end())
            readFlags(program + 1, words.end());
        else if (ours) // and not the flags of some other command
            readFlags(word, words.end());
    }

    void readFlags(QList<ShellWord>::const_iterator word, QList<ShellWord>::const_iterator end)
    {
        for (; word != end; ++word) {
            if (word->text == QLatin1String("--"))
                return;
            if (!word->text.startsWith(u'-') || word->text.size() < 2)
                continue; // a command, a key, a value: nothing of the connection
            const QString text = word->text.mid(word->text.startsWith(QLatin1String("--")) ? 2 : 1);
            const qsizetype equals = text.indexOf(u'=');
            QString name = text.left(equals);
            auto info = etcdctlFlag(name);
            ShellWord value{equals < 0 ? QString() : text.mid(equals + 1), word->complete};
            bool hasValue = equals >= 0;
            const bool single = !word->text.startsWith(QLatin1String("--"));
            if (!info && single) { // "-dexample.org"
                const QString letter = text.left(1);
                info = etcdctlFlag(letter);
                if (info && !info->takesValue)
                    info.reset();
                name = letter;
                value.text = text.mid(1);
                hasValue = true;
            }
            const QString written = (single ? QStringLiteral("-") : QStringLiteral("--")) + name;
            if (!info) {
                m_collection.note(Kind::UnknownFlag, written);
                continue;
            }
            if (!hasValue && info->takesValue) {
                if (word + 1 == end) {
                    m_collection.note(Kind::MissingValue, written);
                    return;
                }
                value = *++word;
            } else if (!hasValue) {
                value.text = QStringLiteral("true");
            }
            m_collection.setFlag(*info, written, value);
        }
    }

    Collection m_collection;
    QHash<QString, QString> m_variables;
};

} // namespace

ProfileImport ProfileImport::fromText(const QString &text)
{
    return Reader().read(text);
}

ProfileImport ProfileImport::fromEnvironment(const QProcessEnvironment &environment)
{
    Collection collection;
    QStringList names = environment.keys();
    names.sort();
    for (const QString &name : std::as_const(names)) {
        if (name.startsWith(QLatin1String("ETCDCTL_")))
            collection.setVariable(name, {environment.value(name)});
    }
    return collection.finish();
}

} // namespace etcdscope
