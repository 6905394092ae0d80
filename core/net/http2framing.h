// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/requestheaders.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QPointer>
#include <QString>

#include <deque>
#include <vector>

struct nghttp2_session;

namespace etcdscope {

class Http2Stream;

/// The HTTP/2 protocol of one connection (RFC 9113, client side) without the socket: bytes in, bytes out.
/// What arrives is noted in the Http2Streams, which say nothing to anybody until deliver() is called on them:
/// nghttp2 forbids to be entered from its own callbacks, and a slot may do anything.
class Http2Framing final
{
    Q_DISABLE_COPY_MOVE(Http2Framing)

public:
    /// Flow control: what the peer may send on one stream before its consumer has read.
    static constexpr int StreamWindow = 4 * 1024 * 1024;
    /// The same for the connection. Credited on receipt, so that a stream nobody reads stops only itself.
    static constexpr int ConnectionWindow = 64 * 1024 * 1024;
    /// Bound on one block of headers or trailers, counted as in RFC 9113, 6.5.2. Told to the peer. One that
    /// sends more loses the stream; one that goes on beyond 8 CONTINUATION frames, by nghttp2, the
    /// connection.
    static constexpr int HeaderListSize = 64 * 1024;

    Http2Framing();
    ~Http2Framing();

    /// Queues a request; `stream` reports to this framing until it has ended or is forgotten. Returns the
    /// stream id, or a negative number when this connection has none left.
    [[nodiscard]] int submit(Http2Stream *stream, const HeaderFields &fields);

    /// More can be read from the outgoing device of the stream.
    void resume(int streamId);

    /// The consumer has taken `size` bytes: the peer may send as many more.
    void consume(int streamId, qint64 size);

    /// Ends the stream with RST_STREAM (CANCEL) if it is still open, and forgets its object.
    void cancel(int streamId);

    void ping();
    [[nodiscard]] bool pingOutstanding() const { return m_pingOutstanding; }

    /// Takes bytes from the peer. False when the connection cannot go on; errorText() says why.
    [[nodiscard]] bool receive(QByteArrayView bytes);

    /// Appends what is to be sent, all frames together, until about `limit` bytes are there.
    [[nodiscard]] bool collect(QByteArray &out, qsizetype limit);

    [[nodiscard]] bool wantsWrite() const;

    /// Neither side has anything more to say: after a GOAWAY with its last stream, or after a protocol error.
    [[nodiscard]] bool over() const;

    [[nodiscard]] bool settingsCame() const { return m_settingsCame; }
    [[nodiscard]] bool goingAway() const { return m_lastStreamId >= 0; }
    /// Its GOAWAY said HTTP_1_1_REQUIRED.
    [[nodiscard]] bool peerWantsHttp1() const { return m_peerWantsHttp1; }
    [[nodiscard]] bool acceptsRequests() const;
    [[nodiscard]] qsizetype openStreams() const { return m_streams.size(); }

    /// What the peer did wrong, or its GOAWAY; empty when nothing happened.
    [[nodiscard]] QString errorText() const { return m_errorText; }
    [[nodiscard]] bool peerBrokeProtocol() const { return m_peerBrokeProtocol; }

    /// Takes out all open streams, for a connection that has ended.
    [[nodiscard]] std::vector<Http2Stream *> takeStreams();

    /// The next stream that has something to deliver, or null. One at a time, since a slot may run an event
    /// loop of its own or delete anything.
    [[nodiscard]] Http2Stream *takeTouched();
    void touch(Http2Stream *stream);

private:
    struct Callbacks;

    [[nodiscard]] Http2Stream *find(int streamId) const { return m_streams.value(streamId); }
    void forget(int streamId) { m_streams.remove(streamId); }

    nghttp2_session *m_session = nullptr;
    QHash<int, Http2Stream *> m_streams;
    std::deque<QPointer<Http2Stream>> m_touched;
    int m_headerListSize = 0;
    int m_lastStreamId = -1;
    int m_newestStreamId = 0;
    bool m_settingsCame = false;
    bool m_peerWantsHttp1 = false;
    bool m_pingOutstanding = false;
    bool m_peerBrokeProtocol = false;
    QString m_errorText;
    QString m_libraryText;
};

} // namespace etcdscope
