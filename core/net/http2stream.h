// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/net/http2reply.h"
#include "core/net/requestheaders.h"

#include <QBasicTimer>
#include <QByteArrayView>
#include <QPointer>

#include <deque>
#include <optional>

namespace etcdscope {

class Http2Session;

/// What NetworkAccess hands out as Http2Reply. Made by Http2Session::open(), owned by the NetworkAccess like
/// every QNetworkReply; outlives its session. The note...() functions are called while nghttp2 is at work and
/// only remember; deliver() emits.
class Http2Stream final : public Http2Reply
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Http2Stream)

public:
    Http2Stream(Http2Session &session, const QNetworkRequest &request, QIODevice *outgoing, QObject *parent);
    ~Http2Stream() override;

    void setStreamId(int id) { m_id = id; }

    void abort() override;
    void close() override;
    [[nodiscard]] qint64 bytesAvailable() const override;

    void noteSent();
    void noteHeaderBlockBegins();
    void noteHeader(QByteArray name, QByteArray value);
    void noteHeaderBlockEnds();
    void noteBody(QByteArrayView bytes);
    void noteEnded();
    void noteFailed(Failure failure, const QString &text, std::optional<RequestFate> fate = std::nullopt,
                    NetworkError error = NoError, int silence = 0, TlsCause tlsCause = TlsCause::None);

    /// Called for the request body; sets *atEnd with or after its last bytes. 0 and not at end = not yet.
    [[nodiscard]] qint64 readOutgoing(char *data, qint64 maxSize, bool *atEnd);

    /// Emits what was noted since the last time. Anything may be deleted meanwhile, this object included.
    void deliver();

    /// The session is going; nothing will come from it any more.
    void detach();

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    void timerEvent(QTimerEvent *event) override;

private:
    void takeOutgoing(QIODevice *outgoing);
    void touch();
    void endHere(Failure failure, NetworkError error, const QString &text);
    void emitEnd();

    Http2Session *m_session = nullptr;
    int m_id = 0;

    QByteArray m_body;
    qint64 m_bodyRead = 0;
    QPointer<QIODevice> m_outgoing;
    bool m_bodyStays = false;

    HeaderFields m_block;
    std::deque<QByteArray> m_chunks;
    qint64 m_chunkRead = 0;
    qint64 m_available = 0;

    QBasicTimer m_deadline;
    NetworkError m_endError = NoError;
    QString m_endText;
    bool m_headersCame = false;
    bool m_touched = false;
    bool m_delivering = false;
    bool m_tellHeaders = false;
    bool m_tellBody = false;
    bool m_ended = false;
};

} // namespace etcdscope
