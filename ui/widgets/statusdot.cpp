// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/statusdot.h"

#include "ui/widgets/palette.h"

#include <QPainter>

namespace etcdscope {

namespace {

constexpr int gap = 6;

Tone toneOf(StatusDot::State state)
{
    switch (state) {
    case StatusDot::State::Idle:
        return Tone::Muted;
    case StatusDot::State::Working:
        return Tone::Information;
    case StatusDot::State::Live:
        return Tone::Good;
    case StatusDot::State::Stale:
        return Tone::Warning;
    case StatusDot::State::Error:
        return Tone::Error;
    }
    return Tone::Muted;
}

} // namespace

StatusDot::StatusDot(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("statusDot"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void StatusDot::setState(State state, const QString &text)
{
    if (m_state == state && m_text == text)
        return;
    const bool resized = fontMetrics().horizontalAdvance(m_text) != fontMetrics().horizontalAdvance(text);
    m_state = state;
    m_text = text;
    setAccessibleName(text);
    setToolTip(text);
    if (resized)
        updateGeometry();
    update();
}

int StatusDot::shapeSize() const
{
    return fontMetrics().ascent();
}

QSize StatusDot::sizeHint() const
{
    const int words = m_text.isEmpty() ? 0 : gap + fontMetrics().horizontalAdvance(m_text) + 1;
    return {shapeSize() + words, fontMetrics().height() + 2};
}

QSize StatusDot::minimumSizeHint() const
{
    return {shapeSize(), fontMetrics().height() + 2};
}

void StatusDot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int size = shapeSize();
    paintShape(painter, QRectF(0, (height() - size) / 2.0, size, size), m_state, palette());
    painter.setPen(palette().color(QPalette::WindowText));
    const QRect words = rect().adjusted(size + gap, 0, 0, 0);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     fontMetrics().elidedText(m_text, Qt::ElideRight, words.width()));
}

void StatusDot::paintShape(QPainter &painter, const QRectF &place, State state, const QPalette &palette)
{
    const QColor colour = toneText(palette, toneOf(state), QPalette::Window);
    const qreal line = qMax(1.5, place.width() / 7);
    const QRectF inner = place.adjusted(line, line, -line, -line);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, line, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    switch (state) {
    case State::Live:
        painter.setBrush(colour);
        painter.drawEllipse(inner);
        break;
    case State::Idle:
        painter.drawEllipse(inner);
        break;
    case State::Working:
        painter.drawEllipse(inner);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPie(inner, 90 * 16, 180 * 16);
        break;
    case State::Stale:
        painter.setBrush(colour);
        painter.drawPolygon(
            QPolygonF({QPointF(inner.center().x(), inner.top()), inner.bottomRight(), inner.bottomLeft()}));
        break;
    case State::Error:
        painter.drawLine(inner.topLeft(), inner.bottomRight());
        painter.drawLine(inner.topRight(), inner.bottomLeft());
        break;
    }
    painter.restore();
}

} // namespace etcdscope
