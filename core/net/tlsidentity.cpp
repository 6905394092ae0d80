// SPDX-License-Identifier: Apache-2.0
#include "core/net/tlsidentity.h"

#include "core/net/tlskey.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSslCertificate>
#include <QSslKey>

namespace etcdscope {

namespace {

constexpr qint64 LargestFile = 16 * 1024 * 1024; // a bundle of all authorities has 0.3 MiB

Error fileError(TlsCause cause, const QString &path, const QString &what)
{
    return {.detail = QStringLiteral("%1: %2").arg(path, what), .tlsCause = cause};
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return fileError(TlsCause::FileMissing, path, QStringLiteral("there is no such file"));
    if (QFileInfo(path).isDir())
        return fileError(TlsCause::FileUnreadable, path, QStringLiteral("this is a folder"));
    if (!file.open(QIODevice::ReadOnly))
        return fileError(TlsCause::FileUnreadable, path, file.errorString());
    return file.read(LargestFile);
}

Result<QList<QSslCertificate>> readCertificates(const QString &path)
{
    const Result<QByteArray> bytes = readFile(path);
    if (!bytes)
        return bytes.error();
    const bool isPem = bytes->contains("-----BEGIN");
    const QList<QSslCertificate> certificates =
        QSslCertificate::fromData(*bytes, isPem ? QSsl::Pem : QSsl::Der);
    if (!certificates.isEmpty() && !certificates.front().isNull())
        return certificates;
    return fileError(TlsCause::NoCertificate, path,
                     isPem ? QStringLiteral("there is no certificate in this PEM file")
                           : QStringLiteral("this is neither PEM nor DER of a certificate"));
}

std::optional<Error> loadClient(const TlsSettings &settings, const QString &passphrase, TlsIdentity &identity)
{
    if (settings.certificateFile.isEmpty() != settings.keyFile.isEmpty()) {
        return fileError(TlsCause::KeyMissing, settings.certificateFile + settings.keyFile,
                         settings.keyFile.isEmpty()
                             ? QStringLiteral("the key of this certificate is not given")
                             : QStringLiteral("the certificate of this key is not given"));
    }
    if (settings.certificateFile.isEmpty())
        return std::nullopt;
    const Result<QList<QSslCertificate>> chain = readCertificates(settings.certificateFile);
    if (!chain)
        return chain.error();
    const Result<QByteArray> bytes = readFile(settings.keyFile);
    if (!bytes)
        return bytes.error();
    const Result<QSslKey> key = readTlsKey(*bytes, passphrase.toUtf8());
    if (!key)
        return fileError(key.error().tlsCause, settings.keyFile, key.error().detail);
    const QSslCertificate &own = chain->front();
    if (!isKeyOf(*key, own)) {
        return fileError(
            TlsCause::WrongKey, settings.keyFile,
            QStringLiteral("this key does not belong to the certificate %1").arg(settings.certificateFile));
    }
    identity.configuration.setLocalCertificateChain(*chain);
    identity.configuration.setPrivateKey(*key);

    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (own.expiryDate() < now) {
        identity.warnings.push_back(
            {TlsCause::Expired, QStringLiteral("%1: expired at %2")
                                    .arg(settings.certificateFile, own.expiryDate().toString(Qt::ISODate))});
    } else if (own.effectiveDate() > now) {
        identity.warnings.push_back(
            {TlsCause::NotYetValid,
             QStringLiteral("%1: not valid before %2")
                 .arg(settings.certificateFile, own.effectiveDate().toString(Qt::ISODate))});
    }
    return std::nullopt;
}

} // namespace

bool TlsIdentity::accepts(const QSslCertificate &certificate, bool isFaultless) const
{
    return acceptedFingerprint.isEmpty() ? isFaultless : fingerprintOf(certificate) == acceptedFingerprint;
}

Result<TlsIdentity> loadTlsIdentity(const TlsSettings &settings, const QString &passphrase)
{
    TlsIdentity identity;
    identity.configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    identity.serverName = settings.serverName.trimmed();
    identity.acceptedFingerprint = settings.acceptedFingerprint;
    if (!settings.authorityFile.isEmpty()) {
        const Result<QList<QSslCertificate>> authorities = readCertificates(settings.authorityFile);
        if (!authorities)
            return authorities.error();
        identity.configuration.setCaCertificates(*authorities);
    }
    if (const std::optional<Error> error = loadClient(settings, passphrase, identity))
        return *error;
    return identity;
}

QByteArray fingerprintOf(const QSslCertificate &certificate)
{
    return certificate.digest(QCryptographicHash::Sha256);
}

} // namespace etcdscope
