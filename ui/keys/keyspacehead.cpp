// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/keyspacehead.h"

#include "core/session/keyspace.h"
#include "ui/keys/storewords.h"
#include "ui/widgets/palette.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOption>

namespace etcdscope {

namespace {
constexpr int updateInterval = 100; // milliseconds: a person reads no faster
constexpr int margin = 8;
constexpr int arrowSize = 12;
} // namespace

KeySpaceHead::KeySpaceHead(KeySpace &keys, bool isOpen, QWidget *parent)
    : QAbstractButton(parent)
    , m_keys(keys)
    , m_isOpen(isOpen)
{
    setObjectName(keys.store().api() == Api::V2 ? QStringLiteral("keySpaceHeadV2")
                                                : QStringLiteral("keySpaceHeadV3"));
    setText(spaceName(keys.store()));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_update.setSingleShot(true);
    m_update.setInterval(updateInterval);
    connect(&m_update, &QTimer::timeout, this, &KeySpaceHead::updateNow);
    const auto schedule = [this] {
        if (!m_update.isActive())
            m_update.start();
    };
    const LiveFeed *const feed = &keys.feed();
    connect(feed, &LiveFeed::stateChanged, this, schedule);
    connect(feed, &LiveFeed::progressed, this, schedule);
    connect(feed, &LiveFeed::applied, this, schedule);
    connect(feed, &LiveFeed::positionChanged, this, schedule);
    updateNow();
}

void KeySpaceHead::updateNow()
{
    m_state = spaceState(m_keys);
    setAccessibleName(m_isOpen ? tr("%1, %2, open").arg(text(), m_state) : tr("%1, %2").arg(text(), m_state));
    setToolTip(m_isOpen ? m_state : tr("%1. Click to open.").arg(m_state));
    update();
}

int KeySpaceHead::barHeight() const
{
    return fontMetrics().height() + 12;
}

QSize KeySpaceHead::sizeHint() const
{
    QFont bold = font();
    bold.setBold(true);
    const int text =
        QFontMetrics(bold).horizontalAdvance(this->text()) + fontMetrics().horizontalAdvance(m_state);
    return {text + 4 * margin + arrowSize, barHeight()};
}

QSize KeySpaceHead::minimumSizeHint() const
{
    return {100, barHeight()};
}

void KeySpaceHead::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor base = palette().color(QPalette::Button);
    painter.fillRect(
        rect(), underMouse() || isDown() ? blended(base, palette().color(QPalette::Highlight), 0.2) : base);
    painter.setPen(blended(base, palette().color(QPalette::ButtonText), 0.25));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
    painter.drawLine(rect().topLeft(), rect().topRight());

    QStyleOption option;
    option.initFrom(this);
    const QRect inner = rect().adjusted(margin, 0, -margin, 0);
    option.rect = QStyle::alignedRect(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter,
                                      QSize(arrowSize, arrowSize), inner);
    const QStyle::PrimitiveElement closed =
        isRightToLeft() ? QStyle::PE_IndicatorArrowLeft : QStyle::PE_IndicatorArrowRight;
    style()->drawPrimitive(m_isOpen ? QStyle::PE_IndicatorArrowDown : closed, &option, &painter, this);

    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::ButtonText));
    const int nameWidth = painter.fontMetrics().horizontalAdvance(text());
    const auto place = [this, &inner](int from, int width) {
        return QStyle::visualRect(layoutDirection(), rect(), QRect(inner.left() + from, 0, width, height()));
    };
    const int nameFrom = arrowSize + margin;
    painter.drawText(place(nameFrom, nameWidth), Qt::AlignVCenter | Qt::AlignLeft, text());
    painter.setFont(font());
    painter.setPen(toneText(palette(), Tone::Muted, QPalette::Button));
    const int stateFrom = nameFrom + nameWidth + margin;
    const int stateWidth = inner.width() - stateFrom;
    painter.drawText(place(stateFrom, stateWidth), Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_state, Qt::ElideRight, stateWidth));
    if (hasFocus()) {
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        focus.rect = rect().adjusted(2, 2, -2, -2);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
    }
}

void KeySpaceHead::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

bool KeySpaceHead::event(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave)
        update();
    return QAbstractButton::event(event);
}

} // namespace etcdscope
