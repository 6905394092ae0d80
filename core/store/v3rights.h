// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/store/accessrights.h"

#include <memory>

namespace etcdscope {

class Channel;

/// Asks for the roles of `user` and for what each of them permits, with calls that need no root when the user
/// asks for himself. A role that is removed meanwhile permits nothing.
[[nodiscard]] Call<AccessRights> askV3Rights(std::shared_ptr<Channel> channel, const QByteArray &user);

} // namespace etcdscope
