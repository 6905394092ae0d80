// SPDX-License-Identifier: Apache-2.0
#include "core/base/fileclaim.h"

namespace etcdscope {

// The usual time after which QLockFile may take a lock for left behind is kept: what is in use is locked at
// the operating system too and is not taken away. Without it one that was left by a program that crashed
// would stay for ever where this one happens to have its number, as in a sandbox.
FileClaim::FileClaim(const QString &path)
    : m_lock(path + QLatin1String(".lock"))
{
}

FileClaim::Outcome FileClaim::take()
{
    if (m_lock.isLocked() || m_lock.tryLock(0))
        return Outcome::Ours;
    return m_lock.error() == QLockFile::LockFailedError ? Outcome::Others : Outcome::Impossible;
}

void FileClaim::giveBack()
{
    m_lock.unlock();
}

} // namespace etcdscope
