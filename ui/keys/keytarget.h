// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QtGlobal>

namespace etcdscope {

/// What a list of keys stands on.
struct KeyTarget
{
    enum class Kind { None, Key, Directory };

    Kind kind = Kind::None;
    QByteArray bytes;        ///< the key, or the prefix of a directory
    qint64 count = 0;        ///< keys below a directory
    bool isGoing = false;    ///< deleted, still shown
    bool isExplicit = false; ///< a directory that exists by itself

    friend bool operator==(const KeyTarget &, const KeyTarget &) = default;
    [[nodiscard]] bool isKey() const { return kind == Kind::Key; }
    [[nodiscard]] bool isDirectory() const { return kind == Kind::Directory; }
};

} // namespace etcdscope
