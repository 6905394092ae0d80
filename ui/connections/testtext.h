// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/connectiontest.h"

namespace etcdscope {

/// "TCP connection"
[[nodiscard]] QString stageName(ConnectionTest::Stage stage);

/// "passed", "failed": the state in a word.
[[nodiscard]] QString stateText(ConnectionTest::State state);

/// What a stage found when it passed: addresses, protocol, version; may be empty.
[[nodiscard]] QString findingText(const ConnectionTest::EndpointResult &result, ConnectionTest::Stage stage);

/// What is wrong, as a sentence; empty when nothing is.
[[nodiscard]] QString causeText(const ConnectionTest::StageResult &stage);

/// What helps, as a sentence; may be empty.
[[nodiscard]] QString remedyText(ConnectionTest::Cause cause);

/// Whether accepting the very certificate that the server showed would help.
[[nodiscard]] bool canAccept(ConnectionTest::Cause cause);

} // namespace etcdscope
