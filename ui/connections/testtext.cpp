// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/testtext.h"

#include "ui/keys/errortext.h"

#include <QCoreApplication>
#include <QStringList>

namespace etcdscope {

using Cause = ConnectionTest::Cause;
using Stage = ConnectionTest::Stage;
using State = ConnectionTest::State;

namespace {

struct TestText
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionTest)

public:
    static QString cause(Cause cause);
    static QString tlsCause(Cause cause);
    static QString remedy(Cause cause);
    static QString tlsRemedy(Cause cause);
};

QString TestText::tlsCause(Cause cause)
{
    switch (cause) {
    case Cause::BadTlsFile:
        return tr("A file for TLS cannot be used.");
    case Cause::CertificateExpired:
        return tr("The server's certificate has expired.");
    case Cause::CertificateNotYetValid:
        return tr("The server's certificate is not valid yet.");
    case Cause::WrongName:
        return tr("The server's certificate is for another name.");
    case Cause::UnknownAuthority:
        return tr("The server's certificate comes from an authority that is not known here.");
    case Cause::SelfSigned:
        return tr("The server's certificate is signed by itself.");
    case Cause::CertificateRevoked:
        return tr("The server's certificate was revoked.");
    case Cause::CertificateNotAccepted:
        return tr("The server shows another certificate than the one that was accepted.");
    case Cause::ClientCertificateRequired:
        return tr("The server wants a client certificate.");
    case Cause::ClientCertificateRefused:
        return tr("The server refused the client certificate.");
    case Cause::PlainServer:
        return tr("This port speaks plain HTTP, not TLS.");
    case Cause::NotTls:
        return tr("This port does not speak TLS.");
    case Cause::TlsFailed:
        return tr("No secure connection could be made.");
    case Cause::TlsServer:
        return tr("This port speaks TLS, not plain HTTP.");
    default:
        return {};
    }
}

QString TestText::cause(Cause cause)
{
    switch (cause) {
    case Cause::HostNotFound:
        return tr("No address is known for this name.");
    case Cause::ConnectionRefused:
        return tr("Nobody listens there.");
    case Cause::Unreachable:
        return tr("There is no way to this address.");
    case Cause::NoAnswer:
        return tr("Nothing answered in time.");
    case Cause::ConnectionClosed:
        return tr("The other side closed the connection without a word.");
    case Cause::ProxyFailed:
        return tr("The proxy could not be used.");
    case Cause::PeerPort:
        return tr("This is the port for other members of an etcd.");
    case Cause::MetricsPort:
        return tr("This is an etcd, but not a port for clients.");
    case Cause::NotEtcd:
        return tr("A server answers there that is no etcd.");
    case Cause::NotHttp:
        return tr("What answers there speaks no HTTP.");
    case Cause::NoGrpc:
        return tr("Only HTTP/1.1 comes through, so gRPC does not.");
    case Cause::NoGateway:
        return tr("There is no JSON gateway.");
    case Cause::NoV2:
        return tr("This etcd does not offer the v2 API.");
    case Cause::RefusedByV2:
        return tr(
            "The cluster refuses this user: the password is wrong, or these keys may not be read. The v2 "
            "API does not tell which.");
    case Cause::VersionUnknown:
        return tr("The server does not tell its version.");
    case Cause::WrongPassword:
        return tr("The user or the password is wrong.");
    case Cause::AuthenticationDisabled:
        return tr("The cluster asks for no user; the one given has no effect.");
    case Cause::LoginRequired:
        return tr("The cluster wants a user.");
    case Cause::CommonNameThroughGateway:
        return tr("Users by certificate work over gRPC alone, not through the JSON gateway.");
    case Cause::PermissionDenied:
        return tr("This user may not read these keys.");
    case Cause::NoLeader:
        return tr("The cluster has no leader: too few members are running.");
    case Cause::Overloaded:
        return tr("The cluster is not ready.");
    default:
        return tlsCause(cause);
    }
}

QString TestText::tlsRemedy(Cause cause)
{
    switch (cause) {
    case Cause::CertificateExpired:
    case Cause::CertificateNotYetValid:
        return tr("Have it renewed, or compare the clocks of both computers.");
    case Cause::WrongName:
        return tr("Use an address that is in the certificate, or give the name in it as the server name.");
    case Cause::UnknownAuthority:
        return tr("Give the file of the certificate authority that issued it.");
    case Cause::SelfSigned:
        return tr("Give this certificate as the authority, or accept it after comparing its fingerprint.");
    case Cause::CertificateRevoked:
        return tr("Ask who runs the cluster for a new one.");
    case Cause::CertificateNotAccepted:
        return tr(
            "If it was renewed, compare its fingerprint with whoever runs the cluster and accept it anew.");
    case Cause::ClientCertificateRequired:
        return tr("Give the files of your client certificate and its key.");
    case Cause::ClientCertificateRefused:
        return tr("Check that it was issued by an authority that the cluster trusts, and has not expired.");
    case Cause::PlainServer:
        return tr("Write http:// in place of https://, or ask why the cluster is not encrypted.");
    case Cause::TlsServer:
        return tr("Write https:// in place of http://.");
    case Cause::NotTls:
        return tr("Check the port.");
    case Cause::BadTlsFile:
        return tr("Choose another file in the form of the connection, under TLS.");
    default:
        return {};
    }
}

QString TestText::remedy(Cause cause)
{
    switch (cause) {
    case Cause::HostNotFound:
        return tr("Check the spelling, and whether the network or VPN that knows it is connected.");
    case Cause::ConnectionRefused:
        return tr("Check the port, and whether the member is running and listens on this address.");
    case Cause::Unreachable:
        return tr("Check the network or VPN.");
    case Cause::NoAnswer:
        return tr("A firewall may drop it. Check network and address, or allow more time.");
    case Cause::ConnectionClosed:
        return tr("Look into the log of the server; perhaps it wants TLS.");
    case Cause::ProxyFailed:
        return tr("Check the proxy, or choose none for this connection.");
    case Cause::PeerPort:
    case Cause::MetricsPort:
        return tr("Use the port for clients, usually 2379.");
    case Cause::NotEtcd:
    case Cause::NotHttp:
        return tr("Check address and port.");
    case Cause::NoGrpc:
        return tr("Choose the JSON gateway as the transport, or let HTTP/2 through.");
    case Cause::NoGateway:
        return tr("Choose gRPC as the transport.");
    case Cause::NoV2:
        return tr(
            "Choose the v3 API, or have the members started with --enable-v2 (etcd 3.4 and 3.5; later ones "
            "have no v2 API any more).");
    case Cause::RefusedByV2:
        return tr("Type user and password again, or give the prefixes that this user may read.");
    case Cause::WrongPassword:
        return tr("Type them again; etcd does not tell which of them is wrong.");
    case Cause::AuthenticationDisabled:
        return tr("Leave the user away, or have authentication enabled.");
    case Cause::LoginRequired:
        return tr("Give a user and a password, or a client certificate whose common name is a user.");
    case Cause::CommonNameThroughGateway:
        return tr("Choose gRPC as the transport, or give a user and a password.");
    case Cause::PermissionDenied:
        return tr("Give the prefixes that this user may read, or have a role granted.");
    case Cause::NoLeader:
        return tr("Look after the members: a majority must be running and reach one another.");
    case Cause::Overloaded:
        return tr("Try again in a while.");
    default:
        return tlsRemedy(cause);
    }
}

} // namespace

QString stageName(Stage stage)
{
    switch (stage) {
    case Stage::Name:
        return TestText::tr("Name");
    case Stage::Tcp:
        return TestText::tr("TCP connection");
    case Stage::Tls:
        return TestText::tr("TLS");
    case Stage::Http:
        return TestText::tr("HTTP");
    case Stage::Version:
        return TestText::tr("Version");
    case Stage::Authentication:
        return TestText::tr("Authentication");
    case Stage::Read:
        return TestText::tr("Read");
    }
    return {};
}

QString stateText(State state)
{
    switch (state) {
    case State::Waiting:
        return TestText::tr("waiting");
    case State::Running:
        return TestText::tr("under way");
    case State::Passed:
        return TestText::tr("passed");
    case State::Warned:
        return TestText::tr("passed, with a warning");
    case State::Failed:
        return TestText::tr("failed");
    case State::Skipped:
        return TestText::tr("left out");
    }
    return {};
}

QString findingText(const ConnectionTest::EndpointResult &result, Stage stage)
{
    switch (stage) {
    case Stage::Name: {
        QStringList addresses;
        for (const QHostAddress &address : result.addresses)
            addresses += address.toString();
        return addresses.mid(0, 3).join(TestText::tr(", "));
    }
    case Stage::Tls:
        return result.tlsProtocol;
    case Stage::Http:
        if (!result.servesV2)
            return result.transport;
        return result.transport == QLatin1String("HTTP")
                   ? TestText::tr("v2 API")
                   : TestText::tr("%1 and v2 API", "a way to speak with the v3 API").arg(result.transport);
    case Stage::Version:
        return result.serverVersion.isEmpty()
                   ? QString()
                   : TestText::tr("etcd %1").arg(QString::fromUtf8(result.serverVersion));
    default:
        return {};
    }
}

QString causeText(const ConnectionTest::StageResult &stage)
{
    const QString known = TestText::cause(stage.cause);
    if (!known.isEmpty())
        return known;
    return stage.error ? errorSentence(*stage.error) : QString();
}

QString remedyText(Cause cause)
{
    return TestText::remedy(cause);
}

bool canAccept(Cause cause)
{
    switch (cause) {
    case Cause::CertificateExpired:
    case Cause::CertificateNotYetValid:
    case Cause::WrongName:
    case Cause::UnknownAuthority:
    case Cause::SelfSigned:
    case Cause::CertificateNotAccepted:
        return true;
    default:
        return false;
    }
}

} // namespace etcdscope
