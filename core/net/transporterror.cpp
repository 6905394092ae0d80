// SPDX-License-Identifier: Apache-2.0
#include "core/net/transporterror.h"

#include "core/net/http2reply.h"
#include "core/net/networkaccess.h"
#include "core/net/tlscause.h"

#include <QSslConfiguration>

namespace etcdscope {

namespace {

constexpr int proxyLoginStatus = 407;

ErrorKind kindOf(Http2Reply::Failure failure)
{
    using Failure = Http2Reply::Failure;
    switch (failure) {
    case Failure::TlsFailed:
        return ErrorKind::Tls;
    case Failure::NoHttp2:
    case Failure::ProtocolError:
        return ErrorKind::Protocol;
    case Failure::DeadlineExceeded:
        return ErrorKind::Timeout;
    case Failure::Cancelled:
        return ErrorKind::Local;
    case Failure::GoAway:
        return ErrorKind::Unavailable;
    case Failure::None:
    case Failure::ConnectFailed:
    case Failure::ConnectionClosed:
    case Failure::PeerSilent:
    case Failure::StreamReset:
        break;
    }
    return ErrorKind::Network;
}

// Qt does not say how far a request of its own HTTP came: only what fails before the first byte is certain.
std::pair<ErrorKind, RequestFate> classify(const QNetworkReply &reply)
{
    if (reply.property(NetworkAccess::RefusedProperty).toBool())
        return {ErrorKind::ReadOnly, RequestFate::NotSent};
    if (reply.property(NetworkAccess::DeadlineProperty).toBool())
        return {ErrorKind::Timeout, RequestFate::MaybeSent};
    if (reply.property(NetworkAccess::ConnectionsLostProperty).toBool())
        return {ErrorKind::Network, RequestFate::MaybeSent};
    if (reply.property(NetworkAccess::TlsCauseProperty).isValid())
        return {ErrorKind::Tls, RequestFate::NotSent};
    switch (reply.error()) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return {ErrorKind::Network, RequestFate::NotSent};
    case QNetworkReply::SslHandshakeFailedError:
        return {ErrorKind::Tls, RequestFate::NotSent};
    case QNetworkReply::TimeoutError:
        return {ErrorKind::Timeout, RequestFate::MaybeSent};
    case QNetworkReply::OperationCanceledError:
        return {ErrorKind::Local, RequestFate::MaybeSent};
    case QNetworkReply::ProtocolUnknownError:
        return {ErrorKind::Local, RequestFate::NotSent};
    default:
        return {ErrorKind::Network, RequestFate::MaybeSent};
    }
}

TlsCause tlsCauseOf(const QNetworkReply &reply)
{
    if (const QVariant cause = reply.property(NetworkAccess::TlsCauseProperty); cause.isValid())
        return TlsCause(cause.toInt());
    return causeOfHandshake(reply.errorString(),
                            !reply.request().sslConfiguration().localCertificate().isNull());
}

} // namespace

bool isOfProxyLogin(const Error &error)
{
    return error.httpStatus == proxyLoginStatus;
}

Error transportError(const QNetworkReply &reply)
{
    Error error;
    error.detail = reply.errorString();
    error.httpStatus = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (const auto *http2 = qobject_cast<const Http2Reply *>(&reply)) {
        error.kind = kindOf(http2->failure());
        error.fate = http2->fate();
        error.silence = http2->silence();
        error.tlsCause = http2->tlsCause();
        if (reply.error() == QNetworkReply::ProxyAuthenticationRequiredError)
            error.httpStatus = proxyLoginStatus;
        return error;
    }
    std::tie(error.kind, error.fate) = classify(reply);
    if (reply.error() == QNetworkReply::ProxyAuthenticationRequiredError) {
        error.httpStatus = proxyLoginStatus;
        return error; // no server has answered
    }
    if (reply.property(NetworkAccess::ConnectionsLostProperty).toBool())
        error.detail = QStringLiteral("the server closed every connection at once");
    if (error.kind == ErrorKind::Tls)
        error.tlsCause = tlsCauseOf(reply);
    if (error.httpStatus != 0) {
        error.fate = RequestFate::Answered;
        if (error.kind == ErrorKind::Network)
            error.kind = ErrorKind::Protocol;
    }
    return error;
}

} // namespace etcdscope
