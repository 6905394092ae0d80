// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rpc/channel.h"
#include "core/rpc/hotdecoder.h"

#include "rpc.pb.h"

namespace etcdscope::v3 {

/// Takes the RangeResponse out of each RangeStreamResponse while its bytes arrive, for a RangeDecoder.
class RangeStreamSink final : public MessageSink
{
public:
    explicit RangeStreamSink(RangeDecoder &decoder)
        : m_decoder(decoder)
    {
    }

    std::optional<QString> messageStarted(qint64 size) override;
    std::optional<QString> messageData(QByteArrayView bytes) override;
    std::optional<QString> messageEnded() override;

private:
    std::optional<QString> takeHead(QByteArrayView &bytes);
    std::optional<QString> partEnded();

    RangeDecoder &m_decoder;
    QByteArray m_head;     ///< beginning of a field's head that was split
    qint64 m_left = 0;     ///< bytes of the message still to come
    qint64 m_part = 0;     ///< bytes of the field under way still to come
    bool m_inside = false; ///< that field is the RangeResponse
};

/// One call of RangeStream (etcd 3.7): keys come in many messages, the header, more and count with the last.
class RangeStreamCall final : public ServerStream
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RangeStreamCall)

public:
    RangeStreamCall(Channel &channel, const etcdserverpb::RangeRequest &request, RangeDecoder &decoder,
                    const CallOptions &options);

    void send(const google::protobuf::Message &message) override { m_stream->send(message); }
    [[nodiscard]] bool canSend() const override { return m_stream->canSend(); }
    void setPaused(bool paused) override { m_stream->setPaused(paused); }
    void cancel() override { m_stream->cancel(); }
    void setRevision(qint64 revision) override { m_stream->setRevision(revision); }

private:
    RangeStreamSink m_sink;
    std::unique_ptr<ServerStream> m_stream;
};

} // namespace etcdscope::v3
