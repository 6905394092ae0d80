// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace etcdscope {

/// A key that was found.
struct KeyHit
{
    QByteArray key;
    int score = 0; ///< 0 unless ranked

    /// The order of results: better ones first; then, where they are ranked, shorter ones, then byte order.
    [[nodiscard]] bool isBefore(const KeyHit &other) const;
};

/// The first hits of many, in their order; the rest is counted only. Keys come in byte order. A key that
/// cannot be among them is never copied.
class KeyHits final
{
public:
    explicit KeyHits(size_t most)
        : m_most(most)
    {
    }

    void clear();
    void add(QByteArrayView key);
    void addRanked(QByteArrayView key, int score);
    [[nodiscard]] qint64 count() const { return m_count; } ///< all
    /// The first `most`, in order. O(n log n) for ranked ones after an addition, else nothing.
    [[nodiscard]] const std::vector<KeyHit> &best();

private:
    void narrow();

    const size_t m_most;
    std::vector<KeyHit> m_hits; // up to twice as many as wanted while they are ranked
    qint64 m_count = 0;
    int m_worst = 0; // scores below this are out
    bool m_isFull = false;
    bool m_isSorted = true;
};

} // namespace etcdscope
