// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"

namespace etcdscope {

const char *toString(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Network:
        return "network";
    case ErrorKind::Tls:
        return "tls";
    case ErrorKind::Timeout:
        return "timeout";
    case ErrorKind::Unauthenticated:
        return "unauthenticated";
    case ErrorKind::PermissionDenied:
        return "permission denied";
    case ErrorKind::NotFound:
        return "not found";
    case ErrorKind::AlreadyExists:
        return "already exists";
    case ErrorKind::Conflict:
        return "conflict";
    case ErrorKind::Compacted:
        return "compacted";
    case ErrorKind::NoSpace:
        return "no space";
    case ErrorKind::Unavailable:
        return "unavailable";
    case ErrorKind::Unsupported:
        return "unsupported";
    case ErrorKind::TooLarge:
        return "too large";
    case ErrorKind::Protocol:
        return "protocol";
    case ErrorKind::ReadOnly:
        return "read-only";
    case ErrorKind::Local:
        return "local";
    }
    return "unknown";
}

QString Error::toString() const
{
    QString text = QString::fromLatin1(etcdscope::toString(kind));
    if (grpcCode >= 0)
        text += QStringLiteral(" (gRPC code %1)").arg(grpcCode);
    else if (httpStatus > 0)
        text += QStringLiteral(" (HTTP %1)").arg(httpStatus);
    const QString &words = serverMessage.isEmpty() ? detail : serverMessage;
    if (!words.isEmpty())
        text += QStringLiteral(": ") + words;
    return text;
}

} // namespace etcdscope
