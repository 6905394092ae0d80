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

QString kindColour(Environment::Kind kind)
{
    switch (kind) {
    case Environment::Kind::Unspecified:
        break;
    case Environment::Kind::Development:
        return QStringLiteral("#3b9a57");
    case Environment::Kind::Test:
        return QStringLiteral("#2f7fc1");
    case Environment::Kind::Production:
        return QStringLiteral("#d1332e");
    case Environment::Kind::Own:
        return QStringLiteral("#8a5cc2");
    }
    return {};
}

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

QString environmentWord(Environment::Kind kind)
{
    switch (kind) {
    case Environment::Kind::Unspecified:
        return ProfileText::tr("None", "environment");
    case Environment::Kind::Development:
        return ProfileText::tr("Development");
    case Environment::Kind::Test:
        return ProfileText::tr("Test");
    case Environment::Kind::Production:
        return ProfileText::tr("Production");
    case Environment::Kind::Own:
        return ProfileText::tr("Own", "environment");
    }
    return {};
}

QString environmentText(const Environment &environment)
{
    if (!environment.label.trimmed().isEmpty())
        return environment.label.trimmed();
    return environment.kind == Environment::Kind::Unspecified ? QString() : environmentWord(environment.kind);
}

QColor environmentColour(const Environment &environment)
{
    const QColor own(environment.colour);
    return own.isValid() ? own : QColor(kindColour(environment.kind));
}

} // namespace etcdscope
