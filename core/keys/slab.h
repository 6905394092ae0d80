// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <memory>
#include <vector>

namespace etcdscope {

/// Small objects by number, in chunks that never move: a reference stays good while others come and go, and a
/// number that was released is used again.
template<class T> class Slab final
{
public:
    /// The number of an object in its default state.
    [[nodiscard]] quint32 take()
    {
        if (!m_free.empty()) {
            const quint32 number = m_free.back();
            m_free.pop_back();
            return number;
        }
        if (m_used == m_chunks.size() * chunkSize)
            m_chunks.push_back(std::make_unique<T[]>(chunkSize));
        return m_used++;
    }
    void release(quint32 number)
    {
        (*this)[number] = T();
        m_free.push_back(number);
    }
    void clear()
    {
        m_chunks.clear();
        m_free.clear();
        m_used = 0;
    }

    [[nodiscard]] T &operator[](quint32 number)
    {
        Q_ASSERT(number < m_used);
        return m_chunks[number / chunkSize][number % chunkSize];
    }
    [[nodiscard]] const T &operator[](quint32 number) const
    {
        Q_ASSERT(number < m_used);
        return m_chunks[number / chunkSize][number % chunkSize];
    }
    /// Numbers ever taken: all are below.
    [[nodiscard]] quint32 bound() const { return m_used; }
    [[nodiscard]] qsizetype memoryUsage() const
    {
        return qsizetype(m_chunks.size() * chunkSize * sizeof(T) + m_free.capacity() * sizeof(quint32));
    }

private:
    static constexpr quint32 chunkSize = 256;

    std::vector<std::unique_ptr<T[]>> m_chunks;
    std::vector<quint32> m_free;
    quint32 m_used = 0;
};

} // namespace etcdscope
