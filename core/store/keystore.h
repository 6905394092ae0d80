// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/store/api.h"
#include "core/store/change.h"
#include "core/store/entry.h"
#include "core/store/keyrange.h"

#include <QObject>

#include <memory>
#include <optional>

namespace etcdscope {

/// What a store can do; what the window offers follows from it, never from the name of an API.
struct StoreFeatures
{
    bool binaryKeysAndValues = true;
    bool transactions = true;    ///< several steps at one revision
    bool rangeConditions = true; ///< a condition can be about all keys of a range
    bool history = true;         ///< reads at an older position
    bool leases = true;
    bool timeToLive = false; ///< per key, without a lease
    bool explicitDirectories = false;
    bool pages = true;               ///< a listing can be cut short by a limit; else it is always whole
    bool inOrderKeys = false;        ///< see KeyStore::createInOrder()
    bool quietRefresh = false;       ///< a time to live can be renewed without telling watchers
    bool hiddenKeys = false;         ///< names that begin with '_' are left out of listings
    int transactionLimit = 128;      ///< steps in one transaction; a server setting, this is its default
    qint64 requestLimit = 1'572'864; ///< bytes in one write; a server setting, this is its default
};

struct ReadOptions
{
    Position at = {};          ///< invalid = now
    bool serializable = false; ///< answered by one member alone, possibly stale
    int deadline = 10'000;     ///< milliseconds
};

struct ReadResult
{
    std::optional<Entry> entry; ///< empty: no such key at `position`
    Position position;
};

struct ListQuery
{
    enum class Sort { None, Key, Version, CreateRevision, ModRevision, Value };

    KeyRange range = KeyRange::all();
    qint64 limit = 0;       ///< 0 = none
    Position at = {};       ///< invalid = now
    Sort sort = Sort::None; ///< None: ascending by key, the only order that is cheap
    bool descending = false;
    bool serializable = false;
    bool keysOnly = false;
    bool countOnly = false;
    /// Where features().explicitDirectories: of the directory that holds the range its own keys and the names
    /// of its directories, without what those hold. total() then speaks of these.
    bool oneLevel = false;
    qint64 minModRevision = 0, maxModRevision = 0; ///< 0 = no bound
    qint64 minCreateRevision = 0, maxCreateRevision = 0;
    int deadline = 60'000; ///< milliseconds
};

/// A range being read. Owned by whoever asked; destruction cancels. Entries gather in pending() until taken.
class Listing : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Listing)

public:
    explicit Listing(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    /// What has arrived and was not taken yet, in the order asked for. The owner takes it by clear() or
    /// swap().
    [[nodiscard]] EntryBatch &pending() { return m_pending; }
    [[nodiscard]] virtual Position position() const = 0; ///< the store's position when it answered
    [[nodiscard]] virtual qint64 total() const = 0; ///< in the whole range, whatever the limit; at the end
    [[nodiscard]] virtual bool more() const = 0;    ///< the limit cut it short; at the end
    /// Which cluster answers; 0 = not known, or not yet.
    [[nodiscard]] virtual quint64 clusterId() const { return 0; }
    /// While paused nothing is added to pending() and the server is held back.
    virtual void setPaused(bool paused) = 0;

signals:
    void received();
    /// Once; nothing after it. Error::Compacted: the position asked for is gone, ask without one.
    void finished(const std::optional<etcdscope::Error> &error);

protected:
    EntryBatch m_pending;
};

struct WatchQuery
{
    KeyRange range = KeyRange::all();
    Position since = {}; ///< changes after this position; invalid = from now on
    bool wantPrevious = false;
    bool wantValues = true; ///< false: values are dropped as they arrive, only facts are kept
    bool puts = true;
    bool deletes = true;
    bool progressNotify = true;
    bool once = false;         ///< ends, without error, after the first change
    int openDeadline = 10'000; ///< milliseconds until the server must have confirmed the watch
};

/// Changes of a range from a position on, in order, without gap: a batch never ends within a revision.
/// Owned by whoever asked; destruction cancels. It does not reconnect; who owns it resumes from
/// resumePosition().
class ChangeStream : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChangeStream)

public:
    explicit ChangeStream(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    [[nodiscard]] EntryBatch &pending() { return m_pending; }
    /// Position after everything added to pending() so far: a watch `since` it continues without loss.
    [[nodiscard]] virtual Position resumePosition() const = 0;
    /// Which cluster answers; 0 = not known, or not yet.
    [[nodiscard]] virtual quint64 clusterId() const { return 0; }
    virtual void setPaused(bool paused) = 0;
    /// Asks the store to say how far it is; answered by progressed(). Does nothing where it cannot be asked.
    virtual void requestProgress() = 0;

signals:
    void opened(etcdscope::Position now); ///< the watch stands; `now` is the store's position
    void received();
    void progressed(etcdscope::Position now); ///< nothing is missing up to `now`
    /// Once. Error::Compacted: the position asked for is gone, list again.
    void finished(const std::optional<etcdscope::Error> &error);

protected:
    EntryBatch m_pending;
};

class Leases;
class Locks;

struct StoreStatus
{
    QByteArray version;
    quint64 clusterId = 0;
    quint64 memberId = 0;
    quint64 leaderId = 0; ///< 0 = no leader
    Position position;
    qint64 databaseSize = 0;
    std::vector<QByteArray> errors;
};

/// The keys of one cluster, whichever API serves them. Reads may be repeated by their caller; a write is sent
/// once, and one that ends with RequestFate::MaybeSent has an unknown outcome.
class KeyStore : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyStore)

public:
    explicit KeyStore(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    [[nodiscard]] virtual Api api() const = 0;
    [[nodiscard]] virtual StoreFeatures features() const = 0;

    [[nodiscard]] virtual Call<ReadResult> get(const QByteArray &key, const ReadOptions &options = {}) = 0;
    [[nodiscard]] virtual std::unique_ptr<Listing> list(const ListQuery &query) = 0;
    [[nodiscard]] virtual std::unique_ptr<ChangeStream> watch(const WatchQuery &query) = 0;
    [[nodiscard]] virtual Call<TransactionResult> commit(const Transaction &transaction) = 0;
    /// Where features().inOrderKeys: writes a new key below `directory` whose name the server chooses,
    /// ascending in time. Answers with it.
    [[nodiscard]] virtual Call<Entry> createInOrder(const QByteArray &directory, const QByteArray &value,
                                                    const TimeToLive &timeToLive);
    /// Discards history before `position`. `physical` waits until it is on disk.
    [[nodiscard]] virtual Call<Position> compact(Position position, bool physical) = 0;
    [[nodiscard]] virtual Call<StoreStatus> status() = 0;

    /// Null where features().leases is false. Owned by the store.
    [[nodiscard]] virtual Leases *leases() { return nullptr; }
    /// Null where this program knows no locks of the store. Owned by the store.
    [[nodiscard]] virtual Locks *locks() { return nullptr; }

    /// Largest number of entries worth asking for in one listing.
    [[nodiscard]] virtual int pageLimit() const = 0;
};

inline Call<Entry> KeyStore::createInOrder(const QByteArray &, const QByteArray &, const TimeToLive &)
{
    return answered<Entry>(
        Error{.kind = ErrorKind::Unsupported, .detail = QStringLiteral("this store has no keys in order")});
}

} // namespace etcdscope
