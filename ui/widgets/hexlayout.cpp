// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/hexlayout.h"

#include "core/values/hexdump.h"

#include <QFontMetrics>

#include <algorithm>
#include <limits>

namespace etcdscope {

HexLayout::HexLayout(const QFontMetrics &metrics, int width, qsizetype size)
    : m_size(size)
    , m_offsetDigits(hexOffsetDigits(size))
    , m_character(metrics.horizontalAdvance(u'0'))
    , m_rowHeight(metrics.height() + 2)
{
    while (m_bytesPerRow > 4 && this->width() > width)
        m_bytesPerRow /= 2;
}

int HexLayout::hexX(int index) const
{
    return margin + (m_offsetDigits + 2 + index * 3 + index / 8) * m_character;
}

int HexLayout::textX(int index) const
{
    return margin + (m_offsetDigits + 2 + hexColumns(m_bytesPerRow) + 2 + index) * m_character;
}

HexLayout::Hit HexLayout::hit(int x, qsizetype row) const
{
    Hit hit;
    hit.pane = x >= textX(0) - m_character ? HexPane::Text : HexPane::Hex;
    int nearest = 0;
    int distance = std::numeric_limits<int>::max();
    const int width = hit.pane == HexPane::Text ? m_character : 2 * m_character;
    for (int i = 0; i < m_bytesPerRow; ++i) {
        const int centre = (hit.pane == HexPane::Text ? textX(i) : hexX(i)) + width / 2;
        if (std::abs(x - centre) < distance) {
            distance = std::abs(x - centre);
            nearest = i;
        }
    }
    hit.offset = std::clamp<qsizetype>(row * m_bytesPerRow + nearest, 0, m_size);
    return hit;
}

} // namespace etcdscope
