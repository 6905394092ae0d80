// SPDX-License-Identifier: Apache-2.0
#include "core/session/etcdctloptions.h"

#include <QRegularExpression>

#include <cmath>
#include <limits>

namespace etcdscope {

namespace {

using Option = EtcdctlOption;

struct Flag
{
    const char *name;
    EtcdctlOptionInfo info;
};

constexpr Flag Flags[] = {
    {"endpoints", {Option::Endpoints, true, false}},
    {"endpoint", {Option::Endpoints, true, true}},
    {"peers", {Option::Endpoints, true, true}},
    {"C", {Option::Endpoints, true, true}},
    {"cacert", {Option::CaFile, true, false}},
    {"ca-file", {Option::CaFile, true, true}},
    {"cert", {Option::CertificateFile, true, false}},
    {"cert-file", {Option::CertificateFile, true, true}},
    {"key", {Option::KeyFile, true, false}},
    {"key-file", {Option::KeyFile, true, true}},
    {"insecure-skip-tls-verify", {Option::InsecureSkipVerify, false, false}},
    {"insecure-transport", {Option::InsecureTransport, false, false}},
    {"user", {Option::User, true, false}},
    {"username", {Option::User, true, true}},
    {"u", {Option::User, true, true}},
    {"password", {Option::Password, true, false}},
    {"discovery-srv", {Option::DiscoverySrv, true, false}},
    {"d", {Option::DiscoverySrv, true, false}},
    {"D", {Option::DiscoverySrv, true, true}},
    {"discovery-srv-name", {Option::DiscoverySrvName, true, false}},
    {"dial-timeout", {Option::ConnectTimeout, true, false}},
    {"timeout", {Option::ConnectTimeout, true, true}},
    {"command-timeout", {Option::CallTimeout, true, false}},
    {"total-timeout", {Option::CallTimeout, true, true}},
    {"debug", {Option::Output, false, false}},
    {"help", {Option::Output, false, false}},
    {"h", {Option::Output, false, false}},
    {"hex", {Option::Output, false, false}},
    {"insecure-discovery", {Option::Output, false, false}},
    {"keepalive-time", {Option::Output, true, false}},
    {"keepalive-timeout", {Option::Output, true, false}},
    {"write-out", {Option::Output, true, false}},
    {"w", {Option::Output, true, false}},
    {"no-sync", {Option::Output, false, true}},
    {"output", {Option::Output, true, true}},
    {"o", {Option::Output, true, true}},
};

} // namespace

std::optional<EtcdctlOptionInfo> etcdctlFlag(QStringView name)
{
    for (const Flag &flag : Flags) {
        if (name == QLatin1String(flag.name))
            return flag.info;
    }
    return std::nullopt;
}

std::optional<EtcdctlOptionInfo> etcdctlVariable(QStringView name)
{
    constexpr QLatin1String Prefix("ETCDCTL_");
    if (!name.startsWith(Prefix))
        return std::nullopt;
    const QString flag =
        name.mid(Prefix.size()).toString().toLower().replace(QLatin1Char('_'), QLatin1Char('-'));
    if (flag == QLatin1String("api"))
        return EtcdctlOptionInfo{Option::Api, true, false};
    return flag.size() > 1 ? etcdctlFlag(flag) : std::nullopt;
}

std::optional<int> goDuration(QStringView text)
{
    static const QRegularExpression part(
        QStringLiteral("\\G([0-9]+\\.?[0-9]*|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)"));
    double milliseconds = 0;
    qsizetype end = text.startsWith(u'+') ? 1 : 0;
    while (end < text.size()) {
        const auto match = part.match(text, end);
        if (!match.hasMatch())
            return std::nullopt;
        const QStringView unit = match.capturedView(2);
        double factor = 1e-3;
        if (unit == QLatin1String("ns"))
            factor = 1e-6;
        else if (unit == QLatin1String("ms"))
            factor = 1;
        else if (unit == QLatin1String("s"))
            factor = 1e3;
        else if (unit == QLatin1String("m"))
            factor = 60e3;
        else if (unit == QLatin1String("h"))
            factor = 3600e3;
        milliseconds += match.capturedView(1).toDouble() * factor;
        end = match.capturedEnd();
    }
    milliseconds = std::ceil(milliseconds);
    if (milliseconds < 1 || milliseconds > std::numeric_limits<int>::max())
        return std::nullopt;
    return int(milliseconds);
}

std::optional<bool> goBool(QStringView text)
{
    for (const char *word : {"1", "t", "T", "true", "TRUE", "True"}) {
        if (text == QLatin1String(word))
            return true;
    }
    for (const char *word : {"0", "f", "F", "false", "FALSE", "False"}) {
        if (text == QLatin1String(word))
            return false;
    }
    return std::nullopt;
}

} // namespace etcdscope
