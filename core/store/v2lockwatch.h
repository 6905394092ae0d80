// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/locks.h"
#include "core/v2/keysapi.h"

#include <QTimer>

#include <memory>

namespace etcdscope {

/// A long poll of the directory of all locks that is renewed for as long as this object lives. One serves all
/// who look at the same locks: a poll occupies a connection. One that nothing came of for long is asked anew,
/// from the same index, so that a peer that is gone without a word is noticed.
class V2LockFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(V2LockFeed)

public:
    /// Ends with its last owner, from the event loop.
    [[nodiscard]] static std::shared_ptr<V2LockFeed> make(const v2::KeysApi &keys,
                                                          const QByteArray &directory);

    /// The connection is in doubt: a poll that stands is asked anew, and happened() tells when it stands
    /// again.
    void reconnect();

signals:
    /// Something happened to this key or directory; empty: something may have been missed, to any. Once
    /// connected, nothing passes unsaid but quiet renewals.
    void happened(const QByteArray &key);

private:
    V2LockFeed(v2::KeysApi keys, QByteArray directory);

    void stop();
    void poll();
    void pollOpened(const v2::Headers &headers);
    void pollEnded(const Result<v2::Response> &response);

    const v2::KeysApi m_keys;
    const QByteArray m_directory;
    std::unique_ptr<v2::Poll> m_poll;
    QTimer m_again;
    QTimer m_idle;          // since a poll was asked
    qint64 m_waitIndex = 0; // 0: what comes from now on
    bool m_isOpen = false;  // the poll
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
