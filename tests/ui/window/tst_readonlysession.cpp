// SPDX-License-Identifier: Apache-2.0
#include "app/keysaccess.h"
#include "app/locksaccess.h"
#include "tests/support/etcdserver.h"
#include "tests/ui/window/windowsupport.h"
#include "ui/keys/keysworkspace.h"
#include "ui/keys/keytreeview.h"
#include "ui/keys/openkey.h"
#include "ui/widgets/messagebar.h"
#include "ui/window/mainwindow.h"
#include "ui/window/readonlyswitch.h"
#include "ui/window/sessionview.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTabWidget>
#include <QToolButton>

using namespace etcdscope;
using namespace std::chrono_literals;

/// A read-only session of a production cluster on a real etcd.
class TestReadOnlySession : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void noWriterWrites();
    void aRefusedSaveOffersTheWayOut();
    void unlockingProductionAsks();
    void otherSessionsAreUnlockedAtOnce();
    void productionLocksItselfAgain();
    void aWriteUnderWayHoldsTheLockOff();
    void productionIsNamedEverywhere();
    void deletingOnProductionWantsItsName();
    void formsSayThatTheyCannotWrite();
    void nothingIsOfferedThatWouldBeRefused();

private:
    SessionView *open(Environment::Kind kind, bool readOnly, const QByteArrayList &prefixes = {});
    [[nodiscard]] qint64 revision() const;
    template<class T> [[nodiscard]] T *part(const char *name) const
    {
        return m_window->currentSession()->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QAction *action(const char *id) const { return part<QAction>(id); }
    [[nodiscard]] QMessageBox *question() const { return part<QMessageBox>("unlockQuestion"); }
    [[nodiscard]] bool select(const QByteArray &key);

    EtcdServer m_server;
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void TestReadOnlySession::initTestCase()
{
    QVERIFY(m_server.start());
    for (int i = 0; i < 3; ++i)
        m_server.etcdctl({"put", "/app/key" + QByteArray::number(i), "{\"a\": 1}"});
    m_settings =
        std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("a.ini")), QSettings::IniFormat);
}

void TestReadOnlySession::cleanup()
{
    m_window.reset();
    m_settings->clear(); // the sweep also triggers what is remembered
}

SessionView *TestReadOnlySession::open(Environment::Kind kind, bool readOnly, const QByteArrayList &prefixes)
{
    m_window =
        std::make_unique<MainWindow>(*m_settings, std::vector{keysWorkspaceSpec(), locksWorkspaceSpec()});
    m_window->show();
    m_window->activateWindow();
    SessionSettings settings;
    settings.name = QStringLiteral("payments");
    settings.endpoints = *EndpointSet::parse({QString::fromLatin1(m_server.endpoint())});
    settings.transport = Transport::Grpc;
    settings.environment.kind = kind;
    settings.readOnly = readOnly;
    settings.prefixes = prefixes;
    SessionView *view = m_window->addSession(std::make_unique<Session>(std::move(settings)));
    const bool live =
        QTest::qWaitFor([view] { return view->summary().level == SessionSummary::Level::Live; }, 30'000);
    return live ? view : nullptr;
}

qint64 TestReadOnlySession::revision() const
{
    const QByteArray json = m_server.etcdctl({"get", "/none", "--write-out=json"});
    const qsizetype at = json.indexOf("\"revision\":") + 11;
    qsizetype end = at;
    while (end < json.size() && json[end] >= '0' && json[end] <= '9')
        ++end;
    return json.sliced(at, end - at).toLongLong();
}

bool TestReadOnlySession::select(const QByteArray &key)
{
    auto *keys = m_window->currentSession()->findChild<KeysWorkspace *>();
    keys->goToKey(key);
    return QTest::qWaitFor(
        [keys, key] {
            return keys->current().key() == key && keys->current().state() == OpenKey::State::Present;
        },
        30'000);
}

void TestReadOnlySession::noWriterWrites()
{
    SessionView *view = open(Environment::Kind::Unspecified, true);
    QVERIFY(view);
    const qint64 before = revision();
    KeyWriter &writer = view->session().keySpace()->writer();
    QList<WriteOutcome> outcomes;
    connect(&writer, &KeyWriter::finished, this,
            [&outcomes](const WriteOutcome &outcome) { outcomes.append(outcome); });
    const Entry entry{.key = "/app/key0", .value = "x", .createRevision = 2, .modRevision = 2, .version = 1};
    writer.save(entry, "y").cancel();
    writer.create("/new", "y").cancel();
    writer.remove(entry).cancel();
    QTRY_COMPARE(outcomes.size(), 3);
    for (const WriteOutcome &outcome : std::as_const(outcomes)) {
        QCOMPARE(int(outcome.kind), int(WriteOutcome::Kind::Failed));
        QCOMPARE(int(outcome.error->kind), int(ErrorKind::ReadOnly));
    }
    QCOMPARE(revision(), before);
}

void TestReadOnlySession::aRefusedSaveOffersTheWayOut()
{
    SessionView *view = open(Environment::Kind::Unspecified, false);
    QVERIFY(view);
    QVERIFY(select("/app/key2"));
    const qint64 before = revision();
    auto *keys = view->findChild<KeysWorkspace *>();
    auto &open = const_cast<OpenKey &>(keys->current());
    open.edit("changed");
    QTRY_VERIFY(action("keys.save")->isEnabled());
    view->session().setReadOnly(true);
    QVERIFY(!action("keys.save")->isEnabled());
    QVERIFY(!part<QPushButton>("saveButton")->isEnabled());
    QVERIFY(part<QPushButton>("saveButton")->toolTip().contains(QStringLiteral("read-only")));
    open.save(); // past the button: the guard is the policy
    auto *message = part<MessageBar>("keyMessage");
    QTRY_VERIFY(message->isVisible());
    QVERIFY2(message->text().contains(QStringLiteral("This session is read-only")),
             qPrintable(message->text()));
    QCOMPARE(revision(), before);
    part<QPushButton>("unlockButton")->click();
    QVERIFY(!view->session().isReadOnly()); // no production: at once
    QVERIFY(action("keys.save")->isEnabled());
    open.save();
    QTRY_COMPARE(revision(), before + 1);
}

void TestReadOnlySession::unlockingProductionAsks()
{
    SessionView *view = open(Environment::Kind::Production, true);
    QVERIFY(view);
    auto *lock = part<QToolButton>("session.lock");
    QCOMPARE(lock->text(), QStringLiteral("Read-only"));
    QCOMPARE(part<QLabel>("status.access")->text(), QStringLiteral("read-only"));
    QTest::mouseClick(lock, Qt::LeftButton, {}, QPoint(8, lock->height() / 2));
    QTRY_VERIFY(question());
    QVERIFY(view->session().isReadOnly());
    QVERIFY(lock->isChecked());
    QVERIFY(question()->text().contains(QStringLiteral("payments")));
    QVERIFY(question()->text().contains(QStringLiteral("PROD")));
    QCOMPARE(question()->defaultButton()->objectName(), QStringLiteral("unlockCancel"));
    QTest::keyClick(question(), Qt::Key_Return);
    QTRY_VERIFY(!question());
    QVERIFY(view->session().isReadOnly());

    action("session.readOnly")->trigger();
    QTRY_VERIFY(question());
    QVERIFY(action("session.readOnly")->isChecked());
    question()->findChild<QPushButton *>(QStringLiteral("unlockConfirm"))->click();
    QVERIFY(!view->session().isReadOnly());
    QCOMPARE(lock->text(), QStringLiteral("Writing allowed"));
    QTRY_VERIFY(part<QLabel>("status.access")->text().isEmpty());
    QVERIFY(action("keys.new")->isEnabled());
    QTRY_VERIFY(!question());
    // Back is one click, without a question.
    QTest::mouseClick(lock, Qt::LeftButton, {}, QPoint(8, lock->height() / 2));
    QVERIFY(view->session().isReadOnly());
    QVERIFY(!action("keys.new")->isEnabled());
}

void TestReadOnlySession::otherSessionsAreUnlockedAtOnce()
{
    SessionView *view = open(Environment::Kind::Test, true);
    QVERIFY(view);
    action("session.readOnly")->trigger();
    QVERIFY(!view->session().isReadOnly());
    QVERIFY(!question());
    QVERIFY(action("keys.new")->isEnabled());
}

void TestReadOnlySession::productionLocksItselfAgain()
{
    SessionView *view = open(Environment::Kind::Production, false);
    QVERIFY(view);
    QCOMPARE(view->readOnly().relock().idleTime(), std::chrono::milliseconds(10min));
    action("session.relock.5")->trigger();
    QCOMPARE(view->readOnly().relock().idleTime(), std::chrono::milliseconds(5min));
    auto *messages = part<MessageBar>("session.messages");
    // Whoever does something is not locked out.
    QString announced;
    connect(&view->readOnly().relock(), &Relock::announced, view, [&] {
        if (messages->isVisible() && part<QPushButton>("session.stayUnlocked"))
            announced = messages->text();
        QTest::keyClick(view, Qt::Key_Shift);
    });
    view->readOnly().relock().setIdleTime(2s);
    QTRY_VERIFY_WITH_TIMEOUT(!announced.isEmpty(), 20'000);
    QVERIFY2(announced.contains(QStringLiteral("becomes read-only")), qPrintable(announced));
    QVERIFY(!messages->isVisible());
    QVERIFY(!view->session().isReadOnly());
    view->readOnly().relock().disconnect(view);
    view->readOnly().relock().setIdleTime(200ms);
    QTRY_VERIFY(view->session().isReadOnly());
    QVERIFY(messages->isVisible());
    QVERIFY(part<QPushButton>("session.unlock"));
    QVERIFY(!action("keys.new")->isEnabled());
}

void TestReadOnlySession::aWriteUnderWayHoldsTheLockOff()
{
    SessionView *view = open(Environment::Kind::Production, false);
    QVERIFY(view);
    KeyWriter &writer = view->session().keySpace()->writer();
    std::optional<WriteOutcome> outcome;
    connect(&writer, &KeyWriter::finished, view, [&outcome](const WriteOutcome &one) { outcome = one; });
    m_server.freeze();
    writer.create("/app/slow", "x").cancel();
    view->readOnly().relock().setIdleTime(200ms);
    const bool locked = QTest::qWaitFor([view] { return view->session().isReadOnly(); }, 700);
    m_server.thaw();
    QVERIFY(!locked);
    QTRY_VERIFY_WITH_TIMEOUT(view->session().isReadOnly(), 30'000);
    QVERIFY(outcome);
    QCOMPARE(int(outcome->kind), int(WriteOutcome::Kind::Done));
    m_server.etcdctl({"del", "/app/slow"});
}

void TestReadOnlySession::productionIsNamedEverywhere()
{
    SessionView *view = open(Environment::Kind::Production, false);
    QVERIFY(view);
    QVERIFY(m_window->windowTitle().startsWith(QStringLiteral("PROD payments")));
    const auto *tabs = m_window->findChild<QTabWidget *>(QStringLiteral("window.tabs"));
    QCOMPARE(tabs->tabText(tabs->currentIndex()), QStringLiteral("PROD payments"));
    QCOMPARE(part<QLabel>("status.environment")->text(), QStringLiteral("PROD"));
    const auto *tree = keyTree(*view);
    QVERIFY(tree->model()->headerData(0, Qt::Horizontal).toString().contains(QStringLiteral("PROD")));
    QVERIFY(
        part<QWidget>("session.bar")->findChild<QWidget *>(QStringLiteral("environmentBadge"))->isVisible());
    for (const char *sheet : {"saveSheet", "conflictSheet", "newKeyPage"}) {
        const auto *badge = part<QWidget>(sheet)->findChild<QWidget *>(QStringLiteral("environmentBadge"));
        QVERIFY2(badge && badge->isVisibleTo(part<QWidget>(sheet)), sheet);
    }
    QVERIFY(part<QPushButton>("saveConfirm")->text().contains(QStringLiteral("PROD")));
    QVERIFY(part<QPushButton>("newKeyCreate")->text().contains(QStringLiteral("PROD")));
    QCOMPARE(namelessWidgets(*m_window), QString());
}

void TestReadOnlySession::deletingOnProductionWantsItsName()
{
    SessionView *view = open(Environment::Kind::Production, false);
    QVERIFY(view);
    m_server.etcdctl({"put", "/app/gone", "x"});
    QTRY_VERIFY(view->session().keySpace()->index().find("/app/gone"));
    QVERIFY(select("/app/gone"));
    QTRY_COMPARE(keyTree(*view)->currentTarget().bytes, QByteArray("/app/gone"));
    action("keys.delete")->trigger();
    auto *typed = part<QLineEdit>("bulkDeleteTyped");
    QTRY_VERIFY(typed && typed->isVisible());
    auto *confirm = part<QPushButton>("bulkDeleteConfirm");
    QVERIFY(!confirm->isEnabled());
    QTest::keyClicks(typed, QStringLiteral("1"));
    QVERIFY(!confirm->isEnabled());
    typed->clear();
    QTest::keyClicks(typed, QStringLiteral("payments"));
    QVERIFY(confirm->isEnabled());
    view->session().setReadOnly(true);
    QVERIFY(!confirm->isEnabled());
    QVERIFY(confirm->toolTip().contains(QStringLiteral("read-only")));
    view->session().setReadOnly(false);
    confirm->click();
    QTRY_VERIFY(!view->session().keySpace()->index().find("/app/gone"));
}

void TestReadOnlySession::formsSayThatTheyCannotWrite()
{
    SessionView *view = open(Environment::Kind::Unspecified, false);
    QVERIFY(view);
    action("keys.new")->trigger();
    auto *form = part<QWidget>("newKeyPage");
    QTRY_VERIFY(form->isVisible());
    auto *locked = form->findChild<MessageBar *>(QStringLiteral("targetLocked"));
    QVERIFY(!locked->isVisible());
    part<QLineEdit>("newKeyName")->setText(QStringLiteral("/fresh"));
    QVERIFY(part<QPushButton>("newKeyCreate")->isEnabled());
    view->session().setReadOnly(true);
    QVERIFY(locked->isVisible());
    QVERIFY(!part<QPushButton>("newKeyCreate")->isEnabled());
    form->findChild<QPushButton *>(QStringLiteral("targetUnlock"))->click();
    QVERIFY(!view->session().isReadOnly());
    QVERIFY(part<QPushButton>("newKeyCreate")->isEnabled());
}

void TestReadOnlySession::nothingIsOfferedThatWouldBeRefused()
{
    SessionView *view = open(Environment::Kind::Unspecified, true, {"/nothing/"});
    QVERIFY(view);
    const auto offer = [this](const char *place) {
        return part<QWidget>(place)->findChild<QPushButton *>(QStringLiteral("emptyButton"));
    };
    selectKey(*view, "/nothing/here");
    QTRY_COMPARE(part<QWidget>("keyNotice")->findChild<QLabel *>(QStringLiteral("emptyTitle"))->text(),
                 QStringLiteral("There is no such key"));
    for (const char *place : {"browserEmpty", "keyNotice"}) {
        QTRY_VERIFY2(part<QWidget>(place)->isVisible(), place);
        QVERIFY2(!offer(place)->isVisible(), place);
        view->session().setReadOnly(false);
        QVERIFY2(offer(place)->isVisible(), place);
        view->session().setReadOnly(true);
        QVERIFY2(!offer(place)->isVisible(), place);
    }
    view->session().setReadOnly(false);
    offer("keyNotice")->click();
    QVERIFY(part<QWidget>("newKeyPage")->isVisible());
}

ETCDSCOPE_ETCD_TEST_MAIN(TestReadOnlySession, QApplication)
#include "tst_readonlysession.moc"
