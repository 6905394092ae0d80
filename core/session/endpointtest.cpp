// SPDX-License-Identifier: Apache-2.0
#include "core/session/endpointtest.h"

#include "core/net/callpolicy.h"
#include "core/net/tlscause.h"
#include "core/rpc/gatewaychannel.h"
#include "core/rpc/grpcchannel.h"
#include "core/session/connectioncause.h"
#include "core/session/sessionnetwork.h"

#include <QHostInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>

namespace etcdscope {

namespace {

QString protocolName(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2:
        return QStringLiteral("TLS 1.2");
    case QSsl::TlsV1_3:
        return QStringLiteral("TLS 1.3");
    default:
        return QStringLiteral("TLS");
    }
}

constexpr qint64 answerHead = 12; // "HTTP/1.1 200"

Error networkError(const QString &text)
{
    return {.kind = ErrorKind::Network, .detail = text};
}

} // namespace

EndpointTest::EndpointTest(const SessionSettings &settings, const TlsIdentity &identity,
                           const ConnectionTest::EndpointResult &blank)
    : m_settings(settings)
    , m_identity(identity)
    , m_result(blank)
{
    m_limit.setSingleShot(true);
    m_tell.setSingleShot(true);
    connect(&m_tell, &QTimer::timeout, this, &EndpointTest::changed);
}

EndpointTest::~EndpointTest()
{
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(m_lookup);
    dropSocket();
    m_probe.cancel();
    m_v2Call.cancel();
    m_v2.reset();
    m_listing.reset();
    m_store.reset();
    m_cluster.reset();
    m_channel.reset();
}

bool EndpointTest::isSecure() const
{
    return m_result.endpoint.scheme() == QLatin1String("https");
}

void EndpointTest::lookUp()
{
    const QString host = m_result.endpoint.host();
    const ProxySettings::Kind proxy = m_settings.proxy.kind;
    if (proxy == ProxySettings::Kind::Http || proxy == ProxySettings::Kind::Socks5) {
        skip(Stage::Name); // the proxy does that
        connectTcp();
        return;
    }
    begin(Stage::Name);
    if (const QHostAddress address(host); !address.isNull()) {
        m_result.addresses = {address};
        pass(Stage::Name);
        connectTcp();
        return;
    }
    limit(Stage::Name);
    m_lookup = QHostInfo::lookupHost(host, this, [this](const QHostInfo &info) {
        m_lookup = -1;
        if (at(Stage::Name).state != State::Running)
            return;
        m_result.addresses = info.addresses();
        if (info.error() != QHostInfo::NoError || m_result.addresses.isEmpty()) {
            fail(Stage::Name, Cause::HostNotFound, networkError(info.errorString()));
            return;
        }
        pass(Stage::Name);
        connectTcp();
    });
}

void EndpointTest::connectTcp()
{
    begin(Stage::Tcp);
    limit(Stage::Tcp);
    makeSocket();
    connect(m_socket.get(), &QAbstractSocket::connected, this, [this] {
        pass(Stage::Tcp);
        shakeHands();
    });
    connect(m_socket.get(), &QAbstractSocket::errorOccurred, this,
            [this](QAbstractSocket::SocketError error) {
                if (at(Stage::Tcp).state == State::Running)
                    fail(Stage::Tcp, causeOfTcp(error), networkError(m_socket->errorString()));
            });
    m_socket->connectToHost(m_result.endpoint.host(), quint16(m_result.endpoint.port()));
}

void EndpointTest::shakeHands()
{
    if (!isSecure()) {
        skip(Stage::Tls);
        speak();
        return;
    }
    begin(Stage::Tls);
    limit(Stage::Tls);
    QSslConfiguration configuration = m_identity.configuration;
    configuration.setAllowedNextProtocols({QByteArrayLiteral("h2"), QByteArrayLiteral("http/1.1")});
    m_socket->setSslConfiguration(configuration);
    m_socket->setPeerVerifyName(m_identity.serverName.isEmpty() ? m_result.endpoint.host()
                                                                : m_identity.serverName);
    connect(m_socket.get(), &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        m_result.chain = m_socket->peerCertificateChain();
        if (m_identity.accepts(m_socket->peerCertificate(), false)) {
            m_socket->ignoreSslErrors();
            return;
        }
        m_certificateError = Error{.kind = ErrorKind::Tls, .detail = textOf(errors)};
        m_certificateError->tlsCause =
            m_identity.acceptedFingerprint.isEmpty() ? causeOf(errors) : TlsCause::NotAccepted;
    });
    connect(m_socket.get(), &QSslSocket::encrypted, this, [this] {
        m_result.chain = m_socket->peerCertificateChain();
        m_result.tlsProtocol = protocolName(m_socket->sessionProtocol());
        if (!m_identity.accepts(m_socket->peerCertificate(), true)) {
            fail(Stage::Tls, Cause::CertificateNotAccepted,
                 {.kind = ErrorKind::Tls,
                  .detail = QString::fromLatin1(fingerprintOf(m_socket->peerCertificate()).toHex(':')),
                  .tlsCause = TlsCause::NotAccepted});
            return;
        }
        pass(Stage::Tls);
        speak();
    });
    connect(m_socket.get(), &QAbstractSocket::errorOccurred, this, [this] {
        if (at(Stage::Tls).state == State::Running)
            handshakeFailed();
    });
    m_socket->startClientEncryption();
}

void EndpointTest::handshakeFailed()
{
    if (m_certificateError) {
        fail(Stage::Tls, causeOfError(*m_certificateError), *m_certificateError);
        return;
    }
    Error error{.kind = ErrorKind::Tls, .detail = m_socket->errorString()};
    error.tlsCause = causeOfHandshake(error.detail, !m_identity.configuration.localCertificate().isNull());
    if (error.tlsCause == TlsCause::Other || error.tlsCause == TlsCause::NotTls)
        lookForPlainServer(error);
    else
        fail(Stage::Tls, causeOfError(error), error);
}

void EndpointTest::speak()
{
    dropSocket();
    begin(Stage::Http);
    prepareNetwork();
    if (wantedApi() == Profile::Api::V2) {
        speakV2(std::nullopt);
        return;
    }
    m_probe = openChannel(m_network, m_result.endpoint, m_settings.transport, nullptr, m_settings.callTimeout,
                          m_settings.basePath.toUtf8());
    m_probe.then(this, [this](Result<std::shared_ptr<Channel>> channel) {
        if (!channel && wantedApi() == Profile::Api::Auto) {
            speakV2(channel.error());
            return;
        }
        if (!channel) {
            speechFailed(channel.error());
            return;
        }
        m_channel = std::move(*channel);
        const bool isGateway = qobject_cast<GatewayChannel *>(m_channel.get());
        m_result.transport = isGateway ? QStringLiteral("JSON gateway") : QStringLiteral("gRPC");
        pass(Stage::Http);
        askVersion();
    });
}

void EndpointTest::speechFailed(const Error &error)
{
    if (error.kind == ErrorKind::Tls) {
        // Said after the handshake, but about it: TLS 1.3 refuses a client's certificate late.
        skip(Stage::Http);
        fail(Stage::Tls, causeOfError(error), error);
    } else if (error.kind == ErrorKind::Unauthenticated && wantedApi() != Profile::Api::V2) {
        skip(Stage::Http);
        fail(Stage::Authentication, Cause::CommonNameThroughGateway, error);
    } else if (error.kind == ErrorKind::Timeout) {
        fail(Stage::Http, Cause::NoAnswer, error);
    } else if (!isSecure() && (error.httpStatus == 0 || error.httpStatus == 400)) { // 400: this is HTTPS
        lookForTlsServer(error);
    } else if (isSecure() && error.kind == ErrorKind::Network && wantedApi() == Profile::Api::V2) {
        lookForLateRefusal(error);
    } else {
        lookForEtcd(error);
    }
}

void EndpointTest::askVersion()
{
    begin(Stage::Version);
    get(QStringLiteral("/version"), [this](const QByteArray &answer) {
        const QJsonObject versions = QJsonDocument::fromJson(answer).object();
        m_result.serverVersion = versions.value(QLatin1String("etcdserver")).toString().toUtf8();
        m_result.clusterVersion = versions.value(QLatin1String("etcdcluster")).toString().toUtf8();
        pass(Stage::Version, m_result.serverVersion.isEmpty() ? Cause::VersionUnknown : Cause::None);
        // The port for members answers clients too, before 3.5, but is not meant to.
        get(QStringLiteral("/members"), [this](const QByteArray &members) {
            if (QJsonDocument::fromJson(members).isArray()) {
                at(Stage::Http).state = State::Warned;
                at(Stage::Http).cause = Cause::PeerPort;
            }
            if (m_speaksV2)
                authenticateByV2();
            else if (wantedApi() == Profile::Api::Auto)
                lookForV2([this](const std::optional<Error> &) { authenticate(); });
            else
                authenticate();
        });
    });
}

void EndpointTest::authenticate()
{
    EndpointSet one;
    (void)one.add(m_result.endpoint);
    m_cluster = std::make_shared<ClusterChannel>(
        one, [this](const QUrl &url, const Credentials *credentials) -> std::shared_ptr<Channel> {
            if (const auto *gateway = qobject_cast<const GatewayChannel *>(m_channel.get())) {
                auto channel = std::make_shared<GatewayChannel>(m_network, url, gateway->prefix());
                channel->setCredentials(credentials);
                return channel;
            }
            auto channel = std::make_shared<GrpcChannel>(m_network, url);
            channel->setCredentials(credentials);
            return channel;
        });
    m_cluster->setCallTimeout(m_settings.callTimeout);
    Authenticator &authenticator = m_cluster->authenticator();
    if (m_settings.login.user.isEmpty()) {
        skip(Stage::Authentication);
        readOne();
        return;
    }
    begin(Stage::Authentication);
    authenticator.setLogin(m_settings.login);
    connect(&authenticator, &Authenticator::settled, this, &EndpointTest::authenticated);
    authenticator.renew();
}

void EndpointTest::authenticated()
{
    if (at(Stage::Authentication).state != State::Running)
        return;
    const Authenticator &authenticator = m_cluster->authenticator();
    if (const std::optional<Error> error = authenticator.error()) {
        fail(Stage::Authentication,
             error->kind == ErrorKind::Unauthenticated ? Cause::WrongPassword : causeOfError(*error), *error);
        return;
    }
    pass(Stage::Authentication, authenticator.isDisabled() ? Cause::AuthenticationDisabled : Cause::None);
    readOne();
}

void EndpointTest::readOne()
{
    begin(Stage::Read);
    m_store = std::make_unique<V3KeyStore>(m_cluster);
    ListQuery query;
    query.range = KeyRange::prefix(m_settings.prefixes.value(0));
    query.limit = 1;
    query.keysOnly = true;
    query.deadline = m_settings.callTimeout;
    m_listing = m_store->list(query);
    connect(m_listing.get(), &Listing::finished, this, [this](const std::optional<Error> &error) {
        if (error)
            readFailed(*error);
        else
            pass(Stage::Read);
    });
}

void EndpointTest::readFailed(const Error &error)
{
    if (error.kind == ErrorKind::Unauthenticated) {
        skip(Stage::Read);
        fail(Stage::Authentication, Cause::LoginRequired, error);
    } else if (error.kind == ErrorKind::PermissionDenied && m_settings.prefixes.isEmpty()) {
        at(Stage::Read).error = error;
        pass(Stage::Read, Cause::PermissionDenied);
    } else {
        fail(Stage::Read, causeOfError(error), error);
    }
}

void EndpointTest::lookForPlainServer(const Error &error)
{
    dropSocket();
    makeSocket();
    limit(Stage::Tls);
    const auto decide = [this, error] {
        if (at(Stage::Tls).state != State::Running)
            return;
        // A server of TLS may have an answer in plain text too: 400, this is HTTPS.
        const QByteArray head = m_socket->peek(answerHead);
        const bool isPlain = head.startsWith("HTTP/") && !head.endsWith(" 400");
        const Cause otherwise = error.tlsCause == TlsCause::NotTls ? Cause::NotTls : Cause::TlsFailed;
        fail(Stage::Tls, isPlain ? Cause::PlainServer : otherwise, error);
    };
    connect(m_socket.get(), &QAbstractSocket::connected, this,
            [this] { m_socket->write("GET /version HTTP/1.0\r\n\r\n"); });
    connect(m_socket.get(), &QIODevice::readyRead, this, [this, decide] {
        if (m_socket->bytesAvailable() >= answerHead)
            decide();
    });
    connect(m_socket.get(), &QAbstractSocket::errorOccurred, this, decide);
    m_socket->connectToHost(m_result.endpoint.host(), quint16(m_result.endpoint.port()));
}

void EndpointTest::lookForTlsServer(const Error &error)
{
    makeSocket();
    m_socket->setPeerVerifyMode(QSslSocket::VerifyNone); // nothing is said to it
    limit(Stage::Http);
    const auto decide = [this, error](bool isTls) {
        if (at(Stage::Http).state != State::Running)
            return;
        m_limit.stop();
        if (isTls)
            fail(Stage::Http, Cause::TlsServer, error);
        else
            lookForEtcd(error);
    };
    connect(m_socket.get(), &QSslSocket::encrypted, this, [decide] { decide(true); });
    connect(m_socket.get(), &QAbstractSocket::errorOccurred, this, [this, decide] {
        const TlsCause cause = causeOfHandshake(m_socket->errorString(), false);
        decide(!m_socket->peerCertificate().isNull() || cause == TlsCause::ClientCertificateRequired);
    });
    m_socket->connectToHostEncrypted(m_result.endpoint.host(), quint16(m_result.endpoint.port()));
}

void EndpointTest::lookForEtcd(const Error &error)
{
    get(QStringLiteral("/version"), [this, error](const QByteArray &version) {
        const bool isEtcd = QJsonDocument::fromJson(version).object().contains(QLatin1String("etcdserver"));
        const QString path = isEtcd ? QStringLiteral("/members") : QStringLiteral("/health");
        get(path, [this, error, isEtcd, version](const QByteArray &answer) {
            const QJsonDocument json = QJsonDocument::fromJson(answer);
            Cause cause = causeOfError(error);
            if (isEtcd && json.isArray())
                cause = Cause::PeerPort;
            else if (isEtcd && wantedApi() == Profile::Api::V2)
                cause = Cause::NoV2;
            else if (isEtcd && m_settings.transport == Transport::Grpc)
                cause = Cause::NoGrpc;
            else if (isEtcd && m_settings.transport == Transport::Gateway)
                cause = Cause::NoGateway;
            else if (isEtcd || json.object().contains(QLatin1String("health")))
                cause = Cause::MetricsPort;
            else if (!version.isEmpty() || !answer.isEmpty())
                cause = Cause::NotEtcd;
            else if (error.kind == ErrorKind::Protocol)
                cause = error.httpStatus > 0 ? Cause::NotEtcd : Cause::NotHttp;
            fail(Stage::Http, cause, error);
        });
    });
}

void EndpointTest::get(const QString &path, Next next)
{
    QUrl url = m_result.endpoint;
    url.setPath(m_settings.basePath + path);
    QNetworkRequest request(url);
    CallInfo{
        .method = "GET " + path.toLatin1(), .mutates = false, .key = {}, .deadline = m_settings.callTimeout}
        .attachTo(request);
    QNetworkReply *reply = m_network.get(request);
    connect(reply, &QNetworkReply::finished, this, [reply, next = std::move(next)] {
        reply->deleteLater();
        // What a server that is none has to say may have no end.
        next(reply->isReadable() ? reply->read(64 * 1024) : QByteArray());
    });
}

void EndpointTest::prepareNetwork()
{
    // Nothing goes out by `m_polls`: a test does not wait for changes.
    m_network.setProxy(networkProxy(m_settings.proxy, m_settings.proxyPassword));
    m_network.setConnectionTiming({.connect = m_settings.connectTimeout});
    m_network.setTlsIdentity(m_identity);
}

void EndpointTest::begin(Stage stage)
{
    at(stage).state = State::Running;
    m_clock.start();
    m_tell.start(0);
}

void EndpointTest::limit(Stage stage)
{
    m_limit.disconnect(this);
    connect(&m_limit, &QTimer::timeout, this, [this, stage] {
        fail(stage, Cause::NoAnswer,
             {.kind = ErrorKind::Timeout,
              .detail = QStringLiteral("nothing came within %1 s").arg(m_settings.connectTimeout / 1000.0)});
    });
    m_limit.start(m_settings.connectTimeout);
}

void EndpointTest::finish(Stage stage, State state, Cause cause)
{
    m_limit.stop();
    ConnectionTest::StageResult &result = at(stage);
    if (result.state == State::Running)
        result.microseconds = m_clock.nsecsElapsed() / 1000;
    result.state = state;
    result.cause = cause;
    m_tell.start(0);
}

void EndpointTest::pass(Stage stage, Cause cause)
{
    finish(stage, cause == Cause::None ? State::Passed : State::Warned, cause);
}

void EndpointTest::skip(Stage stage)
{
    finish(stage, State::Skipped, Cause::None);
}

void EndpointTest::fail(Stage stage, Cause cause, const Error &error)
{
    finish(stage, State::Failed, cause);
    at(stage).error = error;
    for (ConnectionTest::StageResult &later : m_result.stages) {
        if (later.state == State::Waiting)
            later.state = State::Skipped;
    }
    dropSocket();
}

/// On the way that the session would take.
void EndpointTest::makeSocket()
{
    m_socket = std::make_unique<QSslSocket>();
    const QNetworkProxy proxy = networkProxy(m_settings.proxy, m_settings.proxyPassword);
    if (proxy.type() != QNetworkProxy::DefaultProxy)
        m_socket->setProxy(proxy);
}

/// It may be the sender.
void EndpointTest::dropSocket()
{
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket.release()->deleteLater();
}

} // namespace etcdscope
