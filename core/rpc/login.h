// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace etcdscope {

/// Who calls are made as. The password is a secret: it goes into an Authenticate call and nowhere else.
struct Login
{
    QString user; ///< empty = nobody, or who the client certificate says
    QString password;
};

} // namespace etcdscope
