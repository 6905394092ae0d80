// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/locks.h"
#include "core/v2/keysapi.h"

#include <QTimer>

#include <memory>

namespace etcdscope {

/// A long poll of a directory of locks that is renewed for as long as this object lives.
class V2LockWatch final : public LockWatch
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(V2LockWatch)

public:
    V2LockWatch(v2::KeysApi keys, QByteArray directory, QObject *parent = nullptr);

    /// Goes on from this index, which everything up to it was read at.
    void followFrom(qint64 index);
    void stop();

private:
    void poll();
    void pollEnded(const Result<v2::Response> &response);

    const v2::KeysApi m_keys;
    const QByteArray m_directory;
    std::unique_ptr<v2::Poll> m_poll;
    QTimer m_again;
    qint64 m_waitIndex = 0; // 0: what comes from now on
    int m_failures = 0;
};

} // namespace etcdscope
