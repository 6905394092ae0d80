// SPDX-License-Identifier: Apache-2.0
#include "core/store/v2status.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>

namespace etcdscope {

namespace {

constexpr size_t questions = 4;

QByteArray field(const v2::Response &response, QLatin1String name)
{
    return QJsonDocument::fromJson(response.body).object().value(name).toString().toUtf8();
}

} // namespace

Call<StoreStatus> V2Status::ask(const std::shared_ptr<v2::Client> &client, QObject *parent)
{
    auto *status = new V2Status(client, parent);
    status->m_promise.onCancel([status = QPointer<V2Status>(status)] {
        if (status)
            status->deleteLater();
    });
    auto call = status->m_promise.call();
    status->send("/version", false, &V2Status::version);
    status->send("/stats/self", true, &V2Status::self);
    status->send("/members/leader", true, &V2Status::leader);
    // Whether there is such a key or not, the answer is short and has the index.
    status->send("/keys/_", true, &V2Status::key);
    return call;
}

V2Status::V2Status(std::shared_ptr<v2::Client> client, QObject *parent)
    : QObject(parent)
    , m_client(std::move(client))
{
    m_calls.reserve(questions);
}

void V2Status::send(const QByteArray &path, bool isBelowVersion,
                    void (V2Status::*answered)(const Result<v2::Response> &))
{
    v2::Request request;
    request.path = path;
    request.isBelowVersion = isBelowVersion;
    request.wantAbsence = true;
    request.endpoint = m_client->endpoint(); // four halves of an answer by different members are none
    m_calls.push_back(m_client->send(request));
    m_calls.back().then(this, [this, answered](const Result<v2::Response> &response) {
        (this->*answered)(response);
        settle();
    });
}

void V2Status::version(const Result<v2::Response> &response)
{
    if (response)
        m_status.version = field(*response, QLatin1String("etcdserver"));
    else
        m_error = response.error();
}

void V2Status::self(const Result<v2::Response> &response)
{
    if (response)
        m_status.memberId = field(*response, QLatin1String("id")).toULongLong(nullptr, 16);
}

/// /stats/self names a leader too, but a member that has lost it names itself.
void V2Status::leader(const Result<v2::Response> &response)
{
    if (response)
        m_status.leaderId = field(*response, QLatin1String("id")).toULongLong(nullptr, 16);
}

void V2Status::key(const Result<v2::Response> &response)
{
    if (response)
        m_status.position = {response->headers.etcdIndex};
}

void V2Status::settle()
{
    if (++m_answers < questions)
        return;
    m_status.clusterId = m_client->clusterId();
    deleteLater();
    const auto promise = m_promise;
    if (m_error)
        promise.finish(*m_error);
    else
        promise.finish(m_status);
}

} // namespace etcdscope
