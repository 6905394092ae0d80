// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace etcdscope {

class Session;

/// The state of a session in words. Where it has the keys of both APIs, the worse state is that of the
/// session, and the detail says both.
struct SessionSummary
{
    enum class Level {
        Idle,    ///< nothing is going on, by the user's wish
        Busy,    ///< on the way to be live
        Live,    ///< what is shown is true now
        Warning, ///< what is shown was true a while ago, or the cluster is not well
        Failed,  ///< does not go on, or not now
    };

    Level level = Level::Idle;
    QString state;       ///< "live at r 48,213", "v2: reconnecting"
    QString detail;      ///< why, in sentences; may be empty
    QString endpoint;    ///< "http://10.0.0.4:2379 (leader)"
    QString transport;   ///< "gRPC", "gRPC and v2 API"; empty until known
    QString keys;        ///< "31,204 keys", "1,000 of 31,204 keys"; empty until known
    QString environment; ///< "PROD"; empty when it is not known
    bool readOnly = false;
    QString roundTrip; ///< "12 ms"; empty until known
    bool ages = false; ///< the words change with time alone

    [[nodiscard]] static SessionSummary of(const Session &session);
};

} // namespace etcdscope
