// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/rowtextview.h"

#include "core/values/textconversion.h"
#include "ui/widgets/gutter.h"
#include "ui/widgets/palette.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>
#include <optional>
#include <utility>

namespace etcdscope {

namespace {

std::optional<Tone> toneOf(RowKind kind)
{
    switch (kind) {
    case RowKind::Added:
        return Tone::Added;
    case RowKind::Removed:
        return Tone::Removed;
    case RowKind::Changed:
        return Tone::Changed;
    case RowKind::Conflict:
        return Tone::Warning;
    default:
        return std::nullopt;
    }
}

void paintBackground(QPainter &painter, const QPalette &palette, RowKind kind, const QRectF &area)
{
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    if (const auto tone = toneOf(kind))
        painter.fillRect(area, toneBackground(palette, *tone));
    else if (kind == RowKind::Heading)
        painter.fillRect(area, blended(base, text, 0.07));
    else if (kind == RowKind::Filler)
        painter.fillRect(area, QBrush(blended(base, text, 0.18), Qt::BDiagPattern));
}

/// Where a block is; that of the last one would include the margin below the text.
QRectF withoutMargin(QRectF place, const QTextBlock &block)
{
    if (const qreal height = block.layout()->boundingRect().height(); height > 0)
        place.setHeight(height);
    return place;
}

} // namespace

RowTextView::RowTextView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_gutter(new Gutter(this, [this](QPainter &painter, const QRect &area) { paintGutter(painter, area); }))
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFont(monospaceFont());
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &area, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, area.y(), m_gutter->width(), area.height());
    });
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(u' '));
}

void RowTextView::setRows(QList<TextRow> rows)
{
    m_rows = std::move(rows);
    QString text;
    for (const TextRow &row : std::as_const(m_rows)) {
        if (&row != &m_rows.constFirst())
            text += u'\n';
        text += row.text;
    }
    setPlainText(text);
    updateGutter();
}

void RowTextView::goToRow(int row)
{
    const QTextBlock block = document()->findBlockByNumber(row);
    if (!block.isValid())
        return;
    setTextCursor(QTextCursor(block));
    centerCursor();
}

bool RowTextView::isChange(int row) const
{
    return m_rows[row].kind != RowKind::Plain && m_rows[row].kind != RowKind::Heading;
}

int RowTextView::nextChange(bool forward) const
{
    const int step = forward ? 1 : -1;
    const auto count = int(m_rows.size());
    int row = currentRow();
    while (row >= 0 && row < count && isChange(row)) // out of the stretch we are in
        row += step;
    while (row >= 0 && row < count && !isChange(row))
        row += step;
    if (row < 0 || row >= count)
        return -1;
    while (row > 0 && isChange(row - 1)) // to its first row
        --row;
    return row;
}

bool RowTextView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *const key = static_cast<QKeyEvent *>(event);
        if (key->modifiers() == Qt::AltModifier && (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up))
            event->accept();
    }
    return QPlainTextEdit::event(event);
}

void RowTextView::keyPressEvent(QKeyEvent *event)
{
    const bool vertical = event->key() == Qt::Key_Down || event->key() == Qt::Key_Up;
    if (vertical && event->modifiers() == Qt::AltModifier)
        emit changeRequested(event->key() == Qt::Key_Down);
    else
        QPlainTextEdit::keyPressEvent(event);
}

QMimeData *RowTextView::createMimeDataFromSelection() const
{
    auto *const data = new QMimeData;
    data->setText(fromDocumentText(textCursor().selectedText()));
    return data;
}

void RowTextView::paintEvent(QPaintEvent *event)
{
    {
        QPainter painter(viewport());
        QTextBlock block = firstVisibleBlock();
        QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        while (block.isValid() && place.top() <= event->rect().bottom() &&
               block.blockNumber() < m_rows.size()) {
            const TextRow &row = m_rows[block.blockNumber()];
            const QRectF whole(0, place.top(), viewport()->width(), withoutMargin(place, block).height());
            paintBackground(painter, palette(), row.kind, whole);
            if (row.emphasisLength > 0)
                paintEmphasis(painter, row, block, place.topLeft());
            block = block.next();
            place = blockBoundingGeometry(block).translated(contentOffset());
        }
    }
    QPlainTextEdit::paintEvent(event);
}

void RowTextView::paintEmphasis(QPainter &painter, const TextRow &row, const QTextBlock &block,
                                const QPointF &at)
{
    const auto tone = toneOf(row.kind);
    const QTextLine line = block.layout()->lineCount() > 0 ? block.layout()->lineAt(0) : QTextLine();
    if (!tone || !line.isValid())
        return;
    const qreal from = line.cursorToX(row.emphasisStart);
    const qreal to = line.cursorToX(row.emphasisStart + row.emphasisLength);
    painter.fillRect(QRectF(at.x() + from, at.y() + line.y(), to - from, line.height()),
                     toneEmphasis(palette(), *tone));
}

void RowTextView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void RowTextView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        setTabStopDistance(4 * fontMetrics().horizontalAdvance(u' '));
        updateGutter();
    } else if (event->type() == QEvent::PaletteChange) {
        m_gutter->update();
    }
}

void RowTextView::updateGutter()
{
    qsizetype longest = 0;
    for (const TextRow &row : std::as_const(m_rows))
        longest = std::max(longest, row.gutter.size());
    setViewportMargins(longest == 0 ? 0 : int(longest) * fontMetrics().horizontalAdvance(u'0') + 12, 0, 0, 0);
    placeGutter();
}

void RowTextView::placeGutter()
{
    const QRect inside = contentsRect();
    m_gutter->setGeometry(inside.left(), inside.top(), viewportMargins().left(), viewport()->height());
    m_gutter->update();
}

void RowTextView::paintGutter(QPainter &painter, const QRect &area)
{
    const QColor base = palette().color(QPalette::Base);
    painter.fillRect(area, blended(base, palette().color(QPalette::Text), 0.04));
    painter.setFont(font());
    QTextBlock block = firstVisibleBlock();
    QRectF place = blockBoundingGeometry(block).translated(contentOffset());
    while (block.isValid() && place.top() <= area.bottom() && block.blockNumber() < m_rows.size()) {
        const TextRow &row = m_rows[block.blockNumber()];
        const QRectF line(0, place.top(), m_gutter->width(), withoutMargin(place, block).height());
        paintBackground(painter, palette(), row.kind, line);
        const auto tone = toneOf(row.kind);
        painter.setPen(tone ? palette().color(QPalette::Text) : toneText(palette(), Tone::Muted));
        painter.drawText(line.adjusted(4, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter, row.gutter);
        block = block.next();
        place = blockBoundingGeometry(block).translated(contentOffset());
    }
}

} // namespace etcdscope
