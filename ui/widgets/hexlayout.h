// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPoint>
#include <QRect>
#include <QtGlobal>

class QFontMetrics;

namespace etcdscope {

enum class HexPane { Hex, Text };

/// Where things are in a hex view, in pixels of its contents: offset | hex in groups of eight | text. Rows
/// have 16 bytes, or 8 or 4 where 16 do not fit the width.
class HexLayout final
{
public:
    HexLayout() = default;
    HexLayout(const QFontMetrics &metrics, int width, qsizetype size);

    [[nodiscard]] int bytesPerRow() const { return m_bytesPerRow; }
    [[nodiscard]] int offsetDigits() const { return m_offsetDigits; }
    [[nodiscard]] int rowHeight() const { return m_rowHeight; }
    [[nodiscard]] int width() const { return textX(m_bytesPerRow) + margin; }
    [[nodiscard]] qsizetype rows() const { return m_size / m_bytesPerRow + 1; } // the end has a place, too
    [[nodiscard]] qsizetype rowOf(qsizetype offset) const { return offset / m_bytesPerRow; }

    [[nodiscard]] int offsetX() const { return margin; }
    /// The left edge of the hex digits, or of the character, of byte `index` of a row.
    [[nodiscard]] int hexX(int index) const;
    [[nodiscard]] int textX(int index) const;
    [[nodiscard]] int character() const { return m_character; }

    struct Hit
    {
        qsizetype offset = 0; ///< 0 to size
        HexPane pane = HexPane::Hex;
    };
    /// The byte nearest to a point of the contents.
    [[nodiscard]] Hit hit(int x, qsizetype row) const;

private:
    static constexpr int margin = 8;

    [[nodiscard]] int hexColumns(int bytes) const { return bytes * 3 - 1 + (bytes - 1) / 8; }

    qsizetype m_size = 0;
    int m_bytesPerRow = 16;
    int m_offsetDigits = 4;
    int m_character = 8;
    int m_rowHeight = 16;
};

} // namespace etcdscope
