// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace etcdscope {

/// The status codes of gRPC, by their numbers on the wire.
enum class GrpcCode {
    Ok = 0,
    Cancelled = 1,
    Unknown = 2,
    InvalidArgument = 3,
    DeadlineExceeded = 4,
    NotFound = 5,
    AlreadyExists = 6,
    PermissionDenied = 7,
    ResourceExhausted = 8,
    FailedPrecondition = 9,
    Aborted = 10,
    OutOfRange = 11,
    Unimplemented = 12,
    Internal = 13,
    Unavailable = 14,
    DataLoss = 15,
    Unauthenticated = 16,
};

/// The kind for a status other than Ok. etcd's words come first, since it wraps causes in other codes (locks
/// and elections put everything in Unknown); the code decides where they are not known.
[[nodiscard]] ErrorKind classifyStatus(int code, const QString &message);

/// An Error for a status other than Ok. Its fate is Answered where the server refused, MaybeSent where it
/// only gave up waiting, so that a write may still take effect.
[[nodiscard]] Error errorFromStatus(int code, const QString &message);

/// For texts that wrap a status ("rpc error: code = PermissionDenied desc = etcdserver: permission denied"),
/// such as the reason of a cancelled watch. Other texts count as status Unknown.
[[nodiscard]] Error errorFromStatusText(const QString &text);

/// An Error for an HTTP answer that carries no gRPC status and no etcd error: something that is not etcd.
[[nodiscard]] Error errorFromHttpStatus(int httpStatus, const QString &detail);

/// `grpc-message` as text: percent escapes of UTF-8 bytes. What is malformed stays as it is.
[[nodiscard]] QString decodedGrpcMessage(QByteArrayView raw);

/// The revision in the ResponseHeader of an answer (every answer of etcd has it as field 1, or none), 0
/// without.
[[nodiscard]] qint64 headerRevision(QByteArrayView message);

} // namespace etcdscope
