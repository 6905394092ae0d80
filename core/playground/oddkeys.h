// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playground/sampledata.h"

namespace etcdscope {

/// Keys that programs trip over; each value says what is odd about it.
[[nodiscard]] std::vector<SampleKey> oddKeys();

} // namespace etcdscope
