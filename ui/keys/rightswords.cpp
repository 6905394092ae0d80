// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/rightswords.h"

#include "core/base/printable.h"
#include "core/session/session.h"
#include "ui/keys/errortext.h"
#include "ui/keys/searchwords.h"

#include <QCoreApplication>

namespace etcdscope {

namespace {

constexpr qsizetype mostNames = 4;

struct RightsWords
{
    Q_DECLARE_TR_FUNCTIONS(RightsWords)
};

QString joined(const QStringList &names)
{
    if (names.size() <= mostNames)
        return names.join(RightsWords::tr(", ", "between names of ranges of keys"));
    return RightsWords::tr("%1 and %n more", "names of ranges of keys", int(names.size() - mostNames))
        .arg(joined(names.first(mostNames)));
}

} // namespace

QString rangeName(const KeyRange &range)
{
    const QString begin = shortPrefix(range.begin);
    if (range == KeyRange::all())
        return RightsWords::tr("all keys");
    if (range.extent == KeyRange::Extent::Single || range == KeyRange::prefix(range.begin))
        return RightsWords::tr("“%1”", "a key or a prefix").arg(begin);
    if (range.extent == KeyRange::Extent::OpenEnd)
        return RightsWords::tr("“%1” and what follows", "a range of keys").arg(begin);
    return RightsWords::tr("“%1” up to “%2”", "a range of keys").arg(begin, shortPrefix(range.end));
}

QString scopeNames(const KeyRanges &ranges)
{
    if (ranges.covers(KeyRange::all()))
        return {};
    QStringList names;
    for (const KeyRange &range : ranges)
        names += rangeName(range);
    return joined(names);
}

QString missingText(const Session &session)
{
    QStringList names;
    for (const KeyRange &range : session.unreadable())
        names += rangeName(range);
    if (names.isEmpty())
        return {};
    return RightsWords::tr("This user has no right to read %1. It is not shown, or only in part.")
        .arg(joined(names));
}

QString refusalText(const Session &session)
{
    const QString asked = scopeNames(KeyRanges::prefixes(session.settings().prefixes));
    if (session.rights() && session.rights()->readable.isEmpty() && !session.rights()->everything)
        return RightsWords::tr(
                   "No role of the user “%1” grants reading any key. An administrator can grant one.")
            .arg(printable(session.user()));
    if (session.rights() && !session.rights()->everything)
        return RightsWords::tr(
                   "The user “%1” may read %2, which is none of what this session is limited to: %3.")
            .arg(printable(session.user()), scopeNames(session.rights()->readable), asked);
    const QString why = session.rightsError() ? RightsWords::tr("What it may read could not be asked: %1")
                                                    .arg(errorSentence(*session.rightsError()))
                                              : RightsWords::tr("What it may read is not known.");
    return RightsWords::tr(
               "This user has no right to read %1. %2 Open the cluster with prefixes that it may read.")
        .arg(asked.isEmpty() ? RightsWords::tr("all keys") : asked, why);
}

} // namespace etcdscope
