// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fakechannel.h"

#include "core/rpc/unarycall.h"

#include <google/protobuf/message.h>

#include <algorithm>

namespace etcdscope {

class FakeStream final : public ServerStream
{
public:
    FakeStream(FakeCall &call, MessageSink &sink, bool canSend)
        : m_call(&call)
        , m_canSend(canSend && call.method().kind == Method::Kind::BidiStream)
    {
        call.m_stream = this;
        call.m_sink = &sink;
    }
    ~FakeStream() override { cancel(); }

    void send(const google::protobuf::Message &message) override
    {
        if (m_call && canSend())
            m_call->m_sent.append(QByteArray::fromStdString(message.SerializeAsString()));
    }
    [[nodiscard]] bool canSend() const override { return m_canSend; }
    void setPaused(bool paused) override
    {
        if (!m_call)
            return;
        m_call->m_paused = paused;
        if (!paused)
            m_call->m_timer.start(0);
    }
    void cancel() override
    {
        if (!m_call || m_call->m_ended)
            return;
        m_call->m_cancelled = true;
        m_call->m_ended = true;
        m_call->m_timer.stop();
    }
    void setRevision(qint64 revision) override
    {
        if (m_call)
            m_call->m_revision = revision;
    }

private:
    QPointer<FakeCall> m_call;
    bool m_canSend;
};

FakeCall::FakeCall(const Method &method, const google::protobuf::Message &request, const CallOptions &options,
                   QObject *parent)
    : QObject(parent)
    , m_method(method)
    , m_request(QByteArray::fromStdString(request.SerializeAsString()))
    , m_options(options)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &FakeCall::deliver);
}

void FakeCall::push(const google::protobuf::Message &message, qsizetype pieceSize)
{
    pushBytes(QByteArray::fromStdString(message.SerializeAsString()), pieceSize);
}

void FakeCall::pushBytes(const QByteArray &wireBytes, qsizetype pieceSize)
{
    m_steps.push_back({.bytes = wireBytes, .pieceSize = pieceSize, .isEnd = false, .error = std::nullopt});
    m_timer.start(0);
}

void FakeCall::end(const std::optional<Error> &error)
{
    m_steps.push_back({.bytes = {}, .pieceSize = 0, .isEnd = true, .error = error});
    m_timer.start(0);
}

void FakeCall::drop()
{
    end(Error{.kind = ErrorKind::Network,
              .fate = RequestFate::MaybeSent,
              .detail = QStringLiteral("the connection was dropped by the script")});
}

void FakeCall::deliver()
{
    if (m_ended || m_paused || !m_stream || m_steps.empty())
        return;
    const Step step = std::move(m_steps.front());
    m_steps.pop_front();
    if (step.isEnd) {
        m_ended = true;
        emit m_stream->finished(step.error);
        return;
    }

    std::optional<QString> problem = m_sink->messageStarted(step.bytes.size());
    const qsizetype piece = step.pieceSize > 0 ? step.pieceSize : qMax<qsizetype>(step.bytes.size(), 1);
    for (qsizetype at = 0; !problem && at < step.bytes.size(); at += piece)
        problem =
            m_sink->messageData(QByteArrayView(step.bytes).sliced(at, qMin(piece, step.bytes.size() - at)));
    if (!problem)
        problem = m_sink->messageEnded();
    if (problem) {
        m_ended = true;
        emit m_stream->finished(
            Error{.kind = ErrorKind::Protocol, .fate = RequestFate::MaybeSent, .detail = *problem});
        return;
    }
    m_timer.start(0);
    emit m_stream->received();
}

FakeChannel::FakeChannel(QObject *parent)
    : Channel(parent)
{
}

void FakeChannel::expect(const Method &method, Answer answer)
{
    m_script.push_back({&method, std::move(answer)});
}

void FakeChannel::expectReply(const Method &method, const google::protobuf::Message &reply,
                              qsizetype pieceSize)
{
    const QByteArray bytes = QByteArray::fromStdString(reply.SerializeAsString());
    expect(method, [bytes, pieceSize](FakeCall &call) {
        call.pushBytes(bytes, pieceSize);
        call.end();
    });
}

void FakeChannel::expectError(const Method &method, const Error &error)
{
    expect(method, [error](FakeCall &call) { call.end(error); });
}

void FakeChannel::always(const Method &method, Answer answer)
{
    m_always.push_back({&method, std::move(answer)});
}

QList<FakeCall *> FakeChannel::callsOf(const Method &method) const
{
    QList<FakeCall *> result;
    for (FakeCall *call : m_calls) {
        if (&call->method() == &method)
            result.append(call);
    }
    return result;
}

std::unique_ptr<ServerStream> FakeChannel::open(const Method &method,
                                                const google::protobuf::Message &request, MessageSink &sink,
                                                const CallOptions &options)
{
    auto *call = new FakeCall(method, request, options, this);
    m_calls.append(call);
    auto stream = std::make_unique<FakeStream>(*call, sink, m_canSend);
    if (!m_script.empty() && m_script.front().method == &method) {
        const Answer answer = std::move(m_script.front().answer);
        m_script.pop_front();
        if (answer)
            answer(*call);
    } else {
        const auto standing = std::find_if(m_always.begin(), m_always.end(),
                                           [&](const Expectation &entry) { return entry.method == &method; });
        if (standing != m_always.end()) {
            standing->answer(*call);
        } else {
            ++m_unexpected;
            call->end(Error::local(QStringLiteral("unexpected call of %1").arg(QLatin1String(method.name))));
        }
    }
    emit called(call);
    return stream;
}

Call<QByteArray> FakeChannel::unary(const Method &method, const google::protobuf::Message &request,
                                    const CallOptions &options)
{
    return UnaryCall::start([&](MessageSink &sink) { return open(method, request, sink, options); }, this);
}

} // namespace etcdscope
