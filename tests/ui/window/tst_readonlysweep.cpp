// SPDX-License-Identifier: Apache-2.0
#include "app/keysaccess.h"
#include "app/locksaccess.h"
#include "core/rpc/gatewaychannel.h"
#include "core/rpc/grpcchannel.h"
#include "core/rpc/methods.h"
#include "core/v2/client.h"
#include "tests/support/etcdserver.h"
#include "tests/ui/connections/connectionsfixture.h"
#include "tests/ui/window/windowsupport.h"
#include "ui/connections/connectionspage.h"
#include "ui/keys/keysworkspace.h"
#include "ui/keys/openkey.h"
#include "ui/window/mainwindow.h"
#include "ui/window/sessionview.h"
#include "ui/window/startpage.h"

#include <QApplication>
#include <QDialog>
#include <QSettings>

#include <utility>

using namespace etcdscope;

namespace {

/// What every action of the window does to the cluster. One that stands nowhere fails the sweep.
const QSet<QByteArray> actionsThatWrite{"keys.save",   "keys.new",    "keys.newHere",  "keys.newDirectory",
                                        "keys.delete", "keys.rename", "keys.duplicate"};
const QSet<QByteArray> actionsThatDoNot{"file.open",
                                        "file.playground",
                                        "file.restoreSessions",
                                        "view.nextTab",
                                        "view.previousTab",
                                        "view.theme.system",
                                        "view.theme.light",
                                        "view.theme.dark",
                                        "help.palette",
                                        "help.shortcuts",
                                        "help.about",
                                        "view.keys",
                                        "view.locks",
                                        "view.log",
                                        "session.refresh",
                                        "session.learnEndpoints",
                                        "session.pinLog",
                                        "session.keep",
                                        "session.relock.0",
                                        "session.relock.1",
                                        "session.relock.5",
                                        "session.relock.10",
                                        "session.relock.30",
                                        "session.relock.60",
                                        "keys.revert",
                                        "keys.goto",
                                        "keys.filter",
                                        "keys.copyKey",
                                        "keys.copyValue",
                                        "keys.copyGet",
                                        "keys.copyPut",
                                        "keys.copyDelete",
                                        "keys.expandBelow",
                                        "keys.collapseBelow",
                                        "keys.readAgain",
                                        "keys.readOnDemand",
                                        "keys.showHidden",
                                        "keys.viewText",
                                        "keys.viewJson",
                                        "keys.viewHex",
                                        "keys.loadFile",
                                        "keys.saveFile",
                                        "keys.find",
                                        "keys.findNext",
                                        "keys.findPrevious",
                                        "log.copy",
                                        "log.copyCommand",
                                        "log.clear",
                                        "log.filter"};
/// Of the list of connections, beside the session. They change what is kept here, not a cluster.
const QSet<QByteArray> actionsOfTheStartPage{
    "connections.open",   "connections.edit",   "connections.test",   "connections.rename",
    "connections.clone",  "connections.delete", "connections.create", "connections.newFolder",
    "connections.import", "connections.export"};
/// There where the cluster has the v2 API.
const QSet<QByteArray> lockActionsThatWrite{"locks.acquire",  "locks.renew",    "locks.release",
                                            "locks.break",    "leader.acquire", "leader.renew",
                                            "leader.release", "leader.break"};
const QSet<QByteArray> lockActionsThatDoNot{"locks.refresh", "leader.refresh"};
/// These end what is being swept, or its being read-only; they have tests of their own.
const QSet<QByteArray> actionsThatEndIt{"file.closeTab", "file.quit", "session.readOnly"};

/// Takes whatever comes.
class AnySink final : public MessageSink
{
public:
    std::optional<QString> messageStarted(qint64) override { return std::nullopt; }
    std::optional<QString> messageData(QByteArrayView) override { return std::nullopt; }
    std::optional<QString> messageEnded() override
    {
        answered = true;
        return std::nullopt;
    }
    bool answered = false;
};

} // namespace

/// Everything that a person or a program can do in a read-only session, on a real etcd that has not changed
/// afterwards.
class TestReadOnlySweep : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void noActionWrites();
    void noMethodWrites_data();
    void noMethodWrites();
    void noMethodOfV2Writes();

private:
    /// Revision of v3, index of v2; 0 where there is no v2.
    using Positions = std::pair<qint64, qint64>;

    [[nodiscard]] QAction *action(const char *id) const
    {
        return m_view->findChild<QAction *>(QString::fromLatin1(id));
    }
    void addConnections(StartPage *page);
    [[nodiscard]] bool select(const QByteArray &key);
    [[nodiscard]] Positions positions() const;
    [[nodiscard]] Result<v2::Response> sendV2(v2::Client &client, const v2::Request &request) const;

    const bool m_hasV2 = EtcdServer::hasV2();
    EtcdServer m_server{m_hasV2 ? v2Options() : EtcdOptions()};
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<ConnectionsFixture> m_connections;
    std::unique_ptr<MainWindow> m_window;
    SessionView *m_view = nullptr;
};

void TestReadOnlySweep::initTestCase()
{
    QVERIFY(m_server.start());
    for (int i = 0; i < 3; ++i)
        m_server.etcdctl({"put", "/app/key" + QByteArray::number(i), "{\"a\": 1}"});
    m_settings =
        std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("a.ini")), QSettings::IniFormat);
    if (!m_hasV2)
        return;
    NetworkAccess network;
    NetworkAccess polls;
    v2::Client client(network, polls, *EndpointSet::parse({QString::fromLatin1(m_server.endpoint())}));
    for (const char *path : {"/keys/old/key", "/keys/_locks/nightly/1", "/keys/_leader/boss/1"}) {
        v2::Request request;
        request.verb = v2::Request::Verb::Put;
        request.path = path;
        request.body = "value=somebody";
        request.bodyKind = v2::Request::Body::Form;
        QVERIFY(sendV2(client, request));
    }
}

void TestReadOnlySweep::init()
{
    m_connections = std::make_unique<ConnectionsFixture>();
    m_connections->add(QStringLiteral("payments"), QString::fromLatin1(m_server.endpoint()));
    m_window =
        std::make_unique<MainWindow>(*m_settings, std::vector{keysWorkspaceSpec(), locksWorkspaceSpec()});
    connect(m_window.get(), &MainWindow::startPageMade, this, &TestReadOnlySweep::addConnections);
    m_window->show();
    m_window->activateWindow();
    SessionSettings settings = sessionOn(QString::fromLatin1(m_server.endpoint()))->settings();
    settings.environment.kind = Environment::Kind::Production;
    settings.readOnly = true;
    m_view = m_window->addSession(std::make_unique<Session>(std::move(settings)));
    QTRY_COMPARE_WITH_TIMEOUT(m_view->summary().level, SessionSummary::Level::Live, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(!m_view->session().isLookingForMore(), 30'000);
    QCOMPARE(m_view->session().keySpaces().size(), size_t(m_hasV2 ? 2 : 1));
}

void TestReadOnlySweep::cleanup()
{
    m_window.reset();
    m_connections.reset();
    m_settings->clear(); // the sweep also triggers what is remembered
}

void TestReadOnlySweep::addConnections(StartPage *page)
{
    auto *connections = new ConnectionsPage(m_connections->connections, m_window->actions(), page);
    page->setConnections(connections, [] { return false; });
}

bool TestReadOnlySweep::select(const QByteArray &key)
{
    auto *keys = m_view->findChild<KeysWorkspace *>();
    keys->goToKey(key);
    return QTest::qWaitFor(
        [keys, key] {
            return keys->current().key() == key && keys->current().state() == OpenKey::State::Present;
        },
        30'000);
}

Result<v2::Response> TestReadOnlySweep::sendV2(v2::Client &client, const v2::Request &request) const
{
    std::optional<Result<v2::Response>> answer;
    QObject context;
    auto call = client.send(request);
    call.then(&context, [&answer](const Result<v2::Response> &came) { answer = came; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 30'000))
        return Error::local(QStringLiteral("no answer"));
    return *answer;
}

/// Asked by connections of their own.
TestReadOnlySweep::Positions TestReadOnlySweep::positions() const
{
    const QByteArray json = m_server.etcdctl({"get", "/none", "--write-out=json"});
    const qsizetype at = json.indexOf("\"revision\":") + 11;
    qsizetype end = at;
    while (end < json.size() && json[end] >= '0' && json[end] <= '9')
        ++end;
    const qint64 revision = json.sliced(at, end - at).toLongLong();
    if (!m_hasV2)
        return {revision, 0};
    NetworkAccess network;
    NetworkAccess polls;
    v2::Client client(network, polls, *EndpointSet::parse({QString::fromLatin1(m_server.endpoint())}));
    v2::Request request;
    request.path = "/keys";
    auto answer = sendV2(client, request);
    if (!answer) { // a busy machine can be late
        qInfo().noquote() << "asked again after:" << answer.error().toString();
        answer = sendV2(client, request);
    }
    return {revision, answer ? answer->headers.etcdIndex : -1};
}

void TestReadOnlySweep::noActionWrites()
{
    m_window->showStartPage(); // its actions too
    m_window->bringToFront(m_view);
    action("session.pinLog")->setChecked(true);
    QVERIFY(select("/app/key1"));
    if (m_hasV2)
        QTRY_VERIFY(m_view->workspace("locks"));
    const Positions before = positions();
    QVERIFY(before.first > 0 && (!m_hasV2 || before.second > 0));
    const QSet<QByteArray> writing = m_hasV2 ? actionsThatWrite + lockActionsThatWrite : actionsThatWrite;
    const QSet<QByteArray> harmless =
        actionsThatDoNot + actionsOfTheStartPage + (m_hasV2 ? lockActionsThatDoNot : QSet<QByteArray>());
    QSet<QByteArray> seen;
    const auto actions = m_window->actions().actions();
    for (const QPointer<QAction> action : actions) {
        if (!action)
            continue;
        const QByteArray id = ActionRegistry::idOf(action);
        seen.insert(id);
        const int lists =
            int(writing.contains(id)) + int(harmless.contains(id)) + int(actionsThatEndIt.contains(id));
        QVERIFY2(lists == 1,
                 qPrintable(
                     QStringLiteral("%1 stands in %2 lists of this test").arg(QLatin1String(id)).arg(lists)));
        const bool writes = ActionRegistry::effectOf(action) == ActionRegistry::Effect::Writes;
        QVERIFY2(writes == writing.contains(id), id.constData());
        if (writes) {
            QVERIFY2(!action->isEnabled(), id.constData());
            QVERIFY2(ActionRegistry::reasonOf(action).contains(QStringLiteral("read-only")), id.constData());
            QVERIFY2(action->toolTip().contains(QStringLiteral("read-only")), id.constData());
            QVERIFY2(action->statusTip().contains(QStringLiteral("read-only")), id.constData());
        } else if (!action->isEnabled() && !actionsOfTheStartPage.contains(id)) {
            QVERIFY2(!ActionRegistry::reasonOf(action).isEmpty(), id.constData());
        }
        if (actionsThatEndIt.contains(id))
            continue;
        action->trigger();
        const auto dialogs = m_window->findChildren<QDialog *>();
        for (QDialog *dialog : dialogs)
            dialog->reject();
        m_window->bringToFront(m_view);
    }
    for (const QByteArray &id : writing + harmless + actionsThatEndIt)
        QVERIFY2(seen.contains(id), (id + " is not an action any more").constData());
    QVERIFY(m_view->session().isReadOnly());
    for (KeySpace *space : m_view->session().keySpaces())
        QTRY_COMPARE(space->writer().writesUnderWay(), 0);
    QCOMPARE(positions(), before);
    if (!m_hasV2)
        QSKIP("locks and elections were not swept: no etcd with --enable-v2 on PATH");
}

void TestReadOnlySweep::noMethodWrites_data()
{
    QTest::addColumn<bool>("throughGateway");
    QTest::newRow("gRPC") << false;
    QTest::newRow("JSON gateway") << true;
}

void TestReadOnlySweep::noMethodWrites()
{
    QFETCH(const bool, throughGateway);
    const Positions before = positions();
    Session &session = m_view->session();
    std::unique_ptr<Channel> channel;
    if (throughGateway)
        channel = std::make_unique<GatewayChannel>(session.network(), session.endpoint(), "/v3");
    else
        channel = std::make_unique<GrpcChannel>(session.network(), session.endpoint());
    QSet<QByteArray> inTable;
    for (const SessionPolicy::Rule &rule : SessionPolicy::table())
        inTable.insert(rule.method);
    int refused = 0;
    for (const Method *method : methods::all) {
        QVERIFY2(inTable.contains(method->name), method->name);
        if (throughGateway && !method->gatewayPath)
            continue;
        for (const bool saysReads : {false, true}) {
            QSet<QByteArray> sent;
            const auto note = connect(&session.network(), &NetworkAccess::operationStarted, this,
                                      [&sent](const Operation &operation) { sent.insert(operation.method); });
            CallOptions options;
            options.deadline = 20'000;
            options.readOnly = saysReads;
            AnySink sink;
            std::optional<std::optional<Error>> end;
            // Every request of etcd may be empty.
            const auto stream = channel->open(*method, etcdserverpb::StatusRequest(), sink, options);
            connect(stream.get(), &ServerStream::finished, this,
                    [&end](const std::optional<Error> &error) { end = error; });
            const bool passes = SessionPolicy::isRead(
                {.method = method->name, .mutates = method->mutates && !saysReads, .key = {}, .deadline = 0});
            if (passes) {
                QTRY_VERIFY2_WITH_TIMEOUT(sent.contains(method->name), method->name, 30'000);
                // A stream may stay open without a word.
                if (method->kind == Method::Kind::Unary)
                    QTRY_VERIFY2_WITH_TIMEOUT(end || sink.answered, method->name, 30'000);
                QVERIFY2(!end || !*end || (*end)->kind != ErrorKind::ReadOnly, method->name);
            } else {
                QTRY_VERIFY2_WITH_TIMEOUT(end, method->name, 30'000);
                QVERIFY2(*end && (*end)->kind == ErrorKind::ReadOnly, method->name);
                QVERIFY2(!(*end)->detail.isEmpty(), method->name);
                QVERIFY2((*end)->fate == RequestFate::NotSent, method->name);
                QVERIFY2(!sent.contains(method->name), method->name);
                ++refused;
            }
            disconnect(note);
        }
    }
    QVERIFY(refused > 20);
    QCOMPARE(positions(), before);
}

void TestReadOnlySweep::noMethodOfV2Writes()
{
    if (!m_hasV2)
        QSKIP("no etcd with --enable-v2 on PATH");
    const Positions before = positions();
    Session &session = m_view->session();
    v2::Client client(session.network(), session.pollNetwork(), session.settings().endpoints);
    using Verb = v2::Request::Verb;
    const QHash<QByteArray, Verb> verbs{
        {"GET", Verb::Get}, {"PUT", Verb::Put}, {"POST", Verb::Post}, {"DELETE", Verb::Delete}};
    int refused = 0;
    for (const SessionPolicy::Rule &rule : SessionPolicy::table()) {
        const QByteArrayList words = QByteArray(rule.method).split(' '); // "v2 PUT /v2/keys"
        if (words.size() != 3)
            continue;
        v2::Request request;
        request.verb = verbs.value(words[1]);
        request.isBelowVersion = words[2].startsWith("/v2/");
        request.path = request.isBelowVersion ? words[2].sliced(3) : words[2];
        if (request.path == "/keys" && request.verb != Verb::Get)
            request.path += "/old/key";
        request.path.replace('*', "one");
        if (request.verb == Verb::Put || request.verb == Verb::Post) {
            request.body = "value=changed";
            request.bodyKind = v2::Request::Body::Form;
        }
        const auto answer = sendV2(client, request);
        const bool wasRefused = !answer && answer.error().kind == ErrorKind::ReadOnly;
        const bool writes =
            rule.effect == SessionPolicy::Effect::Writes || rule.effect == SessionPolicy::Effect::GoesOn;
        QVERIFY2(wasRefused == writes, rule.method); // nothing here has a permit to go on
        if (wasRefused) {
            QVERIFY2(!answer.error().detail.isEmpty(), rule.method);
            QVERIFY2(answer.error().fate == RequestFate::NotSent, rule.method);
            ++refused;
        }
    }
    QVERIFY(refused > 5);
    QCOMPARE(positions(), before);
}

ETCDSCOPE_ETCD_TEST_MAIN(TestReadOnlySweep, QApplication)
#include "tst_readonlysweep.moc"
