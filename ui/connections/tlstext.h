// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSslCertificate>
#include <QString>

namespace etcdscope {

/// What a file given for TLS is, as a sentence; empty when no file is given.
struct FileFacts
{
    QString text;
    bool isProblem = false;
};

[[nodiscard]] FileFacts authorityFacts(const QString &path);
[[nodiscard]] FileFacts certificateFacts(const QString &path);
/// Also whether it belongs to the certificate, when there is one that can be read.
[[nodiscard]] FileFacts keyFacts(const QString &path, const QString &passphrase,
                                 const QString &certificatePath);

/// Whether a key in this file cannot be read without a passphrase.
[[nodiscard]] bool needsPassphrase(const QString &keyFile);
/// False when it is the passphrase that keeps the key in this file from being read.
[[nodiscard]] bool opensKey(const QString &keyFile, const QString &passphrase);

/// "4F:0A:…"
[[nodiscard]] QString fingerprintText(const QByteArray &fingerprint);

/// The common name, or else the organisation, or the first alternative name.
[[nodiscard]] QString subjectText(const QSslCertificate &certificate);
[[nodiscard]] QString issuerText(const QSslCertificate &certificate);
/// "etcd-1, by Example CA, valid until 2027-03-01"
[[nodiscard]] QString certificateText(const QSslCertificate &certificate);

} // namespace etcdscope
