// SPDX-License-Identifier: Apache-2.0
#include "core/session/connectioncause.h"

namespace etcdscope {

namespace {

using Cause = ConnectionTest::Cause;

Cause causeOfTls(TlsCause cause)
{
    switch (cause) {
    case TlsCause::Expired:
        return Cause::CertificateExpired;
    case TlsCause::NotYetValid:
        return Cause::CertificateNotYetValid;
    case TlsCause::WrongName:
        return Cause::WrongName;
    case TlsCause::UnknownAuthority:
        return Cause::UnknownAuthority;
    case TlsCause::SelfSigned:
        return Cause::SelfSigned;
    case TlsCause::Revoked:
        return Cause::CertificateRevoked;
    case TlsCause::NotAccepted:
        return Cause::CertificateNotAccepted;
    case TlsCause::ClientCertificateRequired:
        return Cause::ClientCertificateRequired;
    case TlsCause::ClientCertificateRefused:
        return Cause::ClientCertificateRefused;
    case TlsCause::NotTls:
        return Cause::NotTls;
    default:
        return Cause::TlsFailed;
    }
}

Cause causeOfUnavailable(const QString &words)
{
    // Without a quorum etcd gives up after some seconds, in one of these ways.
    for (const char *sign : {"no leader", "request timed out", "leader changed", "unhealthy cluster"}) {
        if (words.contains(QLatin1String(sign)))
            return Cause::NoLeader;
    }
    return Cause::Overloaded;
}

} // namespace

Cause causeOfError(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Tls:
        return causeOfTls(error.tlsCause);
    case ErrorKind::Timeout:
        return error.grpcCode >= 0 ? Cause::NoLeader : Cause::NoAnswer;
    case ErrorKind::Network:
        return error.silence > 0 ? Cause::NoAnswer : Cause::ConnectionClosed;
    case ErrorKind::Unavailable:
        return causeOfUnavailable(error.serverMessage);
    case ErrorKind::Unauthenticated:
        return Cause::LoginRequired;
    case ErrorKind::PermissionDenied:
        return Cause::PermissionDenied;
    default:
        return Cause::Other;
    }
}

Cause causeOfTcp(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return Cause::ConnectionRefused;
    case QAbstractSocket::HostNotFoundError:
        return Cause::HostNotFound;
    case QAbstractSocket::NetworkError:
        return Cause::Unreachable;
    case QAbstractSocket::SocketTimeoutError:
        return Cause::NoAnswer;
    case QAbstractSocket::RemoteHostClosedError:
        return Cause::ConnectionClosed;
    case QAbstractSocket::ProxyAuthenticationRequiredError:
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyProtocolError:
        return Cause::ProxyFailed;
    default:
        return Cause::Other;
    }
}

} // namespace etcdscope
