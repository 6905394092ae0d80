// SPDX-License-Identifier: Apache-2.0
//
// Sessions and connection tests by way of proxies: HTTP and SOCKS5, with and without credentials.
#include "core/net/transporterror.h"
#include "tests/integration/sessionfixture.h"
#include "tests/support/testproxy.h"
#include "tests/support/tlscertificates.h"

#include <QCoreApplication>

using namespace etcdscope;
using Proxy = TestProxy::Kind;

namespace {

const QString proxyUser = QStringLiteral("clerk");
const QString proxyPassword = QStringLiteral("opensesame");

/// Only the proxy knows this host: what goes past it does not arrive.
QUrl behind(const EtcdServer &server, const QString &scheme)
{
    return QUrl(QStringLiteral("%1://cluster.invalid:%2").arg(scheme).arg(server.port()));
}

void setProxy(SessionSettings &settings, Proxy kind, const TestProxy &proxy, bool authenticated = false)
{
    settings.proxy = {.kind = kind == Proxy::Http ? ProxySettings::Kind::Http : ProxySettings::Kind::Socks5,
                      .host = QStringLiteral("127.0.0.1"),
                      .port = proxy.port(),
                      .user = authenticated ? proxyUser : QString()};
    settings.proxyPassword = authenticated ? proxyPassword : QString();
}

} // namespace

class TestProxies : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void proxiesAreUsed_data();
    void proxiesAreUsed();
    void proxiesCarryTls_data();
    void proxiesCarryTls();
    void everyLookGoesThroughTheProxy_data();
    void everyLookGoesThroughTheProxy();

private:
    EtcdServer m_server;
    std::unique_ptr<TlsCertificates> m_certificates;
    std::unique_ptr<EtcdServer> m_secure;
};

void TestProxies::initTestCase()
{
    QVERIFY(m_server.start());
    m_certificates = std::make_unique<TlsCertificates>(QStringList{QStringLiteral("127.0.0.1")});
    if (m_certificates->isValid()) {
        m_secure = std::make_unique<EtcdServer>(
            EtcdOptions{.tls = m_certificates.get(), .requireClientCertificate = true});
        QVERIFY(m_secure->start());
    }
}

void TestProxies::proxiesAreUsed_data()
{
    QTest::addColumn<Proxy>("kind");
    QTest::addColumn<Transport>("transport");
    QTest::addColumn<QString>("password"); // "" = the proxy asks for none
    for (const Proxy kind : {Proxy::Http, Proxy::Socks5}) {
        for (const Transport transport : {Transport::Grpc, Transport::Gateway}) {
            const QByteArray name = QByteArray(kind == Proxy::Http ? "HTTP" : "SOCKS5") +
                                    (transport == Transport::Grpc ? ", gRPC" : ", gateway");
            QTest::newRow(name.constData()) << kind << transport << QString();
            QTest::newRow((name + ", password").constData()) << kind << transport << proxyPassword;
            QTest::newRow((name + ", wrong password").constData())
                << kind << transport << QStringLiteral("closed");
        }
    }
}

void TestProxies::proxiesAreUsed()
{
    QFETCH(const Proxy, kind);
    QFETCH(const Transport, transport);
    QFETCH(const QString, password);
    const bool asks = !password.isEmpty();
    const TestProxy proxy(kind, asks ? proxyUser.toUtf8() : QByteArray(), password.toUtf8());
    SessionSettings settings = settingsFor({behind(m_server, QStringLiteral("http"))});
    settings.transport = transport;
    setProxy(settings, kind, proxy, asks);
    const bool fits = !asks || password == proxyPassword;
    const auto test = tested(settings);
    QCOMPARE(outcome(test->results().front()),
             fits ? QStringLiteral("works") : QStringLiteral("Tcp ProxyFailed"));
    Session session(settings);
    session.open();
    if (fits) {
        QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 20'000);
        QVERIFY(!proxy.targets().isEmpty());
        for (const QByteArray &target : proxy.targets())
            QCOMPARE(target, "cluster.invalid:" + QByteArray::number(m_server.port()));
    } else {
        QTRY_VERIFY_WITH_TIMEOUT(session.lastError(), 20'000);
        QVERIFY(proxy.refused() > 0);
        QCOMPARE(proxy.targets().size(), 0);
        QVERIFY(!session.lastError()->toString().contains(proxyPassword));
        // Of a request with a body Qt says alone that it would have to send that a second time.
        if (kind == Proxy::Socks5 || transport == Transport::Grpc)
            QVERIFY2(isOfProxyLogin(*session.lastError()), qPrintable(session.lastError()->toString()));
        session.setProxyPassword(password); // mistyped before
        QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 20'000);
    }
}

void TestProxies::proxiesCarryTls_data()
{
    QTest::addColumn<Proxy>("kind");
    QTest::addColumn<Transport>("transport");
    QTest::newRow("HTTP, gRPC") << Proxy::Http << Transport::Grpc;
    QTest::newRow("HTTP, gateway") << Proxy::Http << Transport::Gateway;
    QTest::newRow("SOCKS5, gRPC") << Proxy::Socks5 << Transport::Grpc;
    QTest::newRow("SOCKS5, gateway") << Proxy::Socks5 << Transport::Gateway;
}

void TestProxies::proxiesCarryTls()
{
    if (!m_secure)
        QSKIP("openssl is not on PATH");
    QFETCH(const Proxy, kind);
    QFETCH(const Transport, transport);
    const TestProxy proxy(kind, proxyUser.toUtf8(), proxyPassword.toUtf8());
    SessionSettings settings = settingsFor({behind(*m_secure, QStringLiteral("https"))});
    settings.transport = transport;
    settings.tls.authorityFile = m_certificates->caFile();
    settings.tls.certificateFile = m_certificates->clientFile();
    settings.tls.keyFile = m_certificates->clientKeyFile();
    settings.tls.serverName = QStringLiteral("127.0.0.1");
    setProxy(settings, kind, proxy, true);
    QCOMPARE(outcome(settings), QStringLiteral("works"));
    Session session(settings);
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(isLive(session), 20'000);
}

void TestProxies::everyLookGoesThroughTheProxy_data()
{
    QTest::addColumn<Proxy>("kind");
    QTest::newRow("HTTP") << Proxy::Http;
    QTest::newRow("SOCKS5") << Proxy::Socks5;
}

void TestProxies::everyLookGoesThroughTheProxy()
{
    QFETCH(const Proxy, kind);
    const TestProxy proxy(kind);
    SessionSettings settings = settingsFor({behind(m_server, QStringLiteral("https"))});
    setProxy(settings, kind, proxy);
    QCOMPARE(outcome(settings), QStringLiteral("Tls PlainServer"));
    if (!m_secure)
        return;
    settings = settingsFor({behind(*m_secure, QStringLiteral("http"))});
    settings.transport = Transport::Auto;
    setProxy(settings, kind, proxy);
    QCOMPARE(outcome(settings), QStringLiteral("Http TlsServer"));
}

ETCDSCOPE_ETCD_TEST_MAIN(TestProxies, QCoreApplication)
#include "tst_proxies.moc"
