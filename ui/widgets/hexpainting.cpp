// SPDX-License-Identifier: Apache-2.0
// The looks of HexView: layout, scrolling and painting.
#include "ui/widgets/hexview.h"

#include "core/values/hexdump.h"
#include "ui/widgets/palette.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace etcdscope {

void HexView::relayout()
{
    m_layout = HexLayout(fontMetrics(), viewport()->width(), data().size());
    const int visibleRows = std::max(1, viewport()->height() / m_layout.rowHeight());
    verticalScrollBar()->setRange(0, int(std::max<qsizetype>(0, m_layout.rows() - visibleRows)));
    verticalScrollBar()->setPageStep(visibleRows);
    verticalScrollBar()->setSingleStep(1);
    horizontalScrollBar()->setRange(0, std::max(0, m_layout.width() - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(m_layout.character());
    viewport()->update();
}

void HexView::showCursor()
{
    const auto row = int(m_layout.rowOf(m_cursor));
    const int top = verticalScrollBar()->value();
    const int visibleRows = verticalScrollBar()->pageStep();
    if (row < top)
        verticalScrollBar()->setValue(row);
    else if (row >= top + visibleRows)
        verticalScrollBar()->setValue(row - visibleRows + 1);
    const QRect place = cursorRect();
    if (place.left() < 0)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + place.left());
    else if (place.right() > viewport()->width())
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + place.right() - viewport()->width() +
                                        1);
}

QRect HexView::cursorRect() const
{
    const auto index = int(m_cursor % m_layout.bytesPerRow());
    const qsizetype row = m_layout.rowOf(m_cursor) - verticalScrollBar()->value();
    const bool hex = m_pane == HexPane::Hex;
    const int x =
        hex ? m_layout.hexX(index) + (m_secondDigit ? m_layout.character() : 0) : m_layout.textX(index);
    const int width = hex && !m_secondDigit ? 2 * m_layout.character() : m_layout.character();
    const qsizetype y = std::clamp<qsizetype>(row, -1, 100'000) * m_layout.rowHeight();
    return {x - horizontalScrollBar()->value(), int(y), width, m_layout.rowHeight()};
}

void HexView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.setFont(font());
    const int rowHeight = m_layout.rowHeight();
    const int first = event->rect().top() / rowHeight;
    const int last = event->rect().bottom() / rowHeight;
    painter.fillRect(QRect(-horizontalScrollBar()->value(), 0, m_layout.hexX(0) - m_layout.character(),
                           viewport()->height()),
                     blended(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.04));
    for (int i = first; i <= last; ++i) {
        const qsizetype row = verticalScrollBar()->value() + i;
        if (row < m_layout.rows())
            paintRow(painter, row, i * rowHeight);
    }
    paintCursor(painter);
}

void HexView::paintRow(QPainter &painter, qsizetype row, int y)
{
    const int dx = -horizontalScrollBar()->value();
    const int height = m_layout.rowHeight();
    const int character = m_layout.character();
    const qsizetype from = row * m_layout.bytesPerRow();
    const auto count = int(std::min<qsizetype>(m_layout.bytesPerRow(), data().size() - from));
    const QColor text = palette().color(QPalette::Text);
    const QColor muted = toneText(palette(), Tone::Muted);
    const QPalette::ColorGroup group = hasFocus() ? QPalette::Active : QPalette::Inactive;

    painter.setPen(m_layout.rowOf(m_cursor) == row ? text : muted);
    const QString offset =
        QStringLiteral("%1").arg(quint64(from), m_layout.offsetDigits(), 16, QLatin1Char('0'));
    painter.drawText(QRect(m_layout.offsetX() + dx, y, m_layout.offsetDigits() * character, height),
                     Qt::AlignVCenter, offset);
    for (int i = 0; i < count; ++i) {
        const auto byte = uchar(data()[from + i]);
        const bool selected = from + i >= selectionStart() && from + i < selectionStart() + selectionLength();
        const int hexX = m_layout.hexX(i) + dx;
        const int textX = m_layout.textX(i) + dx;
        const bool printable = byte >= 0x20 && byte < 0x7f;
        QColor hexColour = byte == 0 ? muted : text;
        QColor textColour = printable ? text : muted;
        if (selected) {
            // A selection reads as one band: the gap to the next selected byte belongs to it.
            const bool joins = i + 1 < count && from + i + 1 < selectionStart() + selectionLength();
            const int band = joins ? m_layout.hexX(i + 1) - m_layout.hexX(i) : 2 * character;
            painter.fillRect(hexX, y, band, height, palette().color(group, QPalette::Highlight));
            painter.fillRect(textX, y, character, height, palette().color(group, QPalette::Highlight));
            hexColour = textColour = palette().color(group, QPalette::HighlightedText);
        }
        painter.setPen(hexColour);
        const char16_t digits[] = {u"0123456789abcdef"[byte >> 4], u"0123456789abcdef"[byte & 0xf]};
        painter.drawText(QRect(hexX, y, 2 * character, height), Qt::AlignVCenter,
                         QString(reinterpret_cast<const QChar *>(digits), 2));
        painter.setPen(textColour);
        painter.drawText(QRect(textX, y, character, height), Qt::AlignVCenter,
                         QString(QChar(hexCharacter(byte))));
    }
}

/// The cursor is a frame, in the other column a thin line below: neither hides what it marks.
void HexView::paintCursor(QPainter &painter)
{
    const QRect place = cursorRect();
    const QColor colour = palette().color(hasFocus() ? QPalette::Text : QPalette::Mid);
    const auto index = int(m_cursor % m_layout.bytesPerRow());
    const bool hex = m_pane == HexPane::Hex;
    const int otherX = (hex ? m_layout.textX(index) : m_layout.hexX(index)) - horizontalScrollBar()->value();
    const int otherWidth = (hex ? 1 : 2) * m_layout.character();
    painter.fillRect(otherX, place.bottom() - 1, otherWidth, 2,
                     blended(palette().color(QPalette::Base), colour, 0.5));
    if (m_inserting && !m_secondDigit && !m_readOnly) {
        painter.fillRect(place.left() - 1, place.top(), 2, place.height(), colour);
        return;
    }
    painter.setPen(colour);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(place.adjusted(-1, 0, 0, -1));
}

void HexView::resizeEvent(QResizeEvent *event)
{
    const qsizetype top = qsizetype(verticalScrollBar()->value()) * m_layout.bytesPerRow();
    relayout();
    verticalScrollBar()->setValue(int(m_layout.rowOf(top))); // the same bytes stay on top
    QAbstractScrollArea::resizeEvent(event);
}

void HexView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        relayout();
}

void HexView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void HexView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace etcdscope
