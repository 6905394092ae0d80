// SPDX-License-Identifier: Apache-2.0
//
// The keys of the v2 API on a real etcd: every parameter, every error it can be brought to, and its traps.
#include "tests/support/etcdserver.h"
#include "tests/unit/v2/v2testing.h"

#include <QCoreApplication>

using namespace etcdscope;
using v2::Action;
using v2::SetOptions;

namespace {

/// A poll and what it brought.
struct Polling
{
    explicit Polling(std::unique_ptr<v2::Poll> poll)
        : poll(std::move(poll))
    {
        QObject::connect(this->poll.get(), &v2::Poll::opened, this->poll.get(),
                         [this](const v2::Headers &headers) { opened = headers; });
        QObject::connect(this->poll.get(), &v2::Poll::finished, this->poll.get(),
                         [this](const auto &result) { finished = result; });
    }
    [[nodiscard]] bool waitUntilOpen() const
    {
        return QTest::qWaitFor([this] { return opened || finished; }, 20'000) && opened;
    }
    /// The event; an error when none came.
    [[nodiscard]] Result<v2::KeysAnswer> event() const
    {
        if (!QTest::qWaitFor([this] { return finished.has_value(); }, 20'000))
            return Error::local(QStringLiteral("no event"));
        return *finished ? v2::KeysApi::parse(**finished) : Result<v2::KeysAnswer>(finished->error());
    }

    std::unique_ptr<v2::Poll> poll;
    std::optional<v2::Headers> opened;
    std::optional<Result<v2::Response>> finished;
};

} // namespace

Q_DECLARE_METATYPE(SetOptions)

class TestV2Keys : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    // What each parameter does.
    void setAndGet();
    void oddKeysAndValues_data();
    void oddKeysAndValues();
    void conditions();
    void removal();
    void directories();
    void recursiveAndSorted();
    void timeToLive();
    void refreshIsNotSeenByWatchers();
    void inOrderKeys();
    void withoutValuesInTheAnswer();
    void hiddenKeys();
    void poll();
    void pollOfTheFuture();

    // What the server refuses.
    void errorsOfTheApi_data();
    void errorsOfTheApi();
    void refusedByTheServer_data();
    void refusedByTheServer();
    void historyThatIsGone();

    // The traps.
    void timeToLiveAloneWouldWipeTheValue();
    void saveWithoutTimeToLiveRemovesIt();
    void indexZeroIsNoCondition();
    void directoryNeverReplacesAKey();
    void binaryIsRefused();
    void longValueIsWhole();
    void expiredKeyIsTold();
    void pollEndsWithTheServer();

private:
    /// Past our own checks.
    [[nodiscard]] Result<v2::Response> raw(v2::Request::Verb verb, const QByteArray &path,
                                           const QByteArray &query = {}, const QByteArray &form = {});
    [[nodiscard]] Result<v2::KeysAnswer> set(const QByteArray &key, const SetOptions &options)
    {
        return V2Fixture::wait(m_fixture->keys->set(key, options));
    }
    [[nodiscard]] Result<v2::KeysAnswer> get(const QByteArray &key, const v2::GetOptions &options = {})
    {
        return V2Fixture::wait(m_fixture->keys->get(key, options));
    }
    [[nodiscard]] Result<v2::KeysAnswer> remove(const QByteArray &key, const v2::RemoveOptions &options = {})
    {
        return V2Fixture::wait(m_fixture->keys->remove(key, options));
    }

    EtcdServer m_server{v2Options()};
    std::unique_ptr<V2Fixture> m_fixture;
};

void TestV2Keys::initTestCase()
{
    if (!m_server.start())
        QSKIP("this etcd has no v2 API");
}

void TestV2Keys::init()
{
    m_fixture = std::make_unique<V2Fixture>(m_server.url());
    const auto root = get("/");
    if (!root && root.error().kind == ErrorKind::Unsupported)
        QSKIP("this etcd has no v2 API");
    QVERIFY(root.ok());
    for (const v2::Node &node : root->node.nodes)
        (void)remove(node.key, {.recursive = true});
    (void)remove("/_hidden", {.recursive = true});
}

Result<v2::Response> TestV2Keys::raw(v2::Request::Verb verb, const QByteArray &path, const QByteArray &query,
                                     const QByteArray &form)
{
    return V2Fixture::wait(m_fixture->client->send(
        {.verb = verb, .path = path, .query = query, .body = form, .bodyKind = v2::Request::Body::Form}));
}

void TestV2Keys::setAndGet()
{
    const auto created = set("/a/b", {.value = "1"});
    V2_VERIFY_OK(created);
    QCOMPARE(created->action, Action::Set);
    QVERIFY(created->wasCreated && !created->previous);
    QVERIFY(created->headers.clusterId != 0 && created->headers.etcdIndex > 0);
    QCOMPARE(m_fixture->client->clusterId(), created->headers.clusterId);
    const auto changed = set("/a/b", {.value = "2"});
    QCOMPARE(*changed->previous->value, QByteArray("1"));
    QVERIFY(!changed->wasCreated);
    // A set replaces the key; an update does not.
    QVERIFY(changed->node.createdIndex > created->node.createdIndex);
    const auto updated = set("/a/b", {.value = "3", .previousExists = true});
    QCOMPARE(updated->action, Action::Update);
    QCOMPARE(updated->node.createdIndex, changed->node.createdIndex);
    for (const bool quorum : {true, false}) {
        const auto read = get("/a/b", {.quorum = quorum});
        V2_VERIFY_OK(read);
        QCOMPARE(read->action, Action::Get);
        QCOMPARE(*read->node.value, QByteArray("3"));
        QCOMPARE(read->node.modifiedIndex, updated->node.modifiedIndex);
    }
    QCOMPARE(*set("/a/b", {.value = ""})->node.value, QByteArray(""));
    QVERIFY(get("/a/b")->node.value.has_value());
    // That there is none can be an answer, with the index it holds at.
    const auto absent = get("/none", {.wantAbsence = true});
    V2_VERIFY_OK(absent);
    QVERIFY(absent->isAbsent && absent->headers.etcdIndex > 0);
}

void TestV2Keys::oddKeysAndValues_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"a b",          "a;b",          "a?b",       "a#b",        "a%b",       "a%2Fb",
          "%2e%2e",       "a&b=c",        "a+b",       "\\",         "...",       "a:b@c",
          "\"quoted\"",   "<tag>",        "{}|^`[]",   "\xc3\xa9",   "e\xcc\x81", "\xf0\x9f\x98\x80",
          "\xe2\x80\xae", "\xef\xbb\xbf", "tab\there", "line\nfeed", "~",         "\x7f",
          "\x01",         "\xef\xbf\xbe"})
        QTest::addRow("%s", QByteArray(text).toPercentEncoding().constData()) << QByteArray(text);
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
}

void TestV2Keys::oddKeysAndValues()
{
    QFETCH(QByteArray, text);
    const QByteArray key = "/odd/" + text;
    V2_VERIFY_OK(set(key, {.value = text}));
    const auto list = get("/odd", {.sorted = true});
    V2_VERIFY_OK(list);
    QCOMPARE(list->node.nodes.size(), size_t(1));
    QCOMPARE(list->node.nodes[0].key, key);
    QCOMPARE(*list->node.nodes[0].value, text);
    QCOMPARE(get(key)->node.key, key);
    V2_VERIFY_OK(set(key, {.value = text + "2", .previousValue = text}));
    V2_VERIFY_OK(remove(key, {.previousValue = text + "2"}));
}

void TestV2Keys::conditions()
{
    V2_VERIFY_OK(set("/a", {.value = "1", .previousExists = false}));
    QCOMPARE(set("/a", {.value = "2", .previousExists = false}).error().kind, ErrorKind::AlreadyExists);
    QCOMPARE(set("/b", {.value = "2", .previousExists = true}).error().kind, ErrorKind::NotFound);
    const auto swapped = set("/a", {.value = "2", .previousValue = "1"});
    QCOMPARE(swapped->action, Action::CompareAndSwap);
    const auto wrong = set("/a", {.value = "3", .previousValue = "1"});
    QCOMPARE(wrong.error().kind, ErrorKind::Conflict);
    QVERIFY(wrong.error().serverMessage.contains(QLatin1String("[1 != 2]")));
    const qint64 index = swapped->node.modifiedIndex;
    QCOMPARE(set("/a", {.value = "3", .previousIndex = index - 1}).error().v2Code, 101);
    V2_VERIFY_OK(set("/a", {.value = "3", .previousValue = "2", .previousIndex = index}));
    QCOMPARE(set("/a", {.value = "4", .previousExists = true, .previousIndex = index}).error().v2Code, 101);
    QCOMPARE(*get("/a")->node.value, QByteArray("3"));
}

void TestV2Keys::removal()
{
    const auto made = set("/a", {.value = "1"});
    QCOMPARE(remove("/a", {.previousValue = "2"}).error().v2Code, 101);
    QCOMPARE(remove("/a", {.previousIndex = made->node.modifiedIndex + 1}).error().v2Code, 101);
    const auto compared = remove("/a", {.previousIndex = made->node.modifiedIndex});
    QCOMPARE(compared->action, Action::CompareAndDelete);
    QVERIFY(!compared->node.value);
    QCOMPARE(*compared->previous->value, QByteArray("1"));
    V2_VERIFY_OK(set("/a", {.value = "1"}));
    QCOMPARE(remove("/a")->action, Action::Delete);
    QCOMPARE(remove("/a").error().kind, ErrorKind::NotFound);
}

void TestV2Keys::directories()
{
    const auto made = set("/d", {.previousExists = false, .isDirectory = true});
    V2_VERIFY_OK(made);
    QCOMPARE(made->action, Action::Create);
    QVERIFY(made->node.isDirectory && !made->node.value);
    QCOMPARE(set("/d", {.previousExists = false, .isDirectory = true}).error().v2Code, 105);
    QVERIFY(get("/d/")->node.isDirectory);
    V2_VERIFY_OK(set("/d/k", {.value = "v"}));
    // A time to live of the directory, and none again.
    const auto timed = set("/d", {.previousExists = true, .timeToLive = 500, .isDirectory = true});
    V2_VERIFY_OK(timed);
    QCOMPARE(get("/d")->node.timeToLive, 500);
    V2_VERIFY_OK(set("/d", {.previousExists = true, .isDirectory = true}));
    QVERIFY(!get("/d")->node.timeToLive);
    const auto refreshed =
        set("/d", {.previousExists = true, .timeToLive = 400, .isDirectory = true, .refresh = true});
    V2_VERIFY_OK(refreshed);
    QVERIFY(get("/d")->node.timeToLive.value_or(0) > 300);
    QCOMPARE(*get("/d/k")->node.value, QByteArray("v"));

    QCOMPARE(remove("/d").error().v2Code, 102);
    QCOMPARE(remove("/d", {.isDirectory = true}).error().v2Code, 108);
    V2_VERIFY_OK(remove("/d", {.recursive = true}));
    QCOMPARE(get("/d/k").error().v2Code, 100);
    V2_VERIFY_OK(set("/e", {.previousExists = false, .isDirectory = true}));
    V2_VERIFY_OK(remove("/e", {.isDirectory = true}));
}

void TestV2Keys::recursiveAndSorted()
{
    for (const char *key : {"/r/c", "/r/a", "/r/b/y", "/r/b/x"})
        V2_VERIFY_OK(set(key, {.value = "v"}));
    const auto flat = get("/r", {.sorted = true});
    QCOMPARE(flat->node.nodes.size(), size_t(3));
    QCOMPARE(flat->node.nodes[1].key, QByteArray("/r/b"));
    QVERIFY(flat->node.nodes[1].isDirectory && flat->node.nodes[1].nodes.empty());
    const auto deep = get("/r", {.recursive = true, .sorted = true});
    QCOMPARE(deep->node.nodes[0].key, QByteArray("/r/a"));
    QCOMPARE(deep->node.nodes[2].key, QByteArray("/r/c"));
    QCOMPARE(deep->node.nodes[1].nodes.size(), size_t(2));
    QCOMPARE(deep->node.nodes[1].nodes[0].key, QByteArray("/r/b/x"));
    const auto raw = V2Fixture::wait(m_fixture->keys->getRaw("/r", {.recursive = true, .sorted = true}));
    QCOMPARE(v2::KeysApi::parse(*raw)->node.nodes.size(), size_t(3));
}

void TestV2Keys::timeToLive()
{
    const auto made = set("/t", {.value = "v", .timeToLive = 600});
    V2_VERIFY_OK(made);
    QCOMPARE(made->node.timeToLive, 600);
    QVERIFY(made->node.expiration.isValid());
    QVERIFY(qAbs(QDateTime::currentDateTimeUtc().secsTo(made->node.expiration) - 600) < 60);
    const auto longest = set("/t", {.value = "v", .timeToLive = 1'000'000'000});
    QCOMPARE(longest->node.timeToLive, 1'000'000'000);
}

void TestV2Keys::refreshIsNotSeenByWatchers()
{
    V2_VERIFY_OK(set("/t", {.value = "v", .timeToLive = 600}));
    const auto before = get("/t");
    const Polling watch(m_fixture->keys->poll("/t", {}));
    QVERIFY(watch.waitUntilOpen());
    const auto refreshed = set("/t", {.timeToLive = 500, .refresh = true});
    V2_VERIFY_OK(refreshed);
    const auto after = get("/t");
    QCOMPARE(*after->node.value, QByteArray("v"));
    QVERIFY(after->node.timeToLive.value_or(0) <= 500);
    QVERIFY(after->node.modifiedIndex > before->node.modifiedIndex);
    V2_VERIFY_OK(set("/t", {.timeToLive = 400, .refresh = true}));
    QCOMPARE(set("/t", {.previousIndex = before->node.modifiedIndex, .timeToLive = 500, .refresh = true})
                 .error()
                 .v2Code,
             101);
    QCOMPARE(set("/none", {.timeToLive = 500, .refresh = true}).error().kind, ErrorKind::NotFound);
    // The next thing the watcher hears of is a real change.
    V2_VERIFY_OK(set("/t", {.value = "w"}));
    const auto event = watch.event();
    V2_VERIFY_OK(event);
    QCOMPARE(*event->node.value, QByteArray("w"));
}

void TestV2Keys::inOrderKeys()
{
    const auto first = V2Fixture::wait(m_fixture->keys->createInOrder("/q", "one"));
    V2_VERIFY_OK(first);
    QCOMPARE(first->action, Action::Create);
    QVERIFY(first->wasCreated);
    const auto second = V2Fixture::wait(m_fixture->keys->createInOrder("/q", "two", 300));
    QCOMPARE(second->node.timeToLive, 300);
    QVERIFY(first->node.key.startsWith("/q/0"));
    QCOMPARE(first->node.key.size(), qsizetype(23));
    QVERIFY(first->node.key < second->node.key);
    QCOMPARE(first->node.key.mid(3).toLongLong(), first->node.createdIndex);
    const auto list = get("/q", {.sorted = true});
    QCOMPARE(*list->node.nodes[0].value, QByteArray("one"));
}

void TestV2Keys::withoutValuesInTheAnswer()
{
    const auto answer = set("/a", {.value = "v", .wantValues = false});
    V2_VERIFY_OK(answer);
    QCOMPARE(answer->action, Action::Set);
    QVERIFY(answer->node.key.isEmpty());
    QCOMPARE(*get("/a")->node.value, QByteArray("v"));
    QCOMPARE(set("/a", {.value = "v", .previousExists = false, .wantValues = false}).error().v2Code, 105);
}

void TestV2Keys::hiddenKeys()
{
    V2_VERIFY_OK(set("/_hidden/k", {.value = "v"}));
    V2_VERIFY_OK(set("/d/_k", {.value = "v"}));
    QCOMPARE(get("/", {.recursive = true, .sorted = true})->node.nodes.size(), size_t(1));
    QVERIFY(get("/d")->node.nodes.empty());
    QCOMPARE(*get("/_hidden/k")->node.value, QByteArray("v"));
    QCOMPARE(get("/_hidden")->node.nodes.size(), size_t(1));
    // It looks empty, and is not.
    QCOMPARE(remove("/d", {.isDirectory = true}).error().v2Code, 108);
    V2_VERIFY_OK(remove("/d", {.recursive = true}));
    QCOMPARE(get("/d/_k").error().v2Code, 100);
}

void TestV2Keys::poll()
{
    const auto start = set("/w/a", {.value = "1"});
    const Polling live(m_fixture->keys->poll("/w", {.recursive = true}));
    QVERIFY(live.waitUntilOpen());
    QVERIFY(live.opened->etcdIndex >= start->node.modifiedIndex);
    V2_VERIFY_OK(set("/w/x/y", {.value = "2"}));
    const auto event = live.event();
    V2_VERIFY_OK(event);
    QCOMPARE(event->action, Action::Set);
    QCOMPARE(event->node.key, QByteArray("/w/x/y"));
    // What was, again.
    const Polling past(
        m_fixture->keys->poll("/w", {.recursive = true, .waitIndex = start->node.modifiedIndex}));
    QCOMPARE(past.event()->node.key, QByteArray("/w/a"));
    // A directory tells nothing of what is in it unless asked.
    const Polling alone(m_fixture->keys->poll("/w", {}));
    QVERIFY(alone.waitUntilOpen());
    V2_VERIFY_OK(set("/w/a", {.value = "3"}));
    V2_VERIFY_OK(remove("/w", {.recursive = true}));
    QCOMPARE(alone.event()->action, Action::Delete);
}

void TestV2Keys::pollOfTheFuture()
{
    const auto start = set("/w/a", {.value = "1"});
    const Polling watch(
        m_fixture->keys->poll("/w", {.recursive = true, .waitIndex = start->node.modifiedIndex + 2}));
    QVERIFY(watch.waitUntilOpen());
    V2_VERIFY_OK(set("/w/a", {.value = "2"}));
    V2_VERIFY_OK(set("/w/a", {.value = "3"}));
    QCOMPARE(*watch.event()->node.value, QByteArray("3"));
}

/// What goes through our checks and no further.
void TestV2Keys::errorsOfTheApi_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<SetOptions>("options");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorKind>("kind");
    const auto row = [](int code, int status, ErrorKind kind, const QByteArray &key,
                        const SetOptions &options) {
        QTest::addRow("%d %s", code, key.constData()) << key << options << code << status << kind;
    };
    row(100, 404, ErrorKind::NotFound, "/none", {.value = "v", .previousExists = true});
    row(101, 412, ErrorKind::Conflict, "/file", {.value = "v", .previousValue = "other"});
    row(102, 403, ErrorKind::Conflict, "/dir", {.value = "v"});
    row(102, 403, ErrorKind::Conflict, "/dir/", {.value = "v", .previousIndex = 4});
    row(104, 400, ErrorKind::Conflict, "/file/below", {.value = "v"});
    row(105, 412, ErrorKind::AlreadyExists, "/file", {.previousExists = false, .isDirectory = true});
    row(107, 400, ErrorKind::Local, "/", {.value = "v"});
}

void TestV2Keys::errorsOfTheApi()
{
    QFETCH(QByteArray, key);
    QFETCH(SetOptions, options);
    V2_VERIFY_OK(set("/file", {.value = "v"}));
    V2_VERIFY_OK(set("/dir", {.previousExists = false, .isDirectory = true}));
    const auto answer = set(key, options);
    QVERIFY(!answer.ok());
    QTEST(answer.error().v2Code, "code");
    QTEST(answer.error().httpStatus, "status");
    QTEST(answer.error().kind, "kind");
    QCOMPARE(answer.error().fate, RequestFate::Answered);
    QVERIFY(!answer.error().serverMessage.isEmpty());
    QCOMPARE(*get("/file")->node.value, QByteArray("v"));
    QVERIFY(get("/dir")->node.isDirectory);
}

/// What our checks never let through: it is as they say.
void TestV2Keys::refusedByTheServer_data()
{
    using Verb = v2::Request::Verb;
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<int>("code");
    const auto row = [](int code, Verb verb, const QByteArray &query, const QByteArray &form) {
        QTest::addRow("%d %s%s", code, query.constData(), form.left(40).constData())
            << verb << query << form << code;
    };
    row(201, Verb::Put, {}, "value=v&prevValue=");
    row(202, Verb::Put, {}, "value=v&ttl=-1");
    row(202, Verb::Put, {}, "value=v&ttl=soon");
    row(203, Verb::Put, {}, "value=v&prevIndex=x");
    row(203, Verb::Get, "wait=true&waitIndex=x", {});
    row(209, Verb::Put, {}, "value=v&prevExist=maybe");
    row(209, Verb::Put, {}, "value=v&wait=true");
    row(209, Verb::Get, "recursive=maybe", {});
    row(210, Verb::Put, {}, "value=a;b");
    row(211, Verb::Put, {}, "value=v&refresh=true&ttl=5");
    row(212, Verb::Put, {}, "refresh=true");
}

void TestV2Keys::refusedByTheServer()
{
    QFETCH(v2::Request::Verb, verb);
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, form);
    const auto answer = raw(verb, "/keys/file", query, form);
    QVERIFY(!answer.ok());
    QTEST(answer.error().v2Code, "code");
    QCOMPARE(answer.error().kind, ErrorKind::Local);
}

void TestV2Keys::historyThatIsGone()
{
    const auto start = set("/h", {.value = "v"});
    std::vector<Call<v2::KeysAnswer>> calls;
    int underWay = 0;
    for (int i = 0; i < 1'010; ++i) {
        ++underWay;
        calls.push_back(m_fixture->keys->set("/h", {.value = "v", .wantValues = false, .deadline = 60'000}));
        calls.back().then(this, [&](const auto &) { --underWay; });
    }
    QTRY_COMPARE_WITH_TIMEOUT(underWay, 0, 60'000);
    const Polling watch(m_fixture->keys->poll("/h", {.waitIndex = start->node.modifiedIndex}));
    const auto event = watch.event();
    QVERIFY(!event.ok());
    // HTTP 400 and errorCode 401: nothing of a password.
    QCOMPARE(event.error().kind, ErrorKind::Compacted);
    QCOMPARE(event.error().v2Code, 401);
    QCOMPARE(event.error().httpStatus, 400);
}

void TestV2Keys::timeToLiveAloneWouldWipeTheValue()
{
    V2_VERIFY_OK(set("/t", {.value = "precious"}));
    const auto refused = set("/t", {.previousExists = true, .timeToLive = 100});
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().fate, RequestFate::NotSent);
    QCOMPARE(*get("/t")->node.value, QByteArray("precious"));
    // The trap is one.
    V2_VERIFY_OK(raw(v2::Request::Verb::Put, "/keys/t", {}, "prevExist=true&ttl=100"));
    QCOMPARE(*get("/t")->node.value, QByteArray(""));
}

void TestV2Keys::saveWithoutTimeToLiveRemovesIt()
{
    const auto made = set("/t", {.value = "v", .timeToLive = 600});
    const auto saved = set("/t", {.value = "w", .previousIndex = made->node.modifiedIndex});
    QVERIFY(!saved->node.timeToLive);
    QCOMPARE(saved->previous->timeToLive, 600);
    const auto kept =
        set("/t", {.value = "x", .previousIndex = saved->node.modifiedIndex, .timeToLive = 600});
    QCOMPARE(kept->node.timeToLive, 600);
}

void TestV2Keys::indexZeroIsNoCondition()
{
    V2_VERIFY_OK(set("/a", {.value = "v"}));
    QCOMPARE(set("/a", {.value = "w", .previousIndex = 0}).error().fate, RequestFate::NotSent);
    QCOMPARE(*get("/a")->node.value, QByteArray("v"));
    V2_VERIFY_OK(raw(v2::Request::Verb::Put, "/keys/a", {}, "value=w&prevIndex=0"));
    QCOMPARE(*get("/a")->node.value, QByteArray("w"));
}

void TestV2Keys::directoryNeverReplacesAKey()
{
    V2_VERIFY_OK(set("/a", {.value = "precious"}));
    QCOMPARE(set("/a", {.isDirectory = true}).error().fate, RequestFate::NotSent);
    QCOMPARE(set("/a", {.previousExists = false, .isDirectory = true}).error().kind,
             ErrorKind::AlreadyExists);
    const auto updated = set("/a", {.previousExists = true, .timeToLive = 50, .isDirectory = true});
    QCOMPARE(updated.error().kind, ErrorKind::Conflict);
    QCOMPARE(*get("/a")->node.value, QByteArray("precious"));
    QVERIFY(!get("/a")->node.timeToLive);
    // The trap is one.
    V2_VERIFY_OK(raw(v2::Request::Verb::Put, "/keys/a", {}, "prevExist=true&dir=true&ttl=50"));
    QVERIFY(get("/a")->node.value.value_or("") != "precious");
    V2_VERIFY_OK(set("/b", {.value = "precious"}));
    V2_VERIFY_OK(raw(v2::Request::Verb::Put, "/keys/b", {}, "dir=true"));
    QVERIFY(get("/b")->node.isDirectory);
}

void TestV2Keys::binaryIsRefused()
{
    V2_VERIFY_OK(set("/a", {.value = "v"}));
    QCOMPARE(set("/a", {.value = "\xff\xfe"}).error().fate, RequestFate::NotSent);
    QCOMPARE(V2Fixture::wait(m_fixture->keys->createInOrder("/q", "\xff")).error().fate,
             RequestFate::NotSent);
    QCOMPARE(set("/\xff", {.value = "v"}).error().fate, RequestFate::NotSent);
    QCOMPARE(*get("/a")->node.value, QByteArray("v"));
    // The trap is one.
    V2_VERIFY_OK(raw(v2::Request::Verb::Put, "/keys/a", {}, "value=%FF"));
    QCOMPARE(*get("/a")->node.value, QByteArray("\xef\xbf\xbd"));
}

void TestV2Keys::longValueIsWhole()
{
    QByteArray value;
    while (value.size() < 3'000'000)
        value += "0123456789;\xc3\xa9\n";
    V2_VERIFY_OK(set("/long", {.value = value, .deadline = 60'000}));
    const auto read = get("/long", {.deadline = 60'000});
    V2_VERIFY_OK(read);
    QVERIFY(*read->node.value == value);
    const auto beyond = set("/long", {.value = QByteArray(10 * 1024 * 1024, ' ')});
    QCOMPARE(beyond.error().kind, ErrorKind::TooLarge);
    QCOMPARE(beyond.error().fate, RequestFate::NotSent);
    // The server says no to as much.
    const auto refused =
        raw(v2::Request::Verb::Put, "/keys/long", {}, "value=" + QByteArray(10 * 1024 * 1024, 'a'));
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().kind, ErrorKind::TooLarge);
}

void TestV2Keys::expiredKeyIsTold()
{
    V2_VERIFY_OK(set("/t", {.value = "v", .timeToLive = 1}));
    const Polling watch(m_fixture->keys->poll("/t", {}));
    const auto event = watch.event();
    V2_VERIFY_OK(event);
    QCOMPARE(event->action, Action::Expire);
    QCOMPARE(*event->previous->value, QByteArray("v"));
    QCOMPARE(get("/t").error().kind, ErrorKind::NotFound);
}

void TestV2Keys::pollEndsWithTheServer()
{
    const Polling watch(m_fixture->keys->poll("/t", {}));
    QVERIFY(watch.waitUntilOpen());
    m_server.kill();
    QTRY_VERIFY_WITH_TIMEOUT(watch.finished, 20'000);
    V2_VERIFY_OK(*watch.finished);
    QVERIFY((*watch.finished)->body.isEmpty());
    const Polling refused(m_fixture->keys->poll("/t", {}));
    QTRY_VERIFY_WITH_TIMEOUT(refused.finished, 20'000);
    QCOMPARE(refused.finished->error().kind, ErrorKind::Network);
    QVERIFY(m_server.restart());
}

ETCDSCOPE_ETCD_TEST_MAIN(TestV2Keys, QCoreApplication)
#include "tst_v2keys.moc"
