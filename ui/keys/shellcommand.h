// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace etcdscope {

/// `bytes` as one word of a shell: bare where that is safe, in single quotes when all of it is printable,
/// else as `$'…'` with octal escapes (bash, zsh, ksh, POSIX.1-2024). std::nullopt for bytes with a NUL,
/// which no argument of a program can carry.
[[nodiscard]] std::optional<QString> shellWord(QByteArrayView bytes);

/// Commands that do with etcdctl exactly what is done here, byte for byte. std::nullopt when the key has a
/// NUL. `endpoint` as it is given to --endpoints.
[[nodiscard]] std::optional<QString> etcdctlGet(QByteArrayView key, const QString &endpoint);
[[nodiscard]] std::optional<QString> etcdctlRemove(QByteArrayView key, const QString &endpoint);
/// A value that cannot be an argument (it has a NUL, or is longer than 100 KiB) goes in through printf.
[[nodiscard]] std::optional<QString> etcdctlPut(QByteArrayView key, QByteArrayView value,
                                                const QString &endpoint);

} // namespace etcdscope
