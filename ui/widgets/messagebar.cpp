// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/messagebar.h"

#include "ui/widgets/crossicon.h"
#include "ui/widgets/palette.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHBoxLayout>
#include <QIcon>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPixmap>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace etcdscope {

namespace {

Tone toneOf(MessageBar::Severity severity)
{
    switch (severity) {
    case MessageBar::Severity::Information:
        return Tone::Information;
    case MessageBar::Severity::Warning:
        return Tone::Warning;
    case MessageBar::Severity::Error:
        return Tone::Error;
    }
    return Tone::Information;
}

QStyle::StandardPixmap iconOf(MessageBar::Severity severity)
{
    switch (severity) {
    case MessageBar::Severity::Information:
        return QStyle::SP_MessageBoxInformation;
    case MessageBar::Severity::Warning:
        return QStyle::SP_MessageBoxWarning;
    case MessageBar::Severity::Error:
        return QStyle::SP_MessageBoxCritical;
    }
    return QStyle::SP_MessageBoxInformation;
}

QAccessibleInterface *createAlert(const QString &className, QObject *object)
{
    if (className != QLatin1String("etcdscope::MessageBar"))
        return nullptr;
    return new QAccessibleWidget(qobject_cast<QWidget *>(object), QAccessible::AlertMessage);
}

void installAlertOnce()
{
    static const bool installed = [] {
        QAccessible::installFactory(createAlert);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_buttons(new QHBoxLayout)
    , m_close(new QToolButton(this))
{
    installAlertOnce();
    setObjectName(QStringLiteral("messageBar"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_close->setObjectName(QStringLiteral("messageClose"));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Close this message (Esc)"));
    m_close->setAccessibleName(tr("Close message"));
    connect(m_close, &QToolButton::clicked, this, &MessageBar::close);

    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_icon, 0, Qt::AlignVCenter);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttons);
    layout->addWidget(m_close, 0, Qt::AlignTop);
    m_buttons->setSpacing(8);
    hide();
}

void MessageBar::showMessage(Severity severity, const QString &text, const QString &details)
{
    clearButtons();
    m_severity = severity;
    m_text->setText(text);
    setToolTip(details);
    setAccessibleName(severity == Severity::Error     ? tr("Error: %1").arg(text)
                      : severity == Severity::Warning ? tr("Warning: %1").arg(text)
                                                      : tr("Information: %1").arg(text));
    m_text->setAccessibleName(accessibleName());
    setAccessibleDescription(details);
    updateLook();
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QPushButton *MessageBar::addButton(const QString &text, const QString &objectName)
{
    auto *const button = new QPushButton(text, this);
    button->setObjectName(objectName);
    button->setAutoDefault(false);
    m_buttons->addWidget(button, 0, Qt::AlignVCenter);
    button->show(); // the layout alone would do so a turn later, and Tab would miss it until then
    setTabOrder(m_buttons->count() > 1 ? m_buttons->itemAt(m_buttons->count() - 2)->widget() : m_text,
                button);
    setTabOrder(button, m_close);
    return button;
}

void MessageBar::dismiss()
{
    hide();
}

void MessageBar::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tone tone = toneOf(m_severity);
    const QColor edge = toneText(palette(), tone, QPalette::Window);
    painter.setPen(blended(palette().color(QPalette::Window), edge, 0.5));
    painter.setBrush(toneBackground(palette(), tone, QPalette::Window));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(edge);
    painter.drawRoundedRect(QRectF(0, 0, 4, height()), 2, 2);
}

void MessageBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier && !m_close->isHidden())
        close();
    else
        QFrame::keyPressEvent(event);
}

void MessageBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
        updateLook();
    QFrame::changeEvent(event);
}

void MessageBar::close()
{
    hide();
    emit closed();
}

void MessageBar::clearButtons()
{
    while (QLayoutItem *const item = m_buttons->takeAt(0)) {
        // A message may be shown from inside the clicked() of one of these.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
}

void MessageBar::updateLook()
{
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_icon->setPixmap(style()->standardIcon(iconOf(m_severity), nullptr, this).pixmap(QSize(size, size)));
    m_close->setIcon(crossIcon(palette().color(QPalette::WindowText), size, devicePixelRatioF()));
    update();
}

} // namespace etcdscope
