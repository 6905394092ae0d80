// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/tlstext.h"

#include "core/net/tlskey.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>

namespace etcdscope {

namespace {

constexpr qint64 mostBytes = 1 << 20; // no certificate is larger; a device has no end

struct TlsText
{
    Q_DECLARE_TR_FUNCTIONS(TlsText)

public:
    static QString keyProblem(const Error &error)
    {
        switch (error.tlsCause) {
        case TlsCause::KeyNeedsPassphrase:
            return tr("This key wants a passphrase.");
        case TlsCause::WrongPassphrase:
            return tr("The passphrase does not open this key.");
        case TlsCause::NoKey:
            return tr("There is no private key in this file.");
        case TlsCause::UnsupportedKey:
            return tr("TLS cannot use a key of this kind here: %1", "technical words").arg(error.detail);
        default:
            return tr("This key cannot be used: %1", "technical words").arg(error.detail);
        }
    }

    static QString keyKind(const QSslKey &key)
    {
        switch (key.algorithm()) {
        case QSsl::Rsa:
            return tr("RSA key of %n bits", nullptr, key.length());
        case QSsl::Ec:
            return tr("Elliptic curve key of %n bits", nullptr, key.length());
        default:
            return tr("Private key");
        }
    }
};

QString dateText(const QDateTime &time)
{
    return time.toLocalTime().date().toString(Qt::ISODate);
}

QByteArray contentsOf(const QString &path, QString *problem)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        *problem = TlsText::tr("This file cannot be read: %1", "why").arg(file.errorString());
        return {};
    }
    return file.read(mostBytes);
}

/// The certificates in a file, or why there are none.
QList<QSslCertificate> certificatesIn(const QString &path, QString *problem)
{
    const QByteArray bytes = contentsOf(path, problem);
    if (!problem->isEmpty())
        return {};
    QList<QSslCertificate> found = QSslCertificate::fromData(bytes, QSsl::Pem);
    if (found.isEmpty())
        found = QSslCertificate::fromData(bytes, QSsl::Der);
    if (found.isEmpty())
        *problem = bytes.contains("PRIVATE KEY-----") ? TlsText::tr("This is a key, not a certificate.")
                                                      : TlsText::tr("There is no certificate in this file.");
    return found;
}

/// What time makes of a certificate; empty when nothing.
QString timeProblem(const QSslCertificate &certificate)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (certificate.expiryDate() < now)
        return TlsText::tr("it expired on %1").arg(dateText(certificate.expiryDate()));
    if (certificate.effectiveDate() > now)
        return TlsText::tr("it is not valid before %1").arg(dateText(certificate.effectiveDate()));
    return {};
}

QString nameIn(const QSslCertificate &certificate, bool issuer)
{
    const auto info = [&](QSslCertificate::SubjectInfo kind) {
        return issuer ? certificate.issuerInfo(kind) : certificate.subjectInfo(kind);
    };
    for (const auto kind : {QSslCertificate::CommonName, QSslCertificate::Organization,
                            QSslCertificate::OrganizationalUnitName}) {
        if (const QStringList names = info(kind); !names.isEmpty())
            return names.first();
    }
    return {};
}

} // namespace

FileFacts authorityFacts(const QString &path)
{
    if (path.isEmpty())
        return {};
    QString problem;
    const auto certificates = certificatesIn(path, &problem);
    if (!problem.isEmpty())
        return {.text = problem, .isProblem = true};
    const QSslCertificate &first = certificates.first();
    if (const QString wrong = timeProblem(first); !wrong.isEmpty())
        return {.text = TlsText::tr("%1: %2.", "an authority, what is wrong").arg(subjectText(first), wrong),
                .isProblem = true};
    const auto more = int(certificates.size() - 1);
    const QString text =
        TlsText::tr("%1, valid until %2").arg(subjectText(first), dateText(first.expiryDate()));
    return {.text = more == 0 ? text : TlsText::tr("%1, and %n more", "certificates", more).arg(text)};
}

FileFacts certificateFacts(const QString &path)
{
    if (path.isEmpty())
        return {};
    QString problem;
    const auto certificates = certificatesIn(path, &problem);
    if (!problem.isEmpty())
        return {.text = problem, .isProblem = true};
    const QSslCertificate &first = certificates.first();
    if (const QString wrong = timeProblem(first); !wrong.isEmpty())
        return {.text = TlsText::tr("%1: %2.", "a certificate, what is wrong").arg(subjectText(first), wrong),
                .isProblem = true};
    return {.text = certificateText(first)};
}

FileFacts keyFacts(const QString &path, const QString &passphrase, const QString &certificatePath)
{
    if (path.isEmpty())
        return {};
    QString problem;
    const QByteArray bytes = contentsOf(path, &problem);
    if (!problem.isEmpty())
        return {.text = problem, .isProblem = true};
    const auto key = readTlsKey(bytes, passphrase.toUtf8());
    if (!key) {
        // A passphrase that is kept is not known here: that one is needed is no fault.
        const bool needs = key.error().tlsCause == TlsCause::KeyNeedsPassphrase;
        return {.text = TlsText::keyProblem(key.error()), .isProblem = !needs};
    }
    const QString kind = TlsText::keyKind(*key);
    QString ignored;
    const auto certificates =
        certificatePath.isEmpty() ? QList<QSslCertificate>() : certificatesIn(certificatePath, &ignored);
    if (certificates.isEmpty())
        return {.text = kind};
    if (!isKeyOf(*key, certificates.first()))
        return {.text = TlsText::tr("%1, but it does not belong to the certificate.", "a key").arg(kind),
                .isProblem = true};
    return {.text = TlsText::tr("%1, belongs to the certificate", "a key").arg(kind)};
}

bool needsPassphrase(const QString &keyFile)
{
    return !opensKey(keyFile, {});
}

bool opensKey(const QString &keyFile, const QString &passphrase)
{
    QString problem;
    const QByteArray bytes = keyFile.isEmpty() ? QByteArray() : contentsOf(keyFile, &problem);
    if (bytes.isEmpty())
        return true;
    const auto key = readTlsKey(bytes, passphrase.toUtf8());
    return key || (key.error().tlsCause != TlsCause::KeyNeedsPassphrase &&
                   key.error().tlsCause != TlsCause::WrongPassphrase);
}

QString fingerprintText(const QByteArray &fingerprint)
{
    return QString::fromLatin1(fingerprint.toHex(':').toUpper());
}

QString subjectText(const QSslCertificate &certificate)
{
    const QString name = nameIn(certificate, false);
    if (!name.isEmpty())
        return name;
    const auto alternatives = certificate.subjectAlternativeNames();
    return alternatives.isEmpty() ? TlsText::tr("A certificate without a name") : alternatives.first();
}

QString issuerText(const QSslCertificate &certificate)
{
    if (certificate.isSelfSigned())
        return TlsText::tr("itself", "issuer of a self-signed certificate");
    const QString name = nameIn(certificate, true);
    return name.isEmpty() ? TlsText::tr("an issuer without a name") : name;
}

QString certificateText(const QSslCertificate &certificate)
{
    return TlsText::tr("%1, issued by %2, valid until %3")
        .arg(subjectText(certificate), issuerText(certificate), dateText(certificate.expiryDate()));
}

} // namespace etcdscope
