// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace etcdscope {

/// A certificate authority with one server certificate and one client certificate, PEM files in a temporary
/// folder that goes with this object. Made by the openssl command; EC P-256, valid for two days.
class TlsCertificates final
{
    Q_DISABLE_COPY_MOVE(TlsCertificates)

public:
    /// `serverNames` are the subject alternative names of the server, addresses and host names;
    /// `clientName` is the common name of the client, the user name where etcd takes it from there.
    explicit TlsCertificates(const QStringList &serverNames = {QStringLiteral("127.0.0.1"),
                                                               QStringLiteral("localhost")},
                             const QString &clientName = QStringLiteral("root"));

    /// False when openssl is not installed or failed (its words are in the test's output then).
    [[nodiscard]] bool isValid() const { return m_valid; }

    [[nodiscard]] QString caFile() const { return path("ca.pem"); }
    [[nodiscard]] QString serverFile() const { return path("server.pem"); }
    [[nodiscard]] QString serverKeyFile() const { return path("server.key"); }
    [[nodiscard]] QString clientFile() const { return path("client.pem"); }
    [[nodiscard]] QString clientKeyFile() const { return path("client.key"); }

    /// A further certificate of this authority for a client: `<name>.pem` and `<name>.key` in the folder.
    /// Returns the path without the ending, empty on failure. With days below zero it has expired.
    [[nodiscard]] QString issueClient(const QString &name, int days = 2);
    /// The same for a server with these subject alternative names.
    [[nodiscard]] QString issueServer(const QString &name, const QStringList &serverNames, int days = 2);

    /// The same, valid from a later time on ("20991231000000Z"), which x509 cannot make.
    [[nodiscard]] QString issueServerFrom(const QString &name, const QStringList &serverNames,
                                          const QString &start);
    /// A certificate for a server that no authority signed, but itself.
    [[nodiscard]] QString makeSelfSigned(const QString &name, const QStringList &serverNames);

private:
    [[nodiscard]] QString path(const char *file) const { return m_directory.filePath(QLatin1String(file)); }
    [[nodiscard]] bool openssl(const QStringList &arguments) const;
    [[nodiscard]] bool issue(const QString &file, const QString &commonName, const QString &extensions,
                             int days = 2) const;

    QTemporaryDir m_directory;
    bool m_valid = false;
};

} // namespace etcdscope
