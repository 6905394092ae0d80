// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/methods.h"

#include <QSet>
#include <QTest>

using namespace etcdscope;

class TestMethods : public QObject
{
    Q_OBJECT

private slots:
    void namesAndPathsAreUnique()
    {
        QSet<QByteArray> names;
        QSet<QByteArray> paths;
        for (const Method *method : methods::all) {
            QVERIFY2(!names.contains(method->name), method->name);
            names.insert(method->name);
            if (!method->gatewayPath)
                continue;
            QVERIFY2(!paths.contains(method->gatewayPath), method->name);
            QVERIFY2(method->gatewayPath[0] == '/', method->name);
            paths.insert(method->gatewayPath);
        }
        QCOMPARE(names.size(), 51);
    }

    void repliesAreThoseOfTheMethod()
    {
        for (const Method *method : methods::all) {
            const QByteArray name(method->name);
            const QByteArray package = name.first(name.lastIndexOf('.'));
            const std::string &full = method->reply().GetDescriptor()->full_name();
            QVERIFY2(QByteArray::fromStdString(full).startsWith(package + '.'), method->name);
        }
        QCOMPARE(methods::watch.reply().GetDescriptor()->name(), std::string("WatchResponse"));
        QCOMPARE(methods::roleGrantPermission.reply().GetDescriptor()->name(),
                 std::string("AuthRoleGrantPermissionResponse"));
    }

    void readsAreKnownAndAllElseChanges()
    {
        QSet<QByteArray> reads;
        for (const Method *method : methods::all) {
            if (!method->mutates)
                reads.insert(QByteArray(method->name).split('/').last());
        }
        const QSet<QByteArray> expected{
            "Range",   "RangeStream", "Watch",    "LeaseTimeToLive", "LeaseLeases",  "MemberList", "Status",
            "Hash",    "HashKV",      "Snapshot", "AuthStatus",      "Authenticate", "UserGet",    "UserList",
            "RoleGet", "RoleList",    "Leader",   "Observe",         "Check"};
        QCOMPARE(reads, expected);
    }

    void messagesHaveEtcdsNumbers()
    {
        etcdserverpb::WatchRequest watch;
        watch.mutable_create_request()->set_key("hc");
        QCOMPARE(QByteArray::fromStdString(watch.SerializeAsString()).toHex(), QByteArray("0a040a026863"));

        etcdserverpb::RangeRequest range;
        range.set_key(std::string(1, '\0'));
        range.set_range_end(std::string(1, '\0'));
        QCOMPARE(QByteArray::fromStdString(range.SerializeAsString()).toHex(), QByteArray("0a0100120100"));
    }
};

QTEST_GUILESS_MAIN(TestMethods)
#include "tst_methods.moc"
