// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

namespace etcdscope {

/// How TLS is spoken with a cluster, as a person sets it: names of files, no contents and no secrets. Read
/// anew for each session, so that a certificate that was replaced is found.
struct TlsSettings
{
    QString authorityFile;   ///< PEM or DER, one or more certificates; empty = those of the system
    QString certificateFile; ///< the client's, PEM (with its chain) or DER; empty = none
    QString keyFile;         ///< the client's, PEM or DER, PKCS#1, SEC1 or PKCS#8; empty = none
    QString serverName;      ///< the name expected in the server's certificate; empty = the endpoint's host
    /// SHA-256 of the one certificate that is accepted whatever is wrong with it; empty = none.
    QByteArray acceptedFingerprint;

    bool operator==(const TlsSettings &) const = default;
};

} // namespace etcdscope
