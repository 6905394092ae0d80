// SPDX-License-Identifier: Apache-2.0
#include "ui/window/sessiontab.h"

#include "ui/window/statusline.h"
#include "ui/workspace/environmentlook.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>

#include <algorithm>

namespace etcdscope {

namespace {

struct TabWords
{
    Q_DECLARE_TR_FUNCTIONS(SessionTab)
};

/// Drawn when it is painted. Pixmaps that are made for each change of state would fill Qt's cache of them.
class TabIcon final : public QIconEngine
{
public:
    TabIcon(SessionSummary::Level level, const Environment &environment)
        : m_level(level)
        , m_environment(environment)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        const QPalette palette = QGuiApplication::palette();
        const QColor mark = environmentMark(m_environment, palette);
        const double side = std::min(rect.width(), rect.height());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2);
        painter->scale(side / 16, side / 16);
        if (mark.isValid()) {
            painter->fillRect(QRectF(0, 0, 4, 16), mark);
            painter->translate(3, 0);
        }
        StatusDot::paintShape(*painter, QRectF(3, 3, 10, 10), dotOf(m_level), palette);
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

    [[nodiscard]] QIconEngine *clone() const override { return new TabIcon(m_level, m_environment); }

private:
    const SessionSummary::Level m_level;
    const Environment m_environment;
};

} // namespace

QString tabText(const QString &name, const Environment &environment)
{
    const QString label = environmentLabel(environment);
    return label.isEmpty() ? name : TabWords::tr("%1 %2", "environment, cluster").arg(label, name);
}

QIcon tabIcon(SessionSummary::Level level, const Environment &environment)
{
    return QIcon(new TabIcon(level, environment));
}

} // namespace etcdscope
