// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/v2/clientstate.h"

#include <QTimer>

namespace etcdscope::v2 {

/// One long poll of a client. What breaks off after it was opened is an end without an event.
class LongPoll final : public Poll
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LongPoll)

public:
    LongPoll(ClientState &state, const Request &request);

    [[nodiscard]] bool hasBody() const override { return m_hasBody || (m_exchange && m_exchange->hasBody()); }

private:
    void exchangeFinished(const Result<Response> &response, bool wasCut);
    void endWithoutEvent(const Headers &headers);
    void timeOver();
    void closeLater();

    QPointer<ClientState> m_state;
    QUrl m_endpoint;
    std::unique_ptr<Exchange> m_exchange; // null when it is over
    QTimer m_deadline;
    bool m_isOpen = false;
    bool m_hasBody = false; // had, when it was over
};

} // namespace etcdscope::v2
