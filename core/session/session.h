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
#include "core/session/sessionpolicy.h"
#include "core/session/wakewatch.h"
#include "core/store/accessrights.h"

#include <QObject>
#include <QTimer>
#include <QUuid>

#include <memory>
#include <optional>

namespace etcdscope {

class ClusterChannel;

/// What a session is opened with. Holds secrets: it is written nowhere.
struct SessionSettings
{
    QString name; ///< shown on the tab; the endpoint when empty
    EndpointSet endpoints;
    QByteArrayList prefixes = {}; ///< only keys that start with one of them; all the user may see when empty
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
    Environment environment = {};
    bool readOnly = false; ///< at first; see Session::setReadOnly()
    bool keepWork = true;  ///< drafts and journal may lie on disk
    QUuid profile = {};    ///< null: opened by its address alone
};

/// One open cluster: its network access, transport, state and key space. Several live side by side and share
/// nothing.
///
/// Connecting makes no call that needs root. When the server refuses keys that were asked for, the session
/// asks what its user may read (which every user may ask about himself) and shows those of them instead.
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
    /// Tries again now, or reads again when open, also what was refused.
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
    /// While read-only, calls that are not known to change nothing are refused (ErrorKind::ReadOnly) before
    /// they leave. Writes under way end as they would have; streams that go on writing are ended.
    void setReadOnly(bool readOnly);
    [[nodiscard]] bool isReadOnly() const { return m_policy.isReadOnly(); }

    [[nodiscard]] const SessionSettings &settings() const { return m_settings; }
    [[nodiscard]] QString name() const;
    /// Who the cluster takes the session for: the user of the login, else the common name of the client's
    /// certificate, which need not be a user; empty = nobody.
    [[nodiscard]] QByteArray user() const;
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
    /// All of them: none, one, or where the cluster serves both APIs v3 before v2. The first is keySpace().
    [[nodiscard]] std::vector<KeySpace *> keySpaces();
    [[nodiscard]] NetworkAccess &network() { return m_network; }
    /// Microseconds of the last status call; nothing before the first, or when it failed.
    [[nodiscard]] std::optional<qint64> roundTrip() const { return m_roundTrip; }
    [[nodiscard]] const std::optional<StoreStatus> &status() const { return m_status; }
    /// What the user may do, as far as it could be asked; empty when it is not known.
    [[nodiscard]] const std::optional<AccessRights> &rights() const { return m_rights; }
    /// Keys that should be shown, because they were asked for or were seen before, and may not be read, or
    /// only in part. In the order they were asked for.
    [[nodiscard]] std::vector<KeyRange> unreadable() const;
    /// Why the rights are not known although the server refused something.
    [[nodiscard]] const std::optional<Error> &rightsError() const { return m_rightsError; }
    /// The server answers the heartbeat, but this user may not see its status.
    [[nodiscard]] const std::optional<Error> &statusRefusal() const { return m_statusRefusal; }

signals:
    void stateChanged();
    /// Once, when keySpace() is there.
    void opened();
    /// roundTrip(), status() or lastError() changed.
    void statusChanged();
    /// rights(), rightsError() or unreadable() changed.
    void rightsChanged();
    /// Calls go to another endpoint from now on.
    void endpointChanged();
    /// The cluster does not take user and password: said once, and not tried again before setLogin() or
    /// refresh().
    void loginRefused(const etcdscope::Error &error);
    void readOnlyChanged();

private:
    void connectNow();
    void connected(Result<std::shared_ptr<Channel>> channel);
    void failed(const Error &error);
    [[nodiscard]] std::optional<Error> prepareNetwork();
    [[nodiscard]] std::shared_ptr<ClusterChannel> clusterChannel(const Channel &found);
    void followEndpoint();
    void heartbeat();
    void startFeed();
    void feedChanged();
    void askRights();
    void useRights();
    void expect(const KeyRanges &ranges);
    void setState(State state);

    SessionSettings m_settings;
    SessionPolicy m_policy; // outlives the network that asks it
    NetworkAccess m_network;
    std::shared_ptr<ClusterChannel> m_channel;
    QString m_transportName;
    std::unique_ptr<KeySpace> m_keySpace;
    Call<std::shared_ptr<Channel>> m_probe;
    Call<StoreStatus> m_heartbeat;
    Call<AccessRights> m_inquiry;
    QByteArray m_certificateName; // of the client's; a user of the cluster, perhaps
    QTimer m_retry;
    QTimer m_heartbeatTimer;
    QTimer m_renewal;
    WakeWatch m_wakeWatch;
    State m_state = State::Closed;
    std::optional<Error> m_lastError;
    std::optional<qint64> m_roundTrip;
    std::optional<StoreStatus> m_status;
    std::optional<Error> m_statusRefusal;
    std::optional<AccessRights> m_rights;
    std::optional<Error> m_rightsError;
    KeyRanges m_shown;                // what the feed was started with
    std::vector<KeyRange> m_expected; // what the person has reason to expect in it
    KeyRanges m_refused;              // by the feed, as far as it was looked into
    bool m_wasRefused = false;        // so the server does look at rights, and they decide what is asked for
    bool m_rightsAreNew = false;      // since the last refusal
    int m_attempts = 0;
    bool m_endpointFailed = false; // the next attempt goes to the next one
};

} // namespace etcdscope
