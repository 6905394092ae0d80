// SPDX-License-Identifier: Apache-2.0
#include "core/keys/rangewatches.h"

#include "core/keys/batchpacer.h"

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

constexpr qsizetype stepChanges = 1'000; // some 0.5 ms of work
constexpr qsizetype pauseAbove = 16 * 1024 * 1024;
constexpr qsizetype resumeBelow = 2 * 1024 * 1024;
constexpr int askInterval = 250; // milliseconds between two questions how far ranges without changes are

} // namespace

RangeWatches::RangeWatches(KeyStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
    m_ask.setSingleShot(true);
    m_ask.setInterval(askInterval);
    connect(&m_ask, &QTimer::timeout, this, &RangeWatches::askProgress);
}

RangeWatches::~RangeWatches() = default;

void RangeWatches::reset(const KeyRanges &ranges, Position position)
{
    close();
    m_watches.clear();
    for (const KeyRange &range : ranges)
        m_watches.push_back({.range = range, .resume = position, .reached = position});
}

void RangeWatches::open()
{
    close();
    for (Watch &watch : m_watches)
        openOne(watch);
}

void RangeWatches::openOne(Watch &watch)
{
    WatchQuery query;
    query.range = watch.range;
    query.since = watch.resume;
    query.wantValues = false;
    watch.stream = m_store.watch(query);
    // The watches stay where they are until reset(), which drops the streams first.
    Watch *const one = &watch;
    connect(one->stream.get(), &ChangeStream::opened, this, [this, one](Position now) {
        one->openedAt = now;
        if (std::ranges::all_of(m_watches, [](const Watch &each) { return each.openedAt.has_value(); }))
            emit opened();
    });
    connect(one->stream.get(), &ChangeStream::received, this, &RangeWatches::received);
    connect(one->stream.get(), &ChangeStream::progressed, this, [this, one](Position now) {
        // It speaks of everything the server has sent; what is pending here is not in the index yet.
        if (!one->stream->pending().isEmpty())
            return;
        one->reached = std::max(one->reached, now);
        emit progressed();
    });
    connect(one->stream.get(), &ChangeStream::finished, this, [this, one](const std::optional<Error> &error) {
        one->ended = true;
        one->error = error;
        // What arrived whole before the end still counts: without it the resumed watch would bring it
        // again.
        if (one->stream->pending().isEmpty())
            settle();
        else
            emit received();
    });
}

void RangeWatches::close()
{
    m_ask.stop();
    for (Watch &watch : m_watches) {
        if (ChangeStream *const stream = watch.stream.release()) {
            stream->disconnect(this);
            if (watch.ended) {
                stream->setParent(this); // it must not outlive the store
                stream->deleteLater();   // it may be the sender
            } else {
                delete stream;
            }
        }
        watch.openedAt.reset();
        watch.taken = {};
        watch.paused = false;
        watch.ended = false;
        watch.error.reset();
    }
}

Position RangeWatches::position() const
{
    const auto least = std::ranges::min_element(m_watches, {}, &Watch::reached);
    return least == m_watches.end() ? Position() : least->reached;
}

Position RangeWatches::newest() const
{
    const auto most = std::ranges::max_element(m_watches, {}, &Watch::reached);
    return most == m_watches.end() ? Position() : most->reached;
}

Position RangeWatches::applied() const
{
    const auto most = std::ranges::max_element(m_watches, {}, &Watch::resume);
    return most == m_watches.end() ? Position() : most->resume;
}

bool RangeWatches::isBehind() const
{
    return std::ranges::any_of(
        m_watches, [](const Watch &watch) { return watch.openedAt.value_or(watch.resume) < watch.resume; });
}

bool RangeWatches::isOtherThan(quint64 clusterId) const
{
    return clusterId != 0 && std::ranges::any_of(m_watches, [clusterId](const Watch &watch) {
               return watch.stream && watch.stream->clusterId() != 0 &&
                      watch.stream->clusterId() != clusterId;
           });
}

bool RangeWatches::hasPending() const
{
    return std::ranges::any_of(
        m_watches, [](const Watch &watch) { return watch.stream && !watch.stream->pending().isEmpty(); });
}

RangeWatches::Watch *RangeWatches::nextPending()
{
    for (size_t i = 0; i < m_watches.size(); ++i) {
        Watch &watch = m_watches[(m_turn + i) % m_watches.size()];
        if (watch.stream && !watch.stream->pending().isEmpty()) {
            m_turn = (m_turn + i + 1) % m_watches.size();
            return &watch;
        }
    }
    return nullptr;
}

qint64 RangeWatches::take(KeyIndex &index, const BatchPacer &pacer)
{
    qint64 changes = 0;
    do {
        Watch *const watch = nextPending();
        if (!watch)
            break;
        changes += step(*watch, index);
    } while (pacer.hasTime());
    if (position() < newest() && !m_ask.isActive())
        m_ask.start();
    return changes;
}

/// Returns how many changes are wholly applied: none amid a directory that is deleted.
qint64 RangeWatches::step(Watch &watch, KeyIndex &index)
{
    EntryBatch &pending = watch.stream->pending();
    const qsizetype before = watch.taken.next;
    index.applySome(pending, watch.taken, stepChanges);
    const qsizetype until = watch.taken.next;
    if (until == before)
        return 0;
    // A revision may go on in the next step: only what lies before it is whole.
    Position position{pending.at(until - 1).modRevision - 1};
    if (until == pending.size()) {
        pending.clear();
        watch.taken = {};
        position = watch.stream->resumePosition();
        setPaused(watch, false);
    }
    watch.resume = std::max(watch.resume, position);
    watch.reached = std::max(watch.reached, position);
    return until - before;
}

void RangeWatches::holdBack()
{
    for (Watch &watch : m_watches) {
        if (!watch.stream)
            continue;
        const qsizetype bound = (watch.paused ? resumeBelow : pauseAbove) / qsizetype(m_watches.size());
        setPaused(watch, watch.stream->pending().memorySize() > bound);
    }
}

void RangeWatches::setPaused(Watch &watch, bool paused)
{
    if (watch.ended || std::exchange(watch.paused, paused) == paused)
        return;
    watch.stream->setPaused(paused);
}

void RangeWatches::settle()
{
    const auto over = std::ranges::find_if(m_watches, [](const Watch &watch) {
        return watch.stream && watch.ended && watch.stream->pending().isEmpty();
    });
    if (over == m_watches.end())
        return;
    const KeyRange range = over->range;
    const std::optional<Error> error = over->error;
    close();
    emit finished(error, range);
}

/// Ranges in which nothing changes do not say by themselves how far they are.
void RangeWatches::askProgress()
{
    const Position newest = this->newest();
    for (const Watch &watch : m_watches) {
        if (watch.stream && watch.openedAt && !watch.ended && watch.reached < newest)
            watch.stream->requestProgress();
    }
}

} // namespace etcdscope
