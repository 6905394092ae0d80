// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/storefixture.h"

#include <QCoreApplication>

using namespace etcdscope;

class TestV3KeyStore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void roundTripIsByteExact_data();
    void roundTripIsByteExact();
    void largeValueComesBack();
    void readsOlderRevision();
    void rangeOptions();
    void saveKeepsLease();
    void conditionsDecide_data();
    void conditionsDecide();
    void transactionReadsAndRemoves();
    void compactedRevisionIsNamed();
    void watchDeliversFromPosition();
    void watchOfOneKeyIgnoresOthers();
    void watchOnceEndsAfterTheFirstChange();
    void watchOfCompactedPositionSaysSo();
    void requestBeyondTheServersLimitIsTooLarge();
    void cancelledListingStopsAtOnce();

private:
    void transports();

    EtcdServer m_server;
    StoreFixture m_grpc;
    StoreFixture m_gateway;
};

void TestV3KeyStore::initTestCase()
{
    QVERIFY(m_server.start());
    QVERIFY(m_grpc.open(m_server.url(), Transport::Grpc));
    QVERIFY(m_gateway.open(m_server.url(), Transport::Gateway));
}

void TestV3KeyStore::transports()
{
    QTest::addColumn<bool>("gateway");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("value");
}

void TestV3KeyStore::roundTripIsByteExact_data()
{
    transports();
    QByteArray all;
    for (int i = 0; i < 256; ++i)
        all += char(i);
    const QByteArray odd = all.mid(1); // etcdctl takes no NUL in an argument
    for (const bool gateway : {false, true}) {
        const char *name = gateway ? "gateway" : "grpc";
        QTest::addRow("%s: all bytes", name) << gateway << QByteArray("rt/") + odd << all;
        QTest::addRow("%s: empty value", name) << gateway << QByteArray("rt/empty") << QByteArray();
        QTest::addRow("%s: doubled slashes", name) << gateway << QByteArray("//rt//x//") << QByteArray("v\n");
        QTest::addRow("%s: 4 KiB key", name) << gateway << QByteArray(4096, 'k') << QByteArray("v");
    }
}

void TestV3KeyStore::roundTripIsByteExact()
{
    QFETCH(bool, gateway);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, value);
    StoreFixture &fixture = gateway ? m_gateway : m_grpc;

    // Written here, read by etcdctl (which ends what it prints with a newline).
    QVERIFY(fixture.put({{key, value}}));
    QCOMPARE(m_server.etcdctl({"get", key, "--print-value-only"}), value + '\n');

    // Written by etcdctl, read here.
    m_server.etcdctl({"del", key});
    bool ok = false;
    m_server.etcdctl({"put", "--", key}, value, &ok);
    if (!ok || value.isEmpty())
        m_server.etcdctl({"put", "--", key, value}, {}, &ok);
    QVERIFY(ok);
    const auto read = fixture.wait(fixture.store().get(key));
    QVERIFY(read && read->ok() && read->value().entry);
    QCOMPARE(read->value().entry->key, key);
    QCOMPARE(read->value().entry->value, value);
    QCOMPARE(read->value().entry->version, 1);
}

void TestV3KeyStore::largeValueComesBack()
{
    QByteArray value(1'400'000, '\0');
    for (qsizetype i = 0; i < value.size(); ++i)
        value[i] = char(i * 31 + i / 253);
    for (StoreFixture *fixture : {&m_grpc, &m_gateway}) {
        QVERIFY(fixture->put({{"large", value}}));
        QCOMPARE(m_server.etcdctl({"get", "large", "--print-value-only"}), value + '\n');
        const auto read = fixture->wait(fixture->store().get("large"));
        QVERIFY(read && read->ok() && read->value().entry);
        QCOMPARE(read->value().entry->value, value);
    }
}

void TestV3KeyStore::readsOlderRevision()
{
    QVERIFY(m_grpc.put({{"old", "one"}}));
    const auto first = m_grpc.wait(m_grpc.store().get("old"));
    QVERIFY(m_grpc.put({{"old", "two"}}));
    for (StoreFixture *fixture : {&m_grpc, &m_gateway}) {
        const auto then = fixture->wait(fixture->store().get("old", {.at = first->value().position}));
        QCOMPARE(then->value().entry->value, "one");
        const auto now = fixture->wait(fixture->store().get("old"));
        QCOMPARE(now->value().entry->value, "two");
        QCOMPARE(now->value().entry->version, 2);
    }
}

void TestV3KeyStore::rangeOptions()
{
    QVERIFY(m_grpc.put({{"ro/c", "3"}, {"ro/a", "1"}, {"ro/b", "2"}}));
    QVERIFY(m_grpc.put({{"ro/a", "9"}}));
    const auto list = [&](StoreFixture &fixture, ListQuery query) {
        query.range = KeyRange::prefix("ro/");
        auto listing = fixture.store().list(query);
        QSignalSpy finished(listing.get(), &Listing::finished);
        if (!QTest::qWaitFor([&] { return finished.size() == 1; }, 10'000))
            return QByteArray("no end");
        QByteArray text = QByteArray::number(listing->total()) + (listing->more() ? "+" : "") + ":";
        for (qsizetype i = 0; i < listing->pending().size(); ++i)
            text += ' ' + listing->pending().key(i).sliced(3).toByteArray() + '=' +
                    listing->pending().value(i).toByteArray();
        return text;
    };
    for (StoreFixture *fixture : {&m_grpc, &m_gateway}) {
        QCOMPARE(list(*fixture, {}), "3: a=9 b=2 c=3");
        QCOMPARE(list(*fixture, {.limit = 2}), "3+: a=9 b=2");
        QCOMPARE(list(*fixture, {.keysOnly = true}), "3: a= b= c=");
        QCOMPARE(list(*fixture, {.countOnly = true}), "3:");
        QCOMPARE(list(*fixture, {.sort = ListQuery::Sort::Key, .descending = true}), "3: c=3 b=2 a=9");
        QCOMPARE(list(*fixture, {.sort = ListQuery::Sort::Value}), "3: b=2 c=3 a=9");
        QCOMPARE(list(*fixture, {.sort = ListQuery::Sort::ModRevision, .descending = true}).left(6),
                 "3: a=9");
        QCOMPARE(list(*fixture, {.serializable = true}), "3: a=9 b=2 c=3");
        const auto a = fixture->wait(fixture->store().get("ro/a"));
        QCOMPARE(list(*fixture, {.minModRevision = a->value().entry->modRevision}), "3: a=9");
        QCOMPARE(list(*fixture, {.maxModRevision = a->value().entry->modRevision - 1}), "3: b=2 c=3");
    }
}

void TestV3KeyStore::saveKeepsLease()
{
    const QByteArray granted = m_server.etcdctl({"lease", "grant", "600", "-w", "json"});
    const qint64 lease = QJsonDocument::fromJson(granted).object().value(QLatin1String("ID")).toInteger();
    QVERIFY(lease != 0);
    m_server.etcdctl({"put", "leased", "1", "--lease=" + QByteArray::number(lease, 16)});
    Transaction save;
    save.success.push_back(PutStep{.key = "leased", .value = "2"});
    QVERIFY(m_grpc.wait(m_grpc.store().commit(save))->ok());
    auto read = m_grpc.wait(m_grpc.store().get("leased"));
    QCOMPARE(read->value().entry->lease, lease);
    QCOMPARE(read->value().entry->value, "2");

    Transaction touch;
    touch.success.push_back(PutStep{.key = "leased", .lease = LeaseChoice::detach(), .keepValue = true});
    QVERIFY(m_grpc.wait(m_grpc.store().commit(touch))->ok());
    read = m_grpc.wait(m_grpc.store().get("leased"));
    QCOMPARE(read->value().entry->lease, 0);
    QCOMPARE(read->value().entry->value, "2");
}

void TestV3KeyStore::conditionsDecide_data()
{
    using T = Condition::Target;
    using R = Condition::Relation;
    QTest::addColumn<int>("target");
    QTest::addColumn<int>("relation");
    QTest::addColumn<qint64>("offset"); // from the true number
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("holds");
    const auto row = [](const char *name, T target, R relation, qint64 offset, const char *value,
                        bool holds) {
        QTest::newRow(name) << int(target) << int(relation) << offset << QByteArray(value) << holds;
    };
    row("mod equal", T::ModRevision, R::Equal, 0, "", true);
    row("mod not equal", T::ModRevision, R::NotEqual, 0, "", false);
    row("mod less", T::ModRevision, R::Less, 1, "", true);
    row("create equal", T::CreateRevision, R::Equal, 0, "", true);
    row("create greater", T::CreateRevision, R::Greater, 0, "", false);
    row("version equal", T::Version, R::Equal, 0, "", true);
    row("version off", T::Version, R::Equal, 1, "", false);
    row("value equal", T::Value, R::Equal, 0, "v", true);
    row("value not equal", T::Value, R::NotEqual, 0, "w", true);
    row("exists", T::Existence, R::Equal, 0, "", true);
    row("does not exist", T::Existence, R::NotEqual, 0, "", false);
    row("lease equal", T::Lease, R::Equal, 0, "", true);
    row("lease not equal", T::Lease, R::NotEqual, 0, "", false);
}

void TestV3KeyStore::conditionsDecide()
{
    QFETCH(int, target);
    QFETCH(int, relation);
    QFETCH(qint64, offset);
    QFETCH(QByteArray, value);
    QFETCH(bool, holds);
    QVERIFY(m_grpc.put({{"cond", "v"}}));
    const Entry entry = *m_grpc.wait(m_grpc.store().get("cond"))->value().entry;
    qint64 number = 0;
    switch (Condition::Target(target)) {
    case Condition::Target::ModRevision:
        number = entry.modRevision;
        break;
    case Condition::Target::CreateRevision:
        number = entry.createRevision;
        break;
    case Condition::Target::Version:
        number = entry.version;
        break;
    case Condition::Target::Existence:
        number = 1;
        break;
    case Condition::Target::Lease:
    case Condition::Target::Value:
        break;
    }
    for (StoreFixture *fixture : {&m_grpc, &m_gateway}) {
        Transaction transaction;
        transaction.conditions.push_back({.key = "cond",
                                          .target = Condition::Target(target),
                                          .relation = Condition::Relation(relation),
                                          .number = number + offset,
                                          .value = value});
        transaction.success.push_back(ReadStep{.range = KeyRange::single("cond")});
        transaction.failure.push_back(ReadStep{.range = KeyRange::single("none")});
        const auto answer = fixture->wait(fixture->store().commit(transaction));
        QVERIFY(answer && answer->ok());
        QCOMPARE(answer->value().succeeded, holds);
        QCOMPARE(answer->value().steps.at(0).entries.size(), size_t(holds ? 1 : 0));
    }
}

void TestV3KeyStore::transactionReadsAndRemoves()
{
    QVERIFY(m_grpc.put({{"tx/a", "1"}, {"tx/b", "2"}, {"txx", "3"}}));
    Transaction transaction;
    transaction.conditions.push_back(Condition::absent("tx/none"));
    transaction.success.push_back(ReadStep{.range = KeyRange::prefix("tx/")});
    transaction.success.push_back(RemoveStep{.range = KeyRange::prefix("tx/"), .wantPrevious = true});
    const auto answer = m_grpc.wait(m_grpc.store().commit(transaction));
    QVERIFY(answer->value().succeeded);
    QCOMPARE(answer->value().steps.at(0).entries.size(), size_t(2));
    QCOMPARE(answer->value().steps.at(1).removed, 2);
    QCOMPARE(answer->value().steps.at(1).entries.at(1).value, "2");
    QCOMPARE(m_server.etcdctl({"get", "txx", "--print-value-only"}), "3\n");
}

void TestV3KeyStore::compactedRevisionIsNamed()
{
    QVERIFY(m_grpc.put({{"comp", "1"}}));
    const Position then = m_grpc.wait(m_grpc.store().get("comp"))->value().position;
    QVERIFY(m_grpc.put({{"comp", "2"}}));
    const Position now = m_grpc.wait(m_grpc.store().get("comp"))->value().position;
    QVERIFY(m_grpc.wait(m_grpc.store().compact(now, true))->ok());
    for (StoreFixture *fixture : {&m_grpc, &m_gateway}) {
        const auto answer = fixture->wait(fixture->store().get("comp", {.at = then}));
        QVERIFY(answer && !answer->ok());
        QCOMPARE(answer->error().kind, ErrorKind::Compacted);
        QCOMPARE(answer->error().fate, RequestFate::Answered);
    }
}

void TestV3KeyStore::watchDeliversFromPosition()
{
    QVERIFY(m_grpc.put({{"wa/1", "x"}}));
    const Position since = m_grpc.wait(m_grpc.store().get("wa/1"))->value().position;
    QVERIFY(m_grpc.put({{"wa/2", "y"}}));
    m_server.etcdctl({"del", "wa/1"});
    for (StoreFixture *fixture : {&m_grpc, &m_gateway}) {
        WatchQuery query;
        query.range = KeyRange::prefix("wa/");
        query.since = since;
        auto stream = fixture->store().watch(query);
        QSignalSpy opened(stream.get(), &ChangeStream::opened);
        QTRY_COMPARE_WITH_TIMEOUT(stream->pending().size(), 2, 10'000);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(stream->pending().key(0).toByteArray(), "wa/2");
        QCOMPARE(stream->pending().value(0).toByteArray(), "y");
        QVERIFY(!stream->pending().at(0).isDelete);
        QCOMPARE(stream->pending().key(1).toByteArray(), "wa/1");
        QVERIFY(stream->pending().at(1).isDelete);
        QCOMPARE(stream->resumePosition().value, stream->pending().at(1).modRevision);
    }
}

void TestV3KeyStore::watchOfOneKeyIgnoresOthers()
{
    WatchQuery query;
    query.range = KeyRange::single("one");
    query.wantValues = false;
    auto stream = m_grpc.store().watch(query);
    QSignalSpy opened(stream.get(), &ChangeStream::opened);
    QVERIFY(opened.wait(10'000));
    QVERIFY(m_grpc.put({{"on", "0"}, {"one", "1"}, {"ones", "2"}}));
    QTRY_COMPARE_WITH_TIMEOUT(stream->pending().size(), 1, 10'000);
    QCOMPARE(stream->pending().key(0).toByteArray(), "one");
    QVERIFY(stream->pending().value(0).isEmpty());
}

void TestV3KeyStore::watchOnceEndsAfterTheFirstChange()
{
    WatchQuery query;
    query.range = KeyRange::single("once");
    query.once = true;
    auto stream = m_grpc.store().watch(query);
    QSignalSpy opened(stream.get(), &ChangeStream::opened);
    QSignalSpy finished(stream.get(), &ChangeStream::finished);
    QVERIFY(opened.wait(10'000));
    QVERIFY(m_grpc.put({{"once", "1"}}));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 10'000);
    QVERIFY(!finished.at(0).at(0).value<std::optional<Error>>());
    QCOMPARE(stream->pending().size(), 1);
}

void TestV3KeyStore::watchOfCompactedPositionSaysSo()
{
    for (StoreFixture *fixture : {&m_grpc, &m_gateway}) {
        QVERIFY(m_grpc.put({{"wc", "1"}}));
        const Position since = m_grpc.wait(m_grpc.store().get("wc"))->value().position;
        QVERIFY(m_grpc.put({{"wc", "2"}}));
        QVERIFY(m_grpc.put({{"wc", "3"}}));
        const Position now = m_grpc.wait(m_grpc.store().get("wc"))->value().position;
        QVERIFY(m_grpc.wait(m_grpc.store().compact(now, true))->ok());
        WatchQuery query;
        query.since = since;
        auto stream = fixture->store().watch(query);
        QSignalSpy finished(stream.get(), &ChangeStream::finished);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 10'000);
        const auto error = finished.at(0).at(0).value<std::optional<Error>>();
        QVERIFY(error);
        QCOMPARE(error->kind, ErrorKind::Compacted);
    }
}

void TestV3KeyStore::requestBeyondTheServersLimitIsTooLarge()
{
    for (const qsizetype size : {1'600'000, 3'000'000}) {
        Transaction transaction;
        transaction.success.push_back(PutStep{.key = "huge", .value = QByteArray(size, 'x'), .isNew = true});
        const auto answer = m_grpc.wait(m_grpc.store().commit(transaction));
        QVERIFY(answer && !answer->ok());
        QCOMPARE(answer->error().kind, ErrorKind::TooLarge);
    }
    QCOMPARE(m_server.etcdctl({"get", "huge"}), QByteArray());
}

void TestV3KeyStore::cancelledListingStopsAtOnce()
{
    std::vector<std::pair<QByteArray, QByteArray>> entries;
    for (int i = 0; i < 5'000; ++i)
        entries.emplace_back("many/" + QByteArray::number(i), QByteArray(200, 'x'));
    QVERIFY(m_grpc.put(entries));
    auto listing = m_grpc.store().list({.range = KeyRange::prefix("many/")});
    QSignalSpy received(listing.get(), &Listing::received);
    QVERIFY(received.wait(10'000));
    listing.reset();
    // The connection lives on for others.
    QVERIFY(m_grpc.wait(m_grpc.store().get("many/1"))->ok());
}

ETCDSCOPE_ETCD_TEST_MAIN(TestV3KeyStore, QCoreApplication)
#include "tst_v3keystore.moc"
