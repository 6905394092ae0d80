// SPDX-License-Identifier: Apache-2.0
#include "core/rpc/clusterstream.h"

#include "core/rpc/clusterchannel.h"
#include "core/rpc/methods.h"
#include "core/rpc/status.h"

#include <utility>

namespace etcdscope {

namespace {

constexpr int mostTokens = 2;
constexpr qint64 longestFirst = 64 * 1024;

bool isLearners(const Error &error)
{
    return error.serverMessage.contains(QLatin1String("not supported for learner"));
}

/// Whether another endpoint may do better.
bool isOfEndpoint(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Network:
    case ErrorKind::Tls:
    case ErrorKind::Timeout:
        return true;
    case ErrorKind::Unavailable:
        return !error.serverMessage.contains(QLatin1String("is a future revision")) &&
               !error.serverMessage.contains(QLatin1String("too many requests"));
    case ErrorKind::Protocol:
        return error.grpcCode < 0;
    default:
        return isLearners(error);
    }
}

/// The auth store changed while the password was looked at.
bool mayAskAgain(const Authenticator &authenticator)
{
    return !authenticator.isRefused() && authenticator.error()->kind == ErrorKind::Unauthenticated;
}

} // namespace

ClusterStream::ClusterStream(ClusterChannel &channel, const Method &method,
                             const google::protobuf::Message &request, MessageSink &sink,
                             const CallOptions &options)
    : m_channel(&channel)
    , m_method(method)
    , m_request(request.New())
    , m_sink(sink)
    , m_options(options)
{
    m_request->CopyFrom(request);
    m_clock.start();
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, [this] { end(std::exchange(m_end, std::nullopt)); });
    begin();
}

ClusterStream::~ClusterStream()
{
    cancel();
    if (!isAuthenticated()) {
        std::string &password =
            *static_cast<etcdserverpb::AuthenticateRequest &>(*m_request).mutable_password();
        std::fill(password.begin(), password.end(), '\0');
    }
}

bool ClusterStream::isAuthenticated() const
{
    return &m_method != &methods::authenticate;
}

void ClusterStream::begin()
{
    if (!isAuthenticated()) {
        attempt();
        return;
    }
    Authenticator &authenticator = m_channel->authenticator();
    if (authenticator.isReady()) {
        attempt();
    } else if (authenticator.isRefused()) {
        endLater(*authenticator.error());
    } else {
        m_waiting = connect(&authenticator, &Authenticator::settled, this, [this] {
            disconnect(m_waiting);
            const Authenticator &settled = m_channel->authenticator();
            const std::optional<Error> &error = settled.error();
            if (settled.isReady())
                attempt();
            else if (!error || (mayAskAgain(settled) && ++m_tokens <= mostTokens))
                begin();
            else
                endLater(*error);
        });
        authenticator.renew();
    }
}

void ClusterStream::attempt()
{
    CallOptions options = m_options;
    if (options.deadline > 0) {
        options.deadline -= int(m_clock.elapsed());
        if (options.deadline <= 0) {
            endLater({.kind = ErrorKind::Timeout,
                      .fate = RequestFate::NotSent,
                      .detail = QStringLiteral("the time given was over before the call could be sent")});
            return;
        }
    }
    ++m_attempts;
    m_holdsFirst = &m_method == &methods::watch;
    m_first.clear();
    m_endpoint = m_channel->endpoint();
    m_token = m_channel->authenticator().credentials().token();
    m_attempt = m_channel->channelTo(m_endpoint).open(m_method, *m_request, *this, options);
    connect(m_attempt.get(), &ServerStream::received, this, &ServerStream::received);
    connect(m_attempt.get(), &ServerStream::finished, this, &ClusterStream::attemptFinished);
    if (m_paused)
        m_attempt->setPaused(true);
}

void ClusterStream::attemptFinished(std::optional<Error> error)
{
    if (m_refusal)
        error = std::exchange(m_refusal, std::nullopt);
    if (!error) {
        if (m_channel)
            m_channel->succeeded(m_endpoint);
        end(std::nullopt);
        return;
    }
    const QPointer<ClusterStream> alive(this);
    const bool again = m_channel && goesOn(*error);
    if (!alive)
        return;
    if (again && m_channel) {
        m_attempt.release()->deleteLater(); // it is the sender
        begin();
        return;
    }
    end(error);
}

/// Learns from the error, and says whether there is to be another attempt.
bool ClusterStream::goesOn(const Error &error)
{
    Authenticator &authenticator = m_channel->authenticator();
    if (isAuthenticated() && authenticator.mends(error, m_token))
        return !m_handed && ++m_tokens <= mostTokens;
    if (error.kind == ErrorKind::Timeout)
        authenticator.suspect(m_token);
    if (!isOfEndpoint(error))
        return false;
    m_channel->fail(m_endpoint);
    return m_channel && mayGoElsewhere(error);
}

bool ClusterStream::mayGoElsewhere(const Error &error)
{
    if (m_handed || m_channel->endpoint() == m_endpoint || m_attempts >= m_channel->endpoints().size())
        return false;
    if (error.fate == RequestFate::NotSent || isLearners(error))
        return true;
    const bool isRead = !m_method.mutates || m_options.readOnly;
    return isRead && !std::exchange(m_wentElsewhere, true);
}

/// Without having been sent.
void ClusterStream::endLater(const Error &error)
{
    m_end = error;
    m_end->fate = RequestFate::NotSent;
    m_later.start(0);
}

void ClusterStream::end(const std::optional<Error> &error)
{
    emit finished(error);
}

void ClusterStream::send(const google::protobuf::Message &message)
{
    if (m_attempt)
        m_attempt->send(message);
}

bool ClusterStream::canSend() const
{
    return m_attempt && m_attempt->canSend();
}

void ClusterStream::setPaused(bool paused)
{
    m_paused = paused;
    if (m_attempt)
        m_attempt->setPaused(paused);
}

void ClusterStream::cancel()
{
    m_later.stop();
    disconnect(m_waiting);
    if (!m_attempt)
        return;
    m_attempt->disconnect(this);
    m_attempt->cancel();
}

void ClusterStream::setRevision(qint64 revision)
{
    if (m_attempt)
        m_attempt->setRevision(revision);
}

std::optional<QString> ClusterStream::messageStarted(qint64 size)
{
    m_holdsFirst = m_holdsFirst && size <= longestFirst;
    if (m_holdsFirst)
        return std::nullopt;
    m_handed = true;
    return m_sink.messageStarted(size);
}

std::optional<QString> ClusterStream::messageData(QByteArrayView bytes)
{
    if (!m_holdsFirst)
        return m_sink.messageData(bytes);
    m_first.append(bytes);
    return std::nullopt;
}

/// A watch without a valid token is taken and cancelled in one message, with success as far as gRPC goes.
std::optional<QString> ClusterStream::messageEnded()
{
    if (!std::exchange(m_holdsFirst, false))
        return m_sink.messageEnded();
    etcdserverpb::WatchResponse response;
    if (response.ParseFromArray(m_first.constData(), int(m_first.size())) && response.canceled() &&
        response.compact_revision() == 0 && !response.cancel_reason().empty()) {
        Error error = errorFromStatusText(QString::fromStdString(response.cancel_reason()));
        if (error.kind == ErrorKind::Unauthenticated) {
            m_refusal = std::move(error);
            return QStringLiteral("the watch was refused");
        }
    }
    m_handed = true;
    auto problem = m_sink.messageStarted(m_first.size());
    if (!problem && !m_first.isEmpty())
        problem = m_sink.messageData(m_first);
    return problem ? problem : m_sink.messageEnded();
}

} // namespace etcdscope
