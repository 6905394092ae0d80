// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/unarycall.h"

#include "core/rpc/status.h"

#include <QCoreApplication>
#include <QPointer>

namespace etcdscope {

Call<QByteArray> UnaryCall::start(const Open &open, QObject *parent)
{
    auto *call = new UnaryCall(parent);
    call->m_stream = open(call->m_sink);
    connect(call->m_stream.get(), &ServerStream::received, call, [call] {
        if (call->m_sink.messages > 0)
            call->m_stream->setRevision(headerRevision(call->m_sink.message));
    });
    connect(call->m_stream.get(), &ServerStream::finished, call, &UnaryCall::end);
    call->m_promise.onCancel([pointer = QPointer<UnaryCall>(call)] {
        if (!pointer)
            return;
        pointer->m_stream->cancel();
        pointer->deleteLater();
    });
    return call->m_promise.call();
}

UnaryCall::UnaryCall(QObject *parent)
    : QObject(parent)
{
}

UnaryCall::~UnaryCall()
{
    if (m_promise.ended() || !QCoreApplication::instance())
        return;
    // The consumer must not run inside the destructor of the channel.
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [promise = m_promise] {
            promise.finish(Error{.kind = ErrorKind::Network,
                                 .fate = RequestFate::MaybeSent,
                                 .detail = QStringLiteral("the channel was closed")});
        },
        Qt::QueuedConnection);
}

void UnaryCall::end(const std::optional<Error> &error)
{
    const auto promise = m_promise;
    Result<QByteArray> result = QByteArray();
    if (error) {
        result = *error;
    } else if (m_sink.messages != 1) {
        result = Error{.kind = ErrorKind::Protocol,
                       .fate = RequestFate::MaybeSent,
                       .detail = QStringLiteral("the server reported success without an answer")};
    } else {
        result = std::move(m_sink.message);
    }
    deleteLater();
    promise.finish(std::move(result));
}

std::optional<QString> UnaryCall::Sink::messageStarted(qint64 size)
{
    if (messages > 0)
        return QStringLiteral("more than one answer to one request");
    // The size is only claimed as yet.
    message.reserve(qsizetype(qMin(size, qint64(1024 * 1024))));
    return std::nullopt;
}

std::optional<QString> UnaryCall::Sink::messageData(QByteArrayView bytes)
{
    message.append(bytes);
    return std::nullopt;
}

std::optional<QString> UnaryCall::Sink::messageEnded()
{
    ++messages;
    return std::nullopt;
}

} // namespace etcdscope
