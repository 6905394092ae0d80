// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace etcdscope {

/// A request body that can be read once. Qt's HTTP/1.1 sends a request again by itself when the server closes
/// before answering; it does so only if it can rewind the body, and a sequential device cannot be rewound.
class OnceOnlyBody final : public QIODevice
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OnceOnlyBody)

public:
    explicit OnceOnlyBody(const QByteArray &body, QObject *parent = nullptr);

    [[nodiscard]] bool isSequential() const override { return true; }
    /// Qt tries, and QIODevice would warn.
    bool seek(qint64) override { return false; }
    [[nodiscard]] qint64 bytesAvailable() const override;
    [[nodiscard]] bool atEnd() const override { return m_read == m_body.size(); }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_body;
    qint64 m_read = 0;
};

} // namespace etcdscope
