// SPDX-License-Identifier: Apache-2.0
#include "core/base/wholefile.h"

#include <QSaveFile>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <unistd.h>
#endif

namespace etcdscope {

namespace {

constexpr QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

/// Has the bytes themselves reach the disk, not only the file's size: before it takes the old one's place.
/// What is wrong, or nothing.
QString synchronize(const QFileDevice &file)
{
#ifdef Q_OS_UNIX
    if (::fsync(file.handle()) != 0 && errno != EINVAL && errno != ENOSYS) // not every file system can
        return qt_error_string(errno);
#else
    Q_UNUSED(file)
#endif
    return {};
}

} // namespace

Result<void> WholeFile::write(const QByteArray &bytes, bool durable) const
{
    QSaveFile file(m_path);
    const auto failed = [&file] { return Error::local(file.errorString()); };
    if (!file.open(QIODevice::WriteOnly))
        return failed();
    if (m_rights == Rights::Owner && !file.setPermissions(ownerOnly))
        return failed();
    // commit() of Qt 6.4 does not see that its own flush failed, on a full disk for example.
    if (file.write(bytes) != bytes.size() || !file.flush())
        return failed();
    if (const QString reason = durable ? synchronize(file) : QString(); !reason.isEmpty())
        return Error::local(reason);
    if (!file.commit())
        return failed();
    return {};
}

} // namespace etcdscope
