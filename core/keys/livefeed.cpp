// SPDX-License-Identifier: Apache-2.0
#include "core/keys/livefeed.h"

#include "core/keys/keyindex.h"

#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

constexpr qsizetype stepChanges = 1'000; // some 0.5 ms of work
constexpr qsizetype pauseAbove = 16 * 1024 * 1024;
constexpr qsizetype resumeBelow = 2 * 1024 * 1024;
constexpr int firstRetry = 100;
constexpr int longestRetry = 5'000;
constexpr int fadeInterval = 750;
constexpr qint64 healthy = 5'000; // milliseconds a watch must have stood for its loss to be a first one

/// Errors that the same request will meet again, however often it is sent.
bool isFinal(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Unauthenticated:
    case ErrorKind::PermissionDenied:
    case ErrorKind::Unsupported:
    case ErrorKind::ReadOnly:
    case ErrorKind::Tls:
        return true;
    default:
        return false;
    }
}

} // namespace

LiveFeed::LiveFeed(KeyStore &store, KeyIndex &index, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_index(index)
    , m_loader(store, index)
    , m_demand(store, index)
{
    connect(&m_demand, &DemandLoader::firstRows, this, &LiveFeed::firstRows);
    connect(&m_demand, &DemandLoader::progressed, this, &LiveFeed::progressed);
    connect(&m_demand, &DemandLoader::progressed, this, &LiveFeed::applyPending); // if it has waited
    connect(&m_demand, &DemandLoader::finished, this, &LiveFeed::loaderFinished);
    connect(&m_loader, &IndexLoader::firstRows, this, &LiveFeed::firstRows);
    connect(&m_loader, &IndexLoader::progressed, this, &LiveFeed::progressed);
    connect(&m_loader, &IndexLoader::finished, this, &LiveFeed::loaderFinished);
    connect(&m_pacer, &BatchPacer::wake, this, &LiveFeed::applyPending);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &LiveFeed::retry);
    m_fade.setInterval(fadeInterval);
    connect(&m_fade, &QTimer::timeout, this, &LiveFeed::fade);
}

LiveFeed::~LiveFeed() = default;

void LiveFeed::start(const KeyRange &range, LoadMode mode)
{
    halt();
    m_range = range;
    if (std::exchange(m_mode, mode) != mode)
        m_index.clear();
    m_complete = false;
    const Position reached = std::max(m_position, m_resume);
    m_position = {};
    m_gapFrom = {};
    m_gapTo = {};
    m_bridging = false;
    m_recentSince = {};
    m_recentNext = {};
    m_lastError.reset();
    m_attempts = 0;
    m_silence = 0;
    m_stale.start();
    load(m_index.rowCount(rootDirectory) > 0, reached);
    setState(State::Loading);
}

/// Ends what is under way, in whatever state.
void LiveFeed::halt()
{
    m_retry.stop();
    m_check.cancel();
    m_loader.cancel();
    m_demand.cancel();
    m_stream.reset();
    m_taken = 0;
    m_opened.invalidate();
}

void LiveFeed::load(bool compare, Position notBefore)
{
    if (m_mode == LoadMode::Everything)
        m_loader.start(m_range, compare, notBefore);
    else
        m_demand.start(m_range, compare, notBefore);
}

Position LiveFeed::loadPosition() const
{
    return m_mode == LoadMode::Everything ? m_loader.position() : m_demand.position();
}

quint64 LiveFeed::clusterId() const
{
    return m_mode == LoadMode::Everything ? m_loader.clusterId() : m_demand.clusterId();
}

qint64 LiveFeed::loadedKeys() const
{
    return m_index.keyCount() - m_index.unlistedCount();
}

qint64 LiveFeed::totalKeys() const
{
    return m_mode == LoadMode::Everything && !m_complete ? std::max(m_loader.total(), m_index.keyCount())
                                                         : m_index.keyCount();
}

bool LiveFeed::isComplete() const
{
    return m_complete && m_index.unlistedCount() == 0;
}

void LiveFeed::openDirectory(const QByteArray &prefix)
{
    if (m_mode == LoadMode::OnDemand && m_state != State::Idle && m_state != State::Failed)
        m_demand.open(prefix);
}

void LiveFeed::stop()
{
    halt();
    if (m_state == State::Idle)
        return;
    if (!m_stale.isValid())
        m_stale.start();
    setState(State::Idle);
}

void LiveFeed::refresh()
{
    halt();
    m_attempts = 0;
    if (!m_complete) {
        // A load that was cut short is begun again over what is there.
        m_lastError.reset();
        if (!m_stale.isValid())
            m_stale.start();
        load(true, std::max(m_resume, loadPosition()));
        setState(State::Loading);
        return;
    }
    listAgain();
}

void LiveFeed::reconnect()
{
    if (m_state != State::Live && m_state != State::Reconnecting)
        return;
    halt();
    m_attempts = 0;
    if (!m_stale.isValid())
        m_stale.start();
    m_retry.start(0);
    setState(State::Reconnecting);
}

Position LiveFeed::position() const
{
    return m_position;
}

qint64 LiveFeed::staleFor() const
{
    return m_state == State::Live || !m_stale.isValid() ? 0 : m_stale.elapsed() + m_silence;
}

void LiveFeed::setState(State state)
{
    if (state == State::Live) {
        m_stale.invalidate();
        m_silence = 0;
    }
    m_state = state;
    emit stateChanged();
}

void LiveFeed::loaderFinished(const std::optional<Error> &error)
{
    if (error) {
        if (error->kind != ErrorKind::Compacted)
            lose(*error);
        else if (m_mode == LoadMode::Everything ? m_loader.isOtherHistory() : m_demand.isOtherHistory())
            replaceHistory();
        else // the position of the load is gone: read anew, over what is there
            load(true, std::max(m_resume, loadPosition()));
        return;
    }
    const bool compared = m_state == State::Comparing;
    const Position before = m_position;
    m_complete = true;
    m_position = loadPosition();
    m_resume = m_position;
    if (!m_recentSince.isValid() || compared) {
        m_recentSince = m_position;
        m_recentNext = m_position;
    }
    const bool bridged = compared && std::exchange(m_bridging, false);
    if (bridged) {
        m_gapFrom = before;
        m_gapTo = m_position;
    }
    openWatch();
    const QPointer<LiveFeed> alive(this);
    if (compared) // the listing is done: what is still missing is the watch
        setState(State::Reconnecting);
    if (alive)
        emit positionChanged();
    if (alive && bridged)
        emit gapBridged(m_gapFrom, m_gapTo);
}

void LiveFeed::openWatch()
{
    WatchQuery query;
    query.range = m_range;
    query.since = m_resume;
    query.wantValues = false;
    m_taken = 0;
    m_paused = false;
    m_ended = false;
    m_stream = m_store.watch(query);
    connect(m_stream.get(), &ChangeStream::opened, this, &LiveFeed::watchOpened);
    connect(m_stream.get(), &ChangeStream::received, this, &LiveFeed::applyPending);
    connect(m_stream.get(), &ChangeStream::progressed, this, &LiveFeed::progressNoted);
    connect(m_stream.get(), &ChangeStream::finished, this, &LiveFeed::watchFinished);
}

void LiveFeed::watchOpened(Position now)
{
    const quint64 cluster = m_stream->clusterId();
    if (cluster != 0 && clusterId() != 0 && cluster != clusterId())
        replaceHistory();
    else if (now < m_resume)
        verify();
    else // changes up to `now` may still be on their way
        goLive();
}

/// The member that took the watch is behind us. It may lag; or its data is a restored backup, which would let
/// the watch wait silently for a future that has already been. A read that is not served locally tells.
void LiveFeed::verify()
{
    m_check = m_store.get(m_range.begin.isEmpty() ? QByteArray(1, '\0') : m_range.begin);
    m_check.then(this, [this](Result<ReadResult> result) {
        if (result && result->position < m_resume) {
            replaceHistory();
        } else if (result) {
            goLive();
        } else {
            m_stream.reset();
            m_taken = 0;
            lose(result.error());
        }
    });
}

void LiveFeed::goLive()
{
    m_lastError.reset();
    m_opened.start();
    setState(State::Live);
}

void LiveFeed::replaceHistory()
{
    halt();
    m_complete = false;
    m_position = {};
    m_resume = {};
    m_gapFrom = {};
    m_gapTo = {};
    m_bridging = false;
    m_recentSince = {};
    m_recentNext = {};
    if (!m_stale.isValid())
        m_stale.start();
    m_index.clear();
    load(false, {});
    const QPointer<LiveFeed> alive(this);
    setState(State::Loading);
    if (alive)
        emit historyReplaced();
}

void LiveFeed::applyPending()
{
    if (!m_stream)
        return;
    EntryBatch &pending = m_stream->pending();
    if (pending.isEmpty())
        return;
    const bool full = pending.memorySize() > (m_paused ? resumeBelow : pauseAbove);
    if (full != m_paused && !m_ended) {
        m_paused = full;
        m_stream->setPaused(full);
    }
    if (m_demand.isReading() || !m_pacer.ready())
        return;
    m_pacer.batchStarted();
    do {
        const qsizetype until = std::min(pending.size(), m_taken + stepChanges);
        m_index.applyChanges(pending, m_taken, until);
        m_changesSeen += until - m_taken;
        m_taken = until;
    } while (m_taken < pending.size() && m_pacer.hasTime());
    Position position{pending.at(m_taken - 1).modRevision};
    if (m_taken == pending.size()) {
        pending.clear();
        m_taken = 0;
        position = m_stream->resumePosition();
        if (std::exchange(m_paused, false) && !m_ended)
            m_stream->setPaused(false);
    } else {
        // A revision may go on in the next slice: only what lies before it is whole.
        position = {position.value - 1};
    }
    m_resume = std::max(m_resume, position);
    m_pacer.batchApplied();
    if (!m_fade.isActive())
        m_fade.start();
    const QPointer<LiveFeed> alive(this);
    const ChangeStream *stream = m_stream.get();
    const bool drained = pending.isEmpty();
    if (!drained)
        (void)m_pacer.ready(); // asks for wake()
    advance(position);
    if (alive)
        emit applied();
    if (alive && m_stream && m_stream.get() == stream && drained && m_ended)
        endStream();
}

void LiveFeed::progressNoted(Position position)
{
    // It speaks of everything the server has sent; what is pending here is not in the index yet.
    // Shown, never resumed from: older servers let such a note overtake events.
    if (m_stream && m_stream->pending().isEmpty())
        advance(position);
}

void LiveFeed::advance(Position position)
{
    if (position <= m_position)
        return;
    m_position = position;
    emit positionChanged();
}

void LiveFeed::watchFinished(const std::optional<Error> &error)
{
    m_ended = true;
    m_endError = error;
    // What arrived whole before the end still counts: without it the resumed watch would bring it again.
    if (m_stream->pending().isEmpty())
        endStream();
    else
        applyPending();
}

void LiveFeed::endStream()
{
    m_check.cancel();
    if (auto *stream = m_stream.release()) {
        stream->disconnect(this);
        stream->setParent(this); // it must not outlive the store
        stream->deleteLater();   // it may be the sender
    }
    const std::optional<Error> error = std::exchange(m_endError, std::nullopt);
    if (error && error->kind == ErrorKind::Compacted) {
        m_bridging = true;
        listAgain();
        return;
    }
    lose(error
             ? *error
             : Error{.kind = ErrorKind::Unavailable, .detail = QStringLiteral("the server ended the watch")});
}

void LiveFeed::lose(const Error &error)
{
    m_lastError = error;
    if (!m_stale.isValid()) {
        m_stale.start();
        m_silence = error.silence;
    }
    // A server that takes each watch and ends it at once must not be asked at full speed.
    if (m_opened.isValid() && m_opened.elapsed() >= healthy)
        m_attempts = 0;
    m_opened.invalidate();
    if (isFinal(error.kind)) {
        setState(State::Failed);
        return;
    }
    // Full jitter around an exponential wait, so that many clients do not come back together.
    const int ceiling = std::min(longestRetry, firstRetry << std::min(m_attempts, 10));
    ++m_attempts;
    m_retry.start(ceiling / 2 + int(QRandomGenerator::global()->bounded(ceiling / 2 + 1)));
    setState(m_complete && m_state != State::Comparing ? State::Reconnecting : m_state);
}

void LiveFeed::retry()
{
    if (m_complete && m_state != State::Comparing)
        openWatch();
    else if (m_mode == LoadMode::Everything)
        m_loader.resume();
    else
        m_demand.resume();
}

void LiveFeed::listAgain()
{
    m_retry.stop();
    if (!m_stale.isValid())
        m_stale.start();
    load(true, m_resume);
    setState(State::Comparing);
}

void LiveFeed::fade()
{
    if (m_recentSince == m_position)
        m_fade.stop();
    m_recentSince = std::exchange(m_recentNext, m_position);
    emit recentChanged();
}

} // namespace etcdscope
