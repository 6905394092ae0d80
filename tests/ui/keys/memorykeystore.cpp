// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/keys/memorykeystore.h"

#include <QTimer>

#include <algorithm>

namespace etcdscope {

class MemoryKeyStore::MemoryListing final : public Listing
{
public:
    MemoryListing(MemoryKeyStore &store, const ListQuery &query)
        : m_store(store)
        , m_query(query)
    {
        store.m_listings.append(this);
        QTimer::singleShot(0, this, &MemoryListing::answer);
    }
    ~MemoryListing() override { m_store.m_listings.removeOne(this); }

    Position position() const override { return m_position; }
    qint64 total() const override { return m_total; }
    bool more() const override { return m_more; }
    void setPaused(bool) override {}

    void answer()
    {
        if (m_answered || (m_store.m_holdListings && m_store.m_online))
            return;
        m_answered = true;
        if (!m_store.m_online) {
            emit finished(offlineError(RequestFate::NotSent));
            return;
        }
        m_position = m_query.at.isValid() ? m_query.at : Position{m_store.m_revision};
        for (const auto &[key, entry] : m_store.m_entries) {
            if (!m_query.range.contains(key))
                continue;
            ++m_total;
            if (m_query.countOnly)
                continue;
            if (m_query.limit > 0 && m_pending.size() >= m_query.limit) {
                m_more = true;
                continue;
            }
            m_pending.append(key, m_query.keysOnly ? QByteArrayView() : QByteArrayView(entry.value),
                             {.createRevision = entry.createRevision,
                              .modRevision = entry.modRevision,
                              .version = entry.version,
                              .lease = entry.lease});
        }
        if (!m_pending.isEmpty())
            emit received();
        emit finished(std::nullopt);
    }

private:
    MemoryKeyStore &m_store;
    const ListQuery m_query;
    Position m_position;
    qint64 m_total = 0;
    bool m_more = false;
    bool m_answered = false;
};

class MemoryKeyStore::MemoryStream final : public ChangeStream
{
public:
    MemoryStream(MemoryKeyStore &store, const WatchQuery &query)
        : m_store(store)
        , m_query(query)
        , m_position(query.since.isValid() ? query.since : Position{store.m_revision})
    {
        store.m_streams.append(this);
        QTimer::singleShot(0, this, [this] {
            if (!m_store.m_online) {
                end(offlineError(RequestFate::NotSent));
                return;
            }
            if (m_position.value < m_store.m_compacted) {
                end(Error{.kind = ErrorKind::Compacted, .fate = RequestFate::Answered});
                return;
            }
            m_open = true;
            emit opened(Position{m_store.m_revision});
            catchUp();
        });
    }
    ~MemoryStream() override { m_store.m_streams.removeOne(this); }

    Position resumePosition() const override { return m_position; }
    void setPaused(bool) override {}
    void requestProgress() override { emit progressed(Position{m_store.m_revision}); }

    void catchUp()
    {
        if (!m_open)
            return;
        bool any = false;
        for (const Change &change : m_store.m_history) {
            if (change.entry.modRevision <= m_position.value || !m_query.range.contains(change.entry.key))
                continue;
            m_pending.append(change.entry.key,
                             m_query.wantValues ? QByteArrayView(change.entry.value) : QByteArrayView(),
                             {.isDelete = change.isDelete,
                              .createRevision = change.entry.createRevision,
                              .modRevision = change.entry.modRevision,
                              .version = change.entry.version,
                              .lease = change.entry.lease});
            any = true;
        }
        m_position = {m_store.m_revision};
        if (any)
            emit received();
        else
            emit progressed(m_position);
    }

    void end(const Error &error)
    {
        m_open = false;
        emit finished(error);
    }

private:
    MemoryKeyStore &m_store;
    const WatchQuery m_query;
    Position m_position;
    bool m_open = false;
};

MemoryKeyStore::MemoryKeyStore(QObject *parent)
    : KeyStore(parent)
{
}

MemoryKeyStore::~MemoryKeyStore() = default;

Error MemoryKeyStore::offlineError(RequestFate fate)
{
    return {.kind = ErrorKind::Network, .fate = fate, .detail = QStringLiteral("connection refused")};
}

Result<ReadResult> MemoryKeyStore::read(const QByteArray &key) const
{
    if (!m_online)
        return offlineError(RequestFate::NotSent);
    return ReadResult{entry(key), Position{m_revision}};
}

Call<ReadResult> MemoryKeyStore::get(const QByteArray &key, const ReadOptions &)
{
    m_gets.append(key);
    Promise<ReadResult> promise;
    m_heldReads.emplace_back(key, promise);
    QTimer::singleShot(0, this, &MemoryKeyStore::answerHeldReads);
    return promise.call();
}

void MemoryKeyStore::answerHeldReads()
{
    if (m_holdReads)
        return;
    const auto reads = std::exchange(m_heldReads, {});
    for (const auto &[key, promise] : reads)
        promise.finish(read(key));
}

void MemoryKeyStore::holdReads(bool hold)
{
    m_holdReads = hold;
    QTimer::singleShot(0, this, &MemoryKeyStore::answerHeldReads);
}

void MemoryKeyStore::holdListings(bool hold)
{
    m_holdListings = hold;
    const auto listings = m_listings;
    for (MemoryListing *listing : listings)
        QTimer::singleShot(0, listing, &MemoryListing::answer);
}

std::unique_ptr<Listing> MemoryKeyStore::list(const ListQuery &query)
{
    ++m_lists;
    return std::make_unique<MemoryListing>(*this, query);
}

std::unique_ptr<ChangeStream> MemoryKeyStore::watch(const WatchQuery &query)
{
    return std::make_unique<MemoryStream>(*this, query);
}

bool MemoryKeyStore::holds(const Condition &condition) const
{
    if (!condition.rangeEnd.isEmpty()) {
        const KeyRange range = condition.rangeEnd == QByteArray(1, '\0')
                                   ? KeyRange::from(condition.key)
                                   : KeyRange::span(condition.key, condition.rangeEnd);
        return std::ranges::all_of(m_entries, [&](const auto &held) {
            Condition one = condition;
            one.key = held.first;
            one.rangeEnd.clear();
            return !range.contains(held.first) || holds(one);
        });
    }
    const auto found = entry(condition.key);
    qint64 number = 0;
    switch (condition.target) {
    case Condition::Target::ModRevision:
        number = found ? found->modRevision : 0;
        break;
    case Condition::Target::CreateRevision:
        number = found ? found->createRevision : 0;
        break;
    case Condition::Target::Version:
        number = found ? found->version : 0;
        break;
    case Condition::Target::Existence:
        number = found ? 1 : 0;
        break;
    case Condition::Target::Lease:
        number = found ? found->lease : 0;
        break;
    case Condition::Target::Value:
        return found && found->value == condition.value;
    }
    switch (condition.relation) {
    case Condition::Relation::Equal:
        return number == condition.number;
    case Condition::Relation::NotEqual:
        return number != condition.number;
    case Condition::Relation::Less:
        return number < condition.number;
    case Condition::Relation::Greater:
        return number > condition.number;
    }
    return false;
}

StepResult MemoryKeyStore::run(const Step &step)
{
    StepResult result;
    if (const auto *const put = std::get_if<PutStep>(&step)) {
        const auto before = entry(put->key);
        qint64 lease = before ? before->lease : 0;
        if (put->lease.kind != LeaseChoice::Kind::Keep)
            lease = put->lease.id;
        this->put(put->key, put->value, lease);
    } else if (const auto *const removal = std::get_if<RemoveStep>(&step)) {
        QList<QByteArray> doomed;
        for (const auto &[key, entry] : m_entries)
            if (removal->range.contains(key))
                doomed.append(key);
        for (const QByteArray &key : doomed)
            remove(key);
        result.removed = doomed.size();
    } else if (const auto *const reading = std::get_if<ReadStep>(&step)) {
        for (const auto &[key, entry] : m_entries)
            if (reading->range.contains(key))
                result.entries.push_back(entry);
    }
    return result;
}

Call<TransactionResult> MemoryKeyStore::commit(const Transaction &transaction)
{
    m_commits.push_back(transaction);
    if (auto act = std::exchange(m_beforeCommit, nullptr))
        act();
    const auto failure = std::exchange(m_failure, std::nullopt);
    if (!m_online)
        return answered<TransactionResult>(offlineError(RequestFate::NotSent));
    if (failure && !failure->second)
        return answered<TransactionResult>(failure->first);
    TransactionResult result;
    result.succeeded =
        std::ranges::all_of(transaction.conditions, [this](const Condition &one) { return holds(one); });
    const auto &steps = result.succeeded ? transaction.success : transaction.failure;
    const bool mutates =
        std::ranges::any_of(steps, [](const Step &s) { return !std::holds_alternative<ReadStep>(s); });
    m_inTransaction = mutates;
    if (mutates)
        ++m_revision;
    for (const Step &step : steps)
        result.steps.push_back(run(step));
    m_inTransaction = false;
    result.position = {m_revision};
    if (mutates)
        record({});
    if (failure)
        return answered<TransactionResult>(failure->first);
    return answered<TransactionResult>(std::move(result));
}

qint64 MemoryKeyStore::put(const QByteArray &key, const QByteArray &value, qint64 lease)
{
    if (!m_inTransaction)
        ++m_revision;
    Entry &entry = m_entries[key];
    entry.key = key;
    entry.value = value;
    entry.lease = lease;
    entry.modRevision = m_revision;
    if (++entry.version == 1)
        entry.createRevision = m_revision;
    record({entry, false});
    return m_revision;
}

qint64 MemoryKeyStore::remove(const QByteArray &key)
{
    if (!m_entries.contains(key))
        return m_revision;
    if (!m_inTransaction)
        ++m_revision;
    m_entries.erase(key);
    record({Entry{.key = key, .modRevision = m_revision}, true});
    return m_revision;
}

void MemoryKeyStore::record(Change change)
{
    if (!change.entry.key.isEmpty())
        m_history.push_back(std::move(change));
    if (m_inTransaction)
        return;
    const auto streams = m_streams;
    for (MemoryStream *stream : streams)
        QTimer::singleShot(0, stream, &MemoryStream::catchUp);
}

std::optional<Entry> MemoryKeyStore::entry(const QByteArray &key) const
{
    const auto it = m_entries.find(key);
    return it == m_entries.end() ? std::nullopt : std::optional(it->second);
}

Call<Position> MemoryKeyStore::compact(Position position, bool)
{
    m_compacted = position.value;
    return answered<Position>(Position{m_revision});
}

Call<StoreStatus> MemoryKeyStore::status()
{
    if (!m_online)
        return answered<StoreStatus>(offlineError(RequestFate::NotSent));
    StoreStatus status;
    status.version = "3.5.0";
    status.leaderId = 1;
    status.position = {m_revision};
    return answered<StoreStatus>(std::move(status));
}

void MemoryKeyStore::setOnline(bool online)
{
    m_online = online;
    if (online)
        return;
    const auto streams = m_streams;
    for (MemoryStream *stream : streams)
        QTimer::singleShot(0, stream, [stream] { stream->end(offlineError(RequestFate::MaybeSent)); });
    const auto listings = m_listings;
    for (MemoryListing *listing : listings)
        QTimer::singleShot(0, listing, &MemoryListing::answer);
}

void MemoryKeyStore::failNextCommit(const Error &error, bool happens)
{
    m_failure = {error, happens};
}

void MemoryKeyStore::forgetRequests()
{
    m_gets.clear();
    m_lists = 0;
    m_commits.clear();
}

} // namespace etcdscope
