// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/keys/batchpacer.h"
#include "core/keys/demandloader.h"
#include "core/keys/indexloader.h"
#include "core/store/keystore.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace etcdscope {

class KeyIndex;

/// Keeps a KeyIndex true: loads a range at one position, watches it from there, and after every loss goes on
/// from where it was. When that point has been compacted away the range is listed again and compared, so that
/// nothing that did not change moves. When another cluster answers, or one restored from a backup, the index
/// is emptied and loaded anew: revisions of two histories cannot be compared. The one place that retries
/// reads of keys. Slots may stop, restart or destroy it, except in the observer of the index.
class LiveFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LiveFeed)

public:
    enum class State {
        Idle,         ///< not started, or stopped by the user
        Loading,      ///< the first listing is under way
        Live,         ///< the watch stands: what is shown is true at position()
        Reconnecting, ///< lost; what is shown was true at position()
        Comparing,    ///< listing again after a gap in history
        Failed,       ///< ended by an error that trying again does not mend
    };
    Q_ENUM(State)

    enum class LoadMode {
        Everything, ///< all keys of the range
        OnDemand,   ///< a directory when it is opened; see openDirectory()
    };
    Q_ENUM(LoadMode)

    LiveFeed(KeyStore &store, KeyIndex &index, QObject *parent = nullptr);
    ~LiveFeed() override;

    /// Loads; over what the index holds already, if anything, by comparing. In another mode than before the
    /// index is emptied first.
    void start(const KeyRange &range, LoadMode mode = LoadMode::Everything);
    /// OnDemand: reads the directory if it was not read yet.
    void openDirectory(const QByteArray &prefix);
    /// Keeps what is loaded; isComplete() tells a full load from a partial one.
    void stop();
    /// Reads again and compares, now; also the way out of Failed, and cuts a waiting reconnect short.
    void refresh();
    /// The connection is in doubt (silence, sleep): drops the watch and resumes it.
    void reconnect();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] Position position() const; ///< up to which the index is true
    [[nodiscard]] LoadMode mode() const { return m_mode; }
    [[nodiscard]] const IndexLoader &loader() const { return m_loader; }        ///< of Everything
    [[nodiscard]] const DemandLoader &demandLoader() const { return m_demand; } ///< of OnDemand
    /// Whether keys are being read now, be it one directory.
    [[nodiscard]] bool isReading() const
    {
        return m_loader.isActive() || m_demand.isActive() || m_demand.isReading();
    }
    /// True when every key of the range has been loaded once.
    [[nodiscard]] bool isComplete() const;
    /// Keys that are in the index, and keys that the range is known to have.
    [[nodiscard]] qint64 loadedKeys() const;
    [[nodiscard]] qint64 totalKeys() const;
    /// Milliseconds since what is shown stopped being known to be true, the silence before the loss was
    /// noticed included; 0 while Live.
    [[nodiscard]] qint64 staleFor() const;
    [[nodiscard]] const std::optional<Error> &lastError() const { return m_lastError; }
    /// The part of history that was never seen, after a compaction; both invalid when there was none.
    [[nodiscard]] std::pair<Position, Position> lastGap() const { return {m_gapFrom, m_gapTo}; }
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
    void openWatch();
    void watchOpened(Position now);
    void verify();
    void goLive();
    void replaceHistory();
    void watchFinished(const std::optional<Error> &error);
    void endStream();
    void applyPending();
    void progressNoted(Position position);
    void advance(Position position);
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
    std::unique_ptr<ChangeStream> m_stream;
    Call<ReadResult> m_check; // whether the store still is where it was, before the watch counts as live
    QTimer m_retry;
    QTimer m_fade;
    QElapsedTimer m_stale;
    QElapsedTimer m_opened; // since the watch stands
    qint64 m_silence = 0;   // milliseconds before m_stale began in which nothing was heard
    KeyRange m_range;
    State m_state = State::Idle;
    std::optional<Error> m_lastError;
    Position m_position; // shown: everything up to here is in the index
    Position m_resume;   // from where a watch goes on: the load, or the last change applied
    Position m_gapFrom;
    Position m_gapTo;
    Position m_recentSince;
    Position m_recentNext; // becomes m_recentSince at the next fade
    qsizetype m_taken = 0; // entries of the stream's pending() that are in the index
    qint64 m_changesSeen = 0;
    int m_attempts = 0;
    bool m_complete = false; // the listing is done; in OnDemand, of what was asked for
    bool m_paused = false;
    bool m_ended = false;    // the stream has finished; its last changes may still be pending
    bool m_bridging = false; // listing again because history was compacted
    std::optional<Error> m_endError;
};

} // namespace etcdscope
