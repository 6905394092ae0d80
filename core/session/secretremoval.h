// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/session/secretstore.h"

#include <map>

class QSettings;

namespace etcdscope {

class SecretKeeper;

/// Removes the secrets of connections that are no more. A keychain takes its time, and the program may end
/// before that has passed: what is being removed is noted until it is gone, by the ids of the connections
/// alone, so that the next run of the program makes up for it.
class SecretRemoval final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretRemoval)

public:
    /// `keeper` is borrowed and outlives it. Null `settings`: nothing is noted.
    SecretRemoval(SecretKeeper &keeper, QSettings *settings, QObject *parent = nullptr);

    void remove(const QUuid &profile);
    /// What was noted and is not gone yet, by earlier runs too.
    [[nodiscard]] QList<QUuid> owed() const;
    /// It is not to be removed after all.
    void drop(const QUuid &profile);

private:
    SecretKeeper &m_keeper;
    QSettings *m_settings;
    std::map<QUuid, Call<std::monostate>> m_calls;
};

} // namespace etcdscope
