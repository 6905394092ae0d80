// SPDX-License-Identifier: Apache-2.0
#include "core/keys/keyhits.h"

#include <algorithm>

namespace etcdscope {

bool KeyHit::isBefore(const KeyHit &other) const
{
    if (score != other.score)
        return score > other.score;
    if (score != 0 && key.size() != other.key.size())
        return key.size() < other.key.size();
    return key < other.key;
}

void KeyHits::clear()
{
    m_hits.clear();
    m_count = 0;
    m_isFull = false;
    m_isSorted = true;
}

void KeyHits::add(QByteArrayView key)
{
    ++m_count;
    if (m_hits.size() < m_most)
        m_hits.push_back({key.toByteArray(), 0});
}

void KeyHits::addRanked(QByteArrayView key, int score)
{
    ++m_count;
    if (m_isFull && score < m_worst)
        return;
    m_hits.push_back({key.toByteArray(), score});
    m_isSorted = false;
    if (m_hits.size() >= 2 * m_most)
        narrow();
}

/// Keeps the better half.
void KeyHits::narrow()
{
    const auto before = [](const KeyHit &one, const KeyHit &other) { return one.isBefore(other); };
    const auto last = m_hits.begin() + qsizetype(m_most) - 1;
    std::nth_element(m_hits.begin(), last, m_hits.end(), before);
    m_worst = last->score;
    m_isFull = true;
    m_hits.resize(m_most);
}

const std::vector<KeyHit> &KeyHits::best()
{
    if (m_isSorted)
        return m_hits;
    if (m_hits.size() > m_most)
        narrow();
    std::ranges::sort(m_hits, [](const KeyHit &one, const KeyHit &other) { return one.isBefore(other); });
    m_isSorted = true;
    return m_hits;
}

} // namespace etcdscope
