// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/net/networkaccess.h"
#include "core/net/operation.h"
#include "core/rpc/channelprobe.h"
#include "core/session/keyspace.h"
#include "core/session/sessionpolicy.h"
#include "core/session/sessionrights.h"
#include "core/session/sessionsettings.h"
#include "core/session/v2access.h"
#include "core/session/wakewatch.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace etcdscope {

class ClusterChannel;

/// One open cluster: its network access, transport, state and key spaces, one for each API that it serves.
/// Several sessions live side by side and share nothing.
///
/// Unless it was told which API to speak it finds out: v3 opens as soon as it answers, and v2 is looked for
/// beside it and joins later. Where v3 certainly is not there, v2 opens alone. A v2 API that answers is
/// there, also without any key: whoever uses v2 must not have to guess.
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
        Open,       ///< there is a key space; its feed and pulse have the rest of the truth
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
    /// Other secrets of the way to the cluster. Where that was why it could not connect, it tries again now.
    void setKeyPassphrase(const QString &passphrase);
    void setProxyPassword(const QString &password);
    /// Asks the cluster for the addresses of its members, and from now on falls back on those too. Answers
    /// with the new ones. What was given stays; addresses that only work on another computer are left out.
    [[nodiscard]] Call<QList<QUrl>> learnEndpoints();
    /// Connections are in doubt (the computer slept, the network changed): they are dropped and made anew.
    void renewConnections();
    /// While read-only, calls that are not known to change nothing are refused (ErrorKind::ReadOnly) before
    /// they leave. Writes under way end as they would have; streams that go on writing are ended. A lock that
    /// was asked for before is renewed and can be given back all the same.
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
    [[nodiscard]] const std::optional<Error> &lastError() const;
    /// The one in use, of keySpace().
    [[nodiscard]] QUrl endpoint() const;
    /// How keySpace() is spoken to: "gRPC", "JSON gateway" or "HTTP" (of v2); empty until Open.
    [[nodiscard]] QString transportName() const { return m_transportName; }
    /// Null until Open; then the same object until this one is destroyed.
    [[nodiscard]] KeySpace *keySpace() const;
    /// All of them: none, one, or where the cluster serves both APIs v3 before v2. The first is keySpace().
    [[nodiscard]] std::vector<KeySpace *> keySpaces() const;
    /// Whether it is being found out now if the cluster has another API beside those of keySpaces().
    [[nodiscard]] bool isLookingForMore() const;
    /// Everything goes out through it but the long polls of v2, each of which occupies a connection.
    [[nodiscard]] NetworkAccess &network() { return m_network; }
    [[nodiscard]] NetworkAccess &pollNetwork() { return m_polls; }

    // Of keySpace(); each of keySpaces() has a pulse of its own.
    [[nodiscard]] std::optional<qint64> roundTrip() const;
    [[nodiscard]] const std::optional<StoreStatus> &status() const;
    /// See StorePulse::refusal().
    [[nodiscard]] const std::optional<Error> &statusRefusal() const;
    // See SessionRights; only the v3 API can be asked by everybody about himself.
    [[nodiscard]] const std::optional<AccessRights> &rights() const;
    [[nodiscard]] const std::optional<Error> &rightsError() const;
    [[nodiscard]] std::vector<KeyRange> unreadable() const;

signals:
    void stateChanged();
    /// Once, when keySpace() is there.
    void opened();
    /// Another one is there, after opened(): it is the last of keySpaces().
    void keySpaceAdded(etcdscope::KeySpace *space);
    /// The pulse of a key space, lastError() or isLookingForMore() changed.
    void statusChanged();
    /// rights(), rightsError() or unreadable() changed.
    void rightsChanged();
    /// Calls go to another endpoint from now on.
    void endpointChanged();
    /// The cluster does not take user and password, or wants some where there is no user: said once, and not
    /// tried again before setLogin() or refresh().
    void loginRefused(const etcdscope::Error &error);
    void readOnlyChanged();

private:
    // Attempts at a v2 API that is not certainly absent, while v3 is there; refresh() makes more.
    static constexpr int mostV2Misses = 3;

    struct Part ///< of the session, that which is of one API
    {
        std::unique_ptr<KeySpace> space;
        std::unique_ptr<SessionRights> rights;
    };

    void connectNow();
    void connected(Result<std::shared_ptr<Channel>> channel);
    void connectFailed(const Error &error);
    void v2Found();
    void v2Missed(const Error &error);
    void failed(const Error &error);
    [[nodiscard]] bool wants(Profile::Api api) const;
    [[nodiscard]] V2Access &v2();
    [[nodiscard]] std::optional<Error> prepareNetwork();
    [[nodiscard]] std::shared_ptr<ClusterChannel> clusterChannel(const Channel &found);
    void makeV3();
    void makeV2();
    void addPart(Part &part, std::unique_ptr<KeyStore> store, const QByteArrayList &prefixes,
                 SessionRights::Ask ask);
    void enterOpen();
    void follow(Part &part);
    void startFeeds();
    template<class F> void forEachFeed(F f);
    void followEndpoint();
    void followV2Endpoint();
    void followLogin(const Part &part);
    void takePulse(KeySpace &space);
    [[nodiscard]] const Part *first() const;
    void setState(State state);

    SessionSettings m_settings;
    SessionPolicy m_policy; // outlives the network that asks it
    NetworkAccess m_network;
    NetworkAccess m_polls;
    std::shared_ptr<ClusterChannel> m_channel;
    std::unique_ptr<V2Access> m_v2Access; // not before it is wanted
    QString m_transportName;
    bool m_isGateway = false;
    std::array<Part, 2> m_parts; // v3, v2; those that are there
    Call<std::shared_ptr<Channel>> m_probe;
    QByteArray m_certificateName; // of the client's; a user of the cluster, perhaps
    QTimer m_retry;
    QTimer m_renewal;
    WakeWatch m_wakeWatch;
    State m_state = State::Closed;
    std::optional<Error> m_lastError;
    std::optional<Error> m_v3Error; // of this attempt
    int m_attempts = 0;
    int m_v2Misses = 0;            // since v2 was asked for
    bool m_loginRefused = false;   // by the keys themselves, and said
    bool m_endpointFailed = false; // the next attempt goes to the next one
};

} // namespace etcdscope
