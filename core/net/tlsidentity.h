// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/net/tlssettings.h"

#include <QSslConfiguration>

#include <vector>

class QSslCertificate;

namespace etcdscope {

/// TlsSettings with the contents of their files: what connections are made with.
struct TlsIdentity
{
    struct Warning
    {
        TlsCause cause = TlsCause::None; ///< Expired or NotYetValid, of the client's certificate
        QString detail;                  ///< names the file
    };

    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    QString serverName;             ///< expected in the server's certificate; empty = the host
    QByteArray acceptedFingerprint; ///< 32 bytes; then only this certificate is accepted, and always
    std::vector<Warning> warnings;

    /// Whether a server that shows `certificate` may be spoken with; `isFaultless` is what verification said.
    [[nodiscard]] bool accepts(const QSslCertificate &certificate, bool isFaultless) const;
};

/// Reads the files. PEM and DER are told apart by what they hold, not by their names; keys may be PKCS#1,
/// SEC1 or PKCS#8, encrypted or not. An error is Local, its tlsCause says what is wrong and its detail in
/// which file. It never contains the passphrase.
[[nodiscard]] Result<TlsIdentity> loadTlsIdentity(const TlsSettings &settings, const QString &passphrase);

/// SHA-256 of a certificate, as TlsSettings::acceptedFingerprint holds it.
[[nodiscard]] QByteArray fingerprintOf(const QSslCertificate &certificate);

} // namespace etcdscope
