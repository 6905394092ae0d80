// SPDX-License-Identifier: Apache-2.0
#include "core/session/profilefile.h"

#include "core/base/wholefile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

namespace etcdscope {

namespace {

constexpr int Patience = 3'000; ///< milliseconds with another program that writes the file
constexpr QFile::Permissions OwnerOnly = QFile::ReadOwner | QFile::WriteOwner;

Error failed(const char *what, const QString &path, const QString &why)
{
    return Error::local(
        QStringLiteral("%1 %2: %3").arg(QLatin1String(what), QDir::toNativeSeparators(path), why));
}

/// Nothing when there is no such file.
Result<std::optional<QByteArray>> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return std::optional<QByteArray>();
    if (!file.open(QIODevice::ReadOnly))
        return failed("cannot read", path, file.errorString());
    QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return failed("cannot read", path, file.errorString());
    return std::optional(std::move(bytes));
}

bool sameContent(const QString &path, const QByteArray &bytes)
{
    const auto content = contentOf(path);
    return content && *content == bytes;
}

Result<void> writePrivately(const QString &path, const QByteArray &bytes, bool durable)
{
    const WholeFile file(path, WholeFile::Rights::Owner);
    const auto written = durable ? file.writeDurably(bytes) : file.write(bytes);
    return written ? written : failed("cannot write", path, written.error().detail);
}

} // namespace

ProfileFile::Reading ProfileFile::read() const
{
    Reading reading;
    const auto content = contentOf(m_path);
    if (!content) {
        reading.error = content.error();
        return reading;
    }
    if (const std::optional<QByteArray> &bytes = *content) {
        auto document = ProfileDocument::fromBytes(*bytes, &reading.unread);
        if (document) {
            reading.document = *std::move(document);
            reading.source = Source::File;
            return reading;
        }
        reading.error = failed("cannot understand", m_path, document.error().detail);
        reading.newer = document.error().kind == ErrorKind::Unsupported;
        if (!reading.newer) {
            // Another program may have mended it between reading and renaming: under the lock nobody does.
            QLockFile lock(lockPath());
            constexpr int ShortPatience = 500; // the program is starting
            const bool alone = lock.tryLock(ShortPatience) && sameContent(m_path, *bytes);
            const auto name = alone ? setAside("damaged")
                                    : failed("cannot set aside", m_path,
                                             QStringLiteral("the folder is not writable, "
                                                            "or another program writes it"));
            if (name)
                reading.setAside = *name;
            else
                reading.error->detail += QStringLiteral("; ") + name.error().detail;
        }
    }
    if (const auto backup = contentOf(backupPath()); backup && *backup) {
        if (auto document = ProfileDocument::fromBytes(**backup, &reading.unread)) {
            reading.document = *std::move(document);
            reading.source = Source::Backup;
        }
    }
    return reading;
}

ProfileFile::Exchange ProfileFile::exchange(const ProfileDocument &base, const ProfileDocument &mine) const
{
    Exchange result{.document = mine, .error = {}, .contested = {}, .setAside = {}};
    const auto stop = [&](const Error &error) {
        result.error = error;
        return result;
    };
    if (const auto made = ensureFolder(); !made)
        return stop(made.error());
    QLockFile lock(lockPath());
    if (!lock.tryLock(Patience)) {
        const bool taken = lock.error() == QLockFile::LockFailedError;
        return stop(failed("cannot write", m_path,
                           taken ? QStringLiteral("another program is writing it")
                                 : QStringLiteral("the folder cannot be written to")));
    }
    const auto content = contentOf(m_path);
    if (!content)
        return stop(content.error());
    std::optional<QByteArray> good;
    if (const std::optional<QByteArray> &bytes = *content) {
        const auto theirs = ProfileDocument::fromBytes(*bytes);
        if (theirs) {
            good = *bytes;
            result.foreignChanges = *theirs != base;
            result.document = ProfileDocument::merged(base, mine, *theirs, &result.contested);
            if (result.document == *theirs)
                return result;
        } else {
            const bool newer = theirs.error().kind == ErrorKind::Unsupported;
            const auto name = setAside(newer ? "newer" : "damaged");
            if (!name)
                return stop(name.error());
            result.setAside = *name;
        }
    }
    if (good) {
        if (const auto kept = writePrivately(backupPath(), *good, false); !kept)
            return stop(kept.error());
    }
    if (const auto written = writePrivately(m_path, result.document.toBytes(), true); !written)
        return stop(written.error());
    return result;
}

Result<QString> ProfileFile::setAside(const char *why) const
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const QString stem = QStringLiteral("%1.%2-%3").arg(m_path, QLatin1String(why), stamp);
    QFile file(m_path);
    constexpr int Attempts = 100;
    for (int attempt = 1; attempt <= Attempts; ++attempt) {
        const QString name = attempt == 1 ? stem : stem + QStringLiteral("-%1").arg(attempt);
        if (QFileInfo::exists(name) || QFileInfo(name).isSymLink())
            continue;
        if (!file.rename(name)) // refuses to take the place of another file
            return failed("cannot set aside", m_path, file.errorString());
        QFile::setPermissions(name, OwnerOnly);
        return name;
    }
    return failed("cannot set aside", m_path, QStringLiteral("no free name"));
}

Result<void> ProfileFile::ensureFolder() const
{
    const QFileInfo folder(QFileInfo(m_path).absolutePath());
    if (folder.isDir())
        return {};
    const bool made = QDir().mkpath(folder.absoluteFilePath()) &&
                      QFile::setPermissions(folder.absoluteFilePath(), OwnerOnly | QFile::ExeOwner);
    if (!made)
        return failed("cannot create", folder.absoluteFilePath(),
                      QStringLiteral("the folder is not writable"));
    return {};
}

} // namespace etcdscope
