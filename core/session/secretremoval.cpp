// SPDX-License-Identifier: Apache-2.0
#include "core/session/secretremoval.h"

#include "core/session/secretkeeper.h"

#include <QSettings>

namespace etcdscope {

namespace {

constexpr QLatin1String group("secrets/toRemove");

/// One entry for each: several programs note theirs in the same file.
QString entryOf(const QUuid &profile)
{
    return group + QLatin1Char('/') + profile.toString(QUuid::WithoutBraces);
}

} // namespace

SecretRemoval::SecretRemoval(SecretKeeper &keeper, QSettings *settings, QObject *parent)
    : QObject(parent)
    , m_keeper(keeper)
    , m_settings(settings)
{
}

void SecretRemoval::remove(const QUuid &profile)
{
    if (m_settings)
        m_settings->setValue(entryOf(profile), true);
    auto call = m_keeper.forget(profile);
    call.then(this, [this, profile](const Result<std::monostate> &forgotten) {
        if (forgotten) // else it is tried again at the next start
            drop(profile);
    });
    m_calls[profile] = std::move(call);
}

QList<QUuid> SecretRemoval::owed() const
{
    QList<QUuid> ids;
    if (!m_settings)
        return ids;
    m_settings->beginGroup(group);
    const auto entries = m_settings->childKeys();
    m_settings->endGroup();
    for (const QString &entry : entries)
        ids += QUuid(entry);
    ids.removeAll(QUuid());
    return ids;
}

void SecretRemoval::drop(const QUuid &profile)
{
    if (m_settings)
        m_settings->remove(entryOf(profile));
}

} // namespace etcdscope
