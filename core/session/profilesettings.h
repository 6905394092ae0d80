// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/session/profile.h"
#include "core/session/session.h"

namespace etcdscope {

/// What a session is opened with, made of what is remembered. Endpoints that only DNS knows are not in it:
/// who opens a profile with an SRV domain adds them to `endpoints` first. Secrets are not in it either.
/// Refused with Local when an endpoint makes no sense or there is none.
[[nodiscard]] Result<SessionSettings> sessionSettings(const Profile &profile);

/// The other way round, for a session that was opened by its address: a profile with what it was opened with,
/// as far as that is remembered at all.
[[nodiscard]] Profile profileOf(const SessionSettings &settings);

} // namespace etcdscope
