// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rpc/channel.h"
#include "core/rpc/grpcframes.h"

#include <QPointer>
#include <QTimer>

class QNetworkReply;
class QNetworkRequest;

namespace etcdscope {

class NetworkAccess;
class OutgoingStream;

/// One gRPC call over HTTP/2: reads the reply in pieces of at most 64 KiB and for at most 3 ms at a time, and
/// says how it ended. A sink must not destroy the stream from inside its callbacks; in received() and
/// finished() that is allowed.
class GrpcStream final : public ServerStream
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GrpcStream)

public:
    /// Sends `frame` at once. The request side ends with it, except for methods that take a stream of
    /// requests.
    GrpcStream(NetworkAccess &network, const QNetworkRequest &request, const QByteArray &frame,
               const Method &method, MessageSink &sink, qint64 maxMessageSize);
    ~GrpcStream() override;

    void send(const google::protobuf::Message &message) override;
    [[nodiscard]] bool canSend() const override;
    void setPaused(bool paused) override;
    void cancel() override;
    void setRevision(qint64 revision) override;

private:
    void replyFinished();
    void takeTurn();
    void read();
    void endIfDrained();
    void end(const std::optional<Error> &error);
    void dropReply();
    [[nodiscard]] std::optional<Error> outcome() const;

    QPointer<QNetworkReply> m_reply;
    QPointer<OutgoingStream> m_requests; ///< owned by the reply
    MessageSink &m_sink;
    GrpcFrameParser m_frames;
    QByteArray m_buffer;
    QTimer m_continue;
    qint64 m_revision = 0;
    bool m_paused = false;
    bool m_replyFinished = false;
};

} // namespace etcdscope
