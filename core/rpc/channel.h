// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/rpc/method.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QObject>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace etcdscope {

struct CallOptions
{
    int deadline = 10'000; ///< milliseconds for the whole call, 0 = none; sent as grpc-timeout and kept here
    std::vector<std::pair<QByteArray, QByteArray>> metadata;
    qint64 maxMessageSize = 64 * 1024 * 1024; ///< a longer answer ends the call with TooLarge
    QByteArray key;                           ///< for the log and the policy
    bool readOnly = false; ///< a Txn that only reads; ignored for methods that never mutate
};

/// Takes the wire bytes of answer messages as they arrive, in order: started, data 0..n times, ended, and so
/// on for the next message. Returning a text ends the stream with Protocol and that text as detail.
class MessageSink
{
public:
    virtual ~MessageSink() = default;
    [[nodiscard]] virtual std::optional<QString> messageStarted(qint64 size) = 0;
    [[nodiscard]] virtual std::optional<QString> messageData(QByteArrayView bytes) = 0;
    [[nodiscard]] virtual std::optional<QString> messageEnded() = 0;
};

/// One call whose answer is taken by a MessageSink. Owned by whoever opened it; destruction cancels. The sink
/// is borrowed and must live as long. Signals come from the event loop.
class ServerStream : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerStream)

public:
    explicit ServerStream(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    /// A further request message; only on methods that take a stream of them, and only where
    /// canSend() (the gateway cannot).
    virtual void send(const google::protobuf::Message &message) = 0;
    [[nodiscard]] virtual bool canSend() const = 0;

    /// While paused nothing more is handed to the sink, and by flow control the server stops sending.
    virtual void setPaused(bool paused) = 0;

    /// Ends the call without finished().
    virtual void cancel() = 0;

    /// For the log: the revision the answer carried.
    virtual void setRevision(qint64 revision) = 0;

signals:
    /// After a burst of bytes was handed to the sink; nothing is under way in the sink then.
    void received();

    /// Once, at the end: no error when the server ended the call with success. Nothing comes after it.
    void finished(const std::optional<etcdscope::Error> &error);
};

/// etcd's API over one transport. Above it nothing knows which.
class Channel : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Channel)

public:
    explicit Channel(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    /// One answer. Every Reply has a ResponseHeader or none; its revision goes to the log.
    template<class Reply>
    [[nodiscard]] Call<Reply> call(const Method &method, const google::protobuf::Message &request,
                                   const CallOptions &options = {})
    {
        return unary(method, request, options).transform([](Result<QByteArray> bytes) -> Result<Reply> {
            if (!bytes)
                return bytes.error();
            Reply reply;
            if (!reply.ParseFromArray(bytes->constData(), int(bytes->size())))
                return malformed();
            return reply;
        });
    }

    /// An answer taken as it arrives; for server streams and for unary calls with large answers. A method
    /// that takes a stream of requests keeps its request side open until the stream is destroyed.
    [[nodiscard]] virtual std::unique_ptr<ServerStream> open(const Method &method,
                                                             const google::protobuf::Message &request,
                                                             MessageSink &sink,
                                                             const CallOptions &options = {}) = 0;

    /// Largest number of keys worth asking for in one Range on this transport (2,000 through the gateway).
    [[nodiscard]] virtual int pageLimit() const = 0;

    /// Whether a large message reaches its sink in parts while it arrives; else only when all of it has come.
    [[nodiscard]] virtual bool isIncremental() const = 0;

protected:
    /// The wire bytes of the one answer.
    [[nodiscard]] virtual Call<QByteArray>
    unary(const Method &method, const google::protobuf::Message &request, const CallOptions &options) = 0;

    [[nodiscard]] static Error malformed();
};

} // namespace etcdscope
