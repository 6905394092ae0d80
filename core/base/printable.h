// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <vector>

namespace etcdscope {

/// Bytes as text that can be read back: printable UTF-8 stays as it is; a backslash becomes `\\`, tab,
/// newline and carriage return `\t` `\n` `\r`, every other control, invalid or invisible character and a
/// space at either end `\xNN` per byte. Two different byte strings never give the same text. `places` gets
/// for each byte where in the text it is shown, and the length of the text behind them; all bytes of one
/// character have the same place.
[[nodiscard]] QString printable(QByteArrayView bytes, std::vector<qsizetype> *places = nullptr);

/// The inverse of printable(). std::nullopt for an unknown or cut escape; `errorPosition` then gets the index
/// of its backslash.
[[nodiscard]] std::optional<QByteArray> fromPrintable(QStringView text, qsizetype *errorPosition = nullptr);

} // namespace etcdscope
