// SPDX-License-Identifier: Apache-2.0
#include "core/v3/kv.h"

#include "core/rpc/methods.h"
#include "core/v3/maintenance.h"
#include "tests/support/fakechannel.h"
#include "tests/unit/rpc/rpctesting.h"

using namespace etcdscope;
using namespace etcdserverpb;

class TestKv : public QObject
{
    Q_OBJECT

private slots:
    void rangeSaysAllItsOptions()
    {
        v3::RangeQuery query;
        query.range = {QByteArray("\0\xff", 2), QByteArray("z")};
        query.limit = 1;
        query.revision = 2;
        query.order = v3::RangeQuery::Order::Descending;
        query.by = v3::RangeQuery::By::ModRevision;
        query.serializable = true;
        query.keysOnly = true;
        query.countOnly = true;
        query.minModRevision = 3;
        query.maxModRevision = 4;
        query.minCreateRevision = 5;
        query.maxCreateRevision = 6;
        const RangeRequest message = v3::toMessage(query);
        QCOMPARE(message.key(), std::string("\0\xff", 2));
        QCOMPARE(message.range_end(), std::string("z"));
        QCOMPARE(message.limit(), 1);
        QCOMPARE(message.revision(), 2);
        QCOMPARE(message.sort_order(), RangeRequest::DESCEND);
        QCOMPARE(message.sort_target(), RangeRequest::MOD);
        QVERIFY(message.serializable() && message.keys_only() && message.count_only());
        QCOMPARE(message.min_mod_revision(), 3);
        QCOMPARE(message.max_mod_revision(), 4);
        QCOMPARE(message.min_create_revision(), 5);
        QCOMPARE(message.max_create_revision(), 6);
    }

    void putSaysAllItsOptions()
    {
        const PutRequest message = v3::toMessage(v3::PutQuery{.key = "k",
                                                              .value = QByteArray("\0v", 2),
                                                              .lease = 7,
                                                              .previous = true,
                                                              .ignoreValue = true,
                                                              .ignoreLease = true});
        QCOMPARE(message.value(), std::string("\0v", 2));
        QCOMPARE(message.lease(), 7);
        QVERIFY(message.prev_kv() && message.ignore_value() && message.ignore_lease());
    }

    void comparisonSetsTheFieldOfItsTarget()
    {
        using What = v3::Comparison::What;
        const auto compare = [](What what) {
            v3::Comparison comparison;
            comparison.range = v3::Range::single("k");
            comparison.what = what;
            comparison.is = v3::Comparison::Is::Less;
            comparison.number = 5;
            comparison.value = "v";
            return v3::toMessage(comparison);
        };
        QCOMPARE(compare(What::ModRevision).target(), Compare::MOD);
        QCOMPARE(compare(What::ModRevision).target_union_case(), Compare::kModRevision);
        QCOMPARE(compare(What::ModRevision).result(), Compare::LESS);
        QCOMPARE(compare(What::CreateRevision).target_union_case(), Compare::kCreateRevision);
        QCOMPARE(compare(What::Version).target_union_case(), Compare::kVersion);
        QCOMPARE(compare(What::Lease).target_union_case(), Compare::kLease);
        QCOMPARE(compare(What::Value).target_union_case(), Compare::kValue);
        QCOMPARE(compare(What::Value).value(), std::string("v"));
    }

    void txnThatOnlyReadsSaysSo()
    {
        FakeChannel channel;
        channel.expectReply(methods::txn, TxnResponse());
        channel.expectReply(methods::txn, TxnResponse());
        v3::Kv kv(channel);

        v3::Txn reading;
        reading.when({.range = v3::Range::single("c"), .value = {}});
        reading.then(v3::RangeQuery{.range = v3::Range::single("r")});
        QVERIFY(answerOf(kv.txn(reading)));
        QVERIFY(channel.lastCall()->options().readOnly);
        QCOMPARE(channel.lastCall()->options().key, QByteArray("r"));

        v3::Txn writing = reading;
        writing.otherwise(v3::DeleteQuery{.range = v3::Range::single("d")});
        QVERIFY(answerOf(kv.txn(writing)));
        QVERIFY(!channel.lastCall()->options().readOnly);
        const auto message = channel.lastCall()->request<TxnRequest>();
        QCOMPARE(message.compare_size(), 1);
        QCOMPARE(message.success(0).request_range().key(), std::string("r"));
        QCOMPARE(message.failure(0).request_delete_range().key(), std::string("d"));
    }

    void callsGoToTheirMethods()
    {
        FakeChannel channel;
        channel.expectReply(methods::range, RangeResponse());
        channel.expectReply(methods::put, PutResponse());
        channel.expectReply(methods::deleteRange, DeleteRangeResponse());
        channel.expectReply(methods::compact, CompactionResponse());
        StatusResponse status;
        status.set_version("3.4.23");
        channel.expectReply(methods::status, status);

        v3::Kv kv(channel);
        QVERIFY(answerOf(kv.range({})));
        QVERIFY(answerOf(kv.put({.key = "k", .value = {}})));
        QCOMPARE(channel.lastCall()->options().key, QByteArray("k"));
        QVERIFY(answerOf(kv.deleteRange({.range = v3::Range::single("d")})));
        QVERIFY(answerOf(kv.compact(9, true)));
        QCOMPARE(channel.lastCall()->request<CompactionRequest>().revision(), 9);
        QVERIFY(channel.lastCall()->request<CompactionRequest>().physical());
        const auto answer = answerOf(v3::Maintenance(channel).status());
        QVERIFY(answer);
        QCOMPARE(answer->version(), std::string("3.4.23"));
        QCOMPARE(channel.unexpectedCalls(), 0);
        QVERIFY(channel.isScriptDone());
    }

    void unexpectedCallIsCounted()
    {
        FakeChannel channel;
        QCOMPARE(name(errorOf(answerOf(v3::Kv(channel).range({}))).kind), name(ErrorKind::Local));
        QCOMPARE(channel.unexpectedCalls(), 1);
    }

    void droppedCallIsCancelled()
    {
        FakeChannel channel;
        channel.expect(methods::put);
        {
            auto call = v3::Kv(channel).put({.key = "k", .value = {}});
            QVERIFY(call.isActive());
        }
        QVERIFY(channel.lastCall()->isCancelled());
    }
};

QTEST_GUILESS_MAIN(TestKv)
#include "tst_kv.moc"
