// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rpc/channel.h"
#include "core/rpc/hotdecoder.h"
#include "core/v3/range.h"

#include <QTimer>

#include <memory>
#include <optional>

namespace etcdscope::v3 {

struct WatchQuery
{
    Range range;
    qint64 startRevision = 0;   ///< first revision wanted; 0 = what happens after the watch was created
    bool previous = false;      ///< ask for each key as it was before the event
    bool progressNotify = true; ///< let the server tell its revision now and then while nothing happens
    bool withoutPuts = false;
    bool withoutDeletes = false;
    bool once = false;           ///< end after the first response that brings an event
    int createdTimeout = 10'000; ///< milliseconds to wait for the server to accept the watch, 0 = no end
};

/// Takes what a watch brings, while it is decoded. Must not destroy the watch; that may be done in its
/// signals.
class WatchSink
{
public:
    virtual ~WatchSink() = default;

    /// In order of mod_revision. The views are valid during the call only; `previous` is null when the server
    /// has none (also for an update, once the older revision was compacted).
    virtual void event(bool isDelete, const KeyValueView &keyValue, const KeyValueView *previous) = 0;

    /// All events of a response were handed out, however many parts it came in: the events of one revision
    /// are never on both sides of this call. `events` is 0 for a progress note. `revision` is the store's at
    /// that time, which while catching up is larger than that of the last event: never resume from it after
    /// events.
    virtual void responseEnded(qint64 revision, qint64 events) = 0;
};

/// One watch on a stream of its own, with `hasleader` (so that a member cut off from its leader ends the
/// watch instead of falling silent), in fragments where the channel takes messages whole. Does not reconnect:
/// that is for its owner, from nextRevision(). Events older than the revision asked for, which some servers
/// send, are dropped. Owned by whoever made it; destruction ends the watch at the server. The sink is
/// borrowed.
class Watch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Watch)

public:
    /// Sends the request at once; signals come from the event loop.
    Watch(Channel &channel, const WatchQuery &query, WatchSink &sink, QObject *parent = nullptr);
    ~Watch() override;

    /// Ends the watch without finished().
    void cancel();

    /// While paused nothing is handed to the sink, and the server keeps the events.
    void setPaused(bool paused);

    /// Asks the server for a progress note now. False where the transport cannot.
    bool requestProgress();

    [[nodiscard]] bool isCreated() const;

    /// Where a new watch goes on: the start revision, or the one after the last event of the last whole
    /// response. Events handed out since the last responseEnded() come again then, since their revision may
    /// not have been whole. 0 before a watch from "now" was created.
    [[nodiscard]] qint64 nextRevision() const;

    /// After finished() with Compacted: the oldest revision that is still there. 0 otherwise.
    [[nodiscard]] qint64 compactRevision() const;

    /// The cluster that answered, 0 before it did.
    [[nodiscard]] quint64 clusterId() const;

signals:
    /// The server accepted the watch when its store was at `revision`.
    void created(qint64 revision);

    /// After a burst was handed to the sink.
    void received();

    /// Once, when the watch is over: no error only for `once`. Compacted: list again. A stream that the
    /// server just ended is Unavailable. Nothing comes after it, and the watch may be destroyed in it.
    void finished(const std::optional<etcdscope::Error> &error);

private:
    class Decoder;

    void afterBurst();
    void streamFinished(const std::optional<Error> &error);
    [[nodiscard]] Error cancelError() const;
    void end(const std::optional<Error> &error);

    std::unique_ptr<Decoder> m_decoder;
    std::unique_ptr<ServerStream> m_stream;
    QTimer m_createdTimer;
    bool m_announced = false;
};

} // namespace etcdscope::v3
