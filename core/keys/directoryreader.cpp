// SPDX-License-Identifier: Apache-2.0
#include "core/keys/directoryreader.h"

#include "core/keys/keyindex.h"
#include "core/keys/keytree.h"

#include <QPointer>

#include <algorithm>

namespace etcdscope {

namespace {

constexpr qint64 smallPage = 200; // enough to fill a window, little to throw away
constexpr qint64 largePage = 4'000;
constexpr qint64 smallRest = 1'000;
constexpr size_t mostRests = 4;
constexpr qsizetype stepKeys = 1'000; // some 0.5 ms of work

QByteArray successorOf(const QByteArray &key)
{
    return key + '\0';
}

/// What a set has from `key` on.
KeyRanges startingAt(const KeyRanges &ranges, const QByteArray &key)
{
    return ranges.within(KeyRange::from(key));
}

} // namespace

DirectoryReader::DirectoryReader(KeyStore &store, KeyIndex &index, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_index(index)
{
    connect(&m_slicer, &Slicer::finished, this, &DirectoryReader::go);
}

DirectoryReader::~DirectoryReader() = default;

void DirectoryReader::read(const QByteArray &prefix, const KeyRanges &scope)
{
    cancel();
    m_prefix = prefix;
    m_scope = scope;
    m_ranges = scope.within(KeyRange::prefix(prefix));
    m_isBegun = false;
    m_refused.reset();
    m_position = {};
    m_pageSize = smallPage;
    m_keysRead = 0;
    m_total = 0;
    m_active = true;
    go();
}

void DirectoryReader::cancel()
{
    m_active = false;
    m_slicer.cancel();
    // Their signals may be on the stack, and must not be taken for those of a later read.
    const auto drop = [this](std::unique_ptr<Listing> &listing) {
        if (!listing)
            return;
        listing->disconnect(this);
        listing.release()->deleteLater();
    };
    drop(m_page);
    for (const auto &rest : m_rests)
        drop(rest->listing);
    m_rests.clear();
}

/// Asks for what comes next, from the event loop at the earliest.
void DirectoryReader::go()
{
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!m_active || m_page || m_slicer.isActive() || m_rests.size() >= mostRests)
                return;
            if (!m_ranges.isEmpty()) {
                askPage();
                return;
            }
            if (const auto own = m_index.findDirectory(m_prefix); own && !m_position.isValid())
                m_index.forgetUnlistedIn(*own); // nothing of it is in the scope any more
            if (m_rests.empty())
                end(std::nullopt);
        },
        Qt::QueuedConnection);
}

void DirectoryReader::askPage()
{
    ListQuery query;
    query.range = m_ranges.front();
    const StoreFeatures features = m_store.features();
    if (features.pages)
        query.limit = std::min<qint64>(m_pageSize, m_store.pageLimit());
    query.oneLevel = !features.pages;
    if (features.history)
        query.at = m_position;
    query.keysOnly = true;
    m_page = m_store.list(query);
    m_page->setParent(this); // it must not outlive the store
    connect(m_page.get(), &Listing::finished, this, &DirectoryReader::pageEnded);
}

void DirectoryReader::pageEnded(const std::optional<Error> &error)
{
    if (!m_active)
        return;
    const std::shared_ptr<Listing> page(m_page.release(), [](Listing *one) { one->deleteLater(); });
    if (error) {
        noteRefusal(*error, m_ranges.front());
        end(*error);
        return;
    }
    if (!m_position.isValid())
        m_position = page->position();
    if (!m_store.features().pages) {
        insertLevel(page);
        return;
    }
    EntryBatch entries;
    entries.swap(page->pending());
    if (page->more() && entries.isEmpty()) {
        end(Error{.kind = ErrorKind::Protocol,
                  .fate = RequestFate::Answered,
                  .detail = QStringLiteral("the server says that there are more keys and sends none")});
        return;
    }
    const bool beginsRange = !std::exchange(m_isBegun, true);
    const bool isFirst = beginsRange && m_total == 0 && m_keysRead == 0;
    if (const auto own = m_index.findDirectory(m_prefix); isFirst && own)
        m_index.forgetUnlistedIn(*own);
    insert(*page, entries);
    if (!m_active)
        return;
    if (beginsRange) {
        m_total += page->total();
        setCount(m_prefix, m_total);
    }
    if (!page->more()) {
        m_ranges = m_ranges.without(m_ranges.front());
        m_isBegun = false;
        go();
        return;
    }
    const QByteArray last = entries.key(entries.size() - 1).toByteArray();
    const KeyPiece piece = keyPiece(last, m_prefix.size(), m_index.separator());
    if (piece.isDirectory) {
        leaveOut(last.first(piece.end), last);
        m_pageSize = smallPage;
    } else {
        m_ranges = startingAt(m_ranges, successorOf(last));
        m_pageSize = std::min(4 * m_pageSize, largePage);
    }
    go();
}

/// A level comes whole, however many keys it has.
void DirectoryReader::insertLevel(std::shared_ptr<Listing> level)
{
    if (const quint64 cluster = level->clusterId(); cluster != 0)
        m_clusterId = cluster;
    m_slicer.start([this, level = std::move(level), taken = qsizetype(0)]() mutable {
        if (insertSome(*level, &taken))
            return true;
        m_ranges = m_ranges.without(m_ranges.front());
        emit progressed();
        return false;
    });
}

/// False when nothing is left.
bool DirectoryReader::insertSome(Listing &level, qsizetype *taken)
{
    const EntryBatch &entries = level.pending();
    const qsizetype until = std::min(entries.size(), *taken + stepKeys);
    m_index.insertListing(entries, *taken, until);
    m_keysRead += until - *taken;
    for (qsizetype i = *taken; i < until; ++i) {
        const QByteArrayView key = entries.key(i);
        if (entries.at(i).kind != Entry::Kind::Directory || m_ranges.front().begin.startsWith(key) ||
            (m_isRead && m_isRead(key)))
            continue;
        if (const auto directory = m_index.findDirectory(key))
            m_index.setUnread(*directory);
    }
    *taken = until;
    return until < entries.size();
}

/// Goes on behind a directory, of which nothing after `last` was read.
void DirectoryReader::leaveOut(const QByteArray &directory, const QByteArray &last)
{
    auto rest = std::make_unique<Rest>();
    rest->directory = directory;
    rest->last = last;
    rest->ranges = startingAt(m_ranges, successorOf(last)).within(KeyRange::prefix(directory));
    askRest(std::move(rest), true);
    const KeyRange own = m_ranges.front();
    const QByteArray behind = prefixSuccessor(directory);
    m_ranges = behind.isEmpty() ? KeyRanges() : startingAt(m_ranges, behind);
    m_isBegun = !m_ranges.isEmpty() && own.contains(m_ranges.front().begin);
}

void DirectoryReader::askRest(std::unique_ptr<Rest> rest, bool isCount)
{
    rest->asked = isCount ? m_scope.within(KeyRange::prefix(rest->directory)) : rest->ranges;
    rest->part = 0;
    rest->isCount = isCount;
    if (rest->asked.isEmpty())
        return;
    askPart(*rest);
    m_rests.push_back(std::move(rest));
}

void DirectoryReader::askPart(Rest &rest)
{
    ListQuery query;
    query.range = rest.asked[rest.part];
    query.at = m_position;
    query.countOnly = rest.isCount;
    query.keysOnly = true;
    rest.listing = m_store.list(query);
    rest.listing->setParent(this);
    connect(rest.listing.get(), &Listing::finished, this,
            [this, raw = &rest](const std::optional<Error> &error) { restEnded(raw, error); });
}

void DirectoryReader::restEnded(Rest *rest, const std::optional<Error> &error)
{
    const auto find = [&] {
        return std::ranges::find_if(m_rests, [rest](const auto &one) { return one.get() == rest; });
    };
    if (!m_active || find() == m_rests.end())
        return;
    Listing *const listing = rest->listing.release();
    listing->deleteLater(); // the sender
    if (error) {
        noteRefusal(*error, rest->asked[rest->part]);
        end(*error);
        return;
    }
    if (rest->isCount) {
        rest->counted += listing->total();
        if (QByteArrayView(rest->asked[rest->part].begin) > QByteArrayView(rest->last))
            m_total += listing->total(); // no page of this range has come
    } else {
        EntryBatch entries;
        entries.swap(listing->pending());
        insert(*listing, entries);
    }
    const auto at = find();
    if (!m_active || at == m_rests.end())
        return;
    if (++rest->part < rest->asked.size()) {
        askPart(*rest);
        return;
    }
    std::unique_ptr<Rest> done = std::move(*at);
    m_rests.erase(at);
    if (done->isCount)
        restCounted(std::move(done));
    if (m_active)
        go();
}

void DirectoryReader::restCounted(std::unique_ptr<Rest> rest)
{
    const qint64 left = setCount(rest->directory, rest->counted);
    setCount(m_prefix, m_total); // what is unlisted there now was counted here till now
    if (left > 0 && left <= smallRest)
        askRest(std::move(rest), false);
    emit progressed();
}

void DirectoryReader::noteRefusal(const Error &error, const KeyRange &asked)
{
    if (const KeyRange *whole = m_scope.find(asked.begin); whole && error.kind == ErrorKind::PermissionDenied)
        m_refused = *whole;
}

/// The store has `count` keys in a directory: what the index lacks of them is unlisted. Returns how many.
qint64 DirectoryReader::setCount(const QByteArray &prefix, qint64 count)
{
    const auto directory = m_index.findDirectory(prefix);
    if (!directory)
        return 0;
    const qint64 here = m_index.keyCount(*directory) - m_index.unlistedCount(*directory);
    m_index.setUnlisted(*directory, std::max<qint64>(0, count - here), m_position.value);
    return std::max<qint64>(0, count - here);
}

void DirectoryReader::insert(const Listing &listing, EntryBatch &entries)
{
    if (const quint64 cluster = listing.clusterId(); cluster != 0)
        m_clusterId = cluster;
    m_index.insertListing(entries, 0, entries.size());
    m_keysRead += entries.size();
    emit progressed();
}

void DirectoryReader::end(const std::optional<Error> &error)
{
    const QPointer<DirectoryReader> alive(this);
    cancel();
    if (!error) {
        if (const auto directory = m_index.findDirectory(m_prefix))
            m_index.setUnlisted(*directory, 0, m_position.value);
    }
    emit finished(error);
}

} // namespace etcdscope
