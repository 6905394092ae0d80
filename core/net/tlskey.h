// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QSslKey>

class QSslCertificate;

namespace etcdscope {

/// A private key from the contents of a file, PEM or DER, of any of the forms Qt can use: RSA, EC and DSA in
/// PKCS#1, SEC1 or PKCS#8, encrypted or not. Errors are Local with a tlsCause; what kind of key cannot be
/// used is named (Qt 6.4 knows no Ed25519).
[[nodiscard]] Result<QSslKey> readTlsKey(const QByteArray &contents, const QByteArray &passphrase);

/// Whether the private key belongs to the public one in `certificate`. True where that cannot be told.
[[nodiscard]] bool isKeyOf(const QSslKey &key, const QSslCertificate &certificate);

} // namespace etcdscope
