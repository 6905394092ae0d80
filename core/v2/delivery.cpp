// SPDX-License-Identifier: Apache-2.0
#include "core/v2/delivery.h"

#include <QCoreApplication>
#include <QPointer>

namespace etcdscope::v2 {

namespace {

/// What a read gives an endpoint to be connected to while there are others.
constexpr int connectTime = 3'000;

} // namespace

Call<Response> Delivery::start(ClientState &state, const Request &request)
{
    auto *delivery = new Delivery(state, request);
    delivery->m_promise.onCancel([pointer = QPointer<Delivery>(delivery)] {
        if (!pointer)
            return;
        pointer->m_exchange.reset();
        pointer->deleteLater();
    });
    const auto call = delivery->m_promise;
    delivery->attempt();
    return call.call();
}

Delivery::Delivery(ClientState &state, const Request &request)
    : QObject(&state)
    , m_state(state)
    , m_request(request)
    , m_deadline(request.deadline > 0 ? QDeadlineTimer(request.deadline)
                                      : QDeadlineTimer(QDeadlineTimer::Forever))
{
}

Delivery::~Delivery()
{
    if (m_promise.ended() || !QCoreApplication::instance())
        return;
    // The consumer must not run inside the destructor of the client.
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [promise = m_promise] {
            promise.finish(Error{.kind = ErrorKind::Network,
                                 .fate = RequestFate::MaybeSent,
                                 .detail = QStringLiteral("the connection was closed")});
        },
        Qt::QueuedConnection);
}

void Delivery::attempt()
{
    ++m_attempts;
    const bool isPinned = !m_request.endpoint.isEmpty();
    const EndpointSet &endpoints = m_state.route.endpoints;
    m_endpoint = isPinned ? m_request.endpoint : endpoints.current();
    const bool hasOthers = !isPinned && m_attempts < endpoints.size();
    const int left = m_deadline.isForever() ? 0 : int(qMax(qint64(1), m_deadline.remainingTime()));
    m_exchange =
        std::make_unique<Exchange>(m_state.calls, m_state.route, m_endpoint, m_request, left,
                                   m_request.verb == Request::Verb::Get && hasOthers ? connectTime : 0);
    connect(m_exchange.get(), &Exchange::finished, this, &Delivery::attemptFinished);
}

void Delivery::attemptFinished(const Result<Response> &response)
{
    if (response) {
        m_state.answered(m_endpoint, m_exchange->headers());
        end(response);
        return;
    }
    const QPointer<Delivery> self(this);
    const Error error = m_state.failed(m_endpoint, m_exchange->headers(), response.error());
    if (!self || m_promise.ended())
        return;
    if (!mayGoElsewhere(error)) {
        end(error);
        return;
    }
    m_exchange.release()->deleteLater(); // it is the sender
    attempt();
}

bool Delivery::mayGoElsewhere(const Error &error) const
{
    const EndpointSet &endpoints = m_state.route.endpoints;
    if (!ClientState::isOfEndpoint(error) || !m_request.endpoint.isEmpty() || m_deadline.hasExpired() ||
        m_attempts >= endpoints.size() || endpoints.current() == m_endpoint)
        return false;
    return m_request.verb == Request::Verb::Get || error.fate == RequestFate::NotSent;
}

void Delivery::end(const Result<Response> &response)
{
    const Promise<Response> promise = m_promise;
    if (m_exchange)
        m_exchange.release()->deleteLater();
    deleteLater();
    promise.finish(response);
}

} // namespace etcdscope::v2
