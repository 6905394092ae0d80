// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/locks.h"
#include "core/v2/keysapi.h"

#include <QTimer>

#include <memory>

namespace etcdscope {

/// A long poll of the directory of all locks that is renewed for as long as this object lives. One serves all
/// who look at the same locks: a poll occupies a connection, and Qt has no more than six for a host.
class V2LockFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(V2LockFeed)

public:
    /// Ends with its last owner, from the event loop.
    [[nodiscard]] static std::shared_ptr<V2LockFeed> make(const v2::KeysApi &keys,
                                                          const QByteArray &directory);

signals:
    /// Something happened to this key or directory; empty: something may have been missed, to any. Once
    /// connected, nothing passes unsaid but quiet renewals.
    void happened(const QByteArray &key);

private:
    V2LockFeed(v2::KeysApi keys, QByteArray directory);

    void stop();
    void poll();
    void pollEnded(const Result<v2::Response> &response);

    const v2::KeysApi m_keys;
    const QByteArray m_directory;
    std::unique_ptr<v2::Poll> m_poll;
    QTimer m_again;
    qint64 m_waitIndex = 0; // 0: what comes from now on
    int m_failures = 0;
};

/// What a feed says, without what it says it of.
class V2LockWatch final : public LockWatch
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(V2LockWatch)

public:
    explicit V2LockWatch(std::shared_ptr<V2LockFeed> feed, QObject *parent = nullptr);

private:
    std::shared_ptr<V2LockFeed> m_feed;
};

} // namespace etcdscope
