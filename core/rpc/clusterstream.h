// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rpc/channel.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <QUrl>

#include <memory>
#include <optional>

namespace etcdscope {

class ClusterChannel;

/// One call of a ClusterChannel: the attempts at it, one after the other. May outlive the channel and then
/// begins no further attempt.
class ClusterStream final : public ServerStream, private MessageSink
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClusterStream)

public:
    ClusterStream(ClusterChannel &channel, const Method &method, const google::protobuf::Message &request,
                  MessageSink &sink, const CallOptions &options);
    ~ClusterStream() override;

    void send(const google::protobuf::Message &message) override;
    [[nodiscard]] bool canSend() const override;
    void setPaused(bool paused) override;
    void cancel() override;
    void setRevision(qint64 revision) override;

private:
    [[nodiscard]] std::optional<QString> messageStarted(qint64 size) override;
    [[nodiscard]] std::optional<QString> messageData(QByteArrayView bytes) override;
    [[nodiscard]] std::optional<QString> messageEnded() override;

    void begin();
    void attempt();
    void attemptFinished(std::optional<Error> error);
    [[nodiscard]] bool goesOn(const Error &error);
    [[nodiscard]] bool mayGoElsewhere(const Error &error);
    [[nodiscard]] bool isAuthenticated() const;
    void endLater(const Error &error);
    void end(const std::optional<Error> &error);

    QPointer<ClusterChannel> m_channel;
    const Method &m_method;
    std::unique_ptr<google::protobuf::Message> m_request;
    MessageSink &m_sink;
    CallOptions m_options;
    QElapsedTimer m_clock;
    std::unique_ptr<ServerStream> m_attempt;
    QMetaObject::Connection m_waiting; // for a token
    QTimer m_later;
    QUrl m_endpoint;
    QByteArray m_token;
    QByteArray m_first;             // message of a watch: the server's yes or no
    std::optional<Error> m_refusal; // found in it
    std::optional<Error> m_end;
    qsizetype m_attempts = 0;
    int m_tokens = 0; // that were refused
    bool m_wentElsewhere = false;
    bool m_holdsFirst = false;
    bool m_handed = false; // to the sink: too late to begin again
    bool m_paused = false;
};

} // namespace etcdscope
