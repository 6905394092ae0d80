// SPDX-License-Identifier: Apache-2.0
#include "app/profileservices.h"

#include "core/session/profilesettings.h"
#include "ui/connections/profiletext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSet>
#include <QSettings>

namespace etcdscope {

namespace {

struct ServicesText
{
    Q_DECLARE_TR_FUNCTIONS(ProfileServices)
};

QSet<QByteArray> addressesOf(const SessionSettings &settings)
{
    QSet<QByteArray> addresses;
    const QList<QUrl> urls = settings.endpoints.urls() + settings.olderEndpoints;
    for (const QUrl &url : urls)
        addresses.insert(EndpointSet::hostAndPort(url));
    return addresses;
}

} // namespace

ProfileServices::ProfileServices(QSettings &settings)
    : store(QFileInfo(settings.fileName()).dir().filePath(QStringLiteral("profiles.json")))
    , keeper(keychain, thisRun)
    , connections(store, keeper, &settings)
    , reading(store.load())
{
    store.follow();
    connections.forgetEarlier();
}

QString ProfileServices::loadProblem() const
{
    if (reading.newer)
        return ServicesText::tr(
                   "The file of connections was written by a newer version of this program. It is "
                   "left as it is: %1")
            .arg(store.path());
    if (reading.error && !reading.setAside.isEmpty())
        return reading.source == ProfileFile::Source::Backup
                   ? ServicesText::tr(
                         "The file of connections was damaged. What is shown comes from its backup; "
                         "the damaged file is kept as %1.")
                         .arg(reading.setAside)
                   : ServicesText::tr(
                         "The file of connections was damaged, and there is no backup. It is kept as "
                         "%1.")
                         .arg(reading.setAside);
    if (reading.error)
        return ServicesText::tr("The file of connections could not be read: %1")
            .arg(reading.error->toString());
    if (!reading.unread.isEmpty())
        return ServicesText::tr(
            "%n field(s) of the connections could not be read and have their usual or most "
            "careful value.",
            nullptr, int(reading.unread.size()));
    return {};
}

QUuid ProfileServices::named(const QString &name) const
{
    QList<QUuid> similar;
    const auto profiles = store.profiles();
    for (const Profile &profile : profiles) {
        const QString title = profileTitle(profile);
        if (title == name)
            return profile.id;
        if (title.compare(name, Qt::CaseInsensitive) == 0)
            similar += profile.id;
    }
    return similar.size() == 1 ? similar.first() : QUuid();
}

std::optional<Profile> ProfileServices::productionAt(const SessionSettings &settings) const
{
    const QSet<QByteArray> wanted = addressesOf(settings);
    const auto profiles = store.profiles();
    for (const Profile &profile : profiles) {
        if (!profile.environment.isProduction())
            continue;
        const auto its = sessionSettings(profile);
        if (its && addressesOf(*its).intersects(wanted))
            return profile;
    }
    return std::nullopt;
}

QList<QUuid> ProfileServices::opened() const
{
    QList<QUuid> ids;
    const auto profiles = store.profiles();
    for (const Profile &profile : profiles) {
        if (profile.autoOpen)
            ids += profile.id;
    }
    return ids;
}

} // namespace etcdscope
