// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rpc/channel.h"

#include <QList>
#include <QPointer>
#include <QTimer>

#include <deque>
#include <functional>

namespace etcdscope {

/// One call that was made of a FakeChannel: what was asked, and the hand that answers. Owned by the channel,
/// so that it can be looked at after the caller has gone. Answers are delivered from the event loop.
class FakeCall final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FakeCall)

public:
    FakeCall(const Method &method, const google::protobuf::Message &request, const CallOptions &options,
             QObject *parent);

    [[nodiscard]] const Method &method() const { return m_method; }
    [[nodiscard]] const CallOptions &options() const { return m_options; }
    [[nodiscard]] const QByteArray &requestBytes() const { return m_request; }
    [[nodiscard]] const QList<QByteArray> &sent() const { return m_sent; } ///< by ServerStream::send()
    [[nodiscard]] bool isCancelled() const { return m_cancelled; }         ///< by the caller, before the end
    [[nodiscard]] bool isPaused() const { return m_paused; }
    [[nodiscard]] bool isEnded() const { return m_ended; }
    [[nodiscard]] qint64 revision() const { return m_revision; } ///< as given to setRevision()

    template<class Request> [[nodiscard]] Request request() const
    {
        Request message;
        message.ParseFromArray(m_request.constData(), int(m_request.size()));
        return message;
    }

    /// An answer message, handed to the sink in pieces of `pieceSize` bytes, 0 = in one.
    void push(const google::protobuf::Message &message, qsizetype pieceSize = 0);
    void pushBytes(const QByteArray &wireBytes, qsizetype pieceSize = 0);

    /// The server ends the call; with an error when one is given.
    void end(const std::optional<Error> &error = std::nullopt);

    /// The connection is lost: Network, MaybeSent.
    void drop();

private:
    friend class FakeStream;

    struct Step
    {
        QByteArray bytes;
        qsizetype pieceSize = 0;
        bool isEnd = false;
        std::optional<Error> error;
    };

    void deliver();

    const Method &m_method;
    QByteArray m_request;
    CallOptions m_options;
    QList<QByteArray> m_sent;
    QPointer<ServerStream> m_stream;
    MessageSink *m_sink = nullptr;
    std::deque<Step> m_steps;
    QTimer m_timer;
    qint64 m_revision = 0;
    bool m_cancelled = false;
    bool m_paused = false;
    bool m_ended = false;
};

/// A Channel that follows a script. Calls are matched with expectations in order; one that does not match
/// ends with Local and is counted.
class FakeChannel final : public Channel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FakeChannel)

public:
    using Answer = std::function<void(FakeCall &)>;

    explicit FakeChannel(QObject *parent = nullptr);

    /// The next call not yet expected is one of `method`; `answer` scripts what follows. Without one the call
    /// stalls, until the test answers through call().
    void expect(const Method &method, Answer answer = {});

    /// The next one is answered with `reply` and success.
    void expectReply(const Method &method, const google::protobuf::Message &reply, qsizetype pieceSize = 0);

    /// The next one ends with `error`.
    void expectError(const Method &method, const Error &error);

    /// Any call of `method` that no expectation in order matches, as often as it comes.
    void always(const Method &method, Answer answer);

    /// All calls so far, in order.
    [[nodiscard]] const QList<FakeCall *> &calls() const { return m_calls; }
    [[nodiscard]] FakeCall *lastCall() const { return m_calls.isEmpty() ? nullptr : m_calls.last(); }
    [[nodiscard]] QList<FakeCall *> callsOf(const Method &method) const;

    [[nodiscard]] int unexpectedCalls() const { return m_unexpected; }
    [[nodiscard]] bool isScriptDone() const { return m_script.empty(); }

    void setPageLimit(int keys) { m_pageLimit = keys; }
    void setIncremental(bool incremental) { m_isIncremental = incremental; }
    void setCanSend(bool canSend) { m_canSend = canSend; }

    [[nodiscard]] std::unique_ptr<ServerStream> open(const Method &method,
                                                     const google::protobuf::Message &request,
                                                     MessageSink &sink, const CallOptions &options) override;
    [[nodiscard]] int pageLimit() const override { return m_pageLimit; }
    [[nodiscard]] bool isIncremental() const override { return m_isIncremental; }

signals:
    /// From inside the call; answer through `call` as you like.
    void called(etcdscope::FakeCall *call);

protected:
    [[nodiscard]] Call<QByteArray> unary(const Method &method, const google::protobuf::Message &request,
                                         const CallOptions &options) override;

private:
    struct Expectation
    {
        const Method *method = nullptr;
        Answer answer;
    };

    std::deque<Expectation> m_script;
    std::vector<Expectation> m_always;
    QList<FakeCall *> m_calls;
    int m_unexpected = 0;
    int m_pageLimit = 100'000;
    bool m_isIncremental = true;
    bool m_canSend = true;
};

} // namespace etcdscope
