// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tlscertificates.h"

#include <QDebug>
#include <QFile>
#include <QHostAddress>
#include <QProcess>

namespace etcdscope {

namespace {

const QStringList newKey = {QStringLiteral("-newkey"), QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                            QStringLiteral("ec_paramgen_curve:prime256v1"), QStringLiteral("-nodes")};

QString alternativeNames(const QStringList &names)
{
    QStringList parts;
    for (const QString &name : names)
        parts << (QHostAddress(name).isNull() ? QStringLiteral("DNS:") : QStringLiteral("IP:")) + name;
    return parts.join(QLatin1Char(','));
}

} // namespace

TlsCertificates::TlsCertificates(const QStringList &serverNames, const QString &clientName)
{
    if (!m_directory.isValid())
        return;
    const bool authority =
        openssl(QStringList{QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-days"),
                            QStringLiteral("2"), QStringLiteral("-subj"),
                            QStringLiteral("/CN=Etcdscope test authority"), QStringLiteral("-keyout"),
                            path("ca.key"), QStringLiteral("-out"), path("ca.pem"), QStringLiteral("-addext"),
                            QStringLiteral("keyUsage=critical,keyCertSign,cRLSign")} +
                newKey);
    // etcd also uses its server certificate as a client: gateway to itself, member to member.
    m_valid = authority &&
              issue(QStringLiteral("server"), QStringLiteral("etcd"),
                    QStringLiteral("extendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=") +
                        alternativeNames(serverNames)) &&
              issue(QStringLiteral("client"), clientName, QStringLiteral("extendedKeyUsage=clientAuth"));
}

QString TlsCertificates::issueClient(const QString &name, int days)
{
    const bool issued = issue(name, name, QStringLiteral("extendedKeyUsage=clientAuth"), days);
    return issued ? m_directory.filePath(name) : QString();
}

QString TlsCertificates::issueServer(const QString &name, const QStringList &serverNames, int days)
{
    const bool issued = issue(name, name,
                              QStringLiteral("extendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=") +
                                  alternativeNames(serverNames),
                              days);
    return issued ? m_directory.filePath(name) : QString();
}

QString TlsCertificates::issueServerFrom(const QString &name, const QStringList &serverNames,
                                         const QString &start)
{
    // First one as usual, for its key, its request and its extensions.
    const QString base = issueServer(name, serverNames);
    QFile settings(path("ca.cnf"));
    QFile database(path("ca.index"));
    if (base.isEmpty() || !settings.open(QIODevice::WriteOnly) || !database.open(QIODevice::WriteOnly))
        return {};
    settings.write("[ca]\ndefault_ca=own\n[own]\ndatabase=" + database.fileName().toUtf8() +
                   "\nnew_certs_dir=" + m_directory.path().toUtf8() +
                   "\nrand_serial=yes\ndefault_md=sha256\npolicy=any\n[any]\ncommonName=supplied\n");
    settings.close();
    const bool issued =
        openssl({QStringLiteral("ca"), QStringLiteral("-batch"), QStringLiteral("-notext"),
                 QStringLiteral("-config"), settings.fileName(), QStringLiteral("-cert"), path("ca.pem"),
                 QStringLiteral("-keyfile"), path("ca.key"), QStringLiteral("-startdate"), start,
                 QStringLiteral("-enddate"), QStringLiteral("21001231000000Z"), QStringLiteral("-in"),
                 base + QStringLiteral(".csr"), QStringLiteral("-extfile"), base + QStringLiteral(".ext"),
                 QStringLiteral("-out"), base + QStringLiteral(".pem")});
    return issued ? base : QString();
}

QString TlsCertificates::makeSelfSigned(const QString &name, const QStringList &serverNames)
{
    const QString base = m_directory.filePath(name);
    const bool made =
        openssl(QStringList{QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-days"),
                            QStringLiteral("2"), QStringLiteral("-subj"), QStringLiteral("/CN=") + name,
                            QStringLiteral("-addext"),
                            QStringLiteral("subjectAltName=") + alternativeNames(serverNames),
                            QStringLiteral("-keyout"), base + QStringLiteral(".key"), QStringLiteral("-out"),
                            base + QStringLiteral(".pem")} +
                newKey);
    return made ? base : QString();
}

bool TlsCertificates::issue(const QString &file, const QString &commonName, const QString &extensions,
                            int days) const
{
    const QString base = m_directory.filePath(file);
    QFile extensionFile(base + QStringLiteral(".ext"));
    if (!extensionFile.open(QIODevice::WriteOnly))
        return false;
    extensionFile.write("basicConstraints=CA:FALSE\n" + extensions.toUtf8() + '\n');
    extensionFile.close();
    return openssl(QStringList{QStringLiteral("req"), QStringLiteral("-subj"),
                               QStringLiteral("/CN=") + commonName, QStringLiteral("-keyout"),
                               base + QStringLiteral(".key"), QStringLiteral("-out"),
                               base + QStringLiteral(".csr")} +
                   newKey) &&
           openssl({QStringLiteral("x509"), QStringLiteral("-req"), QStringLiteral("-days"),
                    QString::number(days), QStringLiteral("-in"), base + QStringLiteral(".csr"),
                    QStringLiteral("-CA"), path("ca.pem"), QStringLiteral("-CAkey"), path("ca.key"),
                    QStringLiteral("-CAcreateserial"), QStringLiteral("-extfile"), extensionFile.fileName(),
                    QStringLiteral("-out"), base + QStringLiteral(".pem")});
}

bool TlsCertificates::openssl(const QStringList &arguments) const
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("openssl"), arguments);
    if (process.waitForFinished(20'000) && process.exitStatus() == QProcess::NormalExit &&
        process.exitCode() == 0)
        return true;
    qWarning().noquote() << "openssl" << arguments.value(0) << "failed:" << process.errorString()
                         << QString::fromUtf8(process.readAll());
    return false;
}

} // namespace etcdscope
