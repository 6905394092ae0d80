// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/keyranges.h"

namespace etcdscope {

/// What the user of a session may do with keys, as the store said when it was asked. Roles change meanwhile:
/// good for explaining and for choosing what to ask for, never for refusing to try.
struct AccessRights
{
    KeyRanges readable;
    KeyRanges writable;
    bool everything = false; ///< root: the ranges say nothing

    [[nodiscard]] bool mayRead(QByteArrayView key) const { return everything || readable.contains(key); }
    [[nodiscard]] bool mayWrite(QByteArrayView key) const { return everything || writable.contains(key); }

    friend bool operator==(const AccessRights &, const AccessRights &) = default;
};

} // namespace etcdscope
