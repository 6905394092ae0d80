// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace etcdscope {

/// Milliseconds. etcd answers PINGs that come more often than every 5 s with GOAWAY (too_many_pings), so
/// shorter times of silence are for tests.
struct ConnectionTiming
{
    int connect = 10'000;   ///< name look-up, TCP and TLS together
    int silence = 5'000;    ///< without a byte while a stream is open; then a PING goes out
    int pingAnswer = 5'000; ///< still without a byte; then the connection is given up
};

} // namespace etcdscope
