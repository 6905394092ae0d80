// SPDX-License-Identifier: Apache-2.0
#include "core/store/v2lockwatch.h"

#include <algorithm>

namespace etcdscope {

namespace {

constexpr int longestPause = 10'000; // milliseconds
constexpr int renewEvery = 20'000;

} // namespace

std::shared_ptr<V2LockFeed> V2LockFeed::make(const v2::KeysApi &keys, const QByteArray &directory)
{
    return {new V2LockFeed(keys, directory), [](V2LockFeed *feed) {
                feed->stop();
                feed->deleteLater(); // its last owner may go while it speaks
            }};
}

V2LockFeed::V2LockFeed(v2::KeysApi keys, QByteArray directory)
    : m_keys(std::move(keys))
    , m_directory(std::move(directory))
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &V2LockFeed::poll);
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        if (m_isOpen) // and has been for long
            m_failures = 0;
        poll();
    });
    m_again.start(0);
}

void V2LockFeed::stop()
{
    m_again.stop();
    m_idle.stop();
    m_poll.reset();
}

/// While there is none that stands, its own attempts go on in their time: of a cluster in which every member
/// fails this is asked after each.
void V2LockFeed::reconnect()
{
    if (!m_isOpen)
        return;
    m_waitIndex = 0;
    poll();
}

/// In the place of the one there is, if any, with its connection.
void V2LockFeed::poll()
{
    m_poll.reset();
    m_isOpen = false;
    m_idle.start(renewEvery);
    v2::PollOptions options;
    options.recursive = true;
    if (m_waitIndex > 0)
        options.waitIndex = m_waitIndex;
    m_poll = m_keys.poll(m_directory, options);
    connect(m_poll.get(), &v2::Poll::opened, this, &V2LockFeed::pollOpened);
    connect(m_poll.get(), &v2::Poll::finished, this, &V2LockFeed::pollEnded);
}

void V2LockFeed::pollOpened(const v2::Headers &headers)
{
    m_isOpen = true;
    if (m_waitIndex != 0)
        return;
    m_waitIndex = headers.etcdIndex + 1;
    m_failures = 0;
    emit happened({}); // what was before is to be read
}

void V2LockFeed::pollEnded(const Result<v2::Response> &response)
{
    m_poll.release()->deleteLater();
    m_isOpen = false;
    m_idle.stop();
    if (response && response->body.trimmed().isEmpty()) { // a proxy's patience; nothing was missed
        m_again.start(std::min(++m_failures * 100, longestPause));
        return;
    }
    const Result<v2::KeysAnswer> event =
        response ? v2::KeysApi::parse(*response) : Result<v2::KeysAnswer>(response.error());
    if (event) {
        m_failures = 0;
        m_waitIndex = event->node.modifiedIndex + 1;
        m_again.start(0);
        emit happened(event->node.key);
        return;
    }
    // The history it waits in may be gone (401), or the connection: it begins anew, and says so when it
    // stands.
    m_waitIndex = 0;
    m_again.start(std::min(1'000 << std::min(m_failures++, 4), longestPause));
}

V2LockWatch::V2LockWatch(std::shared_ptr<V2LockFeed> feed, QObject *parent)
    : LockWatch(parent)
    , m_feed(std::move(feed))
{
    connect(m_feed.get(), &V2LockFeed::happened, this, &LockWatch::changed);
}

} // namespace etcdscope
