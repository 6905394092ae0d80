// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace etcdscope::fuzz {

/// The bytes of an input, taken from the front. At the end there are only zeros.
class Input final
{
public:
    explicit Input(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }

    [[nodiscard]] bool isAtEnd() const { return m_bytes.isEmpty(); }
    [[nodiscard]] quint8 byte()
    {
        if (m_bytes.isEmpty())
            return 0;
        const auto first = quint8(m_bytes.front());
        m_bytes = m_bytes.sliced(1);
        return first;
    }
    [[nodiscard]] QByteArrayView bytes(qsizetype size)
    {
        const QByteArrayView taken = m_bytes.first(qMin(size, m_bytes.size()));
        m_bytes = m_bytes.sliced(taken.size());
        return taken;
    }
    [[nodiscard]] QByteArrayView rest() const { return m_bytes; }

private:
    QByteArrayView m_bytes;
};

/// How an input is to be read; its first bytes.
struct Plan
{
    bool isWatch = false;    ///< WatchResponses, else RangeResponses
    bool isProgram = false;  ///< the body says which messages to make, else it is what the server sent
    bool isObserved = false; ///< somebody is told of every change, and keeps some deleted rows
    bool isCompared = false; ///< the same body again as a comparison of the index with the server
    char separator = '/';
    QByteArray pieces; ///< sizes of the pieces the body arrives in, less one, again and again; none = whole
    QByteArray body;   ///< gRPC frames

    [[nodiscard]] static Plan read(QByteArrayView input);
};

} // namespace etcdscope::fuzz
