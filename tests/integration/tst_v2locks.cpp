// SPDX-License-Identifier: Apache-2.0
#include "core/store/elections.h"
#include "core/store/lockboard.h"
#include "tests/integration/pythonlock.h"
#include "tests/integration/v2lockfixture.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

using namespace etcdscope;
using State = LockClaim::State;

#define NEEDS_PYTHON()                                                                                       \
    do {                                                                                                     \
        if (!m_hasPython)                                                                                    \
            QSKIP("python3-etcd is not installed");                                                          \
    } while (false)

/// Locks on a real etcd with --enable-v2, with python-etcd as the other party.
class TestV2Locks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void pythonHoldsAndWeWait();
    void weHoldAndPythonWaits();
    void aHolderThatDiesIsFollowed();
    void waitingRenewsItsOwnTimeToLive();
    void withoutRenewingItEnds();
    void aBrokenLockIsLost();
    void breakingComparesWithWhatWasSeen();
    void oneHolderAtATime();
    void patienceEnds();
    void notWaitingStillTries();
    void hiddenNamesAreWatchedToo();
    void leavesNothingWhenGivenUpBeforeItIsWritten();
    void allListsEveryLock();
    void theBoardFollowsOthers();
    void elections();
    void aCandidateTakesOverItsOwnPlace();
    void namesThatCannotBe_data();
    void namesThatCannotBe();

private:
    EtcdServer m_server{v2Options()};
    bool m_hasPython = false;
    std::unique_ptr<Party> m_we;
    QByteArray m_name; // of the lock, one for each test
};

void TestV2Locks::initTestCase()
{
    if (!EtcdServer::hasV2())
        QSKIP("no etcd with --enable-v2 on PATH");
    QVERIFY(m_server.start());
    m_hasPython = PythonLock::isInstalled();
}

void TestV2Locks::init()
{
    m_we = std::make_unique<Party>(m_server.port());
    m_name = QTest::currentTestFunction();
}

void TestV2Locks::pythonHoldsAndWeWait()
{
    NEEDS_PYTHON();
    PythonLock python(m_server.port(), m_name);
    const QByteArray token = python.acquire(true, 60);
    QVERIFY(!token.isEmpty());

    const auto claim = m_we->locks.acquire(m_name, lasting(60));
    QTRY_COMPARE_WITH_TIMEOUT(claim->ahead(), 1, longTime);
    QCOMPARE(claim->state(), State::Waiting);
    const std::vector<Contender> queue = m_we->queue(m_name);
    QCOMPARE(queue.size(), size_t(2));
    QCOMPARE(queue[0].token, token);
    QVERIFY(queue[0].timeToLive > 0 && queue[0].timeToLive <= 60);
    QCOMPARE(queue[1].token, claim->token());
    QCOMPARE(queue[1].key, claim->key());
    static const QRegularExpression layout(QStringLiteral("^/_locks/pythonHoldsAndWeWait/[0-9]{20}$"));
    QVERIFY2(layout.match(QString::fromUtf8(claim->key())).hasMatch(), claim->key().constData());
    static const QRegularExpression uuid(QStringLiteral("^[0-9a-f]{32}$"));
    QVERIFY2(uuid.match(QString::fromUtf8(claim->token())).hasMatch(), claim->token().constData());

    QVERIFY(python.release());
    TRY_STATE(claim, State::Held);
    QCOMPARE(claim->ahead(), 0);
    claim->release();
    TRY_STATE(claim, State::Released);
    QVERIFY(m_we->queue(m_name).empty());
}

void TestV2Locks::weHoldAndPythonWaits()
{
    NEEDS_PYTHON();
    const auto claim = m_we->locks.acquire(m_name, lasting(std::nullopt));
    TRY_STATE(claim, State::Held);
    PythonLock python(m_server.port(), m_name);
    python.startAcquiring(true, 60);
    QTRY_COMPARE_WITH_TIMEOUT(m_we->queue(m_name).size(), size_t(2), longTime);
    QCOMPARE(m_we->queue(m_name)[0].key, claim->key());
    QVERIFY(!m_we->queue(m_name)[0].timeToLive);
    PythonLock impatient(m_server.port(), m_name);
    QCOMPARE(impatient.acquire(false, 60), QByteArray());
    QVERIFY(impatient.release());
    claim->release();
    const QByteArray token = python.acquired();
    QVERIFY(!token.isEmpty());
    QVERIFY(python.holds());
    QCOMPARE(m_we->queue(m_name)[0].token, token);
    QVERIFY(python.release());
}

void TestV2Locks::aHolderThatDiesIsFollowed()
{
    NEEDS_PYTHON();
    PythonLock python(m_server.port(), m_name);
    QVERIFY(!python.acquire(true, 2).isEmpty());
    const auto claim = m_we->locks.acquire(m_name, lasting(60));
    python.kill();
    QCOMPARE(claim->state(), State::Waiting);
    TRY_STATE(claim, State::Held); // when the time to live of the dead one has passed
}

void TestV2Locks::waitingRenewsItsOwnTimeToLive()
{
    const auto holder = m_we->locks.acquire(m_name, lasting(60));
    TRY_STATE(holder, State::Held);
    const auto claim = m_we->locks.acquire(m_name, lasting(1));
    QTRY_COMPARE_WITH_TIMEOUT(claim->ahead(), 1, longTime);
    const QByteArray key = claim->key();
    // Each renewal moves the index; six of them are two times to live.
    QSet<qint64> indexes;
    QTRY_VERIFY_WITH_TIMEOUT(
        (indexes.insert(m_we->queue(m_name).size() > 1 ? m_we->queue(m_name)[1].modRevision : 0),
         indexes.size() >= 7),
        longTime);
    QCOMPARE(claim->state(), State::Waiting);
    QCOMPARE(claim->key(), key);
    holder->release();
    TRY_STATE(claim, State::Held);
    QCOMPARE(claim->key(), key);
}

void TestV2Locks::withoutRenewingItEnds()
{
    LockOptions options = lasting(1);
    options.renewing = false;
    const auto claim = m_we->locks.acquire(m_name, options);
    TRY_STATE(claim, State::Held);
    const auto next = m_we->locks.acquire(m_name, lasting(60));
    TRY_STATE(claim, State::Lost);
    QVERIFY(!claim->error());
    TRY_STATE(next, State::Held);
}

void TestV2Locks::aBrokenLockIsLost()
{
    const auto claim = m_we->locks.acquire(m_name, lasting(60));
    TRY_STATE(claim, State::Held);
    const auto next = m_we->locks.acquire(m_name, lasting(60));
    QTRY_COMPARE_WITH_TIMEOUT(next->ahead(), 1, longTime);
    Party other(m_server.port());
    const std::vector<Contender> queue = other.queue(m_name);
    QCOMPARE(queue.size(), size_t(2));
    const auto broken = other.wait(other.locks.remove(queue[0]));
    QVERIFY(broken && broken->ok());
    TRY_STATE(claim, State::Lost);
    TRY_STATE(next, State::Held);
    QCOMPARE(other.queue(m_name).size(), size_t(1));
    // One who waits can be removed too, and notices.
    const auto third = m_we->locks.acquire(m_name, lasting(std::nullopt));
    QTRY_COMPARE_WITH_TIMEOUT(third->ahead(), 1, longTime);
    QVERIFY(other.wait(other.locks.remove(other.queue(m_name)[1])));
    TRY_STATE(third, State::Lost);
    QCOMPARE(next->state(), State::Held);
}

void TestV2Locks::breakingComparesWithWhatWasSeen()
{
    const auto claim = m_we->locks.acquire(m_name, lasting(60));
    TRY_STATE(claim, State::Held);
    const std::vector<Contender> seen = m_we->queue(m_name);
    QCOMPARE(seen.size(), size_t(1));
    claim->renew();
    QTRY_VERIFY_WITH_TIMEOUT(m_we->queue(m_name)[0].modRevision > seen[0].modRevision, longTime);
    const auto refused = m_we->wait(m_we->locks.remove(seen[0]));
    QVERIFY(refused && !refused->ok());
    QCOMPARE(refused->error().kind, ErrorKind::Conflict);
    QCOMPARE(claim->state(), State::Held);
    QVERIFY(m_we->wait(m_we->locks.remove(m_we->queue(m_name)[0]))->ok());
    const auto gone = m_we->wait(m_we->locks.remove(seen[0]));
    QVERIFY(gone && !gone->ok());
    QCOMPARE(gone->error().kind, ErrorKind::NotFound);
}

void TestV2Locks::oneHolderAtATime()
{
    constexpr int parties = 3;
    constexpr int each = 5;
    std::vector<std::unique_ptr<Party>> all;
    std::vector<std::unique_ptr<LockClaim>> claims;
    int holders = 0;
    int mostHolders = 0;
    QByteArrayList order;
    for (int i = 0; i < parties; ++i) {
        all.push_back(std::make_unique<Party>(m_server.port()));
        for (int j = 0; j < each; ++j) {
            claims.push_back(all.back()->locks.acquire(m_name, lasting(60)));
            LockClaim *claim = claims.back().get();
            connect(claim, &LockClaim::changed, claim, [&, claim] {
                if (claim->state() != State::Held || claim->isReleasing() || order.contains(claim->key()))
                    return;
                order.append(claim->key());
                mostHolders = std::max(mostHolders, ++holders);
                QTimer::singleShot(20, claim, [&holders, claim] {
                    --holders;
                    claim->release();
                });
            });
        }
    }
    for (const auto &claim : claims)
        TRY_STATE(claim, State::Released);
    QCOMPARE(order.size(), parties * each);
    QCOMPARE(mostHolders, 1);
    QByteArrayList sorted = order;
    std::ranges::sort(sorted);
    QCOMPARE(order, sorted); // first come, first served
}

void TestV2Locks::patienceEnds()
{
    const auto holder = m_we->locks.acquire(m_name, lasting(60));
    TRY_STATE(holder, State::Held);
    LockOptions options = lasting(60);
    options.patience = 200;
    const auto claim = m_we->locks.acquire(m_name, options);
    TRY_STATE(claim, State::Released);
    QVERIFY(claim->error());
    QCOMPARE(claim->error()->kind, ErrorKind::Timeout);
    QCOMPARE(m_we->queue(m_name).size(), size_t(1));
    QCOMPARE(holder->state(), State::Held);
}

void TestV2Locks::notWaitingStillTries()
{
    LockOptions options = lasting(60);
    options.patience = 1;
    const auto claim = m_we->locks.acquire(m_name, options);
    TRY_STATE(claim, State::Held);
    (void)QTest::qWaitFor([&] { return claim->state() != State::Held; }, 50);
    QCOMPARE(claim->state(), State::Held);
}

void TestV2Locks::hiddenNamesAreWatchedToo()
{
    const auto holder = m_we->locks.acquire("_hidden", lasting(std::nullopt));
    TRY_STATE(holder, State::Held);
    const auto claim = m_we->locks.acquire("_hidden", lasting(std::nullopt));
    QTRY_COMPARE_WITH_TIMEOUT(claim->ahead(), 1, longTime);
    holder->release();
    TRY_STATE(claim, State::Held);
    claim->release();
    TRY_STATE(claim, State::Released);
}

void TestV2Locks::leavesNothingWhenGivenUpBeforeItIsWritten()
{
    const auto early = m_we->locks.acquire(m_name, lasting(60));
    early->release();
    QCOMPARE(early->state(), State::Released);
    const auto underWay = m_we->locks.acquire(m_name, lasting(60));
    QTRY_VERIFY_WITH_TIMEOUT(!underWay->token().isEmpty(), longTime); // it is on its way
    underWay->release();
    TRY_STATE(underWay, State::Released);
    QVERIFY(m_we->queue(m_name).empty());
}

void TestV2Locks::allListsEveryLock()
{
    const auto one = m_we->locks.acquire("list", lasting(60));
    const auto inside = m_we->locks.acquire("list/inside", lasting(60));
    const auto spaced = m_we->locks.acquire("list äö?#", lasting(60));
    for (LockClaim *claim : {one.get(), inside.get(), spaced.get()})
        TRY_STATE(claim, State::Held); // the second is not behind the first
    const auto all = m_we->wait(m_we->locks.all());
    QVERIFY(all && all->ok());
    QByteArrayList names;
    for (const LockQueue &queue : all->value()) {
        if (queue.name.startsWith("list"))
            names.append(queue.name);
        QVERIFY(!queue.contenders.empty());
        QVERIFY(queue.position.isValid());
    }
    QCOMPARE(names, QByteArrayList({"list", "list äö?#", "list/inside"}));
    QCOMPARE(m_we->locks.place("list"), QByteArray("/_locks/list"));
}

void TestV2Locks::theBoardFollowsOthers()
{
    NEEDS_PYTHON();
    LockBoard board(m_we->locks);
    board.start();
    QTRY_VERIFY_WITH_TIMEOUT(board.isRead(), longTime);
    QVERIFY(!board.queue(m_name));
    PythonLock python(m_server.port(), m_name);
    const QByteArray token = python.acquire(true, 60);
    QTRY_VERIFY_WITH_TIMEOUT(board.queue(m_name), longTime);
    const Contender holder = board.queue(m_name)->contenders[0];
    QCOMPARE(holder.token, token);
    QVERIFY(board.timeLeft(holder) > 0 && board.timeLeft(holder) <= 60'000);
    LockClaim *claim = board.adopt(m_we->locks.acquire(m_name, lasting(60)));
    QTRY_COMPARE_WITH_TIMEOUT(board.queue(m_name)->contenders.size(), size_t(2), longTime);
    QTRY_COMPARE_WITH_TIMEOUT(board.claimOf(board.queue(m_name)->contenders[1]), claim, longTime);
    QVERIFY(!board.claimOf(holder));
    QVERIFY(python.release());
    QTRY_COMPARE_WITH_TIMEOUT(board.queue(m_name)->contenders.size(), size_t(1), longTime);
    claim->release();
    QTRY_VERIFY_WITH_TIMEOUT(!board.queue(m_name), longTime);
    board.dismiss(claim);
    QVERIFY(board.claims().empty());
}

void TestV2Locks::elections()
{
    Elections &elections = *m_we->locks.elections();
    const auto nobody = m_we->wait(elections.leader(m_name));
    QVERIFY(nobody && nobody->ok() && !nobody->value());

    CandidateOptions options; // TTL 0: persistent, by the name of the host
    const auto first = elections.stand(m_name, options);
    TRY_STATE(first, State::Held);
    QCOMPARE(first->token(), Elections::thisComputer());
    options.name = "second";
    options.timeToLive = 60;
    const auto second = elections.stand(m_name, options);
    QTRY_COMPARE_WITH_TIMEOUT(second->ahead(), 1, longTime);
    options.name = "impatient";
    options.patience = 100;
    const auto third = elections.stand(m_name, options);
    TRY_STATE(third, State::Released);

    const auto leader = m_we->wait(elections.leader(m_name));
    QVERIFY(leader && leader->ok() && leader->value());
    QCOMPARE(leader->value()->token, Elections::thisComputer());
    QVERIFY(!leader->value()->timeToLive);
    QVERIFY(leader->value()->key.startsWith("/_elections/elections/"));

    QVERIFY(m_we->wait(elections.withdraw(m_name, Elections::thisComputer()))->ok());
    TRY_STATE(first, State::Lost);
    TRY_STATE(second, State::Held);
    const auto gone = m_we->wait(elections.withdraw(m_name, "nobody"));
    QVERIFY(gone && !gone->ok());
    QCOMPARE(gone->error().kind, ErrorKind::NotFound);
    // Elections are no locks.
    QVERIFY(m_we->queue(m_name).empty());
}

void TestV2Locks::aCandidateTakesOverItsOwnPlace()
{
    Elections &elections = *m_we->locks.elections();
    CandidateOptions options;
    options.name = "me";
    auto before = elections.stand(m_name, options);
    TRY_STATE(before, State::Held);
    const QByteArray key = before->key();
    before.reset(); // as if the program had died
    options.timeToLive = 60;
    const auto after = elections.stand(m_name, options);
    TRY_STATE(after, State::Held);
    QCOMPARE(after->key(), key);
    QTRY_VERIFY_WITH_TIMEOUT(m_we->wait(elections.leader(m_name))->value()->timeToLive, longTime);
    const auto queue = m_we->wait(elections.queues().queue(m_name));
    QCOMPARE((*queue)->contenders.size(), size_t(1));
}

void TestV2Locks::namesThatCannotBe_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("begins with a slash") << QByteArray("/a");
    QTest::newRow("ends with a slash") << QByteArray("a/");
    QTest::newRow("cleaned by the server") << QByteArray("a/../b");
    QTest::newRow("no UTF-8") << QByteArray("a\xff");
}

void TestV2Locks::namesThatCannotBe()
{
    QFETCH(const QByteArray, name);
    QVERIFY(!m_we->locks.nameProblem(name).isEmpty());
    if (name == "/a" || name == "a/")
        return; // the server would take them for "a"
    const auto claim = m_we->locks.acquire(name, lasting(60));
    TRY_STATE(claim, State::Failed);
    QCOMPARE(claim->error()->kind, ErrorKind::Local);
}

ETCDSCOPE_ETCD_TEST_MAIN(TestV2Locks, QCoreApplication)
#include "tst_v2locks.moc"
