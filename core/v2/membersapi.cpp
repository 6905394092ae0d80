// SPDX-License-Identifier: Apache-2.0
#include "core/v2/membersapi.h"

#include "core/v2/answers.h"

#include <QJsonArray>

namespace etcdscope::v2 {

namespace {

QJsonObject peers(const QStringList &urls)
{
    return {{QStringLiteral("peerURLs"), QJsonArray::fromStringList(urls)}};
}

QByteArray pathOf(const QByteArray &id)
{
    return "/members/" + id.toPercentEncoding();
}

Result<Member> memberOfAnswer(const Result<Response> &response)
{
    const auto object = objectOf(response);
    return object ? Result<Member>(MembersApi::memberOf(*object)) : object.error();
}

} // namespace

Call<std::vector<Member>> MembersApi::list() const
{
    return m_client->send({.path = "/members"})
        .transform([](const Result<Response> &response) -> Result<std::vector<Member>> {
            const auto object = objectOf(response);
            if (!object)
                return object.error();
            std::vector<Member> members;
            const QJsonArray array = object->value(QLatin1String("members")).toArray();
            for (const QJsonValue &member : array)
                members.push_back(memberOf(member.toObject()));
            return members;
        });
}

Call<Member> MembersApi::leader() const
{
    return m_client->send({.path = "/members/leader"}).transform(memberOfAnswer);
}

Call<QStringList> MembersApi::machines() const
{
    return m_client->send({.path = "/machines"})
        .transform([](const Result<Response> &response) -> Result<QStringList> {
            if (!response)
                return response.error();
            QStringList urls;
            const QStringList parts =
                QString::fromUtf8(response->body).split(QLatin1Char(','), Qt::SkipEmptyParts);
            for (const QString &part : parts)
                urls.append(part.trimmed());
            return urls;
        });
}

Call<Member> MembersApi::add(const QStringList &peerUrls) const
{
    return m_client->send(jsonRequest(Request::Verb::Post, "/members", peers(peerUrls)))
        .transform(memberOfAnswer);
}

Call<void> MembersApi::change(const QByteArray &id, const QStringList &peerUrls) const
{
    return m_client->send(jsonRequest(Request::Verb::Put, pathOf(id), peers(peerUrls))).transform(doneOf);
}

Call<void> MembersApi::remove(const QByteArray &id) const
{
    return m_client->send({.verb = Request::Verb::Delete, .path = pathOf(id)}).transform(doneOf);
}

Member MembersApi::memberOf(const QJsonObject &object)
{
    return {.id = object.value(QLatin1String("id")).toString().toLatin1(),
            .name = object.value(QLatin1String("name")).toString(),
            .peerUrls = textsOf(object.value(QLatin1String("peerURLs"))),
            .clientUrls = textsOf(object.value(QLatin1String("clientURLs")))};
}

} // namespace etcdscope::v2
