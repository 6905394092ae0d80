// SPDX-License-Identifier: Apache-2.0
#include "core/edit/writeoutcome.h"

#include "core/store/keystore.h"

namespace etcdscope {

namespace {

constexpr qint64 slack = 2; // seconds that clocks and rounding may take from a time to live

bool holdsTimeToLive(const Entry &now, const TimeToLive &wanted, qint64 seconds)
{
    if (wanted.kind == TimeToLive::Kind::None)
        return !now.timeToLive;
    return now.timeToLive && *now.timeToLive <= wanted.seconds &&
           *now.timeToLive + seconds + slack >= wanted.seconds;
}

} // namespace

WriteOutcome outcomeFromReading(const WriteIntent &intent, const Error &error, const ReadResult &result,
                                qint64 seconds)
{
    WriteOutcome outcome{.key = intent.key, .error = error};
    const std::optional<Entry> &now = result.entry;
    const std::optional<Entry> &before = intent.before;
    outcome.theirs = now;
    const qint64 seen = before ? before->modRevision : 0;
    const qint64 found = now ? now->modRevision : 0;
    // A key created anew has another create revision, and each write counts its version up by one: so the
    // first write after what was seen can be told from later ones.
    const bool sameLife = before && now && now->createRevision == before->createRevision;
    const bool isCounted = now && now->version > 0;
    const bool isNext =
        before ? sameLife && (!isCounted || now->version == before->version + 1) : now && now->version <= 1;
    const bool isDirectory = now && now->kind == Entry::Kind::Directory;
    const bool asMeant = intent.timeToLive ? sameLife && holdsTimeToLive(*now, *intent.timeToLive, seconds)
                         : intent.after    ? isNext && now->value == *intent.after
                                           : !now;
    // The revision of a directory does not move with its time to live.
    const bool hasMoved = found != seen || (isDirectory && intent.timeToLive);
    if (!hasMoved) {
        // The read is linearizable, yet the write may still be waiting in the cluster's log or in a queue on
        // the way: only a key that has moved on settles it for good.
        outcome.kind = WriteOutcome::Kind::Unknown;
    } else if (asMeant) {
        outcome.kind = WriteOutcome::Kind::Done;
        outcome.position = now ? Position{now->modRevision} : result.position;
        outcome.settledByReading = true;
    } else if (sameLife && ((isCounted && isNext) || !intent.after)) {
        // Somebody else's write came right after what was seen, so the compare of ours cannot hold any more;
        // a delete of ours would have ended the life of the key.
        outcome.kind = WriteOutcome::Kind::Conflict;
        outcome.position = result.position;
        outcome.error.reset();
        outcome.settledByReading = true;
    } else {
        // Ours may have happened before theirs; the compare makes either order safe, but not known.
        outcome.kind = WriteOutcome::Kind::Unknown;
    }
    return outcome;
}

} // namespace etcdscope
