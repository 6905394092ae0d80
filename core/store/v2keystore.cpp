// SPDX-License-Identifier: Apache-2.0
#include "core/store/v2keystore.h"

#include "core/store/v2changestream.h"
#include "core/store/v2commit.h"
#include "core/store/v2entries.h"
#include "core/store/v2listing.h"
#include "core/store/v2locks.h"
#include "core/store/v2status.h"

#include <limits>

namespace etcdscope {

namespace {

constexpr qint64 largestForm = 10 * 1024 * 1024; // etcd reads no more; a form takes up to three bytes a byte

} // namespace

V2KeyStore::V2KeyStore(std::shared_ptr<v2::Client> client, QObject *parent)
    : KeyStore(parent)
    , m_keys(std::move(client))
    , m_polls(std::make_shared<int>(0))
{
}

V2KeyStore::~V2KeyStore() = default;

Locks *V2KeyStore::locks()
{
    if (!m_locks)
        m_locks = std::make_unique<V2Locks>(m_keys);
    return m_locks.get();
}

StoreFeatures V2KeyStore::features() const
{
    return {.binaryKeysAndValues = false,
            .transactions = false,
            .history = false,
            .leases = false,
            .timeToLive = true,
            .explicitDirectories = true,
            .pages = false,
            .inOrderKeys = true,
            .quietRefresh = true,
            .hiddenKeys = true,
            .transactionLimit = 1,
            .requestLimit = largestForm};
}

Call<ReadResult> V2KeyStore::get(const QByteArray &key, const ReadOptions &options)
{
    if (options.at.isValid())
        return answered<ReadResult>(
            Error{.kind = ErrorKind::Unsupported,
                  .detail = QStringLiteral("the v2 API cannot read at an older index")});
    const bool isDirectory = v2entries::isDirectoryKey(key);
    return m_keys
        .get(key, {.wantAbsence = true, .quorum = !options.serializable, .deadline = options.deadline})
        .transform([isDirectory](const Result<v2::KeysAnswer> &answer) -> Result<ReadResult> {
            if (!answer)
                return answer.error();
            ReadResult result;
            result.position = {answer->headers.etcdIndex};
            if (!answer->isAbsent && answer->node.isDirectory == isDirectory)
                result.entry = v2entries::entry(answer->node);
            return result;
        });
}

std::unique_ptr<Listing> V2KeyStore::list(const ListQuery &query)
{
    return std::make_unique<V2Listing>(m_keys, query);
}

std::unique_ptr<ChangeStream> V2KeyStore::watch(const WatchQuery &query)
{
    return std::make_unique<V2ChangeStream>(m_keys, query, m_polls);
}

Call<TransactionResult> V2KeyStore::commit(const Transaction &transaction)
{
    return V2Commit::run(m_keys, transaction, this);
}

Call<Entry> V2KeyStore::createInOrder(const QByteArray &directory, const QByteArray &value,
                                      const TimeToLive &timeToLive)
{
    std::optional<qint64> seconds;
    if (timeToLive.kind == TimeToLive::Kind::Seconds)
        seconds = timeToLive.seconds;
    return m_keys.createInOrder(directory, value, seconds)
        .transform([](const Result<v2::KeysAnswer> &answer) -> Result<Entry> {
            if (!answer)
                return answer.error();
            return v2entries::entry(answer->node);
        });
}

Call<Position> V2KeyStore::compact(Position, bool)
{
    return answered<Position>(Error{.kind = ErrorKind::Unsupported,
                                    .detail = QStringLiteral("the v2 API keeps no history to compact")});
}

Call<StoreStatus> V2KeyStore::status()
{
    return V2Status::ask(m_keys.sharedClient(), this);
}

int V2KeyStore::pageLimit() const
{
    return std::numeric_limits<int>::max(); // there are no pages
}

} // namespace etcdscope
