// SPDX-License-Identifier: Apache-2.0
#include "ui/connections/environmentchip.h"

#include "ui/connections/profiletext.h"
#include "ui/widgets/palette.h"
#include "ui/workspace/environmentlook.h"

#include <QPainter>

namespace etcdscope {

namespace {

constexpr int margin = 6;

QFont chipFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.85);
    font.setBold(true);
    return font;
}

QColor fillOf(const Environment &environment)
{
    const QColor colour = environmentColour(environment);
    return colour.isValid() ? colour : QColor(0x77, 0x77, 0x77); // a label without a colour
}

} // namespace

int environmentChipWidth(const Environment &environment, const QFont &font)
{
    const QString text = environmentLabel(environment);
    return text.isEmpty() ? 0 : QFontMetrics(chipFont(font)).horizontalAdvance(text) + 2 * margin;
}

void paintEnvironmentChip(QPainter &painter, const QRect &place, const Environment &environment,
                          const QFont &font)
{
    const QColor fill = fillOf(environment);
    const QFont words = chipFont(font);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(place, 3, 3);
    painter.setFont(words);
    painter.setPen(contrastRatio(Qt::white, fill) >= contrastRatio(Qt::black, fill) ? Qt::white : Qt::black);
    const QString text =
        QFontMetrics(words).elidedText(environmentLabel(environment), Qt::ElideRight, place.width() - margin);
    painter.drawText(place, Qt::AlignCenter, text);
    painter.restore();
}

EnvironmentChip::EnvironmentChip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void EnvironmentChip::setEnvironment(const Environment &environment)
{
    m_environment = environment;
    const QString text = environmentLabel(environment);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    updateGeometry();
    update();
}

QSize EnvironmentChip::sizeHint() const
{
    return {environmentChipWidth(m_environment, font()), fontMetrics().height() + 2};
}

void EnvironmentChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintEnvironmentChip(painter, rect(), m_environment, font());
}

} // namespace etcdscope
