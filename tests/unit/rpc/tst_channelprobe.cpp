// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/channelprobe.h"

#include "core/net/networkaccess.h"
#include "core/rpc/gatewaychannel.h"
#include "core/rpc/grpcchannel.h"
#include "tests/support/scriptedhttp2server.h"
#include "tests/unit/rpc/rpctesting.h"
#include "tests/unit/rpc/scriptedhttpserver.h"

using namespace etcdscope;

class TestChannelProbe : public QObject
{
    Q_OBJECT

private slots:
    void anyGrpcStatusProvesGrpc_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("ok") << QByteArray("0");
        QTest::newRow("user name is empty") << QByteArray("3");
        QTest::newRow("unauthenticated") << QByteArray("16");
        QTest::newRow("unavailable") << QByteArray("14");
    }

    void anyGrpcStatusProvesGrpc()
    {
        QFETCH(QByteArray, status);
        ScriptedHttp2Server server;
        server.onRequestEnded = [&](int i) {
            if (status == "0")
                return server.answer(i, {});
            server.respond(
                i, {{":status", "200"}, {"content-type", "application/grpc"}, {"grpc-status", status}}, true);
        };
        NetworkAccess network;
        const auto channel = answerOf(openChannel(network, server.url()));
        QVERIFY2(channel, qPrintable(errorOf(channel).toString()));
        QVERIFY(qobject_cast<GrpcChannel *>(channel->get()));
        QCOMPARE(server.requestCount(), 1);
        QCOMPARE(server.request(0).header(":path"), QByteArray("/etcdserverpb.Maintenance/Status"));
    }

    void http1PeerIsAskedThroughTheGateway_data()
    {
        QTest::addColumn<QByteArray>("prefix");
        QTest::newRow("3.4 and later") << QByteArray("/v3");
        QTest::newRow("3.3") << QByteArray("/v3beta");
        QTest::newRow("3.2") << QByteArray("/v3alpha");
    }

    void http1PeerIsAskedThroughTheGateway()
    {
        QFETCH(QByteArray, prefix);
        ScriptedHttpServer server;
        server.onRequest = [&](int i) { answerAsGateway(server, i, prefix); };
        NetworkAccess network;
        const auto channel = answerOf(openChannel(network, server.url()));
        QVERIFY2(channel, qPrintable(errorOf(channel).toString()));
        auto *gateway = qobject_cast<GatewayChannel *>(channel->get());
        QVERIFY(gateway);
        QCOMPARE(gateway->prefix(), prefix);
        QVERIFY(gateway->pageLimit() <= 2'000);
    }

    void proxyPageOverHttp2LeadsToTheGateway_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("404") << QByteArray("404");
        QTest::newRow("415") << QByteArray("415");
        QTest::newRow("page with 200") << QByteArray("200");
    }

    void proxyPageOverHttp2LeadsToTheGateway()
    {
        QFETCH(QByteArray, status);
        ScriptedHttp2Server server;
        server.onRequestEnded = [&](int i) {
            server.respond(i, {{":status", status}, {"content-type", "text/html"}});
            server.send(i, "<html></html>", true);
        };
        NetworkAccess network;
        // The gateway is not there either: what counts is that it was asked.
        const auto channel = answerOf(openChannel(network, server.url()));
        QVERIFY(!channel);
        QTRY_COMPARE(server.connectionCount(), 2);
        QCOMPARE(server.requestCount(), 1);
    }

    void whatOnlySpeaksGrpcIsNotAskedOtherwise()
    {
        ScriptedHttpServer server;
        server.onRequest = [&](int i) { answerAsGateway(server, i, "/v3"); };
        NetworkAccess network;
        const auto channel = answerOf(openChannel(network, server.url(), Transport::Grpc));
        QCOMPARE(name(errorOf(channel).kind), name(ErrorKind::Protocol));
    }

    void gatewayAloneNeverSpeaksGrpc()
    {
        ScriptedHttpServer server;
        server.onRequest = [&](int i) { answerAsGateway(server, i, "/v3"); };
        NetworkAccess network;
        const auto channel = answerOf(openChannel(network, server.url(), Transport::Gateway));
        QVERIFY(channel);
        QCOMPARE(server.requestCount(), 1);
        QCOMPARE(server.request(0).path, QByteArray("/v3/maintenance/status"));
    }

    void refusalByTheGatewayProvesIt()
    {
        ScriptedHttpServer server;
        server.onRequest = [&](int i) {
            server.answerJson(i, R"({"code":3,"message":"etcdserver: user name is empty"})", 400);
        };
        NetworkAccess network;
        QVERIFY(answerOf(openChannel(network, server.url(), Transport::Gateway)));
    }

    void noGatewayUnderAnyPrefixIsAnError()
    {
        ScriptedHttpServer server;
        server.onRequest = [&](int i) { server.answer(i, 404, "text/plain", "Not Found\n"); };
        NetworkAccess network;
        const auto channel = answerOf(openChannel(network, server.url(), Transport::Gateway));
        QCOMPARE(name(errorOf(channel).kind), name(ErrorKind::Unsupported));
        QCOMPARE(server.requestCount(), 3);
    }

    void nobodyThereIsNetworkAndNotTriedAgain()
    {
        QUrl url;
        {
            ScriptedHttpServer gone;
            url = gone.url();
        }
        NetworkAccess network;
        const Error error = errorOf(answerOf(openChannel(network, url)));
        QCOMPARE(name(error.kind), name(ErrorKind::Network));
    }

    void silentPeerIsATimeoutAndNotTriedAgain()
    {
        ScriptedHttp2Server server;
        server.setSaysSettings(false);
        NetworkAccess network;
        const Error error =
            errorOf(answerOf(openChannel(network, server.url(), Transport::Auto, nullptr, 100)));
        QCOMPARE(name(error.kind), name(ErrorKind::Timeout));
        QCOMPARE(server.connectionCount(), 1);
    }

    void cancelStopsTheProbe()
    {
        ScriptedHttp2Server server;
        NetworkAccess network;
        auto probe = openChannel(network, server.url());
        probe.then(this, [](const Result<std::shared_ptr<Channel>> &) { QFAIL("answered"); });
        QTRY_COMPARE(server.requestCount(), 1);
        probe.cancel();
        QTRY_VERIFY(server.request(0).reset.has_value());
    }

    void networkThatGoesAnswersTheProbe()
    {
        ScriptedHttp2Server server;
        auto network = std::make_unique<NetworkAccess>();
        std::optional<Error> error;
        auto probe = openChannel(*network, server.url());
        probe.then(this, [&](const Result<std::shared_ptr<Channel>> &result) { error = errorOf(result); });
        QTRY_COMPARE(server.requestCount(), 1);
        network.reset();
        QTRY_VERIFY(error.has_value());
    }

private:
    static void answerAsGateway(ScriptedHttpServer &server, int i, const QByteArray &prefix)
    {
        const QByteArray path = server.request(i).path;
        if (path == prefix + "/maintenance/status")
            server.answerJson(i, R"({"header":{"cluster_id":"1"},"version":"3.3.0"})");
        else if (path == "*")
            server.answer(i, 505, "text/plain", "HTTP Version Not Supported");
        else
            server.answer(i, 404, "text/plain", "Not Found\n");
    }
};

QTEST_GUILESS_MAIN(TestChannelProbe)
#include "tst_channelprobe.moc"
