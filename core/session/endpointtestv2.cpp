// SPDX-License-Identifier: Apache-2.0
//
// The stages of an EndpointTest that are of the v2 API.
#include "core/session/connectioncause.h"
#include "core/session/endpointtest.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace etcdscope {

namespace {

constexpr int keyNotFound = 100;

v2::Request requestOf(const QByteArray &path, int deadline)
{
    v2::Request request;
    request.path = path;
    request.deadline = deadline;
    return request;
}

} // namespace

void EndpointTest::speakV2(const std::optional<Error> &errorOfV3)
{
    lookForV2([this, errorOfV3](const std::optional<Error> &error) {
        if (error) {
            speechFailed(errorOfV3.value_or(*error));
            return;
        }
        m_speaksV2 = true;
        m_result.transport = QStringLiteral("HTTP");
        pass(Stage::Http);
        askVersion();
    });
}

void EndpointTest::lookForV2(const std::function<void(const std::optional<Error> &)> &next)
{
    SessionSettings settings = m_settings;
    settings.endpoints = {};
    (void)settings.endpoints.add(m_result.endpoint);
    settings.olderEndpoints.clear();
    m_v2 = std::make_unique<V2Access>(m_network, m_polls, settings);
    connect(m_v2.get(), &V2Access::found, this, [this, next] {
        m_result.servesV2 = true;
        next(std::nullopt);
    });
    connect(m_v2.get(), &V2Access::missed, this, [next](const Error &error) { next(error); });
    m_v2->look();
}

void EndpointTest::authenticateByV2()
{
    if (m_settings.login.user.isEmpty()) {
        skip(Stage::Authentication);
        readOneByV2();
        return;
    }
    begin(Stage::Authentication);
    m_v2Call = m_v2->client().send(requestOf("/auth/enable", m_settings.callTimeout));
    m_v2Call.then(this, [this](const Result<v2::Response> &answer) {
        // Where it is on, only reading shows what the password is worth.
        if (answer &&
            !QJsonDocument::fromJson(answer->body).object().value(QLatin1String("enabled")).toBool())
            pass(Stage::Authentication, Cause::AuthenticationDisabled);
        readOneByV2();
    });
}

/// A key that is not there: the answer costs the same however many keys there are.
void EndpointTest::readOneByV2()
{
    const bool decidesLogin = at(Stage::Authentication).state == State::Running;
    if (!decidesLogin)
        begin(Stage::Read);
    const QByteArray prefix = V2Access::rooted(m_settings.prefixes).value(0, "/");
    v2::Request request =
        requestOf("/keys" + (prefix + "_etcdscope").toPercentEncoding("/"), m_settings.callTimeout);
    request.query = "quorum=true";
    m_v2Call = m_v2->client().send(request);
    m_v2Call.then(this, [this, decidesLogin](const Result<v2::Response> &answer) {
        const bool hasRead = answer || answer.error().v2Code == keyNotFound;
        if (!hasRead && answer.error().kind == ErrorKind::Unauthenticated) {
            skip(Stage::Read);
            fail(Stage::Authentication,
                 m_settings.login.user.isEmpty() ? Cause::LoginRequired : Cause::RefusedByV2, answer.error());
            return;
        }
        if (decidesLogin) {
            pass(Stage::Authentication);
            begin(Stage::Read);
        }
        if (hasRead)
            pass(Stage::Read);
        else
            fail(Stage::Read, causeOfError(answer.error()), answer.error());
    });
}

} // namespace etcdscope
