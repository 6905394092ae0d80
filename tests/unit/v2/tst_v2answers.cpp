// SPDX-License-Identifier: Apache-2.0
//
// Answers of servers that cannot be had here any more.
#include "core/v2/authapi.h"
#include "core/v2/membersapi.h"
#include "core/v2/serverapi.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace etcdscope;

namespace {

QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

class TestV2Answers : public QObject
{
    Q_OBJECT

private slots:
    void users();
    void roles();
    void versions_data();
    void versions();
};

void TestV2Answers::users()
{
    QVERIFY(v2::AuthApi::usersOf(json(R"({"users":null})")).empty());
    // 2.2 and before.
    const auto names = v2::AuthApi::usersOf(json(R"({"users":["alice","root"]})"));
    QCOMPARE(names.size(), size_t(2));
    QCOMPARE(names[0].name, QStringLiteral("alice"));
    const auto users = v2::AuthApi::usersOf(json(
        R"({"users":[{"user":"a","roles":[{"role":"r","permissions":{"kv":{"read":["/*"],"write":null}}}]},)"
        R"({"user":"b","roles":null},{"user":"c","roles":["r","s"]}]})"));
    QCOMPARE(users[0].roles, QStringList(QStringLiteral("r")));
    QVERIFY(users[1].roles.isEmpty());
    QCOMPARE(users[2].roles, QStringList({QStringLiteral("r"), QStringLiteral("s")}));
}

void TestV2Answers::roles()
{
    QVERIFY(v2::AuthApi::rolesOf(json(R"({"roles":null})")).empty());
    QCOMPARE(v2::AuthApi::rolesOf(json(R"({"roles":["guest"]})"))[0].name, QStringLiteral("guest"));
    const auto roles = v2::AuthApi::rolesOf(
        json(R"({"roles":[{"role":"r","permissions":{"kv":{"read":["/a*"],"write":null}}}]})"));
    QCOMPARE(roles[0].permissions.read, QStringList(QStringLiteral("/a*")));
    QVERIFY(roles[0].permissions.write.isEmpty());
}

void TestV2Answers::versions_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("server");
    QTest::addColumn<bool>("canRefresh"); // since 2.3
    QTest::newRow("3.4") << QByteArray(R"({"etcdserver":"3.4.23","etcdcluster":"3.4.0"})")
                         << QStringLiteral("3.4.23") << true;
    QTest::newRow("2.3") << QByteArray(R"({"etcdserver":"2.3.0","etcdcluster":"not_decided"})")
                         << QStringLiteral("2.3.0") << true;
    QTest::newRow("2.10") << QByteArray(R"({"etcdserver":"2.10.0"})") << QStringLiteral("2.10.0") << true;
    QTest::newRow("2.2") << QByteArray(R"({"etcdserver":"2.2.5","etcdcluster":"2.2.0"})")
                         << QStringLiteral("2.2.5") << false;
    QTest::newRow("2.0") << QByteArray(R"({"releaseVersion":"2.0.13","internalVersion":"2"})")
                         << QStringLiteral("2.0.13") << false;
    QTest::newRow("0.4") << QByteArray("etcd 0.4.9\n") << QStringLiteral("0.4.9") << false;
}

void TestV2Answers::versions()
{
    QFETCH(QByteArray, body);
    const v2::ServerVersion version = v2::ServerApi::versionOf(body);
    QTEST(version.server, "server");
    QTEST(version.isAtLeast(2, 3), "canRefresh");
    QVERIFY(version.cluster != QLatin1String("not_decided"));
}

QTEST_GUILESS_MAIN(TestV2Answers)
#include "tst_v2answers.moc"
