// SPDX-License-Identifier: Apache-2.0
#include "core/store/lockboard.h"

#include <QPointer>

#include <algorithm>

namespace etcdscope {

namespace {

constexpr int pollInterval = 10'000; // milliseconds
constexpr int leastPause = 150;      // between two readings, however much happens

} // namespace

LockBoard::LockBoard(Locks &locks, QObject *parent)
    : QObject(parent)
    , m_locks(locks)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(leastPause);
    m_poll.setInterval(pollInterval);
    connect(&m_soon, &QTimer::timeout, this, &LockBoard::refresh);
    connect(&m_poll, &QTimer::timeout, this, &LockBoard::schedule);
}

LockBoard::~LockBoard() = default;

void LockBoard::start()
{
    if (isStarted())
        return;
    m_watch = m_locks.watch();
    connect(m_watch.get(), &LockWatch::changed, this, &LockBoard::schedule);
    m_poll.start();
    refresh();
}

void LockBoard::schedule()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void LockBoard::refresh()
{
    if (m_reading.isActive()) {
        m_readsAgain = true;
        return;
    }
    m_readsAgain = false;
    m_reading = m_locks.all();
    m_reading.then(this, [this](Result<std::vector<LockQueue>> queues) { taken(std::move(queues)); });
}

void LockBoard::taken(Result<std::vector<LockQueue>> queues)
{
    if (queues) {
        m_queues = std::move(*queues);
        m_sinceRead.start();
        m_isRead = true;
        m_error.reset();
    } else {
        m_error = queues.error();
    }
    if (m_readsAgain)
        schedule();
    emit changed();
}

const LockQueue *LockBoard::queue(const QByteArray &name) const
{
    const auto found = std::ranges::find(m_queues, name, &LockQueue::name);
    return found == m_queues.end() ? nullptr : &*found;
}

std::optional<qint64> LockBoard::timeLeft(const Contender &contender) const
{
    if (!contender.timeToLive)
        return std::nullopt;
    return std::max<qint64>(*contender.timeToLive * 1'000 - m_sinceRead.elapsed(), 0);
}

LockClaim *LockBoard::adopt(std::unique_ptr<LockClaim> claim)
{
    LockClaim *const made = claim.get();
    m_claims.push_back(std::move(claim));
    connect(made, &LockClaim::changed, this, [this, made] {
        schedule();
        emit claimChanged(made);
    });
    emit claimChanged(made);
    return made;
}

std::vector<LockClaim *> LockBoard::claims() const
{
    std::vector<LockClaim *> claims;
    for (const auto &claim : m_claims)
        claims.push_back(claim.get());
    return claims;
}

LockClaim *LockBoard::claimOf(const Contender &contender) const
{
    const auto found =
        std::ranges::find(m_claims, contender.key, [](const auto &claim) { return claim->key(); });
    return found == m_claims.end() ? nullptr : found->get();
}

void LockBoard::dismiss(LockClaim *claim)
{
    const auto found = std::ranges::find(m_claims, claim, [](const auto &one) { return one.get(); });
    if (found == m_claims.end())
        return;
    found->release()->deleteLater(); // it may be telling of its end just now
    m_claims.erase(found);
}

Call<Position> LockBoard::remove(const Contender &contender)
{
    return m_locks.remove(contender).transform([board = QPointer(this)](Result<Position> result) {
        if (board)
            board->schedule();
        return result;
    });
}

} // namespace etcdscope
