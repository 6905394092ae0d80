// SPDX-License-Identifier: Apache-2.0
#include "core/net/onceonlybody.h"

#include <cstring>

namespace etcdscope {

OnceOnlyBody::OnceOnlyBody(const QByteArray &body, QObject *parent)
    : QIODevice(parent)
    , m_body(body)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OnceOnlyBody::bytesAvailable() const
{
    return m_body.size() - m_read + QIODevice::bytesAvailable();
}

qint64 OnceOnlyBody::readData(char *data, qint64 maxSize)
{
    const qint64 size = qMin<qint64>(maxSize, m_body.size() - m_read);
    if (size == 0)
        return -1;
    std::memcpy(data, m_body.constData() + m_read, size_t(size));
    m_read += size;
    return size;
}

} // namespace etcdscope
