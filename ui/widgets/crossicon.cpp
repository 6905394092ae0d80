// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/crossicon.h"

#include <QPainter>
#include <QPixmap>

namespace etcdscope {

QIcon crossIcon(const QColor &colour, int size, qreal pixelRatio)
{
    QPixmap pixmap(QSize(size, size) * pixelRatio);
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap));
    const QRectF cross = QRectF(0, 0, size, size).adjusted(4, 4, -4, -4);
    painter.drawLine(cross.topLeft(), cross.bottomRight());
    painter.drawLine(cross.topRight(), cross.bottomLeft());
    return pixmap;
}

} // namespace etcdscope
