// SPDX-License-Identifier: Apache-2.0
//
// What lies between a session and its cluster: proxies, peers that fall silent or reset, certificates that
// are replaced or wrong.
#include "tests/integration/sessionfixture.h"
#include "tests/support/tlscertificates.h"

#include <QCoreApplication>
#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>

#ifdef Q_OS_UNIX
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

#include <atomic>
#include <thread>

using namespace etcdscope;

namespace {

bool replaceFile(const QString &from, const QString &to)
{
    return QFile::remove(to) && QFile::copy(from, to);
}

/// A server of TLS that says nothing more.
bool listenWith(QSslServer &server, const QString &certificate)
{
    QFile key(certificate + QStringLiteral(".key"));
    if (!key.open(QIODevice::ReadOnly))
        return false;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(QSslCertificate::fromPath(certificate + QStringLiteral(".pem")));
    configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    server.setSslConfiguration(configuration);
    return server.listen(QHostAddress::LocalHost);
}

QUrl urlOf(const QTcpServer &server)
{
    return QUrl(QStringLiteral("https://127.0.0.1:%1").arg(server.serverPort()));
}

#ifdef Q_OS_UNIX
/// Takes connections and resets them at once, on a thread of its own.
class ResettingServer
{
public:
    ResettingServer()
        : m_listener(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto *const any = reinterpret_cast<sockaddr *>(&address);
        socklen_t size = sizeof address;
        if (::bind(m_listener, any, size) != 0 || ::listen(m_listener, 100) != 0 ||
            ::getsockname(m_listener, any, &size) != 0)
            return;
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] {
            for (int client = ::accept(m_listener, nullptr, nullptr); client >= 0;
                 client = ::accept(m_listener, nullptr, nullptr)) {
                const linger atOnce{.l_onoff = 1, .l_linger = 0};
                ::setsockopt(client, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
                ::close(client);
                ++m_accepted;
            }
        });
    }
    ~ResettingServer()
    {
        ::shutdown(m_listener, SHUT_RDWR);
        if (m_thread.joinable())
            m_thread.join();
        ::close(m_listener);
    }
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] int accepted() const { return m_accepted; }

private:
    int m_listener;
    int m_port = 0;
    std::atomic<int> m_accepted = 0;
    std::thread m_thread;
};
#endif

} // namespace

class TestSessionFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void resetsEndAsResets();
    void silentPeerIsSaidSoon();
    void certificatesAreReadAgain();
    void certificatesOfServersAreNamed();
    void portForMetricsIsNamed();

private:
    EtcdServer m_server;
    std::unique_ptr<TlsCertificates> m_certificates;
    std::unique_ptr<EtcdServer> m_secure;
};

void TestSessionFaults::initTestCase()
{
    QVERIFY(m_server.start());
    m_certificates = std::make_unique<TlsCertificates>(QStringList{QStringLiteral("127.0.0.1")});
    if (m_certificates->isValid()) {
        m_secure = std::make_unique<EtcdServer>(
            EtcdOptions{.tls = m_certificates.get(), .requireClientCertificate = true});
        QVERIFY(m_secure->start());
    }
}

void TestSessionFaults::resetsEndAsResets()
{
#ifdef Q_OS_UNIX
    const ResettingServer server;
    QVERIFY(server.port() > 0);
    for (int round = 0; round < 5; ++round) {
        NetworkAccess network;
        std::optional<Error> error;
        QObject context;
        const int before = server.accepted();
        auto probe = openChannel(network, QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.port())),
                                 Transport::Grpc, nullptr, 60'000);
        probe.then(&context, [&error](const Result<std::shared_ptr<Channel>> &channel) {
            error = channel ? Error() : channel.error();
        });
        QTRY_VERIFY(server.accepted() > before || error);
        QThread::msleep(20); // the reset is there before the socket looks
        QTRY_VERIFY_WITH_TIMEOUT(error, 30'000);
        QCOMPARE(error->kind, ErrorKind::Network);
        QCOMPARE(int(error->fate), int(RequestFate::NotSent));
        QVERIFY2(server.accepted() - before < 5, "it connects again and again");
    }
#else
    QSKIP("nothing is noticed here");
#endif
}

void TestSessionFaults::silentPeerIsSaidSoon()
{
    Session session(settingsFor({m_server.url()}));
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 20'000);
    QCOMPARE(session.transportName(), QStringLiteral("gRPC"));
    QElapsedTimer clock;
    m_server.freeze();
    clock.start();
    const bool said = QTest::qWaitFor([&] { return !isLive(session) || session.lastError(); }, 30'000);
    const qint64 taken = clock.elapsed();
    m_server.thaw();
    QVERIFY(said);
    qInfo("a silent peer was said after %lld ms", taken);
    // A heartbeat that came just before is 4 s away from the next, which waits 5 s.
    QVERIFY2(taken < 10'000, qPrintable(QString::number(taken)));
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session) && !session.lastError(), 30'000);
}

void TestSessionFaults::certificatesAreReadAgain()
{
    if (!m_secure)
        QSKIP("openssl is not on PATH");
    TlsCertificates strangers;
    QVERIFY(strangers.isValid());
    QTemporaryDir folder;
    SessionSettings settings = settingsFor({m_secure->url()});
    settings.tls.authorityFile = m_certificates->caFile();
    settings.tls.certificateFile = folder.filePath(QStringLiteral("mine.pem"));
    settings.tls.keyFile = folder.filePath(QStringLiteral("mine.key"));
    QVERIFY(QFile::copy(m_certificates->clientFile(), settings.tls.certificateFile));
    QVERIFY(QFile::copy(m_certificates->clientKeyFile(), settings.tls.keyFile));
    Session session(settings);
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 20'000);

    QVERIFY(replaceFile(strangers.clientFile(), settings.tls.certificateFile));
    QVERIFY(replaceFile(strangers.clientKeyFile(), settings.tls.keyFile));
    session.renewConnections();
    QTRY_VERIFY_WITH_TIMEOUT(session.lastError() && session.lastError()->kind == ErrorKind::Tls, 30'000);
    QVERIFY(!isLive(session));
    QVERIFY(replaceFile(m_certificates->clientFile(), settings.tls.certificateFile));
    QVERIFY(replaceFile(m_certificates->clientKeyFile(), settings.tls.keyFile));
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session) && !session.lastError(), 60'000); // and nobody asked for it
}

void TestSessionFaults::certificatesOfServersAreNamed()
{
    if (!m_secure)
        QSKIP("openssl is not on PATH");
    const QStringList names{QStringLiteral("127.0.0.1")};
    const QString own = m_certificates->makeSelfSigned(QStringLiteral("own"), names);
    QVERIFY(!own.isEmpty());
    QSslServer selfSigned;
    QVERIFY(listenWith(selfSigned, own));
    QCOMPARE(outcome(settingsFor({urlOf(selfSigned)})), QStringLiteral("Tls SelfSigned"));

    const QString early =
        m_certificates->issueServerFrom(QStringLiteral("early"), names, QStringLiteral("20991231000000Z"));
    QVERIFY(!early.isEmpty());
    QSslServer notYet;
    QVERIFY(listenWith(notYet, early));
    SessionSettings settings = settingsFor({urlOf(notYet)});
    settings.tls.authorityFile = m_certificates->caFile();
    QCOMPARE(outcome(settings), QStringLiteral("Tls CertificateNotYetValid"));
    Session session(settings);
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(session.lastError(), 20'000);
    QCOMPARE(int(session.lastError()->tlsCause), int(TlsCause::NotYetValid));
}

void TestSessionFaults::portForMetricsIsNamed()
{
    QUrl metrics(QStringLiteral("http://127.0.0.1"));
    {
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        metrics.setPort(free.serverPort());
    }
    EtcdServer server({.arguments = {QStringLiteral("--listen-metrics-urls=") + metrics.toString()}});
    QVERIFY(server.start());
    for (const Transport transport : {Transport::Auto, Transport::Grpc, Transport::Gateway}) {
        SessionSettings settings = settingsFor({metrics});
        settings.transport = transport;
        QCOMPARE(outcome(settings), QStringLiteral("Http MetricsPort"));
    }
}

ETCDSCOPE_ETCD_TEST_MAIN(TestSessionFaults, QCoreApplication)
#include "tst_sessionfaults.moc"
