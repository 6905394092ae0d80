// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/storewords.h"

#include "core/session/keyspace.h"
#include "core/values/textconversion.h"
#include "ui/keys/bulktext.h"
#include "ui/widgets/format.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

namespace etcdscope {

namespace {

struct StoreWords
{
    Q_DECLARE_TR_FUNCTIONS(StoreWords)
};

constexpr qint64 nearEnd = 10'000;            // milliseconds
constexpr qint64 longestTime = 1'000'000'000; // seconds

/// Of one unit, as it may be typed; 0 for none.
qint64 secondsIn(const QString &unit)
{
    static const QHash<QString, qint64> units{
        {QString(), 1},
        {QStringLiteral("s"), 1},
        {QStringLiteral("sec"), 1},
        {QStringLiteral("m"), 60},
        {QStringLiteral("min"), 60},
        {QStringLiteral("h"), 3'600},
        {QStringLiteral("hour"), 3'600},
        {QStringLiteral("hours"), 3'600},
        {QStringLiteral("d"), 86'400},
        {QStringLiteral("day"), 86'400},
        {QStringLiteral("days"), 86'400},
    };
    return units.value(unit.toLower());
}

} // namespace

QString positionText(const StoreFeatures &features, qint64 position)
{
    const QString number = formatNumber(position);
    return features.history ? StoreWords::tr("revision %1").arg(number)
                            : StoreWords::tr("index %1").arg(number);
}

QString spaceName(const KeyStore &store)
{
    return store.api() == Api::V2 ? StoreWords::tr("v2 keys") : StoreWords::tr("v3 keys");
}

QString spaceState(KeySpace &keys)
{
    const LiveFeed &feed = keys.feed();
    const qint64 total = feed.isComplete() ? keys.index().keyCount() : feed.totalKeys();
    const QString count =
        keys.index().unreadCount() > 0
            ? StoreWords::tr("%1 read", "keys, of nobody knows how many").arg(keysText(total))
            : keysText(total);
    const QString at = positionText(keys.store().features(), feed.position().value);
    switch (feed.state()) {
    case LiveFeed::State::Idle:
        return feed.position().isValid() ? StoreWords::tr("%1 · stopped at %2").arg(count, at)
                                         : StoreWords::tr("not read");
    case LiveFeed::State::Loading:
        return StoreWords::tr("reading…");
    case LiveFeed::State::Live:
        return StoreWords::tr("%1 · live at %2").arg(count, at);
    case LiveFeed::State::Reconnecting:
        return StoreWords::tr("%1 · reconnecting").arg(count);
    case LiveFeed::State::Comparing:
        return StoreWords::tr("%1 · reading again").arg(count);
    case LiveFeed::State::Failed:
        return StoreWords::tr("cannot be read");
    }
    return {};
}

QString keyProblem(const StoreFeatures &features, const QByteArray &key)
{
    if (!features.binaryKeysAndValues && firstInvalidUtf8(key) >= 0)
        return StoreWords::tr("This API takes keys of text only, and these bytes are not UTF-8.");
    if (!features.explicitDirectories)
        return {};
    if (!key.startsWith('/'))
        return StoreWords::tr("Here a key is a path and begins with “/”.");
    const QList<QByteArray> segments = key.sliced(1).split('/');
    for (qsizetype i = 0; i < segments.size(); ++i) {
        if (segments[i].isEmpty() && i + 1 == segments.size())
            return key.size() == 1 ? StoreWords::tr("A name is missing after “/”.")
                                   : StoreWords::tr("A name that ends in “/” is a directory, not a key.");
        if (segments[i].isEmpty() || segments[i] == "." || segments[i] == "..")
            return StoreWords::tr(
                "The server would change this key: it takes “//”, “.” and “..” out of paths.");
    }
    return {};
}

QString valueProblem(const StoreFeatures &features, const QByteArray &value)
{
    const qsizetype wrong = features.binaryKeysAndValues ? -1 : firstInvalidUtf8(value);
    if (wrong < 0)
        return {};
    return StoreWords::tr("This API takes text only, and byte %1 of this value is not UTF-8: it would be "
                          "damaged on its way. Nothing is sent, and your text is kept.")
        .arg(formatNumber(wrong + 1));
}

QString timeLeftText(qint64 milliseconds)
{
    if (milliseconds <= 0)
        return StoreWords::tr("expiring", "of a key whose time to live is over");
    return formatDuration(std::chrono::seconds((milliseconds + 999) / 1'000));
}

bool isNearEnd(qint64 milliseconds)
{
    return milliseconds <= nearEnd;
}

std::optional<qint64> readDuration(const QString &text)
{
    static const QRegularExpression part(QStringLiteral("\\G\\s*(\\d{1,10})\\s*([A-Za-z]*)"));
    qint64 seconds = 0;
    qsizetype at = 0;
    const QString trimmed = text.trimmed();
    while (at < trimmed.size()) {
        const QRegularExpressionMatch match = part.match(trimmed, at);
        const qint64 unit = match.hasMatch() ? secondsIn(match.captured(2)) : 0;
        if (unit == 0)
            return std::nullopt;
        seconds += match.captured(1).toLongLong() * unit;
        if (seconds > longestTime)
            return std::nullopt;
        at = match.capturedEnd();
    }
    return seconds > 0 ? std::optional(seconds) : std::nullopt;
}

} // namespace etcdscope
