// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playground/sampledata.h"

namespace etcdscope {

/// How many instances all services have together.
inline constexpr int serviceInstances = 26;

/// One running program of the shop as it announced itself at second `n`: /services/<name>/<instance>, a JSON
/// document. `instance` counts over all services.
[[nodiscard]] SampleKey sampleService(int instance, qint64 n);

/// All of them.
[[nodiscard]] std::vector<SampleKey> sampleServices(qint64 n);

} // namespace etcdscope
