// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/profiletext.h"

#include "core/net/endpointset.h"

#include <QCoreApplication>

namespace etcdscope {

namespace {

struct ProfileText
{
    Q_DECLARE_TR_FUNCTIONS(ProfileText)
};

} // namespace

QString profileTitle(const Profile &profile)
{
    if (!profile.name.trimmed().isEmpty())
        return profile.name.trimmed();
    const QString place = profilePlace(profile);
    return place.isEmpty() ? ProfileText::tr("Unnamed connection") : place;
}

QString profilePlace(const Profile &profile)
{
    if (profile.endpoints.isEmpty())
        return profile.srv.domain;
    const auto first = EndpointSet::parseOne(profile.endpoints.first());
    const QString shown =
        first ? QString::fromLatin1(EndpointSet::hostAndPort(*first)) : profile.endpoints.first();
    const auto more = int(profile.endpoints.size() - 1);
    return more == 0 ? shown : ProfileText::tr("%1 and %n more", "endpoints", more).arg(shown);
}

QString folderText(const QStringList &folder)
{
    return folder.join(QStringLiteral(" / "));
}

QStringList folderFromText(const QString &text)
{
    QStringList folder;
    const QStringList names = text.split(QLatin1Char('/'));
    for (const QString &name : names) {
        if (const QString trimmed = name.trimmed(); !trimmed.isEmpty())
            folder += trimmed;
    }
    return folder;
}

} // namespace etcdscope
