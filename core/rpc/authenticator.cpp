// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/authenticator.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>

namespace etcdscope {

namespace {

/// When a token had better be replaced. A JSON web token tells when it ends; etcd's simple ones live as long
/// as they are used, and some minutes after that.
QDateTime renewalOf(const QByteArray &token)
{
    const QList<QByteArray> parts = token.split('.');
    if (parts.size() != 3)
        return {};
    const QJsonObject claims =
        QJsonDocument::fromJson(QByteArray::fromBase64(parts[1], QByteArray::Base64UrlEncoding)).object();
    const qint64 end = claims.value(QLatin1String("exp")).toInteger() * 1000;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (end <= now) // it says nothing, or the clocks differ: then the server's refusal tells
        return {};
    return QDateTime::fromMSecsSinceEpoch(end - (end - now) / 5);
}

} // namespace

Authenticator::Authenticator(Ask ask, QObject *parent)
    : QObject(parent)
    , m_ask(std::move(ask))
{
}

Authenticator::~Authenticator()
{
    wipe(m_login.password);
}

void Authenticator::setLogin(const Login &login)
{
    m_call.cancel();
    wipe(m_login.password);
    m_login = login;
    m_disabled = false;
    dropToken();
    retry();
    emit settled(); // those who waited for the other login begin again
}

void Authenticator::retry()
{
    m_refused = false;
    m_error.reset();
}

bool Authenticator::isReady() const
{
    if (!hasLogin() || m_disabled)
        return true;
    const bool ends = m_renewAt.isValid() && m_renewAt <= QDateTime::currentDateTimeUtc();
    return !m_credentials.token().isEmpty() && !ends;
}

void Authenticator::renew()
{
    if (m_call.isActive())
        return;
    dropToken();
    m_call = m_ask(m_login);
    m_call.then(this, [this](const Result<Token> &answer) { answered(answer); });
}

void Authenticator::answered(const Result<Token> &answer)
{
    m_error.reset();
    if (answer) {
        m_credentials.setToken(answer->text);
        m_renewAt = renewalOf(m_credentials.token());
        m_cluster = answer->clusterId;
    } else if (answer.error().kind == ErrorKind::Unsupported) {
        m_disabled = true;
    } else {
        m_error = answer.error();
        // An auth store that changed meanwhile says so in the words of this kind, and is asked again.
        m_refused = m_error->kind == ErrorKind::Unauthenticated &&
                    !m_error->serverMessage.contains(QLatin1String("revision of auth store is old"));
    }
    const QPointer<Authenticator> alive(this);
    if (m_refused)
        emit refused(*m_error);
    if (alive)
        emit settled();
}

bool Authenticator::mends(const Error &error, const QByteArray &token)
{
    if (!hasLogin() || error.kind != ErrorKind::Unauthenticated)
        return false;
    m_disabled = false;
    if (token == m_credentials.token())
        dropToken();
    return !m_refused;
}

void Authenticator::suspect(const QByteArray &token)
{
    if (!token.isEmpty() && token == m_credentials.token())
        dropToken();
}

void Authenticator::noteCluster(quint64 id)
{
    if (id == 0 || m_cluster == 0 || id == m_cluster)
        return;
    m_cluster = 0;
    dropToken();
}

void Authenticator::dropToken()
{
    m_credentials.setToken({});
    m_renewAt = {};
}

} // namespace etcdscope
