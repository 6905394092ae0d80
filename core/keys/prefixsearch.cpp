// SPDX-License-Identifier: Apache-2.0
#include "core/keys/prefixsearch.h"

#include <algorithm>

namespace etcdscope {

namespace {

constexpr qint64 keysAPage = 2'000;

} // namespace

PrefixSearch::PrefixSearch(KeyStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
}

PrefixSearch::~PrefixSearch() = default;

void PrefixSearch::start(const QByteArray &prefix)
{
    dropListing();
    m_prefix = prefix;
    m_entries.clear();
    m_position = {};
    m_total = 0;
    m_error.reset();
    readPage();
}

void PrefixSearch::cancel()
{
    dropListing();
}

void PrefixSearch::readPage()
{
    ListQuery query;
    query.range = KeyRange::prefix(m_prefix);
    if (!m_entries.isEmpty())
        query.range = query.range.startingAt(m_entries.key(m_entries.size() - 1).toByteArray() + '\0');
    const StoreFeatures features = m_store.features();
    const qint64 page = features.pages ? std::min(keysAPage, qint64(m_store.pageLimit())) : mostKeys;
    query.limit = std::min(page, mostKeys - m_entries.size());
    if (features.history)
        query.at = m_position;
    query.keysOnly = true;
    m_pageBegin = m_entries.size();
    m_listing = m_store.list(query);
    connect(m_listing.get(), &Listing::received, this, &PrefixSearch::takePending);
    connect(m_listing.get(), &Listing::finished, this, &PrefixSearch::pageFinished);
}

void PrefixSearch::takePending()
{
    EntryBatch &pending = m_listing->pending();
    for (qsizetype i = 0; i < pending.size() && m_entries.size() < mostKeys; ++i)
        m_entries.append(pending.key(i), {}, pending.at(i));
    pending.clear();
}

void PrefixSearch::pageFinished(const std::optional<Error> &error)
{
    takePending();
    const qint64 total = m_listing->total();
    const Position position = m_listing->position();
    const bool more = m_listing->more();
    const bool hasGrown = m_entries.size() > m_pageBegin;
    dropListing();
    if (error) {
        m_error = error;
        emit finished();
        return;
    }
    if (!m_position.isValid()) {
        m_position = position;
        m_total = std::max<qint64>(total, m_entries.size());
    }
    // A page that brings nothing and promises more would be asked for without end.
    if (!more || !hasGrown || m_entries.size() >= mostKeys) {
        emit finished();
        return;
    }
    readPage();
    emit progressed();
}

/// It may be the sender.
void PrefixSearch::dropListing()
{
    if (auto *const listing = m_listing.release()) {
        listing->disconnect(this);
        listing->setParent(this); // it must not outlive the store
        listing->deleteLater();
    }
}

} // namespace etcdscope
