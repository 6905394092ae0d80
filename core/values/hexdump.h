// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace etcdscope {

/// "0a ff 41": two lower-case digits a byte, parted by spaces.
[[nodiscard]] QString hexText(QByteArrayView bytes);

/// The bytes of pasted hex: digits in pairs, with white space, commas, colons, `0x` or `\x` between pairs.
/// std::nullopt when anything else is in it or a pair is incomplete.
[[nodiscard]] std::optional<QByteArray> fromHexText(QStringView text);

/// One row of a dump: offset, hex in groups of eight, printable ASCII with '.' for the rest. `offsetDigits`
/// fits the largest offset.
[[nodiscard]] QString hexDumpRow(QByteArrayView bytes, qsizetype offset, int bytesPerRow, int offsetDigits);

/// Digits for the offsets of `size` bytes: 4, 6 or 8 and more.
[[nodiscard]] int hexOffsetDigits(qsizetype size);

/// The whole dump, one row a line, for copying.
[[nodiscard]] QString hexDump(QByteArrayView bytes, int bytesPerRow = 16);

/// '.' for what is not printable ASCII.
[[nodiscard]] char16_t hexCharacter(uchar byte);

} // namespace etcdscope
