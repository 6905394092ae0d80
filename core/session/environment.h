// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace etcdscope {

/// What a cluster is used for. How careful the window is follows from it.
struct Environment
{
    enum class Kind { Unspecified, Development, Test, Production, Own };

    Kind kind = Kind::Unspecified;
    QString label;  ///< shown beside the name; the kind's own word when empty
    QString colour; ///< "#rrggbb"; the kind's own colour when empty

    [[nodiscard]] bool isProduction() const { return kind == Kind::Production; }

    bool operator==(const Environment &) const = default;
};

} // namespace etcdscope
