// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/profile.h"

#include <QString>

namespace etcdscope {

/// The name of a connection, or what stands for it: its first endpoint, its domain. Never empty.
[[nodiscard]] QString profileTitle(const Profile &profile);

/// Where it leads in one line: "10.0.0.4:2379 and 2 more". Empty when nothing is given yet.
[[nodiscard]] QString profilePlace(const Profile &profile);

/// "payments / eu"; empty at the top.
[[nodiscard]] QString folderText(const QStringList &folder);

/// The inverse of folderText(): names are parted by slashes, empty ones are left out.
[[nodiscard]] QStringList folderFromText(const QString &text);

} // namespace etcdscope
