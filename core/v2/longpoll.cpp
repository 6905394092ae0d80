// SPDX-License-Identifier: Apache-2.0
#include "core/v2/longpoll.h"

#include "core/net/networkaccess.h"

namespace etcdscope::v2 {

namespace {

/// Whatever time a poll may take, it is to be on its way.
constexpr int connectTime = 10'000;

} // namespace

LongPoll::LongPoll(ClientState &state, const Request &request)
    : m_state(&state)
    , m_endpoint(request.endpoint.isEmpty() ? state.route.endpoints.current() : request.endpoint)
    , m_exchange(
          std::make_unique<Exchange>(state.polls.lane(), state.route, m_endpoint, request, 0, connectTime))
{
    connect(m_exchange.get(), &Exchange::opened, this, [this](const Headers &headers) {
        m_isOpen = true;
        emit opened(headers);
    });
    connect(m_exchange.get(), &Exchange::finished, this, &LongPoll::exchangeFinished);
    connect(&state, &QObject::destroyed, this, &LongPoll::closeLater);
    if (request.deadline > 0) {
        m_deadline.setSingleShot(true);
        connect(&m_deadline, &QTimer::timeout, this, &LongPoll::timeOver);
        m_deadline.start(request.deadline);
    }
}

void LongPoll::exchangeFinished(const Result<Response> &response, bool wasCut)
{
    m_deadline.stop();
    const Headers headers = m_exchange->headers();
    m_hasBody = m_exchange->hasBody();
    m_exchange.release()->deleteLater(); // it is the sender
    if (response || wasCut) {
        if (m_state)
            m_state->answered(m_endpoint, headers);
        if (response)
            emit finished(*response);
        else
            endWithoutEvent(headers);
        return;
    }
    const QPointer<LongPoll> self(this);
    const Error error = m_state ? m_state->failed(m_endpoint, headers, response.error()) : response.error();
    if (self)
        emit finished(error);
}

void LongPoll::endWithoutEvent(const Headers &headers)
{
    emit finished(Response{.status = 200, .headers = headers, .body = {}, .endpoint = m_endpoint});
}

void LongPoll::timeOver()
{
    const Headers headers = m_exchange->headers();
    m_hasBody = m_exchange->hasBody();
    m_exchange.reset();
    if (m_isOpen) {
        endWithoutEvent(headers);
        return;
    }
    const QPointer<LongPoll> self(this);
    Error error{.kind = ErrorKind::Timeout,
                .fate = RequestFate::MaybeSent,
                .detail = QStringLiteral("a poll was not answered in its time")};
    if (m_state)
        error = m_state->failed(m_endpoint, headers, error);
    if (self)
        emit finished(error);
}

/// Not inside the destructor of the client.
void LongPoll::closeLater()
{
    m_deadline.stop();
    if (!std::exchange(m_exchange, nullptr))
        return;
    QTimer::singleShot(0, this, [this] {
        emit finished(Error{.kind = ErrorKind::Network,
                            .fate = RequestFate::MaybeSent,
                            .detail = QStringLiteral("the connection was closed")});
    });
}

} // namespace etcdscope::v2
