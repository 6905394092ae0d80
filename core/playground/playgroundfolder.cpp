// SPDX-License-Identifier: Apache-2.0
#include "core/playground/playgroundfolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QTemporaryDir>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <csignal>
#include <unistd.h>
#endif

namespace etcdscope {

namespace {

const QLatin1String namePrefix("etcdscope-playground-");

std::unique_ptr<QLockFile> lockIn(const QString &folder)
{
    auto lock = std::make_unique<QLockFile>(folder + QStringLiteral("/owner.lock"));
    lock->setStaleLockTime(0); // only the death of the owner makes it stale
    return lock;
}

/// Between the making of a folder and its lock only the name tells whose it is.
bool ownerMayLive(const QString &folderName)
{
    bool ok = false;
    const QString rest = folderName.mid(namePrefix.size());
    const qint64 owner = rest.left(rest.indexOf(QLatin1Char('-'))).toLongLong(&ok);
    if (!ok || owner <= 0)
        return false;
#ifdef Q_OS_UNIX
    return ::kill(pid_t(owner), 0) == 0 || errno == EPERM;
#else
    return true;
#endif
}

bool isOurs(const QFileInfo &folder)
{
#ifdef Q_OS_UNIX
    return !folder.isSymLink() && folder.ownerId() == ::getuid();
#else
    return !folder.isSymLink();
#endif
}

} // namespace

PlaygroundFolder::PlaygroundFolder()
{
    // QTemporaryDir makes it with mode 0700.
    QTemporaryDir folder(QDir::tempPath() + QLatin1Char('/') + namePrefix +
                         QString::number(QCoreApplication::applicationPid()) + QStringLiteral("-XXXXXX"));
    if (!folder.isValid())
        return;
    m_lock = lockIn(folder.path());
    if (!m_lock->tryLock(0))
        return;
    folder.setAutoRemove(false);
    m_path = folder.path();
}

PlaygroundFolder::~PlaygroundFolder()
{
    if (!isValid())
        return;
    m_lock->unlock();
    QDir(m_path).removeRecursively();
}

int PlaygroundFolder::removeStale()
{
    int removed = 0;
    const QFileInfoList folders =
        QDir(QDir::tempPath())
            .entryInfoList({namePrefix + QLatin1Char('*')}, QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QFileInfo &folder : folders) {
        if (!isOurs(folder))
            continue;
        const bool wasLocked = QFileInfo::exists(folder.filePath() + QStringLiteral("/owner.lock"));
        if (!wasLocked && ownerMayLive(folder.fileName()))
            continue;
        const auto lock = lockIn(folder.filePath());
        if (!lock->tryLock(0))
            continue;
        lock->unlock();
        removed += QDir(folder.filePath()).removeRecursively() ? 1 : 0;
    }
    return removed;
}

} // namespace etcdscope
