// SPDX-License-Identifier: Apache-2.0
#include "core/net/outgoingstream.h"

#include <cstring>

namespace etcdscope {

OutgoingStream::OutgoingStream(QObject *parent)
    : QIODevice(parent)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

void OutgoingStream::append(const QByteArray &bytes)
{
    Q_ASSERT(!m_finished);
    if (bytes.isEmpty())
        return;
    m_buffer.append(bytes);
    emit readyRead();
}

void OutgoingStream::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    emit readChannelFinished();
}

qint64 OutgoingStream::bytesAvailable() const
{
    return m_buffer.size() + QIODevice::bytesAvailable();
}

bool OutgoingStream::atEnd() const
{
    return m_finished && m_buffer.isEmpty();
}

qint64 OutgoingStream::readData(char *data, qint64 maxSize)
{
    const qint64 size = qMin<qint64>(maxSize, m_buffer.size());
    if (size == 0)
        return m_finished ? -1 : 0;
    std::memcpy(data, m_buffer.constData(), size_t(size));
    m_buffer.remove(0, size);
    return size;
}

qint64 OutgoingStream::writeData(const char *, qint64)
{
    return -1;
}

} // namespace etcdscope
