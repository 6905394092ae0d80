// SPDX-License-Identifier: Apache-2.0
#include "core/net/etcdlink.h"

#include <algorithm>
#include <cctype>

namespace etcdscope {

namespace {

constexpr qsizetype longest = 64 * 1024; // characters

std::optional<QByteArray> decoded(QStringView text)
{
    const QByteArray encoded = text.toUtf8();
    for (qsizetype i = 0; i < encoded.size(); ++i) {
        const auto isHex = [&](qsizetype at) {
            return at < encoded.size() && std::isxdigit(static_cast<unsigned char>(encoded[at]));
        };
        if (encoded[i] == '%' && (!isHex(i + 1) || !isHex(i + 2)))
            return std::nullopt;
    }
    return QByteArray::fromPercentEncoding(encoded);
}

} // namespace

bool EtcdLink::isLink(const QString &text)
{
    return text.startsWith(QLatin1String("etcd:"), Qt::CaseInsensitive) ||
           text.startsWith(QLatin1String("etcds:"), Qt::CaseInsensitive);
}

std::optional<EtcdLink> EtcdLink::parse(const QString &text, Fault *fault)
{
    const auto refused = [fault](Fault why) {
        if (fault)
            *fault = why;
        return std::nullopt;
    };
    const qsizetype mark = text.indexOf(QLatin1String("://"));
    if (!isLink(text) || mark != text.indexOf(QLatin1Char(':')))
        return refused(Fault::Scheme);
    if (text.size() > longest)
        return refused(Fault::TooLong);
    const bool secure = text.startsWith(QLatin1String("etcds"), Qt::CaseInsensitive);
    const QStringView rest = QStringView(text).mid(mark + 3);
    const auto isEnd = [](QChar c) { return c == u'/' || c == u'?' || c == u'#'; };
    const qsizetype end = std::find_if(rest.begin(), rest.end(), isEnd) - rest.begin();
    const QStringView authority = rest.first(end);
    QStringView path = rest.mid(end);
    if (authority.contains(u'@'))
        return refused(Fault::Secret);
    if (path.contains(u'#'))
        return refused(Fault::Fragment);

    QStringList endpoints;
    const auto hosts = authority.split(u',');
    for (const QStringView host : hosts) {
        if (!host.trimmed().isEmpty())
            endpoints += (secure ? QLatin1String("https://") : QLatin1String("http://")) + host.toString();
    }
    auto set = EndpointSet::parse(endpoints);
    if (!set)
        return refused(Fault::Hosts);
    EtcdLink link{.endpoints = std::move(*set), .key = std::nullopt, .prefix = {}};

    QStringView query;
    if (const qsizetype question = path.indexOf(u'?'); question >= 0) {
        query = path.mid(question + 1);
        path = path.first(question);
    }
    if (path.size() > 1) {
        link.key = decoded(path.mid(1));
        if (!link.key)
            return refused(Fault::Encoding);
    }
    if (!query.isEmpty()) {
        if (!query.startsWith(u"prefix=") || query.contains(u'&'))
            return refused(Fault::Query);
        if (link.key)
            return refused(Fault::KeyAndPrefix);
        const auto prefix = decoded(query.mid(7));
        if (!prefix)
            return refused(Fault::Encoding);
        link.prefix = *prefix;
    }
    return link;
}

} // namespace etcdscope
