// SPDX-License-Identifier: Apache-2.0
#include "tests/support/etcdcluster.h"
#include "tests/support/etcdserver.h"
#include "tests/support/tlscertificates.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <csignal>

using namespace etcdscope;

/// The fixture itself, since every test on a real server stands on it.
class TestEtcdServer : public QObject
{
    Q_OBJECT

private slots:
    void keepsDataAndPortOverRestarts();
    void etcdctlCarriesAnyBytes();
    void freezeAnswersNobody();
    void extraArgumentsReachEtcd();
    void servesTlsToThoseWithACertificate();
    void clusterOutlivesItsLeader();
    void goesWithItsObject();
};

void TestEtcdServer::keepsDataAndPortOverRestarts()
{
    EtcdServer server;
    QVERIFY(server.start());
    const QByteArray endpoint = server.endpoint();
    server.etcdctl({"put", "/a", "1"});
    server.kill();
    QVERIFY(!server.isRunning());
    QVERIFY(server.restart());
    server.stop();
    QVERIFY(server.restart());
    QCOMPARE(server.endpoint(), endpoint);
    QCOMPARE(server.etcdctl({"get", "/a", "--print-value-only"}), "1\n");
}

void TestEtcdServer::etcdctlCarriesAnyBytes()
{
    EtcdServer server;
    QVERIFY(server.start());
    QByteArray key = "/raw/";
    for (int i = 1; i < 256; ++i)
        key += char(i);
    QByteArray value(256, Qt::Uninitialized);
    for (int i = 0; i < 256; ++i)
        value[i] = char(i);
    bool ok = false;
    QCOMPARE(server.etcdctl({"put", key}, value, &ok), "OK\n");
    QVERIFY(ok);
    QCOMPARE(server.etcdctl({"get", key, "--write-out=simple"}), key + '\n' + value + '\n');
    server.etcdctl({"no-such-command"}, {}, &ok);
    QVERIFY(!ok);
}

void TestEtcdServer::freezeAnswersNobody()
{
    EtcdServer server;
    QVERIFY(server.start());
    server.freeze();
    bool ok = true;
    server.etcdctl({"--command-timeout=300ms", "get", "/a"}, {}, &ok);
    QVERIFY(!ok);
    server.thaw();
    QVERIFY(server.waitUntilReady());
}

void TestEtcdServer::extraArgumentsReachEtcd()
{
    EtcdServer server({.arguments = {QStringLiteral("--max-txn-ops=2")}});
    QVERIFY(server.start());
    bool ok = true;
    server.etcdctl({"txn"}, "\nput a 1\nput b 1\nput c 1\n\n\n", &ok);
    QVERIFY(!ok);
    server.etcdctl({"txn"}, "\nput a 1\nput b 1\n\n\n", &ok);
    QVERIFY(ok);
}

void TestEtcdServer::servesTlsToThoseWithACertificate()
{
    TlsCertificates certificates;
    if (!certificates.isValid())
        QSKIP("openssl is not on PATH");
    QVERIFY(!certificates.issueClient(QStringLiteral("alice")).isEmpty());
    EtcdServer server({.tls = &certificates, .requireClientCertificate = true});
    QVERIFY(server.start());
    QCOMPARE(server.url().scheme(), QStringLiteral("https"));
    QCOMPARE(server.etcdctl({"put", "/a", "1"}), "OK\n");

    TlsCertificates others;
    EtcdServer stranger({.tls = &others});
    bool ok = true;
    stranger.etcdctl({"--endpoints=" + server.url().toEncoded(), "--command-timeout=2s", "get", "/a"}, {},
                     &ok);
    QVERIFY(!ok);
}

void TestEtcdServer::clusterOutlivesItsLeader()
{
    EtcdCluster cluster;
    QVERIFY(cluster.start());
    QCOMPARE(cluster.urls().size(), 3);
    const int first = cluster.leader();
    QVERIFY(first >= 0);
    QCOMPARE(cluster.at(0).etcdctl({"put", "/a", "1"}), "OK\n");
    cluster.killMember(first);
    const int second = cluster.leader();
    QVERIFY(second >= 0);
    QVERIFY(second != first);
    QCOMPARE(cluster.at(second).etcdctl({"get", "/a", "--print-value-only"}), "1\n");
    QVERIFY(cluster.restartMember(first));
    QCOMPARE(cluster.at(first).etcdctl({"get", "/a", "--print-value-only"}), "1\n");
}

void TestEtcdServer::goesWithItsObject()
{
    pid_t process = 0;
    {
        EtcdServer server;
        QVERIFY(server.start());
        process = pid_t(server.processId());
        QCOMPARE(::kill(process, 0), 0);
    }
    QCOMPARE(::kill(process, 0), -1);
}

ETCDSCOPE_ETCD_TEST_MAIN(TestEtcdServer, QCoreApplication)
#include "tst_etcdserver.moc"
