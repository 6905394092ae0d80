// SPDX-License-Identifier: Apache-2.0
#include "ui/workspace/glyphs.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>

#include <algorithm>

namespace etcdscope {

namespace {

QPainterPath keysPath()
{
    QPainterPath path; // a tree: a trunk with three branches
    path.addRect(1.5, 1.5, 5, 3);
    path.moveTo(4, 4.5);
    path.lineTo(4, 13);
    path.lineTo(8.5, 13);
    path.moveTo(4, 8);
    path.lineTo(8.5, 8);
    path.addRect(8.5, 6.5, 6, 3);
    path.addRect(8.5, 11.5, 6, 3);
    return path;
}

QPainterPath logPath()
{
    QPainterPath path; // lines of a page, each with its mark
    for (const double y : {3.5, 8.0, 12.5}) {
        path.moveTo(6, y);
        path.lineTo(14.5, y);
        path.addEllipse(QPointF(2.5, y), 0.9, 0.9);
    }
    return path;
}

QPainterPath addPath()
{
    QPainterPath path;
    path.moveTo(8, 3);
    path.lineTo(8, 13);
    path.moveTo(3, 8);
    path.lineTo(13, 8);
    return path;
}

QPainterPath closePath()
{
    QPainterPath path;
    path.moveTo(4, 4);
    path.lineTo(12, 12);
    path.moveTo(12, 4);
    path.lineTo(4, 12);
    return path;
}

QPainterPath playgroundPath()
{
    QPainterPath path; // start
    path.moveTo(4.5, 2.5);
    path.lineTo(13, 8);
    path.lineTo(4.5, 13.5);
    path.closeSubpath();
    return path;
}

QPainterPath folderPath()
{
    QPainterPath path;
    path.moveTo(1.5, 13);
    path.lineTo(1.5, 3.5);
    path.lineTo(6, 3.5);
    path.lineTo(7.5, 5.5);
    path.lineTo(14.5, 5.5);
    path.lineTo(14.5, 13);
    path.closeSubpath();
    return path;
}

QPainterPath lockPath(bool isClosed)
{
    QPainterPath path; // a body, its keyhole, and a shackle that is in or out
    path.addRoundedRect(3, 7.5, 10, 7, 1, 1);
    path.moveTo(8, 10);
    path.lineTo(8, 12);
    path.moveTo(5, 7.5);
    path.lineTo(5, 5);
    path.arcTo(5, 1.8, 6, 6, 180, -180);
    path.lineTo(11, isClosed ? 7.5 : 5.5);
    return path;
}

QPainterPath pathOf(Glyph glyph)
{
    switch (glyph) {
    case Glyph::Keys:
        return keysPath();
    case Glyph::Log:
        return logPath();
    case Glyph::Add:
        return addPath();
    case Glyph::Close:
        return closePath();
    case Glyph::Playground:
        return playgroundPath();
    case Glyph::Locked:
        return lockPath(true);
    case Glyph::Unlocked:
        return lockPath(false);
    case Glyph::Folder:
        return folderPath();
    }
    return {};
}

QColor colourFor(QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    switch (mode) {
    case QIcon::Disabled:
        return palette.color(QPalette::Disabled, QPalette::WindowText);
    case QIcon::Selected:
        return palette.color(QPalette::Active, QPalette::HighlightedText);
    case QIcon::Normal:
    case QIcon::Active:
        break;
    }
    return palette.color(QPalette::Active, QPalette::WindowText);
}

class GlyphEngine final : public QIconEngine
{
public:
    explicit GlyphEngine(Glyph glyph)
        : m_glyph(glyph)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const double side = std::min(rect.width(), rect.height());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2);
        painter->scale(side / 16, side / 16);
        painter->setPen(QPen(colourFor(mode), 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPath(pathOf(m_glyph));
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new GlyphEngine(m_glyph); }

private:
    const Glyph m_glyph;
};

} // namespace

QIcon glyphIcon(Glyph glyph)
{
    return QIcon(new GlyphEngine(glyph));
}

} // namespace etcdscope
