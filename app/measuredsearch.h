// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/measuredacts.h"

namespace etcdscope {

class SessionView;

/// Typing `text` into the search of the keys, one act a key stroke, each over when the first results of what
/// is typed until then are painted; then clearing it. Empty when there are no keys to be seen.
[[nodiscard]] std::vector<MeasuredAct> searchActs(const SessionView &view, const QString &text);

} // namespace etcdscope
