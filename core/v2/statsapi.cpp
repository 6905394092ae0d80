// SPDX-License-Identifier: Apache-2.0
#include "core/v2/statsapi.h"

#include "core/v2/answers.h"
#include "core/v2/membersapi.h"
#include "core/v2/sequence.h"

namespace etcdscope::v2 {

namespace {

QDateTime timeOf(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

std::optional<double> rateOf(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

Result<SelfStats> selfOf(const Result<Response> &response)
{
    const auto object = objectOf(response);
    if (!object)
        return object.error();
    const auto value = [&](const char *name) { return object->value(QLatin1String(name)); };
    const QJsonObject leader = value("leaderInfo").toObject();
    return SelfStats{.name = value("name").toString(),
                     .id = value("id").toString().toLatin1(),
                     .saysLeader = value("state").toString() == QLatin1String("StateLeader"),
                     .startTime = timeOf(value("startTime")),
                     .leaderId = leader.value(QLatin1String("leader")).toString().toLatin1(),
                     .leaderUptime = leader.value(QLatin1String("uptime")).toString(),
                     .leaderStartTime = timeOf(leader.value(QLatin1String("startTime"))),
                     .receivedAppends = value("recvAppendRequestCnt").toInteger(),
                     .sentAppends = value("sendAppendRequestCnt").toInteger(),
                     .receivedPackages = rateOf(value("recvPkgRate")),
                     .sentPackages = rateOf(value("sendPkgRate")),
                     .receivedBytes = rateOf(value("recvBandwidthRate")),
                     .sentBytes = rateOf(value("sendBandwidthRate"))};
}

Result<StoreStats> storeOf(const Result<Response> &response)
{
    const auto object = objectOf(response);
    if (!object)
        return object.error();
    const auto number = [&](const QString &name) { return object->value(name).toInteger(); };
    const auto count = [&](const char *name) {
        const QString text = QString::fromLatin1(name);
        return StoreStats::Count{.succeeded = number(text + QLatin1String("Success")),
                                 .failed = number(text + QLatin1String("Fail"))};
    };
    return StoreStats{.gets = count("gets"),
                      .sets = count("sets"),
                      .removals = count("delete"),
                      .updates = count("update"),
                      .creations = count("create"),
                      .swaps = count("compareAndSwap"),
                      .comparedRemovals = count("compareAndDelete"),
                      .expired = number(QStringLiteral("expireCount")),
                      .watchers = number(QStringLiteral("watchers"))};
}

FollowerStats followerOf(const QString &id, const QJsonObject &object)
{
    const QJsonObject latency = object.value(QLatin1String("latency")).toObject();
    const QJsonObject counts = object.value(QLatin1String("counts")).toObject();
    const auto time = [&](const char *name) { return latency.value(QLatin1String(name)).toDouble(); };
    return {.id = id.toLatin1(),
            .current = time("current"),
            .average = time("average"),
            .deviation = time("standardDeviation"),
            .minimum = time("minimum"),
            .maximum = time("maximum"),
            .succeeded = counts.value(QLatin1String("success")).toInteger(),
            .failed = counts.value(QLatin1String("fail")).toInteger()};
}

Result<LeaderStats> leaderOf(const Result<Response> &response)
{
    const auto object = objectOf(response);
    if (!object)
        return object.error();
    LeaderStats stats;
    stats.id = object->value(QLatin1String("leader")).toString().toLatin1();
    const QJsonObject followers = object->value(QLatin1String("followers")).toObject();
    for (auto follower = followers.begin(); follower != followers.end(); ++follower)
        stats.followers.push_back(followerOf(follower.key(), follower.value().toObject()));
    return stats;
}

/// Where to ask a member; empty when it does not say.
QUrl endpointFor(const Member &member, const EndpointSet &known)
{
    QUrl first;
    for (const QString &text : member.clientUrls) {
        const auto url = EndpointSet::parseOne(text);
        if (!url)
            continue;
        if (known.urls().contains(*url))
            return *url;
        if (first.isEmpty())
            first = *url;
    }
    return first;
}

} // namespace

Call<SelfStats> StatsApi::self(const QUrl &endpoint) const
{
    return m_client->send({.path = "/stats/self", .endpoint = endpoint}).transform(selfOf);
}

Call<StoreStats> StatsApi::store(const QUrl &endpoint) const
{
    return m_client->send({.path = "/stats/store", .endpoint = endpoint}).transform(storeOf);
}

Call<LeaderStats> StatsApi::leader() const
{
    return andThen(MembersApi(m_client).leader(), [client = m_client](const Member &member) {
        const QUrl endpoint = endpointFor(member, client->endpoints());
        return client->send({.path = "/stats/leader", .endpoint = endpoint}).transform(leaderOf);
    });
}

} // namespace etcdscope::v2
