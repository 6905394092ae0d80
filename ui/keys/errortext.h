// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace etcdscope {

struct Error;

/// What a person reads when a call failed: one sentence that says what happened, never empty, with the
/// server's own words where they add something.
[[nodiscard]] QString errorSentence(const Error &error);

/// What can be done about it, as one sentence; empty when there is nothing to advise.
[[nodiscard]] QString errorRemedy(const Error &error);

/// Both, parted by a space.
[[nodiscard]] QString errorText(const Error &error);

} // namespace etcdscope
