// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/keys/batchpacer.h"
#include "core/store/keyranges.h"
#include "core/store/keystore.h"

#include <QObject>

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace etcdscope {

class KeyIndex;

/// Reads the keys of some ranges into a KeyIndex, all at one position.
///
/// The first page of each range is small, so that there are rows at once. etcd counts the whole rest of a
/// range at every page, so the rest is not paged through: it is split into bounded ranges, along the bytes in
/// which its keys really differ, and a few of them are in flight at a time. Any split covers the range
/// exactly; a bad guess costs time, never a key. A store without pages is asked for each range as a whole.
class IndexLoader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IndexLoader)

public:
    IndexLoader(KeyStore &store, KeyIndex &index, QObject *parent = nullptr);
    ~IndexLoader() override;

    /// Reads `ranges` as they are now. With `compare`, keys of the index that are not there any more, or lie
    /// outside, are removed at the end. Ends what was under way. `notBefore` is a position this store is
    /// known to have reached: an answer from before it is of another history.
    void start(const KeyRanges &ranges, bool compare, Position notBefore = {});

    /// Goes on after finished() with an error, at the same position, with what is missing.
    void resume();

    /// Stops at once; what is loaded stays. No finished().
    void cancel();

    [[nodiscard]] bool isActive() const { return m_active; }
    /// Invalid until the first page has come. Of a store without history this is that of the first range; the
    /// others were read later, so that changes since then are for all of them what is missing, or known.
    [[nodiscard]] Position position() const { return m_position; }
    [[nodiscard]] qint64 loaded() const { return m_loaded; } ///< keys read so far
    /// Keys in the ranges at position(), of those whose first page has come.
    [[nodiscard]] qint64 total() const { return m_total; }
    /// The cluster that answered last, also in earlier runs; 0 = not known.
    [[nodiscard]] quint64 clusterId() const { return m_clusterId; }
    /// After finished() with Compacted: another cluster answers now, or one whose data was restored from a
    /// backup. Revisions in the index mean nothing there: clear it before start().
    [[nodiscard]] bool isOtherHistory() const { return m_otherHistory; }
    /// After finished() with PermissionDenied: the one of the ranges of which it was said.
    [[nodiscard]] const std::optional<KeyRange> &refused() const { return m_refused; }

signals:
    /// The first keys are in the index, or there are none.
    void firstRows();
    void progressed();
    /// Compacted means that the position is gone: start() anew. Comes from the event loop, once per run.
    void finished(const std::optional<etcdscope::Error> &error);

private:
    struct Interval
    {
        KeyRange range;
        qint64 limit = 0;
        bool isCounted = true; ///< its keys are part of m_total
        qint64 before = 0;     ///< keys of it that came before it was cut short; not counted either
    };
    struct Page;
    enum class Probe {
        Next, ///< the next name
        All,
    };

    void pump();
    void startPage(const Interval &interval);
    void startProbe(const QByteArray &lastKey, const KeyRange &rest, qint64 count, qsizetype depth,
                    Probe probe);
    void takePending();
    [[nodiscard]] bool takeBatch(Page &page);
    void pageFinished(Page *page, const std::optional<Error> &error);
    [[nodiscard]] bool isSameHistory(const Page &page);
    void settle(Page &page);
    [[nodiscard]] static bool isInOrder(const Page &page, qsizetype until);
    void requeue(Page &page);
    void plan(const QByteArray &lastKey, const KeyRange &rest, qint64 count);
    void split(const QByteArray &beyond, const KeyRange &rest, qint64 count);
    void add(const KeyRange &range);
    void fail(const Error &error);
    void checkEnd();
    void sweep();

    KeyStore &m_store;
    KeyIndex &m_index;
    BatchPacer m_pacer;
    QTimer m_sweep;
    std::vector<std::unique_ptr<Page>> m_pages; // in flight
    std::deque<Interval> m_waiting;
    KeyRanges m_ranges;
    std::optional<KeyRange> m_refused;
    Position m_position;
    Position m_notBefore;
    quint64 m_clusterId = 0;
    quint64 m_run = 0; // counts start() and cancel(): a slot may have called one
    qint64 m_loaded = 0;
    qint64 m_total = 0;
    bool m_active = false;
    bool m_compare = false;
    bool m_haveFirstRows = false;
    bool m_otherHistory = false;
};

} // namespace etcdscope
