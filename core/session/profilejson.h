// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/profile.h"

#include <QJsonObject>

namespace etcdscope {

/// A profile as it lies in a file, all fields written. Keys and prefixes are bytes and stand there in the
/// form of printable(). What stands before an `@` in an address is left out: it may be a password.
[[nodiscard]] QJsonObject profileToJson(const Profile &profile);

/// The inverse. A field that is missing has its default. One that cannot be read is named in `unreadable`
/// ("tls.keyFile") and has its default too, or the most careful value where that matters: read-only,
/// production, no work kept on disk.
[[nodiscard]] Profile profileFromJson(const QJsonObject &json, QStringList *unreadable = nullptr);

/// `json` with the difference between `was` and `now` done to it, objects inside objects one by one. All else
/// in `json` stays, above all what this program does not know.
[[nodiscard]] QJsonObject patched(QJsonObject json, const QJsonObject &was, const QJsonObject &now);

} // namespace etcdscope
