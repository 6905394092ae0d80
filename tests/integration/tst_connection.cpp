// SPDX-License-Identifier: Apache-2.0
//
// What a connection test finds out about real servers: certificates, ports, users.
#include "core/net/tlsidentity.h"
#include "tests/integration/sessionfixture.h"
#include "tests/support/tlscertificates.h"

#include <QCoreApplication>
#include <QFile>
#include <QSslCertificate>
#include <QTcpServer>
#include <QTcpSocket>

using namespace etcdscope;
using Cause = ConnectionTest::Cause;
using Stage = ConnectionTest::Stage;

class TestConnection : public QObject
{
    Q_OBJECT

private slots:
    void plain();
    void tls();
    void expiredServer();
    void mutualTls();
    void wrongPorts();
    void notEtcd();
    void users();
    void usersByCertificate();
    void eachEndpointIsTested();
    void badFileIsSaidBeforeAnythingIsSent();
    void cancelEndsAtOnce();
};

void TestConnection::plain()
{
    EtcdServer server;
    QVERIFY(server.start());
    const auto test = tested(settingsFor({server.url()}));
    const auto &result = test->results().front();
    QCOMPARE(outcome(result), QStringLiteral("works"));
    QCOMPARE(result.transport, QStringLiteral("gRPC"));
    QVERIFY(result.serverVersion.startsWith("3."));
    QCOMPARE(result.stage(Stage::Tls).state, ConnectionTest::State::Skipped);
    QVERIFY(result.stage(Stage::Read).microseconds > 0);
    QCOMPARE(test->firstWorking(), 0);
    QCOMPARE(test->firstFailing(), -1);
}

void TestConnection::tls()
{
    TlsCertificates certificates({QStringLiteral("127.0.0.1")});
    TlsCertificates strangers;
    if (!certificates.isValid() || !strangers.isValid())
        QSKIP("openssl is not on PATH");
    EtcdServer server({.tls = &certificates});
    QVERIFY(server.start());
    SessionSettings settings = settingsFor({server.url()});
    QCOMPARE(outcome(settings), QStringLiteral("Tls UnknownAuthority"));
    settings.tls.authorityFile = strangers.caFile();
    const auto refused = tested(settings);
    QCOMPARE(outcome(refused->results().front()), QStringLiteral("Tls UnknownAuthority"));
    QVERIFY(!refused->results().front().chain.isEmpty());

    settings.tls.authorityFile = certificates.caFile();
    const auto good = tested(settings);
    QCOMPARE(outcome(good->results().front()), QStringLiteral("works"));
    QVERIFY(good->results().front().tlsProtocol.startsWith(QLatin1String("TLS 1.")));
    settings.transport = Transport::Gateway;
    QCOMPARE(outcome(settings), QStringLiteral("works"));
    settings.transport = Transport::Grpc;

    settings.tls.serverName = QStringLiteral("other.example");
    QCOMPARE(outcome(settings), QStringLiteral("Tls WrongName"));
    settings.tls.serverName = QStringLiteral("127.0.0.1");
    QCOMPARE(outcome(settings), QStringLiteral("works"));

    // Pinned: accepted whoever signed it, over both of our ways of HTTP; and no other one is.
    settings.tls = {};
    settings.tls.acceptedFingerprint =
        fingerprintOf(QSslCertificate::fromPath(certificates.serverFile()).first());
    QCOMPARE(outcome(settings), QStringLiteral("works"));
    settings.transport = Transport::Gateway;
    QCOMPARE(outcome(settings), QStringLiteral("works"));
    settings.tls.authorityFile = certificates.caFile();
    settings.tls.acceptedFingerprint =
        fingerprintOf(QSslCertificate::fromPath(strangers.serverFile()).first());
    QCOMPARE(outcome(settings), QStringLiteral("Tls CertificateNotAccepted"));

    // Nor over connections that are otherwise without fault.
    const auto identity = loadTlsIdentity(settings.tls, {});
    QVERIFY(identity);
    NetworkAccess network;
    network.setTlsIdentity(*identity);
    for (const Transport transport : {Transport::Grpc, Transport::Gateway}) {
        std::optional<Error> error;
        QObject context;
        auto probe = openChannel(network, server.url(), transport);
        probe.then(&context, [&error](const Result<std::shared_ptr<Channel>> &channel) {
            error = channel ? Error() : channel.error();
        });
        QTRY_VERIFY_WITH_TIMEOUT(error, 20'000);
        QCOMPARE(int(error->tlsCause), int(TlsCause::NotAccepted));
        QCOMPARE(error->kind, ErrorKind::Tls);
    }
}

void TestConnection::expiredServer()
{
    TlsCertificates certificates;
    if (!certificates.isValid())
        QSKIP("openssl is not on PATH");
    const QString late = certificates.issueServer(QStringLiteral("late"), {QStringLiteral("127.0.0.1")}, -1);
    QVERIFY(!late.isEmpty());
    EtcdServer server({.tls = &certificates});
    QVERIFY(server.start());
    // etcd reads its certificate anew for every connection.
    for (const auto &[from, to] : {std::pair(late + QStringLiteral(".pem"), certificates.serverFile()),
                                   std::pair(late + QStringLiteral(".key"), certificates.serverKeyFile())}) {
        QVERIFY(QFile::remove(to));
        QVERIFY(QFile::copy(from, to));
    }
    SessionSettings settings = settingsFor({server.url()});
    settings.tls.authorityFile = certificates.caFile();
    QCOMPARE(outcome(settings), QStringLiteral("Tls CertificateExpired"));
    Session session(settings);
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(session.lastError(), 20'000);
    QCOMPARE(int(session.lastError()->tlsCause), int(TlsCause::Expired));
}

void TestConnection::mutualTls()
{
    TlsCertificates certificates;
    TlsCertificates strangers;
    if (!certificates.isValid() || !strangers.isValid())
        QSKIP("openssl is not on PATH");
    EtcdServer server({.tls = &certificates, .requireClientCertificate = true});
    QVERIFY(server.start());
    SessionSettings settings = settingsFor({server.url()});
    settings.tls.authorityFile = certificates.caFile();
    QCOMPARE(outcome(settings), QStringLiteral("Tls ClientCertificateRequired"));
    settings.tls.certificateFile = certificates.clientFile();
    settings.tls.keyFile = certificates.clientKeyFile();
    QCOMPARE(outcome(settings), QStringLiteral("works"));

    const QString late = certificates.issueClient(QStringLiteral("late"), -1);
    settings.tls.certificateFile = late + QStringLiteral(".pem");
    settings.tls.keyFile = late + QStringLiteral(".key");
    const auto expired = tested(settings);
    QCOMPARE(outcome(expired->results().front()), QStringLiteral("Tls ClientCertificateRefused"));
    QCOMPARE(expired->warnings().size(), size_t(1));
    settings.tls.certificateFile = strangers.clientFile();
    settings.tls.keyFile = strangers.clientKeyFile();
    QCOMPARE(outcome(settings), QStringLiteral("Tls ClientCertificateRefused"));
}

void TestConnection::wrongPorts()
{
    TlsCertificates certificates;
    if (!certificates.isValid())
        QSKIP("openssl is not on PATH");
    EtcdServer plain;
    EtcdServer secure({.tls = &certificates});
    QVERIFY(plain.start());
    QVERIFY(secure.start());
    QUrl url = secure.url();
    url.setScheme(QStringLiteral("http"));
    SessionSettings settings = settingsFor({url});
    settings.transport = Transport::Auto;
    QCOMPARE(outcome(settings), QStringLiteral("Http TlsServer"));
    url = plain.url();
    url.setScheme(QStringLiteral("https"));
    QCOMPARE(outcome(settingsFor({url})), QStringLiteral("Tls PlainServer"));
    url = plain.url();
    url.setPort(plain.peerPort());
    settings = settingsFor({url});
    settings.transport = Transport::Auto;
    const QString ofPeerPort = outcome(settings); // 3.4 serves clients there too
    QVERIFY2(ofPeerPort == QLatin1String("works PeerPort") || ofPeerPort == QLatin1String("Http PeerPort"),
             qPrintable(ofPeerPort));
    plain.stop();
    QCOMPARE(outcome(settingsFor({plain.url()})), QStringLiteral("Tcp ConnectionRefused"));
}

void TestConnection::notEtcd()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    connect(&other, &QTcpServer::newConnection, this, [&other] {
        QTcpSocket *socket = other.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 6\r\nConnection: close\r\n\r\nhello\n");
            socket->disconnectFromHost();
        });
    });
    const QUrl url(QStringLiteral("http://127.0.0.1:%1").arg(other.serverPort()));
    SessionSettings settings = settingsFor({url});
    settings.transport = Transport::Auto;
    QCOMPARE(outcome(settings), QStringLiteral("Http NotEtcd"));
}

void TestConnection::users()
{
    EtcdServer server;
    QVERIFY(server.start());
    SessionSettings settings = settingsFor({server.url()});
    settings.login = {QStringLiteral("app"), QStringLiteral("opensesame")};
    QCOMPARE(outcome(settings), QStringLiteral("works AuthenticationDisabled"));

    Accounts accounts(server);
    QVERIFY(accounts.addRole("app", "/app/"));
    QVERIFY(accounts.add("app", "opensesame", "app"));
    QVERIFY(accounts.enable());
    settings.prefix = "/app/";
    QCOMPARE(outcome(settings), QStringLiteral("works"));
    settings.prefix = "/other/";
    QCOMPARE(outcome(settings), QStringLiteral("Read PermissionDenied"));
    settings.prefix = {};
    QCOMPARE(outcome(settings), QStringLiteral("works PermissionDenied"));
    settings.login.password = QStringLiteral("closed");
    const auto wrong = tested(settings);
    QCOMPARE(outcome(wrong->results().front()), QStringLiteral("Authentication WrongPassword"));
    const Error error = *wrong->results().front().stage(Stage::Authentication).error;
    QVERIFY(!error.toString().contains(QLatin1String("closed")));
    settings.login = {};
    QCOMPARE(outcome(settings), QStringLiteral("Authentication LoginRequired"));
}

void TestConnection::usersByCertificate()
{
    TlsCertificates certificates({QStringLiteral("127.0.0.1")}, QStringLiteral("carol"));
    if (!certificates.isValid())
        QSKIP("openssl is not on PATH");
    EtcdServer server({.tls = &certificates, .requireClientCertificate = true});
    QVERIFY(server.start());
    Accounts accounts(server);
    QVERIFY(accounts.addRole("app", "/app/"));
    QVERIFY(accounts.addWithoutPassword("carol", "app"));
    QVERIFY(accounts.enable());
    SessionSettings settings = settingsFor({server.url()});
    settings.prefix = "/app/";
    settings.tls.authorityFile = certificates.caFile();
    settings.tls.certificateFile = certificates.clientFile();
    settings.tls.keyFile = certificates.clientKeyFile();
    QCOMPARE(outcome(settings), QStringLiteral("works"));
    Session session(settings);
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 20'000);
    settings.transport = Transport::Gateway;
    QCOMPARE(outcome(settings), QStringLiteral("Authentication CommonNameThroughGateway"));
}

void TestConnection::eachEndpointIsTested()
{
    EtcdServer server;
    QVERIFY(server.start());
    EtcdServer gone;
    QVERIFY(gone.start());
    gone.kill();
    const auto test = tested(settingsFor({gone.url(), server.url()}));
    QCOMPARE(outcome(test->results()[0]), QStringLiteral("Tcp ConnectionRefused"));
    QCOMPARE(outcome(test->results()[1]), QStringLiteral("works"));
    QCOMPARE(test->firstFailing(), 0);
    QCOMPARE(test->firstWorking(), 1);
}

void TestConnection::badFileIsSaidBeforeAnythingIsSent()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    SessionSettings settings =
        settingsFor({QUrl(QStringLiteral("https://127.0.0.1:%1").arg(server.serverPort()))});
    settings.tls.authorityFile = QStringLiteral("/nowhere/ca.pem");
    const auto test = tested(settings);
    QVERIFY(test->settingsError());
    QCOMPARE(int(test->settingsError()->tlsCause), int(TlsCause::FileMissing));
    QVERIFY(!server.hasPendingConnections());
}

void TestConnection::cancelEndsAtOnce()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    ConnectionTest test(settingsFor({QUrl(QStringLiteral("http://127.0.0.1:%1").arg(silent.serverPort()))}));
    QSignalSpy finished(&test, &ConnectionTest::finished);
    test.start();
    QTRY_COMPARE(test.results().front().stage(Stage::Http).state, ConnectionTest::State::Running);
    test.cancel();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(outcome(test.results().front()), QStringLiteral("undecided"));
}

ETCDSCOPE_ETCD_TEST_MAIN(TestConnection, QCoreApplication)
#include "tst_connection.moc"
