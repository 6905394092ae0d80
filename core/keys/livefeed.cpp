// SPDX-License-Identifier: Apache-2.0
#include "core/keys/livefeed.h"

#include "core/keys/keyindex.h"

#include <QRandomGenerator>

#include <algorithm>

namespace etcdscope {

namespace {

constexpr qsizetype sliceChanges = 4'000;
constexpr qsizetype pauseAbove = 16 * 1024 * 1024;
constexpr qsizetype resumeBelow = 2 * 1024 * 1024;
constexpr int firstRetry = 100;
constexpr int longestRetry = 5'000;
constexpr int fadeInterval = 750;

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
{
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

void LiveFeed::start(const KeyRange &range)
{
    stop();
    m_range = range;
    m_complete = false;
    m_position = {};
    m_lastError.reset();
    m_attempts = 0;
    m_stale.start();
    setState(State::Loading);
    m_loader.start(range, false);
}

void LiveFeed::stop()
{
    m_retry.stop();
    m_loader.cancel();
    m_stream.reset();
    m_taken = 0;
    if (m_state == State::Idle)
        return;
    if (!m_stale.isValid())
        m_stale.start();
    setState(State::Idle);
}

void LiveFeed::refresh()
{
    m_retry.stop();
    m_attempts = 0;
    m_stream.reset();
    m_taken = 0;
    if (!m_complete) {
        // A load that was cut short is begun again over what is there.
        m_lastError.reset();
        if (!m_stale.isValid())
            m_stale.start();
        setState(State::Loading);
        m_loader.start(m_range, true);
        return;
    }
    listAgain();
}

void LiveFeed::reconnect()
{
    if (m_state != State::Live && m_state != State::Reconnecting)
        return;
    m_attempts = 0;
    m_stream.reset();
    m_taken = 0;
    if (!m_stale.isValid())
        m_stale.start();
    setState(State::Reconnecting);
    m_retry.start(0);
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
        if (error->kind == ErrorKind::Compacted) {
            // The position of the load is gone: read anew, over what is there.
            m_loader.start(m_range, true);
            return;
        }
        lose(*error);
        return;
    }
    const bool compared = m_state == State::Comparing;
    const Position before = m_position;
    m_complete = true;
    m_position = m_loader.position();
    m_resume = m_position;
    if (!m_recentSince.isValid() || compared) {
        m_recentSince = m_position;
        m_recentNext = m_position;
    }
    emit positionChanged();
    if (compared && std::exchange(m_bridging, false)) {
        m_gapFrom = before;
        m_gapTo = m_position;
        emit gapBridged(m_gapFrom, m_gapTo);
    }
    openWatch();
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
    connect(m_stream.get(), &ChangeStream::progressed, this, &LiveFeed::advance);
    connect(m_stream.get(), &ChangeStream::finished, this, &LiveFeed::watchFinished);
}

void LiveFeed::watchOpened(Position now)
{
    m_attempts = 0;
    m_lastError.reset();
    Q_UNUSED(now) // changes up to `now` may still be on their way
    setState(State::Live);
}

void LiveFeed::applyPending()
{
    if (!m_stream)
        return;
    EntryBatch &pending = m_stream->pending();
    if (pending.isEmpty())
        return;
    const bool full = pending.byteSize() > (m_paused ? resumeBelow : pauseAbove);
    if (full != m_paused && !m_ended) {
        m_paused = full;
        m_stream->setPaused(full);
    }
    if (!m_pacer.ready())
        return;
    m_pacer.batchStarted();
    const qsizetype until = std::min(pending.size(), m_taken + sliceChanges);
    m_index.applyChanges(pending, m_taken, until);
    m_changesSeen += until - m_taken;
    m_taken = until;
    Position position{pending.at(until - 1).modRevision};
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
    advance(position);
    const bool drained = m_stream && m_stream->pending().isEmpty();
    if (m_stream && !drained)
        (void)m_pacer.ready(); // asks for wake()
    emit applied();
    if (drained && m_ended && m_stream)
        endStream();
}

void LiveFeed::advance(Position position)
{
    // Progress speaks of everything the server has sent; what is pending here is not in the index yet.
    // Shown, never resumed from: older servers let such a note overtake events.
    if (position <= m_position || (m_stream && !m_stream->pending().isEmpty() && m_taken == 0))
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
    if (auto *stream = m_stream.release()) {
        stream->disconnect(this);
        stream->deleteLater(); // it may be the sender
    }
    const std::optional<Error> error = std::exchange(m_endError, std::nullopt);
    if (error && error->kind == ErrorKind::Compacted) {
        m_gapFrom = m_position;
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
    else
        m_loader.resume();
}

void LiveFeed::listAgain()
{
    m_retry.stop();
    if (!m_stale.isValid())
        m_stale.start();
    setState(State::Comparing);
    m_loader.start(m_range, true);
}

void LiveFeed::fade()
{
    if (m_recentSince == m_position)
        m_fade.stop();
    m_recentSince = std::exchange(m_recentNext, m_position);
    emit recentChanged();
}

} // namespace etcdscope
