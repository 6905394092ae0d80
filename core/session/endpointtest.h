// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/net/networkaccess.h"
#include "core/net/tlsidentity.h"
#include "core/rpc/clusterchannel.h"
#include "core/session/connectiontest.h"
#include "core/session/v2access.h"
#include "core/store/v3keystore.h"

#include <QElapsedTimer>
#include <QSslSocket>
#include <QTimer>

#include <functional>
#include <memory>

namespace etcdscope {

/// The stages of a ConnectionTest for one endpoint, and where one failed a second look that tells what the
/// port is. Owned by the test; destruction ends what runs. changed() comes from the event loop.
class EndpointTest final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EndpointTest)

public:
    using Stage = ConnectionTest::Stage;
    using State = ConnectionTest::State;
    using Cause = ConnectionTest::Cause;

    EndpointTest(const SessionSettings &settings, const TlsIdentity &identity,
                 const ConnectionTest::EndpointResult &blank);
    ~EndpointTest() override;

    void start() { lookUp(); }
    [[nodiscard]] const ConnectionTest::EndpointResult &result() const { return m_result; }

signals:
    void changed();

private:
    using Next = std::function<void(const QByteArray &answer)>;

    void lookUp();
    void connectTcp();
    void shakeHands();
    void handshakeFailed();
    void speak();
    void speakV2(const std::optional<Error> &errorOfV3);
    void lookForV2(const std::function<void(const std::optional<Error> &)> &next);
    void speechFailed(const Error &error);
    void askVersion();
    void authenticate();
    void authenticated();
    void authenticateByV2();
    void readOneByV2();
    void readOne();
    void readFailed(const Error &error);

    // What is at this port instead.
    void lookForPlainServer(const Error &error);
    void lookForTlsServer(const Error &error);
    void lookForEtcd(const Error &error);
    void lookForLateRefusal(const Error &error);

    [[nodiscard]] ConnectionTest::StageResult &at(Stage stage) { return m_result.stages[size_t(stage)]; }
    void begin(Stage stage);
    void pass(Stage stage, Cause cause = Cause::None);
    void skip(Stage stage);
    void fail(Stage stage, Cause cause, const Error &error);
    void finish(Stage stage, State state, Cause cause);
    void limit(Stage stage);
    void makeSocket();
    void dropSocket();
    void prepareNetwork();
    /// GET; an empty answer when there was none.
    void get(const QString &path, Next next);
    [[nodiscard]] bool isSecure() const;
    [[nodiscard]] Profile::Api wantedApi() const
    {
        return m_result.isOlder ? Profile::Api::V2 : m_settings.api;
    }

    const SessionSettings &m_settings;
    const TlsIdentity &m_identity;
    ConnectionTest::EndpointResult m_result;
    NetworkAccess m_network;
    std::unique_ptr<QSslSocket> m_socket;
    std::optional<Error> m_certificateError;
    std::shared_ptr<Channel> m_channel;
    std::shared_ptr<ClusterChannel> m_cluster;
    std::unique_ptr<V3KeyStore> m_store;
    std::unique_ptr<Listing> m_listing;
    NetworkAccess m_polls;
    std::unique_ptr<V2Access> m_v2; // where that API is wanted
    Call<v2::Response> m_v2Call;
    bool m_speaksV2 = false; // and no v3
    Call<std::shared_ptr<Channel>> m_probe;
    QTimer m_limit;
    QTimer m_tell;
    QElapsedTimer m_clock;
    int m_lookup = -1;
};

} // namespace etcdscope
