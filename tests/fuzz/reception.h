// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rpc/grpcframes.h"
#include "core/rpc/hotdecoder.h"
#include "core/store/entry.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <optional>

namespace etcdscope::fuzz {

/// The way of an answer's bytes from the frame parser over a decoder into a batch.
class Reception final
{
    Q_DISABLE_COPY_MOVE(Reception)

public:
    explicit Reception(bool isWatch);
    ~Reception();

    /// Feeds `body` in pieces, until a fault. `batch` gets what has come, after each piece with entries and
    /// clears it or not.
    void run(QByteArrayView body, QByteArrayView pieces, const std::function<void(EntryBatch &)> &batch);

    [[nodiscard]] const std::optional<GrpcFrameParser::Fault> &fault() const { return m_fault; }
    [[nodiscard]] qint64 messages() const { return m_parser.messages(); }

private:
    class RangeSink;
    class WatchSink;

    EntryBatch m_batch;
    std::unique_ptr<MessageSink> m_sink;
    GrpcFrameParser m_parser;
    std::optional<GrpcFrameParser::Fault> m_fault;
};

} // namespace etcdscope::fuzz
