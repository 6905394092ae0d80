// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rpc/channel.h"

#include <functional>

namespace etcdscope {

/// A call with one answer, made from a stream: gathers the one message and ends. Lives until the stream has
/// ended or the Call was cancelled; when its parent, the channel, goes first, the Call ends with an error.
class UnaryCall final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UnaryCall)

public:
    using Open = std::function<std::unique_ptr<ServerStream>(MessageSink &)>;

    [[nodiscard]] static Call<QByteArray> start(const Open &open, QObject *parent);
    ~UnaryCall() override;

private:
    class Sink final : public MessageSink
    {
    public:
        std::optional<QString> messageStarted(qint64 size) override;
        std::optional<QString> messageData(QByteArrayView bytes) override;
        std::optional<QString> messageEnded() override;

        QByteArray message;
        int messages = 0;
    };

    explicit UnaryCall(QObject *parent);

    void end(const std::optional<Error> &error);

    Sink m_sink;
    std::unique_ptr<ServerStream> m_stream;
    Promise<QByteArray> m_promise;
};

} // namespace etcdscope
