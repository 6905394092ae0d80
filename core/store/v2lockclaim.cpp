// SPDX-License-Identifier: Apache-2.0
#include "core/store/v2lockclaim.h"

#include "core/net/callpermit.h"
#include "core/store/v2lockqueue.h"

#include <QUuid>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

constexpr int keyNotFound = 100;
constexpr int compareFailed = 101;
constexpr int longestPause = 10'000; // milliseconds
constexpr int missesThatSettle = 3;
constexpr int attemptsToRelease = 6;

/// The request certainly changed nothing, and will not: refused here, or by the server in so many words. What
/// etcd says with a status of 500 (a proposal that timed out, an election) may go through later.
bool isRefusal(const Error &error)
{
    if (error.fate == RequestFate::NotSent)
        return error.kind != ErrorKind::Network && error.kind != ErrorKind::Timeout;
    return error.fate == RequestFate::Answered && error.httpStatus >= 400 && error.httpStatus < 500;
}

/// The request may have taken effect, or may yet.
bool isUnknown(const Error &error)
{
    return error.fate != RequestFate::NotSent && !isRefusal(error);
}

} // namespace

V2LockClaim::V2LockClaim(v2::KeysApi keys, std::shared_ptr<V2LockFeed> feed, QByteArray directory,
                         QByteArray name, LockOptions options)
    : m_keys(std::move(keys))
    , m_feed(std::move(feed))
    , m_directory(std::move(directory))
    , m_name(std::move(name))
    , m_options(std::move(options))
    , m_lapse(QDeadlineTimer::Forever)
{
    for (QTimer *timer : {&m_again, &m_renewAgain, &m_lapseTimer, &m_patience})
        timer->setSingleShot(true);
    connect(&m_renewAgain, &QTimer::timeout, this, &V2LockClaim::renew);
    connect(&m_lapseTimer, &QTimer::timeout, this, &V2LockClaim::lapsed);
    connect(&m_patience, &QTimer::timeout, this, &V2LockClaim::patienceOver);
    if (m_options.patience > 0)
        m_patience.start(m_options.patience);
    connect(&m_again, &QTimer::timeout, this, [this] { std::exchange(m_next, nullptr)(); });
    m_next = [this] { begin(); };
    m_again.start(0);
}

void V2LockClaim::begin()
{
    if (m_name.isEmpty() || m_options.timeToLive.value_or(1) <= 0) {
        end(State::Failed,
            Error::local(QStringLiteral("a lock needs a name and a time to live of 1 or more")));
        return;
    }
    m_permit = m_keys.client().permit();
    if (!m_options.token.isEmpty()) {
        find(false);
        return;
    }
    m_options.token = QUuid::createUuid().toByteArray(QUuid::Id128);
    write();
}

/// Looks for a place in the queue with the token: one that was there before, or of the write in doubt.
void V2LockClaim::find(bool afterWrite)
{
    m_step = m_keys.get(m_directory, {.wantAbsence = true});
    const QDeadlineTimer lapse = afterWrite ? m_lapse : QDeadlineTimer(QDeadlineTimer::Forever);
    m_step.then(this, [this, afterWrite, lapse](const Result<v2::KeysAnswer> &answer) {
        if (!answer) {
            if (!afterWrite && isRefusal(answer.error()))
                return end(State::Failed, answer.error());
            meet(answer.error());
            if (m_isReleasing && m_failures >= attemptsToRelease)
                return end(State::Failed, m_writeError);
            return later([this, afterWrite] { find(afterWrite); });
        }
        const LockQueue queue = queueOf(answer->node, m_name, {});
        const auto own = std::ranges::find(queue.contenders, m_options.token, &Contender::token);
        if (own == queue.contenders.end())
            return afterWrite ? notFound() : write();
        join(own->key, lapse);
        if (!afterWrite)
            renew(); // it may have another time to live, or none
    });
}

void V2LockClaim::write()
{
    m_wasSent = true;
    m_lapse = lapseFromNow();
    m_step = m_keys.createInOrder(m_directory, m_options.token, m_options.timeToLive);
    m_step.then(this,
                [this, lapse = m_lapse](const Result<v2::KeysAnswer> &answer) { written(answer, lapse); });
}

void V2LockClaim::written(const Result<v2::KeysAnswer> &answer, QDeadlineTimer lapse)
{
    if (answer)
        return join(answer->node.key, lapse);
    if (!isUnknown(answer.error()))
        return end(m_isReleasing ? State::Released : State::Failed, answer.error());
    m_writeError = answer.error();
    m_writeError->fate = RequestFate::MaybeSent;
    meet(answer.error());
    later([this] { find(true); });
}

/// The token of the write in doubt is not in the queue; it may be on its way yet.
void V2LockClaim::notFound()
{
    if (++m_misses >= missesThatSettle)
        return end(State::Failed, m_writeError);
    later([this] { find(true); });
}

void V2LockClaim::join(const QByteArray &key, QDeadlineTimer lapse)
{
    m_key = key;
    if (m_permit)
        m_permit->setKey(key);
    m_failures = 0;
    m_error.reset();
    confirm(lapse);
    if (m_isReleasing)
        return removeOwn();
    connect(m_feed.get(), &V2LockFeed::happened, this, &V2LockClaim::happened);
    look();
    emit changed();
}

/// The key lives until `lapse` at least.
void V2LockClaim::confirm(QDeadlineTimer lapse)
{
    m_lapse = lapse;
    if (lapse.isForever())
        return;
    const qint64 left = std::max<qint64>(lapse.remainingTime(), 0);
    m_lapseTimer.start(std::chrono::milliseconds(left));
    if (m_options.renewing && !m_isReleasing)
        m_renewAgain.start(std::chrono::milliseconds(std::max<qint64>(
            left - std::chrono::milliseconds(std::chrono::seconds(*m_options.timeToLive)).count() * 2 / 3,
            0)));
}

void V2LockClaim::happened(const QByteArray &key)
{
    const bool isOurs = key.isEmpty() || key == m_directory || key.startsWith(m_directory + '/') ||
                        m_directory.startsWith(key + '/'); // a directory above is gone
    if (isOurs)
        look();
}

void V2LockClaim::look()
{
    if (m_look.isActive()) {
        m_looksAgain = true;
        return;
    }
    m_looksAgain = false;
    m_look = m_keys.get(m_directory, {.wantAbsence = true});
    m_look.then(this, [this](const Result<v2::KeysAnswer> &answer) { looked(answer); });
}

void V2LockClaim::looked(const Result<v2::KeysAnswer> &answer)
{
    if (hasEnded())
        return;
    if (!answer) {
        meet(answer.error());
        if (!m_isReleasing) // that has its own next step
            later([this] { look(); });
        return;
    }
    const LockQueue queue = queueOf(answer->node, m_name, {});
    const auto own = std::ranges::find(queue.contenders, m_key, &Contender::key);
    if (own == queue.contenders.end() || own->token != m_options.token)
        return end(m_isReleasing ? State::Released : State::Lost);
    m_failures = 0;
    const int ahead = int(own - queue.contenders.begin());
    const State state = ahead == 0 ? State::Held : State::Waiting;
    const bool isNew = state != m_state || ahead != m_ahead || m_error;
    m_error.reset();
    m_state = state;
    m_ahead = ahead;
    if (m_looksAgain)
        look();
    if (m_state == State::Held)
        m_patience.stop();
    else if (m_isOutOfPatience)
        release();
    if (isNew)
        emit changed();
}

void V2LockClaim::renew()
{
    if (hasEnded() || m_key.isEmpty() || m_isReleasing || m_renewal.isActive())
        return;
    v2::SetOptions options;
    options.value = m_options.token;
    options.previousValue = m_options.token;
    options.timeToLive = m_options.timeToLive;
    options.isAutomatic = true;
    options.permit = m_permit;
    if (!m_lapse.isForever()) // an answer that comes later is of no use
        options.deadline = int(std::clamp<qint64>(m_lapse.remainingTime(), 1'000, options.deadline));
    m_renewal = m_keys.set(m_key, options);
    m_renewal.then(this, [this, lapse = lapseFromNow()](const Result<v2::KeysAnswer> &answer) {
        renewed(answer, lapse);
    });
}

void V2LockClaim::renewed(const Result<v2::KeysAnswer> &answer, QDeadlineTimer lapse)
{
    if (hasEnded() || m_isReleasing)
        return;
    if (answer) {
        m_failures = 0;
        confirm(lapse);
        if (m_error) {
            m_error.reset();
            emit changed();
        }
        return;
    }
    if (answer.error().v2Code == keyNotFound || answer.error().v2Code == compareFailed)
        return end(State::Lost);
    if (!m_lapse.isForever())
        m_renewAgain.start(std::chrono::milliseconds(std::max<qint64>(m_lapse.remainingTime() / 6, 300)));
    meet(answer.error());
}

/// Nothing has confirmed the key for its whole time to live.
void V2LockClaim::lapsed()
{
    if (m_isReleasing)
        end(State::Released);
    else if (m_state == State::Held)
        end(State::Lost, m_error);
    else
        look();
}

void V2LockClaim::patienceOver()
{
    m_isOutOfPatience = true;
    if (m_ahead > 0 || m_error) // else it is not known yet whether it has to wait
        release();
}

void V2LockClaim::release()
{
    if (hasEnded() || m_isReleasing)
        return;
    if (m_key.isEmpty() && !m_wasSent) {
        end(State::Released);
        return;
    }
    m_isReleasing = true;
    m_failures = 0;
    if (!m_key.isEmpty())
        removeOwn();
    emit changed();
}

void V2LockClaim::removeOwn()
{
    m_renewAgain.stop();
    v2::RemoveOptions options;
    options.previousValue = m_options.token;
    options.permit = m_permit;
    m_step = m_keys.remove(m_key, options);
    m_step.then(this, [this](const Result<v2::KeysAnswer> &answer) { removed(answer); });
}

void V2LockClaim::removed(const Result<v2::KeysAnswer> &answer)
{
    if (answer || answer.error().v2Code == keyNotFound)
        return end(State::Released);
    const Error error = answer.error();
    if (error.v2Code == compareFailed)
        return end(State::Lost);
    if (isRefusal(error)) { // it stays what it was
        m_isReleasing = false;
        confirm(m_lapse);
        return meet(error);
    }
    if (m_failures + 1 >= attemptsToRelease)
        return end(State::Failed, error);
    meet(error);
    later([this] { removeOwn(); }); // deleting only what has the own token may be repeated
}

void V2LockClaim::meet(const Error &error)
{
    ++m_failures;
    const bool isNew = !m_error || m_error->kind != error.kind || m_error->detail != error.detail;
    m_error = error;
    if (isNew)
        emit changed();
}

void V2LockClaim::later(const std::function<void()> &step)
{
    m_next = step;
    m_again.start(std::min(300 << std::min(m_failures, 5), longestPause));
}

void V2LockClaim::end(State state, std::optional<Error> error)
{
    for (QTimer *timer : {&m_again, &m_renewAgain, &m_lapseTimer, &m_patience})
        timer->stop();
    m_step.cancel();
    m_look.cancel();
    m_renewal.cancel();
    m_feed->disconnect(this);
    if (state == State::Released && m_isOutOfPatience)
        error = Error{.kind = ErrorKind::Timeout,
                      .fate = RequestFate::Answered,
                      .detail = QStringLiteral("others were before it for longer than was to be waited")};
    m_state = state;
    m_error = std::move(error);
    m_isReleasing = false;
    emit changed();
}

bool V2LockClaim::hasEnded() const
{
    return m_state != State::Waiting && m_state != State::Held;
}

QDeadlineTimer V2LockClaim::lapseFromNow() const
{
    return m_options.timeToLive ? QDeadlineTimer(std::chrono::seconds(*m_options.timeToLive))
                                : QDeadlineTimer(QDeadlineTimer::Forever);
}

} // namespace etcdscope
