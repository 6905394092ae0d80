// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

namespace etcdscope {

/// As long as it lives this process can write no file beyond a number of bytes, as on a full disk. To be kept
/// short: it holds for what the test prints into a file as well.
class FullDisk final
{
    Q_DISABLE_COPY_MOVE(FullDisk)

public:
    explicit FullDisk(qint64 largestFile = 0)
    {
#ifdef Q_OS_UNIX
        m_signal = std::signal(SIGXFSZ, SIG_IGN);
        if (getrlimit(RLIMIT_FSIZE, &m_before) != 0)
            return;
        rlimit limit = m_before;
        limit.rlim_cur = rlim_t(largestFile);
        m_isFull = setrlimit(RLIMIT_FSIZE, &limit) == 0;
#else
        Q_UNUSED(largestFile)
#endif
    }
    ~FullDisk()
    {
#ifdef Q_OS_UNIX
        if (m_isFull)
            setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_signal);
#endif
    }

    /// False where there is no such limit.
    [[nodiscard]] bool isFull() const
    {
        return m_isFull;
    }

private:
    bool m_isFull = false;
#ifdef Q_OS_UNIX
    void (*m_signal)(int) = SIG_DFL;
    rlimit m_before{};
#endif
};

} // namespace etcdscope
