// SPDX-License-Identifier: Apache-2.0
#include "core/net/tlsidentity.h"
#include "tests/support/tlscertificates.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QStandardPaths>
#include <QTest>

using namespace etcdscope;

class TestTlsIdentity : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void keyOfEveryForm_data();
    void keyOfEveryForm();
    void passphrase();
    void faultNamesFileAndCause_data();
    void faultNamesFileAndCause();
    void expiredCertificateIsAWarning();
    void derCertificates();
    void onlyThePinnedCertificate();

private:
    [[nodiscard]] QString file(const char *name) const { return m_directory.filePath(QLatin1String(name)); }
    [[nodiscard]] static bool openssl(const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral("openssl"), arguments);
        return process.waitForFinished(30'000) && process.exitCode() == 0;
    }
    void write(const char *name, const QByteArray &bytes) const
    {
        QFile out(file(name));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(bytes);
    }
    [[nodiscard]] TlsSettings client(const QString &key) const
    {
        const bool isRsa = key.contains(QLatin1String("rsa"));
        return {.authorityFile = {},
                .certificateFile = isRsa ? file("rsa.crt") : m_certificates->clientFile(),
                .keyFile = key,
                .serverName = {},
                .acceptedFingerprint = {}};
    }

    QTemporaryDir m_directory;
    std::unique_ptr<TlsCertificates> m_certificates;
};

void TestTlsIdentity::initTestCase()
{
    if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty())
        QSKIP("openssl is not on PATH");
    m_certificates = std::make_unique<TlsCertificates>();
    QVERIFY(m_certificates->isValid());
    const auto run = [this](const QString &line) {
        QStringList arguments;
        const QStringList words = line.split(QLatin1Char(' '));
        for (QString word : words) {
            if (word.startsWith(QLatin1Char('@')))
                word = m_directory.filePath(word.mid(1));
            arguments << word;
        }
        return openssl(arguments);
    };
    QVERIFY(QFile::copy(m_certificates->clientKeyFile(), file("ec8.pem")));
    for (const char *line :
         {"pkcs8 -topk8 -nocrypt -in @ec8.pem -outform DER -out @ec8.der",
          "pkcs8 -topk8 -passout pass:opens -in @ec8.pem -out @ec8x.pem",
          "pkcs8 -topk8 -passout pass:opens -in @ec8.pem -outform DER -out @ec8x.der",
          "ec -in @ec8.pem -out @ec1.pem", "ec -in @ec8.pem -outform DER -out @ec1.der",
          "ec -in @ec8.pem -aes128 -passout pass:opens -out @ec1x.pem",
          "req -x509 -days 2 -subj /CN=r -newkey rsa:2048 -nodes -keyout @rsa8.pem -out @rsa.crt",
          "rsa -in @rsa8.pem -traditional -out @rsa1.pem",
          "rsa -in @rsa8.pem -traditional -outform DER -out @rsa1.der",
          "pkcs8 -topk8 -passout pass:opens -in @rsa8.pem -outform DER -out @rsa8x.der",
          "genpkey -algorithm ed25519 -out @ed25519.pem",
          "genpkey -algorithm ed25519 -outform DER -out @ed25519.der",
          "x509 -in @rsa.crt -outform DER -out @rsa-der.crt"})
        QVERIFY2(run(QString::fromLatin1(line)), line);
    write("empty.pem", {});
    write("text.pem", "no certificate at all\n");
}

void TestTlsIdentity::keyOfEveryForm_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"ec8.pem", "ec8.der", "ec8x.pem", "ec8x.der", "ec1.pem", "ec1.der", "ec1x.pem",
                             "rsa8.pem", "rsa1.pem", "rsa1.der", "rsa8x.der"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestTlsIdentity::keyOfEveryForm()
{
    QFETCH(QString, name);
    const auto identity = loadTlsIdentity(client(m_directory.filePath(name)), QStringLiteral("opens"));
    QVERIFY2(identity, qPrintable(identity ? QString() : identity.error().toString()));
    QVERIFY(!identity->configuration.privateKey().isNull());
    QCOMPARE(identity->configuration.localCertificateChain().size(), 1);
    QVERIFY(identity->warnings.empty());
}

void TestTlsIdentity::passphrase()
{
    for (const char *name : {"ec8x.pem", "ec8x.der", "ec1x.pem", "rsa8x.der"}) {
        const auto none = loadTlsIdentity(client(file(name)), {});
        QVERIFY(!none);
        QCOMPARE(none.error().tlsCause, TlsCause::KeyNeedsPassphrase);
        const auto wrong = loadTlsIdentity(client(file(name)), QStringLiteral("closes"));
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().tlsCause, TlsCause::WrongPassphrase);
        QVERIFY(wrong.error().detail.contains(file(name)));
        QVERIFY(!wrong.error().toString().contains(QLatin1String("closes")));
    }
}

void TestTlsIdentity::faultNamesFileAndCause_data()
{
    QTest::addColumn<QString>("authority");
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<TlsCause>("cause");
    QTest::addColumn<QString>("named");
    const QString own = m_certificates->clientFile();
    const QString none;
    const auto row = [this](const char *name, const QString &authority, const QString &certificate,
                            const QString &key, TlsCause cause, const QString &named) {
        QTest::newRow(name) << authority << certificate << key << cause << named;
    };
    row("no authority", file("nowhere"), none, none, TlsCause::FileMissing, file("nowhere"));
    row("a folder", m_directory.path(), none, none, TlsCause::FileUnreadable, m_directory.path());
    row("empty", file("empty.pem"), none, none, TlsCause::NoCertificate, file("empty.pem"));
    row("text", file("text.pem"), none, none, TlsCause::NoCertificate, file("text.pem"));
    row("a key", file("ec8.pem"), none, none, TlsCause::NoCertificate, file("ec8.pem"));
    row("no key", none, own, none, TlsCause::KeyMissing, own);
    row("no certificate", none, none, file("ec8.pem"), TlsCause::KeyMissing, file("ec8.pem"));
    row("key is text", none, own, file("text.pem"), TlsCause::NoKey, file("text.pem"));
    row("key is a certificate", none, own, own, TlsCause::NoKey, own);
    row("key is a DER certificate", none, own, file("rsa-der.crt"), TlsCause::NoKey, file("rsa-der.crt"));
    row("other type of key", none, own, file("rsa8.pem"), TlsCause::WrongKey, file("rsa8.pem"));
    row("other key", none, own, m_certificates->serverKeyFile(), TlsCause::WrongKey,
        m_certificates->serverKeyFile());
    row("other key, RSA", none, file("rsa.crt"), file("ec8.pem"), TlsCause::WrongKey, file("ec8.pem"));
    row("Ed25519", none, own, file("ed25519.pem"), TlsCause::UnsupportedKey, QStringLiteral("Ed25519"));
    row("Ed25519 in DER", none, own, file("ed25519.der"), TlsCause::UnsupportedKey,
        QStringLiteral("Ed25519"));
}

void TestTlsIdentity::faultNamesFileAndCause()
{
    QFETCH(QString, authority);
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(TlsCause, cause);
    QFETCH(QString, named);
    const auto identity = loadTlsIdentity({.authorityFile = authority,
                                           .certificateFile = certificate,
                                           .keyFile = key,
                                           .serverName = {},
                                           .acceptedFingerprint = {}},
                                          {});
    QVERIFY(!identity);
    QCOMPARE(int(identity.error().tlsCause), int(cause));
    QVERIFY2(identity.error().detail.contains(named), qPrintable(identity.error().detail));
}

void TestTlsIdentity::expiredCertificateIsAWarning()
{
    const QString base = m_certificates->issueClient(QStringLiteral("late"), -1);
    QVERIFY(!base.isEmpty());
    const auto identity = loadTlsIdentity({.authorityFile = {},
                                           .certificateFile = base + QStringLiteral(".pem"),
                                           .keyFile = base + QStringLiteral(".key"),
                                           .serverName = {},
                                           .acceptedFingerprint = {}},
                                          {});
    QVERIFY(identity);
    QCOMPARE(identity->warnings.size(), size_t(1));
    QCOMPARE(identity->warnings.front().cause, TlsCause::Expired);
    QVERIFY(identity->warnings.front().detail.contains(base));
}

void TestTlsIdentity::derCertificates()
{
    const auto identity = loadTlsIdentity({.authorityFile = file("rsa-der.crt"),
                                           .certificateFile = file("rsa-der.crt"),
                                           .keyFile = file("rsa1.der"),
                                           .serverName = QStringLiteral("other.name"),
                                           .acceptedFingerprint = {}},
                                          {});
    QVERIFY(identity);
    QCOMPARE(identity->configuration.caCertificates().size(), 1);
    QCOMPARE(identity->serverName, QStringLiteral("other.name"));
}

void TestTlsIdentity::onlyThePinnedCertificate()
{
    const auto own = QSslCertificate::fromPath(m_certificates->serverFile()).first();
    const auto other = QSslCertificate::fromPath(m_certificates->clientFile()).first();
    TlsIdentity identity;
    QVERIFY(identity.accepts(own, true));
    QVERIFY(!identity.accepts(own, false));
    identity.acceptedFingerprint = fingerprintOf(own);
    QCOMPARE(identity.acceptedFingerprint.size(), 32);
    QVERIFY(identity.accepts(own, false));
    QVERIFY(!identity.accepts(other, true));
    QVERIFY(!identity.accepts(QSslCertificate(), false));
}

QTEST_GUILESS_MAIN(TestTlsIdentity)
#include "tst_tlsidentity.moc"
