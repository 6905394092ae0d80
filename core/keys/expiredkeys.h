// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QHash>

#include <deque>

namespace etcdscope {

/// Which keys went because their time to live ran out, and when: the last ones, so that memory is bounded.
class ExpiredKeys final
{
public:
    static constexpr size_t most = 1'000;

    void note(const QByteArray &key, qint64 revision)
    {
        if (!m_at.contains(key))
            m_order.push_back(key);
        m_at.insert(key, revision);
        if (m_order.size() > most) {
            m_at.remove(m_order.front());
            m_order.pop_front();
        }
    }
    /// 0: not among them.
    [[nodiscard]] qint64 at(const QByteArray &key) const { return m_at.value(key); }
    void clear()
    {
        m_at.clear();
        m_order.clear();
    }

private:
    QHash<QByteArray, qint64> m_at;
    std::deque<QByteArray> m_order; // as they came first
};

} // namespace etcdscope
