// SPDX-License-Identifier: Apache-2.0
#include "app/processclock.h"

#include <QFile>

#ifdef Q_OS_LINUX
#include <ctime>
#include <unistd.h>
#endif

namespace etcdscope {

std::optional<qint64> microsecondsSinceProcessStart()
{
#ifdef Q_OS_LINUX
    QFile file(QStringLiteral("/proc/self/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    // The name of the program, field 2, is in brackets and may hold anything; field 22 is the start
    // (proc(5)).
    const QByteArray text = file.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    constexpr qsizetype startField = 22 - 3;
    if (fields.size() <= startField)
        return std::nullopt;
    const qint64 ticks = fields[startField].toLongLong();
    const qint64 started = ticks * 1'000'000 / sysconf(_SC_CLK_TCK);
    timespec now{};
    if (clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return std::nullopt;
    return qint64(now.tv_sec) * 1'000'000 + now.tv_nsec / 1000 - started;
#else
    return std::nullopt;
#endif
}

std::optional<qint64> peakResidentKiB()
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("VmHWM:"))
            return line.simplified().split(' ').value(1).toLongLong();
    }
    return std::nullopt;
}

} // namespace etcdscope
