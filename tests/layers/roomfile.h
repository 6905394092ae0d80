// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace etcdscope {

/// What the CMakeLists.txt of a room says about it.
struct RoomFile
{
    explicit RoomFile(const QString &cmake);

    QStringList uses;      ///< rooms as "core/net" or "ui/keys", also those linked as etcdscope_<name>
    QStringList libraries; ///< everything else that looks like a library: Qt6::Gui, etcdscope_proto, ...
};

} // namespace etcdscope
