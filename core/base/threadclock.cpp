// SPDX-License-Identifier: Apache-2.0
#include "core/base/threadclock.h"

#ifdef Q_OS_UNIX
#include <time.h>
#else
#include <chrono>
#endif

namespace etcdscope {

qint64 threadTime()
{
#ifdef Q_OS_UNIX
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
#else
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
#endif
}

} // namespace etcdscope
