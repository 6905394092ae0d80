// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rpc/channel.h"

#include <QTimer>

namespace etcdscope {

/// A call that cannot even be sent: says so from the event loop, like any other end.
class FailedStream final : public ServerStream
{
public:
    explicit FailedStream(const Error &error)
    {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this, error] { emit finished(error); });
        m_timer.start(0);
    }

    void send(const google::protobuf::Message &) override {}
    [[nodiscard]] bool canSend() const override { return false; }
    void setPaused(bool) override {}
    void cancel() override { m_timer.stop(); }
    void setRevision(qint64) override {}

private:
    QTimer m_timer;
};

} // namespace etcdscope
