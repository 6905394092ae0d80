// SPDX-License-Identifier: Apache-2.0
#include "ui/workspace/environmentbadge.h"

#include "ui/workspace/environmentlook.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace etcdscope {

namespace {

constexpr int widest = 200;

QColor fillOf(const Environment &environment, const QWidget &widget)
{
    const QColor colour = environmentColour(environment);
    return colour.isValid() ? colour : widget.palette().color(QPalette::WindowText);
}

} // namespace

EnvironmentBadge::EnvironmentBadge(const Environment &environment, QWidget *parent)
    : QWidget(parent)
    , m_text(environmentLabel(environment))
    , m_fill(fillOf(environment, *this))
{
    setObjectName(QStringLiteral("environmentBadge"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    QFont bold = font();
    bold.setBold(true);
    setFont(bold);
    setAccessibleName(tr("Environment: %1").arg(m_text));
    setToolTip(accessibleName());
    setVisible(!m_text.isEmpty());
}

QSize EnvironmentBadge::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    return {std::min(widest, metrics.horizontalAdvance(m_text) + 16), metrics.height() + 4};
}

void EnvironmentBadge::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

void EnvironmentBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_fill);
    painter.drawRoundedRect(QRectF(rect()), 4, 4);
    painter.setPen(textOn(m_fill));
    const QRect inner = rect().adjusted(6, 0, -6, 0);
    painter.drawText(inner, Qt::AlignCenter, fontMetrics().elidedText(m_text, Qt::ElideRight, inner.width()));
}

} // namespace etcdscope
