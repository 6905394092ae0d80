// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/codeeditor.h"

#include "ui/widgets/gutter.h"
#include "ui/widgets/palette.h"
#include "ui/widgets/softbreaks.h"

#include <QAbstractTextDocumentLayout>
#include <QPaintEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>

namespace etcdscope {

void CodeEditor::paintEvent(QPaintEvent *event)
{
    colourVisible();
    if (hasFocus() || !isReadOnly()) {
        QPainter painter(viewport());
        const QTextBlock block = textCursor().block();
        const qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
        // Not the height of that geometry: the last block's includes the margin below the text.
        painter.fillRect(QRectF(0, top, viewport()->width(), block.layout()->boundingRect().height()),
                         blended(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.05));
    }
    if (!m_marks.empty())
        paintMarks();
    QPlainTextEdit::paintEvent(event);
}

void CodeEditor::colourVisible()
{
    m_settingText = true;
    // The new colours are for the painting that is just beginning; no other one is needed.
    const QSignalBlocker quiet(document()->documentLayout());
    const int bottom = viewport()->height();
    qreal top = contentOffset().y();
    for (QTextBlock block = firstVisibleBlock(); block.isValid() && top < bottom; block = block.next()) {
        QList<QTextLayout::FormatRange> colours;
        // A part of a long line may begin within a token.
        if (m_highlighting == Highlighting::Json && !SoftBreaks::isContinuation(block) &&
            !SoftBreaks::isContinuation(block.next()))
            colours = m_colours.ofLine(block.text());
        if (block.layout()->formats() != colours) {
            block.layout()->setFormats(colours);
            document()->markContentsDirty(block.position(), block.length());
        }
        top += blockBoundingRect(block).height();
    }
    m_settingText = false;
}

void CodeEditor::paintMarks()
{
    QPainter painter(viewport());
    const QColor colour =
        blended(palette().color(QPalette::Base), palette().color(QPalette::Highlight), 0.35);
    QPointF at = contentOffset();
    QTextBlock block = firstVisibleBlock();
    auto mark = std::lower_bound(m_marks.begin(), m_marks.end(), block.position(),
                                 [](const TextStretch &m, int position) { return m.to <= position; });
    for (; block.isValid() && at.y() < viewport()->height() && mark != m_marks.end(); block = block.next()) {
        const qreal height = blockBoundingRect(block).height();
        const int end = block.position() + block.length();
        for (; mark != m_marks.end() && mark->from < end; ++mark) {
            const QTextLayout &layout = *block.layout();
            const int from = std::max(0, mark->from - block.position());
            const int to = std::min(mark->to - block.position(), block.length() - 1);
            for (int i = 0; i < layout.lineCount(); ++i) {
                const QTextLine line = layout.lineAt(i);
                const int lineFrom = std::max(from, line.textStart());
                const int lineTo = std::min(to, line.textStart() + line.textLength());
                if (lineFrom >= lineTo)
                    continue;
                const qreal x = line.cursorToX(lineFrom);
                painter.fillRect(
                    QRectF(at.x() + x, at.y() + line.y(), line.cursorToX(lineTo) - x, line.height()), colour);
            }
            if (mark->to > end)
                break; // it goes on in the next block
        }
        at.ry() += height;
    }
}

void CodeEditor::resizeEvent(QResizeEvent *event)
{
    // Qt lays out the whole document again when the width changes, also without wrapping, where nothing
    // depends on it.
    const bool wraps = lineWrapMode() != QPlainTextEdit::NoWrap;
    QResizeEvent sameWidth(event->size(), QSize(event->size().width(), event->oldSize().height()));
    QPlainTextEdit::resizeEvent(wraps ? event : &sameWidth);
    placeGutter();
}

void CodeEditor::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateLook();
    else if (event->type() == QEvent::FontChange)
        updateGutter();
}

void CodeEditor::updateLook()
{
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(u' '));
    m_colours.setPalette(palette());
    m_gutter->update();
    viewport()->update();
}

void CodeEditor::updateGutter()
{
    const auto digits = std::max<qsizetype>(3, QString::number(m_breaks->lineCount()).size());
    const QMargins margins(int(digits) * fontMetrics().horizontalAdvance(u'0') + 16, 0, 0, 0);
    if (viewportMargins() != margins)
        setViewportMargins(margins);
    placeGutter();
}

void CodeEditor::placeGutter()
{
    const QRect inside = contentsRect();
    m_gutter->setGeometry(inside.left(), inside.top(), viewportMargins().left(), viewport()->height());
}

void CodeEditor::paintGutter(QPainter &painter, const QRect &area)
{
    painter.fillRect(area, blended(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.04));
    painter.setFont(font());
    const QColor muted = toneText(palette(), Tone::Muted);
    const int current = m_breaks->lineOf(textCursor().block());
    QTextBlock block = firstVisibleBlock();
    QRectF place = blockBoundingGeometry(block).translated(contentOffset());
    while (block.isValid() && place.top() <= area.bottom()) {
        if (block.isVisible() && place.bottom() >= area.top()) {
            const int line = m_breaks->lineOf(block);
            painter.setPen(line == current ? palette().color(QPalette::Text) : muted);
            painter.drawText(QRectF(0, place.top(), m_gutter->width() - 8, fontMetrics().height()),
                             Qt::AlignRight | Qt::AlignVCenter,
                             SoftBreaks::isContinuation(block) ? QStringLiteral("·")
                                                               : QString::number(line + 1));
        }
        block = block.next();
        place = blockBoundingGeometry(block).translated(contentOffset());
    }
}

} // namespace etcdscope
