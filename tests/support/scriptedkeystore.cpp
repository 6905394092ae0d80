// SPDX-License-Identifier: Apache-2.0
#include "tests/support/scriptedkeystore.h"

#include <algorithm>

namespace etcdscope {

namespace {

void append(EntryBatch &batch, const std::vector<ScriptedKey> &keys)
{
    for (const ScriptedKey &key : keys) {
        batch.append(key.key, {},
                     {.isDelete = key.isDelete,
                      .createRevision = key.revision,
                      .modRevision = key.revision,
                      .version = 1});
    }
}

Error scripted(ErrorKind kind)
{
    return {.kind = kind, .fate = RequestFate::MaybeSent, .detail = QStringLiteral("as the test says")};
}

} // namespace

void ScriptedListing::give(const std::vector<ScriptedKey> &keys)
{
    append(m_pending, keys);
    emit received();
}

void ScriptedListing::giveEntry(const Entry &entry)
{
    m_pending.append(entry.key, entry.value,
                     {.kind = entry.kind,
                      .createRevision = entry.createRevision,
                      .modRevision = entry.modRevision,
                      .version = entry.version});
    emit received();
}

void ScriptedListing::end(qint64 total, bool more)
{
    count = total;
    cut = more;
    emit finished(std::nullopt);
}

void ScriptedListing::fail(ErrorKind kind)
{
    emit finished(scripted(kind));
}

void ScriptedChanges::give(const std::vector<ScriptedKey> &changes, bool quiet)
{
    append(m_pending, changes);
    resume = {changes.back().revision};
    if (!quiet)
        emit received();
}

void ScriptedChanges::fail(ErrorKind kind)
{
    emit finished(scripted(kind));
}

Call<ReadResult> ScriptedKeyStore::get(const QByteArray &, const ReadOptions &)
{
    return reads.emplace_back().call();
}

std::unique_ptr<Listing> ScriptedKeyStore::list(const ListQuery &query)
{
    auto listing = std::make_unique<ScriptedListing>(query);
    listings.emplace_back(listing.get());
    return listing;
}

std::unique_ptr<ChangeStream> ScriptedKeyStore::watch(const WatchQuery &query)
{
    auto changes = std::make_unique<ScriptedChanges>(query);
    watches.emplace_back(changes.get());
    return changes;
}

Call<Entry> ScriptedKeyStore::createInOrder(const QByteArray &, const QByteArray &, const TimeToLive &)
{
    return creations.emplace_back().call();
}

Call<TransactionResult> ScriptedKeyStore::commit(const Transaction &transaction)
{
    transactions.push_back(transaction);
    return commits.emplace_back().call();
}

Call<Position> ScriptedKeyStore::compact(Position position, bool)
{
    return answered<Position>(position);
}

Call<StoreStatus> ScriptedKeyStore::status()
{
    return answered<StoreStatus>(StoreStatus());
}

ScriptedListing *ScriptedKeyStore::listing() const
{
    return listings.empty() ? nullptr : listings.back().data();
}

ScriptedChanges *ScriptedKeyStore::changes() const
{
    return watches.empty() ? nullptr : watches.back().data();
}

int ScriptedKeyStore::openListings() const
{
    return int(std::ranges::count_if(listings, [](const auto &listing) { return !listing.isNull(); }));
}

} // namespace etcdscope
