// SPDX-License-Identifier: Apache-2.0
#include "core/v2/answers.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace etcdscope::v2 {

Result<QJsonObject> objectOf(const Result<Response> &response)
{
    if (!response)
        return response.error();
    const QJsonDocument document = QJsonDocument::fromJson(response->body);
    if (document.isObject())
        return document.object();
    return Error{.kind = ErrorKind::Protocol,
                 .fate = RequestFate::MaybeSent,
                 .httpStatus = response->status,
                 .detail = QStringLiteral("not an answer of etcd's v2 API")};
}

Result<void> doneOf(const Result<Response> &response)
{
    return response ? Result<void>() : Result<void>(response.error());
}

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &text : array)
        texts.append(text.toString());
    return texts;
}

Request jsonRequest(Request::Verb verb, const QByteArray &path, const QJsonObject &body)
{
    return {.verb = verb,
            .path = path,
            .body = QJsonDocument(body).toJson(QJsonDocument::Compact),
            .bodyKind = Request::Body::Json};
}

} // namespace etcdscope::v2
