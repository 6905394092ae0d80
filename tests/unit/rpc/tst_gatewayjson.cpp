// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/gatewayjson.h"

#include "core/rpc/methods.h"
#include "tests/unit/rpc/rpctesting.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace etcdscope;

class TestGatewayJson : public QObject
{
    Q_OBJECT

private slots:
    void requestUsesTheNamesOfTheProtos()
    {
        etcdserverpb::RangeRequest request;
        request.set_key(std::string(1, '\0'));
        request.set_range_end(std::string(1, '\0'));
        request.set_limit(9'007'199'254'740'993);
        request.set_keys_only(true);
        request.set_sort_order(etcdserverpb::RangeRequest::DESCEND);
        const auto json = gatewayJson(request);
        QVERIFY(json);
        const QJsonObject object = QJsonDocument::fromJson(*json).object();
        QCOMPARE(object.value(QStringLiteral("key")).toString(), QStringLiteral("AA=="));
        QCOMPARE(object.value(QStringLiteral("range_end")).toString(), QStringLiteral("AA=="));
        QCOMPARE(object.value(QStringLiteral("limit")).toString(), QStringLiteral("9007199254740993"));
        QCOMPARE(object.value(QStringLiteral("keys_only")).toBool(), true);
        QCOMPARE(object.value(QStringLiteral("sort_order")).toString(), QStringLiteral("DESCEND"));
        QCOMPARE(object.size(), 5); // defaults are left out

        etcdserverpb::LeaseGrantRequest lease;
        lease.set_ttl(5);
        lease.set_id(7);
        QCOMPARE(gatewayJson(lease).value_or(QByteArray()), QByteArray(R"({"TTL":"5","ID":"7"})"));
        QCOMPARE(gatewayJson(etcdserverpb::StatusRequest()).value_or(QByteArray()), QByteArray("{}"));
    }

    void textThatWasCutOffIsTold_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<bool>("isCutOff");
        QTest::newRow("nothing") << QByteArray() << true;
        QTest::newRow("spaces") << QByteArray(" \n") << true;
        QTest::newRow("brace") << QByteArray("{") << true;
        QTest::newRow("in a string") << QByteArray("{\"a\":\"b}}") << true;
        QTest::newRow("after an escape") << QByteArray("{\"a\":\"b\\\"}}") << true;
        QTest::newRow("in an escape") << QByteArray("{\"a\":\"b\\") << true;
        QTest::newRow("in a list") << QByteArray("{\"a\":[{},{}") << true;
        QTest::newRow("whole") << QByteArray(" {\"a\":[\"}\"]} ") << false;
        QTest::newRow("wrong but whole") << QByteArray("{]") << false;
        QTest::newRow("page") << QByteArray("<html>{") << false;
        QTest::newRow("list") << QByteArray("[1,") << false;
    }

    void textThatWasCutOffIsTold()
    {
        QFETCH(QByteArray, json);
        QFETCH(bool, isCutOff);
        QCOMPARE(endsInsideJson(json), isCutOff);
    }

    void answerBecomesWireBytes()
    {
        const auto bytes = wireFromGatewayJson(
            methods::range,
            R"( {"header":{"cluster_id":"14841639068965178418","revision":"3","new_thing":{"x":[1]}},
            "kvs":[{"key":"AP8=","create_revision":"2","mod_revision":"3","version":"2","value":"dg=="}],
            "count":"1","more":true} )");
        QVERIFY(bytes);
        etcdserverpb::RangeResponse response;
        QVERIFY(response.ParseFromArray(bytes->constData(), int(bytes->size())));
        QCOMPARE(response.header().cluster_id(), 14841639068965178418ULL);
        QCOMPARE(response.header().revision(), 3);
        QCOMPARE(response.kvs(0).key(), std::string("\0\xff", 2));
        QCOMPARE(response.kvs(0).value(), std::string("v"));
        QVERIFY(response.more());
        QCOMPARE(response.count(), 1);
    }

    void noMessageIsNoMessage_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("page") << QByteArray("<html></html>");
        QTest::newRow("text") << QByteArray("Not Found");
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("cut") << QByteArray(R"({"count":"1")");
        QTest::newRow("not base64") << QByteArray(R"({"kvs":[{"key":"???"}]})");
        QTest::newRow("not a number") << QByteArray(R"({"count":"many"})");
        QTest::newRow("deep") << QByteArray("{\"kvs\":").repeated(20'000);
    }

    void noMessageIsNoMessage()
    {
        QFETCH(QByteArray, json);
        QVERIFY(!wireFromGatewayJson(methods::range, json));
    }

    void lines_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("payload");
        const int result = int(GatewayLine::Kind::Result);
        const int error = int(GatewayLine::Kind::Error);
        const int malformed = int(GatewayLine::Kind::Malformed);
        QTest::newRow("result") << QByteArray(R"({"result":{"a":{}}})") << result
                                << QByteArray(R"({"a":{}})");
        QTest::newRow("spaces") << QByteArray("{ \"result\" : { } } \r") << result << QByteArray("{ }");
        QTest::newRow("error") << QByteArray(R"({"error":{"code":1}})") << error
                               << QByteArray(R"({"code":1})");
        QTest::newRow("other") << QByteArray(R"({"results":{}})") << malformed << QByteArray();
        QTest::newRow("page") << QByteArray("<html>") << malformed << QByteArray();
        QTest::newRow("empty") << QByteArray() << malformed << QByteArray();
        QTest::newRow("brace") << QByteArray("{") << malformed << QByteArray();
    }

    void lines()
    {
        QFETCH(QByteArray, line);
        QFETCH(int, kind);
        QFETCH(QByteArray, payload);
        const GatewayLine parsed = parseGatewayLine(line);
        QCOMPARE(int(parsed.kind), kind);
        QCOMPARE(parsed.payload.toByteArray(), payload);
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("message");
        const QString lease = QStringLiteral("etcdserver: requested lease not found");
        const QByteArray text = lease.toLatin1();
        QTest::newRow("3.4") << QByteArray("{\"error\":\"" + text + "\",\"message\":\"" + text +
                                           "\",\"code\":5}")
                             << 5 << lease;
        QTest::newRow("3.6") << QByteArray("{\"code\":5, \"message\":\"" + text + "\",\"details\":[]}") << 5
                             << lease;
        QTest::newRow("3.4 stream") << QByteArray("{\"grpc_code\":5,\"http_code\":404,\"message\":\"" + text +
                                                  "\",\"http_status\":\"x\"}")
                                    << 5 << lease;
        QTest::newRow("without code") << QByteArray("{\"error\":\"" + text + "\"}") << 2 << lease;
        QTest::newRow("none") << QByteArray("{\"header\":{}}") << -1 << QString();
        QTest::newRow("page") << QByteArray("<html>") << -1 << QString();
    }

    void errors()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, code);
        QFETCH(QString, message);
        const auto error = errorFromGatewayJson(json);
        QCOMPARE(error.has_value(), code >= 0);
        if (!error)
            return;
        QCOMPARE(error->grpcCode, code);
        QCOMPARE(error->serverMessage, message);
        QCOMPARE(name(error->kind), name(ErrorKind::NotFound));
    }
};

QTEST_GUILESS_MAIN(TestGatewayJson)
#include "tst_gatewayjson.moc"
