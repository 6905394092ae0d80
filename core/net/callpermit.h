// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace etcdscope {

class CallPolicy;

/// Leave to go on with one key, given by a policy while it let everything out: calls that carry it and
/// concern that key may pass later too, where the policy says so. Only a policy makes one, and its key is set
/// once.
class CallPermit final
{
    Q_DISABLE_COPY_MOVE(CallPermit)

public:
    /// Raw bytes. Before it is called the permit is good for nothing.
    void setKey(const QByteArray &key)
    {
        if (m_key.isEmpty())
            m_key = key;
    }
    [[nodiscard]] const QByteArray &key() const { return m_key; }
    [[nodiscard]] const CallPolicy *issuer() const { return m_issuer; }

private:
    friend class CallPolicy;
    explicit CallPermit(const CallPolicy *issuer)
        : m_issuer(issuer)
    {
    }

    const CallPolicy *const m_issuer; // as a name only
    QByteArray m_key;
};

} // namespace etcdscope
