// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QString>
#include <QtGlobal>

#include <chrono>

namespace etcdscope {

/// "48,201": with the locale's thousands separators, also where the locale is C.
[[nodiscard]] QString formatNumber(qint64 number);

/// "512 B", "1.5 KiB", "10 MiB": three digits at most, powers of 1,024.
[[nodiscard]] QString formatSize(qint64 bytes);

/// "1,536 bytes": for the tooltip of formatSize().
[[nodiscard]] QString formatExactSize(qint64 bytes);

/// "12 ms", "4 s", "3 min 20 s", "2 h 5 min", "3 d 4 h": two units at most.
[[nodiscard]] QString formatDuration(std::chrono::milliseconds duration);

/// "just now", "4 s ago", "3 min ago", "in 2 h"; beyond a week the date.
[[nodiscard]] QString formatRelativeTime(const QDateTime &time, const QDateTime &now);

/// Date and time to the second in ISO order, with the zone; for the tooltip of a relative time.
[[nodiscard]] QString formatExactTime(const QDateTime &time);

} // namespace etcdscope
