// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace etcdscope {

/// System is the platform's style and palette.
enum class ThemeChoice { System, Light, Dark };

} // namespace etcdscope
