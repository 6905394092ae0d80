// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace etcdscope {

/// Nanoseconds of processor time this thread has used: what its work costs, whatever else the machine does.
/// Where the system does not tell, the time of a steady clock.
[[nodiscard]] qint64 threadTime();

} // namespace etcdscope
