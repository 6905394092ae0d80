// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/v2/clientstate.h"

#include <QDeadlineTimer>

namespace etcdscope::v2 {

/// One call of a client, over as many endpoints as it takes. Lives until it is answered or cancelled, at most
/// as long as the client.
class Delivery final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Delivery)

public:
    [[nodiscard]] static Call<Response> start(ClientState &state, const Request &request);

private:
    Delivery(ClientState &state, const Request &request);
    ~Delivery() override;

    void attempt();
    void attemptFinished(const Result<Response> &response);
    [[nodiscard]] bool mayGoElsewhere(const Error &error) const;
    void end(const Result<Response> &response);

    ClientState &m_state;
    Request m_request;
    Promise<Response> m_promise;
    QDeadlineTimer m_deadline;
    std::unique_ptr<Exchange> m_exchange;
    QUrl m_endpoint;
    int m_attempts = 0;
};

} // namespace etcdscope::v2
