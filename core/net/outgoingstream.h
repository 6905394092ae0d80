// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace etcdscope {

/// The request side of a stream that stays open: a sequential device to which more may be appended until
/// finish(). Given to NetworkAccess::post() as outgoing data; while it is not finished, no END_STREAM is
/// sent.
class OutgoingStream final : public QIODevice
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutgoingStream)

public:
    explicit OutgoingStream(QObject *parent = nullptr);

    void append(const QByteArray &bytes);
    void finish();

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override;
    /// True once finished and read to the end.
    [[nodiscard]] bool atEnd() const override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 maxSize) override;

private:
    QByteArray m_buffer;
    bool m_finished = false;
};

} // namespace etcdscope
