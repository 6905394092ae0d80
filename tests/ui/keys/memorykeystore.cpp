// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/keys/memorykeystore.h"

#include <QDateTime>
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
            if (!m_query.range.contains(key) || (m_store.isV2() && isHiddenFrom(m_query.range, key)))
                continue;
            ++m_total;
            if (m_query.countOnly)
                continue;
            if (m_query.limit > 0 && m_pending.size() >= m_query.limit) {
                m_more = true;
                continue;
            }
            m_pending.append(key, m_query.keysOnly ? QByteArrayView() : QByteArrayView(entry.value),
                             m_store.itemOf(entry));
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
            if (change.entry.modRevision <= m_position.value || !m_query.range.contains(change.entry.key) ||
                (m_store.isV2() && isHiddenFrom(m_query.range, change.entry.key)))
                continue;
            EntryBatch::Item item = m_store.itemOf(change.entry);
            item.isDelete = change.isDelete;
            item.isExpired = change.isExpired;
            m_pending.append(change.entry.key,
                             m_query.wantValues ? QByteArrayView(change.entry.value) : QByteArrayView(),
                             item);
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

MemoryKeyStore::MemoryKeyStore(Api api)
    : m_api(api)
{
}

StoreFeatures MemoryKeyStore::features() const
{
    StoreFeatures features;
    if (isV2()) {
        features.binaryKeysAndValues = false;
        features.transactions = false;
        features.history = false;
        features.leases = false;
        features.timeToLive = true;
        features.explicitDirectories = true;
        features.inOrderKeys = true;
        features.quietRefresh = true;
        features.hiddenKeys = true;
        features.transactionLimit = 1;
    }
    return features;
}

EntryBatch::Item MemoryKeyStore::itemOf(const Entry &entry) const
{
    const auto expires = m_expires.find(entry.key);
    return {.kind = entry.kind,
            .createRevision = entry.createRevision,
            .modRevision = entry.modRevision,
            .version = entry.version,
            .lease = entry.lease,
            .expires = expires == m_expires.end() ? 0 : expires->second};
}

/// Below the directory that a listing or watch begins with.
bool MemoryKeyStore::isHiddenFrom(const KeyRange &range, const QByteArray &key)
{
    if (range.extent == KeyRange::Extent::Single)
        return false;
    const qsizetype directory = range.begin.lastIndexOf('/') + 1;
    return key.mid(std::max<qsizetype>(directory - 1, 0)).contains("/_");
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
    if (const auto *const put = std::get_if<PutStep>(&step); put && isV2()) {
        return runV2(*put);
    } else if (put) {
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

std::optional<Error> MemoryKeyStore::refusal(const Transaction &transaction) const
{
    const auto error = [](ErrorKind kind, const char *text) {
        return Error{.kind = kind, .fate = RequestFate::Answered, .serverMessage = QString::fromLatin1(text)};
    };
    if (transaction.success.size() != 1 || transaction.failure.size() > 1)
        return error(ErrorKind::Unsupported, "one step at a time");
    QByteArray key;
    const Step &step = transaction.success.front();
    if (const auto *const put = std::get_if<PutStep>(&step))
        key = put->key;
    else if (const auto *const removal = std::get_if<RemoveStep>(&step))
        key = removal->range.begin;
    else
        return error(ErrorKind::Unsupported, "a read is no write");
    for (const Condition &condition : transaction.conditions) {
        if (condition.key != key || !condition.rangeEnd.isEmpty())
            return error(ErrorKind::Unsupported, "a condition on another key");
    }
    const auto *const removal = std::get_if<RemoveStep>(&step);
    if (removal && removal->range.extent == KeyRange::Extent::Single && key.endsWith('/')) {
        const bool isEmpty = std::ranges::none_of(
            m_entries, [&key](const auto &held) { return held.first != key && held.first.startsWith(key); });
        if (!isEmpty)
            return error(ErrorKind::Conflict, "Directory not empty");
    }
    return std::nullopt;
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
    if (const auto refused = isV2() ? refusal(transaction) : std::nullopt)
        return answered<TransactionResult>(*refused);
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

StepResult MemoryKeyStore::runV2(const PutStep &step)
{
    if (step.isDirectory && step.isNew) {
        makeDirectory(step.key);
        applyTimeToLive(step.key, step.timeToLive);
    } else if (step.keepValue) {
        applyTimeToLive(step.key, step.timeToLive);
        Entry &entry = m_entries[step.key];
        if (entry.kind == Entry::Kind::Value)
            entry.modRevision = m_revision;
        Entry told = entry;
        told.modRevision = m_revision;
        if (!step.quiet)
            record({told, false});
    } else {
        applyTimeToLive(step.key, step.timeToLive);
        put(step.key, step.value);
    }
    return {};
}

void MemoryKeyStore::applyTimeToLive(const QByteArray &key, const TimeToLive &timeToLive)
{
    if (timeToLive.kind != TimeToLive::Kind::Keep)
        setTimeToLive(key, timeToLive.kind == TimeToLive::Kind::Seconds ? std::optional(timeToLive.seconds)
                                                                        : std::nullopt);
}

void MemoryKeyStore::setTimeToLive(const QByteArray &key, std::optional<qint64> seconds)
{
    m_expires.erase(key);
    if (!seconds)
        return;
    const qint64 expires = QDateTime::currentMSecsSinceEpoch() + *seconds * 1'000;
    m_expires[key] = expires;
    QTimer::singleShot(std::chrono::milliseconds(*seconds * 1'000), this, [this, key, expires] {
        const auto held = m_expires.find(key);
        if (held != m_expires.end() && held->second == expires)
            remove(key);
    });
}

qint64 MemoryKeyStore::makeDirectory(const QByteArray &directory)
{
    makeDirectoriesAbove(directory + 'x');
    return m_revision;
}

void MemoryKeyStore::makeDirectoriesAbove(const QByteArray &key)
{
    for (qsizetype end = key.indexOf('/', 1); end > 0; end = key.indexOf('/', end + 1)) {
        const QByteArray directory = key.first(end + 1);
        if (m_entries.contains(directory))
            continue;
        if (!m_inTransaction)
            ++m_revision;
        Entry entry{.key = directory, .kind = Entry::Kind::Directory};
        entry.createRevision = entry.modRevision = m_revision;
        m_entries[directory] = entry;
        record({entry, false});
    }
}

Call<Entry> MemoryKeyStore::createInOrder(const QByteArray &directory, const QByteArray &value,
                                          const TimeToLive &timeToLive)
{
    const auto failure = std::exchange(m_failure, std::nullopt);
    if (failure && !failure->second)
        return answered<Entry>(failure->first);
    const QByteArray name = directory + QByteArray::number(m_revision + 1).rightJustified(20, '0');
    applyTimeToLive(name, timeToLive);
    put(name, value);
    return failure ? answered<Entry>(failure->first) : answered<Entry>(*entry(name));
}

qint64 MemoryKeyStore::put(const QByteArray &key, const QByteArray &value, qint64 lease)
{
    if (isV2())
        makeDirectoriesAbove(key);
    if (!m_inTransaction)
        ++m_revision;
    Entry &entry = m_entries[key];
    entry.key = key;
    entry.value = value;
    entry.lease = lease;
    entry.modRevision = m_revision;
    if (entry.createRevision == 0)
        entry.createRevision = m_revision;
    entry.version += isV2() ? 0 : 1;
    record({entry, false});
    return m_revision;
}

qint64 MemoryKeyStore::remove(const QByteArray &key)
{
    return drop(key, false);
}

qint64 MemoryKeyStore::expire(const QByteArray &key)
{
    return drop(key, true);
}

qint64 MemoryKeyStore::drop(const QByteArray &key, bool isExpired)
{
    if (!m_entries.contains(key))
        return m_revision;
    if (!m_inTransaction)
        ++m_revision;
    const Entry::Kind kind = m_entries[key].kind;
    m_entries.erase(key);
    m_expires.erase(key);
    record({Entry{.key = key, .kind = kind, .modRevision = m_revision}, true, isExpired});
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
    if (it == m_entries.end())
        return std::nullopt;
    Entry entry = it->second;
    if (const auto expires = m_expires.find(key); expires != m_expires.end())
        entry.timeToLive = (expires->second - QDateTime::currentMSecsSinceEpoch() + 999) / 1'000;
    return entry;
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
