// SPDX-License-Identifier: Apache-2.0
#include "core/v2/authapi.h"
#include "tests/integration/v2fixture.h"
#include "tests/support/hostileserver.h"
#include "tests/support/tcprelay.h"

#include <QSignalSpy>

using namespace etcdscope;

namespace {

QByteArrayList keysOf(const EntryBatch &batch)
{
    QByteArrayList keys;
    for (qsizetype i = 0; i < batch.size(); ++i)
        keys.append(batch.key(i).toByteArray());
    return keys;
}

/// What a watch delivered, one a line.
QByteArray textOf(const EntryBatch &batch)
{
    QByteArray text;
    for (qsizetype i = 0; i < batch.size(); ++i) {
        const EntryBatch::Item &item = batch.at(i);
        text += batch.key(i).toByteArray() +
                (item.isExpired  ? " expired"
                 : item.isDelete ? " gone"
                                 : "") +
                (item.kind == Entry::Kind::Directory ? " directory" : "") +
                (item.expires != 0 ? " timed" : "") + ' ' + batch.value(i).toByteArray().trimmed() + '\n';
    }
    return text;
}

} // namespace

/// V2KeyStore against a real etcd.
class V2KeyStoreTest : public QObject
{
    Q_OBJECT

private:
    EtcdServer m_server{v2Options()};
    V2Fixture m_link;

    [[nodiscard]] KeyStore &store() { return m_link.store(); }

    [[nodiscard]] std::optional<Entry> read(const QByteArray &key)
    {
        const auto result = m_link.wait(store().get(key));
        return result && *result ? (*result)->entry : std::nullopt;
    }
    [[nodiscard]] QByteArrayList list(const ListQuery &query, qint64 *total = nullptr, bool *more = nullptr)
    {
        const auto listing = store().list(query);
        QSignalSpy finished(listing.get(), &Listing::finished);
        if (!finished.wait(20'000))
            return {"no answer"};
        if (const auto error = finished.first().first().value<std::optional<Error>>())
            return {error->toString().toUtf8()};
        if (total)
            *total = listing->total();
        if (more)
            *more = listing->more();
        return keysOf(listing->pending());
    }
    [[nodiscard]] std::optional<Result<TransactionResult>> commit(const std::vector<Condition> &conditions,
                                                                  const Step &step)
    {
        Transaction transaction;
        transaction.conditions = conditions;
        transaction.success = {step};
        if (!conditions.empty())
            transaction.failure = {ReadStep{.range = KeyRange::single(conditions.front().key)}};
        return m_link.wait(store().commit(transaction));
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_server.start());
        m_link.open({m_server.url()});
    }

    void readsValuesDirectoriesAndAbsence()
    {
        m_link.put("/get/value", "a\"\\\n€");
        m_link.raw("PUT", "/get/timed?ttl=100", "value=1");
        const auto value = m_link.wait(store().get("/get/value"));
        QVERIFY2(failureOfV2(value).isEmpty(), failureOfV2(value).constData());
        QCOMPARE((*value)->entry->value, QByteArray("a\"\\\n€"));
        QCOMPARE((*value)->entry->kind, Entry::Kind::Value);
        QVERIFY(!(*value)->entry->timeToLive);
        QCOMPARE((*value)->position.value, m_link.rawIndex());
        const auto timed = read("/get/timed");
        QVERIFY(timed && timed->timeToLive);
        QVERIFY(*timed->timeToLive > 60 && *timed->timeToLive <= 100);

        const auto directory = read("/get/");
        QVERIFY(directory);
        QCOMPARE(directory->key, QByteArray("/get/"));
        QCOMPARE(directory->kind, Entry::Kind::Directory);
        QVERIFY(read("/"));     // the root
        QVERIFY(!read("/get")); // a directory is no key
        QVERIFY(!read("/get/value/"));
        const auto absent = m_link.wait(store().get("/get/none"));
        QVERIFY2(failureOfV2(absent).isEmpty(), failureOfV2(absent).constData());
        QVERIFY(!(*absent)->entry);
        QCOMPARE((*absent)->position.value, m_link.rawIndex());
        const auto old = m_link.wait(store().get("/get/value", {.at = {1}}));
        QVERIFY(old && !*old);
        QCOMPARE(old->error().kind, ErrorKind::Unsupported);
    }

    void listsInByteOrderOfKeys()
    {
        for (const char *key : {"/list/a/x", "/list/a-b", "/list/b", "/list/a/y/z", "/lists"})
            m_link.put(key, "1");
        m_link.raw("PUT", "/list/empty?dir=true");
        qint64 total = 0;
        bool more = true;
        const QByteArrayList all{"/list/",     "/list/a-b",   "/list/a/", "/list/a/x",
                                 "/list/a/y/", "/list/a/y/z", "/list/b",  "/list/empty/"};
        QCOMPARE(list({.range = KeyRange::prefix("/list/")}, &total, &more), all);
        QCOMPARE(total, 4); // keys
        QVERIFY(!more);
        QCOMPARE(list({.range = KeyRange::prefix("/list")}), all + QByteArrayList{"/lists"});
        QCOMPARE(list({.range = KeyRange::prefix("/list/a")}),
                 (QByteArrayList{"/list/a-b", "/list/a/", "/list/a/x", "/list/a/y/", "/list/a/y/z"}));
        QCOMPARE(list({.range = KeyRange::span("/list/a-", "/list/a/y/")}),
                 (QByteArrayList{"/list/a-b", "/list/a/", "/list/a/x"}));
        QCOMPARE(list({.range = KeyRange::single("/list/b")}), QByteArrayList{"/list/b"});
        QCOMPARE(list({.range = KeyRange::single("/list/a/")}), QByteArrayList{"/list/a/"});
        QCOMPARE(list({.range = KeyRange::single("/list/a")}), QByteArrayList());
        QCOMPARE(list({.range = KeyRange::prefix("/nothing/")}), QByteArrayList());
        QCOMPARE(list({.range = KeyRange::prefix("/list/b/")}), QByteArrayList()); // a key stands there
        QCOMPARE(list({.range = KeyRange::prefix("/list/"), .oneLevel = true}),
                 (QByteArrayList{"/list/", "/list/a-b", "/list/a/", "/list/b", "/list/empty/"}));
        QCOMPARE(list({.range = KeyRange::prefix("/list/"), .limit = 2}, &total, &more),
                 (QByteArrayList{"/list/", "/list/a-b"}));
        QVERIFY(more);
        QCOMPARE(list({.range = KeyRange::prefix("/list/"), .countOnly = true}, &total), QByteArrayList());
        QCOMPARE(total, 4);
        QVERIFY(list({.range = KeyRange::all(), .at = {3}}).value(0).contains("older index"));
    }

    void hiddenNamesAreInNoListing()
    {
        m_link.put("/hidden/_secret/key", "1");
        m_link.put("/hidden/_secret/_more/key", "1");
        QCOMPARE(list({.range = KeyRange::prefix("/hidden/")}), QByteArrayList{"/hidden/"});
        QCOMPARE(list({.range = KeyRange::prefix("/hidden/_secret/")}),
                 (QByteArrayList{"/hidden/_secret/", "/hidden/_secret/key"}));
        QVERIFY(read("/hidden/_secret/_more/key"));
    }

    void aListingThatIsDroppedSaysNothing()
    {
        bool answered = false;
        auto listing = store().list({.range = KeyRange::all()});
        connect(listing.get(), &Listing::finished, this, [&] { answered = true; });
        listing.reset();
        QVERIFY(read("/get/value")); // a round trip later
        QVERIFY(!answered);
    }

    void conditions_data()
    {
        QTest::addColumn<int>("target");
        QTest::addColumn<int>("relation");
        QTest::addColumn<int>("number"); // -1: the index it has
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("exists");
        QTest::addColumn<bool>("holds");
        const auto row = [](const char *name, Condition::Target target, Condition::Relation relation,
                            int number, const char *value, bool exists, bool holds) {
            QTest::newRow(name) << int(target) << int(relation) << number << QByteArray(value) << exists
                                << holds;
        };
        using T = Condition::Target;
        using R = Condition::Relation;
        row("its index", T::ModRevision, R::Equal, -1, "", true, true);
        row("another index", T::ModRevision, R::Equal, 1, "", true, false);
        row("an index of none", T::ModRevision, R::Equal, 1, "", false, false);
        row("index zero", T::ModRevision, R::Equal, 0, "", true, false);
        row("index zero of none", T::ModRevision, R::Equal, 0, "", false, true);
        row("later than", T::ModRevision, R::Greater, 1, "", true, true);
        row("not its index", T::ModRevision, R::NotEqual, -1, "", true, false);
        row("exists", T::Existence, R::Equal, 1, "", true, true);
        row("does not exist", T::Existence, R::Equal, 1, "", false, false);
        row("absent", T::Existence, R::Equal, 0, "", false, true);
        row("not absent", T::Existence, R::Equal, 0, "", true, false);
        row("its value", T::Value, R::Equal, 0, "before", true, true);
        row("another value", T::Value, R::Equal, 0, "other", true, false);
        row("a value of none", T::Value, R::Equal, 0, "before", false, false);
        row("an empty value", T::Value, R::Equal, 0, "", true, false);
        row("not a value", T::Value, R::NotEqual, 0, "other", true, true);
        row("created since", T::CreateRevision, R::Greater, 1, "", true, true);
    }
    void conditions()
    {
        QFETCH(int, target);
        QFETCH(int, relation);
        QFETCH(int, number);
        QFETCH(QByteArray, value);
        QFETCH(bool, exists);
        QFETCH(bool, holds);
        for (const bool keepsTime : {false, true}) {
            for (const bool removes : {false, true}) {
                m_link.raw("DELETE", "/cas/key");
                if (exists)
                    m_link.raw("PUT", "/cas/key", "value=before&ttl=500");
                const auto before = read("/cas/key");
                QCOMPARE(before.has_value(), exists);
                Condition condition{.key = "/cas/key",
                                    .target = Condition::Target(target),
                                    .relation = Condition::Relation(relation),
                                    .number = number < 0 ? before->modRevision : number,
                                    .value = value};
                Step step = PutStep{.key = "/cas/key",
                                    .value = "after",
                                    .timeToLive = keepsTime ? TimeToLive::keep() : TimeToLive::none()};
                if (removes)
                    step = RemoveStep{.range = KeyRange::single("/cas/key")};
                const auto result = commit({condition}, step);
                QVERIFY2(failureOfV2(result).isEmpty(), failureOfV2(result).constData());
                QCOMPARE((*result)->succeeded, holds);
                QVERIFY((*result)->position.isValid());
                const auto after = read("/cas/key");
                if (!holds) {
                    QVERIFY(after == before ||
                            (after && before && after->modRevision == before->modRevision));
                    QCOMPARE((*result)->steps.size(), size_t(1));
                    QCOMPARE((*result)->steps.front().entries.size(), size_t(exists ? 1 : 0));
                } else if (removes) {
                    QVERIFY(!after);
                } else {
                    QCOMPARE(after->value, QByteArray("after"));
                    QCOMPARE(after->modRevision, (*result)->position.value);
                    QCOMPARE(after->timeToLive.has_value(), keepsTime && exists);
                }
            }
        }
    }

    void anEmptyValueIsComparedByReading()
    {
        m_link.put("/cas/empty", "");
        const Condition condition{
            .key = "/cas/empty", .target = Condition::Target::Value, .number = 0, .value = ""};
        const auto result = commit({condition}, PutStep{.key = "/cas/empty", .value = "1"});
        QVERIFY2(failureOfV2(result).isEmpty(), failureOfV2(result).constData());
        QVERIFY((*result)->succeeded);
        QCOMPARE(read("/cas/empty")->value, QByteArray("1"));
    }

    void timeToLiveIsKeptSetRemovedAndRefreshed()
    {
        m_link.raw("PUT", "/ttl/key", "value=v&ttl=500");
        // Kept, with another value.
        auto result = commit({}, PutStep{.key = "/ttl/key", .value = "w", .wantPrevious = true});
        QVERIFY2(failureOfV2(result).isEmpty(), failureOfV2(result).constData());
        QCOMPARE((*result)->steps.front().entries.front().value, QByteArray("v"));
        auto now = read("/ttl/key");
        QCOMPARE(now->value, QByteArray("w"));
        QVERIFY(now->timeToLive.value_or(0) > 400);
        // Set, with the value it has.
        result = commit({}, PutStep{.key = "/ttl/key", .keepValue = true, .timeToLive = TimeToLive::of(900)});
        QVERIFY2(failureOfV2(result).isEmpty(), failureOfV2(result).constData());
        now = read("/ttl/key");
        QCOMPARE(now->value, QByteArray("w"));
        QVERIFY(now->timeToLive.value_or(0) > 800);
        // Refreshed: nobody is told.
        WatchQuery query{.range = KeyRange::prefix("/ttl/"), .since = {now->modRevision}};
        const auto watch = store().watch(query);
        result = commit(
            {Condition::unchangedSince("/ttl/key", now->modRevision)},
            PutStep{
                .key = "/ttl/key", .keepValue = true, .timeToLive = TimeToLive::of(2'000), .quiet = true});
        QVERIFY2(failureOfV2(result).isEmpty(), failureOfV2(result).constData());
        QVERIFY((*result)->succeeded);
        now = read("/ttl/key");
        QCOMPARE(now->value, QByteArray("w"));
        QVERIFY(now->timeToLive.value_or(0) > 1'800);
        result = commit(
            {Condition::unchangedSince("/ttl/key", 1)},
            PutStep{
                .key = "/ttl/key", .keepValue = true, .timeToLive = TimeToLive::of(3'000), .quiet = true});
        QVERIFY(result && *result && !(*result)->succeeded);
        // Removed.
        result = commit({}, PutStep{.key = "/ttl/key", .keepValue = true, .timeToLive = TimeToLive::none()});
        QVERIFY2(failureOfV2(result).isEmpty(), failureOfV2(result).constData());
        now = read("/ttl/key");
        QCOMPARE(now->value, QByteArray("w"));
        QVERIFY(!now->timeToLive);
        QTRY_COMPARE_WITH_TIMEOUT(textOf(watch->pending()), QByteArray("/ttl/key w\n"), 20'000);
        // Of a key that is not there nothing can be kept.
        result = commit({}, PutStep{.key = "/ttl/none", .keepValue = true, .timeToLive = TimeToLive::of(5)});
        QVERIFY(result && !*result);
        QCOMPARE(result->error().kind, ErrorKind::NotFound);
    }

    void directoriesAreMadeTimedAndRemoved()
    {
        const Condition absent = Condition::absent("/dir/made/");
        const PutStep make{
            .key = "/dir/made/", .isNew = true, .timeToLive = TimeToLive::of(500), .isDirectory = true};
        auto result = commit({absent}, make);
        QVERIFY2(failureOfV2(result).isEmpty(), failureOfV2(result).constData());
        QVERIFY((*result)->succeeded);
        QVERIFY(read("/dir/made/")->timeToLive.value_or(0) > 400);
        result = commit({absent}, make);
        QVERIFY(result && *result && !(*result)->succeeded); // it is there
        m_link.put("/dir/made/key", "1");
        for (const bool quiet : {false, true}) {
            result = commit({}, PutStep{.key = "/dir/made/",
                                        .keepValue = true,
                                        .timeToLive = TimeToLive::of(quiet ? 2'000 : 900),
                                        .isDirectory = true,
                                        .quiet = quiet});
            QVERIFY2(failureOfV2(result).isEmpty(), failureOfV2(result).constData());
            QVERIFY(read("/dir/made/")->timeToLive.value_or(0) > (quiet ? 1'800 : 800));
        }
        QVERIFY(read("/dir/made/key"));
        result = commit({}, PutStep{.key = "/dir/made/",
                                    .keepValue = true,
                                    .timeToLive = TimeToLive::none(),
                                    .isDirectory = true});
        QVERIFY2(failureOfV2(result).isEmpty(), failureOfV2(result).constData());
        QVERIFY(!read("/dir/made/")->timeToLive);
        // Only an empty one goes by itself.
        result = commit({}, RemoveStep{.range = KeyRange::single("/dir/made/")});
        QVERIFY(result && !*result);
        QCOMPARE(result->error().v2Code, 108);
        result = commit({}, RemoveStep{.range = KeyRange::prefix("/dir/made/")});
        QVERIFY2(failureOfV2(result).isEmpty(), failureOfV2(result).constData());
        QVERIFY(!read("/dir/made/"));
        m_link.raw("PUT", "/dir/empty?dir=true");
        result = commit({}, RemoveStep{.range = KeyRange::single("/dir/empty/")});
        QVERIFY2(failureOfV2(result).isEmpty(), failureOfV2(result).constData());
        QVERIFY(!read("/dir/empty/"));
    }

    /// etcd itself replaces the key by a directory, empties its value, or deletes it.
    void anOldServerIsNotAskedToRefresh()
    {
        HostileServer old({.bytes =
                               "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 51\r\n"
                               "Connection: close\r\n\r\n"
                               "{\"etcdserver\":\"2.2.5\",\"etcdcluster\":\"2.2.0\"}       ",
                           .end = HostileServer::End::Close});
        V2Fixture link;
        link.open({old.url()});
        const auto result = link.wait(link.store().commit(
            {.conditions = {Condition::unchangedSince("/app/key", 7)},
             .success = {PutStep{
                 .key = "/app/key", .keepValue = true, .timeToLive = TimeToLive::of(60), .quiet = true}},
             .failure = {}}));
        QVERIFY(result && !*result);
        QCOMPARE(result->error().kind, ErrorKind::Unsupported);
        QCOMPARE(result->error().fate, RequestFate::NotSent);
        QCOMPARE(old.connectionCount(), 1); // for the version
    }
    void noDirectoryIsPutOverAKey()
    {
        m_link.put("/over/key", "precious");
        const std::vector<Step> steps{
            PutStep{.key = "/over/key/", .isDirectory = true},
            PutStep{.key = "/over/key/", .isNew = true, .isDirectory = true},
            PutStep{.key = "/over/key/",
                    .keepValue = true,
                    .timeToLive = TimeToLive::of(100),
                    .isDirectory = true},
            PutStep{.key = "/over/key/",
                    .keepValue = true,
                    .timeToLive = TimeToLive::of(100),
                    .isDirectory = true,
                    .quiet = true},
        };
        for (const Step &step : steps) {
            const auto result = commit({}, step);
            QVERIFY(result && !*result);
            QVERIFY(result->error().fate != RequestFate::MaybeSent);
        }
        const auto made = commit({Condition::absent("/over/key/")}, steps[1]);
        QVERIFY(made && !*made); // "conflict: there is none" would be no answer
        for (const KeyRange &range : {KeyRange::single("/over/key/"), KeyRange::prefix("/over/key/")}) {
            const auto result = commit({}, RemoveStep{.range = range});
            QVERIFY2(failureOfV2(result).isEmpty(), failureOfV2(result).constData());
            QCOMPARE((*result)->steps.front().removed, 0);
        }
        QCOMPARE(read("/over/key")->value, QByteArray("precious"));
        // And no key over a directory.
        m_link.put("/over/dir/child", "1");
        const auto over = commit({}, PutStep{.key = "/over/dir", .value = "1"});
        QVERIFY(over && !*over);
        QCOMPARE(over->error().v2Code, 102);
        const auto removed = commit({}, RemoveStep{.range = KeyRange::single("/over/dir")});
        QVERIFY2(failureOfV2(removed).isEmpty(), failureOfV2(removed).constData());
        QVERIFY(read("/over/dir/child"));
    }

    void whatTheApiCannotDoIsRefused()
    {
        const auto refused = [this](const Transaction &transaction) {
            const auto result = m_link.wait(store().commit(transaction));
            return result && !*result && result->error().kind == ErrorKind::Unsupported &&
                   result->error().fate == RequestFate::NotSent;
        };
        const PutStep put{.key = "/no/key", .value = "1"};
        QVERIFY(refused({.conditions = {}, .success = {put, put}, .failure = {}}));
        QVERIFY(refused({.conditions = {Condition::absent("/no/other")}, .success = {put}, .failure = {}}));
        QVERIFY(refused({.conditions = {}, .success = {put}, .failure = {put}}));
        QVERIFY(refused(
            {.conditions = {}, .success = {RemoveStep{.range = KeyRange::prefix("/no")}}, .failure = {}}));
        QVERIFY(refused({.conditions = {},
                         .success = {PutStep{.key = "/no/key", .lease = LeaseChoice::attach(5)}},
                         .failure = {}}));
        QVERIFY(!read("/no/"));
        const auto binary = commit({}, PutStep{.key = "/no/key", .value = "\xff\xfe"});
        QVERIFY(binary && !*binary);
        QCOMPARE(binary->error().fate, RequestFate::NotSent);
        const auto compacted = m_link.wait(store().compact({5}, false));
        QVERIFY(compacted && !*compacted);
    }

    /// The answer is lost on its way; the server has written.
    void anUnknownOutcomeIsNotSentAgain()
    {
        TcpRelay relay(m_server.port());
        V2Fixture far;
        far.open({QUrl(QStringLiteral("http://127.0.0.1:%1").arg(relay.port()))});
        relay.dropAfterBytesToClient(1);
        const auto made = far.wait(far.store().createInOrder("/unknown/", "v", TimeToLive::none()));
        QVERIFY(made && !*made);
        QCOMPARE(made->error().fate, RequestFate::MaybeSent);
        QTRY_COMPARE_WITH_TIMEOUT(list({.range = KeyRange::prefix("/unknown/")}).size(), 2, 20'000);

        relay.dropAfterBytesToClient(1);
        Transaction transaction;
        transaction.success = {
            PutStep{.key = "/unknown/key", .value = "v", .timeToLive = TimeToLive::none()}};
        const auto result = far.wait(far.store().commit(transaction));
        QVERIFY(result && !*result);
        QCOMPARE(result->error().fate, RequestFate::MaybeSent);
        QTRY_VERIFY_WITH_TIMEOUT(read("/unknown/key"), 20'000);
        const qint64 index = read("/unknown/key")->modRevision;
        m_link.put("/unknown/after", "1");
        QCOMPARE(m_link.rawJson("GET", "/unknown/after")
                     .value(QLatin1String("node"))
                     .toObject()
                     .value(QLatin1String("modifiedIndex"))
                     .toInteger(),
                 index + 1); // nothing came between
        QCOMPARE(list({.range = KeyRange::prefix("/unknown/")}).size(), 4);
    }

    void keysInOrderAscend()
    {
        QByteArrayList keys;
        for (int i = 0; i < 3; ++i) {
            const auto entry = m_link.wait(
                store().createInOrder("/queue/", "v", i == 1 ? TimeToLive::of(500) : TimeToLive::none()));
            QVERIFY2(failureOfV2(entry).isEmpty(), failureOfV2(entry).constData());
            keys.append((*entry)->key);
            QCOMPARE((*entry)->timeToLive.has_value(), i == 1);
        }
        QVERIFY(keys.at(0) < keys.at(1) && keys.at(1) < keys.at(2));
        QCOMPARE(list({.range = KeyRange::prefix("/queue/")}), QByteArrayList{"/queue/"} + keys);
    }

    void statusNamesTheMember()
    {
        const auto status = m_link.wait(store().status());
        QVERIFY2(failureOfV2(status).isEmpty(), failureOfV2(status).constData());
        QVERIFY((*status)->version.startsWith("3."));
        QVERIFY((*status)->memberId != 0);
        QCOMPARE((*status)->leaderId, (*status)->memberId);
        QVERIFY((*status)->clusterId != 0);
        QVERIFY(read("/get/value"));
        QVERIFY((*status)->position.isValid());
    }

    void aWatchTellsOneThingFromAnother()
    {
        m_link.put("/watch/key", "0");
        WatchQuery query{.range = KeyRange::prefix("/watch/"), .since = {m_link.rawIndex()}};
        const auto watch = store().watch(query);
        QSignalSpy opened(watch.get(), &ChangeStream::opened);
        QVERIFY(opened.wait(20'000));
        QVERIFY(watch->clusterId() != 0);
        m_link.put("/watch/key", "1");
        m_link.raw("PUT", "/watch/key?prevExist=true", "value=2&refresh=false&ttl=600");
        m_link.raw("PUT", "/watch/key?prevValue=2", "value=3");
        m_link.put("/watch/_hidden/key", "1");
        m_link.put("/watcher/key", "1");
        m_link.put("/watch/deep/er/key", "4");
        m_link.raw("DELETE", "/watch/deep?recursive=true");
        m_link.raw("PUT", "/watch/key?dir=true"); // in the place of the key
        m_link.raw("PUT", "/watch/short", "value=5&ttl=1");
        const QByteArray expected = "/watch/key 1\n"
                                    "/watch/key timed 2\n"
                                    "/watch/key 3\n"
                                    "/watch/deep/er/key 4\n"
                                    "/watch/deep/ gone directory \n"
                                    "/watch/key gone \n"
                                    "/watch/key/ directory \n"
                                    "/watch/short timed 5\n"
                                    "/watch/short expired \n";
        QTRY_COMPARE_WITH_TIMEOUT(textOf(watch->pending()), expected, 20'000);
        const Position end = watch->resumePosition();
        QCOMPARE(end.value, watch->pending().at(watch->pending().size() - 1).modRevision);
        // The same from history, which the server filters by other rules.
        const auto replay = store().watch(query);
        QTRY_COMPARE_WITH_TIMEOUT(textOf(replay->pending()), expected, 20'000);
        QCOMPARE(replay->resumePosition(), end);
        // What is hidden is watched by its own name.
        query.range = KeyRange::prefix("/watch/_hidden/");
        const auto hidden = store().watch(query);
        QTRY_COMPARE_WITH_TIMEOUT(textOf(hidden->pending()), QByteArray("/watch/_hidden/key 1\n"), 20'000);
    }

    void aDirectoryThatTakesTheWatchedOneWithItIsADelete()
    {
        m_link.put("/above/below/key", "1");
        m_link.put("/abov/e", "1");
        const Position since{m_link.rawIndex()};
        m_link.raw("DELETE", "/abov?recursive=true"); // merely begins alike
        m_link.raw("DELETE", "/above?recursive=true");
        const auto directory = store().watch({.range = KeyRange::prefix("/above/below/"), .since = since});
        QTRY_COMPARE_WITH_TIMEOUT(textOf(directory->pending()), QByteArray("/above/below/ gone directory \n"),
                                  20'000);
        const auto key = store().watch({.range = KeyRange::single("/above/below/key"), .since = since});
        QTRY_COMPARE_WITH_TIMEOUT(textOf(key->pending()), QByteArray("/above/below/key gone \n"), 20'000);
    }

    void aWatchOfOneChangeEnds()
    {
        const auto watch = store().watch({.range = KeyRange::single("/once/key"), .once = true});
        QSignalSpy opened(watch.get(), &ChangeStream::opened);
        QSignalSpy finished(watch.get(), &ChangeStream::finished);
        QVERIFY(opened.wait(20'000));
        m_link.put("/once/other", "1");
        m_link.put("/once/key", "1");
        m_link.put("/once/key", "2");
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
        QVERIFY(!finished.first().first().value<std::optional<Error>>());
        QCOMPARE(textOf(watch->pending()), QByteArray("/once/key 1\n"));
    }

    void historyThatIsOverEndsTheWatch()
    {
        m_link.put("/ring/key", "0");
        const Position since{m_link.rawIndex()};
        QVERIFY(m_link.flood("/ring/key", 1'010));
        const auto watch = store().watch({.range = KeyRange::prefix("/ring/"), .since = since});
        QSignalSpy finished(watch.get(), &ChangeStream::finished);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
        QCOMPARE(finished.first().first().value<std::optional<Error>>()->kind, ErrorKind::Compacted);
    }

    /// Written faster than one poll after the other can tell.
    void aBurstComesWholeAndInOrder()
    {
        const auto watch = store().watch({.range = KeyRange::prefix("/burst/")});
        QSignalSpy opened(watch.get(), &ChangeStream::opened);
        QVERIFY(opened.wait(20'000));
        int underWay = 0;
        std::vector<Call<TransactionResult>> calls;
        for (int i = 0; i < 500; ++i) {
            Transaction transaction;
            transaction.success = {PutStep{.key = "/burst/" + QByteArray::number(i % 50),
                                           .value = "v",
                                           .timeToLive = TimeToLive::none()}};
            ++underWay;
            calls.push_back(store().commit(transaction));
            calls.back().then(this, [&](const Result<TransactionResult> &) { --underWay; });
        }
        QTRY_COMPARE_WITH_TIMEOUT(watch->pending().size(), qsizetype(500), 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(underWay, 0, 20'000);
        for (qsizetype i = 1; i < 500; ++i)
            QCOMPARE(watch->pending().at(i).modRevision, watch->pending().at(i - 1).modRevision + 1);
    }

    /// An event that is replayed has the time to live of when it was written.
    void aReplayTellsWhatIsLeft()
    {
        m_link.put("/left/before", "1");
        const Position since{m_link.rawIndex()};
        m_link.raw("PUT", "/left/key", "value=1&ttl=60");
        const auto left = [this] {
            return m_link.rawJson("GET", "/left/key")
                .value(QLatin1String("node"))
                .toObject()
                .value(QLatin1String("ttl"))
                .toInteger();
        };
        QTRY_VERIFY_WITH_TIMEOUT(left() <= 57, 20'000);
        const auto watch = store().watch({.range = KeyRange::prefix("/left/"), .since = since});
        QTRY_COMPARE_WITH_TIMEOUT(watch->pending().size(), qsizetype(1), 20'000);
        const qint64 told = watch->pending().at(0).expires - QDateTime::currentMSecsSinceEpoch();
        QVERIFY2(told <= 58'000 && told > 30'000, QByteArray::number(told).constData());
    }

    /// Each is a connection, and Qt has six to a host in one place.
    void moreWatchesThanConnectionsAreHeard()
    {
        constexpr int count = 9;
        std::vector<std::unique_ptr<ChangeStream>> watches;
        int opened = 0;
        for (int i = 0; i < count; ++i) {
            watches.push_back(
                store().watch({.range = KeyRange::prefix("/many/" + QByteArray::number(i) + '/')}));
            connect(watches.back().get(), &ChangeStream::opened, this, [&opened] { ++opened; });
        }
        QTRY_COMPARE_WITH_TIMEOUT(opened, count, 20'000);
        for (int i = 0; i < count; ++i)
            m_link.put("/many/" + QByteArray::number(i) + "/key", "1");
        for (const auto &watch : watches)
            QTRY_COMPARE_WITH_TIMEOUT(watch->pending().size(), qsizetype(1), 20'000);
    }

    /// Who has "/app/*" has "/app/", and not "/app".
    void aRightToADirectoryIsOneToItsPath()
    {
        EtcdServer server(v2Options());
        QVERIFY(server.start());
        V2Fixture link;
        link.open({server.url()});
        link.put("/app/key", "1");
        link.raw("PUT", "/app/empty?dir=true");
        const v2::AuthApi auth(static_cast<V2KeyStore &>(link.store()).keys().sharedClient());
        const QString app = QStringLiteral("app");
        const QString password = QStringLiteral("password");
        const QStringList below{QStringLiteral("/app/*")};
        QVERIFY(link.wait(auth.createUser(QStringLiteral("root"), password))->ok());
        QVERIFY(link.wait(auth.createRole(app, {.read = below, .write = below}))->ok());
        QVERIFY(link.wait(auth.createUser(app, password, {app}))->ok());
        QVERIFY(link.wait(auth.setEnabled(true))->ok());
        link.client().setCredentials(QStringLiteral("root"), password);
        const QStringList all{QStringLiteral("/*")};
        QVERIFY(link.wait(auth.revoke(QStringLiteral("guest"), {.read = all, .write = all}))->ok());
        link.client().setCredentials(app, password);

        KeyStore &store = link.store();
        const auto directory = link.wait(store.get("/app/"));
        QVERIFY2(failureOfV2(directory).isEmpty(), failureOfV2(directory).constData());
        QVERIFY((*directory)->entry);
        const auto inOrder = link.wait(store.createInOrder("/app/", "v", TimeToLive::none()));
        QVERIFY2(failureOfV2(inOrder).isEmpty(), failureOfV2(inOrder).constData());
        const std::vector<Step> steps{
            PutStep{
                .key = "/app/", .keepValue = true, .timeToLive = TimeToLive::of(600), .isDirectory = true},
            PutStep{.key = "/app/",
                    .keepValue = true,
                    .timeToLive = TimeToLive::of(900),
                    .isDirectory = true,
                    .quiet = true},
            RemoveStep{.range = KeyRange::single("/app/empty/")},
            RemoveStep{.range = KeyRange::prefix("/app/")},
            PutStep{.key = "/app/", .isDirectory = true},
        };
        for (const Step &step : steps) {
            Transaction transaction;
            transaction.success = {step};
            const auto result = link.wait(store.commit(transaction));
            QVERIFY2(failureOfV2(result).isEmpty(), failureOfV2(result).constData());
        }
        const auto outside = link.wait(store.get("/apparent/"));
        QVERIFY(outside && !*outside);
        QCOMPARE(outside->error().kind, ErrorKind::PermissionDenied);
    }

    /// Proxies end a long poll as they like.
    void aPollThatIsCutGoesOnUnseen()
    {
        TcpRelay relay(m_server.port());
        V2Fixture far;
        far.open({QUrl(QStringLiteral("http://127.0.0.1:%1").arg(relay.port()))});
        m_link.put("/cut/key", "0");
        const auto watch =
            far.store().watch({.range = KeyRange::prefix("/cut/"), .since = {m_link.rawIndex()}});
        QSignalSpy opened(watch.get(), &ChangeStream::opened);
        QSignalSpy finished(watch.get(), &ChangeStream::finished);
        QVERIFY(opened.wait(20'000));
        QByteArray expected;
        for (int i = 0; i < 3; ++i) {
            const int before = relay.acceptedConnections();
            relay.dropConnections();
            m_link.put("/cut/key", QByteArray::number(i)); // while nobody listens
            expected += "/cut/key " + QByteArray::number(i) + '\n';
            QTRY_COMPARE_WITH_TIMEOUT(textOf(watch->pending()), expected, 20'000);
            QVERIFY(relay.acceptedConnections() > before);
        }
        QVERIFY(finished.isEmpty());
        QCOMPARE(opened.size(), 1);
    }

    void aServerThatStopsEndsTheWatchAndTheNextGoesOn()
    {
        m_link.put("/restart/key", "1");
        auto watch = store().watch({.range = KeyRange::prefix("/restart/"), .since = {m_link.rawIndex()}});
        QSignalSpy opened(watch.get(), &ChangeStream::opened);
        QSignalSpy finished(watch.get(), &ChangeStream::finished);
        QVERIFY(opened.wait(20'000));
        m_server.kill();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
        const auto error = finished.first().first().value<std::optional<Error>>();
        QVERIFY(error);
        QCOMPARE(error->kind, ErrorKind::Network);
        QVERIFY(m_server.restart());
        m_link.put("/restart/key", "2");
        watch = store().watch({.range = KeyRange::prefix("/restart/"), .since = watch->resumePosition()});
        QTRY_COMPARE_WITH_TIMEOUT(textOf(watch->pending()), QByteArray("/restart/key 2\n"), 20'000);
    }
};

ETCDSCOPE_V2_TEST_MAIN(V2KeyStoreTest)
#include "tst_v2keystore.moc"
