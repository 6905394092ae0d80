// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/connectiontest.h"

#include <QAbstractSocket>

namespace etcdscope {

/// What a person is told of `error`, as far as the error alone tells.
[[nodiscard]] ConnectionTest::Cause causeOfError(const Error &error);
[[nodiscard]] ConnectionTest::Cause causeOfTcp(QAbstractSocket::SocketError error);

} // namespace etcdscope
