// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/shellcommand.h"

#include "core/values/textconversion.h"

#include <algorithm>

namespace etcdscope {

namespace {

constexpr qsizetype longestArgument = 100 * 1024; // Linux allows 128 KiB for one argument

bool isBare(uchar byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '/' || byte == '.' || byte == '_' || byte == '-' || byte == ':' || byte == ',' ||
           byte == '@' || byte == '+' || byte == '%';
}

/// Octal, because its three digits end by themselves; some shells take more than two after `\x`.
void appendOctal(QString &text, uchar byte)
{
    text += QLatin1Char('\\');
    for (const int shift : {6, 3, 0})
        text += QLatin1Char(char('0' + ((byte >> shift) & 7)));
}

bool isPrintableText(QByteArrayView bytes)
{
    if (firstInvalidUtf8(bytes) >= 0)
        return false;
    const QString text = QString::fromUtf8(bytes);
    return std::ranges::all_of(text, [](QChar c) { return c.isPrint() || c.isSurrogate(); });
}

QString command(const QString &endpoint, const char *verb)
{
    const QByteArray address = endpoint.toUtf8();
    return QLatin1String("etcdctl --endpoints=") + shellWord(address).value_or(QString()) + QLatin1Char(' ') +
           QLatin1String(verb) + QLatin1Char(' ');
}

/// A word that does not look like an option needs no `--` before it.
std::optional<QString> keyWord(QByteArrayView key)
{
    const auto word = shellWord(key);
    if (word && key.startsWith('-'))
        return QLatin1String("-- ") + *word;
    return word;
}

QString printfFormat(QByteArrayView value)
{
    QString text(QLatin1String("printf '"));
    text.reserve(value.size() + value.size() / 4);
    for (const char c : value) {
        const bool plain = c >= ' ' && c < 0x7f && c != '\'' && c != '\\';
        // A format that starts with a dash would be taken for an option.
        if (!plain || (c == '-' && text.endsWith(QLatin1Char('\''))))
            appendOctal(text, uchar(c));
        else if (c == '%')
            text += QLatin1String("%%");
        else
            text += QLatin1Char(c);
    }
    return text + QLatin1String("' | ");
}

} // namespace

std::optional<QString> shellWord(QByteArrayView bytes)
{
    if (bytes.contains('\0'))
        return std::nullopt;
    if (!bytes.isEmpty() && std::ranges::all_of(bytes, [](char c) { return isBare(uchar(c)); }))
        return QString::fromLatin1(bytes);
    if (isPrintableText(bytes)) {
        QString text = QString::fromUtf8(bytes);
        text.replace(QLatin1Char('\''), QLatin1String("'\\''"));
        return QLatin1Char('\'') + text + QLatin1Char('\'');
    }
    QString text(QLatin1String("$'"));
    for (const char c : bytes) {
        if (c == '\'' || c == '\\')
            (text += QLatin1Char('\\')) += QLatin1Char(c);
        else if (c >= ' ' && c < 0x7f)
            text += QLatin1Char(c);
        else
            appendOctal(text, uchar(c));
    }
    return text + QLatin1Char('\'');
}

std::optional<QString> etcdctlGet(QByteArrayView key, const QString &endpoint)
{
    const auto word = keyWord(key);
    return word ? std::optional(command(endpoint, "get") + *word) : std::nullopt;
}

std::optional<QString> etcdctlRemove(QByteArrayView key, const QString &endpoint)
{
    const auto word = keyWord(key);
    return word ? std::optional(command(endpoint, "del") + *word) : std::nullopt;
}

std::optional<QString> etcdctlPut(QByteArrayView key, QByteArrayView value, const QString &endpoint)
{
    const auto word = keyWord(key);
    if (!word)
        return std::nullopt;
    const auto argument = value.size() > longestArgument ? std::nullopt : shellWord(value);
    if (!argument)
        return printfFormat(value) + command(endpoint, "put") + *word;
    const bool dashes = value.startsWith('-') && !key.startsWith('-');
    return command(endpoint, "put") + (dashes ? QLatin1String("-- ") : QLatin1String()) + *word +
           QLatin1Char(' ') + *argument;
}

} // namespace etcdscope
