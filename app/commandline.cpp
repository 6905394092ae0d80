// SPDX-License-Identifier: Apache-2.0
#include "app/commandline.h"

#include "core/base/printable.h"
#include "core/net/endpointcandidates.h"
#include "core/net/etcdlink.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

#include <array>
#include <utility>

namespace etcdscope {

namespace {

constexpr int badUsage = 2;

struct CommandLineText
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

/// The options, each once; what is read from them is said beside it.
struct Options
{
    QCommandLineOption endpoint{
        QStringLiteral("endpoint"),
        CommandLineText::tr(
            "Opens this cluster: http://host:port, https://host:port, host:port or host. May be "
            "given several times, or once with commas, for the members of one cluster."),
        QStringLiteral("URL")};
    QCommandLineOption profile{QStringLiteral("profile"),
                               CommandLineText::tr("Opens the connection that is kept under this name."),
                               QStringLiteral("NAME")};
    QCommandLineOption prefix{
        QStringLiteral("prefix"),
        CommandLineText::tr("Shows only keys that begin with this, as they are shown (\\xNN "
                            "for other bytes). May be given several times."),
        QStringLiteral("PREFIX")};
    QCommandLineOption key{QStringLiteral("key"),
                           CommandLineText::tr("Selects this key, as it is shown (\\xNN for other bytes)."),
                           QStringLiteral("KEY")};
    QCommandLineOption transport{QStringLiteral("transport"),
                                 CommandLineText::tr("How to speak with the cluster: auto, grpc or gateway."),
                                 QStringLiteral("WAY"), QStringLiteral("auto")};
    QCommandLineOption api{
        QStringLiteral("api"),
        CommandLineText::tr("Which API to speak: v3, v2, or auto for those that the cluster offers."),
        QStringLiteral("API"), QStringLiteral("auto")};
    QCommandLineOption basePath{
        QStringLiteral("base-path"),
        CommandLineText::tr("Path of the cluster behind a proxy, such as /etcd; for everything but gRPC."),
        QStringLiteral("PATH")};
    QCommandLineOption versionPrefix{
        QStringLiteral("version-prefix"),
        CommandLineText::tr("Stands in place of /v2 in the paths of the v2 API."), QStringLiteral("PATH")};
    QCommandLineOption playground{
        QStringLiteral("playground"),
        CommandLineText::tr("Starts a private etcd with sample data and opens it; it ends with the window.")};
    QCommandLineOption theme{QStringLiteral("theme"), CommandLineText::tr("Looks: system, light or dark."),
                             QStringLiteral("THEME")};
    QCommandLineOption screenshot{
        QStringLiteral("screenshot"),
        CommandLineText::tr("Writes a picture of the window to this file when it is loaded, and ends."),
        QStringLiteral("FILE")};
    QCommandLineOption size{QStringLiteral("size"),
                            CommandLineText::tr("Size of the window, such as 1280x800."),
                            QStringLiteral("WxH")};
    QCommandLineOption measure{
        QStringLiteral("measure"),
        CommandLineText::tr(
            "Writes times and gaps of the event loop to this file, a JSON object a line, and ends."),
        QStringLiteral("FILE")};
    QCommandLineOption measureSeconds{
        QStringLiteral("measure-seconds"),
        CommandLineText::tr("How long to go on measuring once the keys are live."), QStringLiteral("N"),
        QStringLiteral("5")};
    QCommandLineOption measureSearch{
        QStringLiteral("measure-search"),
        CommandLineText::tr("With --measure: types this into the search, key stroke by key stroke."),
        QStringLiteral("TEXT")};
    QCommandLineOption measureFolder{
        QStringLiteral("measure-folder"),
        CommandLineText::tr(
            "With --measure: opens this directory, scrolls and selects in it, and meanwhile writes keys of "
            "its own beside those that are there and removes them again."),
        QStringLiteral("PREFIX")};
    QCommandLineOption expand{
        QStringLiteral("expand"),
        CommandLineText::tr("Opens the directory with this prefix. May be given several times."),
        QStringLiteral("PREFIX")};
    QCommandLineOption load{
        QStringLiteral("load"),
        CommandLineText::tr(
            "Which keys to read: everything, or on-demand (a directory when it is opened; for slow "
            "links and very large clusters)."),
        QStringLiteral("MODE"), QStringLiteral("everything")};
    QCommandLineOption expandChildren{QStringLiteral("expand-children"), {}, QStringLiteral("PREFIX")};
    QCommandLineOption help{{QStringLiteral("h"), QStringLiteral("help")},
                            CommandLineText::tr("Shows this text.")};
    QCommandLineOption version{{QStringLiteral("v"), QStringLiteral("version")},
                               CommandLineText::tr("Shows the version.")};

    Options() { expandChildren.setFlags(QCommandLineOption::HiddenFromHelp); }

    void addTo(QCommandLineParser &parser) const
    {
        parser.addOptions(
            {endpoint,       profile,       prefix,         key,           api,           transport,
             basePath,       versionPrefix, load,           playground,    theme,         screenshot,
             size,           measure,       measureSeconds, measureSearch, measureFolder, expand,
             expandChildren, help,          version});
    }
};

/// What an argument cannot be, as the text to end with.
class Refusal final
{
public:
    void add(const QString &text)
    {
        if (m_text.isEmpty())
            m_text = text;
    }
    void addValue(const QCommandLineOption &option, const QString &value, const QString &expected)
    {
        add(CommandLineText::tr("--%1 %2: %3", "an option, its value, what is wrong")
                .arg(option.names().constLast(), value, expected));
    }
    [[nodiscard]] const QString &text() const { return m_text; }

private:
    QString m_text;
};

template<class T, size_t Count>
std::optional<T> oneOf(const QString &value, const std::array<std::pair<const char *, T>, Count> &choices)
{
    for (const auto &[name, choice] : choices) {
        if (value == QLatin1String(name))
            return choice;
    }
    return std::nullopt;
}

constexpr std::array<std::pair<const char *, ThemeChoice>, 3> themes{
    {{"system", ThemeChoice::System}, {"light", ThemeChoice::Light}, {"dark", ThemeChoice::Dark}}};
constexpr std::array<std::pair<const char *, Transport>, 3> transports{
    {{"auto", Transport::Auto}, {"grpc", Transport::Grpc}, {"gateway", Transport::Gateway}}};
constexpr std::array<std::pair<const char *, Profile::Api>, 3> apis{
    {{"auto", Profile::Api::Auto}, {"v3", Profile::Api::V3}, {"v2", Profile::Api::V2}}};

constexpr std::array<std::pair<const char *, LiveFeed::LoadMode>, 2> loadModes{
    {{"everything", LiveFeed::LoadMode::Everything}, {"on-demand", LiveFeed::LoadMode::OnDemand}}};

std::optional<QByteArray> bytesOf(const QCommandLineOption &option, const QString &value, Refusal &refusal)
{
    auto bytes = fromPrintable(value);
    if (!bytes)
        refusal.addValue(option, value, CommandLineText::tr("has an unknown escape; a backslash is \\\\"));
    return bytes;
}

std::optional<QSize> sizeOf(const QString &value)
{
    static const QRegularExpression form(QStringLiteral("^([1-9][0-9]{1,4})[xX]([1-9][0-9]{1,4})$"));
    const auto match = form.match(value);
    if (!match.hasMatch())
        return std::nullopt;
    return QSize(match.captured(1).toInt(), match.captured(2).toInt());
}

/// A path that stands before others: "/etcd".
QString pathOf(const QCommandLineParser &parser, const QCommandLineOption &option, Refusal &refusal)
{
    static const QRegularExpression form(QStringLiteral("^(/[^/?#\\s]+)+$"));
    const QString path = parser.value(option);
    if (parser.isSet(option) && !form.match(path).hasMatch())
        refusal.addValue(option, path, CommandLineText::tr("must begin with a slash and not end in one"));
    return path;
}

void readApi(const QCommandLineParser &parser, const Options &options, CommandLine &line, Refusal &refusal)
{
    const QString name = parser.value(options.api);
    if (const auto api = oneOf(name, apis))
        line.api = *api;
    else
        refusal.addValue(options.api, name, CommandLineText::tr("must be auto, v3 or v2"));
    line.basePath = pathOf(parser, options.basePath, refusal);
    line.versionPrefix = pathOf(parser, options.versionPrefix, refusal);
    if (line.api == Profile::Api::V3 && parser.isSet(options.versionPrefix))
        refusal.add(CommandLineText::tr("--version-prefix is for the v2 API."));
    if (line.api != Profile::Api::V3)
        line.olderEndpoints = olderEndpoints(parser.values(options.endpoint));
}

void readPlace(const QCommandLineParser &parser, const Options &options, CommandLine &line, Refusal &refusal)
{
    const QStringList endpoints = parser.values(options.endpoint);
    if (!endpoints.isEmpty()) {
        if (auto parsed = EndpointSet::parse(endpoints))
            line.endpoints = std::move(*parsed);
        else
            refusal.add(CommandLineText::tr("--endpoint: %1", "what is wrong").arg(parsed.error().detail));
    }
    line.playground = parser.isSet(options.playground);
    if (line.playground && !endpoints.isEmpty())
        refusal.add(CommandLineText::tr("--playground cannot be used together with --endpoint."));
    line.profile = parser.value(options.profile).trimmed();
    if (parser.isSet(options.profile) && line.profile.isEmpty())
        refusal.add(CommandLineText::tr("--profile needs the name of a connection."));
    if (!line.profile.isEmpty() && (line.playground || !endpoints.isEmpty()))
        refusal.add(
            CommandLineText::tr("--profile cannot be used together with --endpoint or --playground."));

    if (parser.isSet(options.key))
        line.key = bytesOf(options.key, parser.value(options.key), refusal);
    const auto readAll = [&](const QCommandLineOption &option, QList<QByteArray> &into) {
        const QStringList values = parser.values(option);
        for (const QString &value : values) {
            if (const auto bytes = bytesOf(option, value, refusal))
                into.append(*bytes);
        }
    };
    readAll(options.prefix, line.prefixes);
    readAll(options.expand, line.expand);
    readAll(options.expandChildren, line.expandChildren);

    const QString way = parser.value(options.transport);
    if (const auto transport = oneOf(way, transports))
        line.transport = *transport;
    else
        refusal.addValue(options.transport, way, CommandLineText::tr("must be auto, grpc or gateway"));
    const QString load = parser.value(options.load);
    if (const auto mode = oneOf(load, loadModes))
        line.loadMode = *mode;
    else
        refusal.addValue(options.load, load, CommandLineText::tr("must be everything or on-demand"));
}

void readLooks(const QCommandLineParser &parser, const Options &options, CommandLine &line, Refusal &refusal)
{
    if (parser.isSet(options.theme)) {
        line.theme = oneOf(parser.value(options.theme), themes);
        if (!line.theme)
            refusal.addValue(options.theme, parser.value(options.theme),
                             CommandLineText::tr("must be system, light or dark"));
    }
    if (parser.isSet(options.size)) {
        const QString value = parser.value(options.size);
        if (const auto size = sizeOf(value))
            line.size = *size;
        else
            refusal.addValue(options.size, value,
                             CommandLineText::tr("must be two numbers such as 1280x800"));
    }
}

void readOutputs(const QCommandLineParser &parser, const Options &options, CommandLine &line,
                 Refusal &refusal)
{
    line.screenshot = parser.value(options.screenshot);
    line.measure = parser.value(options.measure);
    if (parser.isSet(options.screenshot) && line.screenshot.isEmpty())
        refusal.add(CommandLineText::tr("--screenshot needs the name of a file."));
    if (parser.isSet(options.measure) && line.measure.isEmpty())
        refusal.add(CommandLineText::tr("--measure needs the name of a file."));
    if (!line.screenshot.isEmpty() && !line.measure.isEmpty())
        refusal.add(CommandLineText::tr("--screenshot cannot be used together with --measure."));

    const QString seconds = parser.value(options.measureSeconds);
    bool isNumber = false;
    line.measureSeconds = seconds.toInt(&isNumber);
    if (!isNumber || line.measureSeconds < 0 || line.measureSeconds > 86'400)
        refusal.addValue(options.measureSeconds, seconds,
                         CommandLineText::tr("must be a number from 0 to 86400"));
    line.measureSearch = parser.value(options.measureSearch);
    if (parser.isSet(options.measureFolder))
        line.measureFolder = bytesOf(options.measureFolder, parser.value(options.measureFolder), refusal);
    for (const QCommandLineOption *option : {&options.measureSearch, &options.measureFolder}) {
        if (parser.isSet(*option) && line.measure.isEmpty())
            refusal.add(CommandLineText::tr("--%1 needs --measure.").arg(option->names().constLast()));
    }
}

void readLink(const QCommandLineParser &parser, CommandLine &line, Refusal &refusal)
{
    const QStringList rest = parser.positionalArguments();
    if (rest.isEmpty())
        return;
    // What a link may carry by mistake is not repeated.
    if (!EtcdLink::isLink(rest.first()))
        refusal.add(CommandLineText::tr("Unexpected argument: %1").arg(rest.first()));
    else if (rest.size() > 1)
        refusal.add(CommandLineText::tr("Only one link can be opened."));
    else if (line.opensSession() || line.runsAnErrand())
        refusal.add(CommandLineText::tr("A link cannot be used together with --endpoint, --playground, "
                                        "--screenshot or --measure."));
    line.link = rest.first();
}

void checkTogether(const QCommandLineParser &parser, const Options &options, const CommandLine &line,
                   Refusal &refusal)
{
    if (line.opensSession())
        return;
    for (const QCommandLineOption *option :
         {&options.prefix, &options.key, &options.measure, &options.expand, &options.expandChildren,
          &options.transport, &options.load, &options.api, &options.basePath, &options.versionPrefix}) {
        if (parser.isSet(*option))
            refusal.add(CommandLineText::tr("--%1 needs --endpoint or --playground.")
                            .arg(option->names().constLast()));
    }
}

QString helpText(const QCommandLineParser &parser, const QString &program)
{
    QString text = parser.helpText();
    // Without an application object the parser does not know what it is called.
    text.replace(QStringLiteral("<executable_name>"), program);
    return text;
}

} // namespace

ParsedCommandLine parseCommandLine(const QStringList &arguments, const QString &version)
{
    const QString program =
        arguments.isEmpty() ? QStringLiteral("etcdscope") : QFileInfo(arguments.first()).fileName();
    QCommandLineParser parser;
    parser.setApplicationDescription(
        CommandLineText::tr("Native desktop browser and admin program for etcd."));
    const Options options;
    options.addTo(parser);
    parser.addPositionalArgument(
        QStringLiteral("link"),
        CommandLineText::tr("etcd://host:port/key, or etcds:// for TLS: asks, then opens it read-only."),
        QStringLiteral("[link]"));

    ParsedCommandLine parsed;
    const auto refuse = [&parsed, &program](const QString &why) {
        parsed.exitCode = badUsage;
        parsed.text =
            CommandLineText::tr("%1: %2\nTry '%1 --help'.\n", "program, what is wrong").arg(program, why);
    };
    const bool understood = parser.parse(arguments.isEmpty() ? QStringList{program} : arguments);
    if (understood && parser.isSet(options.help)) {
        parsed.exitCode = 0;
        parsed.text = helpText(parser, program);
        return parsed;
    }
    if (understood && parser.isSet(options.version)) {
        parsed.exitCode = 0;
        parsed.text = QStringLiteral("etcdscope %1\n").arg(version);
        return parsed;
    }
    if (!understood) {
        refuse(parser.errorText());
        return parsed;
    }
    Refusal refusal;
    readPlace(parser, options, parsed.commandLine, refusal);
    readApi(parser, options, parsed.commandLine, refusal);
    readLooks(parser, options, parsed.commandLine, refusal);
    readOutputs(parser, options, parsed.commandLine, refusal);
    readLink(parser, parsed.commandLine, refusal);
    checkTogether(parser, options, parsed.commandLine, refusal);
    if (!refusal.text().isEmpty())
        refuse(refusal.text());
    return parsed;
}

} // namespace etcdscope
