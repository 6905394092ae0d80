// SPDX-License-Identifier: Apache-2.0
#include "core/net/tlscause.h"

#include <QStringList>

#include <array>

namespace etcdscope {

namespace {

using namespace Qt::Literals::StringLiterals;

TlsCause causeOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::NoError:
        return TlsCause::None;
    case QSslError::CertificateExpired:
        return TlsCause::Expired;
    case QSslError::CertificateNotYetValid:
        return TlsCause::NotYetValid;
    case QSslError::HostNameMismatch:
        return TlsCause::WrongName;
    case QSslError::SelfSignedCertificate:
        return TlsCause::SelfSigned;
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
    case QSslError::InvalidCaCertificate:
        return TlsCause::UnknownAuthority;
    case QSslError::CertificateRevoked:
    case QSslError::CertificateBlacklisted:
        return TlsCause::Revoked;
    default:
        return TlsCause::Other;
    }
}

} // namespace

TlsCause causeOf(const QList<QSslError> &errors)
{
    // Who is not known at all need not be asked for a date or a name.
    constexpr std::array order = {TlsCause::Revoked,     TlsCause::SelfSigned, TlsCause::UnknownAuthority,
                                  TlsCause::NotYetValid, TlsCause::Expired,    TlsCause::WrongName,
                                  TlsCause::Other};
    for (const TlsCause wanted : order) {
        for (const QSslError &error : errors) {
            if (causeOf(error.error()) == wanted)
                return wanted;
        }
    }
    return TlsCause::None;
}

TlsCause causeOfHandshake(const QString &words, bool showedCertificate)
{
    if (words.contains("alert certificate required"_L1))
        return TlsCause::ClientCertificateRequired;
    for (const QLatin1StringView alert :
         {"alert bad certificate"_L1, "alert unknown ca"_L1, "alert certificate expired"_L1,
          "alert certificate unknown"_L1, "alert certificate revoked"_L1, "alert unsupported certificate"_L1,
          "alert no certificate"_L1, "alert access denied"_L1, "alert decrypt error"_L1}) {
        if (words.contains(alert))
            return showedCertificate ? TlsCause::ClientCertificateRefused
                                     : TlsCause::ClientCertificateRequired;
    }
    for (const QLatin1StringView sign : {"wrong version number"_L1, "packet length too long"_L1,
                                         "http request"_L1, "record layer failure"_L1}) {
        if (words.contains(sign))
            return TlsCause::NotTls;
    }
    return TlsCause::Other;
}

QString textOf(const QList<QSslError> &errors)
{
    QStringList texts;
    for (const QSslError &error : errors)
        texts.append(error.errorString());
    texts.removeDuplicates();
    return texts.join("; "_L1);
}

} // namespace etcdscope
