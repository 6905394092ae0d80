// SPDX-License-Identifier: Apache-2.0
#include "core/keys/indexloader.h"

#include "core/keys/keyindex.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace etcdscope {

namespace {

constexpr qint64 firstPage = 500;
constexpr qint64 largePage = 100'000;
constexpr size_t inFlight = 4;
constexpr size_t mostPages = 8;       // in flight, or waiting for their keys to be filed
constexpr qsizetype stepKeys = 1'000; // some 0.2 ms of work
constexpr qsizetype pendingBound =
    4 * 1024 * 1024; // bytes waiting in one page before its server is held back
constexpr int sweepKeys = 2'000;

QByteArray successorOf(const QByteArray &key)
{
    return key + '\0';
}

/// Bytes of one kind are likely neighbours in names; the ends of the kinds are where to cut.
uchar endOfClass(uchar byte)
{
    if (byte < '0')
        return '0';
    if (byte <= '9')
        return '9' + 1;
    if (byte < 'A')
        return 'A';
    if (byte <= 'Z')
        return 'Z' + 1;
    if (byte < 'a')
        return 'a';
    if (byte <= 'z')
        return 'z' + 1;
    return 0xff;
}

} // namespace

struct IndexLoader::Page
{
    std::unique_ptr<Listing> listing;
    Interval interval;
    qsizetype taken = 0; // entries of pending() that are in the index
    qint64 received = 0; // entries that are in the index, of the whole page
    QByteArray lastKey;  // the last of them
    std::optional<Error> error;
    bool ended = false; // the listing is finished, its last entries may still be pending
    bool paused = false;
    // A probe asks how much lies beyond `probeDepth` bytes of `probeKey`: from `probeBeyond` on, or, first,
    // only up to `probeUntil`.
    bool isProbe = false;
    QByteArray probeKey;
    QByteArray probeBeyond;
    QByteArray probeUntil; // empty = everything
    qint64 probeCount = 0;
    qsizetype probeDepth = 0;
};

IndexLoader::IndexLoader(KeyStore &store, KeyIndex &index, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_index(index)
{
    connect(&m_pacer, &BatchPacer::wake, this, &IndexLoader::takePending);
    m_sweep.setInterval(0);
    connect(&m_sweep, &QTimer::timeout, this, &IndexLoader::sweep);
}

IndexLoader::~IndexLoader() = default;

void IndexLoader::start(const KeyRanges &ranges, bool compare, Position notBefore)
{
    cancel();
    m_otherHistory = false;
    m_notBefore = notBefore;
    m_ranges = ranges;
    m_refused.reset();
    m_compare = compare;
    m_position = {};
    m_loaded = 0;
    m_total = 0;
    m_haveFirstRows = false;
    m_active = true;
    if (compare)
        m_index.beginComparison();
    for (const KeyRange &range : ranges)
        m_waiting.push_back({range, firstPage, false});
    pump();
    if (m_pages.empty()) // no key can be in the ranges
        QMetaObject::invokeMethod(this, &IndexLoader::takePending, Qt::QueuedConnection);
}

void IndexLoader::resume()
{
    m_refused.reset();
    m_active = true;
    pump();
    checkEnd();
}

void IndexLoader::cancel()
{
    ++m_run;
    m_active = false;
    m_sweep.stop();
    m_pages.clear();
    m_waiting.clear();
}

void IndexLoader::pump()
{
    // Before the first page nothing is known: neither the position nor where to split.
    const size_t allowed = m_position.isValid() ? inFlight : 1;
    const auto underWay = [this] {
        return size_t(std::ranges::count_if(m_pages, [](const auto &page) { return !page->ended; }));
    };
    while (m_active && underWay() < allowed && m_pages.size() < mostPages && !m_waiting.empty()) {
        const Interval interval = m_waiting.front();
        m_waiting.pop_front();
        if (!interval.range.isEmpty())
            startPage(interval);
    }
}

void IndexLoader::startPage(const Interval &interval)
{
    auto page = std::make_unique<Page>();
    page->interval = interval;
    ListQuery query;
    query.range = interval.range;
    const StoreFeatures features = m_store.features();
    if (features.pages)
        query.limit = std::min<qint64>(interval.limit, m_store.pageLimit());
    if (features.history)
        query.at = m_position;
    query.keysOnly = true;
    page->listing = m_store.list(query);
    Page *raw = page.get();
    connect(raw->listing.get(), &Listing::received, this, &IndexLoader::takePending);
    connect(raw->listing.get(), &Listing::finished, this,
            [this, raw](const std::optional<Error> &error) { pageFinished(raw, error); });
    m_pages.push_back(std::move(page));
}

/// Asks how many keys of `rest` lie beyond those that share `depth` bytes with `lastKey`, or more bytes where
/// none can. A server walks through what it counts, so the next name is asked for before everything is.
void IndexLoader::startProbe(const QByteArray &lastKey, const KeyRange &rest, qint64 count, qsizetype depth,
                             Probe probe)
{
    QByteArray beyond;
    for (;; ++depth) {
        if (depth > lastKey.size()) {
            add(rest);
            return;
        }
        beyond = prefixSuccessor(QByteArrayView(lastKey).first(depth));
        if (!beyond.isEmpty() && rest.contains(beyond))
            break;
    }
    const QByteArray until = probe == Probe::Next ? prefixSuccessor(beyond) : QByteArray();
    auto page = std::make_unique<Page>();
    page->isProbe = true;
    page->probeKey = lastKey;
    page->probeCount = count;
    page->probeDepth = depth;
    page->probeBeyond = beyond;
    page->probeUntil = !until.isEmpty() && rest.contains(until) ? until : QByteArray();
    page->interval = {rest, largePage};
    ListQuery query;
    query.range = page->probeUntil.isEmpty() ? rest.startingAt(beyond) : KeyRange::span(beyond, until);
    query.countOnly = true; // costs a server far less than the first of them
    query.at = m_position;
    page->listing = m_store.list(query);
    Page *raw = page.get();
    connect(raw->listing.get(), &Listing::finished, this,
            [this, raw](const std::optional<Error> &error) { pageFinished(raw, error); });
    m_pages.push_back(std::move(page));
}

void IndexLoader::takePending()
{
    if (!m_active)
        return;
    const QPointer<IndexLoader> alive(this);
    const quint64 run = m_run;
    bool taken = false;
    bool left = false;
    for (size_t i = 0; i < m_pages.size(); ++i) {
        Page *page = m_pages[i].get();
        EntryBatch &pending = page->listing->pending();
        if (page->isProbe || pending.isEmpty())
            continue;
        if (!taken && m_pacer.ready()) {
            if (!isSameHistory(*page))
                return;
            m_pacer.batchStarted();
            if (!takeBatch(*page)) {
                fail({.kind = ErrorKind::Protocol,
                      .fate = RequestFate::Answered,
                      .detail = QStringLiteral("the server listed keys out of order or beyond the range")});
                return;
            }
            m_pacer.batchApplied();
            taken = true;
        }
        left = left || !pending.isEmpty();
        const bool full = pending.memorySize() > pendingBound;
        if (full != page->paused && !page->ended) {
            page->paused = full;
            page->listing->setPaused(full);
        }
    }
    if (left)
        (void)m_pacer.ready(); // asks for wake()
    if (taken)
        emit progressed();
    if (!alive || m_run != run || !m_active)
        return;
    // Pages whose listing ended and whose entries are all taken.
    for (size_t i = 0; i < m_pages.size();) {
        Page *page = m_pages[i].get();
        if (!page->ended || (!page->isProbe && !page->listing->pending().isEmpty())) {
            ++i;
            continue;
        }
        const auto done = std::move(m_pages[i]);
        m_pages.erase(m_pages.begin() + qsizetype(i));
        settle(*done);
        if (!alive || m_run != run || !m_active)
            return;
    }
    pump();
    checkEnd();
}

/// Files keys of a page for as long as a batch may take. False when they are not in order.
bool IndexLoader::takeBatch(Page &page)
{
    EntryBatch &pending = page.listing->pending();
    do {
        const qsizetype until = std::min(pending.size(), page.taken + stepKeys);
        if (!isInOrder(page, until))
            return false;
        m_index.insertListing(pending, page.taken, until);
        m_loaded += until - page.taken;
        page.received += until - page.taken;
        page.lastKey = pending.key(until - 1).toByteArray();
        page.taken = until;
    } while (page.taken < pending.size() && m_pacer.hasTime());
    if (page.taken == pending.size()) {
        pending.clear();
        page.taken = 0;
    }
    return true;
}

void IndexLoader::pageFinished(Page *page, const std::optional<Error> &error)
{
    page->ended = true;
    page->error = error;
    // The signal comes from inside the listing: its page is taken apart later, from the loop.
    QMetaObject::invokeMethod(this, &IndexLoader::takePending, Qt::QueuedConnection);
}

/// False when it has ended the run.
bool IndexLoader::isSameHistory(const Page &page)
{
    const quint64 cluster = page.listing->clusterId();
    const Position position = page.listing->position();
    const Position reached = m_position.isValid() ? m_position : m_notBefore;
    const bool isOther = cluster != 0 && m_clusterId != 0 && cluster != m_clusterId;
    if (!isOther && (!position.isValid() || position >= reached)) {
        if (cluster != 0)
            m_clusterId = cluster;
        return true;
    }
    m_otherHistory = true;
    m_clusterId = 0;
    fail({.kind = ErrorKind::Compacted,
          .fate = RequestFate::Answered,
          .detail = isOther ? QStringLiteral("another cluster answers")
                            : QStringLiteral("the store was at revision %1 and is at %2 now")
                                  .arg(reached.value)
                                  .arg(position.value)});
    return false;
}

/// Whether the next keys go on where the last ones ended, inside the range: what does not would be asked for
/// again and again.
bool IndexLoader::isInOrder(const Page &page, qsizetype until)
{
    const EntryBatch &pending = page.listing->pending();
    const QByteArrayView first = pending.key(page.taken);
    const QByteArrayView last = pending.key(until - 1);
    return page.interval.range.contains(first) && page.interval.range.contains(last) && first <= last &&
           (page.lastKey.isEmpty() || QByteArrayView(page.lastKey) < first);
}

/// What is missing of a page waits for resume(): everything after the last key that came.
void IndexLoader::requeue(Page &page)
{
    if (page.isProbe || page.lastKey.isEmpty()) {
        m_waiting.push_front(page.interval);
        return;
    }
    // The rest must be of the same position as what came, or changes between the two would be missed.
    if (!m_position.isValid())
        m_position = page.listing->position();
    if (m_position.isValid()) {
        Interval rest = page.interval;
        rest.range = rest.range.startingAt(successorOf(page.lastKey));
        rest.before += page.received;
        m_waiting.push_front(rest);
        return;
    }
    if (!std::exchange(m_compare, true))
        m_index.beginComparison();
    m_loaded -= page.received;
    m_waiting.push_front(page.interval);
}

void IndexLoader::settle(Page &page)
{
    if (page.error) {
        if (page.error->kind == ErrorKind::PermissionDenied)
            if (const KeyRange *whole = m_ranges.find(page.interval.range.begin))
                m_refused = *whole;
        requeue(page);
        fail(*page.error);
        return;
    }
    if (!isSameHistory(page))
        return;
    const qint64 total = page.listing->total();
    if (page.isProbe) {
        const KeyRange &rest = page.interval.range;
        if (total == 0 && !page.probeUntil.isEmpty()) {
            startProbe(page.probeKey, rest, page.probeCount, page.probeDepth, Probe::All);
        } else if (total == 0) {
            startProbe(page.probeKey, rest, page.probeCount, page.probeDepth + 1, Probe::Next);
        } else if (!page.probeUntil.isEmpty()) {
            // Names differ here. How many there are is not known, and need not be.
            add(KeyRange::span(rest.begin, page.probeBeyond));
            split(page.probeBeyond, rest.startingAt(page.probeBeyond), page.probeCount);
        } else {
            // The keys beyond the probed prefix begin here; those before it are the rest of its own subtree.
            plan(page.probeKey, KeyRange::span(rest.begin, page.probeBeyond), page.probeCount - total);
            split(page.probeBeyond, rest.startingAt(page.probeBeyond), total);
        }
        return;
    }
    if (!m_position.isValid())
        m_position = page.listing->position();
    if (!page.interval.isCounted)
        m_total += page.interval.before + total;
    if (!m_haveFirstRows && (m_loaded > 0 || (m_pages.empty() && m_waiting.empty()))) {
        m_haveFirstRows = true;
        const QPointer<IndexLoader> alive(this);
        const quint64 run = m_run;
        emit firstRows();
        if (!alive || m_run != run)
            return;
    }
    if (page.listing->more() && page.lastKey.isEmpty()) {
        m_waiting.push_front(page.interval);
        fail({.kind = ErrorKind::Protocol,
              .fate = RequestFate::Answered,
              .detail = QStringLiteral("the server says that there are more keys and sends none")});
        return;
    }
    if (page.listing->more())
        plan(page.lastKey, page.interval.range.startingAt(successorOf(page.lastKey)), total - page.received);
}

void IndexLoader::plan(const QByteArray &lastKey, const KeyRange &rest, qint64 count)
{
    const qint64 pageSize = std::min<qint64>(largePage, m_store.pageLimit());
    if (count <= 4 * pageSize) {
        add(rest);
        return;
    }
    startProbe(lastKey, rest, count, 1, Probe::Next);
}

/// Cuts `rest`, which begins at `beyond`, where its keys are likely to differ: in the last byte of `beyond`.
void IndexLoader::split(const QByteArray &beyond, const KeyRange &rest, qint64 count)
{
    const qint64 pageSize = std::min<qint64>(largePage, m_store.pageLimit());
    if (count <= pageSize) {
        add(rest);
        return;
    }
    // One range per byte within the kind of byte the names go on with, then coarser ones per kind.
    const QByteArray stem = beyond.first(beyond.size() - 1);
    QByteArray begin = rest.begin;
    const auto cutAt = [&](uchar byte) {
        const QByteArray end = stem + char(byte);
        if (end > begin && rest.contains(end)) {
            add(KeyRange::span(begin, end));
            begin = end;
        }
    };
    uchar byte = uchar(beyond.back());
    const uchar classEnd = endOfClass(byte);
    while (byte < classEnd)
        cutAt(++byte);
    while (byte < 0xff) {
        byte = endOfClass(byte);
        cutAt(byte);
    }
    add(rest.startingAt(begin));
}

void IndexLoader::add(const KeyRange &range)
{
    if (!range.isEmpty())
        m_waiting.push_back({range, largePage});
}

void IndexLoader::fail(const Error &error)
{
    // Other pages go back to the queue from where they are.
    for (const auto &page : m_pages)
        requeue(*page);
    m_pages.clear();
    m_active = false;
    emit finished(error);
}

void IndexLoader::checkEnd()
{
    if (!m_active || !m_pages.empty() || !m_waiting.empty())
        return;
    if (m_compare)
        m_sweep.start();
    else
        sweep();
}

void IndexLoader::sweep()
{
    if (m_compare && m_index.sweepUnseen(m_position.value, sweepKeys))
        return;
    m_sweep.stop();
    m_active = false;
    const QPointer<IndexLoader> alive(this);
    const quint64 run = m_run;
    emit progressed();
    if (alive && m_run == run)
        emit finished(std::nullopt);
}

} // namespace etcdscope
