// SPDX-License-Identifier: Apache-2.0
#include "core/playground/childprocess.h"

#include <QProcess>

#ifdef Q_OS_LINUX
#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>
#endif

namespace etcdscope {

void dieWithThisProgram(QProcess &process)
{
#ifdef Q_OS_LINUX
    process.setChildProcessModifier([parent = ::getpid(), before = process.childProcessModifier()] {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent) // died between fork and prctl
            ::_exit(1);
        if (before)
            before();
    });
#else
    Q_UNUSED(process);
#endif
}

} // namespace etcdscope
