// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/keys/keyindex.h"
#include "core/store/keyranges.h"
#include "core/store/keystore.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace etcdscope {

class BatchPacer;

/// A watch for each of some ranges, opened together and ended together; each goes on from where it was
/// itself. The changes of one range come in their order and without gap. Between ranges there is no order: of
/// a revision that touched two of them, one half may be here before the other.
class RangeWatches final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RangeWatches)

public:
    explicit RangeWatches(KeyStore &store, QObject *parent = nullptr);
    ~RangeWatches() override;

    /// All of `ranges` were read at `position`. Ends what was open.
    void reset(const KeyRanges &ranges, Position position);
    void open();
    /// Drops the streams with what they hold; what was applied stays applied.
    void close();

    /// The least of all: nothing is missing up to here.
    [[nodiscard]] Position position() const;
    /// The greatest: of some range changes up to here are applied, or known not to exist.
    [[nodiscard]] Position newest() const;
    /// The greatest from which a watch would go on: the store has certainly been there.
    [[nodiscard]] Position applied() const;
    /// After opened(): a member that took a watch had not got as far as that range had before.
    [[nodiscard]] bool isBehind() const;
    /// Whether one of them was taken by another cluster than this. Zero stands for one that is not known.
    [[nodiscard]] bool isOtherThan(quint64 clusterId) const;

    [[nodiscard]] bool hasPending() const;
    /// Applies changes for as long as a batch may take. Returns how many.
    qint64 take(KeyIndex &index, const BatchPacer &pacer);
    /// Pauses those that hold much, lets those go on that do not.
    void holdBack();
    /// When a watch has ended and everything it brought is applied: closes all and says finished().
    void settle();

signals:
    void opened(); ///< all stand
    void received();
    void progressed(); ///< position() or newest() may be another
    /// Why the first of them ended, and which; no signal comes after it until open().
    void finished(const std::optional<etcdscope::Error> &error, const etcdscope::KeyRange &range);

private:
    struct Watch
    {
        KeyRange range;
        Position resume;  ///< from where a watch goes on: the load, or the last change applied
        Position reached; ///< the same, or what a progress note said; shown, never resumed from
        std::unique_ptr<ChangeStream> stream = {};
        std::optional<Position> openedAt = {};
        ChangesPlace taken = {}; ///< entries of the stream's pending() that are in the index
        bool paused = false;
        bool ended = false; ///< the last changes of the stream may still be pending
        std::optional<Error> error = {};
    };

    void openOne(Watch &watch);
    [[nodiscard]] qint64 step(Watch &watch, KeyIndex &index);
    void setPaused(Watch &watch, bool paused);
    [[nodiscard]] Watch *nextPending();
    void askProgress();

    KeyStore &m_store;
    std::vector<Watch> m_watches;
    size_t m_turn = 0; ///< whose changes are taken next
    QTimer m_ask;
};

} // namespace etcdscope
