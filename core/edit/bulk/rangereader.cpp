// SPDX-License-Identifier: Apache-2.0
#include "core/edit/bulk/rangereader.h"

#include <QPointer>

#include <algorithm>

namespace etcdscope {

namespace {
constexpr qint64 firstPage = 64; // keys, while nothing is known of their size
constexpr qint64 largestPage = 20'000;
constexpr qint64 pageBytes = 8 * 1024 * 1024;
} // namespace

RangeReader::RangeReader(KeyStore &store, std::vector<KeyRange> ranges, Position at, bool keysOnly,
                         QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_ranges(std::move(ranges))
    , m_at(at)
    , m_keysOnly(keysOnly)
{
}

RangeReader::~RangeReader() = default;

void RangeReader::start()
{
    QMetaObject::invokeMethod(this, &RangeReader::nextPage, Qt::QueuedConnection);
}

void RangeReader::nextPage()
{
    m_listing.reset();
    if (m_part >= m_ranges.size()) {
        emit finished(std::nullopt);
        return;
    }
    const KeyRange &range = m_ranges[m_part];
    ListQuery query;
    query.range = m_firstPage ? range : range.startingAt(m_last + '\0');
    const StoreFeatures features = m_store.features();
    if (features.history)
        query.at = m_at;
    query.keysOnly = m_keysOnly;
    const qint64 most = std::min<qint64>(largestPage, m_store.pageLimit());
    query.limit = !features.pages ? 0
                  : m_keysOnly    ? most
                  : m_keys == 0
                      ? std::min(firstPage, most)
                      : std::clamp<qint64>(pageBytes * m_keys / std::max<qint64>(m_bytes, 1), 16, most);
    m_listing = m_store.list(query);
    connect(m_listing.get(), &Listing::received, this, &RangeReader::take);
    connect(m_listing.get(), &Listing::finished, this, &RangeReader::pageEnded);
}

void RangeReader::take()
{
    EntryBatch &batch = m_listing->pending();
    if (batch.isEmpty())
        return;
    m_last = batch.key(batch.size() - 1).toByteArray();
    m_keys += batch.size();
    m_bytes += batch.byteSize();
    const QPointer<RangeReader> alive(this);
    emit received(m_part, batch);
    if (alive)
        batch.clear();
}

void RangeReader::pageEnded(const std::optional<Error> &error)
{
    const QPointer<RangeReader> alive(this);
    take();
    if (!alive)
        return;
    if (error) {
        emit finished(error);
        return;
    }
    if (!m_at.isValid())
        m_at = m_listing->position();
    if (m_firstPage)
        m_total += m_listing->total();
    const bool more = m_listing->more() && !m_last.isEmpty();
    m_firstPage = !more;
    if (!more)
        ++m_part;
    // The listing speaks here: it goes when it is done.
    QMetaObject::invokeMethod(this, &RangeReader::nextPage, Qt::QueuedConnection);
}

} // namespace etcdscope
