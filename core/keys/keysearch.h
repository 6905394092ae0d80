// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/slicer.h"
#include "core/keys/keyhits.h"
#include "core/keys/keymatcher.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <vector>

namespace etcdscope {

class KeyIndex;

/// Looks for a pattern among all keys of a KeyIndex, in slices: the first hits are told within milliseconds,
/// the rest as they are found. When keys came or went it looks again, never for more than a fifth of the
/// time, and tells the outcome of such a later pass at its end. Owned by whoever shows the hits.
class KeySearch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeySearch)

public:
    static constexpr qsizetype mostHits = 10'000;

    /// The index is borrowed.
    explicit KeySearch(KeyIndex &index, QObject *parent = nullptr);

    /// Looks for this from now on; what was found before is forgotten. An empty matcher finds nothing.
    void start(KeyMatcher matcher);
    /// The index may hold other keys than before. Cheap when it does not.
    void keysChanged();

    [[nodiscard]] const KeyMatcher &matcher() const { return m_matcher; }
    /// A pass is under way, be it the first or a later one.
    [[nodiscard]] bool isActive() const { return m_slicer.isActive(); }
    /// The first pass of this matcher has not ended: hits() and counts are of a part of the index.
    [[nodiscard]] bool isFirstPass() const { return m_firstPass; }
    /// The best ones when ranked, else the first in byte order.
    [[nodiscard]] const std::vector<KeyHit> &hits() const { return m_hits; }
    [[nodiscard]] qint64 matches() const { return m_counts.matches; } ///< all, also those not in hits()
    [[nodiscard]] qint64 searched() const { return m_counts.searched; }
    /// Keys for which an expression took too long.
    [[nodiscard]] qint64 undecided() const { return m_counts.undecided; }
    /// So many were undecided that the pass ended there.
    [[nodiscard]] bool gaveUp() const { return m_counts.gaveUp; }

signals:
    /// hits() or counts have changed, or a pass ended. Comes from the event loop, at most some 40 times a
    /// second.
    void progressed();

private:
    struct Counts
    {
        qint64 matches = 0;
        qint64 searched = 0;
        qint64 undecided = 0;
        bool gaveUp = false;
    };

    void startPass();
    [[nodiscard]] bool step();
    void finishPass();
    void publish();

    KeyIndex &m_index;
    KeyMatcher m_matcher;
    Slicer m_slicer;
    QTimer m_again;
    QElapsedTimer m_sincePublished;
    std::vector<KeyHit> m_hits;
    Counts m_counts;
    bool m_firstPass = false;

    // the pass under way, or the last one
    KeyHits m_found;
    Counts m_counting;
    QByteArray m_next;
    quint64 m_keySet = 0; // of the index when it began
    qint64 m_cost = 0;    // nanoseconds
};

} // namespace etcdscope
