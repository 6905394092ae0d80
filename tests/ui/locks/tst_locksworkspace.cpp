// SPDX-License-Identifier: Apache-2.0
#include "core/session/session.h"
#include "tests/ui/locks/fakelocks.h"
#include "tests/ui/window/windowsupport.h"
#include "ui/locks/locksworkspace.h"
#include "ui/widgets/emptyview.h"
#include "ui/widgets/messagebar.h"
#include "ui/workspace/actionregistry.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTest>
#include <QTreeView>

using namespace etcdscope;
using State = LockClaim::State;

/// The workspace over locks in memory, driven as a person would.
class TestLocksWorkspace : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void nothingThereSaysSo();
    void whatCannotBeReadSaysWhy();
    void theListFollowsTheStore();
    void theQueueIsShownInOrder();
    void timeLeftTicks();
    void acquiringAsksForWhatWasTyped();
    void namesThatCannotBeAreRefused();
    void ownClaimsAreMarked();
    void renewAndReleaseActOnTheOwnClaim();
    void aLostLockSaysSo();
    void anUnknownOutcomeIsCalledUnknown();
    void givingUpSaysSo();
    void breakingNamesHolderAndCluster();
    void breakingSomethingRenewedBreaksNothing();
    void breakingOnProductionWantsItsName();
    void aReadOnlySessionChangesNothing();
    void electionsAreInTheirOwnTab();
    void theKeyboardReachesEverything();
    void modelsHoldTheirContract();

private:
    void open(Environment::Kind kind = Environment::Kind::Unspecified, bool readOnly = false);
    /// Of the tab with the locks.
    template<class T> [[nodiscard]] T *part(const char *name) const
    {
        return m_window->findChild<QWidget *>(QStringLiteral("lockPanel"))
            ->findChild<T *>(QString::fromLatin1(name));
    }
    template<class T> [[nodiscard]] T *leaderPart(const char *name) const
    {
        return m_window->findChild<QWidget *>(QStringLiteral("electionPanel"))
            ->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QAction *action(const char *id) const
    {
        return m_window->findChild<QAction *>(QString::fromLatin1(id));
    }
    [[nodiscard]] QTabWidget *tabs() const
    {
        return m_window->findChild<QTabWidget *>(QStringLiteral("locksTabs"));
    }
    /// Rows with '|' between the columns.
    [[nodiscard]] static QStringList rows(const QTreeView *view);
    [[nodiscard]] bool choose(const char *name);
    [[nodiscard]] bool isShown(const char *name) const
    {
        const auto *widget = part<QWidget>(name);
        return widget && widget->isVisible();
    }
    /// Acquires a lock and makes it ours at the end of its queue.
    FakeClaim *hold(const char *name, State state = State::Held);

    std::unique_ptr<FakeLocks> m_locks;
    FakeLocks *m_elections = nullptr;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<LocksWorkspace> m_window;
};

void TestLocksWorkspace::init()
{
    m_locks = std::make_unique<FakeLocks>();
    m_elections = &m_locks->addElections();
    m_actions = std::make_unique<ActionRegistry>();
}

void TestLocksWorkspace::cleanup()
{
    m_window.reset();
    m_session.reset();
}

void TestLocksWorkspace::open(Environment::Kind kind, bool readOnly)
{
    SessionSettings settings;
    settings.name = QStringLiteral("payments");
    settings.endpoints = *EndpointSet::parse({QStringLiteral("127.0.0.1:1")});
    settings.environment.kind = kind;
    settings.readOnly = readOnly;
    m_session = std::make_unique<Session>(std::move(settings));
    m_window = std::make_unique<LocksWorkspace>(*m_session, *m_locks, *m_actions);
    m_window->resize(1'100, 600);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_VERIFY(m_locks->watcher && m_locks->readings > 0);
}

QStringList TestLocksWorkspace::rows(const QTreeView *view)
{
    QStringList lines;
    const QAbstractItemModel *model = view->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model->columnCount(); ++column)
            cells += model->index(row, column).data().toString();
        lines += cells.join(u'|');
    }
    return lines;
}

bool TestLocksWorkspace::choose(const char *name)
{
    auto *list = part<QTreeView>("lockList");
    const QModelIndexList found =
        list->model()->match(list->model()->index(0, 0), Qt::DisplayRole, QString::fromLatin1(name));
    if (found.isEmpty())
        return false;
    list->setCurrentIndex(found.first());
    return part<QLabel>("lockTitle")->text() == QLatin1String(name) && isShown("lockPage");
}

FakeClaim *TestLocksWorkspace::hold(const char *name, State state)
{
    action("locks.acquire")->trigger();
    part<QLineEdit>("acquireName")->setText(QString::fromLatin1(name));
    part<QPushButton>("acquireConfirm")->click();
    QByteArrayList tokens;
    for (const LockQueue &queue : m_locks->queues) {
        if (queue.name == name) {
            for (const Contender &contender : queue.contenders)
                tokens.append(contender.token);
        }
    }
    const int ahead = int(tokens.size());
    tokens.append("zz-ours");
    m_locks->set(name, tokens);
    m_locks->claim->become(state, m_locks->keyOf(name, "zz-ours"), state == State::Held ? 0 : ahead);
    return m_locks->claim;
}

void TestLocksWorkspace::nothingThereSaysSo()
{
    open();
    auto *nothing = part<EmptyView>("lockNothing");
    QTRY_VERIFY(nothing->isVisible());
    QCOMPARE(nothing->title(), QStringLiteral("No locks"));
    QVERIFY(nothing->explanation().contains(QStringLiteral("python-etcd")));
    QVERIFY(isShown("lockUnchosen"));
    emit nothing->activated();
    QVERIFY(isShown("acquireSheet"));
    QVERIFY(part<QLineEdit>("acquireName")->hasFocus());
}

void TestLocksWorkspace::whatCannotBeReadSaysWhy()
{
    m_locks->failure = Error{.kind = ErrorKind::PermissionDenied};
    open();
    auto *nothing = part<EmptyView>("lockNothing");
    QTRY_COMPARE(nothing->title(), QStringLiteral("They cannot be read"));
    QVERIFY(nothing->explanation().contains(QStringLiteral("no right")));
    m_locks->failure.reset();
    m_locks->set("a", {"1"});
    action("locks.refresh")->trigger();
    QTRY_VERIFY(choose("a"));
}

void TestLocksWorkspace::theListFollowsTheStore()
{
    m_locks->set("b", {"1", "2", "3"});
    m_locks->set("a", {"9"}, 0);
    open();
    const auto *list = part<QTreeView>("lockList");
    QTRY_COMPARE(rows(list),
                 QStringList({QStringLiteral("a|9||until released"), QStringLiteral("b|1|2|1 min")}));
    QVERIFY(choose("b"));
    m_locks->set("aa", {"5"});
    m_locks->set("a", {});
    m_locks->set("b", {"2", "3"}, 0);
    QTRY_COMPARE(rows(list),
                 QStringList({QStringLiteral("aa|5||1 min"), QStringLiteral("b|2|1|until released")}));
    QCOMPARE(list->currentIndex().row(), 1); // the choice stays
    QCOMPARE(part<QLabel>("lockTitle")->text(), QStringLiteral("b"));
    m_locks->set("b", {});
    QTRY_COMPARE(rows(list).size(), 1);
}

void TestLocksWorkspace::theQueueIsShownInOrder()
{
    m_locks->set("job", {"3", "1", "2", "4"});
    open();
    QTRY_VERIFY(choose("job"));
    QCOMPARE(part<QLabel>("lockState")->text(), QStringLiteral("Held by 1. 3 wait(s)."));
    QCOMPARE(rows(part<QTreeView>("lockQueue")),
             QStringList({QStringLiteral("Holder|1|1 min|41|/_locks/job/0001"),
                          QStringLiteral("1|2|1 min|42|/_locks/job/0002"),
                          QStringLiteral("2|3|1 min|40|/_locks/job/0003"),
                          QStringLiteral("3|4|1 min|43|/_locks/job/0004")}));
    QCOMPARE(part<QTreeView>("lockQueue")->currentIndex().row(), 0);
    QVERIFY(!isShown("lockClaims"));
}

void TestLocksWorkspace::timeLeftTicks()
{
    m_locks->set("job", {"1"}, 30);
    open();
    QTRY_VERIFY(choose("job"));
    const auto *queue = part<QTreeView>("lockQueue");
    const auto left = [queue] { return queue->model()->index(0, 2).data().toString(); };
    QSignalSpy painted(queue->model(), &QAbstractItemModel::dataChanged);
    const int readings = m_locks->readings;
    QTRY_VERIFY_WITH_TIMEOUT(left() != QStringLiteral("30 s"), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(!painted.isEmpty(), 20'000);
    QCOMPARE(m_locks->readings, readings); // without asking the store
}

void TestLocksWorkspace::acquiringAsksForWhatWasTyped()
{
    open();
    action("locks.acquire")->trigger();
    auto *confirm = part<QPushButton>("acquireConfirm");
    QVERIFY(!confirm->isEnabled());
    QTest::keyClicks(part<QLineEdit>("acquireName"), QStringLiteral("jobs/nightly"));
    QVERIFY(confirm->isEnabled());
    part<QSpinBox>("acquireSeconds")->setValue(90);
    part<QCheckBox>("acquireRenewing")->setChecked(false);
    part<QComboBox>("acquirePatience")->setCurrentIndex(1);
    part<QSpinBox>("acquirePatienceSeconds")->setValue(5);
    QTest::keyClick(part<QLineEdit>("acquireName"), Qt::Key_Return);
    QVERIFY(m_locks->claim);
    QCOMPARE(m_locks->claim->name(), QByteArray("jobs/nightly"));
    QCOMPARE(m_locks->claim->options.timeToLive, std::optional<qint64>(90));
    QCOMPARE(m_locks->claim->options.patience, 5'000);
    QVERIFY(!m_locks->claim->options.renewing);
    QVERIFY(m_locks->claim->options.token.isEmpty());
    QVERIFY(!isShown("acquireSheet"));
    // It is on the list before it has a place in the queue.
    QTRY_VERIFY(choose("jobs/nightly"));
    QVERIFY(part<QLabel>("lockClaims")->text().contains(QStringLiteral("asks for it")));

    action("locks.acquire")->trigger();
    part<QComboBox>("acquireEnds")->setCurrentIndex(1);
    QVERIFY(isShown("acquireForever"));
    QVERIFY(!isShown("acquireSeconds"));
    part<QComboBox>("acquirePatience")->setCurrentIndex(2);
    part<QPushButton>("acquireConfirm")->click();
    QVERIFY(!m_locks->claim->options.timeToLive);
    QCOMPARE(m_locks->claim->options.patience, 1);
}

void TestLocksWorkspace::namesThatCannotBeAreRefused()
{
    open();
    action("locks.acquire")->trigger();
    part<QLineEdit>("acquireName")->setText(QStringLiteral("a/../b"));
    QVERIFY(!part<QPushButton>("acquireConfirm")->isEnabled());
    QVERIFY(isShown("acquireProblem"));
    QTest::keyClick(part<QLineEdit>("acquireName"), Qt::Key_Return);
    QVERIFY(!m_locks->claim);
    QTest::keyClick(part<QLineEdit>("acquireName"), Qt::Key_Escape);
    QVERIFY(!isShown("acquireSheet"));
}

void TestLocksWorkspace::ownClaimsAreMarked()
{
    m_locks->set("job", {"1", "2"});
    open();
    FakeClaim *claim = hold("job", State::Waiting);
    QTRY_VERIFY(choose("job"));
    const auto *queue = part<QTreeView>("lockQueue");
    QTRY_COMPARE(queue->model()->rowCount(), 3);
    QTRY_COMPARE(queue->model()->index(2, 1).data().toString(), QStringLiteral("zz-ours (this program)"));
    QVERIFY(queue->model()->index(2, 1).data(Qt::FontRole).value<QFont>().bold());
    QVERIFY(!queue->model()->index(0, 1).data(Qt::FontRole).value<QFont>().bold());
    QVERIFY(part<QLabel>("lockClaims")->text().contains(QStringLiteral("waits")));
    m_locks->set("job", {"zz-ours"});
    claim->become(State::Held);
    QTRY_COMPARE(rows(part<QTreeView>("lockList")), QStringList(QStringLiteral("job|this program||1 min")));
    QCOMPARE(part<QLabel>("lockClaims")->text(), QStringLiteral("This program holds it."));
    claim->become(State::Held, {}, 0, Error{.kind = ErrorKind::Network});
    const QString text = part<QLabel>("lockClaims")->text();
    QVERIFY2(text.contains(QStringLiteral("cannot be reached")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("ends with its time to live")), qPrintable(text));
}

void TestLocksWorkspace::renewAndReleaseActOnTheOwnClaim()
{
    m_locks->set("other", {"1"});
    open();
    QTRY_VERIFY(choose("other"));
    QVERIFY(!action("locks.renew")->isEnabled());
    QVERIFY(!ActionRegistry::reasonOf(action("locks.release")).isEmpty());
    QVERIFY(action("locks.break")->isEnabled());
    FakeClaim *claim = hold("job");
    QTRY_VERIFY(choose("job"));
    QTRY_VERIFY(action("locks.renew")->isEnabled());
    action("locks.renew")->trigger();
    QCOMPARE(claim->renewals, 1);
    action("locks.release")->trigger();
    QVERIFY(claim->isReleasing());
    QVERIFY(!action("locks.release")->isEnabled());
    QVERIFY(part<QLabel>("lockClaims")->text().contains(QStringLiteral("gives it back")));
    QSignalSpy notes(m_window.get(), &Workspace::messageRequested);
    m_locks->set("job", {});
    claim->become(State::Released);
    QCOMPARE(notes.size(), 1); // a success needs no click
    QVERIFY(!isShown("lockMessage"));
    QTRY_COMPARE(rows(part<QTreeView>("lockList")).size(), 1);
}

void TestLocksWorkspace::aLostLockSaysSo()
{
    open();
    FakeClaim *claim = hold("job");
    QTRY_VERIFY(choose("job"));
    m_locks->set("job", {});
    claim->become(State::Lost);
    const auto *message = part<MessageBar>("lockMessage");
    QVERIFY(message->isVisible());
    QCOMPARE(message->severity(), MessageBar::Severity::Warning);
    QVERIFY2(message->text().contains(QStringLiteral("“job” was lost")), qPrintable(message->text()));
    QTRY_VERIFY(rows(part<QTreeView>("lockList")).isEmpty());
    QVERIFY(message->isVisible()); // it does not go by itself
    QVERIFY(!action("locks.release")->isEnabled());
}

void TestLocksWorkspace::anUnknownOutcomeIsCalledUnknown()
{
    open();
    action("locks.acquire")->trigger();
    part<QLineEdit>("acquireName")->setText(QStringLiteral("job"));
    part<QPushButton>("acquireConfirm")->click();
    m_locks->claim->become(State::Failed, {}, 0,
                           Error{.kind = ErrorKind::Network, .fate = RequestFate::MaybeSent});
    const auto *message = part<MessageBar>("lockMessage");
    QCOMPARE(message->severity(), MessageBar::Severity::Error);
    QVERIFY2(message->text().contains(QStringLiteral("not known")), qPrintable(message->text()));
}

void TestLocksWorkspace::givingUpSaysSo()
{
    m_locks->set("job", {"1"});
    open();
    FakeClaim *claim = hold("job", State::Waiting);
    claim->become(State::Released, {}, 0, Error{.kind = ErrorKind::Timeout});
    const auto *message = part<MessageBar>("lockMessage");
    QVERIFY(message->isVisible());
    QVERIFY2(message->text().contains(QStringLiteral("Gave up waiting for “job”")),
             qPrintable(message->text()));
}

void TestLocksWorkspace::breakingNamesHolderAndCluster()
{
    m_locks->set("job", {"1", "2"});
    open();
    QTRY_VERIFY(choose("job"));
    action("locks.break")->trigger();
    QVERIFY(isShown("breakSheet"));
    const QString title = part<QLabel>("breakTitle")->text();
    QVERIFY2(title.contains(QStringLiteral("“job” that 1 holds in payments")), qPrintable(title));
    QVERIFY(part<QLabel>("breakFacts")->text().contains(QStringLiteral("Next is 2")));
    QVERIFY(part<QPushButton>("breakCancel")->hasFocus()); // the safe one
    QTest::keyClick(part<QPushButton>("breakCancel"), Qt::Key_Return);
    QVERIFY(!isShown("breakSheet"));
    QVERIFY(m_locks->removed.isEmpty());
    action("locks.break")->trigger();
    QTest::keyClick(part<QPushButton>("breakCancel"), Qt::Key_Escape);
    QVERIFY(m_locks->removed.isEmpty());
    // The chosen one, not always the holder.
    auto *queue = part<QTreeView>("lockQueue");
    queue->setCurrentIndex(queue->model()->index(1, 0));
    action("locks.break")->trigger();
    QVERIFY(part<QLabel>("breakTitle")->text().contains(QStringLiteral("Take 2 out")));
    part<QPushButton>("breakConfirm")->click();
    QCOMPARE(m_locks->removed, QByteArrayList{"/_locks/job/0002"});
    QVERIFY(!isShown("breakSheet"));
}

void TestLocksWorkspace::breakingSomethingRenewedBreaksNothing()
{
    m_locks->set("job", {"1"});
    m_locks->removeFailure = Error{.kind = ErrorKind::Conflict, .fate = RequestFate::Answered};
    open();
    QTRY_VERIFY(choose("job"));
    action("locks.break")->trigger();
    part<QPushButton>("breakConfirm")->click();
    const auto *message = part<MessageBar>("lockMessage");
    QTRY_VERIFY(message->isVisible());
    QVERIFY2(message->text().contains(QStringLiteral("Nothing was broken")), qPrintable(message->text()));
    m_locks->removeFailure = Error{.kind = ErrorKind::Network, .fate = RequestFate::MaybeSent};
    action("locks.break")->trigger();
    part<QPushButton>("breakConfirm")->click();
    QTRY_VERIFY(message->text().contains(QStringLiteral("not known")));
}

void TestLocksWorkspace::breakingOnProductionWantsItsName()
{
    m_locks->set("job", {"1"});
    open(Environment::Kind::Production);
    QTRY_VERIFY(choose("job"));
    action("locks.break")->trigger();
    auto *confirm = part<QPushButton>("breakConfirm");
    QVERIFY(!confirm->isEnabled());
    QVERIFY(part<QLabel>("breakTitle")->text().contains(QStringLiteral("PROD")));
    QTest::keyClicks(part<QLineEdit>("breakTyped"), QStringLiteral("payments"));
    QVERIFY(confirm->isEnabled());
    m_session->setReadOnly(true);
    QVERIFY(!confirm->isEnabled());
    QVERIFY(m_locks->removed.isEmpty());
}

void TestLocksWorkspace::aReadOnlySessionChangesNothing()
{
    // As tst_readonlysession has it for the rest of the window.
    const QSet<QByteArray> writes{"locks.acquire",  "locks.renew",  "locks.release",  "locks.break",
                                  "leader.acquire", "leader.renew", "leader.release", "leader.break"};
    const QSet<QByteArray> reads{"locks.refresh", "leader.refresh"};
    m_locks->set("job", {"1"});
    open(Environment::Kind::Unspecified, true);
    QTRY_VERIFY(choose("job"));
    m_actions->refuseWrites(m_window.get(), QStringLiteral("This session is read-only."));
    QSet<QByteArray> seen;
    const auto actions = m_actions->actions();
    for (QAction *action : actions) {
        const QByteArray id = ActionRegistry::idOf(action);
        seen.insert(id);
        QVERIFY2(writes.contains(id) || reads.contains(id), id.constData());
        QCOMPARE(ActionRegistry::effectOf(action) == ActionRegistry::Effect::Writes, writes.contains(id));
        QCOMPARE(action->isEnabled(), reads.contains(id));
        action->trigger();
    }
    QCOMPARE(seen, writes + reads);
    QVERIFY(!m_locks->claim);
    QVERIFY(m_locks->removed.isEmpty());
    QVERIFY(m_actions->conflicts().isEmpty());
    m_actions->refuseWrites(m_window.get(), {});
    QSignalSpy unlock(m_window.get(), &Workspace::unlockRequested);
    action("locks.acquire")->trigger();
    part<QLineEdit>("acquireName")->setText(QStringLiteral("x"));
    QVERIFY(!part<QPushButton>("acquireConfirm")->isEnabled());
    part<QWidget>("acquireSheet")->findChild<QPushButton *>(QStringLiteral("targetUnlock"))->click();
    QCOMPARE(unlock.size(), 1);
    m_session->setReadOnly(false);
    QVERIFY(part<QPushButton>("acquireConfirm")->isEnabled());
}

void TestLocksWorkspace::electionsAreInTheirOwnTab()
{
    m_elections->set("primary", {"alpha", "beta"}, 0);
    open();
    tabs()->setCurrentIndex(1);
    auto *list = leaderPart<QTreeView>("electionList");
    QTRY_COMPARE(rows(list), QStringList(QStringLiteral("primary|alpha|1|until released")));
    // Whoever looks for the module of old is told.
    const QString note = leaderPart<QLabel>("lockNote")->text();
    QVERIFY2(note.contains(QStringLiteral("/mod/v2/leader")), qPrintable(note));
    QVERIFY2(note.contains(QStringLiteral("NotImplementedError")), qPrintable(note));
    QVERIFY(leaderPart<QLabel>("lockNote")->isVisible());
    list->setCurrentIndex(list->model()->index(0, 0));
    QCOMPARE(leaderPart<QLabel>("lockState")->text(), QStringLiteral("alpha leads. 1 more stand(s)."));
    action("leader.acquire")->trigger();
    auto *candidate = leaderPart<QLineEdit>("acquireCandidate");
    QVERIFY(candidate->isVisible());
    QCOMPARE(candidate->text(), QString::fromUtf8(Elections::thisComputer()));
    leaderPart<QPushButton>("acquireConfirm")->click();
    QVERIFY(m_elections->claim);
    QCOMPARE(m_elections->claim->name(), QByteArray("primary"));
    QCOMPARE(m_elections->claim->options.token, Elections::thisComputer());
    QVERIFY(!m_elections->claim->options.timeToLive); // TTL 0: persistent
    QVERIFY(!m_locks->claim);
}

void TestLocksWorkspace::theKeyboardReachesEverything()
{
    m_locks->set("a", {"1", "2"});
    m_locks->set("b", {"3"});
    open();
    QTRY_VERIFY(choose("a"));
    QCOMPARE(namelessWidgets(*m_window), QString());
    m_window->focusFirst();
    auto *list = part<QTreeView>("lockList");
    QVERIFY(list->hasFocus());
    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(part<QLabel>("lockTitle")->text(), QStringLiteral("b"));
    QTest::keyClick(list, Qt::Key_Return);
    QVERIFY(part<QTreeView>("lockQueue")->hasFocus());
    QTest::keyClick(part<QTreeView>("lockQueue"), Qt::Key_Escape);
    QVERIFY(list->hasFocus());
    QTest::keyClick(list, Qt::Key_Delete);
    QVERIFY(isShown("breakSheet"));
    QCOMPARE(namelessWidgets(*m_window), QString());
    QTest::keyClick(part<QPushButton>("breakCancel"), Qt::Key_Escape);
    QVERIFY(list->hasFocus());
    QTest::keyClick(list, Qt::Key_N, Qt::ControlModifier);
    QVERIFY(isShown("acquireSheet"));
    QCOMPARE(namelessWidgets(*m_window), QString());
    QTest::keyClick(part<QLineEdit>("acquireName"), Qt::Key_Escape);
    QVERIFY(list->hasFocus());
    tabs()->setCurrentIndex(1);
    QCOMPARE(namelessWidgets(*m_window), QString());
}

void TestLocksWorkspace::modelsHoldTheirContract()
{
    open();
    const auto *list = part<QTreeView>("lockList");
    const auto *queue = part<QTreeView>("lockQueue");
    QAbstractItemModelTester listTester(list->model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester queueTester(queue->model(),
                                         QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_locks->set("b", {"1"});
    QTRY_VERIFY(choose("b"));
    for (const char *name : {"a", "c", "bb"})
        m_locks->set(name, {"2", "5"});
    QTRY_COMPARE(list->model()->rowCount(), 4);
    m_locks->set("b", {"0", "1", "3"});
    QTRY_COMPARE(queue->model()->rowCount(), 3);
    m_locks->set("b", {"1", "2"});
    QTRY_COMPARE(queue->model()->index(1, 1).data().toString(), QStringLiteral("2"));
    m_locks->set("a", {});
    m_locks->set("b", {});
    QTRY_COMPARE(list->model()->rowCount(), 2);
}

QTEST_MAIN(TestLocksWorkspace)
#include "tst_locksworkspace.moc"
