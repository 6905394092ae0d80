// SPDX-License-Identifier: Apache-2.0
#include "core/keys/livefeed.h"

#include "core/keys/keyindex.h"

#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

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
    , m_watches(store)
    , m_expiry(store, index)
{
    connect(&m_demand, &DemandLoader::firstRows, this, &LiveFeed::firstRows);
    connect(&m_demand, &DemandLoader::progressed, this, &LiveFeed::progressed);
    connect(&m_demand, &DemandLoader::progressed, this, &LiveFeed::applyPending); // if it has waited
    connect(&m_demand, &DemandLoader::progressed, this, [this] {
        if (m_state == State::Live)
            m_expiry.start();
    });
    connect(&m_demand, &DemandLoader::finished, this, &LiveFeed::loaderFinished);
    connect(&m_loader, &IndexLoader::firstRows, this, &LiveFeed::firstRows);
    connect(&m_loader, &IndexLoader::progressed, this, &LiveFeed::progressed);
    connect(&m_loader, &IndexLoader::finished, this, &LiveFeed::loaderFinished);
    connect(&m_watches, &RangeWatches::opened, this, &LiveFeed::watchesOpened);
    connect(&m_watches, &RangeWatches::received, this, &LiveFeed::applyPending);
    connect(&m_watches, &RangeWatches::progressed, this, &LiveFeed::advance);
    connect(&m_watches, &RangeWatches::finished, this, &LiveFeed::watchFinished);
    connect(&m_pacer, &BatchPacer::wake, this, &LiveFeed::applyPending);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &LiveFeed::retry);
    m_fade.setInterval(fadeInterval);
    connect(&m_fade, &QTimer::timeout, this, &LiveFeed::fade);
}

LiveFeed::~LiveFeed() = default;

void LiveFeed::start(const KeyRanges &ranges, LoadMode mode)
{
    halt();
    m_ranges = ranges;
    m_refused = {};
    if (std::exchange(m_mode, mode) != mode || ranges.isEmpty())
        m_index.clear();
    m_complete = false;
    const Position reached = std::max(m_position, m_watches.applied());
    m_position = {};
    m_gapFrom = {};
    m_gapTo = {};
    m_bridging = false;
    m_partlyCompared = false;
    m_startedOver = 0;
    m_recentSince = {};
    m_recentNext = {};
    m_lastError.reset();
    m_attempts = 0;
    m_silence = 0;
    m_stale.start();
    if (m_ranges.isEmpty()) {
        setState(State::Idle);
        return;
    }
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
    m_watches.close();
    m_expiry.stop();
    m_opened.invalidate();
}

void LiveFeed::load(bool compare, Position notBefore)
{
    if (m_mode == LoadMode::Everything)
        m_loader.start(m_ranges, compare, notBefore);
    else
        m_demand.start(m_ranges, compare, notBefore);
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
    return m_complete && m_index.unlistedCount() == 0 && m_index.unreadCount() == 0;
}

void LiveFeed::openDirectory(const QByteArray &prefix)
{
    if (m_mode == LoadMode::OnDemand && m_state != State::Idle && m_state != State::Failed)
        m_demand.open(prefix);
}

void LiveFeed::stop()
{
    m_partlyCompared = m_partlyCompared || (m_state == State::Comparing && loadPosition().isValid());
    halt();
    if (m_state == State::Idle)
        return;
    m_startedOver = 0;
    if (!m_stale.isValid())
        m_stale.start();
    setState(State::Idle);
}

void LiveFeed::refresh()
{
    halt();
    m_attempts = 0;
    if (!m_refused.isEmpty()) {
        std::vector<KeyRange> all(m_ranges.begin(), m_ranges.end());
        all.insert(all.end(), m_refused.begin(), m_refused.end());
        m_ranges = KeyRanges(std::move(all));
        m_refused = {};
    }
    if (m_ranges.isEmpty())
        return;
    if (!m_complete) {
        // A load that was cut short is begun again over what is there.
        m_lastError.reset();
        if (!m_stale.isValid())
            m_stale.start();
        load(true, std::max(m_watches.applied(), loadPosition()));
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
        m_expiry.start();
    } else {
        m_expiry.stop();
    }
    m_state = state;
    emit stateChanged();
}

void LiveFeed::loaderFinished(const std::optional<Error> &error)
{
    if (error) {
        const auto &refused = m_mode == LoadMode::Everything ? m_loader.refused() : m_demand.refused();
        if (refused && m_ranges.size() > 1)
            refuse(*refused);
        else if (error->kind != ErrorKind::Compacted)
            lose(*error);
        else if (m_mode == LoadMode::Everything ? m_loader.isOtherHistory() : m_demand.isOtherHistory())
            replaceHistory();
        else { // the position of the load is gone: read anew, over what is there
            ++m_startedOver;
            load(true, std::max(m_watches.applied(), loadPosition()));
            emit progressed();
        }
        return;
    }
    m_startedOver = 0;
    m_partlyCompared = false;
    const bool compared = m_state == State::Comparing;
    const Position before = m_position;
    m_complete = true;
    m_position = loadPosition();
    m_watches.reset(m_ranges, m_position);
    if (!m_recentSince.isValid() || compared) {
        m_recentSince = m_position;
        m_recentNext = m_position;
    }
    const bool bridged = compared && std::exchange(m_bridging, false);
    if (bridged) {
        m_gapFrom = before;
        m_gapTo = m_position;
    }
    m_watches.open();
    const QPointer<LiveFeed> alive(this);
    if (compared) // the listing is done: what is still missing is the watch
        setState(State::Reconnecting);
    if (alive)
        emit positionChanged();
    if (alive && bridged)
        emit gapBridged(m_gapFrom, m_gapTo);
}

void LiveFeed::watchesOpened()
{
    if (m_watches.isOtherThan(clusterId()))
        replaceHistory();
    else if (m_watches.isBehind())
        verify();
    else // changes up to now may still be on their way
        goLive();
}

/// A member that took a watch is behind us. It may lag; or its data is a restored backup, which would let
/// the watch wait silently for a future that has already been. A read that is not served locally tells.
void LiveFeed::verify()
{
    const QByteArray &readable = m_ranges.front().begin;
    const QByteArray first =
        m_store.features().explicitDirectories ? QByteArrayLiteral("/") : QByteArray(1, '\0');
    m_check = m_store.get(readable.isEmpty() ? first : readable);
    m_check.then(this, [this](Result<ReadResult> result) {
        if (result && result->position < m_watches.applied()) {
            replaceHistory();
        } else if (result) {
            goLive();
        } else {
            m_watches.close();
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
    m_watches.reset(m_ranges, {});
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
    if (!m_watches.hasPending())
        return;
    m_watches.holdBack();
    if (m_demand.isReading() || !m_pacer.ready())
        return;
    m_pacer.batchStarted();
    m_changesSeen += m_watches.take(m_index, m_pacer);
    m_pacer.batchApplied();
    if (m_state == State::Live)
        m_expiry.start();
    if (!m_fade.isActive())
        m_fade.start();
    const QPointer<LiveFeed> alive(this);
    if (m_watches.hasPending())
        (void)m_pacer.ready(); // asks for wake()
    advance();
    if (alive)
        emit applied();
    if (alive)
        m_watches.settle();
}

void LiveFeed::advance()
{
    if (m_watches.position() <= m_position)
        return;
    m_position = m_watches.position();
    emit positionChanged();
}

void LiveFeed::watchFinished(const std::optional<Error> &error, const KeyRange &range)
{
    m_check.cancel();
    if (error && error->kind == ErrorKind::Compacted) {
        m_bridging = true;
        listAgain();
    } else if (error && error->kind == ErrorKind::PermissionDenied && m_ranges.size() > 1) {
        refuse(range);
    } else {
        lose(error ? *error
                   : Error{.kind = ErrorKind::Unavailable,
                           .detail = QStringLiteral("the server ended the watch")});
    }
}

/// Goes on without a range. The others are read again and compared, so that its keys go.
void LiveFeed::refuse(const KeyRange &range)
{
    m_ranges = m_ranges.without(range);
    std::vector<KeyRange> refused(m_refused.begin(), m_refused.end());
    refused.push_back(range);
    m_refused = KeyRanges(std::move(refused));
    if (m_complete) {
        listAgain();
        return;
    }
    load(true, std::max(m_watches.applied(), loadPosition()));
    emit stateChanged();
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
        m_watches.open();
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
    load(true, m_watches.applied());
    setState(State::Comparing);
}

void LiveFeed::fade()
{
    const Position newest = std::max(m_position, m_watches.newest());
    if (m_recentSince == newest)
        m_fade.stop();
    m_recentSince = std::exchange(m_recentNext, newest);
    emit recentChanged();
}

} // namespace etcdscope
