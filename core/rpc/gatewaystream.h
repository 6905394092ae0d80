// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rpc/channel.h"

#include <QFutureWatcher>
#include <QPointer>
#include <QTimer>

class QNetworkReply;
class QNetworkRequest;

namespace etcdscope {

class NetworkAccess;

/// One call through the JSON gateway. The answer of a unary call is turned into its message when it is there,
/// that of a stream line by line; what takes longer than a moment is turned on a worker. A sink must not
/// destroy the stream from inside its callbacks; in received() and finished() that is allowed.
class GatewayStream final : public ServerStream
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayStream)

public:
    GatewayStream(NetworkAccess &network, const QNetworkRequest &request, const QByteArray &body,
                  const Method &method, MessageSink &sink, qint64 maxMessageSize);
    ~GatewayStream() override;

    void send(const google::protobuf::Message &) override {}
    [[nodiscard]] bool canSend() const override { return false; }
    void setPaused(bool paused) override;
    void cancel() override;
    void setRevision(qint64 revision) override;

private:
    struct Converted
    {
        std::optional<QByteArray> message; ///< wire bytes; nothing when the JSON was not that of the answer
        bool endsInside = false;           ///< because it ends too early
    };

    [[nodiscard]] bool isLineByLine() const;
    /// So much came that is no JSON or no success that waiting for its end is of no use.
    [[nodiscard]] bool isForeign() const;
    void replyFinished();
    void takeTurn();
    [[nodiscard]] std::optional<QByteArray> nextLine();
    void takeRest();
    void conversionFinished();

    // These say false once the call has ended; `this` may be gone then.
    [[nodiscard]] bool readInput();
    [[nodiscard]] bool takeLines();
    [[nodiscard]] bool announce();
    [[nodiscard]] bool takeLine(const QByteArray &line);
    [[nodiscard]] bool convert(const QByteArray &json);
    [[nodiscard]] bool handOver(const Converted &converted);
    bool end(const std::optional<Error> &error);

    void dropReply();
    [[nodiscard]] std::optional<Error> transportOutcome() const;
    [[nodiscard]] Error httpOutcome() const;
    [[nodiscard]] bool isKnownToBeWhole() const;
    [[nodiscard]] static Converted converted(const Method &method, const QByteArray &json);
    [[nodiscard]] static Error cutOff();

    const Method &m_method;
    MessageSink &m_sink;
    qint64 m_maxMessageSize;
    qint64 m_maxInput;
    QPointer<QNetworkReply> m_reply;
    QByteArray m_input;
    qint64 m_received = 0;
    qsizetype m_lineStart = 0; ///< in m_input: where the line under way begins
    qsizetype m_searched = 0;  ///< in m_input: before it there is no end of that line
    QFutureWatcher<Converted> m_conversion;
    QTimer m_continue;
    qint64 m_revision = 0;
    bool m_converting = false;
    bool m_handed = false;    ///< something, since the last received()
    bool m_restTaken = false; ///< what stands behind the last end of line; all of a unary answer
    bool m_paused = false;
    bool m_replyFinished = false;
};

} // namespace etcdscope
