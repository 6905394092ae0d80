// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QThread>

#include <memory>

namespace etcdscope {

class TcpRelayWorker;

/// A loopback port that passes bytes on to another, and can be told to misbehave: a wire for fault tests.
/// Works on a thread of its own, so that a test that blocks does not stop it. All functions take effect
/// before they return; call them from one thread.
class TcpRelay final
{
    Q_DISABLE_COPY_MOVE(TcpRelay)

public:
    explicit TcpRelay(quint16 targetPort);
    ~TcpRelay();

    [[nodiscard]] quint16 port() const { return m_port; }

    /// While paused connections stay open, new ones are accepted, and no byte passes in either direction.
    void setPaused(bool paused);

    /// The connections that are open now stay so, and no byte passes on them any more; new ones are as usual.
    /// What a firewall does that has forgotten them.
    void freezeConnections();

    /// Closes every connection on both sides.
    void dropConnections();

    /// While not listening new connections are refused; open ones stay.
    void setListening(bool listening);

    /// Passes at most this many bytes a second in each direction of each connection; 0 = as they come.
    void setBytesPerSecond(qint64 bytes);

    /// Passes this many more bytes towards the client in all, then closes every connection; -1 = no such
    /// limit. For breaking off in the middle of an answer.
    void dropAfterBytesToClient(qint64 bytes);

    [[nodiscard]] int openConnections() const;
    [[nodiscard]] int acceptedConnections() const; ///< since the start
    [[nodiscard]] qint64 bytesToServer() const;
    [[nodiscard]] qint64 bytesToClient() const;

private:
    template<class F> auto inThread(F f) const;

    QThread m_thread;
    std::unique_ptr<TcpRelayWorker> m_worker;
    quint16 m_port = 0;
};

} // namespace etcdscope
