// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/session/session.h"

#include <QDateTime>
#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QSslCertificate>
#include <QTimer>
#include <QUrl>

#include <memory>
#include <optional>
#include <vector>

namespace etcdscope {

class EndpointTest;
struct TlsIdentity;

/// Finds out, stage by stage, how far a connection comes and why it comes no further. All endpoints are
/// tested at the same time, each with connections of its own; what a session does meanwhile is not touched.
/// SessionSettings::olderEndpoints are tried by v2 after them, where none of them speaks as was asked; else
/// all their stages are Skipped. Changes nothing in the cluster. Used once.
class ConnectionTest final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionTest)

public:
    enum class Stage {
        Name,           ///< the host's address
        Tcp,            ///< a connection, to the proxy if there is one
        Tls,            ///< the handshake; for http skipped
        Http,           ///< gRPC over HTTP/2, the JSON gateway, or the v2 API
        Version,        ///< /version
        Authentication, ///< user and password, or what stands in their place
        Read,           ///< one key of the prefix
    };
    Q_ENUM(Stage)
    static constexpr int stageCount = 7;

    enum class State {
        Waiting,
        Running,
        Passed,
        Warned, ///< passed, with something that should be known: see cause
        Failed, ///< all later stages are Skipped
        Skipped,
    };
    Q_ENUM(State)

    /// What ui finds sentence and remedy by.
    enum class Cause {
        None,
        Other, ///< only the error says more

        // Settings: said before anything is sent, as settingsError(); see Error::tlsCause and detail too.
        BadTlsFile,

        // Name
        HostNotFound,

        // Tcp
        ConnectionRefused,
        Unreachable,      ///< no route, network down
        NoAnswer,         ///< nothing came within the time given; also in any later stage
        ConnectionClosed, ///< by the peer, without a word; also in any later stage
        ProxyFailed,

        // Tls
        CertificateExpired,
        CertificateNotYetValid,
        WrongName,
        UnknownAuthority,
        SelfSigned,
        CertificateRevoked,
        CertificateNotAccepted, ///< another one than the pinned one
        ClientCertificateRequired,
        ClientCertificateRefused,
        PlainServer, ///< https was asked of a port that speaks plain HTTP: http is meant
        NotTls,      ///< https was asked of a port that does not speak TLS, nor HTTP
        TlsFailed,   ///< otherwise

        // Http
        TlsServer,   ///< http was asked of a port that speaks TLS: https is meant
        PeerPort,    ///< an etcd, but its port for other members (often 2380)
        MetricsPort, ///< an etcd, but not a port for clients
        NotEtcd,     ///< a server of HTTP that is no etcd
        NotHttp,     ///< something that speaks no HTTP at all
        NoGrpc,      ///< gRPC was asked for, and only HTTP/1.1 passes: the gateway may do
        NoGateway,   ///< the gateway was asked for, and there is none
        NoV2,        ///< the v2 API was asked for, and this etcd does not offer it

        // Version
        VersionUnknown, ///< warned: /version is not there, everything else may be

        // Authentication
        WrongPassword,            ///< or no such user; etcd does not tell which
        AuthenticationDisabled,   ///< warned: user and password were given, the cluster asks for none
        LoginRequired,            ///< neither user nor certificate says who we are
        CommonNameThroughGateway, ///< users by certificate work over gRPC alone
        RefusedByV2, ///< wrong user or password, or no right to read these keys; v2 does not tell which

        // Read
        PermissionDenied, ///< warned when no prefix was given: the user may see parts of the keys
        NoLeader,         ///< the cluster has no quorum
        Overloaded,       ///< unavailable otherwise
    };
    Q_ENUM(Cause)

    struct StageResult
    {
        State state = State::Waiting;
        qint64 microseconds = 0; ///< of this stage alone; 0 unless it ran
        Cause cause = Cause::None;
        std::optional<Error> error; ///< when Failed, perhaps when Warned
    };

    struct EndpointResult
    {
        QUrl endpoint;
        bool isOlder = false;            ///< one of SessionSettings::olderEndpoints
        std::vector<StageResult> stages; ///< stageCount of them, indexed by Stage
        QList<QHostAddress> addresses;
        QList<QSslCertificate> chain; ///< as the server sent it, its own first; there also when Tls failed
        QString tlsProtocol;          ///< "TLS 1.3"
        QString transport;     ///< "gRPC", "JSON gateway", or "HTTP" where only v2 was found or asked for
        bool servesV2 = false; ///< and it was asked for, or both APIs were
        QByteArray serverVersion;
        QByteArray clusterVersion;

        [[nodiscard]] const StageResult &stage(Stage stage) const { return stages[size_t(stage)]; }
        /// Every stage that counts has Passed or Warned.
        [[nodiscard]] bool works() const;
        [[nodiscard]] std::optional<Stage> failedStage() const;
        [[nodiscard]] bool isDone() const;
    };

    /// A warning about the client's certificate: it works nowhere, or soon.
    struct Warning
    {
        TlsCause cause = TlsCause::None;
        QString detail; ///< names the file
    };

    explicit ConnectionTest(SessionSettings settings, QObject *parent = nullptr);
    /// Cancels.
    ~ConnectionTest() override;

    void start();
    /// Ends what runs, at once: running stages become Skipped, finished() comes from the event loop.
    void cancel();

    [[nodiscard]] bool isRunning() const { return m_running; }
    /// In the order of the settings, older ones last; there before start() too.
    [[nodiscard]] const std::vector<EndpointResult> &results() const { return m_results; }
    /// Files of TLS that cannot be used: then no endpoint is tried. Cause::BadTlsFile.
    [[nodiscard]] const std::optional<Error> &settingsError() const { return m_settingsError; }
    [[nodiscard]] const std::vector<Warning> &warnings() const { return m_warnings; }
    /// Those of results() that decide whether the connection works: what was asked for, or, where none of
    /// that works, the older ones that do.
    [[nodiscard]] std::vector<const EndpointResult *> deciding() const;
    /// Indices into results(), -1 = none; what fails is of deciding(). Known for certain once finished.
    [[nodiscard]] int firstWorking() const;
    [[nodiscard]] int firstFailing() const;

signals:
    /// Something in results() is new.
    void changed();
    /// Once after start().
    void finished();

private:
    void startTests(bool older);
    void goOnWithOlder();
    void takeResults();
    void report();

    SessionSettings m_settings;
    std::vector<EndpointResult> m_results;
    std::unique_ptr<TlsIdentity> m_identity;
    std::vector<std::unique_ptr<EndpointTest>> m_tests; // while running; they borrow settings and identity
    QTimer m_report;
    std::optional<Error> m_settingsError;
    std::vector<Warning> m_warnings;
    bool m_running = false;
};

} // namespace etcdscope
