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

/// Overwrites the text where nobody else shares it, and empties it.
inline void wipe(QString &secret)
{
    if (secret.isDetached()) {
        for (QChar &character : secret)
            const_cast<volatile char16_t &>(character.unicode()) = 0;
    }
    secret.clear();
}

} // namespace etcdscope
