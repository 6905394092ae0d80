// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

namespace etcdscope {

namespace {

struct Format
{
    Q_DECLARE_TR_FUNCTIONS(Format)
};

QLocale numberLocale()
{
    QLocale locale;
    locale.setNumberOptions(locale.numberOptions() & ~QLocale::NumberOptions(QLocale::OmitGroupSeparator));
    return locale;
}

QString unitText(qint64 amount, int unit)
{
    switch (unit) {
    case 0:
        return Format::tr("%1 d").arg(amount);
    case 1:
        return Format::tr("%1 h").arg(amount);
    case 2:
        return Format::tr("%1 min").arg(amount);
    default:
        return Format::tr("%1 s").arg(amount);
    }
}

constexpr std::array<qint64, 4> unitSeconds{86'400, 3'600, 60, 1};

} // namespace

QString formatNumber(qint64 number)
{
    return numberLocale().toString(number);
}

QString formatSize(qint64 bytes)
{
    if (bytes < 1024)
        return Format::tr("%1 B").arg(formatNumber(bytes));
    double amount = double(bytes) / 1024;
    int unit = 0;
    // 1023.5 KiB would be rounded to a four-digit number.
    while (amount >= 999.5 && unit < 3) {
        amount /= 1024;
        ++unit;
    }
    const int decimals = amount < 9.95 && std::abs(amount - std::round(amount)) >= 0.05 ? 1 : 0;
    const QString number = numberLocale().toString(amount, 'f', decimals);
    switch (unit) {
    case 0:
        return Format::tr("%1 KiB").arg(number);
    case 1:
        return Format::tr("%1 MiB").arg(number);
    case 2:
        return Format::tr("%1 GiB").arg(number);
    default:
        return Format::tr("%1 TiB").arg(number);
    }
}

QString formatExactSize(qint64 bytes)
{
    if (bytes == 1)
        return Format::tr("1 byte");
    return Format::tr("%1 bytes").arg(formatNumber(bytes));
}

QString formatDuration(std::chrono::milliseconds duration)
{
    const qint64 milliseconds = duration.count();
    if (milliseconds < 1000)
        return Format::tr("%1 ms").arg(milliseconds);
    const qint64 seconds = milliseconds / 1000;
    int unit = 0;
    while (seconds < unitSeconds[size_t(unit)])
        ++unit;
    const QString first = unitText(seconds / unitSeconds[size_t(unit)], unit);
    if (unit == 3)
        return first;
    const qint64 rest = seconds % unitSeconds[size_t(unit)] / unitSeconds[size_t(unit) + 1];
    return rest == 0
               ? first
               : Format::tr("%1 %2", "two units of time: 3 min 20 s").arg(first, unitText(rest, unit + 1));
}

QString formatRelativeTime(const QDateTime &time, const QDateTime &now)
{
    const qint64 seconds = time.secsTo(now);
    const qint64 distance = std::abs(seconds);
    if (distance < 2)
        return Format::tr("just now");
    if (distance >= 7 * unitSeconds[0])
        return QLocale().toString(time.toLocalTime().date(), QLocale::ShortFormat);
    int unit = 0;
    while (distance < unitSeconds[size_t(unit)])
        ++unit;
    const QString text = unitText(distance / unitSeconds[size_t(unit)], unit);
    return seconds > 0 ? Format::tr("%1 ago").arg(text) : Format::tr("in %1").arg(text);
}

QString formatExactTime(const QDateTime &time)
{
    return Format::tr("%1 %2", "date and time with the zone, and the zone's name")
        .arg(QLocale().toString(time, QStringLiteral("yyyy-MM-dd HH:mm:ss")), time.timeZoneAbbreviation());
}

} // namespace etcdscope
