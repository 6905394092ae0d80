// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/v2/keysapi.h"

class QJsonObject;

namespace etcdscope::v2 {

[[nodiscard]] Node nodeFromJson(const QJsonObject &object);
[[nodiscard]] Action actionFromText(const QString &text);

} // namespace etcdscope::v2
