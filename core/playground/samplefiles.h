// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playground/sampledata.h"

namespace etcdscope {

/// The files below resources/playground, each under the key "/" + its path there.
[[nodiscard]] std::vector<SampleKey> sampleFiles();

} // namespace etcdscope
