// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>
#include <QString>

namespace etcdscope {

/// A name for a file with the value of `key`: its last segment that is not empty, with '_' for what some file
/// system refuses, neither hidden nor longer than 100 characters; "value" when nothing is left.
[[nodiscard]] QString safeFileName(QByteArrayView key, char separator);

} // namespace etcdscope
