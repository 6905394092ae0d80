// SPDX-License-Identifier: Apache-2.0
#include "core/v2/longpoll.h"

namespace etcdscope::v2 {

namespace {

/// A poll has no deadline, but it is to be on its way.
constexpr int connectTime = 10'000;

} // namespace

LongPoll::LongPoll(ClientState &state, const Request &request)
    : m_state(&state)
    , m_endpoint(request.endpoint.isEmpty() ? state.route.endpoints.current() : request.endpoint)
    , m_exchange(std::make_unique<Exchange>(state.polls, state.route, m_endpoint, request, 0, connectTime))
{
    connect(m_exchange.get(), &Exchange::opened, this, &Poll::opened);
    connect(m_exchange.get(), &Exchange::finished, this, &LongPoll::exchangeFinished);
    connect(&state, &QObject::destroyed, this, &LongPoll::closeLater);
}

void LongPoll::exchangeFinished(const Result<Response> &response, bool wasCut)
{
    const Headers headers = m_exchange->headers();
    m_hasBody = m_exchange->hasBody();
    m_exchange.release()->deleteLater(); // it is the sender
    if (response || wasCut) {
        if (m_state)
            m_state->answered(m_endpoint, headers);
        emit finished(response
                          ? *response
                          : Response{.status = 200, .headers = headers, .body = {}, .endpoint = m_endpoint});
        return;
    }
    const QPointer<LongPoll> self(this);
    const Error error = m_state ? m_state->failed(m_endpoint, headers, response.error()) : response.error();
    if (self)
        emit finished(error);
}

/// Not inside the destructor of the client.
void LongPoll::closeLater()
{
    if (!std::exchange(m_exchange, nullptr))
        return;
    QTimer::singleShot(0, this, [this] {
        emit finished(Error{.kind = ErrorKind::Network,
                            .fate = RequestFate::MaybeSent,
                            .detail = QStringLiteral("the connection was closed")});
    });
}

} // namespace etcdscope::v2
