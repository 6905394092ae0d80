// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QList>
#include <QSslError>

namespace etcdscope {

struct TlsIdentity;

/// The one cause that a person should mend first, of all that verification found wrong with a certificate.
[[nodiscard]] TlsCause causeOf(const QList<QSslError> &errors);

/// What OpenSSL said of a broken handshake; an alert of the server is found in its words.
/// `showedCertificate`: whether this side had a certificate to show.
[[nodiscard]] TlsCause causeOfHandshake(const QString &words, bool showedCertificate);

/// All that is wrong, in words.
[[nodiscard]] QString textOf(const QList<QSslError> &errors);

} // namespace etcdscope
