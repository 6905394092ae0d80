// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMetaType>
#include <QString>

namespace etcdscope {

/// What a window must tell apart. Classified from the gRPC code together with etcd's message, or from the
/// v2 errorCode; never from an HTTP status alone.
enum class ErrorKind {
    Network,          ///< no connection, or the connection was lost
    Tls,              ///< the TLS handshake failed
    Timeout,          ///< the deadline of the call passed
    Unauthenticated,  ///< no, wrong or expired credentials
    PermissionDenied, ///< known user, no right
    NotFound,         ///< key, lease or member does not exist
    AlreadyExists,    ///< create of what exists
    Conflict,         ///< a compare failed: somebody else wrote
    Compacted,        ///< the revision asked for is gone
    NoSpace,          ///< NOSPACE alarm: the cluster takes no writes
    Unavailable,      ///< no leader, server stopping, cluster unhealthy
    Unsupported,      ///< this server does not have the call
    TooLarge,         ///< request or answer beyond a limit
    Protocol,         ///< the peer does not speak what was expected
    ReadOnly,         ///< refused here by the session's policy, nothing was sent
    Local,            ///< this program or computer: bad argument, file, memory
};

/// Whether a request can have taken effect. A write that ends with an error and MaybeSent has an unknown
/// outcome and is to be settled by reading.
enum class RequestFate {
    NotSent,   ///< certainly never left this program
    MaybeSent, ///< bytes were handed to the socket, no answer came
    Answered,  ///< the server answered
};

/// Why TLS cannot be used or did not come about, for an Error of kind Tls or Local (a file).
enum class TlsCause {
    None,  ///< not a matter of TLS, or nothing more is known
    Other, ///< the texts say all there is

    // The server's certificate.
    Expired,
    NotYetValid,
    WrongName,
    UnknownAuthority,
    SelfSigned,
    Revoked,
    NotAccepted, ///< another one than the one certificate that is accepted

    // Said by the server, with TLS 1.3 only after the handshake.
    ClientCertificateRequired,
    ClientCertificateRefused,

    NotTls, ///< the peer does not speak TLS

    // Files of ours; `detail` names the one.
    FileMissing,
    FileUnreadable,
    NoCertificate,      ///< neither PEM nor DER of one
    NoKey,              ///< neither PEM nor DER of one
    KeyMissing,         ///< a certificate was given without its key, or the other way round
    KeyNeedsPassphrase, ///< none was given
    WrongPassphrase,
    WrongKey, ///< it does not belong to the certificate
    UnsupportedKey,
};

/// Why a call failed. Texts are technical and untranslated; `ui` finds the sentence and the remedy by kind.
/// They never contain a secret.
struct Error
{
    ErrorKind kind = ErrorKind::Local;
    RequestFate fate = RequestFate::NotSent;
    int grpcCode = -1;  ///< gRPC status code, -1 when no gRPC status came
    int v2Code = 0;     ///< errorCode of the v2 API, 0 when none came
    int httpStatus = 0; ///< 0 when no HTTP answer came
    int silence = 0;    ///< milliseconds the peer had said nothing when it was given up; 0 = does not apply
    QString serverMessage = {}; ///< the server's own words, decoded
    QString detail = {};        ///< what happened, where, for the log and the details of a message

    TlsCause tlsCause = TlsCause::None;

    /// One technical line: kind, codes, the server's words or else the detail.
    [[nodiscard]] QString toString() const;

    [[nodiscard]] static Error local(const QString &detail) { return {.detail = detail}; }
};

[[nodiscard]] const char *toString(ErrorKind kind);

} // namespace etcdscope

Q_DECLARE_METATYPE(etcdscope::Error)
