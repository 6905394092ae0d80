// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/net/endpointset.h"
#include "core/net/networkaccess.h"
#include "core/net/operation.h"
#include "core/rpc/channelprobe.h"
#include "core/rpc/login.h"
#include "core/session/keyspace.h"
#include "core/session/profile.h"
#include "core/session/wakewatch.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace etcdscope {

class ClusterChannel;

/// What a session is opened with. Holds secrets: it is written nowhere.
struct SessionSettings
{
    QString name; ///< shown on the tab; the endpoint when empty
    EndpointSet endpoints;
    QByteArray prefix; ///< only keys that start with it; all when empty
    char separator = '/';
    Transport transport = Transport::Auto;
    LiveFeed::LoadMode loadMode = LiveFeed::LoadMode::Everything;

    TlsSettings tls = {};
    QString keyPassphrase = {}; ///< of the client's key in `tls`
    Login login = {};
    ProxySettings proxy = {};
    QString proxyPassword = {};
    int connectTimeout = 10'000; ///< milliseconds for one attempt at one endpoint
    int callTimeout = 10'000;    ///< milliseconds for one small call
};

/// One open cluster: its network access, transport, state and key space. Several live side by side and share
/// nothing.
class Session final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Session)

public:
    enum class State {
        Closed,
        Connecting, ///< finding out how the cluster is spoken to
        Retrying,   ///< could not connect; tries again by itself
        Open,       ///< there is a key space; its feed has the rest of the truth
    };
    Q_ENUM(State)

    explicit Session(SessionSettings settings, QObject *parent = nullptr);
    ~Session() override;

    void open();
    /// Tries again now, or reads again when open.
    void refresh();
    void close();
    /// Reads the keys in another way from now on; what is shown is read anew.
    void setLoadMode(LiveFeed::LoadMode mode);
    /// Another user or password; the way on after loginRefused().
    void setLogin(const Login &login);
    /// Asks the cluster for the addresses of its members, and from now on falls back on those too. Answers
    /// with the new ones. What was given stays; addresses that only work on another computer are left out.
    [[nodiscard]] Call<QList<QUrl>> learnEndpoints();
    /// Connections are in doubt (the computer slept, the network changed): they are dropped and made anew.
    void renewConnections();

    [[nodiscard]] const SessionSettings &settings() const { return m_settings; }
    [[nodiscard]] QString name() const;
    [[nodiscard]] State state() const { return m_state; }
    /// Each attempt of a Retrying session goes to the next endpoint. Slots may close, reopen or destroy it.
    /// Why it is Retrying, or what the last heartbeat met.
    [[nodiscard]] const std::optional<Error> &lastError() const { return m_lastError; }
    /// The one in use.
    [[nodiscard]] QUrl endpoint() const;
    /// "gRPC" or "JSON gateway"; empty until Open.
    [[nodiscard]] QString transportName() const { return m_transportName; }
    /// Null until Open; then the same object until this one is destroyed.
    [[nodiscard]] KeySpace *keySpace() { return m_keySpace.get(); }
    [[nodiscard]] NetworkAccess &network() { return m_network; }
    /// Microseconds of the last status call; nothing before the first, or when it failed.
    [[nodiscard]] std::optional<qint64> roundTrip() const { return m_roundTrip; }
    [[nodiscard]] const std::optional<StoreStatus> &status() const { return m_status; }

signals:
    void stateChanged();
    /// Once, when keySpace() is there.
    void opened();
    /// roundTrip(), status() or lastError() changed.
    void statusChanged();
    /// Calls go to another endpoint from now on.
    void endpointChanged();
    /// The cluster does not take user and password: said once, and not tried again before setLogin() or
    /// refresh().
    void loginRefused(const etcdscope::Error &error);

private:
    void connectNow();
    void connected(Result<std::shared_ptr<Channel>> channel);
    void failed(const Error &error);
    [[nodiscard]] std::optional<Error> prepareNetwork();
    [[nodiscard]] std::shared_ptr<ClusterChannel> clusterChannel(const Channel &found);
    void followEndpoint();
    void heartbeat();
    void setState(State state);

    SessionSettings m_settings;
    NetworkAccess m_network;
    std::shared_ptr<ClusterChannel> m_channel;
    QString m_transportName;
    std::unique_ptr<KeySpace> m_keySpace;
    Call<std::shared_ptr<Channel>> m_probe;
    Call<StoreStatus> m_heartbeat;
    QTimer m_retry;
    QTimer m_heartbeatTimer;
    QTimer m_renewal;
    WakeWatch m_wakeWatch;
    State m_state = State::Closed;
    std::optional<Error> m_lastError;
    std::optional<qint64> m_roundTrip;
    std::optional<StoreStatus> m_status;
    int m_attempts = 0;
    bool m_endpointFailed = false; // the next attempt goes to the next one
};

} // namespace etcdscope
