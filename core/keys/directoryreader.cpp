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

QByteArray successorOf(const QByteArray &key)
{
    return key + '\0';
}

/// What both ranges have.
KeyRange within(const KeyRange &range, const KeyRange &scope)
{
    KeyRange both = range.startingAt(scope.begin);
    if (scope.extent == KeyRange::Extent::Span &&
        (both.extent != KeyRange::Extent::Span || QByteArrayView(scope.end) < QByteArrayView(both.end)))
        both = KeyRange::span(both.begin, scope.end);
    return both;
}

} // namespace

DirectoryReader::DirectoryReader(KeyStore &store, KeyIndex &index, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_index(index)
{
}

DirectoryReader::~DirectoryReader() = default;

void DirectoryReader::read(const QByteArray &prefix, const KeyRange &scope)
{
    cancel();
    m_prefix = prefix;
    m_scope = scope;
    m_range = within(KeyRange::prefix(prefix), scope);
    m_position = {};
    m_pageSize = smallPage;
    m_keysRead = 0;
    m_active = true;
    go();
}

void DirectoryReader::cancel()
{
    m_active = false;
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
            if (!m_active || m_page || m_rests.size() >= mostRests)
                return;
            if (!m_range.isEmpty())
                askPage();
            else if (m_rests.empty())
                end(std::nullopt);
        },
        Qt::QueuedConnection);
}

void DirectoryReader::askPage()
{
    ListQuery query;
    query.range = m_range;
    query.limit = std::min<qint64>(m_pageSize, m_store.pageLimit());
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
    const std::unique_ptr<Listing, void (*)(Listing *)> page(m_page.release(),
                                                             [](Listing *one) { one->deleteLater(); });
    if (error) {
        end(*error);
        return;
    }
    if (!m_position.isValid())
        m_position = page->position();
    EntryBatch entries;
    entries.swap(page->pending());
    if (page->more() && entries.isEmpty()) {
        end(Error{.kind = ErrorKind::Protocol,
                  .fate = RequestFate::Answered,
                  .detail = QStringLiteral("the server says that there are more keys and sends none")});
        return;
    }
    const bool isFirst = m_keysRead == 0;
    if (const auto own = m_index.findDirectory(m_prefix); isFirst && own)
        m_index.forgetUnlistedIn(*own);
    insert(*page, entries);
    if (!m_active)
        return;
    if (isFirst)
        setCount(m_prefix, page->total());
    if (!page->more()) {
        m_range = KeyRange::span({}, {});
        go();
        return;
    }
    const QByteArray last = entries.key(entries.size() - 1).toByteArray();
    const KeyPiece piece = keyPiece(last, m_prefix.size(), m_index.separator());
    if (piece.isDirectory) {
        const QByteArray directory = last.first(piece.end);
        const QByteArray behind = prefixSuccessor(directory);
        const bool isOpenEnd = behind.isEmpty();
        const KeyRange rest = m_range.startingAt(successorOf(last));
        askRest(directory, isOpenEnd ? rest : within(KeyRange::span(rest.begin, behind), m_range), true);
        m_range = isOpenEnd ? KeyRange::span({}, {}) : m_range.startingAt(behind);
        m_pageSize = smallPage;
    } else {
        m_range = m_range.startingAt(successorOf(last));
        m_pageSize = std::min(4 * m_pageSize, largePage);
    }
    go();
}

void DirectoryReader::askRest(const QByteArray &directory, const KeyRange &range, bool isCount)
{
    auto rest = std::make_unique<Rest>();
    rest->directory = directory;
    rest->range = range;
    rest->isCount = isCount;
    ListQuery query;
    query.range = isCount ? within(KeyRange::prefix(directory), m_scope) : range;
    query.at = m_position;
    query.countOnly = isCount;
    query.keysOnly = true;
    rest->listing = m_store.list(query);
    rest->listing->setParent(this);
    Rest *raw = rest.get();
    connect(raw->listing.get(), &Listing::finished, this,
            [this, raw](const std::optional<Error> &error) { restEnded(raw, error); });
    m_rests.push_back(std::move(rest));
}

void DirectoryReader::restEnded(Rest *rest, const std::optional<Error> &error)
{
    const auto at = std::ranges::find_if(m_rests, [rest](const auto &one) { return one.get() == rest; });
    if (!m_active || at == m_rests.end())
        return;
    const std::unique_ptr<Rest> done = std::move(*at);
    m_rests.erase(at);
    Listing *const listing = done->listing.release();
    listing->deleteLater(); // the sender
    if (error) {
        end(*error);
        return;
    }
    if (!done->isCount) {
        EntryBatch entries;
        entries.swap(listing->pending());
        insert(*listing, entries);
    } else {
        const auto directory = m_index.findDirectory(done->directory);
        const qint64 before = directory ? m_index.unlistedCount(*directory) : 0;
        const qint64 left = setCount(done->directory, listing->total());
        if (const auto own = m_index.findDirectory(m_prefix); own && left > before) // counted there till now
            m_index.setUnlisted(*own, std::max<qint64>(0, m_index.unlistedCount(*own) - (left - before)),
                                m_position.value);
        if (left > 0 && left <= smallRest)
            askRest(done->directory, done->range, false);
        emit progressed();
    }
    if (m_active)
        go();
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
