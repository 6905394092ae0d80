// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/gutter.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QPaintEvent>
#include <QPainter>
#include <QWheelEvent>

#include <utility>

namespace etcdscope {

Gutter::Gutter(QWidget *text, Paint paint)
    : QWidget(text)
    , m_paint(std::move(paint))
{
    setObjectName(QStringLiteral("gutter"));
}

void Gutter::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    m_paint(painter, event->rect());
}

void Gutter::wheelEvent(QWheelEvent *event)
{
    if (auto *const area = qobject_cast<QAbstractScrollArea *>(parentWidget()))
        QApplication::sendEvent(area->viewport(), event);
}

} // namespace etcdscope
