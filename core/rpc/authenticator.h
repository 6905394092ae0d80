// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/rpc/credentials.h"
#include "core/rpc/login.h"

#include <QDateTime>
#include <QObject>

#include <functional>
#include <optional>

namespace etcdscope {

/// Keeps a valid token for a login: asks for one when it is first needed, and for another when the one it has
/// ended or will end soon. However many calls wait, one Authenticate is under way. A refusal is final until
/// another login comes or retry() is called: a wrong password is sent once.
class Authenticator final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Authenticator)

public:
    struct Token
    {
        QByteArray text;
        quint64 clusterId = 0;
    };
    /// Sends the one request; with no token.
    using Ask = std::function<Call<Token>(const Login &login)>;

    explicit Authenticator(Ask ask, QObject *parent = nullptr);
    ~Authenticator() override;

    void setLogin(const Login &login);
    [[nodiscard]] bool hasLogin() const { return !m_login.user.isEmpty(); }
    /// Takes back a refusal.
    void retry();

    /// What calls carry. The same object as long as this one lives.
    [[nodiscard]] const Credentials &credentials() const { return m_credentials; }
    /// Whether a call may go out now: there is a token, or none is needed.
    [[nodiscard]] bool isReady() const;
    /// Why no call can go out: the refusal, or what the last attempt met.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    [[nodiscard]] bool isRefused() const { return m_refused; }
    /// There is a login, but the cluster asks nobody who he is.
    [[nodiscard]] bool isDisabled() const { return m_disabled; }

    /// Precondition: !isReady(), !isRefused(). Ends with settled().
    void renew();

    /// Whether `error`, which a call with `token` met, may be mended by another token; isReady() says whether
    /// there is one already.
    [[nodiscard]] bool mends(const Error &error, const QByteArray &token);
    /// A server that does not know a token yet keeps its caller waiting: it is not used again.
    void suspect(const QByteArray &token);
    /// Tokens of one cluster are not shown to another.
    void noteCluster(quint64 id);

signals:
    /// renew() has ended: isReady(), or error().
    void settled();
    /// Once for each login or retry(): the server does not take it.
    void refused(const etcdscope::Error &error);

private:
    void answered(const Result<Token> &answer);
    void dropToken();

    Ask m_ask;
    Login m_login;
    Credentials m_credentials;
    Call<Token> m_call;
    std::optional<Error> m_error;
    QDateTime m_renewAt; // invalid where the token does not tell when it ends
    quint64 m_cluster = 0;
    bool m_disabled = false; // the cluster asks nobody who he is
    bool m_refused = false;
};

} // namespace etcdscope
