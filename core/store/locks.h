// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/store/entry.h"

#include <QByteArray>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace etcdscope {

/// One who holds a lock or waits for it.
struct Contender
{
    QByteArray key;
    QByteArray token; ///< what tells it from others: the value of its key
    qint64 createRevision = 0;
    qint64 modRevision = 0;
    std::optional<qint64> timeToLive = {}; ///< seconds left when it was read; absent = until it is released
};

struct LockQueue
{
    QByteArray name;
    std::vector<Contender> contenders; ///< the first one holds the lock, the others wait in this order
    Position position = {};
};

struct LockOptions
{
    std::optional<qint64> timeToLive = 60; ///< seconds; absent = until released, also when this program dies
    int patience = 0;                      ///< milliseconds to wait for others; 0 = as long as it takes
    bool renewing = true;                  ///< renew the time to live for as long as the claim lives
    QByteArray token = {}; ///< what the claim goes by; a place that has it already is taken over. Empty: one
                           ///< that nobody else has
};

/// An attempt to get a lock, and the lock once it is held. Owned by whoever asked. Destruction does not
/// release: what was written ends with its time to live.
///
/// Held is said only while it is known: a claim that could not be renewed is Lost when its time to live, as
/// counted from the last renewal that was answered, has passed here. Renewing never makes a key that is gone.
///
/// What was asked for while writing was allowed goes on when it is not any more (CallPermit): a session that
/// becomes read-only loses no lock, and can give it back.
class LockClaim : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LockClaim)

public:
    enum class State {
        Waiting, ///< others are before it, see ahead()
        Held,
        Lost,     ///< it was held, or waited, and its key is gone (expired, or broken by somebody) or may be
        Released, ///< by release(), or given up after the patience of its options (error(): Timeout)
        Failed,   ///< see error(); when its fate is MaybeSent, the key may be there, or still appear
    };
    Q_ENUM(State)

    explicit LockClaim(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    [[nodiscard]] virtual QByteArray name() const = 0;
    [[nodiscard]] virtual State state() const = 0;
    [[nodiscard]] virtual int ahead() const = 0;      ///< how many are before it while Waiting
    [[nodiscard]] virtual QByteArray key() const = 0; ///< its own; empty before it was written
    [[nodiscard]] virtual QByteArray token() const = 0;
    /// Seconds; absent = until it is released.
    [[nodiscard]] virtual std::optional<qint64> timeToLive() const = 0;
    /// Why it Failed, or what the last call met that is being tried again.
    [[nodiscard]] virtual const std::optional<Error> &error() const = 0;
    /// release() was called, or it is giving up, and the end has not been seen.
    [[nodiscard]] virtual bool isReleasing() const = 0;
    virtual void renew() = 0;   ///< the full time to live again, now
    virtual void release() = 0; ///< also gives up waiting

signals:
    void changed(); ///< any of the above
};

/// Says that somebody took, left or waits for a lock: read again. Owned by whoever asked; destruction ends
/// it. Renewals may pass unsaid.
class LockWatch : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LockWatch)

public:
    explicit LockWatch(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

signals:
    /// Also when it may have missed something.
    void changed();
};

class Elections;

/// Locks of one key space, by a layout of keys that other clients use too.
class Locks
{
public:
    virtual ~Locks() = default;

    /// All that somebody holds or waits for, by name.
    [[nodiscard]] virtual Call<std::vector<LockQueue>> all() = 0;
    [[nodiscard]] virtual Call<LockQueue> queue(const QByteArray &name) = 0;
    [[nodiscard]] virtual std::unique_ptr<LockClaim> acquire(const QByteArray &name,
                                                             const LockOptions &options) = 0;
    /// Takes somebody's place away, if it is still the one that was seen; ErrorKind::Conflict when not.
    [[nodiscard]] virtual Call<Position> remove(const Contender &contender) = 0;
    [[nodiscard]] virtual std::unique_ptr<LockWatch> watch() = 0;
    /// Connections are in doubt (silence, sleep, another endpoint): whoever waits or watches, of elections()
    /// too, asks over new ones and looks again.
    virtual void reconnect() = 0;
    /// Why no lock can have this name, technical; empty when one can.
    [[nodiscard]] virtual QString nameProblem(const QByteArray &name) const = 0;
    /// Where its queue lies in the store; the directory of all for an empty name.
    [[nodiscard]] virtual QByteArray place(const QByteArray &name) const = 0;
    /// Elections of the same key space; null where there are none. Owned by this.
    [[nodiscard]] virtual Elections *elections() { return nullptr; }
};

} // namespace etcdscope
