// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <optional>

namespace etcdscope {

/// Microseconds since the kernel started this process, that is since before exec() of the program and the
/// loading of its libraries; in steps of the kernel's clock tick, usually 10 ms. From /proc, so nothing where
/// there is none.
[[nodiscard]] std::optional<qint64> microsecondsSinceProcessStart();

/// The most memory this process has had resident so far, in KiB (VmHWM). Nothing where there is no /proc.
[[nodiscard]] std::optional<qint64> peakResidentKiB();

} // namespace etcdscope
