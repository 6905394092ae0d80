// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QNetworkReply>

namespace etcdscope {

/// One HTTP/2 stream as a QNetworkReply. Response headers and, at the end, trailers are raw headers
/// (`grpc-status`, `grpc-message`). The body is read as it arrives; what is not read is not credited to the
/// stream's flow-control window, so a consumer that stops reading stops its own stream and no other.
///
/// Ends with finished() exactly once, from the event loop; abort() and close() of a running one emit it at
/// once, as Qt's own replies do. There is no transferTimeout: the deadline is CallInfo's. NoError means that
/// the server ended the stream; whether that is a success is for gRPC to say (no `grpc-status` = broken
/// stream).
class Http2Reply : public QNetworkReply
{
    Q_OBJECT

public:
    /// Why a stream ended otherwise than by the server's END_STREAM.
    enum class Failure {
        None,
        ConnectFailed,    ///< name look-up or TCP
        TlsFailed,        ///< handshake or certificate
        NoHttp2,          ///< the peer answered the preface with HTTP/1.1, ALPN chose no h2, or it was said
                          ///< that HTTP/1.1 is required
        ConnectionClosed, ///< closed or reset by the peer
        PeerSilent,       ///< no byte for about 10 s with a PING unanswered
        GoAway,           ///< refused by GOAWAY: this stream was certainly not processed
        StreamReset,      ///< RST_STREAM
        ProtocolError,    ///< the peer broke HTTP/2
        DeadlineExceeded, ///< CallInfo::deadline passed
        Cancelled,        ///< abort()
    };
    Q_ENUM(Failure)

    [[nodiscard]] Failure failure() const { return m_failure; }

    /// Whether any byte of this request can have reached the server. NotSent also when the server said that
    /// it did nothing: beyond the last stream of a GOAWAY, or REFUSED_STREAM.
    [[nodiscard]] RequestFate fate() const { return m_fate; }

    /// Milliseconds without a byte from the peer before a PeerSilent failure; 0 otherwise.
    [[nodiscard]] int silence() const { return m_silence; }

    /// Says more about TlsFailed.
    [[nodiscard]] TlsCause tlsCause() const { return m_tlsCause; }

protected:
    explicit Http2Reply(QObject *parent)
        : QNetworkReply(parent)
    {
    }

    Failure m_failure = Failure::None;
    RequestFate m_fate = RequestFate::NotSent;
    int m_silence = 0;
    TlsCause m_tlsCause = TlsCause::None;
};

} // namespace etcdscope
