// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/methods.h"
#include "core/store/v3keystore.h"
#include "core/store/v3messages.h"
#include "tests/support/fakechannel.h"

#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace etcdscope;

namespace {

void fill(mvccpb::KeyValue &keyValue, const char *key, qint64 revision)
{
    keyValue.set_key(key);
    keyValue.set_mod_revision(revision);
}

} // namespace

class TestV3Store : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void emptyRangesNeverBecomeAKeyOrEverything_data();
    void emptyRangesNeverBecomeAKeyOrEverything();
    void everythingBeginsAtTheLeastKey();
    void putKeepsTheLeaseUnlessToldOtherwise();
    void existenceIsComparedByCreateRevision();
    void getTellsAbsenceFromFailure();
    void lostCommitHasAnUnknownFate();
    void listingSaysWhoAnswered();
    void futureRevisionOfAPinnedListingIsGone();
    void watchResumesAfterTheLastWholeResponse();
    void revisionsAreHandedOutBeforeTheirResponseIsWhole();
    void slowConsumerHoldsTheServerBackAndLosesNothing();
    void watchEndsAfterWhatWaited();
    void largestRevisionIsNoOverflow();
    void oldServersCompareNoRanges_data();
    void oldServersCompareNoRanges();

private:
    std::unique_ptr<ChangeStream> openWatch();

    std::shared_ptr<FakeChannel> m_channel;
    std::unique_ptr<V3KeyStore> m_store;
};

void TestV3Store::init()
{
    m_store.reset();
    m_channel = std::make_shared<FakeChannel>();
    m_store = std::make_unique<V3KeyStore>(m_channel);
}

void TestV3Store::emptyRangesNeverBecomeAKeyOrEverything_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("no end") << QByteArray("a") << QByteArray();
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("zero byte") << QByteArray() << QByteArray(1, '\0');
    QTest::newRow("key to zero byte") << QByteArray("a") << QByteArray(1, '\0');
    QTest::newRow("backwards") << QByteArray("b") << QByteArray("a");
}

void TestV3Store::emptyRangesNeverBecomeAKeyOrEverything()
{
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, end);
    const v3::Range range = v3messages::range(KeyRange::span(begin, end));
    QVERIFY(!range.end.isEmpty());
    QVERIFY(range.end != QByteArray(1, '\0'));
    QVERIFY(range.key >= range.end);
}

void TestV3Store::everythingBeginsAtTheLeastKey()
{
    const QByteArray zero(1, '\0');
    QCOMPARE(v3messages::range(KeyRange::all()), (v3::Range{zero, zero}));
    QCOMPARE(v3messages::range(KeyRange::span({}, "b")), (v3::Range{zero, "b"}));
    QCOMPARE(v3messages::range(KeyRange::prefix("a/")), (v3::Range{"a/", "a0"}));
    QCOMPARE(v3messages::range(KeyRange::from("\xff")), (v3::Range{"\xff", zero}));
}

void TestV3Store::putKeepsTheLeaseUnlessToldOtherwise()
{
    Transaction transaction;
    transaction.success = {PutStep{.key = "keep"}, PutStep{.key = "new", .isNew = true},
                           PutStep{.key = "off", .lease = LeaseChoice::detach()},
                           PutStep{.key = "on", .lease = LeaseChoice::attach(7)},
                           PutStep{.key = "same", .value = "dropped", .keepValue = true}};
    const etcdserverpb::TxnRequest request = v3messages::txn(transaction).message();
    QVERIFY(request.success(0).request_put().ignore_lease());
    QVERIFY(!request.success(1).request_put().ignore_lease());
    QVERIFY(!request.success(2).request_put().ignore_lease());
    QCOMPARE(request.success(3).request_put().lease(), 7);
    QVERIFY(!request.success(3).request_put().ignore_lease());
    QVERIFY(request.success(4).request_put().ignore_value());
    QVERIFY(request.success(4).request_put().value().empty());
}

void TestV3Store::existenceIsComparedByCreateRevision()
{
    const v3::Comparison exists = v3messages::comparison(Condition::exists("k"));
    QVERIFY(exists.what == v3::Comparison::What::CreateRevision);
    QVERIFY(exists.is == v3::Comparison::Is::Greater);
    QVERIFY(v3messages::comparison(Condition::absent("k")).is == v3::Comparison::Is::Equal);
    Condition notAbsent = Condition::absent("k");
    notAbsent.relation = Condition::Relation::NotEqual;
    QVERIFY(v3messages::comparison(notAbsent).is == v3::Comparison::Is::Greater);
    QCOMPARE(v3messages::comparison(Condition::unchangedSince("k", 9)).number, 9);
}

void TestV3Store::getTellsAbsenceFromFailure()
{
    etcdserverpb::RangeResponse nothing;
    nothing.mutable_header()->set_revision(12);
    m_channel->expectReply(methods::range, nothing);
    m_channel->expectError(methods::range, Error{.kind = ErrorKind::Unavailable});
    std::optional<Result<ReadResult>> first, second;
    auto one = m_store->get("k", {});
    one.then(this, [&](Result<ReadResult> result) { first = std::move(result); });
    QTRY_VERIFY(first);
    QVERIFY(first->ok() && !(*first)->entry);
    QCOMPARE((*first)->position, Position{12});
    auto two = m_store->get("k", {});
    two.then(this, [&](Result<ReadResult> result) { second = std::move(result); });
    QTRY_VERIFY(second);
    QVERIFY(!second->ok());
}

void TestV3Store::lostCommitHasAnUnknownFate()
{
    m_channel->expect(methods::txn, [](FakeCall &call) { call.drop(); });
    std::optional<Result<TransactionResult>> answer;
    Transaction transaction;
    transaction.conditions = {Condition::absent("k")};
    transaction.success = {PutStep{.key = "k", .isNew = true}};
    auto call = m_store->commit(transaction);
    call.then(this, [&](Result<TransactionResult> result) { answer = std::move(result); });
    QTRY_VERIFY(answer);
    QVERIFY(answer->error().fate == RequestFate::MaybeSent);
    QCOMPARE(m_channel->callsOf(methods::txn).size(), 1);
}

void TestV3Store::listingSaysWhoAnswered()
{
    etcdserverpb::RangeResponse response;
    response.mutable_header()->set_revision(12);
    response.mutable_header()->set_cluster_id(77);
    fill(*response.add_kvs(), "a", 3);
    fill(*response.add_kvs(), "b", 4);
    response.set_count(9);
    response.set_more(true);
    m_channel->expectReply(methods::range, response, 3);
    const auto listing = m_store->list({.limit = 2, .keysOnly = true});
    QSignalSpy finished(listing.get(), &Listing::finished);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(listing->pending().size(), 2);
    QCOMPARE(listing->position(), Position{12});
    QCOMPARE(listing->clusterId(), 77u);
    QCOMPARE(listing->total(), 9);
    QVERIFY(listing->more());
}

void TestV3Store::futureRevisionOfAPinnedListingIsGone()
{
    const Error future{.kind = ErrorKind::Unavailable,
                       .fate = RequestFate::Answered,
                       .serverMessage =
                           QStringLiteral("etcdserver: mvcc: required revision is a future revision")};
    m_channel->expectError(methods::range, future);
    m_channel->expectError(methods::range, future);
    for (const bool serializable : {false, true}) {
        const auto listing = m_store->list({.at = {50}, .serializable = serializable});
        std::optional<Error> error;
        connect(listing.get(), &Listing::finished, this, [&](const std::optional<Error> &e) { error = e; });
        QTRY_VERIFY(error);
        QVERIFY(error->kind == (serializable ? ErrorKind::Unavailable : ErrorKind::Compacted));
    }
}

void TestV3Store::watchResumesAfterTheLastWholeResponse()
{
    m_channel->expect(methods::watch);
    const auto watch = m_store->watch({.range = KeyRange::prefix("a"), .since = {10}});
    QSignalSpy opened(watch.get(), &ChangeStream::opened);
    QSignalSpy received(watch.get(), &ChangeStream::received);
    FakeCall *call = m_channel->lastCall();
    QCOMPARE(call->request<etcdserverpb::WatchRequest>().create_request().start_revision(), 11);
    etcdserverpb::WatchResponse response;
    response.mutable_header()->set_revision(20);
    response.mutable_header()->set_cluster_id(77);
    response.set_created(true);
    call->push(response);
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(watch->clusterId(), 77u);
    QCOMPARE(watch->resumePosition(), Position{10}); // not 20: what happened meanwhile is still to come
    response.set_created(false);
    response.set_fragment(true);
    fill(*response.add_events()->mutable_kv(), "a1", 12);
    call->push(response);
    response.clear_events();
    response.set_fragment(false);
    fill(*response.add_events()->mutable_kv(), "a2", 12);
    call->push(response);
    QTRY_COMPARE(received.size(), 1);
    QCOMPARE(watch->pending().size(), 2);
    QCOMPARE(watch->resumePosition(), Position{12});
}

std::unique_ptr<ChangeStream> TestV3Store::openWatch()
{
    m_channel->expect(methods::watch);
    auto watch = m_store->watch({.range = KeyRange::all(), .since = {10}});
    etcdserverpb::WatchResponse response;
    response.mutable_header()->set_revision(10);
    response.set_created(true);
    m_channel->lastCall()->push(response);
    return watch;
}

void TestV3Store::revisionsAreHandedOutBeforeTheirResponseIsWhole()
{
    const auto watch = openWatch();
    // Three revisions of 600 KiB, of which the third may go on in the next fragment.
    const std::string value(300 * 1024, 'v');
    etcdserverpb::WatchResponse response;
    response.set_fragment(true);
    for (int i = 0; i < 6; ++i) {
        fill(*response.add_events()->mutable_kv(), "k", 11 + i / 2);
        response.mutable_events(i)->mutable_kv()->set_value(value);
    }
    m_channel->lastCall()->push(response);
    QTRY_COMPARE(watch->pending().size(), 4);
    QCOMPARE(watch->resumePosition(), Position{12});
    response.clear_events();
    response.set_fragment(false);
    fill(*response.add_events()->mutable_kv(), "last", 13);
    m_channel->lastCall()->push(response);
    QTRY_COMPARE(watch->pending().size(), 7);
    QCOMPARE(watch->pending().key(6), QByteArrayView("last"));
    QCOMPARE(watch->resumePosition(), Position{13});
}

void TestV3Store::slowConsumerHoldsTheServerBackAndLosesNothing()
{
    const auto watch = openWatch();
    FakeCall *call = m_channel->lastCall();
    const std::string value(1024 * 1024, 'v');
    constexpr int responses = 30;
    for (int i = 0; i < responses; ++i) {
        etcdserverpb::WatchResponse response;
        fill(*response.add_events()->mutable_kv(), "k", 11 + i);
        response.mutable_events(0)->mutable_kv()->set_value(value);
        call->push(response);
    }
    QTRY_VERIFY(call->isPaused());
    QVERIFY(watch->pending().memorySize() < 6 * 1024 * 1024);
    qint64 last = 10;
    const auto takeAll = [&] {
        const EntryBatch &pending = watch->pending();
        for (qsizetype i = 0; i < pending.size(); ++i)
            QCOMPARE(pending.at(i).modRevision, ++last);
        if (!pending.isEmpty())
            QCOMPARE(watch->resumePosition(), Position{last});
        watch->pending().clear();
    };
    connect(watch.get(), &ChangeStream::received, this, takeAll);
    takeAll();
    QTRY_COMPARE(last, 10 + responses);
    QVERIFY(!call->isPaused());
}

void TestV3Store::watchEndsAfterWhatWaited()
{
    const auto watch = openWatch();
    QSignalSpy finished(watch.get(), &ChangeStream::finished);
    const std::string value(3 * 1024 * 1024, 'v');
    for (int i = 0; i < 3; ++i) {
        etcdserverpb::WatchResponse response;
        fill(*response.add_events()->mutable_kv(), "k", 11 + i);
        response.mutable_events(0)->mutable_kv()->set_value(value);
        m_channel->lastCall()->push(response);
    }
    m_channel->lastCall()->drop();
    qint64 seen = 0;
    connect(watch.get(), &ChangeStream::received, this, [&] {
        QCOMPARE(finished.size(), 0);
        seen += watch->pending().size();
        watch->pending().clear();
    });
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(seen, 3);
    QCOMPARE(watch->resumePosition(), Position{13});
}

void TestV3Store::largestRevisionIsNoOverflow()
{
    constexpr qint64 largest = std::numeric_limits<qint64>::max();
    const auto watch = openWatch();
    etcdserverpb::WatchResponse response;
    fill(*response.add_events()->mutable_kv(), "k", largest);
    m_channel->lastCall()->push(response);
    QTRY_COMPARE(watch->resumePosition(), Position{largest});
    m_channel->expect(methods::watch);
    const auto again = m_store->watch({.range = KeyRange::all(), .since = watch->resumePosition()});
    const auto request = m_channel->lastCall()->request<etcdserverpb::WatchRequest>();
    QCOMPARE(request.create_request().start_revision(), largest);
}

void TestV3Store::oldServersCompareNoRanges_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<bool>("compares");
    QTest::newRow("3.2") << QByteArray("3.2.32") << false;
    QTest::newRow("3.0") << QByteArray("3.0.0") << false;
    QTest::newRow("3.3") << QByteArray("3.3.0") << true;
    QTest::newRow("3.10") << QByteArray("3.10.1") << true;
    QTest::newRow("4") << QByteArray("4.0.0") << true;
    QTest::newRow("not told") << QByteArray() << true;
}

void TestV3Store::oldServersCompareNoRanges()
{
    QFETCH(QByteArray, version);
    QFETCH(bool, compares);
    QVERIFY(m_store->features().rangeConditions);
    m_channel->expect(methods::status);
    std::optional<bool> answered;
    auto call = m_store->status();
    call.then(this, [&answered](const Result<StoreStatus> &status) { answered = bool(status); });
    etcdserverpb::StatusResponse response;
    response.set_version(version.toStdString());
    m_channel->lastCall()->push(response);
    m_channel->lastCall()->end();
    QTRY_VERIFY(answered);
    QVERIFY(*answered);
    QCOMPARE(m_store->features().rangeConditions, compares);
}

QTEST_GUILESS_MAIN(TestV3Store)
#include "tst_v3store.moc"
