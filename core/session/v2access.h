// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/sessionsettings.h"
#include "core/v2/client.h"

#include <QObject>

#include <memory>
#include <optional>

namespace etcdscope {

class KeyStore;
class NetworkAccess;

/// A session's way to the v2 API: whether the cluster offers it, and how it is spoken to. Owned by the
/// session.
class V2Access final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(V2Access)

public:
    /// `network` carries calls and `polls` long polls; both are borrowed and outlive this.
    V2Access(NetworkAccess &network, NetworkAccess &polls, const SessionSettings &settings,
             QObject *parent = nullptr);
    ~V2Access() override;

    /// Asks the members, in turn, whether there is a v2 API: without credentials, which only go to a cluster
    /// that has one, and without anything that needs root. Ends with found() or missed(). Does nothing while
    /// it is under way.
    void look();
    void stop();
    [[nodiscard]] bool isLooking() const { return m_probe.isActive(); }
    [[nodiscard]] bool isFound() const { return m_found; }

    /// Precondition: isFound().
    [[nodiscard]] std::unique_ptr<KeyStore> makeStore() const;
    void setLogin(const Login &login);
    [[nodiscard]] v2::Client &client() const { return *m_client; }
    /// As Session::learnEndpoints().
    [[nodiscard]] Call<QList<QUrl>> learnEndpoints();
    [[nodiscard]] QUrl endpoint() const { return m_client->endpoint(); }

    /// The prefixes as v2 has them, where every key begins with '/'.
    [[nodiscard]] static QByteArrayList rooted(const QByteArrayList &prefixes);

signals:
    void found();
    /// Unsupported: the cluster answers, and has no v2 API. Otherwise it is not known yet.
    void missed(const etcdscope::Error &error);
    void endpointChanged();

private:
    void ask(const QByteArray &path, bool isLast);
    void take(const Result<v2::Response> &answer, bool isLast);

    std::shared_ptr<v2::Client> m_client;
    Login m_login; // empty until it may be shown
    Call<v2::Response> m_probe;
    int m_deadline;
    bool m_found = false;
};

} // namespace etcdscope
