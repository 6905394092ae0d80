// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/keylabel.h"

#include "core/base/printable.h"
#include "ui/widgets/palette.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyleOptionFocusRect>

namespace etcdscope {

namespace {

constexpr int margin = 4;

} // namespace

KeyLabel::KeyLabel(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("keyLabel"));
    setFont(monospaceFont());
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setKey({});
}

void KeyLabel::setKey(const QByteArray &key)
{
    m_key = key;
    m_text = printable(key);
    // As rich text, a key with '<' would be taken for mark-up, and a long one would not wrap.
    setToolTip(QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(m_text.toHtmlEscaped()));
    setAccessibleName(tr("Key %1").arg(m_text));
    updateGeometry();
    update();
}

QSize KeyLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 2 * margin, fontMetrics().height() + margin};
}

QSize KeyLabel::minimumSizeHint() const
{
    return {8 * fontMetrics().averageCharWidth() + 2 * margin, fontMetrics().height() + margin};
}

void KeyLabel::copy()
{
    const auto unescaped = QString::fromUtf8(m_key);
    // The printable form doubles every backslash: that alone is no reason to copy it.
    const bool plain = m_text.count(u'\\') == 2 * m_key.count('\\');
    QApplication::clipboard()->setText(plain ? unescaped : m_text);
}

bool KeyLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void KeyLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    const QRect place = rect().adjusted(margin, 0, -margin, 0);
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     fontMetrics().elidedText(m_text, Qt::ElideMiddle, place.width()));
    if (hasFocus()) {
        QStyleOptionFocusRect option;
        option.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }
}

void KeyLabel::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        QWidget::keyPressEvent(event);
}

void KeyLabel::contextMenuEvent(QContextMenuEvent *event)
{
    auto *const menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("keyMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Copy Key"), this, &KeyLabel::copy)->setShortcut(QKeySequence::Copy);
    menu->popup(event->globalPos());
}

void KeyLabel::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void KeyLabel::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace etcdscope
