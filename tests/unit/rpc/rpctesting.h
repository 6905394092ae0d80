// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/rpc/channel.h"

#include <QEventLoop>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <memory>
#include <optional>

/// What the tests of the transports share.
namespace etcdscope {

/// For comparing: Qt Test frees what an own toString() gives it, so the kinds themselves cannot be shown by
/// it.
[[nodiscard]] inline QByteArray name(ErrorKind kind)
{
    return QByteArray(toString(kind));
}

/// Waits for the answer of `call`; without one within five seconds an Error of kind Local that says so.
template<class T> [[nodiscard]] Result<T> answerOf(Call<T> call)
{
    QEventLoop loop; // qWaitFor() sleeps between events: a large body would take seconds
    std::optional<Result<T>> answer;
    call.then(&loop, [&](Result<T> result) {
        answer.emplace(std::move(result));
        loop.quit();
    });
    QTimer::singleShot(5'000, &loop, &QEventLoop::quit);
    loop.exec();
    if (!answer)
        return Error::local(QStringLiteral("the test waited in vain"));
    return std::move(*answer);
}

/// The error of an answer; kind Local with a text when it was a success.
template<class T> [[nodiscard]] Error errorOf(const Result<T> &result)
{
    return result ? Error::local(QStringLiteral("unexpected success")) : result.error();
}

/// Keeps the messages it is given.
class KeepingSink final : public MessageSink
{
public:
    std::optional<QString> messageStarted(qint64) override
    {
        current.clear();
        return std::nullopt;
    }
    std::optional<QString> messageData(QByteArrayView bytes) override
    {
        current.append(bytes);
        return refusal;
    }
    std::optional<QString> messageEnded() override
    {
        messages.append(current);
        return std::nullopt;
    }

    QList<QByteArray> messages;
    QByteArray current;
    std::optional<QString> refusal;
};

/// A stream with what it did.
struct WatchedStream
{
    explicit WatchedStream(std::unique_ptr<ServerStream> opened)
        : stream(std::move(opened))
    {
        QObject::connect(stream.get(), &ServerStream::received, &context, [this] {
            ++received;
            if (onReceived)
                onReceived();
        });
        QObject::connect(stream.get(), &ServerStream::finished, &context,
                         [this](const std::optional<Error> &outcome) {
                             ++finished;
                             error = outcome;
                             if (onFinished)
                                 onFinished();
                         });
    }

    std::unique_ptr<ServerStream> stream;
    int received = 0;
    int finished = 0;
    std::optional<Error> error;
    std::function<void()> onReceived;
    std::function<void()> onFinished;
    QObject context;
};

} // namespace etcdscope
