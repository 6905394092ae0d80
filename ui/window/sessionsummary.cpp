// SPDX-License-Identifier: Apache-2.0
#include "ui/window/sessionsummary.h"

#include "core/session/session.h"
#include "ui/keys/errortext.h"
#include "ui/widgets/format.h"
#include "ui/workspace/environmentlook.h"

#include <QCoreApplication>
#include <QLocale>

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

void describeLive(SessionSummary &summary, Session &session, const LiveFeed &feed)
{
    const QString state = SessionWords::tr("live at r %1").arg(formatNumber(feed.position().value));
    summary.level = Level::Live;
    summary.state = state;
    if (session.lastError()) {
        summary.level = Level::Warning;
        summary.state = SessionWords::tr("%1, no heartbeat", "live at a revision").arg(state);
        summary.detail = errorText(*session.lastError());
    } else if (session.statusRefusal()) {
        summary.detail = SessionWords::tr("Which member leads is not known: this user has no right to ask a "
                                          "member for its status (Maintenance.Status).");
    } else if (session.status() && session.status()->leaderId == 0) {
        summary.level = Level::Warning;
        summary.state = SessionWords::tr("%1, no leader", "live at a revision").arg(state);
        summary.detail = SessionWords::tr("The cluster has no leader: it can be read, but takes no writes.");
    }
}

void describeFeed(SessionSummary &summary, Session &session, KeySpace &space)
{
    const LiveFeed &feed = space.feed();
    const auto because = [&feed] { return feed.lastError() ? errorText(*feed.lastError()) : QString(); };
    switch (feed.state()) {
    case LiveFeed::State::Idle:
        summary.level = Level::Idle;
        summary.state = feed.position().isValid()
                            ? SessionWords::tr("stopped at r %1").arg(formatNumber(feed.position().value))
                            : SessionWords::tr("stopped");
        break;
    case LiveFeed::State::Loading:
        summary.level = Level::Busy;
        summary.state = feed.totalKeys() > 0
                            ? SessionWords::tr("loading %1", "n of total").arg(loadedOfTotal(feed))
                            : SessionWords::tr("loading");
        summary.detail = because();
        break;
    case LiveFeed::State::Live:
        describeLive(summary, session, feed);
        break;
    case LiveFeed::State::Reconnecting:
        summary.level = Level::Warning;
        summary.state = withAge(SessionWords::tr("reconnecting"), feed.staleFor());
        summary.detail = because();
        summary.ages = true;
        break;
    case LiveFeed::State::Comparing:
        summary.level = Level::Busy;
        summary.state = withAge(feed.totalKeys() > 0
                                    ? SessionWords::tr("comparing %1", "n of total").arg(loadedOfTotal(feed))
                                    : SessionWords::tr("comparing"),
                                feed.staleFor());
        summary.ages = true;
        break;
    case LiveFeed::State::Failed:
        summary.level = Level::Failed;
        summary.state = withAge(SessionWords::tr("failed"), feed.staleFor());
        summary.detail = because();
        summary.ages = true;
        break;
    }

    const qint64 keys = feed.loadedKeys();
    const qint64 total = feed.totalKeys();
    if (feed.isComplete() || total <= 0)
        summary.keys = SessionWords::tr("%1 keys").arg(formatNumber(keys));
    else
        summary.keys = SessionWords::tr("%1 of %2 keys").arg(formatNumber(keys), formatNumber(total));
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

SessionSummary SessionSummary::of(Session &session)
{
    SessionSummary summary;
    summary.endpoint = endpointWithRole(session);
    summary.transport = session.transportName();
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
        if (KeySpace *space = session.keySpace())
            describeFeed(summary, session, *space);
        break;
    }
    if (session.state() == Session::State::Retrying && session.lastError())
        summary.detail = errorText(*session.lastError());
    return summary;
}

} // namespace etcdscope
