// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/keys/batchpacer.h"
#include "core/keys/demandloader.h"
#include "core/keys/expiryreader.h"
#include "core/keys/indexloader.h"
#include "core/keys/rangewatches.h"
#include "core/store/keystore.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>

namespace etcdscope {

class KeyIndex;

/// Keeps a KeyIndex true: loads ranges of keys at one position, watches each from there, and after every loss
/// goes on from where it was. When that point has been compacted away the ranges are listed again and
/// compared, so that nothing that did not change moves. When another cluster answers, or one restored from a
/// backup, the index is emptied and loaded anew: revisions of two histories cannot be compared. The one place
/// that retries reads of keys. Slots may stop, restart or destroy it, except in the observer of the index.
///
/// What is listed is of one position, whatever the number of ranges. What comes afterwards is in order and
/// whole within each range; a revision that touched two ranges may be here by half for a moment, and
/// position() says up to where all of them are true. The watches live, and are lost, together.
///
/// What renews a time to live without being told is read again when its time is over.
///
/// A range that the server refuses to this user, at the start or later, while it serves others: the rest goes
/// on, its keys go out of the index, and refused() names it.
class LiveFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LiveFeed)

public:
    enum class State {
        Idle,         ///< not started, stopped by the user, or there is no range
        Loading,      ///< the first listing is under way
        Live,         ///< the watches stand: what is shown is true at position()
        Reconnecting, ///< lost; what is shown was true at position()
        Comparing,    ///< listing again after a gap in history
        Failed,       ///< ended by an error that trying again does not mend
    };
    Q_ENUM(State)

    enum class LoadMode {
        Everything, ///< all keys of the ranges
        OnDemand,   ///< a directory when it is opened; see openDirectory()
    };
    Q_ENUM(LoadMode)

    LiveFeed(KeyStore &store, KeyIndex &index, QObject *parent = nullptr);
    ~LiveFeed() override;

    /// Loads; over what the index holds already, if anything, by comparing. In another mode than before the
    /// index is emptied first. Keys outside of `ranges` go; with none there is nothing to read, and no key.
    void start(const KeyRanges &ranges, LoadMode mode = LoadMode::Everything);
    /// OnDemand: reads the directory if it was not read yet.
    void openDirectory(const QByteArray &prefix);
    /// Keeps what is loaded; isComplete() tells a full load from a partial one.
    void stop();
    /// Reads again and compares, now; also the way out of Failed, and cuts a waiting reconnect short. Ranges
    /// that were refused are asked for again.
    void refresh();
    /// The connection is in doubt (silence, sleep): drops the watch and resumes it.
    void reconnect();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] Position position() const; ///< up to which the index is true
    /// What is kept true: what start() named, without what was refused since.
    [[nodiscard]] const KeyRanges &ranges() const { return m_ranges; }
    /// What start() named and the server refuses to this user, while it serves other ranges.
    [[nodiscard]] const KeyRanges &refused() const { return m_refused; }
    [[nodiscard]] LoadMode mode() const { return m_mode; }
    [[nodiscard]] const IndexLoader &loader() const { return m_loader; }        ///< of Everything
    [[nodiscard]] const DemandLoader &demandLoader() const { return m_demand; } ///< of OnDemand
    /// Whether keys are being read now, be it one directory.
    [[nodiscard]] bool isReading() const
    {
        return m_loader.isActive() || m_demand.isActive() || m_demand.isReading();
    }
    /// True when every key of the ranges has been loaded once.
    [[nodiscard]] bool isComplete() const;
    /// Keys that are in the index, and keys that the ranges are known to have.
    [[nodiscard]] qint64 loadedKeys() const;
    [[nodiscard]] qint64 totalKeys() const;
    /// Milliseconds since what is shown stopped being known to be true, the silence before the loss was
    /// noticed included; 0 while Live.
    [[nodiscard]] qint64 staleFor() const;
    [[nodiscard]] const std::optional<Error> &lastError() const { return m_lastError; }
    /// The part of history that was never seen, after a compaction; both invalid when there was none.
    [[nodiscard]] std::pair<Position, Position> lastGap() const { return {m_gapFrom, m_gapTo}; }
    /// How often the load that is under way had to begin anew because the cluster compacted the history away
    /// that it was reading at.
    [[nodiscard]] int startedOver() const { return m_startedOver; }
    /// Reading again was stopped in the middle: what is shown up to position() is partly newer.
    [[nodiscard]] bool isPartlyCompared() const { return m_partlyCompared; }
    /// Modification revisions above this are recent: changes of the last one and a half seconds.
    [[nodiscard]] Position recentSince() const { return m_recentSince; }
    [[nodiscard]] qint64 changesSeen() const { return m_changesSeen; }

signals:
    void stateChanged();
    /// Rows are there for the first time.
    void firstRows();
    /// The loader has got further.
    void progressed();
    /// A batch of changes is in the index.
    void applied();
    void positionChanged();
    /// recentSince() moved on: what lit up may fade.
    void recentChanged();
    /// A gap in history was bridged by listing again.
    void gapBridged(etcdscope::Position from, etcdscope::Position to);
    /// What was shown was of another cluster, or of data that a restored backup has replaced. The index was
    /// emptied and is being loaded again.
    void historyReplaced();

private:
    void halt();
    void load(bool compare, Position notBefore);
    [[nodiscard]] Position loadPosition() const;
    [[nodiscard]] quint64 clusterId() const;
    void setState(State state);
    void loaderFinished(const std::optional<Error> &error);
    void watchesOpened();
    void verify();
    void goLive();
    void replaceHistory();
    void watchFinished(const std::optional<Error> &error, const KeyRange &range);
    void refuse(const KeyRange &range);
    void applyPending();
    void advance();
    void lose(const Error &error);
    void retry();
    void listAgain();
    void fade();

    KeyStore &m_store;
    KeyIndex &m_index;
    IndexLoader m_loader;
    DemandLoader m_demand;
    LoadMode m_mode = LoadMode::Everything;
    BatchPacer m_pacer;
    RangeWatches m_watches;
    ExpiryReader m_expiry;    // works while Live
    Call<ReadResult> m_check; // whether the store still is where it was, before the watches count as live
    QTimer m_retry;
    QTimer m_fade;
    QElapsedTimer m_stale;
    QElapsedTimer m_opened; // since the watches stand
    qint64 m_silence = 0;   // milliseconds before m_stale began in which nothing was heard
    KeyRanges m_ranges;
    KeyRanges m_refused;
    State m_state = State::Idle;
    std::optional<Error> m_lastError;
    Position m_position; // shown: everything up to here is in the index
    Position m_gapFrom;
    Position m_gapTo;
    Position m_recentSince;
    Position m_recentNext; // becomes m_recentSince at the next fade
    qint64 m_changesSeen = 0;
    int m_attempts = 0;
    int m_startedOver = 0;
    bool m_complete = false; // the listing is done; in OnDemand, of what was asked for
    bool m_bridging = false; // listing again because history was compacted
    bool m_partlyCompared = false;
};

} // namespace etcdscope
