// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <vector>

namespace etcdscope {

/// `count` different TCP ports on which nothing listens on 127.0.0.1 now, from below the range systems take
/// for outgoing connections. Empty when none was found. Nothing is reserved: be ready for another program to
/// be quicker.
[[nodiscard]] std::vector<quint16> freeLoopbackPorts(int count);

} // namespace etcdscope
