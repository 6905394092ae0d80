// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QByteArray>

namespace etcdscope::v2 {

/// What an errorCode of etcd means; for one that is not known what the HTTP status says.
[[nodiscard]] ErrorKind kindOfCode(int v2Code, int httpStatus);

/// Of an answer that is no success: etcd's JSON of the keys or of the other paths, or the plain text of
/// whoever stands before it. Fate is MaybeSent where the server itself did not know (5xx).
[[nodiscard]] Error errorOfAnswer(int httpStatus, const QByteArray &body);

/// The same error as the log may keep it: without the values that etcd repeats when a compare failed.
[[nodiscard]] Error withoutValues(const Error &error);

} // namespace etcdscope::v2
