// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace etcdscope {

/// The two APIs of etcd; the data behind them is apart.
enum class Api { V3, V2 };

} // namespace etcdscope
