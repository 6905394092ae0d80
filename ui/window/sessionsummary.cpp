// SPDX-License-Identifier: Apache-2.0
#include "ui/window/sessionsummary.h"

#include "core/session/session.h"
#include "ui/keys/errortext.h"
#include "ui/widgets/format.h"
#include "ui/workspace/environmentlook.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace etcdscope {

namespace {

struct SessionWords
{
    Q_DECLARE_TR_FUNCTIONS(SessionSummary)
};

using Level = SessionSummary::Level;

QString loadedOfTotal(const LiveFeed &feed)
{
    const bool isWhole = feed.mode() == LiveFeed::LoadMode::Everything;
    return SessionWords::tr("%1 of %2")
        .arg(formatNumber(isWhole ? feed.loader().loaded() : feed.loadedKeys()),
             formatNumber(feed.totalKeys()));
}

QString withAge(const QString &state, qint64 milliseconds)
{
    if (milliseconds < 1000)
        return state;
    return SessionWords::tr("%1, stale for %2", "a state, how long the rows have not been known to be true")
        .arg(state, formatDuration(std::chrono::milliseconds(milliseconds)));
}

QString liveText(Api api, Position position)
{
    const QString number = formatNumber(position.value);
    return api == Api::V2 ? SessionWords::tr("live at index %1").arg(number)
                          : SessionWords::tr("live at r %1").arg(number);
}

QString stoppedText(Api api, Position position)
{
    if (!position.isValid())
        return SessionWords::tr("stopped");
    const QString number = formatNumber(position.value);
    return api == Api::V2 ? SessionWords::tr("stopped at index %1").arg(number)
                          : SessionWords::tr("stopped at r %1").arg(number);
}

QString apiName(Api api)
{
    return api == Api::V2 ? QStringLiteral("v2") : QStringLiteral("v3");
}

/// The state of one key space in words.
struct SpaceWords
{
    Api api = Api::V3;
    Level level = Level::Idle;
    QString state;
    QString detail;
    QString keys;
    bool ages = false;
};

void describeLive(SpaceWords &words, KeySpace &space)
{
    const StorePulse &pulse = space.pulse();
    const QString state = liveText(words.api, space.feed().position());
    words.level = Level::Live;
    words.state = state;
    if (pulse.error()) {
        words.level = Level::Warning;
        words.state = SessionWords::tr("%1, no heartbeat", "live at a revision").arg(state);
        words.detail = errorText(*pulse.error());
    } else if (pulse.refusal()) {
        words.detail = SessionWords::tr("Which member leads is not known: this user has no right to ask a "
                                        "member for its status (Maintenance.Status).");
    } else if (pulse.status() && pulse.status()->leaderId == 0) {
        words.level = Level::Warning;
        words.state = SessionWords::tr("%1, no leader", "live at a revision").arg(state);
        words.detail = SessionWords::tr("The cluster has no leader: it can be read, but takes no writes.");
    }
}

SpaceWords describe(KeySpace &space)
{
    SpaceWords words;
    words.api = space.store().api();
    const LiveFeed &feed = space.feed();
    const auto because = [&feed] { return feed.lastError() ? errorText(*feed.lastError()) : QString(); };
    switch (feed.state()) {
    case LiveFeed::State::Idle:
        words.level = Level::Idle;
        words.state = stoppedText(words.api, feed.position());
        break;
    case LiveFeed::State::Loading:
        words.level = Level::Busy;
        words.state = feed.totalKeys() > 0
                          ? SessionWords::tr("loading %1", "n of total").arg(loadedOfTotal(feed))
                          : SessionWords::tr("loading");
        words.detail = because();
        break;
    case LiveFeed::State::Live:
        describeLive(words, space);
        break;
    case LiveFeed::State::Reconnecting:
        words.level = Level::Warning;
        words.state = withAge(SessionWords::tr("reconnecting"), feed.staleFor());
        words.detail = because();
        words.ages = true;
        break;
    case LiveFeed::State::Comparing:
        words.level = Level::Busy;
        words.state = withAge(feed.totalKeys() > 0
                                  ? SessionWords::tr("comparing %1", "n of total").arg(loadedOfTotal(feed))
                                  : SessionWords::tr("comparing"),
                              feed.staleFor());
        words.ages = true;
        break;
    case LiveFeed::State::Failed:
        words.level = Level::Failed;
        words.state = withAge(SessionWords::tr("failed"), feed.staleFor());
        words.detail = because();
        words.ages = true;
        break;
    }

    const qint64 keys = feed.loadedKeys();
    const qint64 total = feed.totalKeys();
    if (feed.isComplete() || total <= 0)
        words.keys = SessionWords::tr("%1 key(s)", nullptr, int(keys)).arg(formatNumber(keys));
    else
        words.keys = SessionWords::tr("%1 of %2 keys").arg(formatNumber(keys), formatNumber(total));
    return words;
}

/// How much a person should know of it: the higher the rather.
int urgency(Level level)
{
    switch (level) {
    case Level::Live:
        return 0;
    case Level::Idle:
        return 1;
    case Level::Busy:
        return 2;
    case Level::Warning:
        return 3;
    case Level::Failed:
        return 4;
    }
    return 0;
}

QString ofApi(Api api, const QString &text)
{
    return SessionWords::tr("%1: %2", "name of an API (v2, v3), what is said of its keys")
        .arg(apiName(api), text);
}

/// The worse state alone, or both where they are alike; what the other is doing stands in the detail.
void describeBoth(SessionSummary &summary, const SpaceWords &one, const SpaceWords &other)
{
    const auto join = [](const QString &left, const QString &right) {
        return SessionWords::tr("%1 · %2", "the same of both APIs").arg(left, right);
    };
    const SpaceWords &worse = urgency(other.level) > urgency(one.level) ? other : one;
    summary.level = worse.level;
    summary.state = one.level == other.level ? join(ofApi(one.api, one.state), ofApi(other.api, other.state))
                                             : ofApi(worse.api, worse.state);
    QStringList lines;
    for (const SpaceWords *words : {&one, &other}) {
        lines += ofApi(words->api, words->state);
        if (!words->detail.isEmpty())
            lines += words->detail;
    }
    summary.detail = lines.join(u'\n');
    summary.keys = join(ofApi(one.api, one.keys), ofApi(other.api, other.keys));
    summary.ages = one.ages || other.ages;
}

void describeSpaces(SessionSummary &summary, const Session &session)
{
    const std::vector<KeySpace *> spaces = session.keySpaces();
    if (spaces.size() > 1) {
        describeBoth(summary, describe(*spaces[0]), describe(*spaces[1]));
    } else if (!spaces.empty()) {
        const SpaceWords words = describe(*spaces[0]);
        summary.level = words.level;
        summary.state = words.state;
        summary.detail = words.detail;
        summary.keys = words.keys;
        summary.ages = words.ages;
    }
}

QString transportText(const Session &session)
{
    const std::vector<KeySpace *> spaces = session.keySpaces();
    if (spaces.empty() || spaces.back()->store().api() != Api::V2)
        return session.transportName();
    return spaces.size() == 1 ? SessionWords::tr("v2 API")
                              : SessionWords::tr("%1 and v2 API", "a way to speak with the v3 API")
                                    .arg(session.transportName());
}

QString endpointWithRole(const Session &session)
{
    const QString endpoint = session.endpoint().toString();
    const auto &status = session.status();
    if (!status || status->leaderId == 0)
        return endpoint;
    return status->leaderId == status->memberId
               ? SessionWords::tr("%1 (leader)", "an endpoint").arg(endpoint)
               : SessionWords::tr("%1 (follower)", "an endpoint").arg(endpoint);
}

QString roundTripText(qint64 microseconds)
{
    const int decimals = microseconds < 9'950 ? 1 : 0;
    return SessionWords::tr("%1 ms").arg(QLocale().toString(double(microseconds) / 1000, 'f', decimals));
}

} // namespace

SessionSummary SessionSummary::of(const Session &session)
{
    SessionSummary summary;
    summary.endpoint = endpointWithRole(session);
    summary.transport = transportText(session);
    summary.environment = environmentLabel(session.settings().environment);
    summary.readOnly = session.isReadOnly();
    if (const auto roundTrip = session.roundTrip())
        summary.roundTrip = roundTripText(*roundTrip);

    switch (session.state()) {
    case Session::State::Closed:
        summary.state = SessionWords::tr("closed");
        break;
    case Session::State::Connecting:
        summary.level = Level::Busy;
        summary.state = SessionWords::tr("connecting");
        break;
    case Session::State::Retrying:
        summary.level = Level::Failed;
        summary.state = SessionWords::tr("not connected, trying again");
        break;
    case Session::State::Open:
        describeSpaces(summary, session);
        break;
    }
    if (session.state() == Session::State::Retrying && session.lastError())
        summary.detail = errorText(*session.lastError());
    return summary;
}

} // namespace etcdscope
