// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/status.h"

#include "core/rpc/wire.h"

#include <array>
#include <optional>

namespace etcdscope {

namespace {

using namespace Qt::Literals::StringLiterals;

struct Words
{
    QLatin1StringView text;
    ErrorKind kind;
};

// What etcd says, whatever the code it says it with. The first match holds, so a text stands before those it
// contains.
constexpr std::array words = {
    Words{"required revision has been compacted"_L1, ErrorKind::Compacted},
    Words{"required revision is a future revision"_L1, ErrorKind::Unavailable},
    Words{"watcher range is empty"_L1, ErrorKind::Local},
    Words{"duplicate watch ID"_L1, ErrorKind::Local},
    Words{"database space exceeded"_L1, ErrorKind::NoSpace},

    Words{"invalid auth token"_L1, ErrorKind::Unauthenticated},
    Words{"user name is empty"_L1, ErrorKind::Unauthenticated},
    Words{"authentication failed"_L1, ErrorKind::Unauthenticated},
    Words{"revision of auth store is old"_L1, ErrorKind::Unauthenticated},
    Words{"authentication is not enabled"_L1, ErrorKind::Unsupported},
    Words{"permission denied"_L1, ErrorKind::PermissionDenied},

    Words{"request is too large"_L1, ErrorKind::TooLarge},
    Words{"received message larger than max"_L1, ErrorKind::TooLarge},
    Words{"too many operations in txn request"_L1, ErrorKind::TooLarge},
    Words{"too large lease TTL"_L1, ErrorKind::TooLarge},

    Words{"election: no leader"_L1, ErrorKind::NotFound},
    Words{"election: not leader"_L1, ErrorKind::Conflict},
    Words{"lease not found"_L1, ErrorKind::NotFound},
    Words{"member not found"_L1, ErrorKind::NotFound},
    Words{"key not found"_L1, ErrorKind::NotFound},
    Words{"user name not found"_L1, ErrorKind::NotFound},
    Words{"role name not found"_L1, ErrorKind::NotFound},
    Words{"root user does not exist"_L1, ErrorKind::NotFound},
    Words{"role is not granted"_L1, ErrorKind::NotFound},
    Words{"permission is not granted"_L1, ErrorKind::NotFound},
    Words{"already exist"_L1, ErrorKind::AlreadyExists},

    Words{"rpc not supported for learner"_L1, ErrorKind::Unsupported},
    Words{"not capable"_L1, ErrorKind::Unsupported},
    Words{"no leader"_L1, ErrorKind::Unavailable},
    Words{"not leader"_L1, ErrorKind::Unavailable},
    Words{"leader changed"_L1, ErrorKind::Unavailable},
    Words{"server stopped"_L1, ErrorKind::Unavailable},
    Words{"request timed out"_L1, ErrorKind::Unavailable},
    Words{"unhealthy cluster"_L1, ErrorKind::Unavailable},
    Words{"not enough started members"_L1, ErrorKind::Unavailable},
    Words{"too many requests"_L1, ErrorKind::Unavailable},
    Words{"context deadline exceeded"_L1, ErrorKind::Timeout},
};

std::optional<ErrorKind> kindOfWords(const QString &message)
{
    for (const Words &entry : words) {
        if (message.contains(entry.text))
            return entry.kind;
    }
    return std::nullopt;
}

ErrorKind kindOfCode(int code)
{
    switch (GrpcCode(code)) {
    case GrpcCode::DeadlineExceeded:
        return ErrorKind::Timeout;
    case GrpcCode::InvalidArgument:
    case GrpcCode::FailedPrecondition:
    case GrpcCode::OutOfRange:
        return ErrorKind::Local;
    case GrpcCode::NotFound:
        return ErrorKind::NotFound;
    case GrpcCode::AlreadyExists:
        return ErrorKind::AlreadyExists;
    case GrpcCode::PermissionDenied:
        return ErrorKind::PermissionDenied;
    case GrpcCode::Unauthenticated:
        return ErrorKind::Unauthenticated;
    case GrpcCode::Aborted:
        return ErrorKind::Conflict;
    case GrpcCode::Unimplemented:
        return ErrorKind::Unsupported;
    case GrpcCode::Ok:
        return ErrorKind::Protocol;
    default:
        return ErrorKind::Unavailable;
    }
}

/// etcd refuses before it proposes a change, except where it gave up waiting for one it had proposed.
RequestFate fateOf(int code, bool knownWords, ErrorKind kind)
{
    switch (GrpcCode(code)) {
    case GrpcCode::Cancelled:
    case GrpcCode::DeadlineExceeded:
    case GrpcCode::Internal:
    case GrpcCode::Unavailable:
        return RequestFate::MaybeSent;
    case GrpcCode::Unknown:
        return knownWords && kind != ErrorKind::Timeout && kind != ErrorKind::Unavailable
                   ? RequestFate::Answered
                   : RequestFate::MaybeSent;
    default:
        return RequestFate::Answered;
    }
}

constexpr std::array codeNames = {
    "OK"_L1,
    "Canceled"_L1,
    "Unknown"_L1,
    "InvalidArgument"_L1,
    "DeadlineExceeded"_L1,
    "NotFound"_L1,
    "AlreadyExists"_L1,
    "PermissionDenied"_L1,
    "ResourceExhausted"_L1,
    "FailedPrecondition"_L1,
    "Aborted"_L1,
    "OutOfRange"_L1,
    "Unimplemented"_L1,
    "Internal"_L1,
    "Unavailable"_L1,
    "DataLoss"_L1,
    "Unauthenticated"_L1,
};

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// The bytes of length-delimited field 1, or the varint of field 3, when `field` is met.
bool findField(QByteArrayView message, quint32 field, wire::Type type, wire::Head &head,
               QByteArrayView &bytes)
{
    const char *at = message.data();
    const char *const end = at + message.size();
    while (at != end) {
        if (wire::readHead(at, end, head) != wire::Outcome::Ok)
            return false;
        bytes = {};
        if (head.type == wire::Type::Length) {
            if (head.value > quint64(end - at))
                return false;
            bytes = QByteArrayView(at, qsizetype(head.value));
            at += head.value;
        }
        if (head.field == field && head.type == type)
            return true;
    }
    return false;
}

} // namespace

ErrorKind classifyStatus(int code, const QString &message)
{
    return kindOfWords(message).value_or(kindOfCode(code));
}

Error errorFromStatus(int code, const QString &message)
{
    const std::optional<ErrorKind> known = kindOfWords(message);
    const ErrorKind kind = known.value_or(kindOfCode(code));
    return {.kind = kind,
            .fate = fateOf(code, known.has_value(), kind),
            .grpcCode = code,
            .serverMessage = message};
}

Error errorFromStatusText(const QString &text)
{
    const QLatin1StringView before = "rpc error: code = "_L1;
    const QLatin1StringView between = " desc = "_L1;
    if (text.startsWith(before)) {
        const qsizetype split = text.indexOf(between);
        const QString name = text.mid(before.size(), split - before.size());
        for (size_t code = 0; split > 0 && code < codeNames.size(); ++code) {
            if (name == codeNames[code])
                return errorFromStatus(int(code), text.mid(split + between.size()));
        }
    }
    return errorFromStatus(int(GrpcCode::Unknown), text);
}

Error errorFromHttpStatus(int httpStatus, const QString &detail)
{
    // Proxies and load balancers say with these that the server behind them is away, perhaps after it got the
    // request.
    const bool away = httpStatus == 429 || httpStatus == 502 || httpStatus == 503 || httpStatus == 504;
    return {.kind = away ? ErrorKind::Unavailable : ErrorKind::Protocol,
            .fate = RequestFate::MaybeSent,
            .httpStatus = httpStatus,
            .detail = detail};
}

QString decodedGrpcMessage(QByteArrayView raw)
{
    QByteArray bytes;
    bytes.reserve(raw.size());
    for (qsizetype i = 0; i < raw.size(); ++i) {
        if (raw[i] == '%' && i + 2 < raw.size()) {
            const int high = hexDigit(raw[i + 1]);
            const int low = hexDigit(raw[i + 2]);
            if (high >= 0 && low >= 0) {
                bytes.append(char(high * 16 + low));
                i += 2;
                continue;
            }
        }
        bytes.append(raw[i]);
    }
    return QString::fromUtf8(bytes);
}

qint64 headerRevision(QByteArrayView message)
{
    wire::Head head;
    QByteArrayView header;
    QByteArrayView unused;
    if (!findField(message, 1, wire::Type::Length, head, header) ||
        !findField(header, 3, wire::Type::Varint, head, unused))
        return 0;
    return qint64(head.value);
}

} // namespace etcdscope
