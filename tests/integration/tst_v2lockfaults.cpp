// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/v2lockfixture.h"
#include "tests/support/tcprelay.h"

#include <QCoreApplication>
#include <QSignalSpy>

#include <functional>

using namespace etcdscope;
using State = LockClaim::State;

/// Locks on a real etcd while the network between does what networks do.
class TestV2LockFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void renewingNeverMakesAKeyAgain();
    void aWriteWithoutAnswerIsSettled();
    void aHistoryOutOfReachIsNoLoop();
    void aShortLossOfTheNetworkIsSurvived();
    void whatCannotBeRenewedIsLostInTime();
    void aPollThatFellSilentIsAskedAnew();
    void doubtIsLookedInto();

private:
    /// A claim behind `holder`, over a wire on which nothing is to be heard of the locks any more.
    [[nodiscard]] std::unique_ptr<LockClaim> deafClaim(TcpRelay &relay, Party &far);

    EtcdServer m_server{v2Options()};
    std::unique_ptr<Party> m_we; // on a wire that holds
    QByteArray m_name;           // of the lock, one for each test
};

void TestV2LockFaults::initTestCase()
{
    if (!EtcdServer::hasV2())
        QSKIP("no etcd with --enable-v2 on PATH");
    QVERIFY(m_server.start());
}

void TestV2LockFaults::init()
{
    m_we = std::make_unique<Party>(m_server.port());
    m_name = QTest::currentTestFunction();
}

void TestV2LockFaults::renewingNeverMakesAKeyAgain()
{
    TcpRelay relay(m_server.port());
    Party far(relay.port());
    const auto claim = far.locks.acquire(m_name, lasting(60));
    TRY_STATE(claim, State::Held);
    relay.setPaused(true); // so that it cannot see what happens
    QVERIFY(m_we->wait(m_we->keys.remove(claim->key(), {}))->ok());
    claim->renew();
    QCOMPARE(claim->state(), State::Held);
    relay.setPaused(false);
    TRY_STATE(claim, State::Lost);
    QVERIFY(m_we->queue(m_name).empty());
}

void TestV2LockFaults::aWriteWithoutAnswerIsSettled()
{
    TcpRelay relay(m_server.port());
    Party far(relay.port());
    QVERIFY(far.wait(far.locks.all())); // connections stand, and nothing more is to come on them
    const auto watch = far.locks.watch();
    QSignalSpy stands(watch.get(), &LockWatch::changed);
    QTRY_VERIFY_WITH_TIMEOUT(!stands.isEmpty(), longTime);
    QStringList posts; // and how they ended
    connect(&far.network, &NetworkAccess::operationFinished, this, [&posts](const Operation &operation) {
        if (operation.method.contains("POST"))
            posts.append(operation.error ? operation.error->toString() : QString());
    });
    relay.dropAfterBytesToClient(1);
    const auto claim = far.locks.acquire(m_name, lasting(60));
    QTRY_VERIFY_WITH_TIMEOUT(claim->error(), longTime);
    QCOMPARE(claim->state(), State::Waiting);
    QVERIFY(claim->key().isEmpty());
    TRY_STATE(claim, State::Held);
    QVERIFY(!claim->error());
    const std::vector<Contender> queue = m_we->queue(m_name);
    QCOMPARE(queue.size(), size_t(1));
    QCOMPARE(queue[0].key, claim->key());
    QCOMPARE(queue[0].token, claim->token());
    QCOMPARE(posts.size(), 1); // sent once
    QVERIFY(!posts[0].isEmpty());
}

void TestV2LockFaults::aHistoryOutOfReachIsNoLoop()
{
    const auto holder = m_we->locks.acquire(m_name, lasting(std::nullopt));
    TRY_STATE(holder, State::Held);
    TcpRelay relay(m_server.port());
    Party far(relay.port());
    const auto claim = far.locks.acquire(m_name, lasting(std::nullopt));
    QTRY_COMPARE_WITH_TIMEOUT(claim->ahead(), 1, longTime);
    relay.setListening(false);
    relay.dropConnections();
    // More than the 1,000 events that a server keeps.
    std::vector<Call<v2::KeysAnswer>> writes(16);
    int left = 1'100;
    std::function<void(size_t)> pump = [&](size_t slot) {
        if (left <= 0)
            return;
        v2::SetOptions options;
        options.value = QByteArray::number(left);
        writes[slot] = m_we->keys.set("/noise", options);
        writes[slot].then(this, [&, slot](const Result<v2::KeysAnswer> &answer) {
            QVERIFY(answer.ok());
            --left;
            pump(slot);
        });
    };
    for (size_t slot = 0; slot < writes.size(); ++slot)
        pump(slot);
    QTRY_VERIFY_WITH_TIMEOUT(left <= 0, longTime);
    holder->release();
    TRY_STATE(holder, State::Released);
    QCOMPARE(claim->state(), State::Waiting);
    relay.setListening(true);
    TRY_STATE(claim, State::Held);
}

void TestV2LockFaults::aShortLossOfTheNetworkIsSurvived()
{
    TcpRelay relay(m_server.port());
    Party far(relay.port());
    const auto claim = far.locks.acquire(m_name, lasting(60));
    TRY_STATE(claim, State::Held);
    const QByteArray key = claim->key();
    relay.setListening(false);
    relay.dropConnections();
    claim->renew();
    QTRY_VERIFY_WITH_TIMEOUT(claim->error(), longTime); // it says so, and is held all the same
    QCOMPARE(claim->state(), State::Held);
    relay.setListening(true);
    claim->renew();
    QTRY_VERIFY_WITH_TIMEOUT(!claim->error(), longTime);
    QCOMPARE(claim->state(), State::Held);
    QCOMPARE(m_we->queue(m_name)[0].key, key);
}

void TestV2LockFaults::whatCannotBeRenewedIsLostInTime()
{
    TcpRelay relay(m_server.port());
    Party far(relay.port());
    const auto claim = far.locks.acquire(m_name, lasting(2));
    TRY_STATE(claim, State::Held);
    const auto next = m_we->locks.acquire(m_name, lasting(60));
    QTRY_COMPARE_WITH_TIMEOUT(next->ahead(), 1, longTime);
    bool heldByBoth = false;
    connect(next.get(), &LockClaim::changed, this, [&] {
        heldByBoth = heldByBoth || (next->state() == State::Held && claim->state() == State::Held);
    });
    relay.setPaused(true); // nobody says that it is gone
    TRY_STATE(claim, State::Lost);
    TRY_STATE(next, State::Held);
    QVERIFY(!heldByBoth);
    disconnect(next.get(), nullptr, this, nullptr);
}

std::unique_ptr<LockClaim> TestV2LockFaults::deafClaim(TcpRelay &relay, Party &far)
{
    auto claim = far.locks.acquire(m_name, lasting(60));
    const auto watch = far.locks.watch();
    const QSignalSpy stands(watch.get(), &LockWatch::changed);
    if (!QTest::qWaitFor([&] { return claim->ahead() == 1 && !stands.isEmpty(); }, longTime))
        return nullptr;
    relay.freezeConnections();
    far.network.dropConnections(); // calls go over new ones: our place in the queue is kept
    return claim;
}

/// As behind a firewall that forgets connections on which nothing passes.
void TestV2LockFaults::aPollThatFellSilentIsAskedAnew()
{
    const auto holder = m_we->locks.acquire(m_name, lasting(60));
    TRY_STATE(holder, State::Held);
    TcpRelay relay(m_server.port());
    Party far(relay.port());
    const auto claim = deafClaim(relay, far);
    QVERIFY(claim);
    holder->release();
    TRY_STATE(holder, State::Released);
    QCOMPARE(claim->state(), State::Waiting);
    TRY_STATE(claim, State::Held);
    QVERIFY(!claim->error());
}

void TestV2LockFaults::doubtIsLookedInto()
{
    const auto holder = m_we->locks.acquire(m_name, lasting(60));
    TRY_STATE(holder, State::Held);
    TcpRelay relay(m_server.port());
    Party far(relay.port());
    const auto claim = deafClaim(relay, far);
    QVERIFY(claim);
    holder->release();
    TRY_STATE(holder, State::Released);
    far.locks.reconnect();
    QTRY_COMPARE_WITH_TIMEOUT(claim->state(), State::Held, 10'000); // sooner than by itself
}

ETCDSCOPE_ETCD_TEST_MAIN(TestV2LockFaults, QCoreApplication)
#include "tst_v2lockfaults.moc"
