// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace etcdscope {

/// Bytes as text that can be read back: printable UTF-8 stays as it is; a backslash becomes `\\`, tab,
/// newline and carriage return `\t` `\n` `\r`, every other control, invalid or invisible character and a
/// space at either end `\xNN` per byte. Two different byte strings never give the same text.
[[nodiscard]] QString printable(QByteArrayView bytes);

/// The inverse of printable(). std::nullopt for an unknown or cut escape; `errorPosition` then gets the index
/// of its backslash.
[[nodiscard]] std::optional<QByteArray> fromPrintable(QStringView text, qsizetype *errorPosition = nullptr);

} // namespace etcdscope
