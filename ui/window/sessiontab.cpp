// SPDX-License-Identifier: Apache-2.0
#include "ui/window/sessiontab.h"

#include "ui/window/statusline.h"
#include "ui/workspace/environmentlook.h"

#include <QCoreApplication>
#include <QPainter>
#include <QWidget>

namespace etcdscope {

namespace {

struct TabWords
{
    Q_DECLARE_TR_FUNCTIONS(SessionTab)
};

} // namespace

QString tabText(const QString &name, const Environment &environment)
{
    const QString label = environmentLabel(environment);
    return label.isEmpty() ? name : TabWords::tr("%1 %2", "environment, cluster").arg(label, name);
}

QIcon tabIcon(SessionSummary::Level level, const Environment &environment, const QWidget &widget)
{
    constexpr int side = 16;
    const QColor mark = environmentMark(environment, widget.palette());
    QPixmap pixmap(QSize(side, side) * widget.devicePixelRatioF());
    pixmap.setDevicePixelRatio(widget.devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    if (mark.isValid()) {
        painter.fillRect(QRectF(0, 0, 4, side), mark);
        painter.translate(3, 0);
    }
    StatusDot::paintShape(painter, QRectF(3, 3, side - 6, side - 6), dotOf(level), widget.palette());
    return QIcon(pixmap);
}

} // namespace etcdscope
