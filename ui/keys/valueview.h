// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace etcdscope {

/// The ways a value is shown, in the order of their buttons.
enum class ValueView { Text, Json, Hex };

} // namespace etcdscope
