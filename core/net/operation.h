// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QMetaType>

#include <optional>

namespace etcdscope {

/// One request this program sent, as the log shows it. Never holds a value, a password or a token.
struct Operation
{
    quint64 id = 0;      ///< unique in this process, ascending
    QDateTime started;   ///< wall clock, UTC
    QByteArray method;   ///< as CallInfo::method
    QByteArray key;      ///< as CallInfo::key
    QByteArray endpoint; ///< "host:port"
    bool mutates = false;
    bool isAutomatic = false; ///< as CallInfo::isAutomatic
    bool running = true;
    qint64 duration = 0; ///< microseconds, once not running
    qint64 revision = 0; ///< header revision of the answer, 0 when unknown
    std::optional<Error> error;
    bool cancelled = false; ///< ended by this program
};

} // namespace etcdscope

Q_DECLARE_METATYPE(etcdscope::Operation)
